"""The regulator's table of number blocks, compiled into the small sorted one that the package reads (`number_blocks`).

Sources: Arcep's MAJNUM.csv (blocks: first and last number, holder's code, date) and identifiants_CE.csv (code -> name),
open data under the Licence Ouverte 2.0; addresses in `sender_lookup/data/index.toml`. The same files give the same
bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

from sender_lookup.country.number_blocks import VERSION

from ..errors import BuildError, Problem

MOST = 10  # problems shown of one file: a wrong file has one in every line
DIGITS = 9  # digits looked at: what fits into 32 bits
WRONG_FILE = "pass Arcep's file with its own columns, separated by semicolons"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the table: both ends as written, who holds it (a code), since when, and where it stands."""

    first: str
    last: str
    holder: str
    since: date | None
    line: int


def compile_table(numbering: Path, operators: Path | None = None) -> bytes:
    """The bytes of the table. Raises BuildError for files that are not what they should be."""
    blocks = read_blocks(numbering)
    names = read_names(operators) if operators else {}
    return pack(blocks, names, day_of(numbering, blocks))


def day_of(path: Path, blocks: Iterable[Block]) -> date:
    """The date in the file's name (majnum-2026-04-17.csv), else that of the newest block."""
    if found := re.search(r"\d{4}-\d\d-\d\d", path.name):
        try:
            return date.fromisoformat(found[0])
        except ValueError:
            pass
    days = [b.since for b in blocks if b.since]
    if not days:
        raise BuildError(Problem(str(path), 1, "says no date", "name the file as majnum-2026-04-17.csv"))
    return max(days)


# --- reading ---------------------------------------------------------------------------------------------------------


def read_names(path: Path) -> dict[str, str]:
    """Code of an operator -> its name. Raises BuildError."""
    rows = list(_rows(path, {"code": "CODE_OPERATEUR", "name": "IDENTITE_OPERATEUR"}))
    return {row["code"]: " ".join(row["name"].split()) for _, row in rows if row["code"] and row["name"]}


def read_blocks(path: Path) -> list[Block]:
    """The blocks by length and first number. Raises BuildError with up to ten lines."""
    columns = {"first": "Tranche_Debut", "last": "Tranche_Fin", "holder": "Mn", "since": "Date_Attribution"}
    blocks, problems = [], []
    for line, row in _rows(path, columns):
        block = Block(row["first"], row["last"], row["holder"], _day(row["since"]), line)
        if wrong := _what_is_wrong(block):
            problems.append(Problem(str(path), line, wrong, "fix the line or fetch the file again"))
        blocks.append(block)
    if not blocks:
        problems.append(Problem(str(path), 1, "holds no block", WRONG_FILE))
    blocks.sort(key=lambda b: (len(b.first), b.first))
    if not problems:
        problems += _overlaps(path, blocks)
    if problems:
        raise BuildError(*problems[:MOST])
    return blocks


def _what_is_wrong(block: Block) -> str:
    first, last = block.first, block.last
    if not (first.isdecimal() and last.isdecimal() and first.isascii() and last.isascii()):
        return f"{first!r} to {last!r} are not numbers"
    if len(first) != len(last) or first > last:
        return f"{first} to {last} is not a range"
    if len(first) - _round(block) > DIGITS:
        return f"{first} to {last} is not a round block"
    return "" if block.holder else f"{first} to {last} has no holder"


def _overlaps(path: Path, blocks: Iterable[Block]) -> Iterator[Problem]:
    for a, b in pairwise(blocks):
        if len(a.first) == len(b.first) and b.first <= a.last:
            what = f"{b.first} to {b.last} overlaps {a.first} to {a.last} of line {a.line}"
            yield Problem(str(path), b.line, what, "keep one of the two")


def _rows(path: Path, columns: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, our name -> value); a column is known by how its name begins, since accents may be spoilt."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), delimiter=";")
    header = [name.strip() for name in next(reader, [])]
    places = {ours: at for ours, theirs in columns.items() for at, name in enumerate(header) if name.startswith(theirs)}
    if missing := [theirs for ours, theirs in columns.items() if ours not in places]:
        raise BuildError(Problem(str(path), 1, f"has no column {', '.join(missing)}", WRONG_FILE))
    for row in reader:
        if any(cell.strip() for cell in row):
            if len(row) <= max(places.values()):
                raise BuildError(Problem(str(path), reader.line_num, "is cut off", "fetch the file again"))
            yield reader.line_num, {ours: row[i].strip() for ours, i in places.items()}


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BuildError(Problem(str(path), 1, f"cannot be read ({error.strerror})", "fix the path")) from None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BuildError(Problem(str(path), 1, "is neither UTF-8 nor cp1252", WRONG_FILE))


def _day(text: str) -> date | None:
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


# --- writing ---------------------------------------------------------------------------------------------------------


def pack(blocks: Iterable[Block], names: Mapping[str, str], day: date) -> bytes:
    """The compiled table of blocks that are sorted and do not overlap. A code without a name stays as it is."""
    named = [(b, names.get(b.holder, b.holder)) for b in blocks]
    holders = ["", *sorted({name for _, name in named})]
    numbers = {name: n for n, name in enumerate(holders)}
    sections, body = [], b""
    for length, group in groupby(named, key=lambda pair: len(pair[0].first)):
        found = list(group)
        digits = length - min(_round(b) for b, _ in found)
        changes = list(_changes((int(b.first[:digits]), int(b.last[:digits]), numbers[name]) for b, name in found))
        sections.append([length, digits, len(changes)])
        places = [0, *(place for place, _ in changes)]
        body += _bytes("I", (b - a for a, b in pairwise(places))) + _bytes("H", (holder for _, holder in changes))
    header = {"version": VERSION, "date": day.isoformat(), "sections": sections, "holders": holders}
    return json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + body


def _round(block: Block) -> int:
    """How many of the last digits run from all 0 to all 9: 4 for 0612340000 to 0612349999."""
    zeros = len(block.first) - len(block.first.rstrip("0"))
    nines = len(block.last) - len(block.last.rstrip("9"))
    return min(zeros, nines, len(block.first) - 1)


def _changes(ranges: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """(place, holder from there on) from sorted (first, last, holder); 0 is nobody; neighbours of one holder are one.

    >>> list(_changes([(3, 4, 7), (5, 5, 7), (8, 9, 2)]))
    [(0, 0), (3, 7), (6, 0), (8, 2), (10, 0)]
    """
    end, before = 0, -1
    for first, last, holder in ranges:
        if first > end or before < 0:
            yield end, 0
            before = 0
        if holder != before:
            yield first, holder
        end, before = last + 1, holder
    yield end, 0


def _bytes(typecode: str, numbers: Iterable[int]) -> bytes:
    packed = array(typecode, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
