"""The second reader: what a message is by the words and pieces of words that stand in it, whatever they mean.

It knows no signs and no rules; it was shown thousands of labelled messages (`corpus/learned` above all), and each word,
pair of neighbours and run of three letters speaks for or against each purpose. `tools/train_ngrams.py` wrote those
weights into `data/ngrams.bin`. It makes other mistakes than the signs do: what both say, one may rely on.

The row of a word holds those of its letters already, so only a word that the table lacks is cut into letters: that is
one in five, and the cutting is what costs time.

>>> from ..text.tokens import prepare
>>> text = prepare("Ton code : 4821 → a.example/x")
>>> words_of(text), marks_in(text)
(['ton', 'code', '0000'], ['~'])
>>> sorted(letters_of(["code"]))
[' co', 'cod', 'de ', 'ode']
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import sqrt
from struct import Struct

from ..errors import RuleError
from ..resources import read_bytes
from ..text.tokens import Span, Text

NAME = "ngrams.bin"
VERSION = 2
WEIGHTS = 6  # of a row, one for each purpose; its share in the length of the whole follows
WIDE = 4  # bytes of a column where rows are added
ROW, SUMS = Struct(f"{(WEIGHTS + 1) * WIDE}s"), Struct(f"<{WEIGHTS + 1}I")
MIDDLE = 128  # what stands for a weight of zero, since a byte has no sign
ZERO = 1 << 31  # the same for a sum of weights
EVERY = sum(1 << 8 * WIDE * column for column in range(WEIGHTS))  # a one in each column of weights
ZEROS = ZERO * EVERY
LINK = "~"  # stands for a web address: which one it is, is for `links` to judge
# Characters that count like words; friends write "!!".
MARKS = ("%", "€", "$", "£", "!", "?", "!!", "??")
DIGITS = str.maketrans("123456789", "0" * 9)  # that there is a number of so many digits, not which
LONG_NUMBER = re.compile("0{6,}")
SHORTEST = 4  # letters of a word that tells a person something


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Table:
    """What words, pairs of words ("votre colis") and runs of letters (" co") weigh.

    A row is one whole number, four bytes of it a column, so that one `sum` adds all columns. A weight is
    `column * scale`, a length `column * length`.
    """

    start: tuple[float, ...]
    words: dict[str, int]
    letters: dict[str, int]
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
    middle, words = MIDDLE * EVERY, about["words"]
    rows = [int.from_bytes(row, "little") - middle for (row,) in ROW.iter_unpack(wide)]
    if len(rows) != len(names):
        raise RuleError(NAME, "", f"has {len(names)} names and {len(rows)} rows", "make it with tools/train_ngrams.py")
    return Table(
        tuple(about["start"]), dict(zip(names[:words], rows, strict=False)),
        dict(zip(names[words:], rows[words:], strict=True)), about["scale"], about["length"],
    )  # fmt: skip


def words_of(text: Text) -> list[str]:
    """The words of a message, every number as zeros; web addresses are not read."""
    words = [*text.spelt]
    for at in text.figures:
        words[at] = _without_digits(words[at])
    return words


def marks_in(text: Text) -> list[str]:
    """The characters that count like words; LINK where there is a web address."""
    folded = text.folded
    found = [mark for mark in MARKS if mark in folded]
    return [*found, LINK] if text.links else found


def _without_digits(word: str) -> str:
    word = word.translate(DIGITS)
    return LONG_NUMBER.sub("00000", word) if "000000" in word else word


def pairs_of(words: Sequence[str]) -> set[str]:
    """Each word with the next one."""
    return set(map(" ".join, pairwise(words)))


def weights_of(rows: Iterable[int]) -> tuple[list[int], int]:
    """What rows of the table come to: a weight for each purpose, and their length."""
    *weights, length = SUMS.unpack((sum(rows) + ZEROS).to_bytes(SUMS.size, "little"))
    return [weight - ZERO for weight in weights], length


def letters_of(words: Collection[str]) -> set[str]:
    """Every three characters in a row of those words, with a blank on both sides of each."""
    spaced = f" {'  '.join(words)} "
    return set(map("".join, zip(spaced, spaced[1:], spaced[2:], strict=False)))


def sums_of(text: Text) -> tuple[float, ...] | None:
    """How much the n-grams speak for each scored purpose: log-odds, in the order of `purpose.SCORED`; None where it
    knows none of them."""
    table = load_table()
    words = words_of(text)
    there = {*words, *marks_in(text)}
    rows = [*map(table.words.get, there), *map(table.words.get, pairs_of(words))]
    rows += map(table.letters.get, letters_of(there.difference(table.words)))
    known = [*filter(None, rows)]
    if not known:
        return None
    weights, length = weights_of(known)
    unit = table.scale / sqrt(length * table.length)
    return tuple([start + weight * unit for start, weight in zip(table.start, weights, strict=True)])


def telling_words(text: Text, column: int, most: int = 3) -> list[Span]:
    """Where the words stand that speak most for one purpose (its place in `purpose.SCORED`) against the others: each
    once, the heaviest first; none that do not."""
    table, found = load_table(), {}
    for word, start, end in text.prose:
        if len(word) >= SHORTEST and word.isalpha() and word not in found and word in table.words:
            weights, _ = weights_of([table.words[word]])
            found[word] = (weights[column] - sum(weights) / WEIGHTS, (start, end))
    heaviest = sorted(found.values(), key=lambda gain: -gain[0])
    return [place for gain, place in heaviest[:most] if gain > 0]
