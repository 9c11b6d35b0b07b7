"""Terms have places of their own, and guides link the first mention of each."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urldefrag, urljoin

import pytest
from stopsms.config import Site
from stopsms.content.glossary import put_anchors, put_links, terms_of
from stopsms.content.guides import render

from tests.pages.built import ROOT_URL
from tests.pages.document import Element

GLOSSARY = """- **Short code** (“five-digit number”, “SMS+”): a number.
- **STOP** (“unsubscribe”): a word.
- **[36xxx](family:36xxx)**: numbers.
- **RCS and iMessage**: two services.
"""
TERMS = terms_of(GLOSSARY, ("STOP",))


def linked(source: str) -> str:
    return render(source, lambda kind, target: "/x/", lambda tokens: put_links(tokens, TERMS, lambda a: f"/g/#{a}"))


def link(anchor: str, text: str) -> str:
    return f'<a class="term" href="/g/#{anchor}">{text}</a>'


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("A short code, then a short code.", f"<p>A {link('short-code', 'short code')}, then a short code.</p>"),
        ("Short codes", f"<p>{link('short-code', 'Short codes')}</p>"),
        ("a Five-digit\u00a0number", f"<p>a {link('short-code', 'Five-digit\u00a0number')}</p>"),
        ("SMS+ (paid)", f"<p>{link('short-code', 'SMS+')} (paid)</p>"),
        ("To unsubscribe, send STOP.", f"<p>To {link('stop', 'unsubscribe')}, send STOP.</p>"),
        ("l’unsubscribe", f"<p>l’{link('stop', 'unsubscribe')}</p>"),
        ("## A short code\n\nShort code.", f"<h2>A short code</h2>\n<p>{link('short-code', 'Short code')}.</p>"),
        ("[a short code](page:x)", '<p><a href="/x/">a short code</a></p>'),
        ("`short code`", "<p><code>short code</code></p>"),
        ("    short code", "<pre><code>short code\n</code></pre>"),
        ("shortcode, short-code-like, 36xxx", "<p>shortcode, short-code-like, 36xxx</p>"),
        ("**short code**", f"<p><strong>{link('short-code', 'short code')}</strong></p>"),
    ],
)
def test_first_mentions_are_linked(source: str, wanted: str) -> None:
    assert linked(source).strip() == wanted


def test_terms_get_their_places() -> None:
    html = render(GLOSSARY, lambda kind, target: "/x/", lambda tokens: put_anchors(tokens, TERMS))

    assert [term.anchor for term in TERMS] == ["short-code", "stop", "36xxx", "rcs-and-imessage"]
    assert all(f'<li id="{term.anchor}"><strong>' in html.replace("\n", "") for term in TERMS)


def test_links_to_the_glossary(site: Site, documents: dict[str, Element]) -> None:
    """They resolve, once a page for each term, in text; the glossary links no term to itself."""
    for language in site.languages:
        guide = site.guide(language, "glossary")
        assert guide is not None
        path = f"{language}/{guide.country.lower()}/{guide.slug}/"
        places = {element.get("id") for element in documents[path].walk()}
        terms = terms_of(guide.source, guide.unlinked)
        assert len({term.anchor for term in terms}) == len(terms) > 20
        assert {term.anchor for term in terms} <= places
        assert not documents[path].all("a", cls="term")
        assert set(guide.unlinked) - {word for term in terms_of(guide.source) for word in term.words} == set()
        seen = 0
        for other, document in documents.items():
            if not other.startswith(f"{language}/"):
                continue
            found = [urldefrag(urljoin(ROOT_URL + other, a.get("href"))) for a in document.all("a", cls="term")]
            assert all(url == ROOT_URL + path and place in places for url, place in found), other
            assert [place for place, times in Counter(found).items() if times > 1] == [], other
            for element in document.walk():
                if element.tag in ("h1", "h2", "h3", "h4", "a", "code", "pre", "th", "nav"):
                    inside = [a for a in element.all("a", cls="term") if a is not element]
                    assert not inside, f"{other}:{element.line}"
            seen += len(found)
        assert seen >= 20, "guides link to the glossary"


def test_pages_of_another_country_keep_their_own_words(site: Site, documents: dict[str, Element]) -> None:
    for path, document in documents.items():
        if "/es/" in path[2:]:
            assert not document.all("a", cls="term"), path
