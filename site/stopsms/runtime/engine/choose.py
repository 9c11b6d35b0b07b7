"""Which engine is shipped: in two parts where that is possible, else Pyodide's own files."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from ...errors import BuildError, Problem
from ..archives import read_tree, write_tree
from .cut import FIRST, GLUE, LOADER, cut, wasm_split
from .functions import FILE, Functions, read_functions
from .glue import OtherForm

RENEW = "run `python -m tools.engine_functions`"
INSTALL = "install binaryen (Debian, Homebrew: `binaryen`)"


class Choice(StrEnum):
    """What the build was told."""

    WHERE_POSSIBLE = "where-possible"
    SPLIT = "split"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine's files by name; `why_whole`: one line that says why it is not split, empty where it is or need not
    be."""

    files: Mapping[str, bytes]
    why_whole: str = ""


def engine_of(pyodide: Path, choice: Choice, cache: Path, functions: Functions | None = None) -> Engine:
    """The engine from the npm package's folder `pyodide`; `cache` keeps one that was cut (6 seconds).

    Raises BuildError where `choice` is SPLIT and it cannot be split.
    """
    whole = Engine({name: (pyodide / name).read_bytes() for name in (FIRST, GLUE, LOADER)})
    if choice is Choice.WHOLE:
        return whole
    listed = functions or read_functions()
    why = _why_not(whole.files[FIRST], pyodide, listed)
    if not why:
        try:
            return Engine(_kept(pyodide, listed, cache))
        except (OtherForm, ValueError, IndexError, KeyError) as error:
            why = Problem(_place(pyodide), 0, f"is not of the form that is known: {error}", "mend runtime/engine/")
        except subprocess.CalledProcessError as error:
            why = Problem(error.cmd[0], 0, f"failed: {error.stderr.strip()[-200:]}", INSTALL)
    if choice is Choice.SPLIT:
        raise BuildError(why)
    return Engine(whole.files, f"the whole engine is shipped, twice the bytes of a split one: {why}")


def _why_not(binary: bytes, pyodide: Path, listed: Functions) -> Problem | None:
    """What forbids to cut this module by this list."""
    if wasm_split() is None:
        return Problem("wasm-split", 0, "is not there", INSTALL)
    if hashlib.sha256(binary).hexdigest() != listed.sha256:
        what = f"lists the functions of Pyodide {listed.pyodide}, and {_place(pyodide)} is another one"
        return Problem(FILE.name, 0, what, RENEW)
    if not _terser(pyodide).is_file():
        return Problem("terser", 0, "is not there", "run `npm ci` in site/")
    return None


def _kept(pyodide: Path, listed: Functions, cache: Path) -> dict[str, bytes]:
    """The files, cut now or by a former build from the same inputs."""
    digest = hashlib.sha256(f"{wasm_split()} {listed}".encode())
    inputs = [*sorted(Path(__file__).parent.glob("*.py")), pyodide / FIRST, pyodide / GLUE, pyodide / LOADER]
    for path in [*inputs, _terser(pyodide).parent.parent / "package.json"]:
        digest.update(path.read_bytes())
    folder = cache / digest.hexdigest()[:16]
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent) as scratch:
            unfinished = Path(scratch, folder.name)
            write_tree(unfinished, cut(pyodide, listed.numbers, _terser(pyodide)))
            try:
                unfinished.replace(folder)
            except OSError:
                if not folder.is_dir():  # else another process was faster, with the same files
                    raise
    return read_tree(folder)


def _terser(pyodide: Path) -> Path:
    return pyodide.parent / "terser" / "bin" / "terser"


def _place(pyodide: Path) -> str:
    return f"site/node_modules/{pyodide.name}"
