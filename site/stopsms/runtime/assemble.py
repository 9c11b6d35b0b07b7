"""Puts the runtime together: a folder for each part (parts.py), to be cached for ever.

<out>/engine-<hash>/   pyodide.mjs, pyodide.asm.mjs, pyodide.asm.wasm, second.wasm where it is in two parts
<out>/library-<hash>/  stdlib.zip.bin, packages.zip.bin, regions.zip.bin
<out>/core-<hash>/     core.zip.bin
<out>/<pack>-<hash>/   <pack>.zip.bin: words-fr, fr ...
<out>/start-<hash>/    worker.js: `static/js/python/worker.js` with the manifest, which names the files of the others
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from sender_lookup.data_forms import derive

from ..errors import BuildError, Problem
from .archives import pack, squeeze, write_tree
from .engine import Choice, engine_of
from .engine.functions import Functions
from .inputs import ENTRY, PYODIDE, REQUESTS, WORKER, fingerprint, place_of, sample_requests, sources
from .node_job import Compiled, check_runtime, compile_sources
from .parts import ARCHIVES, ENGINE, LIBRARY, START, STDLIB, Archive, Part, divide

EMPTY = '{ entry: "", lock: {}, path: [], files: {} }'  # what stands in the source of the worker


class RuntimeFile(TypedDict):
    """Where a file lies, seen from the worker; its length once inflated; the hash of what is sent."""

    address: str
    inflated: int
    sha256: str


class Manifest(TypedDict):
    """What the worker must know.

    `lock`: the part of pyodide-lock.json that Pyodide wants to start; `path`: the archives that Python imports from at
    the start; `files`: all, by name.
    """

    entry: str
    lock: dict[str, object]
    path: list[str]
    files: dict[str, RuntimeFile]


@dataclass(frozen=True, slots=True)
class Runtime:
    """The folder of each part, by the part's name; why the engine is not in two parts, where that is so."""

    folders: Mapping[str, str]
    why_whole: str = ""

    @property
    def start(self) -> str:
        """The folder of the worker: another one for each other content of any part."""
        return self.folders[START]


def build_runtime(
    out: Path,
    *,
    package: Path,
    cache: Path,
    choice: Choice = Choice.WHERE_POSSIBLE,
    functions: Functions | None = None,
) -> Runtime:
    """Write the parts into `out` for our package (the folder `sender_lookup`).

    `choice`: which engine; `functions`: another list for it than that of the tree. `cache` keeps the fetched wheels,
    engines and finished runtimes: the same inputs are compiled once (about 15 seconds).
    """
    files = derive(sources(package, cache / "wheels"))
    engine = engine_of(PYODIDE, choice, cache / "engines", functions)
    kept = cache / "runtimes" / fingerprint({**files, **engine.files})
    if not kept.is_dir():
        make_runtime(kept, files, engine.files)
    shutil.copytree(kept, out, dirs_exist_ok=True)
    folders = {folder.name.rpartition("-")[0]: folder.name for folder in sorted(kept.iterdir())}
    return Runtime(folders, engine.why_whole)


def make_runtime(folder: Path, files: dict[str, bytes], engine: Mapping[str, bytes]) -> None:
    """Compile, pack, write, and ask the result the sample requests. The folder is there when all is well, or not."""
    requests = sample_requests(files)
    compiled = compile_sources(files, requests)
    data = {name: content for name, content in files.items() if not name.endswith(".py")}
    check_templates(data, compiled.packages)
    divided = divide(compiled.packages | data)
    zips = {STDLIB: pack(compiled.stdlib), **{archive.name: pack(found) for archive, found in divided.items()}}
    parts = make_parts(zips, engine, divided)
    manifest = describe(parts, {name: len(content) for name, content in zips.items()})
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as scratch:
        unfinished = Path(scratch, folder.name)
        for part in (*parts, Part(START, {"worker.js": worker(manifest)})):
            write_tree(unfinished / part.folder, part.files)
        check(unfinished, manifest, compiled, requests)
        unfinished.replace(folder)


def check_templates(data: Iterable[str], packages: Iterable[str]) -> None:
    """The browser cannot compile a template: each must have been compiled for a sample request."""
    templates = [name for name in data if "/templates/" in name or "/letters/" in name]
    compiled = [name for name in packages if "/compiled/" in name]
    if len(compiled) != len(templates):
        what = f"{len(compiled)} of {len(templates)} templates were compiled for these requests"
        raise BuildError(Problem(place_of(REQUESTS), 0, what, "write one that needs the others"))


def make_parts(zips: Mapping[str, bytes], engine: Mapping[str, bytes], archives: Iterable[Archive]) -> list[Part]:
    """The parts that the worker loads: the engine's files, and the archives (`zips`, by name) in theirs."""
    homes = {STDLIB: LIBRARY} | {archive.name: archive.part for archive in archives}
    parts = {part: {name: squeeze(zips[name]) for name in zips if homes[name] == part} for part in homes.values()}
    return [Part(name, content) for name, content in ({ENGINE: engine} | parts).items()]


def describe(parts: Iterable[Part], inflated: Mapping[str, int]) -> Manifest:
    """The manifest of these parts; `inflated` has the lengths of the zips."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    files = {
        name: RuntimeFile(
            address=f"../{part.folder}/{name}",
            inflated=inflated.get(name, len(content)),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        for part in parts
        for name, content in part.files.items()
    }
    path = [archive.name for archive in ARCHIVES if archive.at_start]
    return Manifest(entry=ENTRY, lock={"info": lock["info"], "packages": {}}, path=path, files=files)


def worker(manifest: Manifest) -> bytes:
    """The worker's script, which knows from its first moment where everything lies."""
    source = WORKER.read_text(encoding="utf-8")
    if source.count(EMPTY) != 1:
        raise BuildError(Problem(place_of(WORKER), 0, "has no place for the manifest", f"write {EMPTY} once"))
    return source.replace(EMPTY, json.dumps(manifest, separators=(",", ":"), sort_keys=True)).encode()


def manifest_of(script: bytes) -> Manifest:
    """The manifest of a worker's script as `worker` has written it."""
    whole = WORKER.read_text(encoding="utf-8")
    before, _, after = whole.partition(EMPTY)
    found: Manifest = json.loads(script.decode().removeprefix(before).removesuffix(after))
    return found


def check(folder: Path, manifest: Manifest, compiled: Compiled, requests: list[str]) -> None:
    """Start what lies in `folder` as the worker does, and ask it."""
    files = {name: str(folder / file["address"].removeprefix("../")) for name, file in manifest["files"].items()}
    check_runtime(files, manifest, compiled, requests)
