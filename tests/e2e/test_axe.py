"""axe over each template in each language on a phone, in one language on a wide screen and in the dark.

All pages with STOP_SMS_ALL_PAGES=1. axe is evaluated through the browser's protocol, so the pages' own policy stays on.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from stopsms.config import LETTERS_PAGE, ROOT, SENDERS_PAGE, SOURCES_PAGE

from sender_lookup.country.loader import load_index
from tests.e2e.conftest import SAVE_DATA, new_context
from tests.e2e.form import Home
from tests.e2e.watch import Watch
from tests.pages.addresses import family_path, letter_path
from tests.pages.built import built
from tests.pages.document import pages

AXE = ROOT / "site" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(
  ({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join("  ")}`)"""
ADVERT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
SCAM = "Votre colis est bloqué : frais de douane impayés de 1,99 €. Réglez sous 48h : colis-suivi.top/payer"
LOOKS: dict[str, dict[str, object]] = {
    "phone": {},
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark"},
    "wide-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
ALL = os.environ.get("STOP_SMS_ALL_PAGES") == "1"


def of_each_template(language: str) -> list[str]:
    """A path for each template."""
    site = built()[0]
    country = site.start_country(language)
    code = country.code.lower()
    slugs = {
        name: getattr(site.guide(language, site.page_id(country, name)), "slug", "")
        for name in (LETTERS_PAGE, SENDERS_PAGE, SOURCES_PAGE, "decision-graph", "step-by-step", "scam-or-advert")
    }
    legal = site.guide(language, "legal")
    assert legal is not None
    own = [f"{language}/{code}/{slug}/" for slug in slugs.values()]
    letter = letter_path(site, language, country, country.letters[0])
    family = family_path(site, language, country, "sender-name")
    everywhere = [
        site.guide(language, name) for name in ("index", "embedding", "about", "can-i-send", "my-cases", "how-good")
    ]
    lists = [f"{language}/{guide.slug}/" for guide in everywhere if guide]
    homes = [f"{language}/", f"embed/{language}/"]
    return [*homes, *lists, *own, family, letter, f"{language}/{legal.slug}/"]


def violations(page: Page) -> list[str]:
    """What axe finds, with everything that can be unfolded unfolded."""
    page.evaluate("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    page.evaluate(AXE.read_text("utf-8"))
    found: list[Any] = page.evaluate(RUN)
    page.evaluate(
        "() => document.querySelectorAll('.menu, .choose').forEach((menu) => { menu.open = false; })"
    )  # it covers
    return [str(line) for line in found]


def walk(browser: Browser, served: str, look: str, paths: list[str]) -> None:
    context = new_context(browser, **LOOKS[look])
    context.add_init_script(SAVE_DATA)  # no Python in the background
    watch = Watch(context, served)
    page = context.new_page()
    found = []
    for path in paths:
        page.goto(served + path)
        found += [f"{path} ({look}): {line}" for line in violations(page)]
    context.close()
    assert found == []
    assert watch.unexpected() == []


# A template has the same elements and colours in every language; what differs, its words, is no matter of axe.
@pytest.mark.parametrize("language", load_index().languages if ALL else ["fr"])
def test_each_template_on_a_phone(browser: Browser, served: str, language: str) -> None:
    walk(browser, served, "phone", of_each_template(language))


@pytest.mark.parametrize(("look", "language"), [("wide", "de"), ("dark", "nl")])
def test_other_languages_in_other_looks(browser: Browser, served: str, look: str, language: str) -> None:
    walk(browser, served, look, of_each_template(language))


DOCS = [f"docs/{place}" for place in ("", "json/", "tables/", "reference/sender_lookup/", "reference/command-line/")]


def test_pages_for_developers(browser: Browser, served: str) -> None:
    walk(browser, served, "phone", DOCS)
    walk(browser, served, "wide-dark", DOCS)


def test_pages_of_all_languages(browser: Browser, served: str) -> None:
    walk(browser, served, "phone", ["", "404.html"])
    walk(browser, served, "dark", ["", "404.html"])


@pytest.mark.parametrize("look", LOOKS if ALL else ["phone"])
def test_all_pages(browser: Browser, served: str, dist: Path, look: str) -> None:
    if not ALL:
        pytest.skip("only with STOP_SMS_ALL_PAGES=1 (make test-all)")
    walk(browser, served, look, list(pages(dist)))


@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark"}], ids=["light", "dark"])
def test_the_answers(desk: Home) -> None:
    for given in (
        {"sender": "MODALIA", "text": ADVERT, "received": "2026-11-22T21:45"},
        {"sender": "+33 7 56 00 00 00", "text": SCAM},
        {"sender": "+33 6 12 34 56 78"},
    ):
        desk.ask("fr", **given)
        assert violations(desk.page) == [], given
    desk.ask("fr", sender="MODALIA", text=ADVERT)
    desk.page.locator("[data-letter]").first.click()
    desk.page.locator("textarea[name=letter]").wait_for()
    assert violations(desk.page) == [], "with a letter"
