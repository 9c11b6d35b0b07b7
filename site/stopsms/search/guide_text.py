"""The words of a guide: its headings, and what its paragraphs say most.

>>> headings_of("Short.\\n\\n## Block it *now*\\n\\nLong [words](page:x).")
['Block it now']
>>> text_of("Short.\\n\\n## Block it\\n\\nLong [words](page:x).")
'Short. Long words.'
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

LEAST, MOST = (
    2,
    45,
)  # a word that a guide says once is no subject of it; more words than these tell guides no better apart
SHORTEST = 4


def headings_of(source: str) -> list[str]:
    """The headings of a guide's Markdown, as plain text."""
    return [text for kind, text in _texts(source) if kind == "heading_open"]


def text_of(source: str) -> str:
    """Everything else, as plain text."""
    return " ".join(text for kind, text in _texts(source) if kind != "heading_open")


def frequent_words(text: str, stop_words: Collection[str]) -> list[str]:
    """The words that a text says most, folded, without those that every text has.

    >>> frequent_words("Bloquez, bloquez le numéro ; le numéro.", {"le"})
    ['bloquez', 'numero']
    """
    words = [w for w in re.findall(r"\w+", folded(text)) if len(w) >= SHORTEST and w not in stop_words]
    return [word for word, count in Counter(words).most_common(MOST) if count >= LEAST]


def folded(text: str) -> str:
    """Without accents and case, as `find.js` folds what is typed."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@cache
def _texts(source: str) -> tuple[tuple[str, str], ...]:
    return tuple(_walk(MarkdownIt("commonmark", {"html": False}).enable("table").parse(source)))


def _walk(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for before, token in pairwise(tokens):
        if token.type == "inline":
            parts = [c.content if c.content else " " for c in token.children or () if c.type in ("text", "softbreak")]
            yield before.type, "".join(parts)
