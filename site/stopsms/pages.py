"""The views. Language is the first part of a path, country the second where it matters, then the slug."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template, url_for

from sender_lookup.answer import family_text, letter_words
from sender_lookup.claims import ClaimView, claim_view
from sender_lookup.country import Country, load_country
from sender_lookup.letters import compose
from sender_lookup.model import Strength
from sender_lookup.words import words

from .addresses import (
    absolute,
    family_url,
    guide_url,
    homes,
    letter_links,
    letter_url,
    link_address,
    page_groups,
    page_url,
    site,
)
from .content import Guide, render
from .decisions import decisions
from .instant import instant_table
from .site import LANGUAGE_NAMES, LETTERS, SENDERS, SOURCES
from .situations import example_answer, example_of, masked, situations
from .words import site_words

DECISIONS = "decision-graph"  # the page that shows the rules
OWN_TEMPLATE = (SENDERS, SOURCES, LETTERS, DECISIONS, "legal")  # guides that code completes

pages = Blueprint("pages", __name__)


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page to this one."""

    title: str
    url: str


def family_title(language: str, country: Country, family_id: str) -> str:
    """The title of a family's page: the country's own, else the general one."""
    t = site_words(language)
    return t(t.first(f"site.family.title.{country.code.lower()}.{family_id}", f"site.family.title.{family_id}"))


def _country(code: str) -> Country:
    country = next((c for c in site().countries if c.code.lower() == code), None)
    if country is None:
        abort(404)
    return country


def _check_language(language: str) -> None:
    if language not in site().languages:
        abort(404)


def show(
    template: str,
    language: str,
    *,
    alternates: dict[str, str],
    title: str,
    description: str,
    crumbs: list[Crumb],
    where: Country | None = None,
    **values: Any,
) -> str:
    """A page with what all pages have: words, languages, canonical address, way back, footer.

    Its menus lead to the pages about `where`: the country that the page is about, else that of its language's home.
    """
    path = alternates[language]
    here = where or site().start_country(language)
    return render_template(
        template,
        site=site(),
        language=language,
        t=site_words(language),
        w=words(language),
        languages=LANGUAGE_NAMES,
        alternates=alternates,
        absolute=absolute,
        canonical=absolute(path),
        web_manifest=url_for("pages.web_manifest", language=language),
        title=title,
        description=description,
        crumbs=crumbs,
        home=url_for("pages.home", language=language),
        page_url=page_url,
        where=here,
        country_page=lambda name: site().guide(language, site().page_id(here, name)) or site().guide(language, name),
        guide_url=guide_url,
        letter_words=lambda i: letter_words(i, here, words(language)),
        static=lambda name: url_for("static", filename=name),
        **values,
    )


@pages.get("/")
def root() -> str:
    """The list of languages; a real page, no redirect."""
    return render_template(
        "root.html",
        homes=homes(),
        languages=LANGUAGE_NAMES,
        words=site_words,
        absolute=absolute,
        static=lambda name: url_for("static", filename=name),
    )


@pages.get("/<language>/")
def home(language: str) -> str:
    """The form, and the way for those without JavaScript."""
    _check_language(language)
    country = site().start_country(language)
    t = site_words(language)
    return show(
        "home.html",
        language,
        alternates=homes(),
        title=t("site.home.title"),
        description=t("site.home.description"),
        crumbs=[],
        **_about(language, country),
        examples=[(s.example, s.sender, s.text) for s in situations(country.code) if s.example],
        guides=_guides_of(language, country),
        elsewhere=[
            (c, page_url(language, site().page_id(c, SENDERS))) for c in site().countries if c.code != country.code
        ],
        runtime=url_for("pages.root") + site().runtime if site().runtime else "",
        worker=url_for("pages.root") + "sw.js",
        instant={c.code: url_for("pages.instant", language=language, country=c.code.lower()) for c in site().countries},
    )


def _about(language: str, country: Country) -> dict[str, Any]:
    """What a page needs to list the senders and the letters of a country."""
    return {
        "country": country,
        "families": site().families(country),
        "family_url": lambda i: family_url(language, country, i),
        "family_title": lambda i: family_title(language, country, i),
        "letters": list(letter_links(language, country).items()),
    }


def _guides_of(language: str, country: Country) -> list[Guide]:
    """The guides about a country, in the order in which people need them: alphabetical by id is nobody's order."""
    special = [site().page_id(country, name) for name in (SENDERS, SOURCES, LETTERS)]
    known = [
        g
        for (lang, _), g in site().guides.items()
        if lang == language and g.country == country.code and g.id not in special
    ]
    return sorted(known, key=lambda g: (ORDER.index(g.name) if g.name in ORDER else len(ORDER), g.id))


ORDER = (
    "step-by-step",
    "stop-did-not-work",
    "scam-or-advert",
    "i-clicked",
    "who-is-behind",
    "charged",
    "unasked-code",
    "blocked-but-arriving",
    "does-answering-confirm",
    "name-or-mobile-sender",
    "political-and-charity",
    "what-senders-must-respect",
    "child-or-parent",
    "glossary",
)


@pages.get("/<language>/<country>/instant.json")
def instant(language: str, country: str) -> Response:
    """The table behind the instant answer."""
    _check_language(language)
    rules = _country(country)
    table = instant_table(rules, language, site().as_of, lambda i: family_url(language, rules, i))
    return Response(json.dumps(table, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")


@pages.get("/<language>/app.webmanifest")
def web_manifest(language: str) -> Response:
    """What a phone needs to install the site, and to offer it where a message is shared."""
    _check_language(language)
    home = url_for("pages.home", language=language)
    manifest = {
        "id": url_for("pages.root"), "start_url": home, "scope": url_for("pages.root"), "lang": language, "dir": "ltr",
        "name": site_words(language)("site.home.title"), "short_name": "STOP SMS",
        "description": site_words(language)("site.home.description"), "display": "standalone",
        "background_color": "#fdf8f0", "theme_color": "#0c5f58",
        "icons": [
            {"src": url_for("static", filename=f"img/{name}"), "sizes": sizes, "type": kind, "purpose": purpose}
            for name, sizes, kind, purpose in ICONS
        ],
        # The service worker answers it; no server sees what is shared.
        "share_target": {
            "action": f"{home}share/", "method": "POST", "enctype": "multipart/form-data",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }  # fmt: skip
    return Response(json.dumps(manifest, ensure_ascii=False), mimetype="application/manifest+json")


ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
)


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
    guide = next(
        (g for (lang, _), g in site().guides.items() if lang == language and g.slug == slug and g.country == country),
        None,
    )
    if guide is None:
        abort(404)
    rules = load_country(country or site().index.default_country)
    html = render(guide.source, lambda kind, target: link_address(language, rules, kind, target))
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
        claims=[claim_view(rules.claims[c], w) for c in guide.claims],
        next=following,
        where=rules if guide.country else None,
        **_about(language, rules),
        all_claims=all_claims(rules, language) if guide.name == SOURCES else [],
        decisions=decisions(rules, language, site().as_of) if guide.name == DECISIONS else [],
    )


def all_claims(country: Country, language: str) -> list[ClaimView]:
    """Every claim of a country in words, strongest first."""
    w = words(language)
    order = list(Strength)  # strongest first
    claims = sorted(country.claims.values(), key=lambda c: (order.index(Strength(c.strength)), c.id))
    return [claim_view(c, w) for c in claims]


def _family(language: str, country: Country, family_id: str) -> str:
    family = country.family(family_id)
    links = letter_links(language, country)
    result, answer = example_answer(family, None, country, language, site().as_of, links)
    answers = [
        (s.id, *example_answer(family, s.text, country, language, site().as_of, links))
        for s in situations(country.code)
        if family_id in s.families
    ]
    w = words(language)
    senders = site().guide(language, site().page_id(country, SENDERS))
    about = family_text(family.id, family.kind, country, w)
    return show(
        "family.html",
        language,
        alternates={lang: family_url(lang, country, family_id) for lang in site().languages},
        title=family_title(language, country, family_id),
        description=about,
        about=about,
        crumbs=[Crumb(senders.title, guide_url(senders))] if senders else [],
        where=country,
        family=family,
        example=masked(example_of(family)),
        result=result,
        answer=answer,
        answers=answers,
        claims=[claim_view(country.claims[c], w) for c in family.claims],
    )


@pages.get("/<language>/<country>/<slug>/<letter_id>/")
def letter(language: str, country: str, slug: str, letter_id: str) -> str:
    """A letter as a printable text with places to fill in."""
    _check_language(language)
    rules = _country(country)
    wanted = letter_id.replace("-", "_")
    page = site().page_id(rules, LETTERS)
    guide = site().guide(language, page)
    if wanted not in rules.letters or guide is None or guide.slug != slug:
        abort(404)
    title, what = letter_words(wanted, rules, words(language))
    return show(
        "letter.html",
        language,
        alternates={lang: letter_url(lang, rules, wanted) for lang in site().languages if site().guide(lang, page)},
        title=title,
        description=what[:155],
        crumbs=[Crumb(guide.title, guide_url(guide))],
        where=rules,
        what=what,
        letter=compose(wanted, rules, {"language": language}),
        claims=[],
    )


@pages.get("/404.html")
def not_found() -> str:
    """One page in all languages: a static host cannot know which one was meant."""
    return render_template(
        "404.html",
        homes=homes(),
        words=site_words,
        languages=LANGUAGE_NAMES,
        static=lambda name: url_for("static", filename=name),
    )


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """Every page with its languages."""
    return Response(
        render_template("sitemap.xml", groups=list(page_groups()), absolute=absolute), mimetype="application/xml"
    )


@pages.get("/robots.txt")
def robots() -> Response:
    """Everything may be read."""
    return Response(f"User-agent: *\nAllow: /\nSitemap: {absolute(url_for('pages.sitemap'))}\n", mimetype="text/plain")
