"""Which words are words: edges of bubbles, icons and emoji are read as letters too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .page import Word, apart

NEVER_ALONE = frozenset("_|\\{}[]<>~^`©®=¬§¥")  # what becomes of icons and edges
SURE_OF_I = 80
GUESS = 30  # of icons and textures, nine in ten have less
NUMBER = 6  # digits that no icon gives
GUESS_OF_LONG, LONG = 15, 5  # icons seldom give five letters
LEAST_CONTRAST = 48  # of the edge of a bubble: 21 to 38; of the palest grey that phones write in: 75


def legible(words: Iterable[Word]) -> list[Word]:
    """The words that stand out from their ground, as edges of bubbles do not, and that have signs people write."""
    seen = list(words)
    return [
        w
        for w in (_english_i(word, seen) for word in seen)
        if apart(w.ink, w.ground) >= LEAST_CONTRAST and not (NEVER_ALONE & set(w.text) and not letters_in(w.text))
    ]


def _english_i(word: Word, words: Sequence[Word]) -> Word:
    """ "|" between two words of a line is the word "I", where the engine was sure of it."""
    if word.text != "|" or word.confidence < SURE_OF_I:
        return word
    height = word.bottom - word.top
    beside = [w for w in words if letters_in(w.text) > 1 and w.top < (word.top + word.bottom) / 2 < w.bottom]
    is_before = any(0 < w.left - word.right <= height for w in beside)
    is_behind = any(0 < word.left - w.right <= height for w in beside)
    return word._replace(text="I") if is_before and is_behind else word


def is_guess(words: Sequence[Word]) -> bool:
    """True for a row of which the engine was sure of nothing: an icon, a texture."""
    if sum(c.isdigit() for w in words for c in w.text) >= NUMBER:
        return False
    letters = sum(letters_in(w.text) for w in words)
    return max(w.confidence for w in words) < (GUESS if letters < LONG else GUESS_OF_LONG)


def letters_in(text: str) -> int:
    """How many letters and digits there are."""
    return sum(map(str.isalnum, text))
