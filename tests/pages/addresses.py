"""Where the pages of families and letters lie, from the catalogues and the list of old addresses themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from stopsms.config import LETTERS_PAGE, ROOT, Site
from stopsms.i18n import site_words

from sender_lookup.country.schema import Country

OLD = tomllib.loads((ROOT / "site" / "stopsms" / "views" / "old_slugs.toml").read_text("utf-8"))


def slug_of(kind: str, thing: str, language: str, country: Country) -> str:
    """`family` or `letter`: the last part of its address."""
    return site_words(language, country)(f"site.{kind}.slug.{thing}")


def family_path(site: Site, language: str, country: Country, family_id: str) -> str:
    """The page of a family."""
    return f"{language}/{country.code.lower()}/{slug_of('family', family_id, language, country)}/"


def letters_path(site: Site, language: str, country: Country) -> str:
    """The list of letters."""
    guide = site.guide(language, site.page_id(country, LETTERS_PAGE))
    assert guide is not None
    return f"{language}/{country.code.lower()}/{guide.slug}/"


def letter_path(site: Site, language: str, country: Country, letter_id: str) -> str:
    """The page of a printable letter."""
    return f"{letters_path(site, language, country)}{slug_of('letter', letter_id, language, country)}/"


def old_addresses(site: Site) -> Iterator[tuple[str, str]]:
    """Each old address with the one that took its place; those that stayed the same are none."""
    for country in (c for c in site.countries if c.code in OLD):
        was = OLD[country.code]
        for language in was["languages"]:
            here = f"{language}/{country.code.lower()}/"
            pairs = [(f"{here}{i}/", family_path(site, language, country, i)) for i in was["families"]]
            letters = letters_path(site, language, country)
            pairs += [
                (f"{letters}{i}/", letter_path(site, language, country, i.replace("-", "_"))) for i in was["letters"]
            ]
            yield from ((old, new) for old, new in pairs if old != new)


def old_of(country: Country, kind: str) -> list[str]:
    """The last parts that families or letters of a country had; none of one that is younger than the change."""
    return list(OLD.get(country.code, {}).get(kind, ()))
