"""What a message says an opt-out is for: a label ("Désabo", "Pour ne plus recevoir") or messages that nobody wants
("Keine Angebote mehr?").

A sure one means a way out wherever it stands, so that any word to send may follow it ("Keine Einladungen mehr? ADE an
88040"). After the others ("ne plus recevoir", which may go on with "vos factures papier") only a known word counts.

>>> from ...text.tokens import prepare
>>> from .patterns import places_of
>>> text = prepare("Keine Gutscheine mehr? Nein an 22044")
>>> found = reasons_of(text, places_of(text))
>>> [(text.folded[r.start:r.end], r.sure) for r in found.all]
[('keine gutscheine', True)]
>>> found.before(23) == found.all[0]
True
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import attrgetter
from re import Match, Pattern
from typing import NamedTuple

from ...text.tokens import Text
from .patterns import LABEL, NEGATED, PURPOSE, PhraseStarts, normal, vocabulary

REACH = 60  # characters between a reason and the word that it is the reason for
MISSED_REACH = 24
ASKED = re.compile(r" ?[:?>]")
CLAUSE = re.compile(r"(?:^|[^\w\s,'’])\s*$|\n\s*$")
LONGEST = 60  # characters of a reason


class Reason(NamedTuple):
    """Where it stands in the folded text, whether it can mean nothing but a way out, and whether it is a label, after
    which an address may stand, or says no more than what a word is for ("para
    salir"); whether it says that messages are unwanted, which a firm may say of SMS to offer something else."""

    start: int
    end: int
    sure: bool
    label: bool = True
    unwanted: bool = False


class Reasons:
    """Those of one message, in order."""

    def __init__(self, found: list[Reason]) -> None:
        self.all = sorted(found, key=attrgetter("start"))
        self._starts = [r.start for r in self.all]

    def before(self, at: int, reach: int = REACH) -> Reason | None:
        """The one that ends last among those that end within `reach` characters before the place; a sure one first."""
        first, last = (bisect_left(self._starts, at - n) for n in (reach + LONGEST, 0))
        near = [r for r in self.all[first:last] if at - reach <= r.end <= at]
        return max(near, key=lambda r: (r.end, r.sure), default=None)

    def after(self, at: int, reach: int) -> Reason | None:
        """The first one that begins within `reach` characters after the place."""
        first = bisect_left(self._starts, at)
        return self.all[first] if first < len(self.all) and self._starts[first] <= at + reach else None


def reasons_of(text: Text, places: PhraseStarts, words: Sequence[Match[str]] = ()) -> Reasons:
    """All of a message. `words` are the printings of keywords, which may announce others."""
    p = vocabulary()
    found = []
    for match in matches(text, places, LABEL, p.label_from):
        found.append(Reason(*match.span(), normal(match.group()) in p.sure_labels))
    known = {r.start for r in found}
    for match in matches(text, places, PURPOSE, lambda _: p.purpose):
        if match.start() not in known:
            found.append(Reason(*match.span(), sure=False, label=False))
    for match in matches(text, places, NEGATED, lambda _: p.unwanted):
        if not p.missed.search(text.folded, max(0, match.start() - MISSED_REACH), match.start()):
            found.append(Reason(*match.span(), sure=True, unwanted=True))
    found += [Reason(*m.span("k"), sure=True) for m in words if _is_asked(text, *m.span("k"))]
    return Reasons(found)


def _is_asked(text: Text, start: int, end: int) -> bool:
    """True for a keyword that announces another word or a number: "Stop? Antwoord NEE", "Refuser : NON au 36109"."""
    if not ASKED.match(text.folded, end) or not CLAUSE.search(text.folded, max(0, start - 4), start):
        return False
    word, p = normal(text.folded[start:end]), vocabulary()
    return word in p.own or word in p.off or word in p.alone


def matches(
    text: Text, places: PhraseStarts, kind: int, pattern_from: Callable[[str], Pattern[str]]
) -> list[Match[str]]:
    """The matches of the pattern for phrases of that kind with that first letter, none inside another."""
    folded, found, done = text.folded, [], 0
    for start in [start for start, kinds in places if kinds & kind]:
        if start >= done and (match := pattern_from(folded[start]).match(folded, start)):
            done = match.end()
            found.append(match)
    return found
