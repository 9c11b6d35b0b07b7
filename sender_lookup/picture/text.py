"""A message as its writer typed it: rows put together, and where each word of the picture stands in the whole.

A row was wrapped where the next word had no room on it; it was ended by the writer where it had. A long address is cut
anywhere, and its rows belong together without a blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..text.normalize import fold
from ..text.phrases import lexicon
from ..text.tokens import prepare
from .page import Word
from .rows import Row

BLANK = 0.4  # the width of a blank, in heights of a capital
DOUBT = 0.3  # so much more room than a word needs is no error of measuring
NEARLY_FULL = 1.3  # a row that is cut within an address ends less than a wide letter before the edge
BLANK_ROW = 1.6  # from one line to the next, in usual distances: there was an empty one between
OF_A_PATH = re.compile(r"[/?=&_%#]|\d[a-z]|[a-z]\d", re.I)
CUT_BEHIND = ("-", "/", "?", "=", "&", "_", ".", "#")  # where phones cut an address with room left on the row
ONE_LETTER_WORDS = "aeoy"
HYPHEN = re.compile(r"[^\W\d_]-$")  # "rendez-", and "vous" in the next row
ADDRESS = re.compile(r"https?:?/*\S*|www\.\S*", re.I)


class Place(NamedTuple):
    """A word of the picture and where it stands in the text."""

    start: int
    end: int
    word: Word


class Written(NamedTuple):
    """A text and its words in the picture."""

    text: str
    places: tuple[Place, ...]


def written(rows: Sequence[Row], edge: int, pitch: float) -> Written:
    """The rows as one text. `edge` is how far rows of this text may reach, `pitch` from one line to the next."""
    text, places = "", list[Place]()
    for n, row in enumerate(rows):
        if n:
            text += _between(text, rows[n - 1], row, edge, pitch)
        for m, word in enumerate(row.words):
            text += " " if m else ""
            places.append(Place(len(text), len(text) + len(word.text), word))
            text += word.text
    return Written(text, tuple(places))


def trimmed(said: Written) -> Written:
    """A sender without the arrow that iPhones print behind it, whatever it was read as."""
    text = said.text.rstrip(" >\u00bb\u203a)|*\u2022-_'\"")
    return Written(text, tuple(place for place in said.places if place.start < len(text)))


def _between(text: str, row: Row, following: Row, edge: int, pitch: float) -> str:
    """What stood between two rows: nothing in an address, a blank where the row was full, else a line break."""
    if following.base - row.base > BLANK_ROW * pitch:
        return "\n\n"
    first, room = following.words[0], edge - row.right
    if HYPHEN.search(text):
        return ""
    last = text[max(text.rfind(" "), text.rfind("\n")) + 1 :]
    if _is_cut(last, first.text, room < NEARLY_FULL * row.size, has_whole_row=len(row.words) == 1):
        return ""
    needed = (BLANK + DOUBT) * row.size + first.right - first.left
    return "\n" if needed <= room else " "


def _is_cut(last: str, first: str, is_full: bool, *, has_whole_row: bool) -> bool:
    """True where an address goes on in the next row. Between letters it is cut only where a whole row has no room."""
    if fold(first).startswith(tuple(lexicon().opt_out["keywords"])):
        return False
    if not _is_address(last):
        return last.endswith(CUT_BEHIND) and _is_address(last + first) and first[:1].islower()
    if not (is_full or last.endswith(CUT_BEHIND)):
        return False
    if OF_A_PATH.search(first) or not first[0].isalnum() or last.endswith("-"):
        return True
    word = fold(first).strip(".,!")
    is_word = word in lexicon().known or word in (lexicon().shows if len(word) > 1 else ONE_LETTER_WORDS)
    return has_whole_row and first[0].islower() and not is_word


def _is_address(token: str) -> bool:
    """True where the token is a web address, or begins as one."""
    return ADDRESS.fullmatch(token) is not None or bool(prepare(token).links)
