"""Who holds the range that a number is in: the regulator's table of number blocks, where one was compiled.

`build.py --numbering` makes the table (site/stopsms/numbering/compile.py) and the country file names it
(`numbering = ...`); it is not committed. Without it nothing is known and everything else works. What the table says is
a note: a number that nobody holds is a new block or a forged number, and the holder of a range is neither always the
operator used (numbers are ported) nor the author of the message.

The file: one line of JSON (`version`, `date`, `holders`, `sections` as [digits of the number, digits looked at,
count]), then for each section the distances between the places where the holder changes (uint32) and the holders from
there on (uint16, index into `holders`; 0 is nobody), little-endian. Distances, not places: they compress to half.

>>> from .loader import load_country
>>> holding("0612345678", load_country("XX"))
(None, None)
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ..errors import RuleError
from ..resources import read_bytes
from .schema import Country

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 1
ALLOCATED, UNALLOCATED = "allocated", "unallocated"
# ("allocated", holder), ("unallocated", None), or UNKNOWN where no table has numbers of that length.
Holding = tuple[str | None, str | None]
UNKNOWN: Holding = (None, None)


@dataclass(frozen=True, slots=True)
class Section:
    """The numbers of one length: from `places[n]` on (their first `digits` digits), holder number `holders[n]`."""

    digits: int
    places: Sequence[int]
    holders: Sequence[int]


@dataclass(frozen=True, slots=True)
class NumberingTable:
    """A compiled table; `sections` by the number of digits of a whole number."""

    day: date
    names: tuple[str, ...]
    sections: dict[int, Section]

    def holding(self, national: str) -> Holding:
        """What the table says of the digits as dialled at home."""
        section = self.sections.get(len(national))
        if section is None:
            return UNKNOWN
        place = bisect_right(section.places, int(national[: section.digits])) - 1
        holder = section.holders[place]
        return (ALLOCATED, self.names[holder]) if holder else (UNALLOCATED, None)


def holding(national: str, country: Country) -> Holding:
    """What the country's table says of the digits as dialled at home; nothing is known where there is no table."""
    table = table_of(country)
    return table.holding(national) if table else UNKNOWN


def table_of(country: Country) -> NumberingTable | None:
    """The table that the country file names, or None where it names none or none was compiled.

    Raises RuleError where the file is not of this version.
    """
    return load_numbering(country.numbering, country.folder) if country.numbering else None


@cache
def load_numbering(name: str, folder: Path | None) -> NumberingTable | None:
    """The table in `data/NAME`, or None where it does not exist. Raises RuleError."""
    content = read_bytes(f"data/{name}", folder)
    if content is None:
        return None
    try:
        return read_numbering(content)
    except (ValueError, KeyError, TypeError) as error:
        problem = f"is no numbering table ({error})"
        raise RuleError(name, "", problem, "delete it, or make it anew with build.py --numbering FILE") from None


def read_numbering(content: bytes) -> NumberingTable:
    """The table from its bytes. Raises ValueError, KeyError or TypeError where they are something else."""
    line, _, body = content.partition(b"\n")
    header = json.loads(line)
    if header["version"] != VERSION:
        raise ValueError(f"version {header['version']}, not {VERSION}")
    sections, at = {}, 0
    for length, digits, count in header["sections"]:
        distances, at = _numbers("I", body, at, count)
        holders, at = _numbers("H", body, at, count)
        sections[length] = Section(digits, array("I", accumulate(distances)), holders)
    return NumberingTable(date.fromisoformat(header["date"]), tuple(header["holders"]), sections)


def _numbers(typecode: str, body: bytes, at: int, count: int) -> tuple[array[int], int]:
    numbers: array[int] = array(typecode)
    end = at + count * numbers.itemsize
    numbers.frombytes(body[at:end])
    if len(numbers) != count:
        raise ValueError("cut off")
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers, end
