"""The standard library as the browser gets it, still as sources: Pyodide's own, with stubs and what we add."""

from __future__ import annotations

import zipfile

from ..errors import BuildError, Problem
from .archives import read_tree
from .inputs import GUEST, PYODIDE, STUB, STUBBED, STUBS, place_of

# Name in the library <- file of ours: run at every start, and what it imports.
ADDED = {"sitecustomize.py": "startup.py", "precompiled.py": "precompiled.py"}


def library_sources() -> dict[str, bytes]:
    """Every file: its name in the archive -> its content."""
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as archive:
        found = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    stubs = dict.fromkeys(STUBBED, STUB.read_bytes()) | read_tree(STUBS)
    if unknown := sorted(set(stubs) - set(found)):
        what = f"stubs for {unknown}, which Pyodide's standard library lacks"
        raise BuildError(Problem(place_of(GUEST / "stubs"), 0, what, "leave them out"))
    return found | stubs | {name: (GUEST / file).read_bytes() for name, file in ADDED.items()}


def recorder() -> dict[str, bytes]:
    """The file that makes a Python record what it compiles, from its start."""
    return {"sitecustomize.py": (GUEST / "record_compilations.py").read_bytes()}
