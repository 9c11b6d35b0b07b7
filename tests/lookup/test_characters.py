"""Folding of characters: over every character of Unicode, since hostile messages use them all."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from sender_lookup.text.normalize import fold, has_invisible

# What Unicode says something of. Code points without a character, and private ones, have no other form by definition:
# one of each stands for the other million.
CHARACTERS = "".join(
    char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char) not in ("Cn", "Co")
) + "\u0378\ue000"  # fmt: skip


@pytest.fixture(scope="module")
def folded() -> str:
    """All of them, folded as one text."""
    return fold(CHARACTERS)


def test_folding_keeps_the_length_and_changes_nothing_twice(folded: str) -> None:
    assert len(folded) == len(CHARACTERS)
    assert fold(folded) == folded


def test_one_character_folds_alike_alone_and_among_all(folded: str) -> None:
    """So every offset in a folded text is one in the text itself."""
    alone = [fold(char) for char in CHARACTERS]

    assert [f"U+{ord(c):04X}" for c, one, among in zip(CHARACTERS, alone, folded, strict=True) if one != among] == []


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
