"""The second reader: what a message is by the words and pieces of words that stand in it, whatever they mean.

It knows no signs and no rules; it was shown thousands of labelled messages (`corpus/learned` above all), and each word,
pair of neighbours and run of three letters speaks for or against each purpose. `tools/train_ngrams.py` wrote those
weights into `data/ngrams.bin`. It makes other mistakes than the signs do: what both say, one may rely on.

>>> from ..text.tokens import prepare
>>> sorted(features(prepare("Ton code : 4821 → a.example/x")))[:4]
[' 00', ' 0000 ', ' co', ' code ']
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import sqrt
from struct import Struct

from ..errors import RuleError
from ..resources import read_bytes
from ..text.tokens import Text

NAME = "ngrams.bin"
VERSION = 1
COLUMNS = 7  # of a row: one for each purpose, and its share in the length of the whole
WIDE = 4  # bytes of a column where rows are added
ROW, SUMS = Struct(f"{COLUMNS * WIDE}s"), Struct(f"<{COLUMNS}I")
MIDDLE = 128  # what stands for a weight of zero, since a byte has no sign
LINK = "~"  # stands for a web address: which one it is, is for `links` to judge
TOKEN = re.compile(rf"[^\W_]+|[{LINK}%€$£!?]")
DIGIT = re.compile("[1-9]")  # that there is a number of so many digits, not which
LONG_NUMBER = re.compile("0{5,}")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Table:
    """`rows` has a whole number for each n-gram, four bytes of it a column, so that one `sum` adds all columns.

    A weight is `(column - MIDDLE) * scale`, a length `column * length`.
    """

    start: tuple[float, ...]
    rows: dict[str, int]
    scale: float
    length: float


@cache
def load_table() -> Table:
    """`data/ngrams.bin`. Raises RuleError where it is missing or of another version."""
    header, _, body = (read_bytes(f"data/{NAME}") or b"{}\n").partition(b"\n")
    about = json.loads(header)
    if about.get("version") != VERSION:
        raise RuleError(NAME, "", f"is missing or not of version {VERSION}", "make it with tools/train_ngrams.py")
    names, columns = body[: about["names"]].decode("utf-8").split("\n"), body[about["names"] :]
    wide = bytearray(len(columns) * WIDE)
    wide[::WIDE] = columns
    rows = [int.from_bytes(row, "little") for (row,) in ROW.iter_unpack(wide)]
    return Table(tuple(about["start"]), dict(zip(names, rows, strict=True)), about["scale"], about["length"])


def features(text: Text) -> set[str]:
    """The n-grams of a message: each word with a blank on both sides (a single character bare), pairs of neighbours,
    and every three characters in a row."""
    folded = text.folded
    if text.links:
        pieces, at = [], 0
        for start, end in text.links:
            pieces += [folded[at:start], LINK]
            at = end
        folded = " ".join((*pieces, folded[at:]))
    words = TOKEN.findall(LONG_NUMBER.sub("00000", DIGIT.sub("0", folded)))
    plain = f" {' '.join(words)} "
    found = set(map("".join, zip(plain, plain[1:], plain[2:], strict=False)))
    found.update([f" {word} " if len(word) > 1 else word for word in words])
    found.update(map(" ".join, pairwise(words)))
    return found


def sums_of(text: Text) -> tuple[float, ...] | None:
    """How much the n-grams speak for each scored purpose: log-odds, in the order of `purpose.SCORED`; None where it
    knows none of them."""
    table = load_table()
    known = features(text) & table.rows.keys()
    if not known:
        return None
    whole = sum(map(table.rows.__getitem__, known))
    *weights, length = SUMS.unpack(whole.to_bytes(SUMS.size, "little"))
    unit = table.scale / sqrt(length * table.length)
    middle = MIDDLE * len(known)
    return tuple([start + (weight - middle) * unit for start, weight in zip(table.start, weights, strict=True)])
