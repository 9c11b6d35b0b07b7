"""Pages from `content/`: guides, and the lists that code completes."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import abort
from markdown_it.token import Token

from sender_lookup.country.loader import load_country
from sender_lookup.country.schema import Country
from sender_lookup.draft.render import claim_for_senders
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.claims import claim_view

from ..content.glossary import GLOSSARY, put_anchors, put_links, terms_of
from ..content.guides import Guide, render
from ..content.marks import put_marks
from ..i18n import site_words
from .families import family_page
from .guide_context import CONTEXTS
from .layout import about, check_language, country_of, pages, show
from .pictures import OF_GUIDES
from .slugs import family_of
from .urls import current_site, guide_url, link_address

PLACE = re.compile(r"<p>\[\[\w+\]\]</p>\n?")  # where the page's template puts what is made of the rules
CUT = "\0"
TO_SENDERS = "can-i-send"  # the guide that speaks to those who send


@pages.get("/<language>/<slug>/")
def page(language: str, slug: str) -> str:
    """A guide that is not about one country."""
    check_language(language)
    return guide_page(language, slug, "")


@pages.get("/<language>/<country>/<slug>/")
def country_page(language: str, country: str, slug: str) -> str:
    """A guide about a country, or a family of its senders."""
    check_language(language)
    rules = country_of(country, language)
    families = (f.id for group in current_site().families(rules).values() for f in group)
    if family_id := family_of(language, rules, slug, families):
        return family_page(language, rules, family_id)
    return guide_page(language, slug, rules.code)


def guide_page(language: str, slug: str, country: str) -> str:
    """The guide of a slug."""
    guides = (g for (lang, _), g in current_site().guides.items() if lang == language)
    guide = next((g for g in guides if g.slug == slug and g.country == country), None)
    if guide is None:
        abort(404)
    rules = load_country(country or current_site().index.default_country)
    html, remainder, claims = html_of(guide, rules)
    said = claim_for_senders if guide.name == TO_SENDERS else claim_view
    short, html = first_paragraph(html) if guide.in_short else ("", html)
    return show(
        [f"guides/{guide.name}.html", "guide.html"],
        language,
        alternates={
            lang: guide_url(g)
            for lang in current_site().languages
            if (g := current_site().guide(lang, guide.id)) and g.country == guide.country
        },
        title=guide.title,
        description=guide.description,
        verdict=OF_GUIDES.get(guide.name, ""),
        crumbs=[],
        guide=guide,
        deed_url=guide.deed and link_address(language, rules, guide.deed.kind, guide.deed.target),
        short=short,
        html=html,
        remainder=remainder,
        claims=[said(rules.claims[c], load_catalogue(language, rules)) for c in claims],
        next=current_site().guide(language, guide.next) if guide.next else None,
        where=rules if guide.country else None,
        **about(language, rules),
        **(CONTEXTS[guide.name](rules, language) if guide.name in CONTEXTS else {}),
    )


def html_of(guide: Guide, country: Country) -> tuple[str, str, tuple[str, ...]]:
    """The guide as HTML, what stands before the place that its template fills and what stands after it; its claims."""
    gloss, words = glossed(guide), site_words(guide.language)
    claims: list[str] = []

    def change(tokens: list[Token]) -> None:
        gloss(tokens)
        claims.extend(put_marks(tokens, lambda number: words("site.claim.mark", number=number)))

    html = render(guide.source, lambda kind, target: link_address(guide.language, country, kind, target), change)
    before, _, after = PLACE.sub(CUT, html, count=1).partition(CUT)
    return before, after, tuple(dict.fromkeys((*claims, *guide.claims)))


def first_paragraph(html: str) -> tuple[str, str]:
    """The short answer that a guide begins with, and the rest."""
    short, end, rest = html.partition("</p>\n")
    return short + end, rest


def glossed(guide: Guide) -> Callable[[list[Token]], None]:
    """What the glossary adds to a guide: anchors to itself, links to the others of its country and of none."""
    glossary = current_site().guide(guide.language, GLOSSARY)
    if glossary is None or guide.country not in ("", glossary.country):
        return lambda tokens: None
    terms = terms_of(glossary.source, glossary.unlinked)
    if guide is glossary:
        return lambda tokens: put_anchors(tokens, terms)
    return lambda tokens: put_links(tokens, terms, lambda anchor: f"{guide_url(glossary)}#{anchor}")
