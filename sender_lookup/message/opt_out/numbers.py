"""The number that a message prints beside a keyword or a label: how many of the groups of digits belong to it.

Every country groups its numbers in its own way, and what follows a number may be digits as well ("36180 24h/24"). So
the groups are taken together as long as they are a number that exists: for a telephone number the most that are one,
for a code the fewest.

>>> from ...country.loader import load_country
>>> number_at("au 36 180 24h/24", 3, load_country("FR"))
('36180', 9)
>>> number_at("339 000 0142.", 0, load_country("IT"))
('3390000142', 12)
"""

from __future__ import annotations

import re

from ...codes import CODE_KINDS, Kind
from ...country.schema import Country
from ...sender.classify import classify_printed
from ..printed_numbers import digits_of

# Where a number begins; what of it is the number is found out by `number_at`.
BEGINNING = r"(?P<number>[+(]?\d)"
CODE = re.compile(r"[1-9]\d{4,6}(?!\d)")  # that needs no further group: "36180 24h/24"
RUN = re.compile(r"[+(]?\d{1,15}(?:\)?[ .\-/]\(?\d{1,10}){0,7}")
GROUP = re.compile(r"\d+")
AFTER = re.compile(r"[^\W_]|[€$£%]|[.,:]\d| ?(?:€|%|(?:eur|euros?|chf|zl|kr)\b)")
FEWEST, MOST = 3, 15  # digits
SHORTEST_PHONE = 8
NO_NUMBER = {Kind.UNREADABLE, Kind.NAME, Kind.EMAIL}


def number_at(folded: str, at: int, country: Country) -> tuple[str, int] | None:
    """The digits of the number that begins at that place, and where it ends; None where no number does."""
    code = CODE.match(folded, at)
    if code and not AFTER.match(folded, code.end()) and classify_printed(code.group(), country).kind in CODE_KINDS:
        return code.group(), code.end()
    run = RUN.match(folded, at)
    if run is None:
        return None
    stop = run.end() if folded[at] in "0+" else (run.start() + len(run.group().partition("/")[0]))  # "12/31" is a date
    groups = [g.span() for g in GROUP.finditer(folded, at, stop)]
    plus = "+" if folded[at] == "+" else ""
    ends = [end for _, end in groups if not AFTER.match(folded, end)]
    prefixes = [(plus + digits_of(folded[groups[0][0] : end]), end) for end in ends]
    possible = [
        (digits, end, classify_printed(digits, country).kind)
        for digits, end in reversed(prefixes)
        if FEWEST <= len(digits) <= MOST
    ]
    for digits, end, kind in possible:
        if len(digits) >= SHORTEST_PHONE and _exists(digits, kind):
            return digits, end
    if possible and possible[0][:2] == prefixes[-1] and len(possible[0][0]) >= SHORTEST_PHONE and folded[at] in "0+(":
        return prefixes[-1]  # of the form of a telephone number, whoever has it
    for digits, end, kind in possible:
        if len(digits) < SHORTEST_PHONE and kind not in NO_NUMBER:
            return digits, end
    # Numbers that nobody has yet, or of a plan that is known in part: as they are printed.
    return possible[0][:2] if possible else None


def _exists(digits: str, kind: Kind) -> bool:
    """A foreign number is one only where it is written as such."""
    return kind not in NO_NUMBER and (kind is not Kind.FOREIGN or digits.startswith(("+", "00")))
