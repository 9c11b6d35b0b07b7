"""The index of a language: everything that its search finds, in one file that the first use of the field fetches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from flask import Response, url_for

from sender_lookup.country.schema import Country
from sender_lookup.output.answer import family_text, letter_words
from sender_lookup.output.catalogue import load_catalogue

from ..content.glossary import GLOSSARY, LINE, terms_of
from ..content.guides import Guide
from ..i18n import site_words
from ..search.document import Document
from ..search.guide_text import folded, frequent_words, headings_of, text_of
from ..search.numbers import numbers_of
from ..search.wordings import load_wordings
from .layout import check_language, family_title, family_words, pages
from .site_index import INDEX
from .urls import current_site, family_url, guide_url, letter_links, page_url

WORDS = ("found", "nothing", "form", "all", "number")  # of site.search.*: what the scripts say
LONGEST = 110  # characters of the line under a title


@pages.get("/<language>/search.json")
def search_index(language: str) -> Response:
    """The index."""
    check_language(language)
    return Response(
        json.dumps(index_of(language), ensure_ascii=False, separators=(",", ":")), mimetype="application/json"
    )


def index_of(language: str) -> dict[str, Any]:
    """What the scripts read: words of the page, addresses, documents, and the families of digits."""
    t, w = site_words(language), load_wordings(language)
    return {
        "words": {name: t(f"site.search.{name}", **_holes(name)) for name in WORDS},
        "form": url_for("pages.home", language=language),
        "all": page_url(language, INDEX),
        "countries": {c.code: t(f"country.{c.code}") for c in current_site().countries_in(language)},
        "stop": " ".join(w.stop_words),
        "same": [" ".join(words) for words in w.same],
        "docs": [d.row() for d in documents(language)],
        "numbers": [_numbers(language, country) for country in current_site().countries_in(language)],
    }


def _holes(name: str) -> dict[str, str]:
    return {"found": {"count": "{count}"}, "number": {"number": "{number}", "title": "{title}"}}.get(name, {})


def documents(language: str) -> Iterator[Document]:
    """Everything that is found."""
    stop = {folded(word) for word in load_wordings(language).stop_words}
    for (lang, _), guide in sorted(current_site().guides.items()):
        if lang == language and guide.name != INDEX:
            yield _guide(guide, stop)
    for country in current_site().countries_in(language):
        yield from _families(language, country)
        yield from _letters(language, country)
    if glossary := current_site().guide(language, GLOSSARY):
        yield from _terms(glossary)


def _guide(guide: Guide, stop: set[str]) -> Document:
    more = [*headings_of(guide.source), *frequent_words(text_of(guide.source), stop)]
    said = load_wordings(guide.language).guides.get(guide.name, ())
    kind = "guide" if guide.country else "site"
    return Document(
        kind, guide.name, guide.title, guide_url(guide), guide.description, guide.country, said, " ".join(more)
    )


def _families(language: str, country: Country) -> Iterator[Document]:
    said, w = load_wordings(language).families, load_catalogue(language, country)
    for family in _shown(country):
        about, title = family_text(family.id, family.kind, w), family_title(language, country, family.id)
        url, seen = family_url(language, country, family.id), " ".join(family.examples)
        yield Document(
            "family", family.id, title, url, first_sentence(about), country.code, said.get(family.id, ()), seen
        )


def _letters(language: str, country: Country) -> Iterator[Document]:
    said = load_wordings(language).letters
    for letter_id, url in letter_links(language, country).items():
        title, what = letter_words(letter_id, load_catalogue(language, country))
        yield Document("letter", letter_id, title, url, first_sentence(what), country.code, said.get(letter_id, ()))


def _terms(glossary: Guide) -> Iterator[Document]:
    """The terms of the glossary that have no page of their own."""
    terms = terms_of(glossary.source)
    lines = [text for text in glossary.source.splitlines() if LINE.match(text)]
    for term, line in zip(terms, lines, strict=True):
        if term.words:
            url, text = f"{guide_url(glossary)}#{term.anchor}", text_of(line)
            meaning = re.split(r"\s?:\s", text, maxsplit=1)[-1]
            yield Document("term", term.anchor, term.name, url, meaning, glossary.country, term.words[1:])


def _shown(country: Country) -> list[Any]:
    return [family for group in current_site().families(country).values() for family in group]


def _numbers(language: str, country: Country) -> dict[str, Any]:
    def words(family_id: str) -> tuple[str, str]:
        return family_url(language, country, family_id), family_words(language, country, family_id)[1]

    return numbers_of(country, _shown(country), words)


def first_sentence(text: str) -> str:
    """The first sentence; of a long one, as many words as stand under a title.

    >>> first_sentence("Sent by a shop. Not by a bank.")
    'Sent by a shop.'
    """
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    return first if len(first) <= LONGEST else first[:LONGEST].rpartition(" ")[0].rstrip(",;:") + "…"
