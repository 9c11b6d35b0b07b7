"""What people come with has a guide in every language and country, and the guides where they look first lead to it."""

from __future__ import annotations

import pytest
from stopsms.config import Site
from stopsms.content.glossary import terms_of
from stopsms.views.home import ORDER

from sender_lookup.country.schema import Country
from tests.pages.document import Element

NEEDS = ("not-for-me", "stop-does-not-send")
# The guide that a person opens first -> the needs that it leads to.
LOOKED_AT = {
    "step-by-step": NEEDS,
    "stop-did-not-work": NEEDS,
    "unasked-code": ("not-for-me",),
    "charged": ("stop-does-not-send",),  # a bar that one asks for keeps STOP in, too
}


def with_guides(site: Site) -> list[Country]:
    """The countries whose guides are written; of the others, a page from data says it, and leads to the letter."""
    return [c for c in site.countries if (c.languages[0], site.page_id(c, NEEDS[0])) in site.guides]


def test_two_countries_at_least_have_them(site: Site) -> None:
    assert {"FR", "ES"} <= {c.code for c in with_guides(site)}


def test_a_country_without_them_leads_to_its_letters(site: Site, documents: dict[str, Element]) -> None:
    for country in site.countries:
        if country in with_guides(site) or "not_for_me" not in country.letters:
            continue
        for language in country.languages:
            steps, letters = (site.guide(language, site.page_id(country, name)) for name in ("step-by-step", "letters"))
            assert steps is not None and letters is not None
            place = f"{language}/{country.code.lower()}/"
            (main,) = documents[f"{place}{steps.slug}/"].all("main")
            assert f"/{place}{letters.slug}/" in {a.get("href") for a in main.all("a")}, steps.file


def languages_of(country: Country) -> tuple[str, ...]:
    """Those in which its guides are written."""
    return country.guide_languages or country.languages


@pytest.mark.parametrize("need", NEEDS)
def test_every_country_has_it_in_every_language(need: str, site: Site, documents: dict[str, Element]) -> None:
    for country in with_guides(site):
        for language in languages_of(country):
            guide = site.guide(language, site.page_id(country, need))
            assert guide is not None and guide.country == country.code, (language, country.code)
            (main,) = documents[f"{language}/{country.code.lower()}/{guide.slug}/"].all("main")
            assert main.all("h1")[0].text.strip().startswith(guide.title)  # and whose country, where two have the title


@pytest.mark.parametrize("need", NEEDS)
def test_it_stands_before_the_guides_that_fewer_people_need(need: str) -> None:
    assert ORDER.index(need) < ORDER.index("who-is-behind")


def test_the_guides_where_people_look_lead_there(site: Site, documents: dict[str, Element]) -> None:
    for country in with_guides(site):
        code = country.code.lower()
        for language in languages_of(country):
            for page, needs in LOOKED_AT.items():
                guide = site.guide(language, site.page_id(country, page))
                assert guide is not None
                (main,) = documents[f"{language}/{code}/{guide.slug}/"].all("main")
                hrefs = {a.get("href") for a in main.all("a")}
                for need in needs:
                    wanted = site.guide(language, site.page_id(country, need))
                    assert wanted is not None
                    assert f"/{language}/{code}/{wanted.slug}/" in hrefs, f"{guide.file} has no way to {need}"


def test_both_stand_in_the_list_of_all_pages(site: Site, documents: dict[str, Element]) -> None:
    for language in site.languages:
        index = site.guide(language, "index")
        assert index is not None
        hrefs = {a.get("href") for a in documents[f"{language}/{index.slug}/"].all("a")}
        for country in (c for c in with_guides(site) if language in languages_of(c)):
            for need in NEEDS:
                guide = site.guide(language, site.page_id(country, need))
                assert guide is not None and f"/{language}/{country.code.lower()}/{guide.slug}/" in hrefs


def test_it_leads_to_the_letters(site: Site, documents: dict[str, Element]) -> None:
    """A message for a stranger is ended by a letter; so is a STOP that the phone will not send."""
    for country in with_guides(site):
        code = country.code.lower()
        for language in languages_of(country):
            letters = site.guide(language, site.page_id(country, "letters"))
            assert letters is not None
            for need in NEEDS:
                guide = site.guide(language, site.page_id(country, need))
                assert guide is not None
                (main,) = documents[f"{language}/{code}/{guide.slug}/"].all("main")
                assert f"/{language}/{code}/{letters.slug}/" in {a.get("href") for a in main.all("a")}, guide.file


def test_a_need_rests_on_the_same_claims_in_every_language(site: Site) -> None:
    for country in with_guides(site):
        for need in NEEDS:
            guides = [site.guide(language, site.page_id(country, need)) for language in country.languages]
            assert len({frozenset(guide.claims) for guide in guides if guide}) == 1, need


def test_every_claim_of_a_need_is_cited_in_its_text(site: Site) -> None:
    for (_, page), guide in site.guides.items():
        if page.rpartition("/")[2] in NEEDS:
            cited = {target for kind, target, _ in guide.links if kind == "claim"}
            assert cited == set(guide.claims), guide.file


def test_the_glossary_tells_chat_from_sms(site: Site) -> None:
    for language in site.languages:
        glossary = site.guide(language, "glossary")
        assert glossary is not None
        assert {"RCS", "iMessage"} <= {term.name for term in terms_of(glossary.source)}, language
