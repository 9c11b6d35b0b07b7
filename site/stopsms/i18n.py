"""The words of the pages (`site/stopsms/locale`), beside those of the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sender_lookup.country.schema import Country
from sender_lookup.output.catalogue import GENERAL, Catalogue

LOCALE = Path(__file__).parent / "locale"


@cache
def site_words(language: str, country: Country | None = None) -> Catalogue:
    """The words of the pages in one language, with those of a country; the compiled files are made by `make locale`."""
    general = (LOCALE / language / "LC_MESSAGES" / f"{GENERAL}.mo").read_bytes()
    own = LOCALE / language / "LC_MESSAGES" / f"{country.code.lower()}.mo" if country else None
    return Catalogue(language, general, own.read_bytes() if own and own.is_file() else None, country=country)


def own_words(language: str, country: Country, kind: str, thing: str) -> str:
    """The words under `site.<kind>.<thing>`: those of the country, else the general ones."""
    return site_words(language, country)(f"site.{kind}.{thing}")
