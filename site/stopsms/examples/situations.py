"""Example senders of each family, and example messages of a country: `<cc>.toml` beside this file has those."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sender_lookup.country.schema import Family

FOLDER = Path(__file__).parent
# An example sender for the families that are reached without a number in the country file.
EXAMPLES = {
    "sender-name": "LUNAMODE",
    "email": "promo@boutique.example",
    "unreadable": "Numéro masqué",
    "foreign": "+44 7700 900123",
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What a message says, with an example; `families` can write so.

    `example` names the example of the home page that it is (`advert`, `scam`, `code`), which comes from `sender`.
    """

    id: str
    families: tuple[str, ...]
    text: str
    example: str = ""
    sender: str = ""


@cache
def examples_for(country: str) -> tuple[Situation, ...]:
    """The situations of a country, in the order in which a page shows them; none where it has no file."""
    path = FOLDER / f"{country.lower()}.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["situations"] if path.is_file() else []
    return tuple(Situation(**{**row, "families": tuple(row["families"])}) for row in rows)


def example_of(family: Family) -> str:
    """A sender of the family; empty for one of which the country has none."""
    return next(iter(family.examples), EXAMPLES.get(family.id, ""))
