"""Words beside each other, on the same ground: a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .page import Colour, Word, apart, median, middle

SAME_GROUND = 14  # an iPhone's bubble and its screen are 22 apart; a photo's light and a JPEG change less between rows
WIDEST_BLANK = 3.2  # in heights of a capital: room for an emoji and the blanks around it
LETTERS_OF_ICON, HIGH_ICON = 2, 1.7
ONE_BLANK = 1.2
SAME_LINE = 0.45  # the part of the lower word that stands beside the other


@dataclass(frozen=True)
class Row:
    """Some words from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with blanks between them."""
        return " ".join(w.text for w in self.words)

    @cached_property
    def left(self) -> int:
        """Where the first word begins."""
        return self.words[0].left

    @cached_property
    def right(self) -> int:
        """Where the last word ends."""
        return max(w.right for w in self.words)

    @cached_property
    def top(self) -> int:
        """Of the highest word."""
        return min(w.top for w in self.words)

    @cached_property
    def bottom(self) -> int:
        """Of the lowest word."""
        return max(w.bottom for w in self.words)

    @cached_property
    def size(self) -> float:
        """The height of a capital letter of its font."""
        sizes = sorted(w.size for w in self.letters)
        return sizes[(len(sizes) - 1) // 2]  # of two the lesser: boxes err by being too large

    @cached_property
    def base(self) -> float:
        """Where the line runs on which its letters stand."""
        return median(w.base for w in self.letters)

    @cached_property
    def ground(self) -> Colour:
        """What most of its words stand on."""
        return middle(w.ground for w in self.words)

    @cached_property
    def letters(self) -> tuple[Word, ...]:
        """The words with a letter or a digit: signs alone tell no height. All, where there are none."""
        return tuple(w for w in self.words if any(map(str.isalnum, w.text))) or self.words

    @property
    def middle(self) -> float:
        """Half-way between its ends."""
        return (self.left + self.right) / 2


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Every word in one row, from the top. What stands far apart on a line, as a clock and a battery do, or on another
    ground is a row of its own."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.left, w.top)):
        before = [row for row in rows if _continues(row[-1], word)]
        if before:
            max(before, key=lambda row: row[-1].right).append(word)
        else:
            rows.append([word])
    return sorted((Row(_without_icons(row)) for row in rows), key=lambda row: (row.base, row.left))


def _without_icons(words: list[Word]) -> tuple[Word, ...]:
    """The words of a row without a letter or two that are much higher than all longer ones."""
    long = [w for w in words if len(w.text) > LETTERS_OF_ICON or any(map(str.isdigit, w.text))]
    if not long:
        return tuple(words)
    highest = HIGH_ICON * median(w.size for w in long)
    return tuple(w for w in words if w in long or w.size <= highest)


def parts_of(row: Row) -> list[Row]:
    """The row cut where there is more than a blank between two words: buttons beside each other."""
    parts = [[row.words[0]]]
    for word in row.words[1:]:
        if word.left - parts[-1][-1].right > ONE_BLANK * row.size:
            parts.append([])
        parts[-1].append(word)
    return [Row(tuple(part)) for part in parts]


def _continues(last: Word, word: Word) -> bool:
    size = max(last.size, word.size)
    beside = min(last.bottom, word.bottom) - max(last.top, word.top)
    return (
        beside >= SAME_LINE * min(last.bottom - last.top, word.bottom - word.top)
        and word.left - last.right <= WIDEST_BLANK * size
        and apart(last.ground, word.ground) <= SAME_GROUND
    )
