"""The rows of a run that was stopped, taken over by the one that goes on.

`answers.partial.csv` lies beside `answers.csv` until every row is there. While its rows are taken over it is called
`answers.kept.csv`: whenever the run is killed, one of the two has them all. `answers.partial.csv.json` says with which
columns, country, day and version they were answered; it is written before the first row is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain, islice
from pathlib import Path

from . import csv_file, parquet_file
from .answers import Cells
from .errors import TableError
from .table import Chunk, Kept, as_text, is_parquet

ANEW = "remove it and start anew, without --resume"


def beside(target: Path, what: str) -> Path:
    """A file beside the target: `answers.partial.csv`."""
    return target.with_name(f"{target.stem}.{what}{target.suffix}")


def refuse_what_is_left(target: Path) -> None:
    """Raises TableError where a run was stopped: nobody loses a day's work for a flag that was forgotten."""
    for left in (beside(target, "partial"), beside(target, "kept")):
        if left.exists():
            raise TableError(left, "was left by a run that was stopped", "add --resume to go on, or remove it")


def settings_of(target: Path) -> Path:
    """The file that says how the rows of a target's partial file were answered."""
    partial = beside(target, "partial")
    return partial.with_name(f"{partial.name}.json")


def day_before(target: Path) -> date | None:
    """The day whose rules hold for the rows that an earlier run of a target left; None where it left none."""
    if not any(beside(target, what).exists() for what in ("partial", "kept")):
        return None
    try:
        return date.fromisoformat(_settings(target)["as_of"])
    except (KeyError, ValueError):
        return None


def _settings(target: Path) -> dict[str, str]:
    """How an earlier run answered; empty where its file is gone or damaged."""
    try:
        read = json.loads(settings_of(target).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: str(value) for name, value in read.items()} if isinstance(read, dict) else {}


class Earlier:
    """The rows of the earlier run of a target; none where it has none, or where this run is not to go on with it.

    `settings` are those of this run, by name. Raises TableError where the earlier one was of another table, or had
    others.
    """

    def __init__(
        self, target: Path, names: list[str], separator: str, settings: Mapping[str, str], *, resume: bool
    ) -> None:
        self.path, self._partial = beside(target, "kept"), beside(target, "partial")
        self._rows: Iterator[Kept] = iter(())
        self.open = False  # rows are to be taken
        if not resume:
            refuse_what_is_left(target)
        found = self.path if self.path.exists() else self._partial
        if not found.exists():
            settings_of(target).write_text(json.dumps(settings), "utf-8")
            return
        rows = (
            parquet_file.kept_rows(found, names) if is_parquet(found) else csv_file.kept_rows(found, separator, names)
        )
        try:
            first = list(islice(rows, 1))  # read now: a file of another table is told before anything is touched
        except TableError as error:
            raise TableError(found, error.what, ANEW) from None
        before = _settings(target)
        if before.keys() != settings.keys():
            what = f"how it was answered is not known, for {settings_of(target).name} is gone or damaged"
            raise TableError(found, what, ANEW)
        for name, value in settings.items():
            if before[name] != value:
                what = f"was answered with {name} {before[name]}, this run has {value}"
                raise TableError(found, what, f"go on with the same, or {ANEW}")
        if found == self._partial:
            found.replace(self.path)
        self._rows, self.open = chain(first, rows), True

    def of(self, chunk: Chunk, before: int, source: Path) -> list[Cells]:
        """The answers of a chunk's rows, as many as there are. Raises TableError where they are of other rows."""
        cells = []
        for number, row in enumerate(chunk.rows, before + 1):
            own, answer = next(self._rows, (None, ()))
            if own is None:
                self.open = False
                break
            if [as_text(value) for value in row] != own:
                what = f"row {number} is not the one that was answered before"
                raise TableError(source, what, f"give the same table, or remove {self._partial} and start anew")
            cells.append(answer)
        return cells

    def all_taken(self, source: Path) -> None:
        """The table has ended. Raises TableError where it has fewer rows than were answered."""
        self.open = next(self._rows, None) is not None
        if self.open:
            fix = f"give the same table, or remove {self._partial} and start anew"
            raise TableError(source, "has fewer rows than were answered before", fix)

    def forget(self) -> None:
        """All rows are in the new file, and safe."""
        self.path.unlink(missing_ok=True)

    def give_back(self) -> None:
        """The run ends before all rows were taken: everything is as it was before it."""
        self.path.replace(self._partial)
