"""The table behind the instant answer: what JavaScript may say before Python is there, and where it never comes.

It holds, per country with advice, the same anchored patterns as the country file (they mean the same in Python and in
JavaScript, `sender_lookup.country.records` sees to that) and, per family, the answer that the package gives for a
sender alone. The example's digits or name in it are replaced by what the person typed; `instant.js` abstains wherever
the sender is not plainly written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sender_lookup import lookup
from sender_lookup.codes import Kind
from sender_lookup.country.loader import load_index
from sender_lookup.country.schema import Country, Family
from sender_lookup.message.bodies import bodies_of
from sender_lookup.output.answer import as_html, family_text
from sender_lookup.output.catalogue import load_catalogue

from ..errors import BuildError, Problem
from .masked import of_any_number

# What stands for the sender in the prepared answers: digits that no claim, address or price holds.
STAND_IN_NAME = "XQZWSENDER"


def prose_of(country: Country, language: str) -> str:
    """All that our answers may say beside the sender: claims and their sources."""
    sources = " ".join(s.title + s.url for c in country.claims.values() for s in c.sources)
    return sources + " ".join(load_catalogue(language)(f"claim.{c}") for c in country.claims)


def stand_in(family: Family, prose: str) -> str:
    """A sender of the family whose characters can be replaced: digits of an example that `prose` has not, or a name.

    36180, 33700 and 112 stand in sources and in our own sentences too: an example of that kind would take them along.
    """
    if family.kind == Kind.NAME:
        return STAND_IN_NAME
    examples = ["".join(c for c in e if c.isdigit()) for e in family.examples if not e.startswith("+")]
    unique = [e for e in examples if e not in prose]
    return max(unique or examples or family.examples, key=len)


def instant_table(country: Country, language: str, as_of: date, family_url: Callable[[str], str]) -> dict[str, Any]:
    """The table of one country in one language, ready for JSON."""
    families = [
        f
        for f in country.families
        if (f.pattern is not None or f.kind == Kind.NAME) and (f.examples or f.kind == Kind.NAME)
    ]
    index, prose = load_index(), prose_of(country, language)
    return {
        "country": country.code,
        "callingCodes": list(country.calling_codes),
        "mainCode": country.calling_codes[0],
        "trunk": country.trunk,
        "national": _source(country.national.pattern) if country.national else "",
        "territories": [_source(t.pattern.pattern) for t in country.territories if t.pattern],
        "families": [
            *_report_number(country, language, as_of, family_url),
            *(_row(f, stand_in(f, prose), country, language, as_of, family_url) for f in families),
        ],
        **_imitated(country, language, as_of, family_url, prose),
        "notNames": sorted({*index.hidden_senders, *index.no_senders, *index.sender_labels}),
    }


def _report_number(
    country: Country, language: str, as_of: date, family_url: Callable[[str], str]
) -> list[Mapping[str, Any]]:
    """The number that takes reports of fraud has an answer of its own within its family."""
    route = country.routes.get(country.advice.fraud_route or "")
    family = next(
        (f for f in country.families if route and route.sms and f.pattern and f.pattern.match(route.sms)), None
    )
    if route is None or route.sms is None or family is None:
        return []
    return [{**_row(family, route.sms, country, language, as_of, family_url), "pattern": route.sms}]


PLAIN = re.compile("[a-z]{2,11}")
OWN_WAYS = re.compile(r'<ul class="step-own">.*?</ul>\n', re.DOTALL)  # a body's true site and number, as HTML


def _imitated(
    country: Country, language: str, as_of: date, family_url: Callable[[str], str], prose: str
) -> dict[str, Any]:
    """The plainly written names that fraud imitates: for these "is it real?" comes first.

    `imitated` gives for each the HTML of the body's true site and number, `imitatedRow` the answer to a body that shows
    some, which `own` is.
    """
    bodies = bodies_of(country.code)
    names = sorted({n for b in bodies.all for n in (*b.names, *b.sender_names) if PLAIN.fullmatch(n)})
    family, own = country.family_of_kind(Kind.NAME), {}
    found: dict[str, str] = {}
    for name in names:
        body = bodies.named(name)
        if body is None:
            continue
        if body.id not in own:
            html = as_html(lookup({"sender": name, "country": country.code}, as_of=as_of), language)
            own[body.id] = next(iter(OWN_WAYS.findall(html)), "")
        found[name] = own[body.id]
    shown = [n for n in names if found.get(n) and n.upper() not in prose]
    row = _row(family, max(shown, key=len).upper(), country, language, as_of, family_url)
    return {"imitated": found, "imitatedRow": {**row, "own": OWN_WAYS.findall(row["html"])[0]}}


def _source(pattern: str) -> str:
    """The pattern as written in the country file: `(?:...)\\Z` without its frame."""
    return pattern.removeprefix("(?:").removesuffix(r")\Z")


def _row(
    family: Family, given: str, country: Country, language: str, as_of: date, family_url: Callable[[str], str]
) -> Mapping[str, Any]:
    result = of_any_number(lookup({"sender": given, "country": country.code, "language": language}, as_of=as_of))
    sender = result.sender
    if sender is None or sender.family != family.id:
        read_as = repr(sender.family) if sender else "no sender"
        what = f"{given!r}, an example of family {family.id!r}, is read as {read_as}"
        raise BuildError(Problem(f"sender_lookup/data/{country.code.lower()}.toml", 0, what, "give another example"))
    return {
        "id": family.id,
        "kind": sender.kind,
        "pattern": _source(family.pattern.pattern) if family.pattern else "",
        "grouping": list(family.grouping or country.grouping),
        "verdict": result.advice.verdict,
        "shown": sender.display,
        "e164": sender.e164 or "",
        "page": family_url(family.id),
        "about": family_text(family.id, family.kind, country, load_catalogue(language)),
        "html": as_html(result, language),
    }
