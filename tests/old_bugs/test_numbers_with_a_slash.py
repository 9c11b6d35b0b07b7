"""A number with a slash, as Germany, Austria and Belgium print it, was no number: "Nicht Sie? 030/23125099" wanted no
call. Nor was one with a single digit behind its range, or with its area code in brackets."""

from __future__ import annotations

import pytest

from sender_lookup.text.tokens import prepare
from tests.lookup.case_tables import ask


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ruf an: 0171/3920012", ["0171/3920012"]),
        ("Ruf an: 0171/39 20 012", ["0171/39 20 012"]),
        ("Tel. 030/23125099, 24/7", ["030/23125099"]),
        ("Tel. 030/23125099 24 Stunden", ["030/23125099"]),
        ("Tel. (030) 23125-099", ["(030) 23125-099"]),
        ("Tel. (0171) 3920012", ["(0171) 3920012"]),
        ("Tel. +49 (0)30/23125099", ["+49 (0)30/23125099"]),
        ("Tel. +43 664/1234567", ["+43 664/1234567"]),
        ("Tel. 0664/1234567 oder 0732/7720-100", ["0664/1234567", "0732/7720-100"]),
        ("Tel. 0180 6 123456", ["0180 6 123456"]),
        ("Tel. 0180-6-123456 24/7", ["0180-6-123456"]),
        ("Tel. 0900 1 123456", ["0900 1 123456"]),
        ("Tel. 0137 9 88 77 66", ["0137 9 88 77 66"]),
        ("Tél. 02/201 25 52, 0475/12 34 56", ["02/201 25 52", "0475/12 34 56"]),
        ("24/7", []),
        ("1/2, 0/5, 10/12 Uhr", []),
        ("24/11/2026 0171/3920012", ["0171/3920012"]),
        ("01/12/2026 14 30 00", []),
        ("Bescheid 0001/2026, Rechnung 0012345/2026", []),
        ("Rechnung 0123/4567890", []),
        ("Az. 0123/4567890", []),
        ("Le 05/12 12 34 56 78", ["12 34 56 78"]),
        ("Call (555) 123-4567 or 07700 900123", ["(555) 123-4567", "07700 900123"]),
        ("Appelez le 0 800 123 456, 01 87 55 10 20", ["0 800 123 456", "01 87 55 10 20"]),
    ],
)
def test_how_numbers_are_printed(text: str, numbers: list[str]) -> None:
    found = prepare(text)

    assert [found.folded[start:end] for start, end in found.phones] == numbers


@pytest.mark.parametrize("number", ["0180 6 123456", "030/23125099", "030 23125099"])
def test_a_call_if_it_was_not_you(number: str) -> None:
    text = f"PayPal: Zahlung über 749,00 EUR an TechStore. Nicht Sie? {number}"

    assert ask({"sender": "PayPal", "text": text, "country": "DE"}).advice.verdict == "do_not_reply"
