"""Where the lists of firms lie: among the static files, served as they are under an address that names their content.

They are kept in the tree (the database changes every week, and a build has to be the same tomorrow) and made by
`python build.py --companies FILE` alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
FOLDER = "companies"  # below STATIC; the service worker keeps what lies there only once it was used


def name_of(country: str) -> str:
    """The list of a country, as a name below the static files."""
    return f"{FOLDER}/{country.lower()}.json"


def write_lists(files: Mapping[str, bytes], static: Path = STATIC) -> None:
    """Write the list of each country."""
    for country, content in files.items():
        target = static / name_of(country)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)


def days_of_lists(static: Path = STATIC) -> dict[str, date]:
    """Country with a list -> the day of the database behind it."""
    lists = sorted((static / FOLDER).glob("*.json"))
    return {p.stem.upper(): date.fromisoformat(json.loads(p.read_text("utf-8"))["date"]) for p in lists}
