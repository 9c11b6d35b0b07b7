"""The page that checks a draft: found from every page and from the guides, listed, with all the rules in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from stopsms.config import Site

from sender_lookup.country.loader import load_country, load_index
from sender_lookup.draft.render import checklist
from sender_lookup.draft.rules import load_draft_rules
from sender_lookup.output.catalogue import load_catalogue
from tests.pages.built import AS_OF, ROOT_URL
from tests.pages.document import Element

LANGUAGES = load_index().languages


def path_of(site: Site, language: str) -> str:
    guide = site.guide(language, "can-i-send")
    assert guide is not None
    return f"{language}/{guide.slug}/"


def links(element: Element) -> set[str]:
    return {a.get("href") for a in element.all("a")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_there(site: Site, documents: dict[str, Element], dist: Path, language: str) -> None:
    path = path_of(site, language)
    feet = {p: d.all("footer") for p, d in documents.items() if p.startswith(f"{language}/")}

    assert [p for p, found in feet.items() if found and f"/{path}" not in links(found[0])] == []
    assert f"<loc>{ROOT_URL}{path}</loc>" in (dist / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guides_on_what_senders_must_respect_lead_there(
    site: Site, documents: dict[str, Element], language: str
) -> None:
    found = [site.guide(language, i) for i in ("what-senders-must-respect", "es/what-senders-must-respect")]
    assert any(found) == (language in load_country("FR").guide_languages)
    for guide in filter(None, found):
        (article,) = documents[f"{language}/{guide.country.lower()}/{guide.slug}/"].all("article")
        assert f"/{path_of(site, language)}" in links(article)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_rules_stand_in_the_page(site: Site, documents: dict[str, Element], language: str) -> None:
    (shown,) = documents[path_of(site, language)].all("section", cls="checklist")
    countries = [c for c in site.countries_in(language) if load_draft_rules(c)]
    assert len(shown.all("details", cls="checklist-country")) == len(countries) > 1
    for country in countries:
        for titles, claims in checklist(country, language, AS_OF):
            assert all(title in shown.text for title in titles)
            assert all(claim.text in shown.text for claim in claims)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_to_the_sender_throughout(site: Site, documents: dict[str, Element], language: str) -> None:
    (article,) = documents[path_of(site, language)].all("article")
    w = load_catalogue(language, load_country("FR"))

    assert w("claim.fr.consent.opt_in") not in article.text
    assert article.text.count(w("draft.claim.fr.consent.opt_in")) == 2  # in the list, and where the guide names it


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_countries_with_rules_can_be_chosen(site: Site, documents: dict[str, Element], language: str) -> None:
    options = documents[path_of(site, language)].all("option")

    assert {o.get("value") for o in options} == {c.code for c in site.countries_in(language) if load_draft_rules(c)}
    assert [o.get("value") for o in options if "selected" in o.attributes] == [site.start_country(language).code]
