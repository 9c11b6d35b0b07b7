"""How people ask for a page, in each language: `wordings.<lang>.toml` beside this file.

`stop_words` is a text of words that say nothing about a page; `same` holds lists of words that mean the same here; the
tables name guides, families and letters, each with the texts by which people ask for it (a comma parts two of them).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of a language."""

    stop_words: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    guides: Mapping[str, tuple[str, ...]]
    families: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, tuple[str, ...]]


@cache
def load_wordings(language: str) -> Wordings:
    """The wordings of a language of the site."""
    found = tomllib.loads((FOLDER / f"wordings.{language}.toml").read_text("utf-8"))
    tables = {
        name: {page: tuple(part for text in texts for part in text.split(", ")) for page, texts in found[name].items()}
        for name in ("guides", "families", "letters")
    }
    return Wordings(tuple(found["stop_words"].split()), tuple(map(tuple, found["same"])), **tables)
