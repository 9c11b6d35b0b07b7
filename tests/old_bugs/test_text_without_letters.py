"""A text without a single letter ("36180", "...") was read as a message from a person: "nothing to stop"."""

from __future__ import annotations

from datetime import date

import pytest

from sender_lookup import lookup


@pytest.mark.parametrize("text", ["36180", "...", "👍", "12 34 56"])
def test_a_text_without_letters_is_unknown(text: str) -> None:
    result = lookup({"text": text, "country": "FR"}, as_of=date(2026, 11, 24))

    assert result.message is not None
    assert (result.message.purpose, result.advice.verdict) == ("unknown", "check_first")
