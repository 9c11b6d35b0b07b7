"""Hours as the Dutch, the Germans and the Italians write them were none: a reminder by its hour was an advert."""

from __future__ import annotations

import pytest

from sender_lookup.message.amounts import add_numbers
from sender_lookup.text.phrases import Places
from sender_lookup.text.tokens import prepare
from tests.lookup.case_tables import ask


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Tot morgen om 14.30 uur", ["14.30 uur"]),
        ("Morgen 9.40 uur", ["9.40 uur"]),
        ("Morgen om 14u30 of 16u", ["14u30", "16u"]),
        ("Morgen om 3 uur", ["3 uur"]),
        ("Morgen 14.30 Uhr", ["14.30 uhr"]),
        ("Morgen um 14 Uhr", ["14 uhr"]),
        ("Morgen 14:10 Uhr", ["14:10"]),
        ("Domani alle ore 14.30", ["14.30"]),
        ("Domani alle 14.30", ["14.30"]),
        ("Domani alle 14:30", ["14:30"]),
        ("Demain à 18h30", ["18h30"]),
        ("Binnen 24 uur, in 3 uur, 2 uur gewacht, open tot 18 uur", []),
        ("Nu 14.30 euro", []),
        ("24 ore su 24, il 14.10", []),
        ("ore 14.10.2026", []),
        ("Neem 3 u bekend", []),
    ],
)
def test_hours(text: str, hours: list[str]) -> None:
    prepared = prepare(text)
    found: Places = {}
    add_numbers(prepared, found)

    assert [prepared.folded[start:end] for start, end in found.get("clock", [])] == hours


@pytest.mark.parametrize(("text", "is_day"), [("Am 14.10. um 9 Uhr", True), ("Morgen um 14.10 Uhr", False)])
def test_an_hour_is_no_day(text: str, is_day: bool) -> None:
    found: Places = {}
    add_numbers(prepare(text), found)

    assert ("day" in found) == is_day


def test_a_reminder_by_its_hour() -> None:
    text = "Tot morgen om 14.30 uur bij Kapsalon Krul! Kun je niet? Bel 020 1234567."
    answer = ask({"sender": "Krul", "text": text, "country": "NL"})

    assert answer.message is not None
    assert (answer.message.purpose, answer.advice.verdict) == ("transactional", "nothing_to_stop")
