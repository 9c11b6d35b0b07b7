"""Rebuild `sender_lookup/data/<cc>.holidays.json`: national public holidays, from the `holidays` package.

    python tools/holidays_table.py

Only days off in the whole country: the national ones, and those that each state or province keeps, under whatever
name (28 December 2026 in Australia). Those of a region alone are not held against a sender, who cannot know where a
telephone is. In Canada, the federal ones: whom the federal law on spam gives ten business days works by these.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import holidays

FOLDER = Path(__file__).parent.parent / "sender_lookup" / "data"
COUNTRIES = ("FR", "ES", "GB", "IE", "US", "CA", "AU")
YEARS = range(2022, 2036)


CATEGORIES = {"CA": ("government", "public")}


def days_off(country: str, years: Iterable[int] = YEARS) -> set[date]:
    """The days off in the whole country."""
    categories = CATEGORIES.get(country)
    national = set(holidays.country_holidays(country, years=years, categories=categories))
    regions = [set(holidays.country_holidays(country, region, years=years)) for region in _regions(country)]
    return national | (set.intersection(*regions) if regions else set())


def _regions(country: str) -> list[str]:
    return list(holidays.country_holidays(country).subdivisions)


def table_of(country: str) -> list[str]:
    """ISO dates, sorted."""
    return sorted(day.isoformat() for day in days_off(country))


def as_file(days: list[str]) -> str:
    """The file of a table."""
    return json.dumps(days, indent=0) + "\n"


if __name__ == "__main__":
    for code in COUNTRIES:
        (FOLDER / f"{code.lower()}.holidays.json").write_text(as_file(table_of(code)), encoding="utf-8")
