"""Folding of characters: over every character of Unicode, since hostile messages use them all."""

from __future__ import annotations

import sys

import pytest

from sender_lookup.characters import MANY, fold, has_invisible

# More kinds of characters than `MANY`: the other way through `fold`.
OTHERS = "".join(map(chr, range(0x100, 0x100 + MANY + 1)))


@pytest.fixture(scope="module")
def folded() -> list[str]:
    """Each character of Unicode, folded alone."""
    return [fold(chr(code)) for code in range(sys.maxunicode + 1)]


def test_folding_keeps_the_length_and_changes_nothing_twice(folded: list[str]) -> None:
    assert {len(char) for char in folded} == {1}
    assert [char for char in set(folded) if fold(char) != char] == []


def test_one_character_folds_alike_among_few_and_among_many(folded: list[str]) -> None:
    for start in range(0, len(folded), 5 * MANY):
        few = folded[start : start + 5 * MANY]
        many = fold(OTHERS + "".join(map(chr, range(start, start + len(few)))))
        assert many == fold(OTHERS) + "".join(few), f"from U+{start:04X}"


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Désabo À L'ŒUVRE", "desabo a l'ouvre"), ("Łódź\tÆther", "lodz ather"), ("РАУРАL", "paypal"), ("ǾRE", "ore")],
)
def test_a_capital_folds_like_its_small_letter(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u00ad", "\ufe0f", "\x07"])
def test_what_nobody_sees_is_noticed_among_accents(hidden: str) -> None:
    assert has_invisible(f"é{hidden}é") and has_invisible(f"é\n{hidden}\u00a0é")
    assert not has_invisible("é\n\u00a0é")
