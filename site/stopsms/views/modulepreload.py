"""The scripts of the pages: which modules one brings along, and their text as it is sent.

The pages name all modules at once, so that none waits until another one was read. What is sent has no comments: they
are a third of the bytes, and for those who read the sources.

>>> imports_of("embed/frame")
('lib/dom',)
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

from ..config import ROOT
from ..errors import BuildError, Problem

FOLDER = ROOT / "site" / "static" / "js"
IMPORT = re.compile(r"""^import [^"';]*["'](\.[^"']+)\.js["'];""", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)  # with its lines to itself


@cache
def imports_of(name: str) -> tuple[str, ...]:
    """The modules that a module imports at its start, directly or not, sorted. Each by its path in `static/js`, without
    `.js`: `lookup/page`."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        importer = waiting.pop()
        direct = {
            posixpath.normpath(posixpath.join(posixpath.dirname(importer), address))
            for address in IMPORT.findall((FOLDER / f"{importer}.js").read_text("utf-8"))
        }
        waiting += direct - found
        found |= direct
    return tuple(sorted(found))


def drop_comments(folder: Path) -> None:
    """Take the comments out of all scripts below a folder of the build; raises what `without_comments` raises."""
    for path in sorted(folder.rglob("*.js")):
        path.write_text(without_comments(path.read_text("utf-8"), path.relative_to(folder).as_posix()), "utf-8")


def without_comments(script: str, name: str = "script") -> str:
    """The script without the comments that have their lines to themselves; each other line keeps its number.

    Raises BuildError where a text in backquotes goes over several lines: one of those may look like a comment.

    >>> without_comments("// one\\n/** two\\n * three */\\n  /** @type {any} */ (four); // five\\n")
    '\\n\\n\\n  /** @type {any} */ (four); // five\\n'
    """
    code = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), script)
    for number, line in enumerate(code.splitlines(), 1):
        if line.count("`") % 2:
            raise BuildError(Problem(name, number, f"{line.strip()!r} has one backquote", "end the text in its line"))
    return code
