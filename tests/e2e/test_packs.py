"""The words of a language and the rules of a country come when the page, or a question, needs them."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.form import Home
from tests.e2e.served import Served
from tests.e2e.watch import Watch

ADVERT = "MODALIA: -40% hasta el domingo. No más SMS: BAJA al 217900"
KEPT = "html[data-kept-pages][data-kept-python]"


@pytest.fixture
def address(observed_site: Served) -> str:
    return observed_site.url


def packs_asked(site: Served) -> list[str]:
    """The packs that were asked for, in their order."""
    paths = [
        line.partition(" HTTP")[0].rpartition("/")[2] for line in site.asked if "/runtime/" in line.partition("\n")[0]
    ]
    known = {"core.zip.bin", "packages.zip.bin", "stdlib.zip.bin", "regions.zip.bin"}
    return [path.removesuffix(".zip.bin") for path in paths if path.endswith(".zip.bin") and path not in known]


def test_the_page_fetches_its_own(home: Home, observed_site: Served) -> None:
    home.ask("fr", sender="MODALIA")

    assert sorted(packs_asked(observed_site)) == ["fr", "fr-fr", "words-fr"]


def test_those_of_another_country_come_when_it_is_chosen(home: Home, observed_site: Served) -> None:
    home.ask("fr", sender="MODALIA")
    observed_site.asked.clear()

    home.fill(sender="MODALIA", text=ADVERT, country="ES").submit()
    home.ready().expect(verdict="stop", action="send_sms")

    assert packs_asked(observed_site) == ["es", "es-fr"]


def test_where_they_cannot_be_had_it_is_said_and_the_next_question_tries_again(
    home: Home, observed_site: Served, watch: Watch
) -> None:
    watch.expect("404", "Failed to load")
    observed_site.faults["/es.zip.bin"] = None
    home.ask("fr", sender="MODALIA")
    home.fill(text=ADVERT, country="ES").submit()
    expect(home.page.locator("[data-failed]")).to_be_visible()

    observed_site.faults.clear()
    home.page.locator("[data-retry]").click()
    home.ready().expect(verdict="stop", action="send_sms")


@pytest.mark.service_worker
def test_those_in_use_are_kept(home: Home, context: BrowserContext, watch: Watch) -> None:
    home.ask("fr", sender="MODALIA")
    home.page.locator(KEPT).wait_for()
    home.fill(sender="MODALIA", text=ADVERT, country="ES").submit()
    home.ready().expect(verdict="stop", action="send_sms")
    context.set_offline(True)

    home.ask("fr", sender="MODALIA", text=ADVERT, country="ES").expect(verdict="stop", action="send_sms")


@pytest.mark.service_worker
def test_what_may_follow_an_answer_is_kept_before_it_was_asked_for(home: Home, context: BrowserContext) -> None:
    home.ask("fr", sender="MODALIA", text="Soldes jusqu'à dimanche. STOP au 36180").expect(
        verdict="stop", action="send_sms"
    )
    home.page.locator(KEPT).wait_for()
    context.set_offline(True)

    home.page.locator("[data-answer] button[data-wrong]").click()

    expect(home.page.locator("textarea[name=wrong]")).to_be_visible()


def test_it_comes_when_it_is_asked_for(home: Home, observed_site: Served) -> None:
    home.ask("fr", sender="MODALIA", text="Soldes jusqu'à dimanche. STOP au 36180").expect(
        verdict="stop", action="send_sms"
    )
    home.ready()
    assert "later" not in packs_asked(observed_site)

    home.page.locator("[data-answer] button[data-wrong]").click()

    expect(home.page.locator("textarea[name=wrong]")).to_be_visible()
    assert "later" in packs_asked(observed_site)
