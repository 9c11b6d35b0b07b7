"""Runs inside Pyodide (called by compile.mjs): which modules are needed, and their bytecode.

The bytecode must be of the very Python that will read it, so that Python compiles it: the host's would not do.
Beware of imports at the top: whatever this file loads before `trace` has looked would be shipped to every visitor.
"""

import importlib
import json
import os
import sys

STDLIB = next(path for path in sys.path if path.endswith(".zip"))
SOURCE, OUT, SCRATCH = "/build/source", "/build/out", "/tmp/stdlib"


def build(job_json: str) -> str:
    """JSON of the job -> JSON {"python", "stdlib": files kept, "responses"}; writes the .pyc trees below OUT."""
    job = json.loads(job_json)
    sys.path.append(SOURCE)
    responses = answer(job)
    loaded = list(sys.modules.values())
    stdlib = sorted(files_below(STDLIB, loaded) - set(job["tolerated_absences"]))
    packages = files_below(SOURCE, loaded)
    compile_stdlib(stdlib)
    compile_packages([name for name in job["files"] if name in packages or name.startswith(tuple(job["whole"]))], job)
    write_templates(job)
    return json.dumps({"python": sys.version.split()[0], "responses": responses})


def answer(job: dict) -> list[str]:
    """Import what the job names, then answer its sample requests: what this loads, a visitor may need."""
    for name in job["modules"] + job["extra_modules"]:
        importlib.import_module(name)
    respond = importlib.import_module(job["entry"]).respond
    return [respond(request) for request in job["requests"]]


def files_below(folder: str, modules: list[object]) -> set[str]:
    """'json/decoder.py' for each module that was read from the folder (or archive), relative to it."""
    origins = (getattr(getattr(module, "__spec__", None), "origin", None) or "" for module in modules)
    return {origin.removeprefix(f"{folder}/") for origin in origins if origin.startswith(f"{folder}/")}


def compile_stdlib(names: list[str]) -> None:
    """Write OUT/stdlib/**.pyc, and with them the module that Python runs before all others."""
    import zipfile

    with zipfile.ZipFile(STDLIB) as archive:
        archive.extractall(SCRATCH, names)
    for name in names:
        compile_file(f"{SCRATCH}/{name}", f"{OUT}/stdlib/{name}c", name, 2)
    compile_file("/build/sitecustomize.py", f"{OUT}/stdlib/sitecustomize.pyc", "sitecustomize.py", 2)


def compile_packages(names: list[str], job: dict) -> None:
    """Write OUT/packages/**.pyc; the job has a level of optimisation for some top-level names."""
    for name in names:
        level = job["optimise"].get(name.split("/")[0], 2)
        compile_file(f"{SOURCE}/{name}", f"{OUT}/packages/{name}c", name, level)


def write_templates(job: dict) -> None:
    """The bytecode of the templates that the sample requests used: `load.BYTECODE` of our package has collected it."""
    package = job["entry"].split(".")[0]
    collected = getattr(sys.modules.get(f"{package}.load"), "BYTECODE", {})
    for name, content in sorted(collected.items()):
        path = f"{OUT}/packages/{package}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)


def compile_file(source: str, target: str, name: str, level: int) -> None:
    """Write a .pyc that Python never compares with a source ("unchecked") and that carries `name` in tracebacks."""
    import py_compile

    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(source, target, name, doraise=True, optimize=level, invalidation_mode=mode)
