"""The page that shows how the advice is decided: each line of the verdict table with what it concludes and says first.

The lines are those of `advice.RULES`, in their order; the conclusions are the package's own answers to the requests of
`decisions/<cc>.toml`. A test proves that every line is reached.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sender_lookup import lookup
from sender_lookup.advice import RULES
from sender_lookup.answer import step_view
from sender_lookup.country import Country
from sender_lookup.model import Result
from sender_lookup.words import words

FOLDER = Path(__file__).parent / "decisions"


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the table: the rule's name, and for each conclusion its verdict, its words and the first step."""

    rule: str
    outcomes: tuple[tuple[str, str, str], ...]


@cache
def requests(country: str) -> tuple[dict[str, str], ...]:
    """The requests of a country; none where it has no file."""
    path = FOLDER / f"{country.lower()}.toml"
    return tuple(tomllib.loads(path.read_text("utf-8"))["cases"]) if path.is_file() else ()


def answers(country: Country, as_of: date) -> tuple[Result, ...]:
    """The package's answers to them."""
    return tuple(lookup({**r, "country": country.code}, as_of=as_of) for r in requests(country.code))


def decisions(country: Country, language: str, as_of: date) -> list[Decision]:
    """The lines that are reached, in the order in which they are tried."""
    w = words(language)
    found: dict[str, dict[tuple[str, str, str], None]] = {name: {} for name, *_ in RULES}
    for result in answers(country, as_of):
        verdict = result.advice.verdict
        title = step_view(result.advice.steps[0], country, w).title
        found[result.advice.rule][verdict.value, w(f"verdict.{verdict}"), title] = None
    return [Decision(rule, tuple(outcomes)) for rule, outcomes in found.items() if outcomes]
