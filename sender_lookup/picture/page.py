"""The words of a picture as the engine saw them: text, place, colours, and how sure it was of each.

The engine's lines are not used: it puts a clock and a battery into one, and the words of a bubble into several.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..errors import BadRequestError
from ..text.normalize import clean

MOST = 1_500  # words: five screens full; what is beyond is left unread
Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]
TALL = frozenset("bdfhijklt0123456789!?/%&()[]|'\"«»€$£@#")
DEEP = frozenset("gjpqyçQ,;()[]|@")
DEPTH = 0.28  # how far letters reach below the line, in heights of a capital letter
X_HEIGHT = 0.72  # the height of an "x", in the same


class Word(NamedTuple):
    """One word. `confidence` goes from 0 to 100; `ink` and `ground` are the colours of letters and of what they stand
    on."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    ink: Colour
    ground: Colour

    @property
    def is_deep(self) -> bool:
        """True where a letter reaches below the line."""
        return not DEEP.isdisjoint(self.text)

    @property
    def size(self) -> float:
        """The height of a capital letter of its font, from its box and from which letters it has."""
        is_tall = any(c in TALL or c.isupper() or not c.isascii() for c in self.text)
        return (self.bottom - self.top) / ((1.0 if is_tall else X_HEIGHT) + (DEPTH if self.is_deep else 0.0))

    @property
    def base(self) -> float:
        """Where the line runs on which its letters stand."""
        return self.bottom - (DEPTH * self.size if self.is_deep else 0.0)


class Page(NamedTuple):
    """A picture: its size and its words, in no order."""

    width: int
    height: int
    words: tuple[Word, ...]


def read_page(given: object) -> Page:
    """The page in a call. Raises BadRequestError where it is none."""
    try:
        lines = given["lines"]  # type: ignore[index]
        words = [_word(word) for line in lines for word in line["words"][:MOST]]
        return Page(int(given["width"]), int(given["height"]), tuple(w for w in words if w.text)[:MOST])  # type: ignore[index]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRequestError(f"page is what the engine saw: width, height and lines of words ({error})") from None


def _word(given: Any) -> Word:
    left, top, right, bottom = map(int, given["box"])
    text = "".join(clean(str(given["text"])).split())
    return Word(
        text, left, top, right, bottom, float(given["confidence"]), _colour(given["ink"]), _colour(given["ground"])
    )


def _colour(given: Any) -> Colour:
    red, green, blue = map(int, given)
    return red, green, blue


def apart(one: Colour, other: Colour) -> int:
    """How far two colours are from each other, from 0 to 255: by the channel in which they differ most."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def middle(colours: Iterable[Colour]) -> Colour:
    """The colour that most of them have, channel by channel."""
    red, green, blue = (int(median(channel)) for channel in zip(*colours, strict=True))
    return red, green, blue


def median(values: Iterable[float]) -> float:
    """The one in the middle. (The library's own would load four modules for it.)"""
    listed = sorted(values)
    return (listed[(len(listed) - 1) // 2] + listed[len(listed) // 2]) / 2
