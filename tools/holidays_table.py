"""Rebuild `sender_lookup/data/<cc>.holidays.json`: national public holidays, from the `holidays` package.

    python tools/holidays_table.py

Only holidays of the whole country; those of a region or territory are not held against a sender, who cannot know
where a telephone is.
"""

from __future__ import annotations

import json
from pathlib import Path

import holidays

FOLDER = Path(__file__).parent.parent / "sender_lookup" / "data"
COUNTRIES = ("FR", "ES", "GB", "IE", "US", "CA", "AU")
YEARS = range(2022, 2036)


def table_of(country: str) -> list[str]:
    """ISO dates, sorted."""
    return sorted(day.isoformat() for day in holidays.country_holidays(country, years=YEARS))


def as_file(days: list[str]) -> str:
    """The file of a table."""
    return json.dumps(days, indent=0) + "\n"


if __name__ == "__main__":
    for code in COUNTRIES:
        (FOLDER / f"{code.lower()}.holidays.json").write_text(as_file(table_of(code)), encoding="utf-8")
