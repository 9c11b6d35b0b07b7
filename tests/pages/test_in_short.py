"""What stands beside a guide: the guide in a sentence or two, what to do first, and the way to the form."""

from __future__ import annotations

import pytest
from stopsms.config import LETTERS_PAGE, SENDERS_PAGE, SOURCES_PAGE, Site
from stopsms.content.glossary import GLOSSARY
from stopsms.content.guides import FOR_ANY, Guide

from sender_lookup.country.loader import load_index
from tests.pages.document import Element

LISTS = (LETTERS_PAGE, SENDERS_PAGE, SOURCES_PAGE, GLOSSARY, "decision-graph")  # what is looked up, not read


def read_by_people(site: Site) -> list[Guide]:
    return [g for g in site.guides.values() if g.country and g.name not in LISTS]


def path_of(guide: Guide) -> str:
    return (
        f"{guide.language}/{guide.country.lower()}/{guide.slug}/"
        if guide.country
        else f"{guide.language}/{guide.slug}/"
    )


def test_every_guide_about_a_country_has_it(site: Site) -> None:
    guides = read_by_people(site)

    assert len(guides) > 100
    assert [g.file for g in guides if not g.in_short] == []


def is_made(guide: Guide) -> bool:
    return f"/{FOR_ANY}/" in guide.file


def test_it_leads_to_the_same_place_in_every_language(site: Site) -> None:
    """Where a language has not the guide of others, a page from data says what its template says."""
    for guide in read_by_people(site):
        alike = (g for (_, page_id), g in site.guides.items() if page_id == guide.id and is_made(g) == is_made(guide))
        other = next(alike)
        assert (guide.deed and guide.deed.target) == (other.deed and other.deed.target), guide.file


@pytest.mark.parametrize("language", load_index().languages)
def test_it_stands_after_the_short_answer(site: Site, documents: dict[str, Element], language: str) -> None:
    for guide in (g for g in read_by_people(site) if g.language == language):
        (box,) = documents[path_of(guide)].all("section", cls="in-short")
        links = box.all("a")

        assert guide.in_short in box.text
        assert links[-1].get("href") == f"/{language}/"
        assert [a.text.strip() for a in links[:-1]] == ([guide.deed.words] if guide.deed else [])


def test_a_call_is_a_call_and_another_site_says_so(site: Site, documents: dict[str, Element]) -> None:
    call, report = (site.guide("fr", page_id) for page_id in ("i-clicked", "scam-or-advert"))
    assert call is not None and report is not None
    (number, _), (place, _) = (documents[path_of(g)].all("section", cls="in-short")[0].all("a") for g in (call, report))

    assert number.get("href") == "tel:0805805817"
    assert (place.get("href"), place.get("rel")) == ("https://www.33700.fr/", "noreferrer")
