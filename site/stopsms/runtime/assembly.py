"""Puts the runtime together: one folder, named after its content, that can be cached for ever.

<out>/<version>/worker.js, manifest.json, stdlib.zip.bin, packages.zip.bin, regions.zip.bin, pyodide.mjs,
pyodide.asm.mjs, pyodide.asm.wasm
"""

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from stopsms.runtime.archives import pack, squeeze
from stopsms.runtime.compiler import Compiled, check_runtime, compile_sources
from stopsms.runtime.derived import derive
from stopsms.runtime.inputs import ENTRY, PYODIDE, WORKER, fingerprint, sample_requests, sources
from stopsms.runtime.problem import RuntimeProblem
from stopsms.runtime.regions import apart

COPIED = ("pyodide.asm.wasm", "pyodide.asm.mjs", "pyodide.mjs")


class RuntimeFile(TypedDict):
    """A file as the server sends it (before its own compression), and its length once the browser has inflated it."""

    name: str
    bytes: int
    inflated: int
    sha256: str


class Runtime(TypedDict):
    """The content of manifest.json. `lock` is the part of pyodide-lock.json that Pyodide wants to start."""

    version: str
    python: str
    entry: str
    lock: dict[str, object]
    files: list[RuntimeFile]


def build_runtime(out: Path, *, package: Path, cache: Path) -> Runtime:
    """Write `out/<version>/` for our package (the folder `sender_lookup`); return what its manifest says.

    `cache` keeps the fetched wheels and finished runtimes: the same inputs are compiled once (about 12 seconds).
    """
    files = derive(sources(package, cache / "wheels"))
    kept = cache / "runtimes" / fingerprint(files)
    if not (kept / "manifest.json").is_file():
        make_runtime(kept, files)
    runtime: Runtime = json.loads((kept / "manifest.json").read_text(encoding="utf-8"))
    shutil.copytree(kept, out / runtime["version"], dirs_exist_ok=True)
    return runtime


def make_runtime(folder: Path, files: dict[str, bytes]) -> None:
    """Compile, pack, write, and ask the result the sample requests. The manifest comes last: it says "complete"."""
    requests = sample_requests(files)
    compiled = compile_sources(files, requests)
    data = {name: content for name, content in files.items() if not name.endswith(".py")}
    check_templates(data, compiled.packages)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    packages, regions = apart(compiled.packages | data)
    archives = {
        "stdlib.zip.bin": pack(compiled.stdlib), "packages.zip.bin": pack(packages), "regions.zip.bin": pack(regions)
    }  # fmt: skip
    for name, content in archives.items():
        (folder / name).write_bytes(squeeze(content))
    for name in COPIED:
        shutil.copyfile(PYODIDE / name, folder / name)
    shutil.copyfile(WORKER, folder / "worker.js")
    manifest = describe(folder, compiled, {name: len(content) for name, content in archives.items()})
    check_runtime(folder, manifest["lock"], compiled, requests)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def check_templates(data: Iterable[str], packages: Iterable[str]) -> None:
    """The browser cannot compile a template: each must have been compiled for a sample request."""
    templates = [name for name in data if "/templates/" in name or "/letters/" in name]
    compiled = [name for name in packages if "/compiled/" in name]
    if len(compiled) != len(templates):
        mend = "write a request that needs the others into site/build/requests.json"
        raise RuntimeProblem(f"{len(compiled)} of {len(templates)} templates were compiled: {mend}")


def describe(folder: Path, compiled: Compiled, inflated: dict[str, int]) -> Runtime:
    """The manifest of the files in `folder`."""
    found = [describe_file(path, inflated) for path in sorted(folder.iterdir())]
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    hashes = "".join(file["name"] + file["sha256"] for file in found)
    return Runtime(
        version=hashlib.sha256(hashes.encode()).hexdigest()[:12],
        python=compiled.python,
        entry=ENTRY,
        lock={"info": lock["info"], "packages": {}},
        files=found,
    )


def describe_file(path: Path, inflated: dict[str, int]) -> RuntimeFile:
    content = path.read_bytes()
    return RuntimeFile(
        name=path.name,
        bytes=len(content),
        inflated=inflated.get(path.name, len(content)),
        sha256=hashlib.sha256(content).hexdigest(),
    )
