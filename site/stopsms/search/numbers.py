"""Which family typed digits belong to: the patterns of the country file, in the form that `instant.js` picks from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sender_lookup.codes import Kind
from sender_lookup.country.schema import Country, Family

from ..examples.instant_table import pattern_source, plan_of

Words = Callable[[str], tuple[str, str]]  # family id -> its address and what is said of one of its numbers


def numbers_of(country: Country, families: list[Family], words: Words) -> dict[str, Any]:
    """The table of a country, ready for JSON. `foreign` and `short` are the families of numbers of other
    countries, and of short ones that no pattern fits; null without one."""
    by_digits = [f for f in families if f.pattern is not None]
    others = {f.kind: _row(f, country, *words(f.id)) for f in families if f.pattern is None}
    return {
        **plan_of(country),
        "territories": [],  # their numbers have the same families
        "families": [_row(f, country, *words(f.id)) for f in by_digits],
        "foreign": others.get(Kind.FOREIGN),
        "short": others.get(Kind.SHORT_CODE),
        "imitated": {},
        "imitatedRow": None,
        "notNames": [],
    }


def _row(family: Family, country: Country, page: str, title: str) -> dict[str, Any]:
    return {
        "id": family.id,
        "pattern": pattern_source(family.pattern.pattern) if family.pattern else "",
        "grouping": list(family.grouping or country.grouping),
        "page": page,
        "title": title,
        "examples": [digits for e in family.examples if not e.startswith("+") and (digits := re.sub(r"\D", "", e))],
    }
