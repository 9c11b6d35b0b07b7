"""The jobs that Node does with Pyodide: compile what a request needs, ask the result, count calls (see `guest/`)."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import BuildError, Problem
from .archives import pack, read_tree, write_tree
from .engine.choose import RENEW
from .inputs import (
    ENTRY,
    GUEST,
    NEVER,
    ON_DEMAND,
    PYODIDE,
    WHOLE,
    imported_names,
    module_names,
    place_of,
    with_stubs,
)
from .library import library_sources, recorder

# All is compiled as by `python -OO`, without docstrings and asserts, but our own classes keep the former (level 1):
# `dataclass` composes a docstring for each class that has none, out of a whole signature, and that takes 3 ms.
LEVEL_OF_OUR_OWN = 1
SCRIPT = GUEST / "compile.mjs"
INPUTS = "site/stopsms/runtime/inputs.py"
FUNCTIONS = "site/stopsms/runtime/engine/functions.txt"


class Compiled(NamedTuple):
    """Bytecode by name in its archive, the Python that made it, and its answers to the sample requests."""

    python: str
    stdlib: dict[str, bytes]
    packages: dict[str, bytes]
    responses: list[str]


def compile_sources(files: Mapping[str, bytes], requests: Sequence[str]) -> Compiled:
    """Sources and data of our packages in; their bytecode, and that of what they need of the standard library, out.

    The whole Python answers the requests; one with stubs shows what is loaded for them; a third, which has never
    seen our package, compiles the library, whose bytes so depend on its own files alone.
    """
    package = ENTRY.split(".")[0]
    own = {name: content for name, content in files.items() if name.startswith(f"{package}/")}
    named = set().union(*(imported_names(content) for name, content in own.items() if name.endswith(".py")))
    with tempfile.TemporaryDirectory() as scratch:
        write_tree(Path(scratch, "source"), files)
        write_tree(Path(scratch, "trimmed"), with_stubs(files))
        Path(scratch, "out").mkdir()
        library = library_sources()
        write_tree(Path(scratch, "stdlib"), library)
        Path(scratch, "stdlib.zip").write_bytes(pack(library | recorder()))
        report = run_job(
            Path(scratch),
            mode="compile",
            pyodide=f"{PYODIDE}/",
            folders={name: str(Path(scratch, name)) for name in ("source", "trimmed", "stdlib", "out")},
            stdlib_zip=str(Path(scratch, "stdlib.zip")),
            files=[name for name in files if name.endswith(".py")],
            own=f"{package}/",
            modules=module_names(files, package),
            extra_modules=sorted({*named, *ON_DEMAND} - {*NEVER}),
            whole=WHOLE,
            optimise=LEVEL_OF_OUR_OWN,
            requests=list(requests),
        )
        out = read_tree(Path(scratch, "out"))
    return Compiled(report["python"], below("stdlib/", out), below("packages/", out), report["responses"])


def below(folder: str, tree: Mapping[str, bytes]) -> dict[str, bytes]:
    """The part of a tree below a folder, with names relative to it."""
    return {name.removeprefix(folder): content for name, content in tree.items() if name.startswith(folder)}


def check_runtime(
    files: Mapping[str, str], manifest: Mapping[str, Any], compiled: Compiled, requests: Sequence[str]
) -> None:
    """Start the finished runtime in Node (name -> path of each file): it must answer as the untrimmed Python did,
    by the first part of its engine alone."""
    with tempfile.TemporaryDirectory() as scratch:
        report = run_job(Path(scratch), mode="check", paths=files, manifest=manifest, requests=list(requests))
    for request, wanted, found in zip(requests, compiled.responses, report["responses"], strict=True):
        if wanted != found:
            what = f"the trimmed runtime answers {request} differently from the whole Python:\n{found}\nnot\n{wanted}"
            fix = "a module may be missing that the answer falls back without: add it to ON_DEMAND"
            raise BuildError(Problem(INPUTS, 0, what, fix))
    if report["needed"] is not None:
        what = f"lists too few functions: {report['needed']} needs the engine's second part"
        raise BuildError(Problem(FUNCTIONS, 0, what, RENEW))


def run_job(scratch: Path, **job: Any) -> dict[str, Any]:
    """Run `compile.mjs` on a job and return its report."""
    node = shutil.which("node")
    if node is None:
        raise BuildError(Problem(place_of(SCRIPT), 0, "Node is not there to run it", "install Node 20 or later"))
    report = scratch / "report.json"
    paths = {"scratch": str(scratch), "out": str(scratch / "out"), "report": str(report), "entry": ENTRY}
    (scratch / "job.json").write_text(json.dumps({**paths, **job}), encoding="utf-8")
    command = [node, str(SCRIPT), str(scratch / "job.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        what = f"job {job['mode']!r}: {done.stderr.strip()}"
        raise BuildError(Problem(place_of(SCRIPT), 0, what, fix_of(done.stderr)))
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def fix_of(stderr: str) -> str:
    """What to do about a job that failed with these words of Node."""
    if "ModuleNotFoundError" in stderr:
        return f"name the module in ON_DEMAND ({INPUTS}), or correct the import"
    return "correct what the last line names"
