"""The page at `/` lists the languages, the same to everybody: it neither guesses nor leads away."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from stopsms.config import Site
from stopsms.publish.dev_server import running


@pytest.mark.parametrize("asked", ["", "fr", "es-ES,es;q=0.9", "de", "*"])
def test_the_language_of_the_browser_decides_nothing(dist: Path, asked: str) -> None:
    with running(dist) as url, urlopen(Request(url, headers={"Accept-Language": asked})) as answer:
        assert (answer.url, answer.status) == (url, 200)
        assert "accept-language" not in answer.headers.get("Vary", "").lower()
        assert answer.read() == (dist / "index.html").read_bytes()


def test_every_language_is_a_plain_link_and_nothing_leads_away(dist: Path, site: Site) -> None:
    page = (dist / "index.html").read_text("utf-8")

    links = re.findall(r'<a class="button" href="([^"]+)"', page)
    assert links == [f"/{language}/" for language in site.languages]
    assert not re.search(r'http-equiv="?refresh', page, re.IGNORECASE)
