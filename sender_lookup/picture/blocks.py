"""Rows below each other, on the same ground: a bubble, or a line of the phone's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .page import Colour, apart, median, middle
from .rows import SAME_GROUND, Row

NEXT_ROW = (1.15, 2.45)  # from one line to the next, in heights of a capital: fonts of phones have 1.6 to 2.1
USUAL_PITCH = 1.85
SAME_PITCH = 1.3  # rows of one text are as far apart as the others, in a photo not quite; bubbles 1.7 times as far
BLANK_ROW = (1.9, 2.1)  # a blank row is one more line; another bubble begins nearer or farther
SAME_SIZE = 1.35
SAME_TOPS = 1.15  # tops of capitals err less than heights
BESIDE = 0.5  # heights of a capital between the beginnings of rows
SAME_SIZE_OF_ONE = 1.6  # the height of a single word is measured badly


@dataclass(frozen=True)
class Block:
    """Some rows of one text, from the top."""

    rows: tuple[Row, ...]

    @cached_property
    def text(self) -> str:
        """The rows with blanks between them."""
        return " ".join(row.text for row in self.rows)

    @cached_property
    def left(self) -> int:
        """Where its leftmost row begins."""
        return min(row.left for row in self.rows)

    @cached_property
    def right(self) -> int:
        """Where its longest row ends."""
        return max(row.right for row in self.rows)

    @property
    def top(self) -> int:
        """Of the first row."""
        return self.rows[0].top

    @property
    def bottom(self) -> int:
        """Of the last row."""
        return self.rows[-1].bottom

    @cached_property
    def size(self) -> float:
        """The height of a capital letter of its font."""
        return median(row.size for row in self.rows)

    @cached_property
    def ground(self) -> Colour:
        """What most of its rows stand on."""
        return middle(row.ground for row in self.rows)


def blocks_of(rows: Sequence[Row], pitch: float) -> list[Block]:
    """Every row in one block, from the top; `pitch` as `usual_pitch` finds it."""
    blocks: list[list[Row]] = []
    for row in rows:
        above = [block for block in blocks if _continues(block, row, pitch)]
        if above:
            max(above, key=lambda block: block[-1].base).append(row)
        else:
            blocks.append([row])
    return [Block(tuple(block)) for block in blocks]


def usual_pitch(rows: Sequence[Row]) -> float:
    """From one line to the next in heights of a capital: what most neighbours on this page have."""
    found = [
        (row.base - above.base) / above.size
        for n, row in enumerate(rows)
        for above in rows[max(0, n - 4) : n]
        if _is_one_text(above, row) and NEXT_ROW[0] <= (row.base - above.base) / above.size <= NEXT_ROW[1]
    ]
    return median(found) if found else USUAL_PITCH


def _is_one_text(above: Row, row: Row) -> bool:
    sizes = sorted((above.size, row.size))
    same = SAME_SIZE_OF_ONE if 1 in (len(above.letters), len(row.letters)) else SAME_SIZE
    below = min(above.right, row.right) > max(above.left, row.left)
    return below and sizes[1] <= same * sizes[0] and apart(above.ground, row.ground) <= SAME_GROUND


def _continues(block: Sequence[Row], row: Row, pitch: float) -> bool:
    last = block[-1]
    if not _is_one_text(last, row):
        return _is_next_by_tops(block, row, pitch)
    steps = (row.base - last.base) / (median(r.size for r in (*block, row)) * pitch)
    return NEXT_ROW[0] / pitch <= steps <= SAME_PITCH or BLANK_ROW[0] <= steps <= BLANK_ROW[1]


def _is_next_by_tops(block: Sequence[Row], row: Row, pitch: float) -> bool:
    """True for a row that was measured too high, down to the edge of its bubble: it begins where the next row does."""
    last, size = block[-1], median(r.size for r in block)
    return (
        row.size > size
        and apart(last.ground, row.ground) <= SAME_GROUND
        and min(abs(row.left - r.left) for r in block) <= BESIDE * size
        and 1 / SAME_TOPS <= (row.top - last.top) / (size * pitch) <= SAME_TOPS
    )
