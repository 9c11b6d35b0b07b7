"""The parts of the runtime by what changes when: each lies in a folder of its own, named after its content.

    engine   Pyodide's own files: change with its version
    library  standard library, other people's packages, phone metadata: change with a version, or with what we import
    core     our package, code and words
    start    the worker, which names the files of all others: changes with each of them

Who comes again fetches the parts that changed. A further part is a row in `ARCHIVES`, before those that would take its
files: `Archive("words-fr", "words-fr.zip.bin", lambda name: name.startswith("sender_lookup/data/words/fr."))`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .regions import is_rare

ENGINE, LIBRARY, CORE, START = "engine", "library", "core", "start"
STDLIB = "stdlib.zip.bin"  # of the part `library`; Python starts from it, so it is no row below
OWN = ("sender_lookup/", "precompiled.bin")


@dataclass(frozen=True, slots=True)
class Archive:
    """A file `name` of the part `part` with the modules and data that it `holds`. On `sys.path` from the start, or
    when the worker needs it."""

    part: str
    name: str
    holds: Callable[[str], bool]
    at_start: bool = True


# A file goes into the first that holds it.
ARCHIVES = (
    Archive(CORE, "core.zip.bin", lambda name: name.startswith(OWN)),
    Archive(LIBRARY, "regions.zip.bin", is_rare, at_start=False),
    Archive(LIBRARY, "packages.zip.bin", lambda name: True),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part's files as the server sends them (before its own compression), by name."""

    name: str
    files: Mapping[str, bytes]

    @property
    def folder(self) -> str:
        """Its name and a hash of its content: other bytes never lie under the same address.

        >>> Part("core", {"a": b"1"}).folder == Part("core", {"a": b"2"}).folder
        False
        """
        found = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            found.update(f"{name}\0{len(content)}\0".encode() + content)
        return f"{self.name}-{found.hexdigest()[:12]}"


def divide(files: Mapping[str, bytes]) -> dict[Archive, dict[str, bytes]]:
    """Every file in the one archive that is to hold it.

    >>> files = {"sender_lookup/worker.pyc": b"", "jinja2/ext.pyc": b"", "phonenumbers/data/region_JP.pyc": b""}
    >>> {archive.name: list(content) for archive, content in divide(files).items()}["packages.zip.bin"]
    ['jinja2/ext.pyc']
    """
    divided: dict[Archive, dict[str, bytes]] = {archive: {} for archive in ARCHIVES}
    for name, content in files.items():
        divided[next(archive for archive in ARCHIVES if archive.holds(name))][name] = content
    return divided
