"""What is underlined in a guide goes where it says: claims are marks, services and lines are links to themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from markdown_it.token import Token
from stopsms.config import SOURCES_PAGE, Site
from stopsms.content.guides import Guide, render
from stopsms.content.marks import put_marks

from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.schema import Route
from sender_lookup.message.printed_numbers import digits_of
from tests.pages.built import ROOT_URL
from tests.pages.document import Element

HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
ARTICLE = re.compile(r"^(?:le|la|les|el|los|o|a|os|as|the|l’)\s*", re.IGNORECASE)


def marked(source: str) -> tuple[str, tuple[str, ...]]:
    claims: list[str] = []

    def change(tokens: list[Token]) -> None:
        claims.extend(put_marks(tokens, lambda number: f"source {number}"))

    return render(source, lambda kind, target: f"/{kind}/{target}", change).strip(), tuple(claims)


def mark(*claims: str) -> str:
    """The marks of claims, each with its number: "a1"."""
    links = [f'<a class="claim-mark" href="#{c[0]}" aria-label="source {c[1]}">{c[1]}</a>' for c in claims]
    return f'<sup class="claim-marks">{" ".join(links)}</sup>'


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("[Call](claim:a) your bank. Now.", f"Call your bank.{mark('a1')} Now."),
        ("It is [free](claim:a)", f"It is free{mark('a1')}"),
        ("[It is free.](claim:a)", f"It is free.{mark('a1')}"),
        ("[One](claim:a), [two](claim:b) and [one](claim:a).", f"One, two and one.{mark('a1', 'b2')}"),
        (
            "[One](claim:a). [Two](claim:b). [One](claim:a).",
            f"One.{mark('a1')} Two.{mark('b2')} One.{mark('a1')}",
        ),
        ("See [the law](claim:a), L. 34-5, v. 2. Then", f"See the law, L. 34-5, v. 2.{mark('a1')} Then"),
        ("**[Perceval](claim:a)**, then", f"<strong>Perceval</strong>, then{mark('a1')}"),
        ("[Is it](claim:a) so? [17Cyber](route:b).", f'Is it so?{mark("a1")} <a href="/route/b">17Cyber</a>.'),
        ("Ask [17Cyber](route:b)[](claim:a). So", f'Ask <a href="/route/b">17Cyber</a>.{mark("a1")} So'),
    ],
)
def test_a_claim_is_a_mark_behind_its_sentence(source: str, wanted: str) -> None:
    assert marked(source)[0] == f"<p>{wanted}</p>"


def test_the_claims_come_in_the_order_of_the_page() -> None:
    assert marked("[x](claim:b).\n\n- [y](claim:a)\n- [z](claim:b)")[1] == ("b", "a")


def test_a_service_alone_in_its_paragraph_is_a_button() -> None:
    assert "Call\u00a01\u00a02" in marked("[Call 1 2](tel:a)")[0]
    assert marked("[Call](tel:a)")[0] == '<p class="actions"><a href="/tel/a" class="button">Call</a></p>'
    assert "button" not in marked("[Call](tel:a) now")[0]
    assert "button" not in marked("[Read](page:a)")[0]


def address(guide: Guide) -> str:
    return "".join(f"{part}/" for part in (guide.language, guide.country.lower(), guide.slug) if part)


def guides(site: Site, documents: dict[str, Element]) -> Iterator[tuple[str, Guide, Element]]:
    """Path, guide and body of each."""
    for guide in site.guides.values():
        (body,) = documents[address(guide)].all("article", cls="prose")
        yield address(guide), guide, body


def named(words: str, routes: dict[str, Route]) -> list[Route]:
    """The services whose name these words are: "Le 33700", "Perceval", "AEPD"."""
    said = ARTICLE.sub("", words.strip()).casefold()
    return [r for r in routes.values() if said in (r.name.casefold(), r.name.partition(" (")[0].casefold())]


def test_a_link_that_names_a_host_or_a_service_goes_there(site: Site, documents: dict[str, Element]) -> None:
    seen = 0
    for path, guide, body in guides(site, documents):
        if guide.name == "index":
            continue  # it lists the glossary's terms
        routes = dict(load_country(guide.country or site.index.default_country).routes)
        for link in (a for a in body.all("a") if a.get("class") != "claim-mark"):
            where, words = f"{path}:{link.line}: {link.text}", link.text.replace("\u00a0", " ").strip()
            if HOST.fullmatch(words):
                assert (urlsplit(link.get("href")).hostname or "").removeprefix("www.") == words, where
                seen += 1
            meant = named(words, routes)  # a body may have a place for each matter
            own = [url for r in meant for url in (r.url, *r.urls.values()) if url]
            lines = [f"tel:{digits_of(r.phone)}" for r in meant if r.phone]
            if own or lines:
                assert link.get("href") in (*own, *lines), where
                seen += 1
    assert seen > 60


def test_no_link_of_a_guide_ends_in_the_page_of_sources(site: Site, documents: dict[str, Element]) -> None:
    sources = {address(g) for g in site.guides.values() if g.name == SOURCES_PAGE}
    for path, guide, body in guides(site, documents):
        for link in body.all("a"):
            to, fragment = urldefrag(urljoin(ROOT_URL + path, link.get("href")))
            if to.removeprefix(ROOT_URL) in sources - {path}:
                assert not fragment and guide.name in ("about", "index", "complain"), f"{path}:{link.line}: {link.text}"


def test_a_mark_leads_to_its_number_in_the_pages_own_list(site: Site, documents: dict[str, Element]) -> None:
    seen = 0
    for path, guide, body in guides(site, documents):
        lists = body.all("ol", cls="claims")
        for link in body.all("a", cls="claim-mark"):
            seen += 1
            assert link.get("href").startswith("#") and link.text in link.get("aria-label"), path
            if guide.name != SOURCES_PAGE:  # which lists all claims of its country
                item = lists[0].all("li")[int(link.text) - 1]
                assert item.get("id") == link.get("href")[1:], f"{path}:{link.line}"
    assert seen > 1000


def test_every_telephone_link_is_an_official_line(site: Site, documents: dict[str, Element]) -> None:
    index = load_index()
    lines = {
        digits_of(route.phone)
        for code in (*index.countries, *index.more_countries)
        for route in load_country(code).routes.values()
        if route.phone
    }
    seen = 0
    for path, document in documents.items():
        for link in document.all("a"):
            if link.get("href").startswith("tel:"):
                number = link.get("href").removeprefix("tel:")
                assert number in lines and number in re.sub(r"[^\d+]", "", link.text), f"{path}:{link.line}"
                seen += 1
    assert seen > 60


def test_who_clicked_finds_a_line_before_anything_else(site: Site, documents: dict[str, Element]) -> None:
    """The first thing to press rings a line; then one block for each thing that happened."""
    for path, guide, body in guides(site, documents):
        if guide.name == "i-clicked":
            rules = load_country(guide.country)
            helping = (*rules.advice.help_routes, rules.advice.fraud_route or "")
            if any(rules.routes[name].phone for name in helping if name):
                first = next(a for a in body.all("a") if not {"claim-mark", "term"} & {*a.get("class").split()})
                assert first.get("href").startswith("tel:") and "button" in first.get("class").split(), path
            assert len(body.all("section", cls="case")) == 7, path
