"""Runs inside Pyodide (called by compile.mjs): which modules are needed, and their bytecode.

The bytecode must be of the very Python that will read it, so that Python compiles it: the host's would not do.
Beware of imports at the top: whatever this file loads before `trace` has looked would be shipped to every visitor.
"""

import importlib
import json
import sys

STDLIB = next(path for path in sys.path if path.endswith(".zip"))
SOURCE, OUT, SCRATCH = "/build/source", "/build/out", "/tmp/stdlib"


def build(job_json: str) -> str:
    """JSON of the job -> JSON {"python", "stdlib": files kept, "responses"}; writes the .pyc trees below OUT."""
    job = json.loads(job_json)
    sys.path.append(SOURCE)
    responses = answer(job)
    loaded = list(sys.modules.values())
    kept = sorted(set(filter(None, map(stdlib_file, loaded))) - set(job["tolerated_absences"]))
    compile_all(kept, job)
    return json.dumps({"python": sys.version.split()[0], "stdlib": kept, "responses": responses})


def answer(job: dict) -> list[str]:
    """Import what the job names, then answer its sample requests: what this loads, a visitor may need."""
    for name in job["modules"] + job["extra_modules"]:
        importlib.import_module(name)
    respond = importlib.import_module(job["entry"]).respond
    return [respond(request) for request in job["requests"]]


def stdlib_file(module: object) -> str | None:
    """'json/decoder.py' for a module of the standard library's archive, else None (built in, or not from there)."""
    origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
    return origin.removeprefix(STDLIB + "/") if origin.startswith(STDLIB + "/") else None


def compile_all(kept: list[str], job: dict) -> None:
    """Write OUT/stdlib/**.pyc and OUT/packages/**.pyc; a level of optimisation for each top-level name."""
    import zipfile

    with zipfile.ZipFile(STDLIB) as archive:
        archive.extractall(SCRATCH, kept)
    for name in kept:
        compile_file(f"{SCRATCH}/{name}", f"{OUT}/stdlib/{name}c", name, 2)
    for name in job["files"]:
        level = job["optimise"].get(name.split("/")[0], 2)
        compile_file(f"{SOURCE}/{name}", f"{OUT}/packages/{name}c", name, level)


def compile_file(source: str, target: str, name: str, level: int) -> None:
    """Write a .pyc that Python never compares with a source ("unchecked") and that carries `name` in tracebacks."""
    import py_compile

    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(source, target, name, doraise=True, optimize=level, invalidation_mode=mode)
