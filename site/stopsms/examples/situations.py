"""Example senders of each family, example messages of a country (`<cc>.toml` beside this file has those), and what the
package answers to them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sender_lookup import lookup
from sender_lookup.country.schema import Family
from sender_lookup.model import Result

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Situation:
    """What a message says, with an example; `families` can write so. In a country of several languages `texts` has the
    message as firms there write it in the others.

    `example` names the example of the home page that it is (`advert`, `scam`, `code`), which comes from `sender`.
    """

    id: str
    families: tuple[str, ...]
    text: str
    texts: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    sender: str = ""


@cache
def _file(country: str) -> Mapping[str, Any]:
    """`<cc>.toml` of a country; empty where it has none."""
    path = FOLDER / f"{country.lower()}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@cache
def examples_for(country: str, language: str) -> tuple[Situation, ...]:
    """The situations of a country as a page in that language shows them, in its order; none where it has no file."""
    rows = _file(country).get("situations", ())
    found = [Situation(**{**row, "families": tuple(row["families"])}) for row in rows]
    return tuple([replace(s, text=s.texts.get(language, s.text)) for s in found])


def example_of(family: Family, country: str) -> str:
    """A sender of the family, as a phone of the country shows it; empty for one of which the country has none."""
    own: str = _file(country).get("senders", {}).get(family.id, "")
    return next(iter(family.examples), own)


@cache
def answer_to(sender: str, text: str, country: str, as_of: date) -> Result:
    """The package's answer to a sender and a message of which one may be empty: asked once for all languages and pages,
    since no word of an answer is in it."""
    given = {"sender": sender, "text": text, "country": country}
    return lookup({k: v for k, v in given.items() if v}, as_of=as_of)
