"""Addresses in the page's language, and the old ones: whole pages that name the new address as theirs."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from stopsms import create_app
from stopsms.config import Site
from stopsms.i18n import own_words

from tests.pages.addresses import OLD, old_addresses, old_of, slug_of
from tests.pages.built import ROOT_URL, SUB_PATH_URL, built
from tests.pages.document import Element, pages

SAME_IN_TWO: tuple[str, ...] = ()  # slugs that a country has in both of its languages


def test_no_two_pages_of_a_country_have_the_same_slug(site: Site) -> None:
    for country in site.countries:
        for language in country.languages:
            families = [f.id for group in site.families(country).values() for f in group]
            guides = [g.slug for (lang, _), g in site.guides.items() if (lang, g.country) == (language, country.code)]
            slugs = [slug_of("family", i, language, country) for i in families] + guides
            others = [i for i in old_of(country, "families") if i not in slugs]
            assert sorted({*slugs, *others}) == sorted([*slugs, *others]), (language, country.code)
            letters = [slug_of("letter", i, language, country) for i in country.letters]
            assert len(set(letters)) == len(letters), (language, country.code)
            for slug in (*slugs, *letters):
                assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug), slug


def test_slugs_are_in_the_language_of_the_page(site: Site) -> None:
    for country in site.countries:
        for i in (f.id for group in site.families(country).values() for f in group):
            slugs = {language: slug_of("family", i, language, country) for language in country.languages}
            told = len(set(slugs.values())) > 1 or next(iter(slugs.values()))[-1].isdigit()
            assert told or len(slugs) == 1 or slugs["en"] in SAME_IN_TWO, slugs
            assert not [slug for slug in slugs.values() if re.search(r"\dx", slug)], slugs


def test_the_lists_of_old_addresses_name_what_exists(site: Site) -> None:
    assert set(OLD) <= {c.code for c in site.countries}
    for country in site.countries:
        families = {f.id for group in site.families(country).values() for f in group}
        assert set(old_of(country, "families")) <= families
        assert {i.replace("-", "_") for i in old_of(country, "letters")} <= set(country.letters)


@pytest.mark.parametrize("base", [ROOT_URL, SUB_PATH_URL])
def test_an_old_address_is_a_whole_page_that_names_the_new_one(base: str) -> None:
    site, folder = built(base)
    documents = pages(folder)
    moved = list(old_addresses(site))
    assert len(moved) > 150
    for old, new in moved:
        assert [link.get("href") for link in documents[old].all("link", rel="canonical")] == [base + new]
        assert (folder / old / "index.html").read_bytes() == (folder / new / "index.html").read_bytes()


def test_nothing_leads_to_an_old_address(site: Site, documents: dict[str, Element]) -> None:
    old = {ROOT_URL + path for path, _ in old_addresses(site)}
    for path, document in documents.items():
        linked = {urljoin(ROOT_URL + path, a.get("href")).partition("#")[0] for a in document.all("a")}
        assert linked & old <= {ROOT_URL + path}, path  # the way to its own content


def test_the_service_worker_keeps_no_old_address(site: Site, dist: Path) -> None:
    kept = (dist / "sw.js").read_text("utf-8")
    for old, new in old_addresses(site):
        assert f'"/{old}"' not in kept and f'"/{new}"' in kept, old


def test_what_is_new_has_no_old_address(site: Site) -> None:
    app = create_app(site)
    for country in site.countries:
        fresh = {f.id for group in site.families(country).values() for f in group} - set(old_of(country, "families"))
        for family_id in fresh - {slug_of("family", i, country.languages[0], country) for i in fresh}:
            address = f"/{country.languages[0]}/{country.code.lower()}/{family_id}/"
            assert app.test_client().get(address).status_code == 404, address


def test_the_numbers_of_a_title_are_of_its_family(site: Site) -> None:
    """A title that shows a number of another family sends people to the wrong answer."""
    for country in site.countries:
        for family in (f for group in site.families(country).values() for f in group if f.pattern):
            for language in country.languages:
                title = own_words(language, country, "family.title", family.id)
                for number in re.findall(r"\b\d{5,}\b", title.partition(":")[0]):
                    assert family.pattern is not None and family.pattern.match(number), title
