"""Guides that code completes: those with a template of their own, and what it needs beside the guide."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from sender_lookup.codes import Strength
from sender_lookup.country.schema import Country
from sender_lookup.draft.render import checklist
from sender_lookup.draft.rules import load_draft_rules
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.claims import ClaimView, claim_view

from ..config import CASES_PAGE, SOURCES_PAGE
from ..decisions.table import decision_table
from ..i18n import site_words
from .how_good import how_good
from .packs import packs_of
from .site_index import site_index
from .urls import built_address, current_site, page_url

DECISIONS = "decision-graph"


def unread_claims(_: Country, language: str) -> dict[str, Any]:
    """Name of each country, how many of its claims were read only in a quotation, how many nobody has read, of how
    many, how many are our own advice, where they stand, and the page of how its advice is decided."""
    t = site_words(language)
    unread = [
        (
            t(f"country.{c.code}"),
            sum(claim.is_only_quoted for claim in c.claims.values()),
            sum(claim.is_unread for claim in c.claims.values()),
            len(c.claims),
            sum(claim.is_advice for claim in c.claims.values()),
            page_url(language, current_site().page_id(c, SOURCES_PAGE)),
            current_site().guide(language, current_site().page_id(c, DECISIONS)),
        )
        for c in current_site().countries_in(language)
    ]
    return {"unread_claims": unread}


def how_decided(country: Country, language: str) -> dict[str, Any]:
    """How the advice of a country is decided."""
    return {"decisions": decision_table(country, language, current_site().as_of)}


def draft_form(_: Country, language: str) -> dict[str, Any]:
    """The form that checks a draft, and its rules as a list: the country of the language's home first."""
    start = current_site().start_country(language)
    known = [c for c in current_site().countries_in(language) if load_draft_rules(c)]
    countries = sorted(known, key=lambda c: c.code != start.code)
    return {
        "start": start,
        "packs_of": packs_of,
        "checklists": [(c, checklist(c, language, current_site().as_of)) for c in countries],
        "runtime": built_address(current_site().runtime),
    }


# What the scripts of the page of cases say, by their names there; what is in braces they fill in.
OF_CASES = (
    *("one", "many", "none", "oneMessage", "manyMessages", "deleted", "deletedAll", "undone", "added", "noted"),
    *("firmSaved", "joined", "pictureAdded", "pictureRemoved", "notPicture", "badDay", "saved", "exported"),
    *("noReminder", "notNow", "doneRemoved"),
)
OF_CASES_TOO = (
    *("picture", "remove", "failed", "cutOff"),
    *("did.stop", "did.letter", "did.complaint", "did.report", "did.stopped"),
    *("in.added", "in.replaced", "in.already", "in.skipped", "in.nothing"),
    *("store.full", "store.blocked", "store.unavailable", "store.newer"),
    *("file.not_json", "file.not_ours", "file.newer", "file.broken"),
)
FILLED_IN = {name: f"{{{name}}}" for name in ("count", "size", "number", "reason", "percent", "minutes")}


def my_cases(_: Country, language: str) -> dict[str, Any]:
    """The words for the scripts of the page of cases, and where Python is."""
    t, site = site_words(language), current_site()
    words = {
        **{name: t(f"site.cases.say.{name}", **FILLED_IN) for name in OF_CASES},
        **{name: t(f"site.cases.{name}", **FILLED_IN) for name in OF_CASES_TOO},
        **{f"country.{c.code}": t(f"country.{c.code}") for c in site.countries},
        **{f"packs.{c.code}": packs_of(c, language) for c in site.countries},
        "starting": t("site.answer.starting"),
        "progress": t("site.answer.progress", **FILLED_IN),
        "minuteLeft": t("site.answer.minute_left"),
        "minutesLeft": t("site.answer.minutes_left", **FILLED_IN),
    }
    return {"cases_words": words, "runtime": built_address(current_site().runtime)}


def every_claim(country: Country, language: str) -> dict[str, Any]:
    """All claims of a country, and the same by their strength, the strongest first."""
    claims = all_claims(country, language)
    by_strength = [(code, list(group)) for code, group in groupby(claims, key=lambda c: c.strength_code)]
    return {"all_claims": claims, "claims_by_strength": by_strength}


def all_claims(country: Country, language: str) -> list[ClaimView]:
    """Every claim of a country in words, strongest first."""
    w = load_catalogue(language, country)
    order = list(Strength)  # strongest first
    claims = sorted(country.claims.values(), key=lambda c: (order.index(Strength(c.strength)), c.id))
    return [claim_view(c, w) for c in claims]


# The name of the guide, which is that of its template -> what the template needs beside the guide and what all have.
CONTEXTS: dict[str, Callable[[Country, str], dict[str, Any]]] = {
    SOURCES_PAGE: every_claim,
    DECISIONS: how_decided,
    "can-i-send": draft_form,
    CASES_PAGE: my_cases,
    "index": lambda _, language: site_index(language),
    "about": unread_claims,
    "how-good": lambda _, language: how_good(language),
}
