"""Which modules a script brings along: the pages name them all at once, so that none waits until another one was read.

>>> imports_of("trusted")
()
"""

from __future__ import annotations

import re
from functools import cache

from .site import ROOT

FOLDER = ROOT / "site" / "static" / "js"
IMPORT = re.compile(r"""^import [^"';]*["']\./([\w-]+)\.js["'];""", re.MULTILINE)


@cache
def imports_of(name: str) -> tuple[str, ...]:
    """The names of the modules that `name` imports at its start, directly or not, sorted."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        direct = set(IMPORT.findall((FOLDER / f"{waiting.pop()}.js").read_text("utf-8")))
        waiting += direct - found
        found |= direct
    return tuple(sorted(found))
