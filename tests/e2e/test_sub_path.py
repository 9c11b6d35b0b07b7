"""The site in a folder of a host: the widget, the pages and the missing page work there, and nothing asks outside."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from stopsms.publish.dev_server import running

from tests.e2e.form import Home
from tests.e2e.watch import Watch
from tests.pages.built import SUB_PATH_URL, built

pytestmark = pytest.mark.service_worker


@pytest.fixture
def address() -> Iterator[str]:
    """The site under /some/where/."""
    with running(built(SUB_PATH_URL)[1], SUB_PATH_URL) as url:
        yield url


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_widget_works(home: Home, watch: Watch, language: str) -> None:
    text = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
    answer = home.ask(language, sender="MODALIA", text=text)

    answer.expect(verdict="stop", action="send_sms", kind="name")
    home.page.locator("[data-letter]").first.click()
    expect(home.page.locator("textarea[name=letter]")).not_to_have_value("")
    home.page.locator("#senders a.kind").first.click()
    expect(home.page.locator("h1")).to_be_visible()
    assert all(urlsplit(request.url).path.startswith("/some/where/") for request in watch.requests)


def test_a_missing_page_is_the_sites_own(home: Home, watch: Watch) -> None:
    watch.expect("404")
    home.page.goto(f"{home.address}fr/nowhere/")

    expect(home.page).to_have_title("404 | STOP SMS")
    expect(home.page.locator("[lang=fr] a[href$='/fr/#guides']")).to_be_visible()
    home.page.locator("main a[hreflang=fr]").first.click()
    expect(home.page.locator("form[data-lookup]")).to_be_visible()
