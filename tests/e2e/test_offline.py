"""The site without a network: after one visit, after a new build, under a sub-path."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from stopsms.config import load_site
from stopsms.publish.service_worker import write_service_worker

from tests.e2e.conftest import FAST, NOTE_WORKERS, SAVE_DATA, SLOW
from tests.e2e.form import Home
from tests.e2e.kept import TEXT, everything_kept, visit
from tests.e2e.served import Served, observed
from tests.e2e.watch import Watch
from tests.pages.built import AS_OF, SUB_PATH_URL, built

pytestmark = pytest.mark.service_worker


def expect_answer(home: Home, language: str = "fr") -> None:
    """Python answers a message."""
    answer = home.ask(language, sender="MODALIA", text=TEXT)
    answer.expect(verdict="stop", action="send_sms", kind="name")


def test_everything_works_without_network(home: Home, context: BrowserContext, watch: Watch) -> None:
    visit(home)
    context.set_offline(True)
    page = home.page

    expect_answer(home)
    page.locator("[data-letter]").first.click()
    expect(page.locator("textarea[name=letter]")).not_to_have_value("")
    page.locator(".footer-pages a").first.click()  # a guide that was not visited: kept with its language
    expect(page.locator("main h1")).to_be_visible()
    assert page.evaluate("document.styleSheets.length") == 1
    page.locator(".menu > summary").click()
    page.locator("#search-menu").fill("ça marche po")  # nor was the search used before
    expect(page.locator(".search-found:visible a").first).to_contain_text("STOP ne marche pas")

    page.goto(f"{home.address}en/")  # another language: the home page that is there says so
    expect(page.locator("#offline")).to_be_visible()
    assert page.url == f"{home.address}fr/#offline"
    watch.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "net::ERR_FAILED")


def test_a_second_visit_gets_the_browsers_own_copy_of_the_webassembly(home: Home, context: BrowserContext) -> None:
    """With that copy comes the machine code that was made of it; only a response that was not counted is kept so."""
    context.add_init_script(SLOW)
    visit(home)
    assert [worker.evaluate("self.name.split(' ')[0]") for worker in home.page.workers] == ["far"]
    home.page.close()

    again = Home(context.new_page(), home.address)
    expect_answer(again)

    assert [worker.evaluate("self.name.split(' ')[0]") for worker in again.page.workers] == ["near"]
    encodings = "(urls) => Promise.all(urls.map(async (url) => (await fetch(url)).headers.get('Content-Encoding')))"
    (engine,) = built()[1].glob("runtime/engine-*")
    asked = [f"{home.address}runtime/{engine.name}/{name}" for name in ("pyodide.asm.wasm", "pyodide.asm.mjs")]
    browsers, ours = again.page.evaluate(encodings, asked)
    assert browsers is not None and ours is None  # what we keep has no encoding any more


def test_a_further_attempt_gets_the_kept_copy_where_the_browsers_own_and_the_servers_are_wrong(
    context: BrowserContext, observed_site: Served
) -> None:
    home = visit(Home(context.new_page(), observed_site.url))
    (path,) = built()[1].glob("runtime/engine-*/pyodide.asm.wasm")
    wasm = f"{observed_site.url}runtime/{path.parent.name}/{path.name}"
    observed_site.faults[path.name] = b"no WebAssembly"
    home.page.evaluate("(url) => fetch(url, {cache: 'reload'}).then((sent) => sent.text())", wasm)  # into its cache
    home.page.close()

    again = Home(context.new_page(), observed_site.url)
    again.page.add_init_script(NOTE_WORKERS)
    expect_answer(again)

    assert again.page.evaluate("workerNames") == ["near", "far"]
    (worker,) = again.page.workers
    assert worker.url.endswith("#2")


UNTOLD = """const send = ServiceWorker.prototype.postMessage;
ServiceWorker.prototype.postMessage = function (message, ...more) {
  if (message.type !== "kept") send.call(this, message, ...more);
}"""


def test_a_service_worker_that_does_not_say_whether_python_is_kept_is_not_waited_for(home: Home) -> None:
    visit(home)
    for script in (SLOW, UNTOLD):
        home.page.add_init_script(script)

    expect_answer(home)

    (worker,) = home.page.workers
    assert worker.evaluate("[self.name.split(' ')[0], location.hash]") == ["far", ""]  # no further attempt was needed


def test_a_new_tab_and_another_page_of_the_site_without_network(home: Home, context: BrowserContext) -> None:
    visit(home)
    home.page.goto(f"{home.address}en/")
    home.page.locator("html[data-kept-pages]").wait_for()
    home.page.close()
    context.set_offline(True)

    expect_answer(Home(context.new_page(), home.address), "en")


def test_what_was_kept_ahead_is_little_where_data_is_saved(home: Home, context: BrowserContext, watch: Watch) -> None:
    context.add_init_script(SAVE_DATA)
    home.open("fr").page.locator("html[data-kept-pages]").wait_for()
    home.page.fill("[name=sender]", "36180")
    home.page.locator("[data-answer][data-state=instant]").wait_for()

    asked = [request.url for request in watch.requests]
    assert not any("/runtime/" in url for url in asked)
    assert not any(url.endswith("/vie-privee/") for url in asked)
    home.submit()
    home.ready()


def test_python_is_fetched_at_the_first_touch(home: Home, context: BrowserContext, watch: Watch) -> None:
    context.add_init_script(SLOW)
    home.open("fr").page.locator("html[data-kept-pages]").wait_for()
    assert not any("/runtime/" in request.url for request in watch.requests)

    with home.page.expect_request("**/pyodide.asm.wasm"):
        home.page.locator("h1").click()


def test_python_is_fetched_in_a_quiet_moment_of_a_fast_connection(home: Home, context: BrowserContext) -> None:
    context.add_init_script(FAST)
    with home.page.expect_request("**/pyodide.asm.wasm"):
        home.open("fr")


def test_nothing_typed_is_kept(home: Home) -> None:
    mark = "XQMARKXQ"
    visit(home)
    home.open("fr").fill(sender=mark, text=f"{mark} : soldes. STOP au 36180").submit()
    home.ready()
    home.page.locator("[data-letter]").first.click()
    home.page.fill("#fact-name", mark)
    expect(home.page.locator("textarea[name=letter]")).to_have_value(re.compile(mark))
    kept = everything_kept(home.page)

    assert "pyodide" in kept and mark not in kept
    databases = home.page.evaluate("indexedDB.databases().then((all) => all.length)")
    assert databases == 0


# --- a new build -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later build: other pages."""
    folder: Path = tmp_path_factory.mktemp("later") / "dist"
    linked(built()[1], folder)
    site = load_site("http://localhost:8000/", AS_OF, revision="later")
    for page in folder.rglob("*.html"):
        text = page.read_text("utf-8").replace(site_revision(), "later")
        page.unlink()  # it is the other build's as well
        page.write_text(text, "utf-8")
    (folder / "sw.js").unlink()
    write_service_worker(site.with_runtime(built()[0].runtime), folder)
    return folder


def linked(folder: Path, target: Path) -> None:
    """The same folder once more, for less than a copy: whoever changes a file there replaces it."""
    shutil.copytree(folder, target, copy_function=os.link)


def site_revision() -> str:
    """That of the shared build."""
    return built()[0].revision


@pytest.fixture
def two_builds(tmp_path: Path, later: Path) -> Iterator[tuple[Served, Path, Path]]:
    """A server of a folder with one build, and the folder of the next one."""
    now = tmp_path / "now"
    linked(built()[1], now)
    with observed(now) as served:
        yield served, now, later


def deploy(now: Path, later: Path) -> None:
    """Put the next build in the place of the first."""
    shutil.rmtree(now)
    linked(later, now)


TELL_STATE = """navigator.serviceWorker.getRegistration().then((registration) => {
  registration.addEventListener("updatefound", () => {
    const {installing} = registration;
    const tell = () => { document.documentElement.dataset.installing = installing.state; };
    installing.addEventListener("statechange", tell);
    tell();
  });
})"""


def check_for_update(page: Page) -> None:
    """What the browser does at a navigation, and once a day."""
    page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")


def revision(page: Page) -> str:
    """The last word of the footer."""
    return page.locator(".footer p").inner_text()


def test_a_new_version_is_used_when_asked_and_what_is_typed_stays(
    context: BrowserContext, two_builds: tuple[Served, Path, Path]
) -> None:
    served, now, later = two_builds
    home = visit(Home(context.new_page(), served.url))
    home.open("fr").fill(sender="36180", text="Soldes")
    page = home.page
    assert "later" not in revision(page)
    expect(page.locator("[data-update]")).to_be_hidden()
    deploy(now, later)
    check_for_update(page)
    expect(page.locator("[data-update]")).to_be_visible()

    other = context.new_page()  # still the whole former version
    other.goto(f"{served.url}fr/")
    assert "later" not in revision(other)
    page.locator("[data-update-use]").click()
    expect(page.locator("[data-update-text]")).not_to_have_text("")
    assert "later" not in revision(page)  # not while another page is open
    other.close()

    page.locator("[data-update-use]").click()
    expect(page.locator(".footer p")).to_contain_text("later")
    expect(page.locator("[name=sender]")).to_have_value("36180")
    expect(page.locator("[name=text]")).to_have_value("Soldes")
    context.set_offline(True)
    expect_answer(home)
    assert "later" in revision(page)


def test_a_new_version_that_cannot_be_had_whole_is_not_used(
    context: BrowserContext, two_builds: tuple[Served, Path, Path]
) -> None:
    served, now, later = two_builds
    home = visit(Home(context.new_page(), served.url))
    home.open("fr")
    home.page.evaluate(TELL_STATE)  # before the build is there: the browser may look for it by itself
    served.faults["/fr/"] = b"<!doctype html>"  # not what the list says
    deploy(now, later)
    check_for_update(home.page)

    home.page.locator("html[data-installing=redundant]").wait_for()
    expect(home.page.locator("[data-update]")).to_be_hidden()
    context.set_offline(True)
    expect_answer(home)
    assert "later" not in revision(home.page)


# --- under a sub-path ------------------------------------------------------------------------------------------------


def test_under_a_sub_path(context: BrowserContext) -> None:
    with observed(built(SUB_PATH_URL)[1], SUB_PATH_URL) as served:
        home = visit(Home(context.new_page(), served.url))
        manifest = home.page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((r) => r.json())")
        scope = home.page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.scope)")
        context.set_offline(True)
        expect_answer(home)

    assert scope == served.url
    assert manifest["start_url"] == "/some/where/fr/" and manifest["scope"] == "/some/where/"
    assert json.dumps(manifest).count("/some/where/static/") == 4
