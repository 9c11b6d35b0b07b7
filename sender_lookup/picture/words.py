"""Which words are words: edges of bubbles, icons and emoji are read as letters too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .page import Word, apart

GUESS = 30  # of icons and textures, nine in ten have less
LEAST_CONTRAST = 48  # of the edge of a bubble: 21 to 38; of the palest grey that phones write in: 75


def legible(words: Iterable[Word]) -> list[Word]:
    """The words that stand out from their ground: edges of bubbles do not."""
    return [w for w in words if apart(w.ink, w.ground) >= LEAST_CONTRAST]


def is_guess(words: Sequence[Word]) -> bool:
    """True for a row of which the engine was sure of nothing: an icon, a texture."""
    return max(w.confidence for w in words) < GUESS


def letters_in(text: str) -> int:
    """How many letters and digits there are."""
    return sum(map(str.isalnum, text))
