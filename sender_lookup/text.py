"""A message made ready for reading: folded, cut into words, with its web addresses and telephone numbers found once.

Invisible characters are squeezed out first, so that "co​lis" reads as "colis"; `span` leads any place of the folded
text back to the raw message, and evidence is always quoted from there.

>>> t = prepare("Désabo: www.Boutique.example/d")
>>> [w for w, _, _ in t.words][:1], [t.span(*l).text for l in t.links]
(['desabo'], ['www.Boutique.example/d'])
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .characters import fold, has_invisible, is_invisible
from .load import read_table
from .model import Evidence

LIMIT = 5_000  # characters read; about thirty SMS parts. What is beyond is left unread, with a note.
WORD = re.compile(r"[^\W_]+")
# A French, Spanish, British or American telephone number as printed; short codes are looked for beside keywords only.
PHONE = re.compile(
    r"(?<![\w.,/])(?:(?:\+|00)\d{1,3}[ .\-]?)?(?:\(0\)[ ]?)?(?:\(\d{3}\)[ ]?\d{3}-\d{4}|0 ?\d{3}(?:[ .\-]?\d{2,3}){2,3}|\d{1,4}(?:[ .\-]\d{2,4}){2,5}|\d{8,15})(?![\w])"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A message to be read. `words` are (folded word, start, end); `links` and `phones` are (start, end) there."""

    raw: str
    folded: str
    index: tuple[int, ...] | None
    words: tuple[tuple[str, int, int], ...]
    links: tuple[tuple[int, int], ...]
    phones: tuple[tuple[int, int], ...]
    truncated: bool

    def span(self, start: int, end: int) -> Evidence:
        """The piece of the raw message at folded[start:end]."""
        if self.index is not None:
            start, end = self.index[start], self.index[end - 1] + 1
        return Evidence(start=start, end=end, text=self.raw[start:end])

    def printed(self, start: int, end: int) -> str:
        """What stands there in the message, without invisible characters."""
        text = self.span(start, end).text
        return "".join(c for c in text if not is_invisible(c)) if self.index else text


@cache
def link_pattern() -> re.Pattern[str]:
    """Web addresses: with a scheme, with www, or a bare host under a known top-level domain."""
    tables = read_table("links") or {}
    tlds = "|".join(sorted({*tables["tlds"], *tables["odd_tlds"]}, key=len, reverse=True))
    host = rf"(?<![\w@.\-])(?:[^\W_][\w\-]*\.)+(?:{tlds})(?![\w\-])(?::\d+)?(?:[/?#][^\s<>\"]*)?"
    return re.compile(rf"\b(?:https?|hxxps?) ?:?[/l]{{1,2}} ?[^\s<>\"]+|\bwww\.[^\s<>\"]+|{host}")


def prepare(raw: str) -> Text:
    """Fold, cut and find once what all readers of the message need. Linear in the length of `raw`."""
    read = raw[:LIMIT]
    index = None
    if has_invisible(read):
        kept = [i for i, c in enumerate(read) if not is_invisible(c)]
        index = tuple(kept)
        read = "".join(read[i] for i in kept)
    folded = fold(read)
    links = tuple((m.start(), _link_end(folded, m)) for m in link_pattern().finditer(folded)) if "." in folded or "/" in folded else ()
    words = tuple((m.group(), m.start(), m.end()) for m in WORD.finditer(folded))
    return Text(raw, folded, index, words, links, tuple(_phones(folded, links)), len(raw) > LIMIT)


def _link_end(folded: str, match: re.Match[str]) -> int:
    """A full stop or bracket that closes the sentence does not belong to the address."""
    return match.start() + len(folded[match.start() : match.end()].rstrip(".,;:!?)»]'"))


def _phones(folded: str, links: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    found = []
    for match in PHONE.finditer(folded):
        if 8 <= sum(c.isdigit() for c in match.group()) <= 15 and not any(s <= match.start() < e for s, e in links):
            found.append(match.span())
    return found
