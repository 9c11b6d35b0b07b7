"""Pages from `content/`: guides, and the lists that code completes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import abort, url_for
from markdown_it.token import Token

from sender_lookup.claims import ClaimView, claim_view
from sender_lookup.country import Country, load_country
from sender_lookup.draft_answer import checklist
from sender_lookup.draft_rules import load_draft_rules
from sender_lookup.model import Strength
from sender_lookup.words import words

from ..addresses import guide_url, link_address, page_url, site
from ..content import Guide, render
from ..decision_figure import draw
from ..decisions import decisions
from ..glossary import GLOSSARY, put_anchors, put_links, terms_of
from ..site import LETTERS, SENDERS, SOURCES
from ..words import site_words
from .everything import INDEX, everything
from .families import family_page
from .frame import about, check_language, country_of, pages, show

DECISIONS = "decision-graph"  # the page that shows the rules
DRAFT = "can-i-send"  # the page that checks a draft
MADE = (INDEX, "about", "embedding")
OWN_TEMPLATE = (SENDERS, SOURCES, LETTERS, DECISIONS, DRAFT, "legal", *MADE)  # guides that code completes
PLACE = re.compile(r"<p>\[\[\w+\]\]</p>\n?")  # where the page's template puts what is made of the rules
CUT = "\0"


@pages.get("/<language>/<slug>/")
def page(language: str, slug: str) -> str:
    """A guide that is not about one country."""
    check_language(language)
    return guide_page(language, slug, "")


@pages.get("/<language>/<country>/<slug>/")
def country_page(language: str, country: str, slug: str) -> str:
    """A guide about a country, or a family of its senders."""
    check_language(language)
    rules = country_of(country)
    if any(f.id == slug for group in site().families(rules).values() for f in group):
        return family_page(language, rules, slug)
    return guide_page(language, slug, rules.code)


def guide_page(language: str, slug: str, country: str) -> str:
    """The guide of a slug."""
    guide = next(
        (g for (lang, _), g in site().guides.items() if lang == language and g.slug == slug and g.country == country),
        None,
    )
    if guide is None:
        abort(404)
    rules = load_country(country or site().index.default_country)
    html = render(guide.source, lambda kind, target: link_address(language, rules, kind, target), glossed(guide))
    html, _, remainder = PLACE.sub(CUT, html, count=1).partition(CUT)
    alternates = {lang: guide_url(g) for lang in site().languages if (g := site().guide(lang, guide.id))}
    w = words(language)
    following = site().guide(language, guide.next) if guide.next else None
    return show(
        f"{guide.name}.html" if guide.name in OWN_TEMPLATE else "guide.html",
        language,
        alternates=alternates,
        title=guide.title,
        description=guide.description,
        crumbs=[],
        guide=guide,
        html=html,
        remainder=remainder,
        claims=[claim_view(rules.claims[c], w) for c in guide.claims],
        next=following,
        where=rules if guide.country else None,
        **about(language, rules),
        all_claims=all_claims(rules, language) if guide.name == SOURCES else [],
        **(everything(language) if guide.name == INDEX else {}),
        unread_claims=_unread(language) if guide.name == "about" else [],
        **(_decisions(rules, language) if guide.name == DECISIONS else {}),
        **(_draft(language) if guide.name == DRAFT else {}),
    )


def glossed(guide: Guide) -> Callable[[list[Token]], None]:
    """What the glossary adds to a guide: anchors to itself, links to the others of its country and of none."""
    glossary = site().guide(guide.language, GLOSSARY)
    if glossary is None or guide.country not in ("", glossary.country):
        return lambda tokens: None
    terms = terms_of(glossary.source, glossary.unlinked)
    if guide is glossary:
        return lambda tokens: put_anchors(tokens, terms)
    return lambda tokens: put_links(tokens, terms, lambda anchor: f"{guide_url(glossary)}#{anchor}")


def _unread(language: str) -> list[tuple[str, int, int, str]]:
    """Name of each country, how many of its claims nobody has read at the source, of how many, and where they stand."""
    t = site_words(language)
    return [
        (
            t(f"country.{c.code}"),
            sum(not claim.was_read for claim in c.claims.values()),
            len(c.claims),
            page_url(language, site().page_id(c, SOURCES)),
        )
        for c in site().countries
    ]


def _decisions(country: Country, language: str) -> dict[str, Any]:
    """How the advice of a country is decided, as lines and drawn from them."""
    lines = decisions(country, language, site().as_of)
    figures = {"narrow": draw(lines, language, wide=False), "wide": draw(lines, language, wide=True)}
    return {"decisions": lines, "figures": figures}


def _draft(language: str) -> dict[str, Any]:
    """The form that checks a draft, and its rules as a list: the country of the language's home first."""
    start = site().start_country(language)
    countries = sorted((c for c in site().countries if load_draft_rules(c)), key=lambda c: c.code != start.code)
    return {
        "start": start,
        "checklists": [(c, checklist(c, language, site().as_of)) for c in countries],
        "runtime": url_for("pages.root") + site().runtime if site().runtime else "",
    }


def all_claims(country: Country, language: str) -> list[ClaimView]:
    """Every claim of a country in words, strongest first."""
    w = words(language)
    order = list(Strength)  # strongest first
    claims = sorted(country.claims.values(), key=lambda c: (order.index(Strength(c.strength)), c.id))
    return [claim_view(c, w) for c in claims]
