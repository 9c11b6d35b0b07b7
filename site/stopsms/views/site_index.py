"""The page that lists all others, for people who know what they look for."""

from __future__ import annotations

from typing import Any

from sender_lookup.country.schema import Country
from sender_lookup.output.answer import letter_words
from sender_lookup.output.catalogue import load_catalogue

from ..config import LETTERS_PAGE, SENDERS_PAGE, SOURCES_PAGE
from ..content.glossary import GLOSSARY, terms_of
from ..content.guides import Guide
from .home import guides_of
from .layout import about
from .urls import current_site, guide_url, letter_links

INDEX = "index"  # the id of its guide


def site_index(language: str) -> dict[str, Any]:
    """All pages of a language: by country, then those about no country, and the terms of the glossary."""
    start = current_site().start_country(language)
    countries = sorted(current_site().countries_in(language), key=lambda c: c.code != start.code)
    glossary = current_site().guide(language, GLOSSARY)
    return {
        "by_country": [_of_country(language, country) for country in countries],
        "others": [
            guide
            for (lang, page_id), guide in sorted(current_site().guides.items())
            if lang == language and not guide.country and page_id != INDEX
        ],
        "glossary": glossary,
        "terms": [(t.name, f"{guide_url(glossary)}#{t.anchor}") for t in terms_of(glossary.source)] if glossary else [],
    }


def _of_country(language: str, country: Country) -> dict[str, Any]:
    named = [
        current_site().guide(language, current_site().page_id(country, name))
        for name in (SENDERS_PAGE, LETTERS_PAGE, SOURCES_PAGE)
    ]
    lists: list[Guide] = [guide for guide in named if guide]
    return {
        **about(language, country),
        "guides": [g for g in guides_of(language, country) if g.name != GLOSSARY],
        "lists": lists,
        "titled_letters": [
            (letter_words(i, load_catalogue(language, country))[0], url)
            for i, url in letter_links(language, country).items()
        ],
    }
