"""The modules that a page's scripts bring along. The page names all of them at once, so that none waits until another
one was read.

>>> imports_of("cases/store")
('cases/case_file', 'npm/idb')
"""

from __future__ import annotations

import posixpath
import re
from functools import cache

from ..config import ROOT

NPM = "npm/"  # modules of packages, which import nothing
FOLDER = ROOT / "site" / "static" / "js"
IMPORT = re.compile(r"""^import [^"';]*["'](\.[^"']+)\.js["'];""", re.MULTILINE)


@cache
def imports_of(name: str) -> tuple[str, ...]:
    """The modules that a module imports at its start, directly or not, sorted. Each by its path in `static/js`, without
    `.js`: `lookup/page`."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        importer = waiting.pop()
        if importer.startswith(NPM):
            continue
        direct = {
            posixpath.normpath(posixpath.join(posixpath.dirname(importer), address))
            for address in IMPORT.findall((FOLDER / f"{importer}.js").read_text("utf-8"))
        }
        waiting += direct - found
        found |= direct
    return tuple(sorted(found))
