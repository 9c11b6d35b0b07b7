"""The words of the pages (`site/stopsms/locale`), beside those of the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sender_lookup.country.schema import Country
from sender_lookup.output.catalogue import Catalogue

LOCALE = Path(__file__).parent / "locale"


@cache
def site_words(language: str) -> Catalogue:
    """The catalogue of the pages in one language; the compiled file is made by `make locale`."""
    return Catalogue(language, (LOCALE / language / "LC_MESSAGES" / "messages.mo").read_bytes())


def own_words(language: str, country: Country, kind: str, thing: str) -> str:
    """The words under `site.<kind>.<thing>`: those of the country, else the general ones."""
    t = site_words(language)
    return t(t.first(f"site.{kind}.{country.code.lower()}.{thing}", f"site.{kind}.{thing}"))
