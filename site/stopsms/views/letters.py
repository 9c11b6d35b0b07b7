"""Letters to print."""

from __future__ import annotations

from flask import abort

from sender_lookup.country.schema import Country
from sender_lookup.output.answer import letter_words
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.letter_pieces import blanks_in
from sender_lookup.output.letters import compose_letter, letter_says

from ..config import LETTERS_PAGE
from ..i18n import own_words
from .layout import Crumb, check_language, country_of, pages, show
from .once import once
from .slugs import letter_of
from .urls import current_site, guide_url, letter_url


@pages.get("/<language>/<country>/<slug>/<letter>/")
def printable_letter(language: str, country: str, slug: str, letter: str) -> str:
    """A letter as a printable text with places to fill in."""
    check_language(language)
    rules = country_of(country, language)
    wanted = letter_of(language, rules, letter)
    guide = current_site().guide(language, current_site().page_id(rules, LETTERS_PAGE))
    if wanted is None or guide is None or guide.slug != slug:
        abort(404)
    return letter_page(language, rules, wanted)


@once  # those that had another address have two
def letter_page(language: str, rules: Country, wanted: str) -> str:
    """The page of a letter of a country that has a list of letters."""
    page = current_site().page_id(rules, LETTERS_PAGE)
    guide = current_site().guide(language, page)
    title, what = letter_words(wanted, load_catalogue(language, rules))
    composed = compose_letter(wanted, rules, {"language": language})
    of_the_letter = load_catalogue(composed.language)
    blanks = [of_the_letter(f"letter.placeholder.{fact}") for fact in composed.missing]
    return show(
        "letter.html",
        language,
        alternates={
            lang: letter_url(lang, rules, wanted) for lang in rules.languages if current_site().guide(lang, page)
        },
        title=title,
        description=own_words(language, rules, "letter.description", wanted),
        crumbs=[Crumb(guide.title, guide_url(guide))] if guide else [],
        where=rules,
        what=what,
        letter=composed,
        says=letter_says(wanted, load_catalogue(language, rules)) if composed.language != language else "",
        top=[(name, blanks_in(text, blanks)) for name, text in composed.top],
        claims=[],
    )
