"""What the search finds: the right page for what people type, in every language, from an index of few bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from stopsms import create_app
from stopsms.config import CONTENT, Site
from stopsms.content.guides import FOR_ANY
from stopsms.publish.service_worker import describe
from stopsms.search.guide_text import folded
from stopsms.search.wordings import load_wordings
from stopsms.views.urls import family_url, guide_url, letter_url

from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.schema import Country
from tests.pages.document import Element

HERE = Path(__file__).parent
LARGEST = 46 * 1024  # bytes of an index, compressed; the English one has the pages of 15 countries
LANGUAGES = load_index().languages
TABLES = {name: tomllib.loads((HERE / name).read_text("utf-8")) for name in ("asked.toml", "asked_again.toml")}
ALLOWED = 6  # to miss, in each table


@pytest.fixture(scope="module")
def app(site: Site) -> Flask:
    return create_app(site)


@pytest.fixture(scope="module")
def indexes(dist: Path) -> dict[str, dict[str, Any]]:
    """Language -> its index, as built."""
    return {lang: json.loads((dist / lang / "search.json").read_text("utf-8")) for lang in LANGUAGES}


def found(index: dict[str, Any], *asked: tuple[str, str]) -> list[list[dict[str, str]]]:
    """What the page's own script finds, for each text and the reader's country."""
    node = shutil.which("node")
    assert node, "Node runs the page's script"
    given = json.dumps({"index": index, "asked": asked})
    done = subprocess.run([node, str(HERE / "search.mjs")], input=given, capture_output=True, text=True, check=True)
    hits: list[list[dict[str, str]]] = json.loads(done.stdout)
    return hits


def address(site: Site, language: str, wanted: str, country: Country) -> str:
    """The page that a table names."""
    kind, _, name = wanted.rpartition(":")
    if kind == "family":
        return family_url(language, country, name)
    if kind == "letter":
        return letter_url(language, country, name)
    guide = site.guide(language, site.page_id(country, name)) or site.guide(language, name)
    assert guide, wanted
    return guide_url(guide)


def country_of(site: Site, language: str, code: str = "") -> Country:
    """The reader's country: that of a row, else that of the language's home page."""
    return load_country(code) if code else site.start_country(language)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_the_right_page_is_among_the_first_three(
    app: Flask, site: Site, indexes: dict[str, dict[str, Any]], table: str
) -> None:
    missed = []
    for language, rows in TABLES[table].items():
        assert len(rows) >= 10
        asked = [(text, wanted, country_of(site, language, *code)) for text, wanted, *code in rows]
        asked = [(text, wanted, country) for text, wanted, country in asked if country in site.countries]
        answers = found(indexes[language], *((text, country.code) for text, _, country in asked))
        for (text, wanted, country), hits in zip(asked, answers, strict=True):
            with app.test_request_context():
                page = address(site, language, wanted, country)
            if page not in [hit["url"] for hit in hits[:3]]:
                missed.append((language, text, wanted, [hit["url"] for hit in hits]))
    assert len(missed) <= ALLOWED, missed


def test_no_wording_is_copied_from_the_tables() -> None:
    for table in TABLES.values():
        for language, rows in table.items():
            words = load_wordings(language)
            said = {
                folded(text)
                for part in (words.guides, words.families, words.letters)
                for t in part.values()
                for text in t
            }
            assert not said & {folded(text) for text, *_ in rows if not text.replace(" ", "").isdigit()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_is_of_a_page_and_every_guide_has_some(site: Site, language: str) -> None:
    words = load_wordings(language)
    guides = {g.name for (lang, _), g in site.guides.items() if lang == language} - {"index"}
    templates = {path.stem for path in (CONTENT / language / FOR_ANY).glob("*.md")}
    families = {f.id for c in site.countries for group in site.families(c).values() for f in group}
    letters = {letter for c in site.countries_in(language) for letter in c.letters}

    assert guides - words.guides.keys() <= {"accessibility"}
    assert words.guides.keys() <= guides | templates
    assert words.families.keys() <= families
    assert words.letters.keys() >= letters


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_is_small_and_kept_with_its_language(site: Site, dist: Path, language: str) -> None:
    build = describe(site, dist)

    assert (dist / language / "search.json.gz").stat().st_size <= LARGEST
    assert f"/{language}/search.json" in build["languages"][language]["start"]
    assert {a for a in build["files"] if "/js/search/" in a} <= set(build["shared"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_found_exists(dist: Path, indexes: dict[str, dict[str, Any]], language: str) -> None:
    index = indexes[language]
    urls = [row[4] for row in index["docs"]] + [index["form"], index["all"]]
    urls += [row["page"] for table in index["numbers"] for row in table["families"]]

    assert len(urls) > 100
    for url in urls:
        assert (dist / urlsplit(url).path.lstrip("/") / "index.html").is_file(), url
    for _, _, _, title, url, line, *_ in index["docs"]:
        assert title and line, url


@pytest.mark.parametrize(
    ("text", "country", "first"),
    [
        ("38011", "FR", "38011\u00a0: "),
        ("le 38 011 c'est quoi", "FR", "38 011\u00a0: "),
        ("36xxx", "FR", "36xxx\u00a0: "),
        ("38…", "FR", "38…\u00a0: "),
        ("06 12 34 56 78", "FR", "06 12 34 56 78\u00a0: "),
        ("+33 6 12 34 56 78", "FR", "+33 6 12 34 56 78\u00a0: "),
        ("+44 7700 900123", "FR", "+44 7700 900123\u00a0: "),
        ("795123", "ES", "795123\u00a0: "),
        ("5430", "ES", "5430\u00a0: "),
    ],
)
def test_a_number_finds_its_family_first(
    indexes: dict[str, dict[str, Any]], text: str, country: str, first: str
) -> None:
    (hits,) = found(indexes["fr"], (text, country))

    assert hits[0]["title"].startswith(first)
    assert hits[0]["number"] in text
    assert hits[0]["number"].replace(" ", "") not in hits[0]["url"]
    assert hits[0]["country"] == ""


def test_a_number_of_the_other_country_says_so(indexes: dict[str, dict[str, Any]]) -> None:
    (hits,) = found(indexes["fr"], ("795123", "FR"))
    assert (hits[0]["title"], hits[0]["country"]) == ("795123\u00a0: un abonnement payant", "Espagne")


def test_a_number_of_this_country_is_meant_as_such(indexes: dict[str, dict[str, Any]]) -> None:
    (hits,) = found(indexes["fr"], ("38011", "FR"))
    assert [hit["url"] for hit in hits if "number" in hit] == [hits[0]["url"]]


def test_years_and_ages_are_no_senders(indexes: dict[str, dict[str, Any]]) -> None:
    for hits in found(indexes["fr"], ("mon fils de 12 ans", "FR"), ("facture de 35 euros", "FR")):
        assert not any("number" in hit for hit in hits)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("CODE de vérification", "code de verification"),
        ("arnaque", "arnaqe"),  # a letter left out
        ("bloquer", "bloqeur"),  # and two swapped
        ("hors-forfait !", "hors forfait"),
        ("escroquerie", "arnaque"),  # they mean the same
    ],
)
def test_accents_case_signs_and_slips_change_nothing(indexes: dict[str, dict[str, Any]], text: str, same: str) -> None:
    one, other = found(indexes["fr"], (text, "FR"), (same, "FR"))
    assert one[0]["url"] == other[0]["url"]


def test_the_country_of_the_page_comes_first_and_one_that_is_named_before_it(
    indexes: dict[str, dict[str, Any]],
) -> None:
    here, there, named = found(
        indexes["fr"], ("sms facturés", "FR"), ("sms facturés", "ES"), ("sms facturés en Espagne", "FR")
    )
    assert (here[0]["url"], here[0]["country"]) == ("/fr/fr/sms-factures/", "")
    assert (there[0]["url"], there[0]["country"]) == ("/fr/es/sms-factures/", "")
    assert (named[0]["url"], named[0]["country"]) == ("/fr/es/sms-factures/", "Espagne")


def test_a_whole_wording_counts_more_than_a_word_of_it(indexes: dict[str, dict[str, Any]]) -> None:
    """Each word of it stands in other pages too."""
    (hits,) = found(indexes["es"], ("de donde sacaron mi telefono", "ES"))
    assert hits[0]["url"].endswith("/quien-me-envia-este-sms/")


def test_nonsense_finds_nothing(indexes: dict[str, dict[str, Any]]) -> None:
    assert found(indexes["fr"], ("qwxzzk vbnmpp", "FR"), ("", "FR"), ("le la les", "FR")) == [[], [], []]


def test_every_page_has_the_field_and_its_index_is_in_no_element_that_fetches(documents: dict[str, Element]) -> None:
    for path, page in documents.items():
        fields = page.all("search")
        fetched = [e.get(name) for e in page.walk() for name in ("href", "src") if e.get(name)]
        assert not any(str(address).endswith("search.json") for address in fetched), path
        if path == "" or path.startswith("embed/"):
            continue
        if path.startswith("docs/"):
            assert fields == [], "what it finds is for everybody"
            continue
        assert len(fields) >= 2, path
        for field in fields:
            assert str(field.get("data-index")).endswith("/search.json"), path
