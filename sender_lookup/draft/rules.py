"""The rules for a draft of an advertisement: `data/<cc>.draft.toml`, read only when a draft is checked.

A row says what one *finding* at one *point* comes to, and who says so. A row without a finding is said beside every
outcome of a point on time; a point that no draft shows (was there consent?) has such a row alone, with the verdict
`ask`. What the file has no row for is a question on which no rule is known to us; it is never "allowed". Hours and
banned sectors come from the country's own tables.

>>> from ..country.loader import load_country
>>> load_draft_rules(load_country("FR"))[0].point in POINTS
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from ..codes import DraftState
from ..country.records import record_from
from ..country.schema import Country
from ..errors import RuleError
from ..resources import read_table

FITS = "fits"
# Point -> what the check may find there, beside `fits`; in the order in which an answer shows them. Points on senders
# also take the id of a family or a kind as a finding. Those without findings are asked.
POINTS: dict[str, tuple[str, ...]] = {
    "reading": ("service", "premium"), "sector": (), "consent": (), "objections": (), "lists": (),
    "opt_out": ("missing", "unreadable"),
    "opt_out_target": (
        "no_reply", "premium_code", "long_number", "no_sms", "link", "free_call", "ordinary_call", "paid_call", "post",
    ),
    "keyword": ("other_word",), "name_length": ("too_long",), "name_characters": ("not_plain",),
    "name_number": ("like_number",), "name_generic": ("generic",), "name_registered": (), "sender_number": (),
    "number_held": (), "sender_in_text": ("not_first", "absent", "number"), "links": ("short",), "contact": (),
    "time": (), "day": (), "holiday": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRule:
    """One row of the file. `words` are names that a point compares with; their finding is that one of them fits.

    `characters` are those that a sender name may have beside plain letters and digits.
    """

    point: str
    finding: str = ""
    verdict: DraftState | None = None
    claims: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    characters: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the check; `finding` and `values` choose and fill its words, `claims` say who stands behind it.

    `beside` are claims that one should know with it, and that do not back it ("no law sets hours").
    """

    point: str
    state: DraftState
    finding: str = ""
    claims: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@cache
def load_draft_rules(country: Country) -> tuple[DraftRule, ...]:
    """The rules of a country, in file order; none where it has no such file. Raises RuleError where it is wrong."""
    name = f"{country.code.lower()}.draft"
    table = read_table(name, country.folder)
    if table is None:
        return ()
    rows = table.get("rules", [])
    rules = tuple(record_from(DraftRule, row, f"{name}.toml", f"rules[{n}]") for n, row in enumerate(rows))
    for n, rule in enumerate(rules):
        _check(rule, country, f"{name}.toml", f"rules[{n}]")
    return rules


def _check(rule: DraftRule, country: Country, file: str, where: str) -> None:
    if rule.point not in POINTS:
        raise RuleError(file, f"{where}.point", f"{rule.point!r} is unknown", f"use one of {', '.join(POINTS)}")
    known = {"", FITS, *POINTS[rule.point]}
    if rule.point in ("sender_number", "opt_out_target"):
        known |= {f.id for f in country.families} | {f.kind for f in country.families}
    known |= {h.reason for h in country.hours if rule.point in ("time", "day", "holiday")}
    if rule.finding not in known:
        fix = f"use one of {', '.join(sorted(known))}"
        raise RuleError(file, f"{where}.finding", f"{rule.finding!r} is unknown at {rule.point}", fix)
    if rule.finding and rule.verdict is None:
        raise RuleError(file, f"{where}.verdict", "is missing beside a finding", f"use one of {', '.join(DraftState)}")
    for claim in rule.claims:
        if claim not in country.claims:
            problem = f"claim {claim!r} does not exist"
            raise RuleError(file, where, problem, "add it under [[claims]] or correct its name")
