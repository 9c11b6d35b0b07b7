"""Frames of pandas and Arrow; the same function in an engine that spreads a table over processes, and loses one."""

from __future__ import annotations

import os
import pickle
import signal
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from sender_lookup.bulk import ADDED, TableError, answer_frame
from sender_lookup.bulk.command import main
from tests.bulk.tables import AS_OF, HEADING, ROWS, VERDICTS, csv_text, messages, read

WHY = "frames need their packages: pip install --group bulk-tests"
DAY = date.fromisoformat(AS_OF)
ROWS_SPREAD = 200_000 if os.environ.get("STOP_SMS_ALL_PAGES") else 20_000
PARTITIONS = 40


def columns() -> dict[str, list[Any]]:
    return {name: [row[at] or None for row in ROWS] for at, name in enumerate(HEADING)}


def test_a_frame_of_pandas() -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    frame = pandas.DataFrame(columns(), index=[5, 5, 7, 8, 9])
    before = frame.copy()
    made = answer_frame(frame, as_of=DAY)

    assert list(made.columns) == [*HEADING, *ADDED] and list(made.index) == [5, 5, 7, 8, 9]
    assert made["verdict"].fillna("").tolist() == VERDICTS
    assert {str(made[name].dtype) for name in ADDED} == {"string"}
    assert frame.equals(before), "what was given is not changed"


def test_numbers_and_moments_of_pandas() -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    received = pandas.to_datetime(["2026-11-21T22:15", None])
    made = answer_frame(pandas.DataFrame({"a": [36180, None], "text": [None, "Bonjour"], "b": received}), as_of=DAY,
                        sender="a", received="b")  # fmt: skip

    assert made["kind"].tolist()[0] == "short_code" and made["timing"].tolist()[0] == "outside"
    assert made["error"].isna().all()


@pytest.mark.parametrize("form", ["Table", "RecordBatch"])
def test_a_frame_of_arrow(form: str) -> None:
    arrow = pytest.importorskip("pyarrow", reason=WHY)
    frame = getattr(arrow, form).from_pydict(columns())
    made = answer_frame(frame, as_of=DAY)

    assert type(made) is type(frame) and made.schema.names == [*HEADING, *ADDED]
    assert [verdict or "" for verdict in made.column("verdict").to_pylist()] == VERDICTS


def test_a_frame_without_rows_has_the_same_columns() -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    made = answer_frame(pandas.DataFrame(columns()).iloc[:0], as_of=DAY)

    assert list(made.columns) == [*HEADING, *ADDED] and {str(made[name].dtype) for name in ADDED} == {"string"}


def test_a_frame_is_answered_as_a_file(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    (tmp_path / "a.csv").write_bytes(csv_text().encode())
    assert main([str(tmp_path / "a.csv"), "-o", str(tmp_path / "b.csv"), "--as-of", AS_OF]) == 0
    made = answer_frame(pandas.DataFrame(columns()), as_of=DAY)[list(ADDED)].fillna("")

    assert [tuple(row[name] for name in ADDED) for row in read(tmp_path / "b.csv")] == list(
        made.itertuples(index=False, name=None)
    )


def test_an_iterator_of_frames_as_spark_gives_them() -> None:
    """`mapInPandas` calls a function with one, and wants one."""
    pandas = pytest.importorskip("pandas", reason=WHY)
    frames = iter([pandas.DataFrame(columns()), pandas.DataFrame(columns())])

    assert [len(frame) for frame in map(answer_frame, frames)] == [5, 5]


def test_what_is_no_frame() -> None:
    with pytest.raises(TypeError, match="a list is no frame: give a pandas DataFrame"):
        answer_frame([1])


class Stranger:
    """Looks like a frame of pandas."""

    def assign(self) -> None:
        raise AssertionError


def test_frames_of_others_are_told_what_to_do() -> None:
    for package, said in (("polars.dataframe.frame", "to_arrow"), ("dask_expr._collection", "map_partitions")):
        other = type("DataFrame", (Stranger,), {"__module__": package})()
        with pytest.raises(TypeError, match=f"a DataFrame of {package.split('.')[0]} is no frame .*{said}"):
            answer_frame(other)


def test_a_reader_of_arrow_is_told_what_to_do() -> None:
    arrow = pytest.importorskip("pyarrow", reason=WHY)
    with pytest.raises(TypeError, match=r"a RecordBatchReader of pyarrow .*: use map\(answer_frame, reader\)"):
        answer_frame(arrow.Table.from_pydict(columns()).to_reader())


@pytest.mark.filterwarnings("ignore")  # of the engine's own
def test_a_frame_of_dask_is_told_what_to_do() -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    dask: Any = pytest.importorskip("dask.dataframe", reason=WHY)
    with pytest.raises(TypeError, match=r"use frame\.map_partitions\(answer_frame, \.\.\.\)"):
        answer_frame(dask.from_pandas(pandas.DataFrame(columns()), npartitions=1))


def test_the_country_and_the_day_are_checked() -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    frame = pandas.DataFrame(columns())

    with pytest.raises(ValueError, match="'France' is no country: write two letters, as FR"):
        answer_frame(frame, country="France")
    with pytest.raises(TypeError, match="as_of is '2026-11-24': give a date"):
        answer_frame(frame, as_of=AS_OF)  # type: ignore[arg-type]
    noon = datetime.fromisoformat(f"{AS_OF}T12:00")
    assert answer_frame(frame, as_of=noon, country="fr").equals(answer_frame(frame, as_of=DAY))


def test_errors_travel_between_machines() -> None:
    error = TableError("a.csv", "is empty", "give another")

    assert str(pickle.loads(pickle.dumps(error))) == str(error) == "a.csv: is empty: give another"


@pytest.mark.filterwarnings("ignore")  # of the engine's own
def test_an_engine_that_loses_a_process_gets_every_row_once() -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    dask: Any = pytest.importorskip("dask.dataframe", reason=WHY)
    distributed: Any = pytest.importorskip("distributed", reason=WHY)
    frame = pandas.DataFrame(messages(ROWS_SPREAD), columns=["id", "sender", "text"])
    few = frame.iloc[::97]
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with cluster, distributed.Client(cluster) as client:
        spread = dask.from_pandas(frame, npartitions=PARTITIONS).map_partitions(answer_frame, as_of=DAY)
        kept = client.persist(spread)
        parts = distributed.futures_of(kept)
        done = wait_until_some_are_done(parts)
        pids = client.run(os.getpid)
        os.kill(next(iter(pids.values())), signal.SIGKILL)
        made = client.compute(kept).result(timeout=600)
        after = client.run(os.getpid)

    assert PARTITIONS // 8 <= done < PARTITIONS, "it was killed in the middle"
    assert set(pids.values()) != set(after.values())
    assert made["id"].tolist() == frame["id"].tolist(), "every row, once, in order"
    assert list(made.columns) == ["id", "sender", "text", *ADDED]
    alone = answer_frame(few, as_of=DAY)[list(ADDED)].fillna("")
    assert made.iloc[::97][list(ADDED)].fillna("").to_numpy().tolist() == alone.to_numpy().tolist()


def wait_until_some_are_done(parts: list[Any]) -> int:
    """How many partitions are answered, when it is an eighth of them."""
    until = time.monotonic() + 300
    while (done := [part.status for part in parts].count("finished")) < PARTITIONS // 8:
        assert time.monotonic() < until and not any(part.status == "error" for part in parts)
        time.sleep(0.05)
    return done
