"""Broken tables and unusable arguments: one line that says what, where and how to mend it, exit code 2."""

from __future__ import annotations

import errno
import os
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from sender_lookup.bulk import command
from sender_lookup.bulk.command import main
from tests.bulk.tables import ROOT, csv_text, many, read, without_columns

GOOD = csv_text().encode()


def archive() -> bytes:
    """The beginning of any xlsx or ods."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("a", "b")
    return held.getvalue()


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "reports.csv: is empty: give a table whose first row names the columns"),
    "blank": (b"\r\n \r\n", "reports.csv: is empty: give a table whose first row names the columns"),
    "mark alone": (b"\xef\xbb\xbf", "reports.csv: the first row names no columns: give a table whose"),
    "no names": (b";;\r\n1;2;3\r\n", "reports.csv: the first row names no columns: give a table whose"),
    "workbook": (archive(), "reports.csv: is a workbook or an archive (xlsx, ods, zip): save it as CSV UTF-8"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1", "reports.csv: is an Excel workbook (xls): save it as CSV UTF-8"),
    "parquet": (b"PAR1....PAR1", "reports.csv: is a Parquet file: let its name end in .parquet"),
    "gzip": (b"\x1f\x8b\x08\x00", "reports.csv: is compressed (gzip): unpack it first"),
    "pdf": (b"%PDF-1.7", "reports.csv: is a PDF: ask for the table itself, as CSV"),
    "zero bytes": (GOOD + b"\0", "reports.csv: holds zero bytes: it is no text, or in UTF-16 without its mark: save"),
    "half UTF-16": ("sender;text\r\n1;2".encode("utf-16")[:-1], "reports.csv: is not written in utf-16 ("),
    "open quote": (
        GOOD + b'6;38063;"Soldes\r\n7;x;y;z\r\n',
        "reports.csv, line 8: a quote is never closed: close the quote, or double it where it belongs to the text",
    ),
    "open quote, then much": (
        GOOD + b'6;"' + b"x;y\r\n" * 50_000,
        "reports.csv, line 8: a quote is never closed: close",
    ),
    "a quote that swallows rows": (
        GOOD + b'6;38063;"Soldes;\r\n7;"BNP";y;z\r\n8;x;y;z\r\n',
        "reports.csv, line 8: a quote that opens in this row closes in the midst of a text, in line 9: close the quote",
    ),
    "a cell without end": (
        GOOD + b'6;38063;"' + b"x" * 10_000_001 + b'";z\r\n',
        "reports.csv, line 8: a cell has more than 10,000,000 characters, perhaps for a quote that is never closed",
    ),
    "zero bytes far down": (
        GOOD + b"6;;" + b"x" * 70_000 + b";y\r\n7;a\0b;x;y\r\n",
        "reports.csv, line 9: holds zero bytes: the file is damaged, or is no text: save it anew as CSV UTF-8",
    ),
    "sep is a quote": (b'sep="\r\ntext\r\na\r\n', "reports.csv: the first line names '\"' as its separator: name it"),
    "sep is nothing": (b"sep=\r\ntext\r\na\r\n", "reports.csv: the first line names '\\r' as its separator: name it"),
    "column taken": (b"text;verdict\r\na;b\r\n", "reports.csv: has a column 'verdict' already: rename it, for one of"),
    "no column": (
        b"a;b\r\n1;2\r\n",
        "reports.csv: no column is known to hold senders or messages, among 'a', 'b': name them with --sender COLUMN",
    ),
    "two columns": (
        b"texte;message\r\n1;2\r\n",
        "reports.csv: 'texte', 'message' may each be the text: name one with --text COLUMN",
    ),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_csv_file(tmp_path: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "reports.csv").write_bytes(content)

    assert_refused(tmp_path, capsys, said, "reports.csv", "-o", "answers.csv")


def assert_refused(folder: Path, capsys: pytest.CaptureFixture[str], said: str, *arguments: str) -> None:
    """One line, exit code 2, and no file that was not there before."""
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    code = main([str(folder / a) if "." in a and "/" not in a else a for a in arguments])
    out, written = capsys.readouterr()
    err = without_columns(written)

    assert (code, out) == (2, "")
    begun = said if said.startswith("sender-lookup table: ") else f"sender-lookup: {said}"
    assert err.replace(f"{folder}/", "").startswith(begun) and err.count("\n") == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


ARGUMENTS: dict[str, tuple[list[str], str]] = {
    "nothing": ([], "sender-lookup table: the following arguments are required: table, -o/--output: see sender-lookup"),
    "no file": (["none.csv", "-o", "a.csv"], "none.csv: does not exist: give a .csv or .parquet file that exists"),
    "folder": (["reports.csv", "-o", "/"], "/: is a folder: name a file"),
    "no folder": (["reports.csv", "-o", "/none/a.csv"], "/none: is no folder: make it, or write to another"),
    "device": (["/dev/null", "-o", "a.csv"], "/dev/null: is no regular file"),
    "workbook": (["reports.csv", "-o", "a.xlsx"], "a.xlsx: is no name of a table: let it end in .csv or .parquet"),
    "itself": (["reports.csv", "-o", "reports.csv"], "reports.csv: is the table that is read: give the output another"),
    "column": (
        ["reports.csv", "-o", "a.csv", "--text", "Tekst"],
        "reports.csv: has no column 'Tekst': name one of 'Dossier', 'Expéditeur', 'Texte', 'Reçu' with --text",
    ),
    "two senders": (
        ["reports.csv", "-o", "a.csv", "--sender", "Texte", "--sender", "Dossier"],
        "--sender: is given twice: name the one column that holds it",
    ),
    "two texts": (["reports.csv", "-o", "a.csv", "--text", "a", "--text", "b"], "--text: is given twice: name the"),
    "three moments": (["reports.csv", "-o", "a.csv", *["--received", "a"] * 3], "--received: is given more than twice"),
    "workers": (
        ["reports.csv", "-o", "a.csv", "--workers", "0"],
        "sender-lookup table: argument --workers: '0' is no nu",
    ),
    "encoding": (["reports.csv", "-o", "a.csv", "--encoding", "latine"], "sender-lookup table: argument --encod"),
    "no text encoding": (["reports.csv", "-o", "a.csv", "--encoding", "rot13"], "sender-lookup table: argument --enc"),
    "letters that are none": (
        ["surrogates.csv", "-o", "a.csv", "--encoding", "unicode_escape"],
        "surrogates.csv: holds what no text holds (surrogates not allowed): name its encoding with --encoding, or save",
    ),
    "wrong encoding": (["reports.csv", "-o", "a.csv", "--encoding", "ascii"], "reports.csv: is not written in ascii ("),
    "separator": (
        ["reports.csv", "-o", "a.csv", "--separator", "::"],
        "sender-lookup table: argument --separator: '::'",
    ),
    "country": (
        ["reports.csv", "-o", "a.csv", "--country", "France"],
        "sender-lookup table: argument --country: 'Franc",
    ),
    "day": (
        ["reports.csv", "-o", "a.csv", "--as-of", "today"],
        "sender-lookup table: argument --as-of: 'today' is not",
    ),
}


@pytest.mark.parametrize(("arguments", "said"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_unusable_arguments(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reports.csv").write_bytes(GOOD)
    (tmp_path / "surrogates.csv").write_bytes(b"text\r\n\\ud800\r\n")

    assert_refused(tmp_path, capsys, said, *arguments)


@pytest.mark.parametrize("what", ["partial", "kept"])
def test_a_table_that_would_be_its_own_partial_file(
    tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / f"a.{what}.csv").write_bytes(GOOD)
    said = f"a.{what}.csv: is where rows of a.csv are kept meanwhile: give the output another name"

    assert_refused(tmp_path, capsys, said, f"a.{what}.csv", "-o", "a.csv")
    assert_refused(tmp_path, capsys, said, f"a.{what}.csv", "-o", "a.csv", "--resume")


def test_two_columns_of_the_name_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "reports.csv").write_bytes(b"a;a\r\n1;2\r\n")

    assert_refused(tmp_path, capsys, "reports.csv: has 2 columns 'a'", "reports.csv", "-o", "b.csv", "--text", "a")


def test_a_full_disk(tmp_path: Path) -> None:
    """A limit on the size of files stands for it."""
    source, target = many(tmp_path / "reports.csv", 400), tmp_path / "answers.csv"
    program = shlex.join([sys.executable, "-m", "sender_lookup.bulk", str(source), "-o", str(target)])
    limited = ["sh", "-c", f"ulimit -f 40; exec {program}"]
    # Coverage writes files of its own, and could not.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(limited, capture_output=True, text=True, cwd=ROOT, timeout=60, env=environment)

    assert (done.returncode, without_columns(done.stderr).count("\n")) == (2, 1)
    assert done.stderr.endswith(": mend that, then go on with --resume\n")
    assert not target.exists()
    assert main([str(source), "-o", str(target), "--resume"]) == 0
    assert [row["id"] for row in read(target)] == [str(n) for n in range(400)]


def test_a_table_broken_far_down_keeps_what_was_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "reports.csv", tmp_path / "answers.csv"
    rows = "".join(f"36180;Soldes {n}\r\n" for n in range(250))
    source.write_text(f'sender;text\r\n{rows}36180;"Soldes\r\n', "utf-8")

    assert main([str(source), "-o", str(target)]) == 2
    err = without_columns(capsys.readouterr().err)
    assert "reports.csv, line 252: a quote is never closed" in err and err.count("\n") == 1
    assert "200 rows are kept in" in err and err.endswith("go on with --resume\n")
    assert not target.exists()

    source.write_text(f'sender;text\r\n{rows}36180;"Soldes"\r\n', "utf-8")
    assert main([str(source), "-o", str(target), "--resume"]) == 0
    assert [line.split(";")[1] for line in target.read_text("utf-8").splitlines()[1:]] == [
        *(f"Soldes {n}" for n in range(250)), "Soldes",
    ]  # fmt: skip


# --- Parquet --------------------------------------------------------------------------------------------------------


def parquet(path: Path) -> bytes:
    """A file of a thousand rows."""
    arrow = pytest.importorskip("pyarrow", reason="reads Parquet: pip install --group bulk-tests")
    import pyarrow.parquet as pq

    texts = [f"Soldes {n} chez Modalia, STOP au 36180" for n in range(1000)]
    pq.write_table(arrow.table({"sender": ["36180"] * 1000, "text": texts}), path, compression="snappy")
    return path.read_bytes()


def spoiled(content: bytes) -> bytes:
    """With a page that does not unpack."""
    middle = len(content) // 2
    return content[: middle - 200] + b"\xff" * 400 + content[middle + 200 :]


SPOILT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda content: b"", "reports.parquet: is empty: make the file anew, or give it as CSV"),
    "cut off": (lambda content: content[:-100], "reports.parquet: is no Parquet file, or was cut off ("),
    "text": (lambda content: GOOD, "reports.parquet: is no Parquet file, or was cut off ("),
    "head alone": (lambda content: content[:4], "reports.parquet: is no Parquet file, or was cut off ("),
    "page": (spoiled, "reports.parquet, after row "),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILT.values(), ids=SPOILT)
def test_a_broken_parquet_file(
    tmp_path: Path, spoil: Callable[[bytes], bytes], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = parquet(tmp_path / "good.parquet")
    (tmp_path / "reports.parquet").write_bytes(spoil(content))

    assert_refused(tmp_path, capsys, said, "reports.parquet", "-o", "answers.parquet")


def test_parquet_columns_that_are_no_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arrow = pytest.importorskip("pyarrow", reason="reads Parquet: pip install --group bulk-tests")
    import pyarrow.parquet as pq

    pq.write_table(arrow.table({"text": [["a", "b"]]}), tmp_path / "reports.parquet")
    said = "reports.parquet: column 'text' holds list<"

    assert_refused(tmp_path, capsys, said, "reports.parquet", "-o", "answers.parquet")


def test_parquet_takes_no_name_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow", reason="writes Parquet: pip install --group bulk-tests")
    (tmp_path / "reports.csv").write_bytes(b"text;note;note\r\n1;2;3\r\n")
    said = "answers.partial.parquet: Parquet takes no two columns 'note': rename one, or write a .csv"

    assert_refused(tmp_path, capsys, said, "reports.csv", "-o", "answers.parquet")


def test_parquet_without_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (tmp_path / "reports.parquet").write_bytes(b"PAR1")
    said = "reports.parquet: Parquet needs the package pyarrow, which is not here: pip install pyarrow"

    assert_refused(tmp_path, capsys, said, "reports.parquet", "-o", "answers.csv")


@pytest.mark.parametrize(
    ("number", "fix"),
    [
        (errno.EACCES, "give a file that you may read, in a folder that you may write to"),
        (errno.ENOENT, "give a file that exists, in a folder that exists"),
        (errno.EFBIG, "mend that, then go on with --resume"),
        (errno.EIO, "free the disk, then go on with --resume"),
        (errno.ENOSPC, "free the disk, then go on with --resume"),
    ],
)
def test_what_a_disk_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, number: int, fix: str
) -> None:
    (tmp_path / "reports.csv").write_bytes(GOOD)

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number), "answers.csv")

    monkeypatch.setattr(command, "run", refuse)

    assert main([str(tmp_path / "reports.csv"), "-o", str(tmp_path / "answers.csv")]) == 2
    assert capsys.readouterr().err == f"sender-lookup: answers.csv: {os.strerror(number)}: {fix}\n"
