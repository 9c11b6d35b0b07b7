"""A frame of pandas or Arrow, answered: the same function on one machine and in the engines that spread a table.

    answered = sender_lookup.bulk.answer_frame(frame, as_of=date(2026, 11, 24))

Dask, one call for each partition, unchanged:

    answered = dask.dataframe.read_parquet("reports/").map_partitions(answer_frame, as_of=date(2026, 11, 24))

Spark, whose `mapInPandas` wants a function of an iterator of frames, and the columns with their types:

    schema = StructType([*reports.schema, *(StructField(name, StringType()) for name in sender_lookup.bulk.ADDED)])
    answered = reports.mapInPandas(lambda frames: map(answer_frame, frames), schema)

An engine may answer a partition twice, where a machine was lost; the answer is the same, for a row's answer depends on
the row, the settings and this package's version alone. Give `as_of` wherever a run may last over midnight.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ..intake.request import country_code
from .answers import Asked, Cells, Settings, answer_all, joined
from .columns import ADDED, Chosen, choose

WHERE = "frame"
MAPPED = "use frame.map_partitions(answer_frame, ...)"
OTHERS = {  # by their package, or by their name in pyarrow
    "polars": "give frame.to_arrow(), a LazyFrame collected first",
    "dask": MAPPED,
    "dask_expr": MAPPED,
    "RecordBatchReader": "use map(answer_frame, reader), or give reader.read_all()",
}


def answer_frame(
    frame: Any,
    *,
    sender: str | None = None,
    text: str | None = None,
    received: str | None = None,
    country: str | None = None,
    as_of: date | None = None,
) -> Any:
    """The frame with the ten columns of `ADDED`, as texts, null where there is nothing; rows and order are kept.

    `frame` is a pandas DataFrame, a pyarrow Table or a pyarrow RecordBatch, and so is what is returned. `sender`,
    `text` and `received` name columns; those that are not given are guessed by their names. `country` is that of the
    phone lines (as "FR"; else the package's default), `as_of` the day whose rules hold (else today; of a datetime its
    date).

    Raises TableError where the columns cannot be told, TypeError for any other frame and where `as_of` is no date,
    ValueError where `country` is none.
    """
    settings = Settings(_day(as_of), _country(country))
    _refuse_others(frame)
    named = {"sender": _one(sender), "text": _one(text), "received": _one(received)}
    if hasattr(frame, "assign"):
        return _of_pandas(frame, named, settings)
    if hasattr(frame, "schema"):
        return _of_arrow(frame, named, settings)
    raise TypeError(f"a {type(frame).__name__} is no frame: give a pandas DataFrame, or a pyarrow Table or RecordBatch")


def _day(as_of: object) -> date:
    if as_of is None:
        return date.today()
    if isinstance(as_of, datetime):
        return as_of.date()
    if isinstance(as_of, date):
        return as_of
    raise TypeError(f"as_of is {as_of!r}: give a date, as date(2026, 11, 24)")


def _country(country: object) -> str:
    try:
        return country_code(country)
    except ValueError:
        raise ValueError(f"{country!r} is no country: write two letters, as FR") from None


def _refuse_others(frame: Any) -> None:
    """Raises TypeError for what looks like a frame of pandas or Arrow and is none."""
    package, name = type(frame).__module__.partition(".")[0], type(frame).__name__
    if mend := OTHERS.get(name if package == "pyarrow" else package):
        raise TypeError(f"a {name} of {package} is no frame of pandas or Arrow: {mend}")


def _one(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _of_pandas(frame: Any, named: dict[str, tuple[str, ...]], settings: Settings) -> Any:
    import pandas

    chosen = choose([str(name) for name in frame.columns], named, WHERE)

    def values(at: int) -> list[object]:
        column = frame.iloc[:, at]
        return column.astype(object).where(column.notna(), None).tolist()  # type: ignore[no-any-return]

    cells = answer_all(_asked(len(frame), chosen, values), settings)
    new = {name: pandas.Series(column, frame.index, "string") for name, column in _columns(cells)}
    return frame.assign(**new)


def _of_arrow(frame: Any, named: dict[str, tuple[str, ...]], settings: Settings) -> Any:
    import pyarrow

    chosen = choose(frame.schema.names, named, WHERE)
    cells = answer_all(_asked(frame.num_rows, chosen, lambda at: frame.column(at).to_pylist()), settings)
    new = [pyarrow.array(column, pyarrow.string()) for _, column in _columns(cells)]
    fields = [pyarrow.field(name, pyarrow.string()) for name in ADDED]
    schema = pyarrow.schema([*frame.schema, *fields], frame.schema.metadata)
    return type(frame).from_arrays([*frame.columns, *new], schema=schema)


def _asked(size: int, chosen: Chosen, values: Any) -> list[Asked]:
    columns = [[values(at) for at in places] for places in chosen]
    sender, text, received = ([joined(row) for row in zip(*part, strict=True)] or [None] * size for part in columns)
    return [Asked(*row) for row in zip(sender, text, received, strict=True)]


def _columns(cells: list[Cells]) -> Iterable[tuple[str, list[str | None]]]:
    return ((name, [row[at] for row in cells]) for at, name in enumerate(ADDED))
