"""What files of tables have in common, whatever their format: rows in chunks, read from one and written to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from .answers import Asked, Cells, joined
from .columns import Chosen

Kept = tuple[list[str], Cells]  # a row that was answered before: its own cells as texts, and those of the answer
CHUNK = 100  # rows that go to a process at once: a third of a second of work


class Chunk(NamedTuple):
    """Some rows of a table: their cells, the error of each row that is broken, and the rows as Arrow has them, where
    they come from there."""

    rows: Sequence[Sequence[object]]
    errors: Sequence[str | None]
    batch: Any = None

    def after(self, rows: int) -> Chunk:
        """The chunk without its first rows."""
        return Chunk(self.rows[rows:], self.errors[rows:], None if self.batch is None else self.batch.slice(rows))

    def first(self, rows: int) -> Chunk:
        """The first rows of the chunk."""
        return Chunk(self.rows[:rows], self.errors[:rows], None if self.batch is None else self.batch.slice(0, rows))

    def asked(self, chosen: Chosen) -> list[Asked]:
        """What is asked of each row."""

        def cell(row: Sequence[object], places: Sequence[int]) -> object:
            return joined([row[at] for at in places])

        sender, text, received = chosen
        rows = zip(self.rows, self.errors, strict=True)
        return [Asked(cell(row, sender), cell(row, text), cell(row, received), error) for row, error in rows]


class Source(Protocol):
    """A table that is read once, from its first row to its last."""

    names: list[str]
    schema: Any  # of a table of Arrow, else None

    @property
    def separator(self) -> str | None:
        """What stands between the cells, where something does."""

    def check_texts(self, places: Sequence[int]) -> None:
        """Raises TableError where a column of these holds no texts."""

    def chunks(self) -> Iterator[Chunk]:
        """The rows. Raises TableError where they cannot be read."""

    def share(self) -> float:
        """How much of the table has been read, from 0 to 1."""

    def close(self) -> None:
        """Let go of the file."""


class Target(Protocol):
    """A table that is written."""

    def write(self, chunk: Chunk, cells: Sequence[Cells]) -> None:
        """Add rows, each with its cells."""

    def settle(self) -> bool:
        """Make what was written safe from whatever happens to the program; False where only `close` can."""

    def close(self) -> None:
        """Write what is left and end the file, which is whole then."""


def is_parquet(path: Path) -> bool:
    """Whether a file is a Parquet file, by its name."""
    return path.suffix.lower() in (".parquet", ".pq")


def as_text(value: object) -> str:
    """A value as a cell of a CSV file.

    >>> as_text(None), as_text(True), as_text(datetime(2026, 11, 22, 21, 4)), as_text(36180)
    ('', 'true', '2026-11-22T21:04:00', '36180')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
