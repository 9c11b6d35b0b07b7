"""Cuts Pyodide's module in two by a list of functions: binaryen's `wasm-split`, and what it leaves to do."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Collection
from functools import cache
from pathlib import Path

from . import wasm
from .glue import Glue, minified
from .stand_ins import with_stand_ins
from .wasm import Id, Kind

FIRST, SECOND, GLUE, LOADER = "pyodide.asm.wasm", "second.wasm", "pyodide.asm.mjs", "pyodide.mjs"
MODULES_OF_GLUE = ("env", "wasi_snapshot_preview1")
LINKED = ("GOT.func", "GOT.mem")  # modules of imports that the glue fills from the module's own exports
FEATURES = "--all-features"  # Pyodide's module says nowhere which it uses


@cache
def wasm_split() -> str | None:
    """The tool's version, such as `wasm-split version 108`; None where it is not installed."""
    if not (shutil.which("wasm-split") and shutil.which("wasm-opt")):
        return None
    return _run("wasm-split", "--version").strip()


def cut(pyodide: Path, numbers: Collection[int], terser: Path) -> dict[str, bytes]:
    """The engine's files: the npm package's folder in, name -> content out.

    Raises OtherForm (glue.py), ValueError where a module is not of the form that is known, and
    subprocess.CalledProcessError where a tool fails.
    """
    binary = (pyodide / FIRST).read_bytes()
    loader = (pyodide / LOADER).read_text(encoding="utf-8")
    glue = Glue.parse((pyodide / GLUE).read_text(encoding="utf-8"))
    sections = dict(wasm.read(binary))
    linked = {one.name for one in wasm.imports(sections[Id.IMPORT]) if one.module in LINKED}
    needed = glue.needed(wasm.exports(sections[Id.EXPORT]), loader, linked)
    with tempfile.TemporaryDirectory() as scratch:
        first, second = _split(named(with_exports(binary, needed)), numbers, Path(scratch))
    whole = with_stand_ins(first)
    left = wasm.imports(dict(wasm.read(first))[Id.IMPORT])
    if any(one.module in LINKED for one in left):
        raise ValueError("an import that is filled from the module's own exports")
    imports = {one.name for one in left if one.module in MODULES_OF_GLUE}
    slim = glue.pruned({one.name for one in needed}, imports, loader)
    return {
        FIRST: whole,
        SECOND: second,
        GLUE: minified(slim.text(), terser, shutil.which("node") or "node"),
        LOADER: loader.encode(),
    }


def with_exports(binary: bytes, exports: list[wasm.Export]) -> bytes:
    """The module with these exports alone."""
    kept = wasm.vector(one.binary for one in exports)
    return wasm.write((section, kept if section == Id.EXPORT else content) for section, content in wasm.read(binary))


def named(binary: bytes) -> bytes:
    """The module with a name for each function that it defines: `f` and its number, which stays when others go.

    Source of the form: https://webassembly.github.io/spec/core/appendix/custom.html#name-section
    """
    sections = dict(wasm.read(binary))
    imported = sum(one.kind is Kind.FUNCTION for one in wasm.imports(sections[Id.IMPORT]))
    defined = len(wasm.type_numbers(sections[Id.FUNCTION]))
    names = wasm.vector(wasm.unsigned(imported + n) + wasm.text(f"f{n}") for n in range(defined))
    content = wasm.text("name") + b"\1" + wasm.unsigned(len(names)) + names
    return binary + bytes([Id.CUSTOM]) + wasm.unsigned(len(content)) + content


def _split(binary: bytes, numbers: Collection[int], scratch: Path) -> tuple[bytes, bytes]:
    """What the exports reach, in two modules: the functions of these numbers, and the rest."""
    source, slim, keep = scratch / "named.wasm", scratch / "slim.wasm", scratch / "keep.txt"
    first, second = scratch / "first.wasm", scratch / "second.wasm"
    source.write_bytes(binary)
    _run("wasm-opt", FEATURES, "--debuginfo", "--remove-unused-module-elements", str(source), "-o", str(slim))
    reached = {name[1:] for name in _functions(slim)}
    keep.write_text("".join(f"f{number}\n" for number in numbers if str(number) in reached), encoding="utf-8")
    _run("wasm-split", FEATURES, "--split", str(slim), f"--keep-funcs=@{keep}", "-o1", str(first), "-o2", str(second))
    return first.read_bytes(), second.read_bytes()


def _functions(module: Path) -> set[str]:
    """The names of the functions that a module has, its imports included."""
    lines = _run("wasm-opt", FEATURES, "--print-function-map", str(module)).splitlines()
    return {name for line in lines for number, colon, name in [line.partition(":")] if colon and number.isdigit()}


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
