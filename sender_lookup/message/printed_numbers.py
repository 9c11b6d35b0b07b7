"""Telephone numbers that stand in a message: their digits, and their kind to a line of one country.

>>> from ..country.loader import load_country
>>> from ..text.tokens import prepare
>>> text = prepare("Rappelle au 0899XXXXXX")
>>> [kind_of(digits, load_country("FR")).value for _, _, digits in numbers_in(text)]
['premium_number']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..codes import Kind
from ..country.schema import Country
from ..sender.classify import classify_printed
from ..text.phrases import alternation, lexicon
from ..text.tokens import Text, in_span

MASK = re.compile(r"[x*•]")
# "247 82000", "2478-2000", "5861234": landlines as printed where no area code is needed; no day, price or hour.
LOCAL = re.compile(
    r"(?<![\w.,/+*\-])(?<!\d )[2-9]\d{1,7}(?:[ \-]\d{2,5}){0,3}(?![\w€$£%*\-]|[.,:/]\d| ?(?:\d|€|eur|chf|uhr))"
)
LOCAL_SIZE = range(6, 9)
LANDLINES = frozenset({None, Kind.LANDLINE, Kind.VOIP})
RING_REACH = 40  # characters of a word for ringing and what stands between it and the number
SHORTEST_SURCHARGED = 9  # digits of a surcharged number of another plan


def numbers_in(text: Text) -> Iterator[tuple[int, int, str]]:
    """(start, end, digits) of each; digits that somebody covered are taken as zeros: the first ones tell the kind.

    One whose last digits are left is the reader's own, as a bank shows it ("changed to 04** ** ** 12"), unless a word
    for ringing stands before it.
    """
    for start, end in text.phones:
        yield start, end, digits_of(text.folded[start:end])
    for start, end in text.masked:
        if not text.folded[end - 1].isdigit() or ringing().search(text.folded, max(0, start - RING_REACH), start):
            yield start, end, digits_of(MASK.sub("0", text.folded[start:end]))


def local_numbers(text: Text, country: Country) -> Iterator[tuple[int, int, str]]:
    """The same of landlines without an area code, right behind a word for ringing."""
    for m in LOCAL.finditer(text.folded):
        start, end, digits = *m.span(), digits_of(m.group())
        if len(digits) not in LOCAL_SIZE or in_span(text.phones, start) or text.in_link(start):
            continue
        if kind_of(digits, country) in LANDLINES and ringing().search(text.folded, max(0, start - RING_REACH), start):
            yield start, end, digits


@cache
def ringing() -> re.Pattern[str]:
    """A word for ringing, right before a number; "en" alone says nothing."""
    verbs = alternation(verb for verb in lexicon().opt_out["call_verbs"] if len(verb) > 2)
    return re.compile(rf"(?<![^\W_]){verbs}(?![^\W_])\.?[^\d\n.!?]{{0,14}}$")


def digits_of(number: str) -> str:
    """National form kept: '36 180' -> '36180', '+44 7786' -> '+447786'."""
    return ("+" if number.startswith(("+", "(+")) else "") + "".join(filter(str.isdigit, number))


def kind_of(digits: str, country: Country) -> Kind | None:
    """The kind of a printed number; None where no plan has it. A number of another plan is a premium number where it
    begins as the surcharged ones of some country do."""
    kind = classify_printed(digits, country).kind
    if kind is not Kind.UNREADABLE:
        return kind
    surcharged = len(digits) >= SHORTEST_SURCHARGED and digits.startswith(lexicon().surcharged_prefixes)
    return Kind.PREMIUM_NUMBER if surcharged else None
