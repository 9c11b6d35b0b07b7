"""The standard library as the browser gets it, still as sources: Pyodide's own, with stand-ins and what we add."""

import zipfile

from stopsms.errors import RuntimeProblem
from stopsms.runtime.archives import read_tree
from stopsms.runtime.inputs import INSTEAD, PYODIDE, SCRIPTS, STANDIN, STOOD_IN

ADDED = ("readymade.py", "sitecustomize.py")


def library_sources() -> dict[str, bytes]:
    """Every file: its name in the archive -> its content."""
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as archive:
        found = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    instead = dict.fromkeys(STOOD_IN, STANDIN.read_bytes()) | read_tree(INSTEAD)
    if unknown := sorted(set(instead) - set(found)):
        raise RuntimeProblem(f"stand-ins for {unknown}, which Pyodide's standard library has not: leave them out")
    return found | instead | {name: (SCRIPTS / name).read_bytes() for name in ADDED}


def noting() -> dict[str, bytes]:
    """The file that makes a Python note what it compiles."""
    return {"sitecustomize.py": (SCRIPTS / "noting.py").read_bytes()}
