"""`011 33 6 12 34 56 78`, dialled in the USA, was read as a number of the American plan."""

from __future__ import annotations

from sender_lookup.country.loader import load_country
from sender_lookup.sender.classify import classify


def test_a_foreign_number_with_the_local_prefix() -> None:
    sender = classify("011 33 6 12 34 56 78", load_country("US"))

    assert (sender.kind, sender.e164, sender.region) == ("foreign", "+33612345678", "FR")
