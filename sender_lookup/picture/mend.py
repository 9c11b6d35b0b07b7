"""Misreadings that a rule can mend for certain, one character for one, so that every place in the text stays.

Each rule names what it rests on. What it changes is to be compared with the picture all the same (`unsure`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.tokens import prepare
from .text import Written

# "433 6 12 34 56 78": no number of these plans has twelve digits, and an engine reads "+" as a 4.
PLUS = re.compile(r"(?<![\w+.,])4(?=(?:33|34)(?:[ .\-]?\d){9}(?![\w]))")
# "O1 99 OO 12 34", "36l80", "36i73": among four digits and more, in groups of no other letters.
NUMBER = re.compile(r"(?<![^\W_])[\dOolIi|]{1,6}(?:[ .\-][\dOolIi|]{1,6})*(?![^\W_])")
FEWEST_DIGITS = 4
DIGIT_OF_LETTER = str.maketrans("OolIi|", "001111")
# "chronopOst": the host of an address is written in small letters, so a capital O between them was a zero.
ZERO = re.compile(r"(?<=[a-z0-9\-.])O(?=[a-z0-9\-.])")


def mended(said: Written) -> tuple[Written, tuple[tuple[int, int], ...]]:
    """The text with what was mended, and where."""
    text = PLUS.sub("+", said.text)
    for start, end in [*_numbers(text)]:
        text = text[:start] + text[start:end].translate(DIGIT_OF_LETTER) + text[end:]
    read = prepare(text)
    for start, end, _ in read.spans(read.links):
        text = text[:start] + ZERO.sub("0", text[start:end]) + text[end:]
    changed = tuple((n, n + 1) for n, (new, old) in enumerate(zip(text, said.text, strict=True)) if new != old)
    return Written(text, said.places), changed


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in NUMBER.finditer(text):
        digits = sum(map(str.isdigit, match.group()))
        letters = sum(c in "OolIi|" for c in match.group())
        if letters and digits >= FEWEST_DIGITS and digits > letters:
            yield match.span()
