"""The last part of the address of a family or a letter: in the page's language, from the catalogues
(`site.family.slug.<id>`, `site.letter.slug.<id>`, with the country's code before the id where it has its own), and the
ones that they had before (`old_slugs.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from sender_lookup.country.schema import Country

from ..config import LETTERS_PAGE, Site
from ..i18n import own_words

OLD = Path(__file__).with_name("old_slugs.toml")


def family_slug(language: str, country: Country, family_id: str) -> str:
    """The slug of a family's page."""
    return own_words(language, country, "family.slug", family_id)


def letter_slug(language: str, country: Country, letter_id: str) -> str:
    """The slug of a printable letter."""
    return own_words(language, country, "letter.slug", letter_id)


def family_of(language: str, country: Country, slug: str, ids: Iterable[str]) -> str | None:
    """Which of the families has the slug, today or formerly."""
    old = _old(country, "families")
    return next((i for i in ids if slug == family_slug(language, country, i) or (slug == i and i in old)), None)


def letter_of(language: str, country: Country, slug: str) -> str | None:
    """Which letter of the country has the slug, today or formerly."""
    old = slug if slug in _old(country, "letters") else ""
    return next((i for i in country.letters if slug == letter_slug(language, country, i) or old == dashed(i)), None)


def taken_slugs(site: Site, language: str, country: Country) -> Iterator[str]:
    """All slugs that families have, today or formerly: no guide about the country may have one of them."""
    for family_id in _family_ids(site, country):
        yield family_slug(language, country, family_id)
    yield from _old(country, "families")


def old_families(site: Site, language: str, country: Country) -> Iterator[str]:
    """The families' slugs of former days that are not those of today."""
    if language in _old(country, "languages"):
        now = {family_slug(language, country, i) for i in _family_ids(site, country)}
        yield from (i for i in _family_ids(site, country) if i in _old(country, "families") and i not in now)


def old_letters(site: Site, language: str, country: Country) -> Iterator[str]:
    """The same for letters."""
    if language in _old(country, "languages") and site.guide(language, site.page_id(country, LETTERS_PAGE)):
        now = {letter_slug(language, country, i) for i in country.letters}
        yield from (i for i in map(dashed, country.letters) if i in _old(country, "letters") and i not in now)


def old_paths(site: Site) -> Iterator[str]:
    """Every page at an old address, as a path below the site's root."""
    for language in site.languages:
        for country in site.countries_in(language):
            here = f"{language}/{country.code.lower()}/"
            yield from (f"{here}{slug}/" for slug in old_families(site, language, country))
            guide = site.guide(language, site.page_id(country, LETTERS_PAGE))
            if guide:
                yield from (f"{here}{guide.slug}/{slug}/" for slug in old_letters(site, language, country))


def _family_ids(site: Site, country: Country) -> list[str]:
    return [family.id for group in site.families(country).values() for family in group]


def dashed(letter_id: str) -> str:
    """The slug of a letter in former days."""
    return letter_id.replace("_", "-")


@cache
def _file() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(OLD.read_text("utf-8"))


def _old(country: Country, kind: str) -> list[str]:
    return list(_file().get(country.code, {}).get(kind, ()))
