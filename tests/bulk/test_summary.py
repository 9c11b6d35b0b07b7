"""What a table comes to, as a table and as a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sender_lookup.bulk import summary
from sender_lookup.bulk.answers import Asked
from sender_lookup.bulk.columns import ADDED
from sender_lookup.bulk.command import main
from sender_lookup.bulk.summary import Counts, as_page, as_table
from tests.bulk.tables import AS_OF, ROOT, csv_text, without_columns


def cells(**named: str) -> tuple[str | None, ...]:
    """The cells of an answer that has these."""
    return tuple({"verdict": "stop", **named}.get(name) for name in ADDED)


def test_the_table_and_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "reports.csv", tmp_path / "answers.csv"
    source.write_bytes(csv_text().encode())
    assert main([str(source), "-o", str(target), "--as-of", AS_OF, "--summary"]) == 0
    out, page = capsys.readouterr().out, (tmp_path / "answers.summary.html").read_text("utf-8")

    lines = {tuple(line.split()) for line in out.splitlines()}
    assert out.startswith("5 rows, 1 without an answer\n")
    assert {
        ("36180", "1", "20", "%"),
        ("colis-relais.example", "1", "20", "%"),
        ("2026-11-22", "2", "40", "%"),
    } <= lines
    assert {"colis-relais.example", "2026-11-22", "36180", "5 rows, 1 without an answer."} <= texts(page)


def test_a_page_that_cannot_be_written_leaves_the_table_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "reports.csv", tmp_path / "answers.csv"
    source.write_bytes(csv_text().encode())
    (tmp_path / "answers.summary.html").mkdir()
    assert main([str(source), "-o", str(target), "--summary"]) == 2
    out, err = capsys.readouterr()

    said = f"the table is whole in {target}; the summary could not be written: "
    assert f"sender-lookup: {tmp_path / 'answers.summary.html'}: {said}" in err and "--resume" not in err
    assert out.startswith("5 rows") and target.exists()
    assert {path.name for path in tmp_path.iterdir()} == {source.name, target.name, "answers.summary.html"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_table_that_cannot_be_printed_is_whole(tmp_path: Path) -> None:
    (tmp_path / "reports.csv").write_bytes(csv_text().encode())
    command = [sys.executable, "-m", "sender_lookup.bulk", str(tmp_path / "reports.csv"), "--summary"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, "-o", str(tmp_path / "answers.csv")], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT
        )

    assert "sender-lookup: standard output: the table is whole in" in done.stderr and "--resume" not in done.stderr
    assert (tmp_path / "answers.csv").exists() and (tmp_path / "answers.summary.html").exists()


def test_nobody_reads_on(tmp_path: Path) -> None:
    (tmp_path / "reports.csv").write_bytes(csv_text().encode())
    command = [sys.executable, "-m", "sender_lookup.bulk", str(tmp_path / "reports.csv"), "--summary"]
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [*command, "-o", str(tmp_path / "answers.csv")], stdout=theirs, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    os.close(theirs)

    assert (done.returncode, without_columns(done.stderr)) == (0, "")
    assert (tmp_path / "answers.csv").exists() and (tmp_path / "answers.summary.html").exists()


class Texts(HTMLParser):
    """The texts and elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.elements: set[str] = set()
        self.addresses: list[str | None] = []

    def handle_data(self, data: str) -> None:
        self.texts.add(data.strip())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.addresses += [value for name, value in attributes if name in ("src", "href", "style")]


def parsed(page: str) -> Texts:
    parser = Texts()
    parser.feed(page)
    return parser


def texts(page: str) -> set[str]:
    return parsed(page).texts


def test_the_page_runs_and_fetches_nothing() -> None:
    counts = Counts()
    for day in (21, 22):
        counts.add(Asked("x", "http://a.example/<script>", f"2026-11-{day}"), cells(opt_out_to="<script>alert()"))
    page = as_page(counts, "<script>alert()</script>.csv")
    found = parsed(page)

    assert "script" not in found.elements and found.addresses == []
    assert {"svg", "rect", "table"} <= found.elements
    assert "<script>alert()</script>.csv" in found.texts


def test_charts_stand_to_each_other_as_the_counts() -> None:
    counts = Counts()
    for verdict, times in (("stop", 4), ("check_first", 1)):
        for _ in range(times):
            counts.add(Asked("x", None, None), cells(verdict=verdict))
    widths = re.findall(r'<rect width="([\d.]+)"', as_page(counts, "x"))

    assert [float(width) for width in widths] == [100.0, 25.0]


def test_days_are_in_their_order_whatever_their_form() -> None:
    counts = Counts()
    for day in ("22/11/2026 21:00", "2026-11-20T10:00", "21/11/2026", "yesterday or so", None, "2026-11-20T11:00"):
        counts.add(Asked("x", None, day), cells())

    assert [(line.value, line.rows) for line in counts.lines("day")] == [
        ("2026-11-20", 2), ("2026-11-21", 1), ("2026-11-22", 1),
    ]  # fmt: skip


def test_memory_is_bounded_and_the_common_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "MOST", 100)
    counts = Counts()
    for n in range(1000):
        counts.add(Asked("x", None, None), cells(opt_out_to=str(n)))
        counts.add(Asked("x", None, None), cells(opt_out_to="36180"))

    assert counts.lines("opt_out_to")[0][:2] == ("36180", 1000)
    assert counts.others("opt_out_to") <= 100


def test_a_table_without_rows() -> None:
    assert as_table(Counts()) == "0 rows"
    assert "0 rows." in texts(as_page(Counts(), "x"))
