"""Parquet files: columns keep their types, from and to CSV as well."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sender_lookup.bulk.columns import ADDED
from sender_lookup.bulk.command import main
from tests.bulk.tables import AS_OF, HEADING, ROWS, VERDICTS, csv_text, read

arrow: Any = pytest.importorskip("pyarrow", reason="reads Parquet: pip install --group bulk-tests")
pq: Any = pytest.importorskip("pyarrow.parquet", reason="reads Parquet: pip install --group bulk-tests")


def table() -> Any:
    """Columns of many types; a moment, a sender that is a number."""
    return arrow.table(
        {
            "id": arrow.array([1, None, 3], arrow.int64()),
            "sender": arrow.array([36180.0, 612345678.0, None], arrow.float64()),
            "text": arrow.array(["Soldes. STOP au 36180", None, None], arrow.large_string()),
            "received": arrow.array([datetime(2026, 11, 21, 22, 15), None, None], arrow.timestamp("ns")),
            "at": arrow.array([datetime(2026, 11, 21, tzinfo=UTC)] * 3, arrow.timestamp("ms", "Europe/Paris")),
            "tags": arrow.array([["a"], [], None], arrow.list_(arrow.string())),
            "price": arrow.array([Decimal("1.20")] * 3, arrow.decimal128(5, 2)),
            "seen": arrow.array([True, False, None]),
            "word": arrow.array(["x", "y", "x"]).dictionary_encode(),
        },
        metadata={"made by": "a test"},
    )


def test_columns_keep_their_types(tmp_path: Path) -> None:
    source, target = tmp_path / "reports.parquet", tmp_path / "answers.parquet"
    pq.write_table(table(), source)
    assert main([str(source), "-o", str(target), "--as-of", AS_OF]) == 0
    given, made = pq.read_table(source), pq.read_table(target)

    assert made.select(given.column_names).equals(given)
    assert made.schema.metadata[b"made by"] == b"a test"
    assert made.column_names == [*given.column_names, *ADDED]
    assert made["verdict"].to_pylist() == ["stop", "check_first", None]
    assert made["timing"].to_pylist() == ["outside", None, None]
    assert made["error"].to_pylist() == [None, None, "nothing_given"]
    assert {str(made.schema.field(name).type) for name in ADDED} == {"string"}


def test_from_csv_to_parquet_and_back(tmp_path: Path) -> None:
    source, middle, end = tmp_path / "reports.csv", tmp_path / "middle.parquet", tmp_path / "end.csv"
    source.write_bytes(csv_text().encode("cp1252"))
    assert main([str(source), "-o", str(middle), "--as-of", AS_OF]) == 0
    made = pq.read_table(middle)

    assert [tuple(row[name] for name in HEADING) for row in made.to_pylist()] == list(ROWS)
    assert [verdict or "" for verdict in made["verdict"].to_pylist()] == VERDICTS

    pq.write_table(made.select(HEADING), middle)
    assert main([str(middle), "-o", str(end), "--as-of", AS_OF]) == 0
    assert [tuple(row[name] for name in HEADING) for row in read(end)] == list(ROWS)
    assert [row["verdict"] for row in read(end)] == VERDICTS


def test_values_as_cells(tmp_path: Path) -> None:
    source, target = tmp_path / "reports.parquet", tmp_path / "answers.csv"
    pq.write_table(table(), source)
    assert main([str(source), "-o", str(target), "--as-of", AS_OF]) == 0
    first = read(target)[0]

    assert (first["id"], first["received"], first["seen"]) == ("1", "2026-11-21T22:15:00", "true")


def test_no_rows(tmp_path: Path) -> None:
    source, target = tmp_path / "reports.parquet", tmp_path / "answers.parquet"
    pq.write_table(table().slice(0, 0), source)
    assert main([str(source), "-o", str(target)]) == 0

    assert (pq.read_table(target).num_rows, pq.read_table(target).num_columns) == (0, 19)


def test_groups_of_rows_are_large(tmp_path: Path) -> None:
    """A reader loads a group at once: thousands of small ones would be slow, one huge group would not fit."""
    source, target = tmp_path / "reports.parquet", tmp_path / "answers.parquet"
    pq.write_table(arrow.table({"text": [""] * 45_000}), source)
    assert main([str(source), "-o", str(target)]) == 0
    groups = pq.ParquetFile(target).metadata

    assert [groups.row_group(n).num_rows for n in range(groups.num_row_groups)] == [20_000, 20_000, 5_000]
