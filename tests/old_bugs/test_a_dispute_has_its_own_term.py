"""An operator has other time to answer than an advertiser: Italy's conciliation is open after 45 days of silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sender_lookup.advice.deadline import deadline_of
from sender_lookup.country.loader import load_country
from sender_lookup.country.schema import Country, Term
from sender_lookup.intake.request import read_request

WROTE = read_request({"sender": "48123", "letter_sent": "2026-10-01"}, as_of=date(2026, 11, 10))


def with_term(after: str) -> Country:
    return replace(load_country("FR"), terms=(Term(after=after, days=45),))


def test_a_letter_about_a_bill_has_it_and_one_to_an_advertiser_has_not() -> None:
    country = with_term("dispute")

    disputed, answered = (deadline_of(WROTE, country, disputed=of) for of in (True, False))

    assert disputed is not None and (disputed.until, disputed.of) == (date(2026, 11, 15), "letter")
    assert answered is not None and answered.until == date(2026, 11, 1)


def test_without_one_the_term_of_letters_holds() -> None:
    disputed = deadline_of(WROTE, with_term("letter"), disputed=True)

    assert disputed is not None and disputed.until == date(2026, 11, 15)
