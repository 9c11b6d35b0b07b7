"""A kind of sender: what it is, the answer without a message, and the answers by what a message says."""

from __future__ import annotations

from sender_lookup.country.schema import Country
from sender_lookup.output.answer import family_text
from sender_lookup.output.catalogue import words
from sender_lookup.output.claims import claim_view

from ..config import SENDERS
from ..examples.masked import example_answer, example_of, masked, situations
from ..i18n import site_words
from .layout import Crumb, family_title, show
from .meta_description import description
from .urls import family_url, guide_url, letter_links, site


def family_page(language: str, country: Country, family_id: str) -> str:
    """The page of a family."""
    family = country.family(family_id)
    links = letter_links(language, country)
    result, answer = example_answer(family, None, country, language, site().as_of, links)
    answers = [
        (s.id, *example_answer(family, s.text, country, language, site().as_of, links))
        for s in situations(country.code)
        if family_id in s.families
    ]
    w = words(language)
    senders = site().guide(language, site().page_id(country, SENDERS))
    about = family_text(family.id, family.kind, country, w)
    return show(
        "family.html",
        language,
        alternates={lang: family_url(lang, country, family_id) for lang in site().languages},
        title=family_title(language, country, family_id),
        description=description(about, site_words(language)("site.family.description")),
        about=about,
        crumbs=[Crumb(senders.title, guide_url(senders))] if senders else [],
        where=country,
        family=family,
        example=masked(example_of(family)),
        result=result,
        answer=answer,
        answers=answers,
        claims=[claim_view(country.claims[c], w) for c in family.claims],
    )
