"""One thing that the search finds. The index of a language is a list of them; `js/search/find.js` reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """A page, or a place in one. `line` is shown under the title; `said` is how people ask for it, each in one text;
    `more` is looked through too, and counts less. `country` is empty where it holds everywhere."""

    kind: str  # guide, family, letter, term, site
    name: str  # the same in every country
    title: str
    url: str
    line: str
    country: str = ""
    said: tuple[str, ...] = ()
    more: str = ""

    def row(self) -> list[Any]:
        """The document as the index has it: without names, which would be half of its bytes."""
        return [self.kind, self.name, self.country, self.title, self.url, self.line, self.said, self.more]
