"""The second reader: its table, and the sums by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import sqrt

import pytest

from sender_lookup.errors import RuleError
from sender_lookup.message import ngrams
from sender_lookup.text.tokens import prepare

PURPOSES = 6


def _table(rows: dict[str, tuple[int, int]], words: int, version: int = ngrams.VERSION) -> bytes:
    """A table whose rows weigh (weight, length) for the first purpose only."""
    body = "\n".join(rows).encode()
    header = {
        "version": version, "names": len(body), "words": words, "scale": 0.5, "length": 2.0,
        "start": [1.0] + [0.0] * (PURPOSES - 1),
    }  # fmt: skip
    columns = b"".join(
        bytes([weight + ngrams.MIDDLE] + [ngrams.MIDDLE] * (PURPOSES - 1) + [length])
        for weight, length in rows.values()
    )
    return json.dumps(header).encode() + b"\n" + body + columns


ROWS = {"colis": (10, 4), "votre colis": (-3, 2), "€": (5, 1), " ti": (2, 3), "col": (100, 9)}
WORDS = 3


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes | None]]:
    """`data` is what is read as the table."""
    source: dict[str, bytes | None] = {"data": _table(ROWS, WORDS)}
    monkeypatch.setattr(ngrams, "read_bytes", lambda _: source["data"])
    ngrams.load_table.cache_clear()
    yield source
    ngrams.load_table.cache_clear()


@pytest.mark.parametrize(
    ("text", "weight", "length"),
    [
        ("Votre colis", 10 - 3, 4 + 2),  # "col" is not asked for: the row of "colis" holds it
        ("colis colis", 10, 4),  # once
        ("tic", 2, 3),  # a word that is not known is cut
        ("tic, colis: 3 €", 10 + 2 + 5, 4 + 3 + 1),
        ("stic", None, None),  # " ti" begins a word
        ("colis.com", None, None),  # a web address is not read
    ],
)
def test_sums_by_hand(table: object, text: str, weight: int | None, length: int | None) -> None:
    sums = ngrams.sums_of(prepare(text))
    if weight is None or length is None:
        assert sums is None
    else:
        assert sums == pytest.approx((1.0 + weight * 0.5 / sqrt(length * 2.0), *[0.0] * (PURPOSES - 1)))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (None, "is missing"),
        (_table(ROWS, WORDS, version=0), "not of version"),
        (_table(ROWS, WORDS) + b"x" * 7, "6 rows"),
    ],
)
def test_a_broken_table_says_so(table: dict[str, bytes | None], data: bytes | None, what: str) -> None:
    table["data"] = data
    with pytest.raises(RuleError, match=what):
        ngrams.load_table()


def test_words_that_tell_are_those_that_weigh_most_for_a_purpose(table: dict[str, bytes | None]) -> None:
    table["data"] = _table({"colis": (10, 4), "votre": (-3, 2), "suivi": (20, 1), "ici": (90, 1), "4821": (80, 1)}, 5)
    text = prepare("Votre colis, suivi ici, suivi 4821")

    assert [text.folded[start:end] for start, end in ngrams.telling_words(text, 0)] == ["suivi", "colis"]
    assert [text.folded[start:end] for start, end in ngrams.telling_words(text, 1)] == ["votre"]
    assert len(ngrams.telling_words(text, 0, most=1)) == 1


def test_which_number_it_is_does_not_count() -> None:
    assert ngrams.words_of(prepare("Code 482913 et 4829137777")) == ["code", "00000", "et", "00000"]


def test_the_shipped_table_knows_no_number_or_address() -> None:
    table = ngrams.load_table()
    assert len(table.words) > len(table.letters) > 1000
    assert not [name for name in (*table.words, *table.letters) if set(name) & set("123456789./@")]
