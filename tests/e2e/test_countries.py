"""A line in another country than the page's: which one the form begins with, and what follows when it is changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from stopsms.config import LANGUAGE_NAMES

from tests.e2e.conftest import new_context
from tests.e2e.form import Home
from tests.e2e.served import Served
from tests.e2e.test_packs import packs_asked

BRITISH = "en-GB"
ADVERT = "BrewHut: 2 for 1 on all iced coffees this weekend only. To stop texts send STOP to 60777"


@pytest.fixture
def context_options(request: pytest.FixtureRequest) -> dict[str, object]:
    marker = request.node.get_closest_marker("browser_language")
    return {"locale": marker.args[0]} if marker else {}


@pytest.mark.parametrize(
    ("locale", "language", "country"),
    [
        ("en-GB", "en", "GB"),
        ("en-US", "en", "US"),
        ("fr-CA", "fr", "CA"),
        ("fr-BE", "fr", "BE"),
        ("de-CH", "de", "CH"),
        ("fr-SN", "fr", "FR"),  # not published
        ("de-AT", "de", "AT"),
        ("nl-BE", "nl", "BE"),
        ("fr-FR", "de", "DE"),  # of another language
        ("en-GB", "fr", "GB"),  # a British line, a French page
        ("en-GB", "es", "ES"),  # Spanish is at home in Spain
        ("de", "en", "FR"),  # no region
    ],
)
def test_it_begins_with_the_region_of_the_browser(
    browser: Browser, served: str, locale: str, language: str, country: str
) -> None:
    context = new_context(browser, locale=locale)
    home = Home(context.new_page(), served).open(language)

    expect(home.page.locator("[name=country]")).to_have_value(country)
    home.page.locator("[data-clear]").click()
    expect(home.page.locator("[name=country]")).to_have_value(country)
    context.close()


@pytest.mark.browser_language(BRITISH)
def test_the_page_leads_to_the_pages_of_that_country(home: Home) -> None:
    page = home.open("en").page
    elsewhere = page.locator("[data-elsewhere]")

    expect(elsewhere.locator("h2")).to_contain_text("the United Kingdom")
    expect(elsewhere.locator("a").first).to_have_attribute("href", "/en/gb/stop-an-sms/")
    expect(page.locator("#senders")).to_be_hidden()
    expect(page.locator(".urgent")).to_have_attribute("href", "/en/gb/i-clicked/")
    for link in page.locator(".tiles li:visible a").all():
        assert "/en/gb/" in str(link.get_attribute("href"))


@pytest.mark.browser_language(BRITISH)
def test_back_in_the_pages_own_country_all_is_as_it_was(home: Home) -> None:
    page = home.open("en").page
    expect(page.locator("[data-elsewhere]")).to_be_visible()
    page.select_option("[name=country]", "FR")

    expect(page.locator("[data-elsewhere]")).to_be_hidden()
    expect(page.locator("#senders")).to_be_visible()
    expect(page.locator(".urgent")).to_have_attribute("href", "/en/fr/i-clicked/")
    expect(page.locator("#sender-hint")).to_contain_text("36180")


@pytest.mark.browser_language(BRITISH)
def test_an_answer_by_the_rules_of_that_country(home: Home) -> None:
    home.ask("en", sender="BREWHUT", text=ADVERT).expect(verdict="stop", action="send_sms")

    expect(home.page.locator("[data-answer]")).to_contain_text("ICO")


def test_a_country_in_another_language_says_in_which(home: Home) -> None:
    page = home.open("fr").page
    line = page.locator(".line-country [data-published]:not(option)")
    expect(line).to_be_hidden()
    page.select_option("[name=country]", "GB")

    expect(line).to_be_visible()
    expect(line.locator("a")).to_have_text(LANGUAGE_NAMES["en"])
    assert "English" in page.locator("[name=country] option:checked").inner_text()
    line.locator("a").click()
    page.wait_for_url("**/en/#country=GB")
    expect(page.locator("[name=country]")).to_have_value("GB")


def test_its_answer_there_is_whole(home: Home) -> None:
    """The words are the reader's, the country's own stand in its language."""
    answer = home.ask("fr", sender="BREWHUT", text=ADVERT, country="GB").expect(verdict="stop", action="send_sms")

    assert "Envoyez STOP" in answer.first.inner_text()
    expect(answer.region.locator("[lang=en]").filter(has_text="ICO").first).to_be_attached()


def test_only_the_packs_of_the_chosen_country_are_fetched(browser: Browser, observed_site: Served) -> None:
    context = new_context(browser, locale=BRITISH)
    Home(context.new_page(), observed_site.url).ask("en", sender="BREWHUT")

    assert sorted(packs_asked(observed_site)) == ["gb", "gb-en", "words-en"]
    tables = [line for line in observed_site.asked if "instant.json" in line.partition("\n")[0]]
    assert {line.split(" ")[1] for line in tables} <= {"/en/fr/instant.json", "/en/gb/instant.json"}
    context.close()


@pytest.mark.service_worker
@pytest.mark.browser_language(BRITISH)
def test_what_was_used_is_there_without_a_network(home: Home, page: Page) -> None:
    home.ask("en", sender="BREWHUT")
    page.locator("html[data-kept-pages][data-kept-python]").wait_for()
    page.context.set_offline(True)

    home.ask("en", sender="BREWHUT", text=ADVERT).expect(verdict="stop", action="send_sms")
