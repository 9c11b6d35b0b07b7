"""What a person is to compare with the picture: words that the engine was not sure of, numbers, every address.

The engine turned "chronop0st" into "chronopost" and was sure of it: so an address is named whatever its confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..text.normalize import fold
from ..text.tokens import prepare
from .text import Place, Written

Span = tuple[int, int]
# On 66 drawn screens: below the first two of three words that are wrong (addresses and lost blanks aside), and 3 in a
# hundred of those that are right; below the second all four words with a wrong digit, and 8 in a hundred of the others.
WORD_BELOW = 85.0
DIGITS_BELOW = 90.0
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}")
NUMBER = re.compile(r"\+?\d(?:[ .,\-/()]{0,2}\d)*")
FEWEST_DIGITS = 6  # of a text that is nothing but a number
MISREAD = 0.4  # letters to each digit of it
LETTER_OR_DIGIT = re.compile(r"\w")


def unsure(said: Written, mended: Sequence[Span] = ()) -> list[dict[str, Any]]:
    """The places of the text to compare, in order, with those that were `mended`.

    `start` and `end` count UTF-16 units, as JavaScript does.
    """
    addresses = [*_addresses(said.text)]
    found = [(*span, "address") for span in addresses]
    numbers = [span for span in _numbers(said.text) if not _touches(span, addresses)]
    doubtful = [place for place in said.places if _is_doubtful(place)]
    open_to_doubt = [*((p.start, p.end) for p in doubtful), *mended]
    found += [(*span, "digits") for span in numbers if _touches(span, open_to_doubt)]
    taken = [(start, end) for start, end, _ in found]
    words = [(p.start, p.end) for p in doubtful if not _touches((p.start, p.end), taken)]
    found += [(*span, "word") for span in words if LETTER_OR_DIGIT.search(said.text, *span)]
    return [_as_dict(said, start, end, kind) for start, end, kind in sorted(found)]


def _numbers(text: str) -> list[Span]:
    """Where numbers stand; "+337 50 uv9 0000" is one, of which some digits were read as letters."""
    digits, others = (sum(map(kind, text)) for kind in (str.isdigit, str.isalpha))
    if digits >= FEWEST_DIGITS and 0 < others <= digits * MISREAD:
        return [(0, len(text))]
    return [found.span() for found in NUMBER.finditer(text)]


def _is_doubtful(place: Place) -> bool:
    has_digit = any(map(str.isdigit, place.word.text))
    return place.word.confidence < (DIGITS_BELOW if has_digit else WORD_BELOW)


def _addresses(text: str) -> Iterator[Span]:
    """Where web addresses and e-mail addresses stand; folding keeps every place."""
    read = prepare(text)
    for span in read.links:
        shown = read.span(*span)
        yield shown.start, shown.end
    for mail in EMAIL.finditer(fold(text)):
        yield mail.span()


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _as_dict(said: Written, start: int, end: int, kind: str) -> dict[str, Any]:
    words = [place.word for place in said.places if place.start < end and start < place.end]
    left, top = min(w.left for w in words), min(w.top for w in words)
    box = [left, top, max(w.right for w in words), max(w.bottom for w in words)]
    return {"start": utf16(said.text[:start]), "end": utf16(said.text[:end]), "kind": kind, "box": box}


def utf16(text: str) -> int:
    """The length of a text in JavaScript."""
    return len(text) + sum(c > "\uffff" for c in text)
