"""The rules of one country, as records: all that is national lives in `data/<cc>.toml`, none of it in Python.

`load_country("FR")` reads `data/default.toml` (what holds everywhere), then the country's own file if there is one,
and checks them: every claim, family and route that is named must exist. A country without a file gets the defaults.

>>> load_country("FR").families[0].kind
'service_number'
>>> load_country("XX").short_numbers
'any'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from .load import RuleError, read_table, read_text
from .model import Kind, Strength, TimingVerdict
from .tables import read, read_list

READ = ("primary", "secondary", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of sender as readers of one country meet it; one page per family.

    `pattern` is matched against the digits as dialled nationally; without one, the family is reached by its `kind`.
    `alone` is the action that fits such a sender when nothing is known of the message (`reply_sms`, `ask_identity`);
    `price` is a key of the catalogues; `examples` are senders that the tests classify and the pages show.
    """

    id: str
    kind: str
    pattern: re.Pattern[str] | None = None
    grouping: tuple[int, ...] = ()
    replyable: bool = False
    surcharged: bool = False
    alone: str = ""
    price: str | None = None
    notes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """An overseas part of the country's plan. `area` is dialled at home but left out after the calling code."""

    region: str
    calling_code: str
    pattern: re.Pattern[str] | None
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim can be read, when we looked, and whether we read the page itself."""

    title: str
    url: str
    checked: date | None = None
    read: str = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement about law or practice; its words are in the catalogues under `claim.<id>`."""

    id: str
    strength: str
    valid_from: date | None = None
    valid_to: date | None = None
    cite: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    @property
    def was_read(self) -> bool:
        """True where at least one source was read by us; letters cite only such claims."""
        return any(s.read != "no" for s in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where to report or to get help; its words are in the catalogues under `route.<id>.what`."""

    id: str
    name: str
    url: str | None = None
    phone: str | None = None
    sms: str | None = None
    language: str = ""
    situations: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who receives a complaint, in which language, at which address."""

    id: str
    name: str
    address: tuple[str, ...] = ()
    complaint_language: str = ""
    url: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRule:
    """One line of the rules on hours: when it applies, what it comes to, who says so."""

    reason: str
    verdict: str
    before: time | None = None
    after: time | None = None
    up_to: time | None = None
    weekday: int | None = None
    holiday: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BannedSector:
    """A sector in which marketing by SMS is banned, whatever the consent; `signal` is the sign in the message.

    `authority` hears complaints; `route` is its entry for this sector, where it has one.
    """

    signal: str
    claims: tuple[str, ...]
    authority: str
    route: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRules:
    """What the advice needs to know about a country; an absent keyword or route means that there is none."""

    default_keyword: str | None = None
    identity_keyword: str | None = None
    premium_keyword: str | None = None
    mobile_marketing_barred: bool = False
    fraud_route: str | None = None
    authority: str | None = None
    recipient_language: str = ""
    opt_out_lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """All the rules of one country.

    `region_notes` gives the note that a foreign number of that region carries (territories with a plan of their own).
    """

    code: str
    aliases: tuple[str, ...] = ()
    calling_codes: tuple[str, ...] = ()
    trunk: str = ""
    national: re.Pattern[str] | None = None
    grouping: tuple[int, ...] = ()
    short_numbers: str = "any"
    letters: tuple[str, ...] = ()
    holidays: str | None = None
    has_file: bool = True
    families: tuple[Family, ...] = ()
    territories: tuple[Territory, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    routes: Mapping[str, Route] = field(default_factory=dict)
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    hours: tuple[HoursRule, ...] = ()
    banned_sectors: tuple[BannedSector, ...] = ()
    advice: AdviceRules = AdviceRules()
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    region_notes: Mapping[str, str] = field(default_factory=dict)

    def family(self, family_id: str) -> Family:
        """The family of that id; KeyError where there is none."""
        for family in self.families:
            if family.id == family_id:
                return family
        raise KeyError(family_id)

    def family_of_kind(self, kind: Kind) -> Family:
        """The first family of that kind that is reached without a pattern, else the first of that kind."""
        of_kind = [f for f in self.families if f.kind == kind]
        return next((f for f in of_kind if f.pattern is None), of_kind[0])


def _sourced[T](record: type[T], table: Mapping[str, Any], key: str, file: str) -> list[T]:
    """The records under `[[key]]`, each with its list of sources."""
    records = []
    for n, row in enumerate(table.get(key, [])):
        where = f"{key}[{row.get('id', n)}]"
        sources = tuple(read(Source, s, file, f"{where}.sources[{i}]") for i, s in enumerate(row.get("sources", [])))
        if not sources or any(s.read not in READ for s in sources):
            raise RuleError(file, f"{where}.sources", "a source with read = primary, secondary or no is needed", "add one")
        records.append(read(record, {k: v for k, v in row.items() if k != "sources"}, file, where, sources=sources))
    return records


def _claims(table: Mapping[str, Any], file: str) -> dict[str, Claim]:
    claims = {}
    for claim in _sourced(Claim, table, "claims", file):
        where = f"claims[{claim.id}]"
        if claim.strength not in set(Strength):
            raise RuleError(file, f"{where}.strength", f"{claim.strength!r} is unknown", f"use one of {', '.join(Strength)}")
        if claim.cite and not claim.was_read:
            raise RuleError(file, f"{where}.cite", "a letter must not cite what nobody read", "read a source or drop cite")
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
    """Every claim that is named must exist, and every kind must be reached by some family."""
    named: list[tuple[str, tuple[str, ...]]] = [(f"families[{f.id}]", f.claims) for f in country.families]
    named += [(f"hours[{h.reason}]", h.claims) for h in country.hours]
    named += [(f"routes[{r.id}]", r.claims) for r in country.routes.values()]
    named += [(f"steps.{name}", claims) for name, claims in country.steps.items()]
    named += [(f"banned_sectors[{b.signal}]", b.claims) for b in country.banned_sectors]
    for where, claims in named:
        for claim in claims:
            if claim not in country.claims:
                raise RuleError(file, where, f"claim {claim!r} does not exist", "add it under [[claims]] or mend its name")
    for family in country.families:
        if family.kind not in set(Kind):
            raise RuleError(file, f"families[{family.id}].kind", f"{family.kind!r} is unknown", f"use one of {', '.join(Kind)}")
    for rule in country.hours:
        if rule.verdict not in set(TimingVerdict):
            raise RuleError(file, f"hours[{rule.reason}].verdict", f"{rule.verdict!r} is unknown", f"use one of {', '.join(TimingVerdict)}")


RECORDS = {"claims", "routes", "authorities", "families", "territories", "hours", "banned_sectors", "advice", "steps"}


def build_country(code: str, table: Mapping[str, Any], defaults: Mapping[str, Any], file: str, *, has_file: bool) -> Country:
    """The checked rules from a country's table laid over the defaults. Raises RuleError."""
    merged = {**{k: v for k, v in defaults.items() if k not in RECORDS}, **{k: v for k, v in table.items() if k not in RECORDS}}
    merged.pop("country", None)
    own = read_list(Family, table, "families", file)
    taken = {f.id for f in own}
    general = tuple(f for f in read_list(Family, defaults, "families", "default.toml") if f.id not in taken)
    country = read(
        Country, merged, file, "",
        code=code, has_file=has_file, families=own + general,
        territories=read_list(Territory, table, "territories", file),
        claims=_claims(defaults, "default.toml") | _claims(table, file),
        routes={r.id: r for r in read_list(Route, table, "routes", file)},
        authorities={a.id: a for a in _sourced(Authority, table, "authorities", file)},
        hours=read_list(HoursRule, table, "hours", file),
        banned_sectors=read_list(BannedSector, table, "banned_sectors", file),
        advice=read(AdviceRules, table.get("advice", {}), file, "advice"),
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
        raise RuleError(f"{name}.toml", "country", f"{table.get('country')!r} is not {code!r}", f'write country = "{code}"')
    return build_country(code, table, defaults, f"{name}.toml", has_file=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What is known without a country: countries with a file, languages, and words that mean no sender."""

    default_country: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    aliases: Mapping[str, str]
    hidden_senders: tuple[str, ...]
    no_senders: tuple[str, ...]
    sender_labels: tuple[str, ...]
    lexicons: tuple[str, ...]
    numbering_url: str = ""
    operators_url: str = ""


@cache
def load_index(folder: Path | None = None) -> Index:
    """`data/index.toml`. Raises RuleError where it is wrong."""
    return read(Index, read_table("index", folder) or {}, "index.toml", "index")


@cache
def load_holidays(key: str) -> frozenset[date]:
    """National holidays of a country (generated table); empty for a key that the table lacks."""
    import json

    table: dict[str, list[str]] = json.loads(read_text("data/holidays.json") or "{}")
    return frozenset(date.fromisoformat(day) for day in table.get(key, []))
