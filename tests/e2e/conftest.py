"""One build and one browser for all end-to-end tests; a fresh, watched context for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from stopsms.publish.dev_server import running

from tests.e2e.browser import launch
from tests.e2e.form import Home
from tests.e2e.served import Served, observed
from tests.e2e.watch import Watch
from tests.pages.built import AS_OF, built

PERSON: dict[str, object] = {
    "viewport": {"width": 390, "height": 844},
    "timezone_id": "Europe/Paris",
    "locale": "fr-FR",
    "reduced_motion": "reduce",  # a smooth scroll makes every click wait
    "service_workers": "block",  # else every fresh context fetches the pages of its language again
}
KEEPING: dict[str, object] = {"service_workers": "allow"}  # for tests that are marked with `service_worker`
# What the browser says of its connection, as an init script: Python is fetched unasked on a fast line only.
_CONNECTION = "Object.defineProperty(navigator, 'connection', { value: %s })"
SAVE_DATA = _CONNECTION % "{ saveData: true }"
SLOW = _CONNECTION % "{ effectiveType: '3g', downlink: 1 }"
FAST = _CONNECTION % "{ effectiveType: '4g', downlink: 10 }"
# As an init script: notes the name of each worker that the page starts, for one that failed cannot be asked any more.
NOTE_WORKERS = """globalThis.workerNames = [];
Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    workerNames.push(options.name.split(" ")[0]); // then the packs
  }
}"""
PATIENCE = 60_000  # milliseconds; a ceiling for slow machines, nothing waits for it to pass
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def dist() -> Path:
    """The built site."""
    return built()[1]


@pytest.fixture(scope="session")
def served(dist: Path) -> Iterator[str]:
    """Its address, with the production headers."""
    with running(dist) as url:
        yield url


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    started = launch(playwright)
    yield started
    started.close()


@pytest.fixture
def observed_site(dist: Path) -> Iterator[Served]:
    """The site from a server of this test's own, that remembers its requests and can fail."""
    with observed(dist) as site:
        yield site


@pytest.fixture
def address(served: str) -> str:
    """The address of the site under test; tests with a server of their own override it."""
    return served


@pytest.fixture
def context_options() -> dict[str, object]:
    """Options of the test's browser context; tests override it."""
    return {}


def new_context(browser: Browser, **more: object) -> BrowserContext:
    """A context on a phone in Paris, on the day of the build."""
    made = browser.new_context(**{**PERSON, **more})  # type: ignore[arg-type]
    made.set_default_timeout(PATIENCE)
    made.clock.set_fixed_time(f"{AS_OF}T10:00:00+01:00")
    return made


@pytest.fixture
def context(
    request: pytest.FixtureRequest, browser: Browser, context_options: dict[str, object]
) -> Iterator[BrowserContext]:
    """A fresh context; with the service worker where the test is marked so."""
    keeping = KEEPING if request.node.get_closest_marker("service_worker") else {}
    made = new_context(browser, **context_options, **keeping)
    yield made
    made.close()


@pytest.fixture
def watch(context: BrowserContext, address: str) -> Iterator[Watch]:
    """Fails the test for whatever must not happen on a page."""
    watching = Watch(context, address)
    yield watching
    context.close()  # hands over what is still on its way
    assert watching.unexpected() == []


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    """An empty, watched page."""
    return context.new_page()


@pytest.fixture
def home(page: Page, address: str) -> Home:
    """The form on a fresh page, not yet opened."""
    return Home(page, address)


@pytest.fixture(scope="session")
def kept_page(browser: Browser, served: str) -> Iterator[tuple[Page, Watch]]:
    """One page for all tests that ask one question after another, as people do: Python starts once."""
    made = new_context(browser, **KEEPING)
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    watching = Watch(made, served)
    yield made.new_page(), watching
    made.close()


@pytest.fixture
def look() -> dict[str, object]:
    """Screen and colours of the page that is kept; tests override it, as options of a context."""
    return {}


@pytest.fixture
def desk(kept_page: tuple[Page, Watch], served: str, look: dict[str, object]) -> Iterator[Home]:
    """The form on the page that is kept; `open` clears everything, or changes the language."""
    page, watching = kept_page
    watching.forget()
    if look:
        page.set_viewport_size(look.get("viewport", PERSON["viewport"]))  # type: ignore[arg-type]
        page.emulate_media(color_scheme=look.get("color_scheme"))  # type: ignore[arg-type]
    yield Home(page, served, kept=True)
    if look:
        page.set_viewport_size(PERSON["viewport"])  # type: ignore[arg-type]
        page.emulate_media(color_scheme="null")
    page.locator("body").count()  # hands over what is still on its way
    assert watching.unexpected() == []
