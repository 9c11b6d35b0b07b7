"""A day before an hour was read as a telephone number: an alert of the State "wanted a call", a visit was doubtful."""

from __future__ import annotations

import pytest

from sender_lookup.text.tokens import prepare


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("NL-Alert 24-11-2026 10:15: grote brand", []),
        ("Rendez-vous le 24.11.2026 10h15 au cabinet", []),
        ("2026-11-24 10:15", []),
        ("Am 3.9.2026 14 Uhr: 0171 3920012", ["0171 3920012"]),
        ("24-11-2026 06-12345678", ["06-12345678"]),
        ("Appelez le 06.12.20.26.11", ["06.12.20.26.11"]),
    ],
)
def test_what_stands_behind_a_day_is_read_for_itself(text: str, numbers: list[str]) -> None:
    found = prepare(text)

    assert [found.folded[start:end] for start, end in found.phones] == numbers
