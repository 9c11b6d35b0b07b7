"""The words of the pages (`site/stopsms/locale`), beside those of the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sender_lookup.output.catalogue import Catalogue

LOCALE = Path(__file__).parent / "locale"


@cache
def site_words(language: str) -> Catalogue:
    """The catalogue of the pages in one language; the compiled file is made by `make locale`."""
    return Catalogue(language, (LOCALE / language / "LC_MESSAGES" / "messages.mo").read_bytes())
