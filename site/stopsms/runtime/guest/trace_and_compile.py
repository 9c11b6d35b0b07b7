"""Which modules a request needs, and their bytecode (called by compile.mjs).

The bytecode must be of the very Python that will read it, so that Python compiles it: the host's would not do.
Beware of imports at the top: whatever this file loads before `trace` has looked would be shipped to every visitor.
"""

import importlib
import json
import os
import sys

STDLIB = next(path for path in sys.path if path.endswith(".zip"))
SOURCE, TRIMMED, LIBRARY, OUT = "/build/source", "/build/trimmed", "/build/stdlib", "/build/out"
PRECOMPILED = f"{OUT}/packages/precompiled.bin"


def answer(job_json: str) -> str:
    """The whole Python's answers to the sample requests, as JSON; what Jinja2 compiled for them goes
    into OUT, and where the Python with stubs finds it."""
    job = json.loads(job_json)
    sys.path.append(SOURCE)
    collected = collect_bytecode(job)
    responses = respond(job, SOURCE)
    write_templates(job, collected)
    return json.dumps({"python": sys.version.split()[0], "responses": responses})


def trace(job_json: str) -> str:
    """What the Python with stubs reads and compiles for the same: JSON {"stdlib", "packages"}, lists of files, and
    {"library"}, the modules among them that are not ours.

    Writes the table of precompiled.py; `build_library` takes out what is the library's own.
    """
    import sitecustomize  # record_compilations.py

    job = json.loads(job_json)
    respond(job, TRIMMED)
    write(PRECOMPILED, sitecustomize.dump())
    loaded = dict(sys.modules)
    stdlib, packages = files_below(STDLIB, loaded), files_below(TRIMMED, loaded)
    library = [name for name, file in {**stdlib, **packages}.items() if not file.startswith(job["own"])]
    files = {"stdlib": sorted({*stdlib.values()}), "packages": sorted({*packages.values()})}
    return json.dumps({**files, "library": sorted(library)})


def build(job_json: str) -> None:
    """Write the .pyc tree of our package, whole, below OUT."""
    job = json.loads(job_json)
    for name in job["files"]:
        if name.startswith(job["own"]):
            compile_file(f"{TRIMMED}/{name}", f"{OUT}/packages/{name}c", name, job["optimise"])


def build_library(job_json: str, traced_json: str) -> None:
    """Write the .pyc trees of the library below OUT, for what was traced and what the job wants whole, and its table.

    Call it in a Python with stubs that has loaded nothing of ours: what else a Python has loaded shows in the
    references of the bytecode, and whoever comes again would fetch the library for a new word.
    """
    import sitecustomize  # record_compilations.py

    job, traced = json.loads(job_json), json.loads(traced_json)
    sys.path.append(TRIMMED)
    for name in traced["library"]:
        importlib.import_module(name)
    write(f"{OUT}/stdlib/precompiled.bin", sitecustomize.dump())
    with open(PRECOMPILED, "rb") as file:
        rest = sitecustomize.without_recorded(file.read())
    write(PRECOMPILED, rest)
    for name in traced["stdlib"]:
        compile_file(f"{LIBRARY}/{name}", f"{OUT}/stdlib/{name}c", name, 2)
    for name in job["files"]:
        if not name.startswith(job["own"]) and (name in traced["packages"] or name.startswith(tuple(job["whole"]))):
            compile_file(f"{TRIMMED}/{name}", f"{OUT}/packages/{name}c", name, 2)


def respond(job: dict, packages: str) -> list[str]:
    """Import what the job names, then answer its sample requests: what this loads, a visitor may need."""
    if packages not in sys.path:
        sys.path.append(packages)
    for name in job["modules"] + job["extra_modules"]:
        importlib.import_module(name)
    entry = importlib.import_module(job["entry"])
    return [entry.respond(request) for request in job["requests"]]


def files_below(folder: str, modules: dict[str, object]) -> dict[str, str]:
    """'json.decoder' -> 'json/decoder.py' for each module that was read from the folder (or archive)."""
    origins = {name: getattr(getattr(m, "__spec__", None), "origin", None) or "" for name, m in modules.items()}
    return {name: o.removeprefix(f"{folder}/") for name, o in origins.items() if o.startswith(f"{folder}/")}


def collect_bytecode(job: dict) -> dict[str, bytes]:
    """Bytecode by file name, filled while Jinja2 compiles the templates of our package."""
    collected: dict[str, bytes] = {}
    importlib.import_module(job["entry"])  # it installs its own cache, in whose place ours comes
    archive = importlib.import_module(f"{package_of(job)}.archive")

    class Collector(archive.Bytecode):
        def dump_bytecode(self, bucket: object) -> None:
            collected[f"{archive.COMPILED}{bucket.key}"] = bucket.bytecode_to_string()

    archive.bytecode_comes_from(Collector())
    return collected


def write_templates(job: dict, collected: dict[str, bytes]) -> None:
    """Keep what was collected where the browser, and the Python with stubs, find it."""
    for name, content in sorted(collected.items()):
        for folder in (f"{OUT}/packages", TRIMMED):
            write(f"{folder}/{package_of(job)}/{name}", content)


def package_of(job: dict) -> str:
    return job["entry"].partition(".")[0]


def write(path: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def compile_file(source: str, target: str, name: str, level: int) -> None:
    """Write a .pyc that Python never compares with a source ("unchecked") and that carries `name` in tracebacks."""
    import py_compile

    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(source, target, name, doraise=True, optimize=level, invalidation_mode=mode)
