"""Which packs of Python's a page needs for a country (`runtime/parts.py` makes them)."""

from __future__ import annotations

from sender_lookup.country.schema import Country
from sender_lookup.output.catalogue import language_of


def packs_of(country: Country, language: str) -> str:
    """The packs with a country's rules and its words for readers of a language."""
    rules = country.code.lower()
    return f"{rules} {rules}-{language_of(country, language)}" if country.languages else rules
