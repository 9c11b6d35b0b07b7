"""Loads and checks the rules of a country: all that is national lives in `data/<cc>.toml`, none of it in Python.

`load_country("FR")` reads `data/default.toml` (what holds everywhere), then the country's own file if there is one,
and checks them: every claim that is named must exist, every kind must be known. A country without a file gets the
defaults.

>>> load_country("FR").families[0].kind
<Kind.SERVICE_NUMBER: 'service_number'>
>>> load_country("XX").short_numbers
'any'
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from ..codes import Kind, Strength
from ..errors import RuleError
from ..resources import read_table, read_text
from .records import record_from, records_from
from .schema import (
    AdviceRules,
    Authority,
    BannedSector,
    Claim,
    Conflict,
    Country,
    Family,
    HoursRule,
    Index,
    Route,
    SilentReason,
    Source,
    Term,
    Territory,
)

if TYPE_CHECKING:
    from pathlib import Path

READ = ("primary", "secondary", "no")
RECORDS = {
    *("claims", "routes", "authorities", "families", "territories", "hours", "terms"),
    *("banned_sectors", "conflicts", "silent_reasons", "advice", "steps"),
}


def _sourced[T](record: type[T], table: Mapping[str, Any], key: str, file: str) -> list[T]:
    """The records under `[[key]]`, each with its list of sources."""
    records = []
    for n, row in enumerate(table.get(key, [])):
        where = f"{key}[{row.get('id', n)}]"
        listed = enumerate(row.get("sources", []))
        sources = tuple(record_from(Source, s, file, f"{where}.sources[{i}]") for i, s in listed)
        is_advice = row.get("strength") == Strength.ADVICE
        if is_advice and sources:
            fix = "give it the strength of its source, or drop the source"
            raise RuleError(file, f"{where}.sources", "our own advice has no source", fix)
        if not (is_advice or sources) or any(s.read not in READ for s in sources):
            problem = "a source with read = primary, secondary or no is needed"
            raise RuleError(file, f"{where}.sources", problem, "add one")
        own = {k: v for k, v in row.items() if k != "sources"}
        records.append(record_from(record, own, file, where, sources=sources))
    return records


def _claims(table: Mapping[str, Any], file: str) -> dict[str, Claim]:
    claims = {}
    for claim in _sourced(Claim, table, "claims", file):
        where = f"claims[{claim.id}]"
        if claim.cite and not claim.was_read:
            problem = "a letter must not cite what nobody read"
            raise RuleError(file, f"{where}.cite", problem, "read a source or drop cite")
        if claim.id in claims:
            raise RuleError(file, where, "is defined twice", "give each claim an id of its own")
        claims[claim.id] = claim
    return claims


def _table(name: str, folder: Path | None) -> dict[str, Any] | None:
    """A country's table with its parts (`fr.claims.toml`, `fr.routes.toml`) and what it includes put together."""
    table = read_table(name, folder)
    if table is None:
        return None
    for part in table.pop("parts", []):
        extra = read_table(part, folder) or read_table(part)  # a folder's country may use the packaged parts
        if extra is None:
            raise RuleError(f"{name}.toml", "parts", f"{part}.toml does not exist", "write it or drop the name")
        for key, rows in extra.items():
            table[key] = [*table.get(key, []), *rows]
    return table


def _check_names(country: Country, file: str) -> None:
    """Every claim that is named must exist, and every kind be reached by a family."""
    named: list[tuple[str, tuple[str, ...]]] = [(f"families[{f.id}]", f.claims) for f in country.families]
    named += [(f"hours[{h.reason}]", h.claims) for h in country.hours]
    named += [(f"terms[{t.after}]", t.claims) for t in country.terms]
    named += [(f"routes[{r.id}]", r.claims) for r in country.routes.values()]
    named += [(f"steps.{name}", claims) for name, claims in country.steps.items()]
    named += [(f"banned_sectors[{b.signal}]", b.claims) for b in country.banned_sectors]
    named += [(f"conflicts[{c.id}]", c.claims) for c in country.conflicts]
    named += [(f"silent_reasons[{r.id}]", r.claims) for r in country.silent_reasons]
    for where, claims in named:
        for claim in claims:
            if claim not in country.claims:
                problem = f"claim {claim!r} does not exist"
                raise RuleError(file, where, problem, "add it under [[claims]] or correct its name")
    reached = {family.kind for family in country.families}
    for kind in (k for k in Kind if k not in reached):
        fix = "add one, or give a family that took its place another id"
        raise RuleError(file, "families", f"no family has the kind {kind.value!r}", fix)
    _check_routes(country, file)


def _check_routes(country: Country, file: str) -> None:
    """Every route and authority that the advice names must exist."""
    advice = country.advice
    named: list[tuple[str, str | None, Container[str], str]]
    named = [("advice.fraud_route", advice.fraud_route, country.routes, "routes")]
    named += [("advice.spam_route", advice.spam_route, country.routes, "routes")]
    named += [("advice.authority", advice.authority, country.authorities, "authorities")]
    named += [("advice.directory_route", advice.directory_route, country.routes, "routes")]
    named += [("advice.spoofing_route", advice.spoofing_route, country.routes, "routes")]
    for key in ("opt_out_lists", "help_routes", "dispute_routes", "police_routes", "crisis_routes", "support_routes"):
        named += [(f"advice.{key}", name, country.routes, "routes") for name in getattr(advice, key)]
    for sector in country.banned_sectors:
        where = f"banned_sectors[{sector.signal}]"
        named += [(f"{where}.route", sector.route, country.routes, "routes")]
        named += [(f"{where}.authority", sector.authority, country.authorities, "authorities")]
        if sector.letter is not None and sector.letter not in country.letters:
            problem = f"{sector.letter!r} is no letter of the country"
            raise RuleError(file, f"{where}.letter", problem, "name it in letters = [...] or correct its name")
    for where, name, known, key in named:
        if name is not None and name not in known:
            raise RuleError(file, where, f"{name!r} does not exist", f"add it under [[{key}]] or correct its name")


def build_country(
    code: str,
    table: Mapping[str, Any],
    defaults: Mapping[str, Any],
    file: str,
    *,
    has_file: bool,
    folder: Path | None = None,
) -> Country:
    """The checked rules from a country's table laid over the defaults. Raises RuleError."""
    merged = {k: v for k, v in {**defaults, **table}.items() if k not in RECORDS}
    merged.pop("country", None)
    own = records_from(Family, table, "families", file)
    taken = {f.id for f in own}
    general = tuple(f for f in records_from(Family, defaults, "families", "default.toml") if f.id not in taken)
    country = record_from(
        Country,
        merged,
        file,
        "",
        code=code,
        has_file=has_file,
        folder=folder,
        families=own + general,
        territories=records_from(Territory, table, "territories", file),
        claims=_claims(defaults, "default.toml") | _claims(table, file),
        routes={r.id: r for r in records_from(Route, table, "routes", file)},
        authorities={a.id: a for a in _sourced(Authority, table, "authorities", file)},
        hours=records_from(HoursRule, table, "hours", file),
        terms=records_from(Term, table, "terms", file),
        banned_sectors=records_from(BannedSector, table, "banned_sectors", file),
        conflicts=records_from(Conflict, table, "conflicts", file),
        silent_reasons=records_from(SilentReason, table, "silent_reasons", file),
        advice=record_from(AdviceRules, table.get("advice", {}), file, "advice"),
        steps={k: tuple(v) for k, v in {**defaults.get("steps", {}), **table.get("steps", {})}.items()},
    )
    _check_names(country, file)
    return country


@cache
def load_country(code: str, folder: Path | None = None) -> Country:
    """The rules of the country with that ISO 3166-1 alpha-2 code. Raises RuleError where its file is wrong."""
    defaults = _table("default", None) or {}
    name = code.lower()
    table = _table(name, folder)
    if table is None:
        return build_country(code, {}, defaults, "default.toml", has_file=False)
    if table.get("country") != code:
        problem = f"{table.get('country')!r} is not {code!r}"
        raise RuleError(f"{name}.toml", "country", problem, f'write country = "{code}"')
    return build_country(code, table, defaults, f"{name}.toml", has_file=True, folder=folder)


@cache
def load_index(folder: Path | None = None) -> Index:
    """`data/index.toml`. Raises RuleError where it is wrong."""
    return record_from(Index, read_table("index", folder) or {}, "index.toml", "index")


@cache
def load_holidays(key: str) -> frozenset[date]:
    """National holidays of a country (generated table); empty for a key without one."""
    table: list[str] = json.loads(read_text(f"data/{key.lower()}.holidays.json") or "[]")
    return frozenset(date.fromisoformat(day) for day in table)
