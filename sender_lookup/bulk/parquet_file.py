"""Parquet files, by pyarrow: columns keep their types, and the added ones are texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .answers import Cells
from .columns import ADDED
from .errors import TableError
from .table import CHUNK, Chunk, Kept, as_text

ROWS_OF_A_GROUP = 20_000  # what a reader of Parquet loads at once, and what is held until it is written
BUFFER = 1 << 16  # bytes of a column that are read ahead
MEND = "make the file anew, or give it as CSV"


def _pyarrow(path: Path) -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        fix = "pip install pyarrow, or give a CSV file"
        raise TableError(path, "Parquet needs the package pyarrow, which is not here", fix) from None
    return pyarrow


class ParquetSource:
    """A Parquet file that is read. Raises TableError where it is none or is damaged."""

    separator: str | None = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self._arrow = _pyarrow(path)
        if path.stat().st_size == 0:
            raise TableError(path, "is empty", MEND)
        try:
            self._file = self._arrow.parquet.ParquetFile(path, buffer_size=BUFFER)
            self.schema = self._file.schema_arrow
            self._total = self._file.metadata.num_rows
        except (self._arrow.ArrowException, OSError) as error:
            raise TableError(path, f"is no Parquet file, or was cut off ({error})", MEND) from None
        self.names: list[str] = self.schema.names
        self._read = 0

    def check_texts(self, places: Sequence[int]) -> None:
        """Raises TableError where a column holds lists, bytes or records, which are no text."""
        types = self._arrow.types
        for at in places:
            field = self.schema.field(at)
            if types.is_nested(field.type) or types.is_binary(field.type) or types.is_large_binary(field.type):
                raise TableError(self.path, f"column {field.name!r} holds {field.type}", "name a column of texts")

    def chunks(self) -> Iterator[Chunk]:
        """The rows. Raises TableError where a page of the file is damaged."""
        batches = self._file.iter_batches(batch_size=CHUNK)
        while True:
            try:
                batch = next(batches, None)
                if batch is None:
                    return
                batch.validate(full=True)
                columns = [self._values(column) for column in batch.columns]
            except (self._arrow.ArrowException, OSError, UnicodeDecodeError, ValueError) as error:
                where = f"{self.path}, after row {self._read}"
                raise TableError(where, f"is damaged ({error})", MEND) from None
            self._read += batch.num_rows
            rows: list[tuple[object, ...]] = list(zip(*columns, strict=True)) if columns else [()] * batch.num_rows
            yield Chunk(rows, [None] * batch.num_rows, batch)

    def _values(self, column: Any) -> list[object]:
        """As Python's own values, whose clocks have no nanoseconds."""
        if self._arrow.types.is_timestamp(column.type):
            column = column.cast(self._arrow.timestamp("us", column.type.tz), safe=False)
        return column.to_pylist()  # type: ignore[no-any-return]

    def share(self) -> float:
        """How much of the file has been read."""
        return self._read / self._total if self._total else 1.0

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class ParquetTarget:
    """A Parquet file that is written; `schema` is that of the table it comes from, None where that is CSV."""

    def __init__(self, path: Path, names: Sequence[str], schema: Any = None) -> None:
        self._arrow = arrow = _pyarrow(path)
        if schema is None:
            if twice := [name for name in names if names.count(name) > 1]:
                raise TableError(path, f"Parquet takes no two columns {twice[0]!r}", "rename one, or write a .csv")
            schema = arrow.schema([(name, arrow.string()) for name in names])
        self._given = schema
        self._schema = arrow.schema([*schema, *((name, arrow.string()) for name in ADDED)], schema.metadata)
        self._held: list[Any] = []
        self._rows = 0
        self._writer = arrow.parquet.ParquetWriter(path, self._schema)

    def write(self, chunk: Chunk, cells: Sequence[Cells]) -> None:
        """Add rows, each with its cells."""
        arrow = self._arrow
        given = chunk.batch.columns if chunk.batch is not None else self._arrays(chunk.rows, self._given)
        added = [arrow.array([row[at] for row in cells], arrow.string()) for at in range(len(ADDED))]
        self._held.append(arrow.RecordBatch.from_arrays([*given, *added], schema=self._schema))
        self._rows += len(cells)
        if self._rows >= ROWS_OF_A_GROUP:
            self._flush()

    def _arrays(self, rows: Sequence[Sequence[object]], schema: Any) -> list[Any]:
        return [self._arrow.array([row[at] for row in rows], field.type) for at, field in enumerate(schema)]

    def _flush(self) -> None:
        if self._held:
            self._writer.write_table(self._arrow.Table.from_batches(self._held, self._schema))
        self._held, self._rows = [], 0

    def settle(self) -> bool:
        """A Parquet file can be read when its end is written."""
        return False

    def close(self) -> None:
        """Write what is left and end the file."""
        if self._writer.is_open:
            try:
                self._flush()
            finally:
                self._writer.close()


def kept_rows(path: Path, names: Sequence[str]) -> Iterator[Kept]:
    """The rows of a file that `ParquetTarget` was writing when it was stopped.

    Raises TableError where it is a file of another table, or was killed before it could be ended.
    """
    source = ParquetSource(path)
    try:
        if source.names != [*names, *ADDED]:
            raise TableError(path, "was made from another table", "remove it and start anew, without --resume")
        for chunk in source.chunks():
            for row in chunk.rows:
                own, answer = row[: len(names)], row[len(names) :]
                yield [as_text(value) for value in own], tuple(None if cell is None else str(cell) for cell in answer)
    finally:
        source.close()
