"""Addresses and views. Language is the first part of a path, country the second where it matters, then the slug.

Every view that freezing visits gets its addresses from `addresses()`, so that no page can be forgotten or left over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, url_for

from sender_lookup.answer import ClaimView, claim_view
from sender_lookup.country import Country, load_country
from sender_lookup.letters import compose
from sender_lookup.words import words

from .content import Guide, render
from .instant import instant_table
from .site import LANGUAGE_NAMES, Site
from .situations import example_answer, example_of, masked, situations
from .words import site_words

pages = Blueprint("pages", __name__)
LETTERS, SENDERS, SOURCES, LEGAL = "letters", "senders", "sources", "legal"  # pages of content that code completes


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page to this one."""

    title: str
    url: str


def site() -> Site:
    """The site that the app was made for."""
    found: Site = current_app.config["SITE"]
    return found


def absolute(path: str) -> str:
    """The public address of a path that `url_for` gave (which has the sub-path in it while freezing)."""
    prefix = url_for("pages.root")
    return site().base_url + path.removeprefix(prefix)


def guide_url(guide: Guide) -> str:
    """The address of a guide."""
    if guide.country:
        return url_for("pages.country_page", language=guide.language, country=guide.country.lower(), slug=guide.slug)
    return url_for("pages.page", language=guide.language, slug=guide.slug)


def page_url(language: str, page_id: str) -> str:
    """The address of the guide with that id; the home page where there is none (the checks report it)."""
    guide = site().guide(language, page_id)
    return guide_url(guide) if guide else url_for("pages.home", language=language)


def family_url(language: str, country: Country, family_id: str) -> str:
    """The address of a family's page."""
    return url_for("pages.country_page", language=language, country=country.code.lower(), slug=family_id)


def letter_url(language: str, country: Country, letter_id: str) -> str:
    """The address of a printable letter."""
    slug = getattr(site().guide(language, LETTERS), "slug", LETTERS)
    return url_for("pages.letter", language=language, country=country.code.lower(), slug=slug, letter_id=letter_id.replace("_", "-"))


def letter_links(language: str, country: Country) -> dict[str, str]:
    """Letter id -> address."""
    return {i: letter_url(language, country, i) for i in country.letters}


def _country(code: str) -> Country:
    country = next((c for c in site().countries if c.code.lower() == code), None)
    if country is None:
        abort(404)
    return country


def _check_language(language: str) -> None:
    if language not in site().languages:
        abort(404)


def show(template: str, language: str, *, alternates: dict[str, str], title: str, description: str, crumbs: list[Crumb], **values: Any) -> str:
    """A page with what all pages have: words, languages, canonical address, way back, footer."""
    path = alternates[language]
    return render_template(
        template, site=site(), language=language, t=site_words(language), w=words(language), languages=LANGUAGE_NAMES,
        alternates=alternates, absolute=absolute, canonical=absolute(path), title=title, description=description, crumbs=crumbs,
        home=url_for("pages.home", language=language), page_url=page_url, static=lambda name: url_for("static", filename=name), **values,
    )  # fmt: skip


@pages.get("/")
def root() -> str:
    """The list of languages; a real page, no redirect."""
    homes = {lang: url_for("pages.home", language=lang) for lang in site().languages}
    return render_template("root.html", site=site(), homes=homes, languages=LANGUAGE_NAMES, words=site_words, absolute=absolute, static=lambda name: url_for("static", filename=name))


@pages.get("/<language>/")
def home(language: str) -> str:
    """The form, and the way for those without JavaScript."""
    _check_language(language)
    country = load_country(site().index.default_country)
    t = site_words(language)
    return show(
        "home.html", language, alternates={lang: url_for("pages.home", language=lang) for lang in site().languages},
        title=t("site.home.title"), description=t("site.home.description"), crumbs=[], country=country,
        families=site().families(country), family_url=lambda i: family_url(language, country, i),
        advised={c.code for c in site().countries}, guides=_guides_of(language), guide_url=guide_url,
        letters=[(i, letter_url(language, country, i)) for i in country.letters],
        runtime=url_for("pages.root") + site().runtime if site().runtime else "",
        instant={c.code: url_for("pages.instant", language=language, country=c.code.lower()) for c in site().countries},
    )  # fmt: skip


def _guides_of(language: str) -> list[Guide]:
    """The guides about a country, in the order of the French home page: alphabetical by id is nobody's order."""
    known = [g for (lang, _), g in site().guides.items() if lang == language and g.country and g.id not in (SENDERS, SOURCES, LETTERS)]
    return sorted(known, key=lambda g: (ORDER.index(g.id) if g.id in ORDER else len(ORDER), g.id))


ORDER = (
    "step-by-step", "stop-did-not-work", "scam-or-advert", "i-clicked", "who-is-behind", "charged", "unasked-code", "blocked-but-arriving",
    "does-answering-confirm", "name-or-mobile-sender", "political-and-charity", "what-senders-must-respect", "child-or-parent", "glossary",
)  # fmt: skip


@pages.get("/<language>/<country>/instant.json")
def instant(language: str, country: str) -> Response:
    """The table behind the instant answer."""
    _check_language(language)
    rules = _country(country)
    table = instant_table(rules, language, site().as_of, lambda i: family_url(language, rules, i))
    return Response(json.dumps(table, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")


@pages.get("/<language>/<slug>/")
def page(language: str, slug: str) -> str:
    """A guide that is not about one country."""
    _check_language(language)
    return _guide(language, slug, "")


@pages.get("/<language>/<country>/<slug>/")
def country_page(language: str, country: str, slug: str) -> str:
    """A guide about a country, or a family of its senders."""
    _check_language(language)
    rules = _country(country)
    if any(f.id == slug for group in site().families(rules).values() for f in group):
        return _family(language, rules, slug)
    return _guide(language, slug, rules.code)


def _guide(language: str, slug: str, country: str) -> str:
    guide = next((g for (lang, _), g in site().guides.items() if lang == language and g.slug == slug and g.country == country), None)
    if guide is None:
        abort(404)
    rules = load_country(country or site().index.default_country)
    html = render(guide.source, lambda kind, target: link_address(language, rules, kind, target))
    alternates = {lang: guide_url(g) for lang in site().languages if (g := site().guide(lang, guide.id))}
    w = words(language)
    following = site().guide(language, guide.next) if guide.next else None
    return show(
        {SENDERS: "senders.html", SOURCES: "sources.html", LETTERS: "letters.html", LEGAL: "legal.html"}.get(guide.id, "guide.html"),
        language, alternates=alternates, title=guide.title, description=guide.description, crumbs=[],
        guide=guide, html=html, claims=[claim_view(rules.claims[c], w) for c in guide.claims], next=following, guide_url=guide_url,
        country=rules, families=site().families(rules), family_url=lambda i: family_url(language, rules, i),
        all_claims=all_claims(rules, language) if guide.id == SOURCES else [],
        letters=[(i, letter_url(language, rules, i)) for i in rules.letters],
    )  # fmt: skip


def all_claims(country: Country, language: str) -> list[ClaimView]:
    """Every claim of a country in words, strongest first."""
    w = words(language)
    order = ["law", "regulator", "charter", "practice"]
    return [claim_view(c, w) for c in sorted(country.claims.values(), key=lambda c: (order.index(c.strength), c.id))]


def link_address(language: str, country: Country, kind: str, target: str) -> str:
    """The address behind a `kind:target` link of a guide."""
    if kind == "claim":
        return f"{page_url(language, SOURCES)}#{target}"
    if kind == "page":
        return page_url(language, target)
    if kind == "family":
        return family_url(language, country, target)
    if kind == "home":
        return url_for("pages.home", language=language)
    return f"{kind}:{target}"


def _family(language: str, country: Country, family_id: str) -> str:
    family = country.family(family_id)
    links = letter_links(language, country)
    result, answer = example_answer(family, None, country, language, site().as_of, links)
    answers = [
        (s.id, *example_answer(family, s.text, country, language, site().as_of, links)) for s in situations() if family_id in s.families
    ]
    t, w = site_words(language), words(language)
    senders = site().guide(language, SENDERS)
    return show(
        "family.html", language, alternates={lang: family_url(lang, country, family_id) for lang in site().languages},
        title=t(f"site.family.title.{family_id}"), description=w(f"family.{family_id}"),
        crumbs=[Crumb(senders.title, guide_url(senders))] if senders else [],
        family=family, example=masked(example_of(family)), result=result, answer=answer, answers=answers,
        claims=[claim_view(country.claims[c], w) for c in family.claims],
    )  # fmt: skip


@pages.get("/<language>/<country>/<slug>/<letter_id>/")
def letter(language: str, country: str, slug: str, letter_id: str) -> str:
    """A letter as a printable text with places to fill in."""
    _check_language(language)
    rules = _country(country)
    wanted = letter_id.replace("-", "_")
    guide = site().guide(language, LETTERS)
    if wanted not in rules.letters or guide is None or guide.slug != slug:
        abort(404)
    w = words(language)
    return show(
        "letter.html", language, alternates={lang: letter_url(lang, rules, wanted) for lang in site().languages if site().guide(lang, LETTERS)},
        title=w(f"letter.{wanted}.title"), description=w(f"letter.{wanted}.what")[:155], crumbs=[Crumb(guide.title, guide_url(guide))],
        what=w(f"letter.{wanted}.what"), letter=compose(wanted, rules, {}), claims=[],
    )  # fmt: skip


@pages.get("/404.html")
def not_found() -> str:
    """One page in all languages: a static host cannot know which one was meant."""
    homes = {lang: url_for("pages.home", language=lang) for lang in site().languages}
    return render_template("404.html", site=site(), homes=homes, words=site_words, languages=LANGUAGE_NAMES, static=lambda name: url_for("static", filename=name))


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """Every page with its languages."""
    groups = [alternates for alternates in page_groups()]
    return Response(render_template("sitemap.xml", groups=groups, absolute=absolute), mimetype="application/xml")


@pages.get("/robots.txt")
def robots() -> Response:
    """Everything may be read."""
    return Response(f"User-agent: *\nAllow: /\nSitemap: {absolute(url_for('pages.sitemap'))}\n", mimetype="text/plain")


def page_groups() -> Iterator[dict[str, str]]:
    """Language -> address, for every page that exists in several languages."""
    languages = site().languages
    yield {lang: url_for("pages.home", language=lang) for lang in languages}
    for page_id in sorted({i for _, i in site().guides}):
        yield {lang: guide_url(g) for lang in languages if (g := site().guide(lang, page_id))}
    for country in site().countries:
        for group in site().families(country).values():
            for family in group:
                yield {lang: family_url(lang, country, family.id) for lang in languages}
        for letter_id in country.letters:
            yield {lang: letter_url(lang, country, letter_id) for lang in languages if site().guide(lang, LETTERS)}


def addresses() -> Iterator[str]:
    """Every address of the site, for freezing."""
    yield url_for("pages.root")
    for group in page_groups():
        yield from group.values()
    for country in site().countries:
        for language in site().languages:
            yield url_for("pages.instant", language=language, country=country.code.lower())
    for endpoint in ("not_found", "sitemap", "robots"):
        yield url_for(f"pages.{endpoint}")
