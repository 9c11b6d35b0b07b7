"""A kind of sender: what it is, the answer without a message, and the answers by what a message says."""

from __future__ import annotations

from sender_lookup.country.schema import Country
from sender_lookup.output.answer import family_text
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.claims import claim_view

from ..config import SENDERS_PAGE
from ..examples.masked import example_answer
from ..examples.situations import examples_for
from ..i18n import own_words
from .layout import Crumb, family_title, show
from .once import once
from .urls import current_site, family_url, guide_url, letter_links


@once  # those that had another address have two
def family_page(language: str, country: Country, family_id: str) -> str:
    """The page of a family."""
    family = country.family(family_id)
    links = letter_links(language, country)
    result, answer = example_answer(family, None, country, language, current_site().as_of, links)
    answers = [
        (s.id, example_answer(family, s.text, country, language, current_site().as_of, links)[1])
        for s in examples_for(country.code, language)
        if family_id in s.families
    ]
    w = load_catalogue(language, country)
    senders = current_site().guide(language, current_site().page_id(country, SENDERS_PAGE))
    about = family_text(family.id, family.kind, w)
    return show(
        "family.html",
        language,
        alternates={lang: family_url(lang, country, family_id) for lang in country.languages},
        title=family_title(language, country, family_id),
        description=own_words(language, country, "family.description", family_id),
        about=about,
        crumbs=[Crumb(senders.title, guide_url(senders))] if senders else [],
        where=country,
        family=family,
        verdict=result.advice.verdict,
        answer=answer,
        answers=answers,
        claims=[claim_view(country.claims[c], w) for c in family.claims],
    )
