"""The scripts as they are sent: without comments, a third of the bytes, which are for those who read the sources."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import BuildError, Problem

COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)  # with its lines to itself


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
