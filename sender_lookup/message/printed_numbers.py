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

from ..codes import Kind
from ..country.schema import Country
from ..sender.classify import classify_printed
from ..text.phrases import lexicon
from ..text.tokens import Text

MASK = re.compile(r"[x*•]")
SHORTEST_SURCHARGED = 9  # digits of a surcharged number of another plan


def numbers_in(text: Text) -> Iterator[tuple[int, int, str]]:
    """(start, end, digits) of each; digits that somebody covered are taken as zeros: the first ones tell the kind."""
    for start, end in text.phones:
        yield start, end, digits_of(text.folded[start:end])
    for start, end in text.masked:
        yield start, end, digits_of(MASK.sub("0", text.folded[start:end]))


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
