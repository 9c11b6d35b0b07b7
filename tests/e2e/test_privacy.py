"""Nothing that a person types leaves the page: looked for on the server's side and in all that a browser keeps."""

from __future__ import annotations

import base64
import json
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import FAST
from tests.e2e.form import Home
from tests.e2e.served import Served
from tests.e2e.watch import Watch

pytestmark = pytest.mark.service_worker

MARK = "ZQXMARK"
KEPT = """async () => JSON.stringify({
  local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, name: window.name,
  databases: await indexedDB.databases(), href: location.href, state: history.state, title: document.title,
  caches: await Promise.all((await caches.keys()).map(async (key) =>
    [key, (await (await caches.open(key)).keys()).map((request) => request.url)])),
  workers: (await navigator.serviceWorker.getRegistrations()).map((registration) => registration.scope),
})"""


# All that its database holds.
STORED = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("stop-sms");
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction("cases").objectStore("cases").getAll();
    all.onsuccess = () => { asked.result.close(); resolve(JSON.stringify(all.result)); };
  };
})"""


@pytest.fixture
def address(observed_site: Served) -> str:
    """A server that remembers what it was asked."""
    return observed_site.url


def disguises(text: str) -> set[str]:
    """The text as it might travel: plain, in base64 at any offset, in hexadecimal."""
    coded = {base64.b64encode(b" " * n + text.encode())[4:-4].decode().lower() for n in range(3)}
    return {text.lower(), text.encode().hex(), *coded}


def expect_unmarked(*places: str) -> None:
    for place in places:
        for form in (place.lower(), unquote_plus(place).lower()):
            found = [mark for mark in disguises(MARK) if mark in form]
            assert not found, f"{found} in {place[:2000]}"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_typed_leaves_the_page(
    home: Home, context: BrowserContext, watch: Watch, observed_site: Served, language: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = home.page
    home.open(language)
    history = page.evaluate("history.length")
    url = page.url

    page.locator(".menu > summary").click()
    page.locator("#search-menu").press_sequentially(f"{MARK} 38011")
    page.locator(".search-found:visible a").first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    home.fill(sender=MARK, text=f"{MARK} : -40 % sur toute la boutique samedi ! STOP au 36180", knows="no")
    home.submit()
    home.ready()
    page.locator("[data-first-step] button[data-copy]").first.click()
    home.date_field("stop_sent").fill("2026-11-01")
    page.locator("[data-answer] [name=stop_sent]").blur()
    page.locator("[data-answer][data-state=ready] [data-letter]").first.click()
    page.locator("form[data-facts] [name=form][value=complete]").check()  # with the postal address
    for name in ("name", "address", "city", "phone", "company", "company_address"):
        page.locator(f"form[data-facts] [name={name}]").fill(f"{MARK} {name}")
    page.locator("form[data-facts] [name=email]").fill(f"{MARK}@{MARK}.example")
    letter = page.locator("textarea[name=letter]")
    letter.fill(f"{letter.input_value()} {MARK}")
    page.locator("[data-letter-copy]").click()
    with page.expect_download():
        page.locator("[data-letter-save]").click()
    scam = f"{MARK} colis bloqué, frais impayés : {MARK}.top/payer sous 48h"
    home.fill(sender="+33 7 56 00 00 00", text=scam).submit()
    home.ready()
    page.locator("[data-happened=clicked]").click()
    page.locator("[data-first-step][data-action=secure_accounts]").wait_for()

    assert page.url == url
    assert page.evaluate("history.length") == history
    expect_unmarked(page.evaluate(KEPT), json.dumps(context.cookies()), json.dumps(context.storage_state()))
    expect_unmarked(*watch.console)
    for request in watch.requests:
        if not request.url.startswith("blob:"):
            expect_unmarked(request.url, json.dumps(request.all_headers()), request.post_data or "")
    expect_unmarked(*observed_site.asked)
    assert observed_site.asked, "the server was asked for the page at least"
    assert all(line.startswith("GET ") for line in observed_site.asked)
    page.goto(f"{home.address}{language}/")  # and after going on, nothing is offered back
    for name in ("sender", "text"):
        expect(page.locator(f"[name={name}]")).to_have_value("")


def test_a_case_that_is_kept_lies_in_its_database_and_nowhere_else(
    home: Home, context: BrowserContext, watch: Watch, observed_site: Served
) -> None:
    page = home.page
    home.ask("en", sender=MARK, text=f"{MARK} : -40 % samedi ! STOP au 36180")
    page.locator("[data-keep-case]").click()
    page.locator("[data-kept]").wait_for()
    home.date_field("stop_sent").fill("2026-11-01")
    page.locator("[data-answer] [name=stop_sent]").blur()
    expect(page.locator("[data-kept]")).to_contain_text("Noted in your case")
    page.locator("[data-kept] a").click()
    page.locator("[data-cases][data-state=ready]").wait_for()
    with page.expect_download():
        page.locator("[data-export]").click()
    page.locator("[data-cases] a[href*='#case-']").first.click()
    home.ready()

    assert json.loads(page.evaluate(KEPT))["databases"] == [{"name": "stop-sms", "version": 2}]
    assert MARK in page.evaluate(STORED)
    expect_unmarked(page.evaluate(KEPT), json.dumps(context.cookies()), json.dumps(context.storage_state()))
    expect_unmarked(*watch.console, *observed_site.asked)
    for request in watch.requests:
        if not request.url.startswith("blob:"):
            expect_unmarked(request.url, json.dumps(request.all_headers()), request.post_data or "")

    page.locator("[data-kept] a, .menu a[href*=my-cases]").first.evaluate("e => e.click()")
    page.locator("[data-cases][data-state=ready]").wait_for()
    page.locator("[data-delete-all]").click()
    expect(page.locator("[data-cases] [data-case]")).to_have_count(0)
    assert json.loads(page.evaluate(KEPT))["databases"] == []


def test_nothing_is_kept_without_being_asked(home: Home, context: BrowserContext) -> None:
    home.ask("en", sender="36180")

    kept = json.loads(home.page.evaluate(KEPT))
    assert (kept["local"], kept["session"], kept["cookie"], kept["databases"]) == ({}, {}, "", [])
    assert context.cookies() == []


def test_python_is_fetched_once_and_in_silence_until_the_form_is_used(home: Home, observed_site: Served) -> None:
    home.page.add_init_script(FAST)
    home.open("en")
    home.page.locator("html[data-kept-python]").wait_for()  # it has come, and was kept: nothing more is told of it
    expect(home.page.locator("[data-status]")).to_be_empty()

    home.fill(sender="36180").submit()
    home.ready()

    asked = [line.split()[1] for line in observed_site.asked if "/runtime/" in line]
    assert sorted(set(asked)) == sorted(asked)
