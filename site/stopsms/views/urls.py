"""The address of every page, and the list of them all: only what is listed here is frozen, and all of it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from flask import current_app, url_for

from sender_lookup.country.schema import Country
from sender_lookup.message.printed_numbers import digits_of

from ..config import LETTERS_PAGE, NPM_MODULES, Site
from ..content.guides import Guide
from .once import once
from .slugs import dashed, family_slug, letter_slug, old_families, old_letters

Page = tuple[str, dict[str, Any]]  # endpoint and values, as `url_for` and Frozen-Flask take them


def current_site() -> Site:
    """The site that the app was made for."""
    found: Site = current_app.config["SITE"]
    return found


def absolute(path: str) -> str:
    """The public address of a path that `url_for` gave (which has the sub-path in it while freezing)."""
    prefix = address("pages.root")
    return current_site().base_url + path.removeprefix(prefix)


def built_address(folder: str) -> str:
    """The address of a folder that is built beside the pages; empty in a build without it."""
    return address("pages.root") + folder if folder else ""


def homes() -> dict[str, str]:
    """Language -> the address of its home page."""
    return {lang: url_of(_home(lang)) for lang in current_site().languages}


def url_of(page: Page) -> str:
    """The address of a page."""
    endpoint, values = page
    return address(endpoint, *values.items())


@once
def address(endpoint: str, *values: tuple[str, Any]) -> str:
    """What `url_for` gives: thousands of links lead to a few hundred addresses."""
    return url_for(endpoint, **dict(values))


def _home(language: str) -> Page:
    return "pages.home", {"language": language}


def _guide(guide: Guide) -> Page:
    values = {"language": guide.language, "slug": guide.slug}
    if guide.country:
        return "pages.country_page", {**values, "country": guide.country.lower()}
    return "pages.page", values


def _family(language: str, country: Country, family_id: str) -> Page:
    return _family_at(language, country, family_slug(language, country, family_id))


def _family_at(language: str, country: Country, slug: str) -> Page:
    return "pages.country_page", {"language": language, "country": country.code.lower(), "slug": slug}


def _letter(language: str, country: Country, letter_id: str) -> Page:
    return _letter_at(language, country, letter_slug(language, country, letter_id))


def _letter_at(language: str, country: Country, letter: str) -> Page:
    guide = current_site().guide(language, current_site().page_id(country, LETTERS_PAGE))
    return "pages.printable_letter", {
        "language": language,
        "country": country.code.lower(),
        "slug": guide.slug if guide else LETTERS_PAGE,
        "letter": letter,
    }


def guide_url(guide: Guide) -> str:
    """The address of a guide."""
    return url_of(_guide(guide))


def page_url(language: str, page_id: str) -> str:
    """The address of the guide with that id; the home page where there is none (the checks report it)."""
    guide = current_site().guide(language, page_id)
    return guide_url(guide) if guide else url_for("pages.home", language=language)


def family_url(language: str, country: Country, family_id: str) -> str:
    """The address of a family's page."""
    return url_of(_family(language, country, family_id))


def letter_url(language: str, country: Country, letter_id: str) -> str:
    """The address of a printable letter."""
    return url_of(_letter(language, country, letter_id))


def letter_links(language: str, country: Country) -> dict[str, str]:
    """Letter id -> address."""
    return {i: letter_url(language, country, i) for i in country.letters}


def doc_url(slug: str = "") -> str:
    """The address of a page of the documentation for developers."""
    return address("pages.doc", ("slug", slug))


def link_address(language: str, country: Country, kind: str, target: str) -> str:
    """The address behind a `kind:target` link of a guide."""
    if kind == "route":
        return country.routes[target].url_in(language) or ""
    if kind == "tel":
        return f"tel:{digits_of(country.routes[target].phone or '')}"
    if kind == "page":
        return page_url(language, target)
    if kind == "family":
        return family_url(language, country, target)
    if kind == "home":
        return url_for("pages.home", language=language)
    if kind == "licences":
        return url_for("pages.root") + "licences.txt"
    return f"{kind}:{target}"


def page_groups() -> Iterator[dict[str, Page]]:
    """Language -> page, for every page that exists in several languages."""
    yield from (today for today, _ in _with_former_addresses())


def _with_former_addresses() -> Iterator[tuple[dict[str, Page], list[Page]]]:
    """The same, each with the pages at the addresses that it had before."""
    site = current_site()
    yield {lang: _home(lang) for lang in site.languages}, []
    for page_id in sorted({i for _, i in site.guides}):
        guides = [g for lang in site.languages if (g := site.guide(lang, page_id))]
        for code in dict.fromkeys(g.country for g in guides):  # a glossary is about the country of its language
            yield {g.language: _guide(g) for g in guides if g.country == code}, []
    for country in site.countries:
        yield from _families(country)
        yield from _letters(country)


def _families(country: Country) -> Iterator[tuple[dict[str, Page], list[Page]]]:
    site = current_site()
    old = {lang: tuple(old_families(site, lang, country)) for lang in country.languages}
    for family in (family for group in site.families(country).values() for family in group):
        former = [_family_at(lang, country, family.id) for lang in country.languages if family.id in old[lang]]
        yield {lang: _family(lang, country, family.id) for lang in country.languages}, former


def _letters(country: Country) -> Iterator[tuple[dict[str, Page], list[Page]]]:
    site = current_site()
    languages = [lang for lang in country.languages if site.guide(lang, site.page_id(country, LETTERS_PAGE))]
    old = {lang: tuple(old_letters(site, lang, country)) for lang in languages}
    for letter_id in country.letters:
        slug = dashed(letter_id)
        former = [_letter_at(lang, country, slug) for lang in languages if slug in old[lang]]
        yield {lang: _letter(lang, country, letter_id) for lang in languages}, former


def page_sets() -> Iterator[list[Page]]:
    """Every page of the site, in sets: what is made together is made of the same examples, rules or words."""
    site = current_site()
    for country in site.countries:
        yield [_data("instant", language, country=country.code.lower()) for language in country.languages]
    for language in site.languages:
        yield [
            _data(endpoint, language)
            for endpoint in ("search_index", "picture_words", "keep_words", "web_manifest", "embed")
        ]
    yield from ([*today.values(), *former] for today, former in _with_former_addresses())
    yield [("pages.doc", {"slug": page.slug}) for page in current_site().docs]
    yield [("npm_script", {"name": name}) for name in NPM_MODULES]
    yield [
        (f"pages.{endpoint}", {})
        for endpoint in ("root", "embed_script", "engine_script", "not_found", "sitemap", "robots")
    ]


def _data(endpoint: str, language: str, **values: str) -> Page:
    return f"pages.{endpoint}", {"language": language, **values}


def every_page() -> Iterator[Page]:
    """Every page of the site, for freezing."""
    return chain.from_iterable(page_sets())
