"""Where a page stands, for people and for search engines; the list of everything; what fills places; pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from PIL import Image
from stopsms.config import Site
from stopsms.i18n import site_words

from sender_lookup.codes import Verdict
from tests.pages.addresses import family_path, letter_path, old_addresses
from tests.pages.built import ROOT_URL, SUB_PATH_URL, built
from tests.pages.document import Element, pages

LIGHT = 40_000  # bytes of a shared picture


def records(document: Element) -> list[dict[str, Any]]:
    return [json.loads(script.text) for script in document.all("script", type="application/ld+json")]


def below_home(documents: dict[str, Element], site: Site) -> dict[str, Element]:
    """The pages that are neither a home page nor in all languages nor for frames nor at an old address."""
    homes = {f"{language}/" for language in site.languages}
    old = {path for path, _ in old_addresses(site)}
    return {p: d for p, d in documents.items() if p.startswith(tuple(homes)) and p not in homes and p not in old}


@pytest.mark.parametrize("base", [ROOT_URL, SUB_PATH_URL])
def test_every_page_below_home_says_where_it_stands(base: str) -> None:
    site, folder = built(base)
    inner = below_home(pages(folder), site)
    assert len(inner) > 100
    for path, document in inner.items():
        (way,) = document.all("nav", cls="crumbs")
        steps = way.all("li")
        shown = [step.text.strip() for step in steps]
        linked = [urljoin(base + path, a.get("href")) for a in way.all("a")]
        assert linked[0] == base + path.split("/")[0] + "/", path
        (current,) = way.all("span", **{"aria-current": "page"})
        assert current.text == shown[-1] and len(linked) == len(steps) - 1, path

        (record,) = records(document)
        assert record["@type"] == "BreadcrumbList", path
        items = record["itemListElement"]
        assert [item["position"] for item in items] == list(range(1, len(steps) + 1)), path
        assert [item["name"] for item in items] == shown, path
        assert [item["item"] for item in items] == [*linked, base + path], path


def test_families_and_letters_stand_below_their_lists(site: Site, documents: dict[str, Element]) -> None:
    for country in site.countries:
        families = [f.id for group in site.families(country).values() for f in group]
        language = country.languages[0]
        for path in (
            *(family_path(site, language, country, i) for i in families),
            *(letter_path(site, language, country, i) for i in country.letters),
        ):
            assert len(documents[path].all("nav", cls="crumbs")[0].all("li")) == 3, path


@pytest.mark.parametrize("base", [ROOT_URL, SUB_PATH_URL])
def test_a_home_page_says_what_the_site_is(base: str) -> None:
    site, folder = built(base)
    for language in site.languages:
        document = pages(folder)[f"{language}/"]
        (record,) = records(document)
        assert record["@type"] == "WebApplication"
        assert record["url"] == f"{base}{language}/" and record["inLanguage"] == language
        assert record["image"].startswith(base)
        assert not document.all("nav", cls="crumbs")


def test_no_other_records(documents: dict[str, Element], site: Site) -> None:
    old = {path for path, _ in old_addresses(site)}
    elsewhere = set(documents) - set(below_home(documents, site)) - {f"{lang}/" for lang in site.languages} - old
    assert [path for path in elsewhere if records(documents[path])] == []


@pytest.mark.parametrize("base", [ROOT_URL, SUB_PATH_URL])
def test_messengers_find_a_picture_in_the_pages_language(base: str) -> None:
    folder = built(base)[1]
    for path, document in pages(folder).items():
        if path == "404.html":
            continue
        shared = {meta.get("property"): meta.get("content") for meta in document.all("meta") if meta.get("property")}
        language = document.all("html")[0].get("lang") if path else "root"
        assert shared["og:image"].startswith(base) and shared["og:image"].endswith(f"-{language}.png"), path
        file = folder / shared["og:image"].removeprefix(base)
        assert file.stat().st_size < LIGHT, file
        with Image.open(file) as picture:
            size = picture.size
        assert size == (int(shared["og:image:width"]), int(shared["og:image:height"])) == (1200, 630)
        assert site_words(language if path else "fr")("site.home.h1") in shared["og:image:alt"]
        assert [m.get("content") for m in document.all("meta", name="twitter:card")] == ["summary_large_image"]


def test_an_answer_is_shared_with_the_picture_of_its_verdict(site: Site, documents: dict[str, Element]) -> None:
    seen = set()
    for country in site.countries:
        for language in country.languages:
            for family in (f for group in site.families(country).values() for f in group):
                page = documents[family_path(site, language, country, family.id)]
                verdict = page.all("article", cls="answer")[0].get("data-verdict-shown")
                (image,) = [m.get("content") for m in page.all("meta", property="og:image")]
                (words,) = [m.get("content") for m in page.all("meta", property="og:image:alt")]
                assert image.endswith(f"/share-{verdict}-{language}.png")
                assert site_words(language)(f"site.share.{verdict}") in words
                seen.add(verdict)
    assert seen == set(Verdict), "each picture is some page's"


@pytest.mark.parametrize(("name", "verdict"), [("i-clicked", "do_not_reply"), ("charged", "premium"), ("about", "")])
def test_a_guide_is_shared_with_the_picture_that_fits(
    site: Site, documents: dict[str, Element], name: str, verdict: str
) -> None:
    guide = site.guide("fr", name)
    assert guide is not None
    path = "/".join(filter(None, ("fr", guide.country.lower(), guide.slug))) + "/"
    (image,) = [m.get("content") for m in documents[path].all("meta", property="og:image")]
    assert image.endswith(f"/share-{verdict}-fr.png" if verdict else "/share-fr.png")


def test_the_answer_of_a_family_stands_before_its_drawings(site: Site, documents: dict[str, Element]) -> None:
    for country in site.countries:
        for family in (f for group in site.families(country).values() for f in group):
            (article,) = documents[family_path(site, country.languages[0], country, family.id)].all(
                "article", cls="family"
            )
            order = [e.get("class") for e in article.children if isinstance(e, Element)]
            assert order.index("lead") + 1 == order.index("answer") < order.index("drawings"), family.id


def test_the_list_of_everything_names_every_page(site: Site, documents: dict[str, Element], dist: Path) -> None:
    for language in site.languages:
        guide = site.guide(language, "index")
        assert guide is not None
        path = f"{language}/{guide.slug}/"
        linked = {urljoin(ROOT_URL + path, a.get("href")) for a in documents[path].all("main")[0].all("a")}
        below = (p for p in below_home(documents, site) if p.startswith(f"{language}/") and p != path)
        own = {ROOT_URL + p for p in (f"{language}/", *below)}
        assert own - linked == set()
        terms = documents[path].all("ul", cls="index-terms")[0].all("a")
        assert len(terms) > 20 and all("#" in a.get("href") for a in terms)
    for path, document in below_home(documents, site).items():
        language = path.split("/")[0]
        index = site.guide(language, "index")
        assert index is not None
        assert [a for a in document.all("footer")[0].all("a") if a.get("href") == f"/{language}/{index.slug}/"], path


def test_the_page_about_the_site_counts_what_nobody_has_read(site: Site, documents: dict[str, Element]) -> None:
    for language in site.languages:
        guide = site.guide(language, "about")
        assert guide is not None
        (shown,) = documents[f"{language}/{guide.slug}/"].all("ul", cls="unread")
        (main,) = documents[f"{language}/"].all("main")
        assert [a for a in main.all("a") if a.get("href") == f"/{language}/{guide.slug}/"], "home leads there"
        for country, line in zip(site.countries_in(language), shown.all("li"), strict=True):
            claims = country.claims.values()
            assert str(sum(claim.is_unread for claim in claims)) in line.text.split()
            assert str(len(claims)) in line.text.split()


def test_no_place_is_left_unfilled(documents: dict[str, Element]) -> None:
    """A page for developers may show in its code how TOML writes a list."""
    for path, document in documents.items():
        text = document.all("body")[0].text
        if path.startswith("docs/"):
            for code in sorted((code.text for code in document.all("code")), key=len, reverse=True):
                text = text.replace(code, "")
        assert "[[" not in text, path


@pytest.mark.parametrize("base", [ROOT_URL, SUB_PATH_URL])
def test_the_code_to_copy_names_this_site(base: str) -> None:
    site, folder = built(base)
    for language in site.languages:
        guide = site.guide(language, "embedding")
        assert guide is not None
        (code,) = pages(folder)[f"{language}/{guide.slug}/"].all("code", cls="")[:1]
        assert f'src="{base}embed.js"' in code.text and f'lang="{language}"' in code.text
        assert (folder / "embed.js").is_file()
