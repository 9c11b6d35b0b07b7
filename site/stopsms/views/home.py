"""The form, and the list of languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from sender_lookup.codes import Kind
from sender_lookup.country.loader import load_country
from sender_lookup.country.schema import Country, Family
from sender_lookup.sender.sentence import guides as guides_of_sentences

from ..companies.lists import name_of
from ..config import LANGUAGE_NAMES, LETTERS_PAGE, SENDERS_PAGE, SOURCES_PAGE
from ..content.guides import Guide
from ..examples.situations import examples_for
from ..i18n import site_words
from .layout import about, check_language, pages, show
from .packs import packs_of
from .pictures import picture, root_picture
from .schema_org import web_application
from .urls import absolute, built_address, current_site, guide_url, homes, page_url

# What brings people here: the guides with a tile of their own. Who clicked or paid has a strip above them.
SITUATIONS = ("charged", "scam-or-advert", "unasked-code", "stop-did-not-work", "who-is-behind", "step-by-step")
EMERGENCY = "i-clicked"
# The order in which people need the guides: alphabetical by id is nobody's order.
ORDER = (
    "step-by-step",
    "charged",
    "i-clicked",
    "complain",
    "scam-or-advert",
    "unasked-code",
    "political-and-charity",
    "not-for-me",
    "stop-did-not-work",
    "stop-does-not-send",
    "who-is-behind",
    "blocked-but-arriving",
    "does-answering-confirm",
    "name-or-mobile-sender",
    "what-senders-must-respect",
    "child-or-parent",
    "glossary",
)
# What the form takes beside pictures of any kind; a phone offers the installed site for these alone. Endings tell of
# files whose kind a system does not tell.
FILE_KINDS = (
    *("image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"),
    *("text/plain", "text/csv", "text/xml", "application/xml"),
    *(".png", ".jpg", ".jpeg", ".webp", ".heic", ".heif", ".txt", ".csv", ".xml"),
)
NO_NUMBER = (Kind.EMAIL, Kind.UNREADABLE)


@pages.get("/")
def root() -> str:
    """The list of languages; a real page, no redirect."""
    return render_template(
        "root.html",
        canonical=absolute(url_for("pages.root")),
        picture=root_picture(),
    )


@pages.get("/<language>/")
def home(language: str) -> str:
    """The form, and the way for those without JavaScript."""
    check_language(language)
    t = site_words(language)
    return show(
        "home.html",
        language,
        title=t("site.home.title"),
        structured=web_application(
            "STOP SMS",
            t("site.home.description"),
            t("site.home.requirements"),
            absolute(homes()[language]),
            language,
            picture(language).url,
        ),
        worker=url_for("pages.root") + "sw.js",
        **form_values(language),
    )


def form_values(language: str) -> dict[str, Any]:
    """What a page of the form needs beside what all pages have: the home page and the one for other sites."""
    country = current_site().start_country(language)
    days = current_site().companies
    return {
        "alternates": homes(),
        "description": site_words(language)("site.home.description"),
        "crumbs": [],
        **about(language, country),
        "guides": guides_of(language, country),
        "situations": SITUATIONS,
        "kinds": kinds_of_sender(current_site().families(country)),
        "examples": [s for s in examples_for(country.code, language) if s.example],
        "lines": lines_of(language),
        "elsewhere": [
            (c, page_url(language, current_site().page_id(c, SENDERS_PAGE)))
            for c in current_site().countries_in(language)
            if c.code != country.code
        ],
        "runtime": built_address(current_site().runtime),
        "pictures": built_address(current_site().pictures),
        "file_kinds": FILE_KINDS,
        "instant": url_for("pages.instant", language=language, country=country.code.lower()),
        "companies": {code: url_for("static", filename=name_of(code)) for code in days},
        "companies_day": min(days.values(), default=current_site().as_of),
    }


def kinds_of_sender(families: Mapping[str, tuple[Family, ...]]) -> dict[str, tuple[Family, ...]]:
    """The families in four kinds that anybody tells apart at a glance; those with numbers in one, however they look."""
    rest = families["other"]
    return {
        "digits": families["digits"],
        "phone": families["mobile"] + tuple(f for f in rest if f.kind not in NO_NUMBER),
        "name": families["name"],
        "other": tuple(f for f in rest if f.kind in NO_NUMBER),
    }


@dataclass(frozen=True, slots=True)
class Line:
    """A country in which a phone line may be, as the form offers it.

    `packs`: what Python needs for it in the page's language. `instant`: the address of its table, which tells its pages
    too; "" where it is not published in the language. `home`: the home page in its first language, where it is
    published in others alone, and `published` their names.
    """

    code: str
    packs: str
    instant: str = ""
    home: str = ""
    published: str = ""


def lines_of(language: str) -> list[Line]:
    """The countries of the form, in the order of the index."""
    return [_line(load_country(code), language) for code in current_site().index.countries]


def _line(country: Country, language: str) -> Line:
    code, packs = country.code, packs_of(country, language)
    if country not in current_site().countries:
        return Line(code, packs)
    if language in country.languages:
        return Line(code, packs, instant=url_for("pages.instant", language=language, country=code.lower()))
    names = ", ".join(LANGUAGE_NAMES[lang] for lang in country.languages)
    return Line(code, packs, home=homes()[country.languages[0]], published=names)


def guide_links(language: str, country: Country) -> dict[str, str]:
    """The addresses of the guides about a country to which a sentence, a tile or the strip above leads, by name."""
    names = dict.fromkeys((*guides_of_sentences((language,)), *SITUATIONS, EMERGENCY))
    found = {name: current_site().guide_for(language, country, name) for name in names}
    return {name: guide_url(guide) for name, guide in found.items() if guide}


def pages_of(language: str, country: Country) -> list[tuple[str, str]]:
    """Title and address of the pages about a country, in the order in which people need them."""
    lists = [current_site().guide(language, current_site().page_id(country, i)) for i in (SENDERS_PAGE, LETTERS_PAGE)]
    return [(g.title, guide_url(g)) for g in (*guides_of(language, country), *lists) if g]


def guides_of(language: str, country: Country) -> list[Guide]:
    """The guides about a country, in the order in which people need them."""
    special = [current_site().page_id(country, name) for name in (SENDERS_PAGE, SOURCES_PAGE, LETTERS_PAGE)]
    known = [
        g
        for (lang, _), g in current_site().guides.items()
        if lang == language and g.country == country.code and g.id not in special
    ]
    return sorted(known, key=lambda g: (ORDER.index(g.name) if g.name in ORDER else len(ORDER), g.id))
