"""Rebuild `sender_lookup/data/holidays.json`: national public holidays, from the `holidays` package.

    python tools/holidays_table.py

Only holidays of the whole country; those of a region or territory are not held against a sender, who cannot know
where a telephone is.
"""

from __future__ import annotations

import json
from pathlib import Path

import holidays

TABLE = Path(__file__).parent.parent / "sender_lookup" / "data" / "holidays.json"
COUNTRIES = ("FR", "ES")
YEARS = range(2022, 2036)


def make_table() -> dict[str, list[str]]:
    """ISO dates per ISO country code, sorted."""
    return {c: sorted(day.isoformat() for day in holidays.country_holidays(c, years=YEARS)) for c in COUNTRIES}


if __name__ == "__main__":
    TABLE.write_text(json.dumps(make_table(), indent=0, sort_keys=True) + "\n", encoding="utf-8")
