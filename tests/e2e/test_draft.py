"""The page that checks a draft: its answer, states and failures, without scripts, without network, with axe."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from stopsms.config import load_site

from sender_lookup.output.catalogue import load_catalogue
from tests.e2e.conftest import SLOW
from tests.e2e.form import Home
from tests.e2e.served import Served
from tests.e2e.test_axe import LOOKS, violations
from tests.e2e.watch import Watch
from tests.pages.built import AS_OF, ROOT_URL

LANGUAGES = ("fr", "de")  # the first, and the one with the longest words
TIDY = "MODALIA: -20% ce samedi. STOP au 36180"
SATURDAY, SUNDAY, NIGHT = "2026-11-28T10:00", "2026-11-29T10:00", "2026-11-27T22:00"
MARK = "ZQXMARK"


def path_of(language: str) -> str:
    guide = load_site(ROOT_URL, AS_OF).guide(language, "can-i-send")
    assert guide is not None
    return f"{language}/{guide.slug}/"


@dataclass(frozen=True)
class Draft:
    """The page as a person uses it."""

    page: Page
    address: str
    kept: bool = False  # the page serves several tests: what the one before typed is cleared

    def open(self, language: str) -> Draft:
        """Go there, and wait until its scripts are."""
        url = self.address + path_of(language)
        if self.kept and self.page.url == url:
            self.page.locator("[data-clear]").click()
            self.page.locator("[data-answer][data-state=idle]").wait_for(state="attached")
            return self
        self.page.goto(url)
        self.page.locator("html[data-scripted]").wait_for()
        return self

    def fill(self, **given: str) -> Draft:
        """Type into the form, as far as given."""
        for name, value in given.items():
            if name == "country":
                self.page.select_option("[name=country]", value)
            else:
                self.page.fill(f"[name={name}]", value)
        return self

    def submit(self) -> None:
        """Press the button."""
        self.page.locator("form[data-draft] button[type=submit]").click()

    def ask(self, language: str, **given: str) -> Locator:
        """Open, fill in, submit, and wait for Python's answer."""
        self.open(language).fill(**given).submit()
        return self.ready()

    def ready(self) -> Locator:
        """Python's answer, once it is there."""
        self.page.locator("[data-answer][data-state=ready]").wait_for()
        expect(self.answer).to_have_attribute("data-source", "python")
        return self.answer

    @property
    def answer(self) -> Locator:
        """The answer's region."""
        return self.page.locator("[data-answer]")


@pytest.fixture
def draft(desk: Home) -> Draft:
    """The form on the page that is kept."""
    return Draft(desk.page, desk.address, kept=True)


def expect_point(answer: Locator, group: str, point: str) -> None:
    expect(answer.locator(f"[data-group={group}] [data-point={point}]")).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tidy_draft(draft: Draft, language: str) -> None:
    answer = draft.ask(language, text=TIDY, sender="MODALIA", send_at=SATURDAY, country="FR")

    expect(answer).to_have_attribute("data-verdict", "nothing_against")
    expect(answer.locator(".verdict")).to_have_text(load_catalogue(language)("draft.verdict.nothing_against"))
    expect_point(answer, "ask", "consent")
    expect_point(answer, "fits", "time")
    source = answer.locator("[data-point=consent] .source a").first
    expect(source).to_have_attribute("href", "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000042155961")


def test_the_verdict_follows_the_form(draft: Draft) -> None:
    answer = draft.ask("fr", text=TIDY, sender="MODALIA", send_at=SUNDAY, country="FR")
    expect(answer).to_have_attribute("data-verdict", "better_not")
    expect_point(answer, "better_not", "day")

    draft.fill(send_at=NIGHT, sender="06 12 34 56 78")
    expect(answer).to_contain_class("stale")
    expect(draft.page.locator("[data-status]")).not_to_be_empty()
    draft.submit()
    expect(answer).not_to_contain_class("stale")
    draft.ready()
    expect(answer).to_have_attribute("data-verdict", "not_so")
    expect_point(answer, "not_so", "time")
    expect_point(answer, "not_so", "sender_number")
    expect(draft.page.locator("[data-status]")).to_be_empty()

    draft.fill(country="ES", sender="MODALIA")
    draft.submit()
    draft.ready()
    expect(answer).to_have_attribute("data-verdict", "nothing_against")
    expect_point(answer, "no_rule", "time")


def test_now_is_the_time_on_the_wall(draft: Draft) -> None:
    sent = draft.open("en").page.locator("[name=send_at]")
    expect(sent).to_have_value("")

    draft.page.locator("[data-now]").click()

    expect(sent).to_have_value(f"{AS_OF}T10:00")  # in Paris, where the browser's clock is


def test_nothing_given_and_clear(draft: Draft) -> None:
    draft.open("en").submit()
    text = draft.page.locator("[name=text]")
    expect(text).to_have_attribute("aria-invalid", "true")
    expect(text).to_have_accessible_description(re.compile("Paste your text, or give the sender"))
    expect(text).to_be_focused()
    expect(draft.page.locator("[data-error]")).not_to_be_empty()

    draft.fill(text="Sale -20%", sender="MODALIA").submit()
    draft.ready()
    draft.page.locator("[data-clear]").click()

    expect(draft.answer).to_have_attribute("data-state", "idle")
    expect(draft.answer).to_be_empty()
    for name in ("text", "sender", "send_at"):
        expect(draft.page.locator(f"[name={name}]")).to_have_value("")


def test_what_is_typed_is_text(draft: Draft) -> None:
    answer = draft.ask("en", text="<img src=x onerror=alert(1)> -20%", sender="M<b>é</b>M", country="FR")

    expect(answer).to_contain_text("M<b>é</b>M")
    expect(answer.locator("img, b")).to_have_count(0)


class TestOnAServerThatIsWatched:
    """What it is asked, and what happens when it fails."""

    @pytest.fixture
    def address(self, observed_site: Served) -> str:
        return observed_site.url

    @pytest.fixture
    def draft(self, page: Page, address: str) -> Draft:
        """The form on a fresh page, not yet opened."""
        return Draft(page, address)

    def test_nothing_typed_leaves_the_page(self, draft: Draft, observed_site: Served) -> None:
        draft.ask("fr", text=f"{MARK}: -20%. STOP au 36180", sender=MARK, country="FR")

        assert MARK not in str(observed_site.asked) and MARK not in draft.page.url

    def test_python_does_not_come(self, draft: Draft, observed_site: Served, watch: Watch) -> None:
        watch.expect("status 404", "Failed to load resource", "console: Uncaught", "exception:", "Failed to fetch")
        observed_site.faults["packages.zip.bin"] = None
        draft.open("en").fill(text=TIDY, sender="MODALIA").submit()
        draft.page.locator("[data-answer][data-state=failed]").wait_for(state="attached")
        expect(draft.page.locator("[data-failed-text]")).to_contain_text("browser")
        expect(draft.page.locator("[data-status]")).to_be_empty()
        expect(draft.page.locator("[name=text]")).to_have_value(TIDY)

        observed_site.faults.clear()
        draft.page.locator("[data-retry]").click()

        draft.ready()
        expect(draft.page.locator("[data-failed]")).to_be_hidden()

    def test_there_is_no_connection(self, draft: Draft, observed_site: Served, watch: Watch) -> None:
        watch.expect("net::ERR_", "Failed to load resource", "console: Uncaught", "exception:", "Failed to fetch")
        draft.page.add_init_script(SLOW)
        draft.open("en").page.wait_for_load_state("networkidle")
        observed_site.is_down = True

        draft.fill(text=TIDY, sender="MODALIA").submit()

        expect(draft.page.locator("[data-failed-text]")).to_contain_text("we cannot reach this site")


class TestWithoutScripts:
    """The form sends nothing; the rules stand below."""

    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"java_script_enabled": False}

    @pytest.fixture
    def address(self, observed_site: Served) -> str:
        return observed_site.url

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_list_of_all_rules(self, page: Page, address: str, observed_site: Served, language: str) -> None:
        url = address + path_of(language)
        page.goto(url)
        expect(page.locator("noscript .notice")).to_be_visible()
        page.fill("[name=text]", TIDY)
        asked = len(observed_site.asked)
        page.locator("form[data-draft] button[type=submit]").click()
        page.locator("[name=sender]").press("Enter")

        home = page.locator(".checklist-country[open]")
        expect(home).to_have_count(1)
        home.locator(".why > summary").first.click()
        expect(home.locator(".claim-text").first).to_be_visible()
        expect(page.locator("[data-now]")).to_be_hidden()
        assert page.url == url and len(observed_site.asked) == asked


@pytest.mark.service_worker
def test_it_works_without_a_network(home: Home, context: BrowserContext) -> None:
    home.ask("en", sender="36180")
    home.page.locator("html[data-kept-python]").wait_for(state="attached")
    home.open("en").page.locator("html[data-kept-pages]").wait_for(state="attached")
    context.set_offline(True)

    answer = Draft(home.page, home.address).ask("en", text=TIDY, sender="MODALIA", send_at=SUNDAY, country="FR")

    expect(answer).to_have_attribute("data-verdict", "better_not")


@pytest.mark.parametrize(
    ("language", "look"),
    [*((code, LOOKS["phone"]) for code in LANGUAGES), ("fr", LOOKS["wide"]), ("fr", LOOKS["dark"])],
)
def test_axe(draft: Draft, language: str) -> None:
    draft.ask(language, text="-20% ce samedi. STOP au 38080", sender="Salon Éva", send_at=NIGHT, country="FR")

    assert violations(draft.page) == []
