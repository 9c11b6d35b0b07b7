"""The pages of the documentation: `docs/pages.toml` lists them in the order of the menu.

A page is a Markdown file of `docs/`, or made of the code: of a public module, or of the commands of the terminal. The
Markdown reads in any viewer as it does here: its first line is the title, links to other pages name their files
(`tables.md#csv`). Only `page:<id>` and `home:`, which lead to the pages for everybody, are our own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..content.guides import MAX_LENGTH
from ..errors import Problem
from .markdown import anchors_of, links_of

LIST = "pages.toml"
KEYS = ("slug", "name", "title", "description")
MADE = ("file", "module", "commands")  # what a page is made of: one of these
SLUG = re.compile(r"(?:[a-z0-9_.-]+(?:/[a-z0-9_.-]+)*)?")


@dataclass(frozen=True, slots=True)
class DocPage:
    """One page. `name` is what menus call it; `module` the public module that it is the reference of; `commands` is
    true for the reference of the terminal."""

    slug: str
    name: str
    title: str
    description: str
    file: str = ""
    module: str = ""
    commands: bool = False
    source: str = ""
    anchors: tuple[str, ...] = ()
    links: tuple[tuple[str, int], ...] = field(default=())

    @property
    def parent(self) -> str:
        """The slug of the page above it: that of `reference/command-line` is `reference`, that of others the first."""
        return self.slug.rpartition("/")[0]


def read_docs(folder: Path) -> tuple[tuple[DocPage, ...], list[Problem]]:
    """The pages, and what is wrong with their list, their files and the links between them."""
    listed = folder / LIST
    name = f"{folder.name}/{LIST}"
    try:
        rows = tomllib.loads(listed.read_text("utf-8"))["pages"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        return (), [Problem(name, 0, f"cannot be read: {error}", "write [[pages]] as docs/adding.md says")]
    pages: list[DocPage] = []
    problems: list[Problem] = []
    for row in rows:
        found = list(_row_problems(row, folder, name, {page.slug for page in pages}))
        problems += found
        if not found:
            pages.append(_page(row, folder))
    problems += [problem for page in pages for problem in _link_problems(page, pages, folder.name)]
    return tuple(pages), problems


def _page(row: Mapping[str, Any], folder: Path) -> DocPage:
    if "file" not in row:
        return DocPage(**row)
    text = (folder / row["file"]).read_text("utf-8")
    _, _, body = text.partition("\n")
    source = "\n" + body  # lines keep their numbers
    return DocPage(**row, source=source, anchors=anchors_of(source), links=links_of(source))


def _row_problems(row: Mapping[str, Any], folder: Path, name: str, taken: set[str]) -> Iterator[Problem]:
    which = f"the page {row.get('slug')!r}"
    if missing := [key for key in KEYS if not isinstance(row.get(key), str)]:
        yield Problem(name, 0, f"{which} has no {', '.join(missing)}", f"give {', '.join(KEYS)}")
        return
    if unknown := set(row) - {*KEYS, *MADE}:
        yield Problem(name, 0, f"{which}: {', '.join(sorted(unknown))} is not known", f"use {', '.join(KEYS + MADE)}")
    if len([key for key in MADE if key in row]) != 1:
        yield Problem(name, 0, f"{which} is made of nothing, or of two things", f"give one of {', '.join(MADE)}")
    if not SLUG.fullmatch(row["slug"]) or row["slug"] in taken:
        yield Problem(name, 0, f"{which} has no slug of its own", "use lower-case letters, digits, . _ - and /")
    for key in ("title", "description"):
        if len(row[key]) > MAX_LENGTH[key]:
            yield Problem(name, 0, f"{which}: {key} has {len(row[key])} characters", f"write at most {MAX_LENGTH[key]}")
    if "file" in row:
        path = folder / row["file"]
        if not path.is_file():
            yield Problem(f"{folder.name}/{row['file']}", 0, "is missing", f"write it, or take it out of {name}")
        elif not path.read_text("utf-8").startswith("# "):
            yield Problem(f"{folder.name}/{row['file']}", 1, "has no title", "begin with a line `# Title`")


def _link_problems(page: DocPage, pages: list[DocPage], folder: str) -> Iterator[Problem]:
    files = {other.file: other for other in pages if other.file}
    for target, line in page.links:
        file, _, anchor = target.partition("#")
        if ":" in file:
            continue  # the checks of the whole site know guides
        other = files.get(file) if file else page
        if other is None or (anchor and anchor not in other.anchors):
            fix = "name a file of the list, and a heading of it as in #the-heading"
            yield Problem(f"{folder}/{page.file}", line, f"link {target!r} leads nowhere", fix)
