"""What every page has: words, languages, canonical address, way back, menus, footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template
from jinja2 import Template

from sender_lookup.country.schema import Country
from sender_lookup.output.answer import letter_words
from sender_lookup.output.catalogue import load_catalogue

from ..config import LANGUAGE_NAMES, SENDERS_PAGE
from ..examples.phone_drawings import sample_of
from ..i18n import own_words, site_words
from .pictures import picture
from .schema_org import breadcrumb_list
from .urls import absolute, address, current_site, family_url, guide_url, homes, letter_links, page_url

pages = Blueprint("pages", __name__)


@pages.context_processor
def of_every_page() -> dict[str, Any]:
    """What all templates may use, whatever the page and its language."""
    return {
        "site": current_site(),
        "languages": LANGUAGE_NAMES,
        "words": site_words,
        "homes": homes(),
        "absolute": absolute,
        "guide_url": guide_url,
        "static": lambda name: address("static", ("filename", name)),
    }


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page to this one."""

    title: str
    url: str


def family_title(language: str, country: Country, family_id: str) -> str:
    """The title of a family's page: the country's own, else the general one."""
    return own_words(language, country, "family.title", family_id)


def family_words(language: str, country: Country, family_id: str) -> tuple[str, str]:
    """How a list names a family: what its senders look like, and a few words."""
    sample = sample_of(country.family(family_id), country, family_title(language, country, family_id))
    return sample, own_words(language, country, "family.words", family_id)


def placed(title: str, where: Country | None, language: str) -> str:
    """The title of a page about a country, with its name: left out where the title says it, and at home, where the
    language begins with that country. Families, letters and guides are called the same in every country. A long name
    has a short form there (`site.short.<CC>`): search engines cut titles."""
    if where is None or where.code == current_site().start_country(language).code:
        return title
    t = site_words(language)
    short, name = f"site.short.{where.code}", t(f"country.{where.code}")
    return title if name in title else f"{title} ({t(short) if short in t else name})"


def country_of(code: str, language: str) -> Country:
    """The country of a path's second part; where it is not published in the language, the page does not exist."""
    country = next((c for c in current_site().countries_in(language) if c.code.lower() == code), None)
    if country is None:
        abort(404)
    return country


def check_language(language: str) -> None:
    """Without the language, the page does not exist."""
    if language not in current_site().languages:
        abort(404)


def show(
    template: str | list[str | Template],
    language: str,
    *,
    alternates: dict[str, str],
    title: str,
    description: str,
    crumbs: list[Crumb],
    where: Country | None = None,
    structured: dict[str, Any] | None = None,
    verdict: str = "",
    **values: Any,
) -> str:
    """A page with what all pages of a language have beside `of_every_page`: words, canonical address, way back, footer.

    The first template that exists is taken. Messengers show the picture of its `verdict`, else the site's. Its menus
    lead to the pages about `where`: the country that the page is about, else that of its language's home.
    """
    path, home = alternates[language], address("pages.home", ("language", language))
    here = where or current_site().start_country(language)
    t, title = site_words(language, here), placed(title, where, language)
    trail = [] if path == home else [Crumb(t("site.nav.home"), home), *crumbs, Crumb(title, path)]
    return render_template(
        template,
        language=language,
        t=t,
        w=load_catalogue(language, here),
        alternates=alternates,
        canonical=absolute(path),
        web_manifest=address("pages.web_manifest", ("language", language)),
        title=title,
        description=description,
        trail=trail,
        structured=structured or breadcrumb_list((c.title, absolute(c.url)) for c in trail),
        picture=picture(language, verdict),
        home=home,
        where=here,
        countries=[
            (c.code, page_url(language, current_site().page_id(c, SENDERS_PAGE)), c.code == here.code)
            for c in current_site().countries_in(language)
        ],
        country_page=lambda name: current_site().guide_for(language, here, name),
        letter_words=lambda i: letter_words(i, load_catalogue(language, here)),
        **values,
    )


def about(language: str, country: Country) -> dict[str, Any]:
    """What a page needs to list the senders and the letters of a country."""
    return {
        "country": country,
        "families": current_site().families(country),
        "family_url": lambda i: family_url(language, country, i),
        "family_title": lambda i: family_title(language, country, i),
        "family_words": lambda i: family_words(language, country, i),
        "letters": list(letter_links(language, country).items()),
    }
