"""Every internal link and fragment resolves, at the root and in a folder; canonical, hreflang and sitemap agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from stopsms.config import Site

from tests.pages.addresses import old_addresses
from tests.pages.built import ROOT_URL, SUB_PATH_URL, built
from tests.pages.document import Element, pages

ADDRESSES = ("href", "src", "data-runtime", "data-worker", "data-instant", "data-home")
ELSEWHERE = ("http", "https", "mailto", "tel")  # an answer's `sms:` links are in no page: see test_truth.py
EVERYWHERE = pytest.mark.parametrize("base", [ROOT_URL, SUB_PATH_URL])
X = "{http://www.w3.org/1999/xhtml}link"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@cache
def _known(base: str) -> tuple[Path, dict[str, set[str]]]:
    folder = built(base)[1]
    return folder, places(pages(folder))


def links(document: Element) -> Iterator[tuple[int, str]]:
    """Line and address of all that a page leads to or loads."""
    for element in document.walk():
        for name in ADDRESSES:
            if name in element.attributes:
                yield element.line, element.get(name)


def places(documents: dict[str, Element]) -> dict[str, set[str]]:
    """Path -> the fragments that its page has."""
    return {path: {element.get("id") for element in page.walk()} for path, page in documents.items()}


@cache
def problem(url: str, base: str) -> str | None:
    """What is wrong with an absolute address, or None."""
    folder, known = _known(base)
    parts = urlsplit(url)
    if parts.scheme in ELSEWHERE and parts.netloc != urlsplit(base).netloc:
        return None
    address, fragment = urldefrag(url)
    if not address.startswith(base) or parts.query:
        return "leads out of the site"
    path = address.removeprefix(base)
    if path.startswith("runtime/"):
        return None if (folder / path / "worker.js").is_file() else "no Python there"
    if not (folder / path / "index.html" if path.endswith("/") or not path else folder / path).is_file():
        return "leads nowhere"
    if fragment and "=" not in fragment and fragment not in known[path]:  # "#country=GB" is for the form
        return "no such place on that page"
    return None


@EVERYWHERE
def test_every_internal_link_resolves(base: str) -> None:
    wrong = [
        f"{path}:{line}: {address}: {found}"
        for path, document in pages(built(base)[1]).items()
        for line, address in links(document)
        if (found := problem(urljoin(base + path, address), base))
    ]

    assert wrong == []


@EVERYWHERE
def test_style_sheets_and_modules_find_what_they_load(base: str) -> None:
    static = built(base)[1] / "static"
    for path in [*static.rglob("*.css"), *static.rglob("*.js")]:
        for loaded in re.findall(r"url\(['\"]?([^)'\"]+)|from \"(\.[^\"]+)\"", path.read_text("utf-8")):
            address = loaded[0] or loaded[1]
            assert address.startswith(("data:", "#")) or (path.parent / address).is_file(), f"{path.name}: {address}"


def hidden(site: Site) -> set[str]:
    """The pages that no search engine should show: what is missing, the form for other sites' frames, old addresses."""
    old = (path for path, _ in old_addresses(site))
    return {"404.html", *(f"embed/{language}/" for language in site.languages), *old}


def in_head(document: Element, rel: str) -> list[Element]:
    return document.all("link", rel=rel)


def alternates(document: Element) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in in_head(document, "alternate")}


@EVERYWHERE
def test_canonical_is_the_pages_own_address(base: str) -> None:
    moved = dict(old_addresses(built(base)[0]))
    for path, document in pages(built(base)[1]).items():
        if path == "404.html":
            assert document.all("meta", name="robots", content="noindex") and not in_head(document, "canonical")
            continue
        if path.startswith("embed/"):
            assert document.all("meta", name="robots", content="noindex")
            assert [link.get("href") for link in in_head(document, "canonical")] == [base + path.removeprefix("embed/")]
            continue
        own = base + moved.get(path, path)
        assert [link.get("href") for link in in_head(document, "canonical")] == [own]
        assert [meta.get("content") for meta in document.all("meta", property="og:url")] == [own]


@EVERYWHERE
def test_hreflang_is_complete_and_reciprocal(base: str) -> None:
    site, folder = built(base)
    documents = {base + path: page for path, page in pages(folder).items() if path not in hidden(site)}
    # A page that a country has in some of its languages alone: of guides, of templates, the glossary of a language.
    known = [g for g in site.guides.values() if g.country]
    guides = {f"{base}{g.language}/{g.country.lower()}/{g.slug}/": (g.id, g.country) for g in known}
    for url, document in documents.items():
        others = alternates(document)
        if url.startswith(f"{base}docs/"):  # in English alone
            assert others == {}
            continue
        if url == base:
            assert others == {language: f"{base}{language}/" for language in site.languages}
            continue
        _, code, *_ = [*url.removeprefix(base).split("/"), ""]
        country = next((c for c in site.countries if c.code.lower() == code), None)
        languages = country.languages if country else site.languages
        if url in guides:
            languages = tuple(g.language for g in known if (g.id, g.country) == guides[url])
        assert set(others) == {*languages, "x-default"}, url
        assert others[document.all("html")[0].get("lang")] == url
        assert others["x-default"] == base
        for language, other in others.items():
            if language != "x-default":
                assert alternates(documents[other]) == others, f"{url} and {other} do not name each other"


@EVERYWHERE
def test_the_menu_of_languages_names_the_same_page(base: str) -> None:
    for path, document in pages(built(base)[1]).items():
        menus = document.all("div", cls="languages")
        assert menus or not document.all("header") or path.startswith("docs/"), path
        for menu in menus:
            named = {link.get("hreflang"): urljoin(base + path, link.get("href")) for link in menu.all("a")}
            assert named == {k: v for k, v in alternates(document).items() if k != "x-default"}


@EVERYWHERE
def test_the_sitemap_lists_every_page_with_its_languages(base: str) -> None:
    site, folder = built(base)
    documents = {base + path: page for path, page in pages(folder).items() if path and path not in hidden(site)}
    rows = ElementTree.parse(folder / "sitemap.xml").getroot()
    listed = {row.findtext(f"{S}loc") or "": {x.get("hreflang"): x.get("href") for x in row.iter(X)} for row in rows}

    assert [url for url, times in Counter(row.findtext(f"{S}loc") for row in rows).items() if times > 1] == []
    assert set(listed) == set(documents)
    for url, document in documents.items():
        assert listed[url] == {k: v for k, v in alternates(document).items() if k != "x-default"}
    assert f"Sitemap: {base}sitemap.xml\n" in (folder / "robots.txt").read_text("utf-8")


def test_every_page_is_linked_from_another(site: Site, documents: dict[str, Element]) -> None:
    linked = {
        urldefrag(urljoin(ROOT_URL + path, link.get("href")))[0]
        for path, document in documents.items()
        for link in document.all("a")
        if ROOT_URL + path != urljoin(ROOT_URL + path, link.get("href"))  # the menu of languages names the page itself
    }

    assert [path for path in documents if path and path not in hidden(site) and ROOT_URL + path not in linked] == []


def test_links_to_other_hosts_send_no_referrer(documents: dict[str, Element]) -> None:
    for path, document in documents.items():
        for link in document.all("a"):
            if urlsplit(link.get("href")).scheme in ("http", "https"):
                assert "noreferrer" in link.get("rel").split(), f"{path}:{link.line}: {link.get('href')}"
