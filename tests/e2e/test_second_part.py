"""The engine's second part: nothing that people do asks for it; a call that needs it has it, also without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import FAST
from tests.e2e.form import Home
from tests.e2e.served import Served
from tests.e2e.watch import Watch
from tests.pages.built import is_split, thin

SECOND = "/second.wasm"
TEXT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
KEPT = "html[data-kept-pages][data-kept-python]"
# As an init script: an engine whose first part is not enough, and notes which workers the page starts.
LACKING = """const workers = [];
Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    const hasAll = options.name.split(" ").includes("all");
    const lack = () => setTimeout(() => this.dispatchEvent(new MessageEvent("message", { data: { type: "lacking" } })));
    workers.push(hasAll ? "all" : "first");
    const { dataset } = document.documentElement;
    dataset.workers = workers.join(" ");
    this.addEventListener("message", ({ data }) => data.type === "ready" && (dataset.ready = workers.length));
    if (!hasAll) %s;
  }
}"""
AT_ITS_START = "lack()"
AT_THE_WARM_UP = """this.postMessage = (sent) =>
      sent.request.includes("STOP 12345") ? lack() : super.postMessage(sent)"""
STARTS = "first all all first"


@pytest.fixture
def dist(dist: Path) -> Path:
    """The build; those of a class below have another one."""
    if not is_split(dist):
        pytest.skip("the engine is in one piece here")
    return dist


@pytest.fixture
def address(observed_site: Served) -> str:
    return observed_site.url


class TestOfEverybody:
    """What people do."""

    def test_nothing_asks_for_it(self, home: Home, observed_site: Served) -> None:
        home.ask("fr", sender="MODALIA", text=TEXT, received="2026-11-20T10:00").expect(
            verdict="stop", action="send_sms"
        )
        open_letter(home)
        open_sheet(home)
        home.ask("es", sender="CORREOS", text="Su paquete está retenido, pague 1,99 en correos-pago.example/x")
        home.ask("en", sender="+81 90-1234-5678")
        assert times(observed_site) == 0


class TestWhereItCannotBeHad:
    """Where the server has it not, and Python needs it before anybody has asked."""

    @pytest.fixture(autouse=True)
    def lost(self, observed_site: Served, watch: Watch) -> None:
        watch.expect("404", "Failed to load")
        observed_site.faults[SECOND] = None

    def test_a_start_that_needs_it_has_failed_and_the_instant_answer_stays(
        self, home: Home, observed_site: Served
    ) -> None:
        home.page.add_init_script(LACKING % AT_ITS_START)
        with home.page.expect_request(lambda request: request.method == "HEAD"):  # at the very end: is the site there?
            home.open("fr").fill(sender="36180").submit()

        expect(home.page.locator("[data-failed-text]")).to_contain_text("second.wasm")
        expect(home.page.locator("html")).to_have_attribute("data-workers", STARTS)
        assert [home.answer.data(name) for name in ("state", "source", "verdict")] == ["failed", "instant", "stop"]
        observed_site.faults.clear()
        home.page.locator("[data-retry]").click()
        home.ready().expect(verdict="stop", action="reply_sms")

    def test_a_first_answer_that_needs_it_is_asked_for_once(self, home: Home) -> None:
        home.page.add_init_script(FAST)
        home.page.add_init_script(LACKING % AT_THE_WARM_UP)
        home.open("fr").page.locator("html[data-ready='4']").wait_for()

        home.fill(sender="36179").submit()
        home.ready().expect(verdict="stop", action="reply_sms")
        expect(home.page.locator("html")).to_have_attribute("data-workers", STARTS)


class TestWithoutSheets:
    """Where the first part cannot make an evidence sheet."""

    @pytest.fixture
    def dist(self, dist: Path) -> Path:
        return thin()

    def test_a_sheet_has_it(self, home: Home, observed_site: Served) -> None:
        home.ask("fr", sender="MODALIA", text=TEXT).expect(verdict="stop", action="send_sms")
        before = times(observed_site)

        open_sheet(home)

        assert (before, times(observed_site)) == (0, 1)

    @pytest.mark.service_worker
    def test_also_without_a_network(self, home: Home, observed_site: Served, context: BrowserContext) -> None:
        home.ask("fr", sender="MODALIA", text=TEXT)
        home.page.locator(KEPT).wait_for()
        context.set_offline(True)
        observed_site.is_down = True

        home.ask("fr", sender="MODALIA", text=TEXT).expect(verdict="stop", action="send_sms")
        open_sheet(home)

    def test_where_it_cannot_be_had_it_is_said_and_the_next_question_has_an_answer(
        self, home: Home, observed_site: Served, watch: Watch
    ) -> None:
        watch.expect("404", "Failed to load")
        observed_site.faults[SECOND] = None
        home.ask("fr", sender="MODALIA", text=TEXT)
        home.page.locator("[data-evidence]").first.click()
        expect(home.page.locator("[data-failed]")).to_be_visible()

        observed_site.faults.clear()
        home.fill(sender="36179").submit()
        home.ready().expect(verdict="stop", action="send_sms")


def times(site: Served) -> int:
    """How often the second part was asked for."""
    return sum(line.partition(" HTTP")[0].endswith(SECOND) for line in site.asked)


def open_letter(home: Home) -> None:
    home.page.locator("[data-letter]").first.click()
    expect(home.page.locator("textarea[name=letter]")).not_to_have_value("")


def open_sheet(home: Home) -> None:
    home.page.locator("[data-evidence]").first.click()
    expect(home.page.locator("[data-evidence-sheet]")).to_contain_text("MODALIA")
