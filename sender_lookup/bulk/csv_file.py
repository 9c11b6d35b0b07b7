"""CSV files as offices write them: UTF-8 with a mark or without, cp1252, both in one file; `;`, `,` or tab.

No encoding is guessed: whatever is no UTF-8 is read as cp1252, byte by byte. A letter of a French or Spanish text in
cp1252 is never UTF-8 by chance, and files that programs put together from several have both.

>>> b"re\\xe7u \\xc3\\xa0 8h".decode("utf-8", CP1252)
'reçu à 8h'
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Iterator, Sequence
from io import BufferedReader, StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import cast

from .answers import Cells
from .columns import ADDED
from .errors import TableError
from .table import CHUNK, Chunk, Kept, as_text

SEPARATORS = ";,\t|"
GLANCE = 65_536  # bytes in which the separator is looked for
GLANCED_ROWS = 50
CP1252 = "as_cp1252"
# What is no CSV file, by its first bytes, and what to do about it.
OTHERS = {
    b"PK\x03\x04": ("is a workbook or an archive (xlsx, ods, zip)", "save it as CSV UTF-8"),
    b"\xd0\xcf\x11\xe0": ("is an Excel workbook (xls)", "save it as CSV UTF-8"),
    b"PAR1": ("is a Parquet file", "let its name end in .parquet"),
    b"\x1f\x8b": ("is compressed (gzip)", "unpack it first"),
    b"%PDF": ("is a PDF", "ask for the table itself, as CSV"),
}
WIDE = ("utf-16", "utf-32")
MARKS = {  # the mark of UTF-32 begins as that of UTF-16 does
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
MARK = "\ufeff"
LONGEST = 10_000_000  # characters of a cell; a quote that is never closed is told before it fills the memory
csv.field_size_limit(LONGEST)

HINT = re.compile(r'"?sep=(.)"?\r?\n?')  # a first line that tells a spreadsheet the separator


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(CP1252, _as_cp1252)


def is_separator(text: str) -> bool:
    """Whether a text can stand between the cells of a CSV file.

    >>> is_separator(";"), is_separator('"'), is_separator("::")
    (True, False, False)
    """
    return len(text) == 1 and text not in '"\r\n'


class CsvSource:
    """A CSV file that is read. Raises TableError where it is none, or empty."""

    schema = None

    def __init__(self, path: Path, encoding: str | None = None, separator: str | None = None) -> None:
        self.path = path
        self._size = path.stat().st_size
        self._file = _opened(path, encoding)
        self._bytes = cast("BufferedReader", self._file.buffer)
        try:
            self.separator = separator or _separator(self._file, path)
            self._rows = csv.reader(self._lines(), delimiter=self.separator, strict=True)
            names = self._next_row() or []
            if names and HINT.fullmatch(self.separator.join(names)):
                names = self._next_row() or []
        except BaseException:
            self.close()
            raise
        self.names = [name.strip() for name in names]
        if not any(self.names):
            self.close()
            raise TableError(path, "the first row names no columns", "give a table whose first row names them")

    def _lines(self) -> Iterator[str]:
        try:
            for number, line in enumerate(self._file, 1):
                if "\0" in line:
                    what = "holds zero bytes: the file is damaged, or is no text"
                    raise TableError(f"{self.path}, line {number}", what, "save it anew as CSV UTF-8")
                yield line.removeprefix(MARK) if number == 1 else line
        except UnicodeError as error:
            raise _not_in(self._file, self.path, error) from None

    def _next_row(self) -> list[str] | None:
        """The next row that is not blank; None at the end."""
        begun = self._rows.line_num + 1
        try:
            for row in self._rows:
                if row:
                    return row
                begun = self._rows.line_num + 1
        except csv.Error as error:
            what, fix = _told(str(error), self._rows.line_num)
            raise TableError(f"{self.path}, line {begun}", what, fix) from None
        return None

    def chunks(self) -> Iterator[Chunk]:
        """The rows; each as wide as the heading, and with an error where it was not."""
        while rows := list(islice(iter(self._next_row, None), CHUNK)):
            fitted = [self._fitted(row) for row in rows]
            yield Chunk([row for row, _ in fitted], [error for _, error in fitted])

    def _fitted(self, row: list[str]) -> tuple[list[str], str | None]:
        width = len(self.names)
        if len(row) < width:
            return row + [""] * (width - len(row)), "too_few_cells"
        if any(row[width:]):  # a table of one column has no separator, whatever stands in its texts
            joined = self.separator.join(row[width - 1 :])
            return [*row[: width - 1], joined], "too_many_cells" if width > 1 else None
        return row[:width], None

    def check_texts(self, places: Sequence[int]) -> None:
        """All cells are texts."""

    def share(self) -> float:
        """How much of the file has been read."""
        return self._bytes.tell() / self._size

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _told(error: str, line: int) -> tuple[str, str]:
    """What the reader of `csv` found, and what to do about it."""
    fix = "close the quote, or double it where it belongs to the text"
    if "field larger than" in error:
        return f"a cell has more than {LONGEST:,} characters, perhaps for a quote that is never closed", fix
    if "unexpected end" in error:
        return "a quote is never closed", fix
    if "expected after" in error:
        return f"a quote that opens in this row closes in the midst of a text, in line {line}", fix
    return error, fix


def _opened(path: Path, encoding: str | None) -> TextIOWrapper:
    with path.open("rb") as file:
        glance = file.read(GLANCE)
    if not glance.strip():
        raise TableError(path, "is empty", "give a table whose first row names the columns")
    for begun, (what, fix) in OTHERS.items():
        if glance.startswith(begun):
            raise TableError(path, what, fix)
    marked = next((name for mark, name in MARKS.items() if glance.startswith(mark)), None)
    if not encoding and marked not in WIDE and b"\0" in glance:
        what = "holds zero bytes: it is no text, or in UTF-16 without its mark"
        raise TableError(path, what, "save it as CSV UTF-8, or name its encoding with --encoding")
    errors = "strict" if encoding or marked in WIDE else CP1252
    known = "utf-8-sig" if encoding == "utf-8" else encoding  # with its mark or without
    return path.open(encoding=known or marked or "utf-8", errors=errors, newline="")


def _not_in(file: TextIOWrapper, path: Path, error: UnicodeError) -> TableError:
    fix = "name another with --encoding, or save the file as CSV UTF-8"
    return TableError(path, f"is not written in {file.encoding} ({error})", fix)


def _separator(file: TextIOWrapper, path: Path) -> str:
    """The separator under which most of the first rows are as wide as the heading, and the heading widest."""
    try:
        lines = list(StringIO(file.read(GLANCE).removeprefix(MARK), newline=""))
    except UnicodeError as error:
        raise _not_in(file, path, error) from None
    file.seek(0)

    def fits(separator: str) -> tuple[int, int]:
        try:
            heading, *rows = islice(csv.reader(lines, delimiter=separator), GLANCED_ROWS)
        except (csv.Error, ValueError):
            return 0, 0
        return sum(len(row) == len(heading) for row in rows) if len(heading) > 1 else 0, len(heading)

    if hint := HINT.fullmatch(lines[0] if lines else ""):
        if not is_separator(hint[1]):
            raise TableError(path, f"the first line names {hint[1]!r} as its separator", "name it with --separator")
        return hint[1]
    found = max(SEPARATORS, key=fits)
    return found if fits(found)[1] > 1 else ","


class CsvTarget:
    """A CSV file that is written: UTF-8 with its mark, which spreadsheets want, lines ended as RFC 4180 says."""

    def __init__(self, path: Path, names: Sequence[str], separator: str) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, delimiter=separator)
        self._writer.writerow([*names, *ADDED])

    def write(self, chunk: Chunk, cells: Sequence[Cells]) -> None:
        """Add rows, each with its cells."""
        self._writer.writerows([*map(as_text, r), *map(as_text, c)] for r, c in zip(chunk.rows, cells, strict=True))

    def settle(self) -> bool:
        """Make what was written safe."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return True

    def close(self) -> None:
        """Write what is left and end the file."""
        try:
            self.settle()
        finally:
            self._file.close()


def kept_rows(path: Path, separator: str, names: Sequence[str]) -> Iterator[Kept]:
    """The whole rows of a file that `CsvTarget` was writing when it was stopped, however that was.

    Raises TableError where it is a file of another table.
    """
    width = len(names) + len(ADDED)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        ended = False

        def lines() -> Iterator[str]:
            nonlocal ended
            for line in file:
                if line.endswith(("\n", "\r")):  # the last line of a file that was cut off may lack its end
                    yield line
            ended = True

        rows = csv.reader(lines(), delimiter=separator)
        if next(rows, None) != [*names, *ADDED]:
            raise TableError(path, "was made from another table", "remove it and start anew, without --resume")
        for row in rows:
            if ended or len(row) != width:
                return
            yield row[: len(names)], tuple(cell or None for cell in row[len(names) :])
