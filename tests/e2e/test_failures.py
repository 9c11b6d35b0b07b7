"""Python for the browser does not come: the page says so, loses nothing, and what works without it goes on working."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect
from stopsms.publish.dev_server import running
from stopsms.publish.headers import HEADERS

from tests.e2e.browser import launch
from tests.e2e.conftest import FAST, NOTE_WORKERS, SLOW
from tests.e2e.form import Home
from tests.e2e.served import Served
from tests.e2e.watch import Watch

TEXT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
HALF, OTHER = b"the first half of it", b"one that would run as well"  # stand for what the test makes of the file
BROKEN: dict[str, tuple[str, bytes | None]] = {
    "worker-missing": ("worker.js", None),
    "worker-unreadable": ("worker.js", b"this is no script"),
    "wasm-missing": ("pyodide.asm.wasm", None),
    "wasm-corrupt": ("pyodide.asm.wasm", b"\0asm\1\0\0\0 and then nothing that makes sense"),
    "wasm-truncated": ("pyodide.asm.wasm", HALF),
    "packages-missing": ("packages.zip.bin", None),
    "core-missing": ("core.zip.bin", None),
    "core-truncated": ("core.zip.bin", HALF),
    "core-of-another-version": ("core.zip.bin", OTHER),
    "stdlib-of-another-version": ("stdlib.zip.bin", OTHER),
    "packages-corrupt": ("packages.zip.bin", b"this is no archive"),
    "stdlib-corrupt": ("stdlib.zip.bin", b"this is no archive"),
    "loader-missing": ("pyodide.mjs", None),
    "loader-unreadable": ("pyodide.mjs", b"this is no script"),
    "glue-missing": ("pyodide.asm.mjs", None),
}
# One of each way in which a file is loaded, with the fault in the browser's own cache.
TRIED_AGAIN = ("worker-unreadable", "wasm-truncated", "core-of-another-version", "loader-unreadable")
# What the browser itself prints of a file that is missing or broken, and what the worker's promises say.
NOISE = (
    *("status 404", "Failed to load resource", "console: Uncaught", "exception:", "Failed to fetch", "net::ERR_"),
    "when fetching the script",  # the browser looks for a new service worker by itself, and the server is gone
)


WORDS = {"fr": "sur cet appareil", "en": "on this device"}
CUT_OFF = {"fr": "Pas de connexion", "en": "We cannot reach this site"}


def instead(dist: Path, name: str, content: bytes | None) -> bytes | None:
    """What the server sends for a file of the runtime."""
    if content not in (HALF, OTHER):
        return content
    whole = next(dist.glob(f"runtime/*/{name}")).read_bytes()
    if content == HALF:
        return whole[: len(whole) // 2]
    return gzip.compress(gzip.decompress(whole), 1, mtime=0)  # the same archive: only its hash tells


def expect_honest_failure(
    home: Home, language: str, sender: str, text: str = "", *, words: dict[str, str] = WORDS
) -> None:
    """The page says what happened, keeps what was typed, leads on, and gives no advice on an unread message."""
    page = home.page
    page.locator("[data-answer][data-state=failed]").wait_for(state="attached")
    expect(page.locator("[data-failed-text]")).to_be_visible()
    expect(page.locator("[data-failed-text]")).to_contain_text(words[language])
    assert "{" not in page.locator("[data-failed-text]").inner_text()
    expect(page.locator("[data-status]")).to_be_empty()  # nothing claims that it is still loading
    expect(page.locator("[name=sender]")).to_have_value(sender)
    expect(page.locator("[name=text]")).to_have_value(text)
    if text:
        assert home.answer.sms_links() == []
    expect(page.locator("[data-retry]")).to_be_visible()
    page.locator("[data-failed] a[href='#senders']").click()
    expect(page.locator("#senders .kind").first).to_be_in_viewport()


class TestBrokenFiles:
    """A file of the runtime is missing or broken."""

    @pytest.fixture
    def address(self, observed_site: Served) -> str:
        return observed_site.url

    @pytest.mark.parametrize(
        ("fault", "line", "worker"),
        # The WebAssembly is read otherwise on a fast line, where its bytes are not counted.
        [
            *(pytest.param(fault, SLOW, "far", id=fault) for fault in BROKEN),
            *(pytest.param(fault, FAST, "near", id=f"{fault}-near") for fault in BROKEN if fault.startswith("wasm")),
        ],
    )
    def test_a_broken_file_is_said_and_can_be_tried_again(
        self, home: Home, dist: Path, observed_site: Served, watch: Watch, fault: str, line: str, worker: str
    ) -> None:
        watch.expect(*NOISE, "console: ")  # Pyodide has words of its own for some
        home.page.add_init_script(line)
        home.page.add_init_script(NOTE_WORKERS)
        name, content = BROKEN[fault]
        observed_site.faults[name] = instead(dist, name, content)
        home.open("en").fill(sender="MODALIA", text=TEXT).submit()
        expect_honest_failure(home, "en", "MODALIA", TEXT)
        assert home.page.evaluate("workerNames")[:2] == [worker, "far"]  # the further attempt counts every byte

        if fault not in TRIED_AGAIN:
            return
        observed_site.faults.clear()
        home.page.locator("[data-retry]").click()

        home.ready().expect(verdict="stop", action="send_sms")
        expect(home.page.locator("[data-failed]")).to_be_hidden()

    def test_it_can_fail_again(self, home: Home, observed_site: Served, watch: Watch) -> None:
        watch.expect(*NOISE)
        observed_site.faults["worker.js"] = None
        home.open("fr").fill(sender="MODALIA", text=TEXT).submit()
        expect_honest_failure(home, "fr", "MODALIA", TEXT)

        home.page.locator("[data-retry]").click()
        expect_honest_failure(home, "fr", "MODALIA", TEXT)
        home.submit()  # asking again is no way round the failure, and says the same
        expect_honest_failure(home, "fr", "MODALIA", TEXT)

    def test_a_silent_start_is_tried_again_with_more_patience(
        self, home: Home, observed_site: Served, watch: Watch
    ) -> None:
        watch.expect(*NOISE)
        observed_site.faults["worker.js"] = b"// neither progress nor failure"
        home.page.add_init_script(SLOW)
        clock, answer = home.page.clock, home.page.locator("[data-answer]")
        clock.install()
        home.open("fr").fill(sender="MODALIA", text=TEXT).submit()
        with home.page.expect_worker(lambda worker: worker.url.endswith("#2")):
            clock.run_for(31_000)

        clock.run_for(60_000)  # twice what the first start had
        expect(answer).not_to_have_attribute("data-state", "failed")
        clock.run_for(31_000)
        expect_honest_failure(home, "fr", "MODALIA", TEXT)

    def test_an_instant_answer_stays(self, home: Home, observed_site: Served, watch: Watch) -> None:
        watch.expect(*NOISE)
        observed_site.faults["worker.js"] = None
        home.open("en").fill(sender="36180").submit()
        expect_honest_failure(home, "en", "36180")

        assert (home.answer.data("source"), home.answer.data("verdict")) == ("instant", "stop")
        assert "sms:36180?&body=STOP" in home.answer.sms_links()
        home.page.locator("[data-answer] [data-letter]").first.click()  # letters are Python's: that is said, too
        expect(home.page.locator("[data-failed-text]")).to_be_in_viewport()

    def test_an_unread_message_gets_the_checklist(self, home: Home, observed_site: Served, watch: Watch) -> None:
        watch.expect(*NOISE)
        observed_site.faults["worker.js"] = None
        home.open("en").fill(sender="36180", text=TEXT).submit()
        expect_honest_failure(home, "en", "36180", TEXT)

        assert home.answer.data("verdict") == "check_first"
        links = home.page.locator("[data-answer] a")
        expect(links).to_have_count(2)  # the family's page and how to tell a scam from an advert
        links.last.click()
        expect(home.page.locator("h1")).to_be_visible()

    def test_the_instant_table_is_missing(self, home: Home, observed_site: Served, watch: Watch) -> None:
        watch.expect(*NOISE)
        observed_site.faults["instant.json"] = None

        home.ask("en", sender="36180").expect(verdict="stop", action="reply_sms")

    def test_another_sender_gets_its_own_answer(self, home: Home, observed_site: Served, watch: Watch) -> None:
        watch.expect(*NOISE)
        observed_site.faults["worker.js"] = None
        home.open("en").fill(sender="36180").submit()
        expect_honest_failure(home, "en", "36180")

        home.fill(sender="38011")
        expect(home.page.locator("[data-answer]")).to_have_attribute("data-verdict", "check_first")
        expect(home.page.locator("[data-answer]")).to_contain_text("38011")
        home.fill(sender="not a plain sender")  # Python's: what stood there was not about it
        expect(home.page.locator("[data-answer]")).to_be_empty()
        expect(home.page.locator("[data-answer]")).to_have_attribute("data-state", "failed")

    def test_trying_again_without_a_question_asks_none(self, home: Home, observed_site: Served, watch: Watch) -> None:
        watch.expect(*NOISE)
        observed_site.faults["worker.js"] = None
        home.open("en")
        home.page.locator("[name=sender]").focus()  # asks for Python
        home.page.locator("[data-failed]").wait_for()

        observed_site.faults.clear()
        home.page.locator("[data-retry]").click()
        expect(home.page.locator("[data-failed]")).to_be_hidden()
        home.page.locator("[data-status]", has_text="Ready.").wait_for()

        expect(home.page.locator("[data-answer]")).to_have_attribute("data-state", "idle")
        expect(home.page.locator("[data-answer]")).to_be_empty()


class TestALineThatOnlySeemsFast:
    """The browser tells of a fast line, where the bytes of the WebAssembly are not counted; and they do not come."""

    @pytest.fixture
    def address(self, observed_site: Served) -> str:
        return observed_site.url

    @pytest.fixture
    def silent(self, home: Home, observed_site: Served, watch: Watch) -> Home:
        """Asked, and started anew after a short silence, so that the bytes are counted."""
        watch.expect(*NOISE)
        observed_site.held.add("pyodide.asm.wasm")
        for script in (FAST, NOTE_WORKERS):
            home.page.add_init_script(script)
        home.page.clock.install()
        home.open("en").fill(sender="MODALIA", text=TEXT).submit()
        home.page.wait_for_function("workerNames.length > 0")
        with home.page.expect_worker() as worker:
            home.page.clock.run_for(9_000)
        assert not worker.value.url.endswith("#2")
        assert home.page.evaluate("workerNames") == ["near", "far"]
        return home

    def test_it_is_told_how_far_the_download_is(self, silent: Home, observed_site: Served) -> None:
        expect(silent.page.locator("[data-status]")).to_have_text(re.compile(r"\b[1-9]\d? ?%"))  # not 100

        observed_site.release.set()
        silent.ready().expect(verdict="stop", action="send_sms")

    def test_that_was_no_failed_attempt(self, silent: Home, observed_site: Served) -> None:
        with silent.page.expect_worker(lambda worker: worker.url.endswith("#2")):
            silent.page.clock.run_for(31_000)
        expect(silent.page.locator("[data-answer]")).not_to_have_attribute("data-state", "failed")

        observed_site.release.set()
        silent.ready().expect(verdict="stop", action="send_sms")


@pytest.mark.service_worker
class TestTheConnectionBreaks:
    """A server that goes away, and comes back."""

    @pytest.fixture
    def address(self, observed_site: Served) -> str:
        return observed_site.url

    @pytest.mark.parametrize("name", ["pyodide.asm.wasm", "packages.zip.bin", "pyodide.asm.mjs", "worker.js"])
    def test_in_the_middle_of_a_file(self, home: Home, observed_site: Served, watch: Watch, name: str) -> None:
        watch.expect(*NOISE)
        observed_site.cut[name] = 2000
        home.open("en").fill(sender="MODALIA", text=TEXT).submit()
        expect_honest_failure(home, "en", "MODALIA", TEXT)

        observed_site.cut.clear()
        home.page.locator("[data-retry]").click()
        home.ready().expect(verdict="stop", action="send_sms")

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_before_the_first_use(self, home: Home, observed_site: Served, watch: Watch, language: str) -> None:
        watch.expect(*NOISE)
        home.page.add_init_script(SLOW)
        home.open(language)
        home.page.wait_for_load_state("networkidle")
        observed_site.is_down = True
        home.fill(sender="36180").submit()
        expect_honest_failure(home, language, "36180", words=CUT_OFF)
        assert (home.answer.data("source"), home.answer.data("verdict")) == ("instant", "stop")

        observed_site.is_down = False
        home.page.locator("[data-retry]").click()
        home.ready().expect(verdict="stop", action="reply_sms")

    def test_the_device_is_offline_at_the_first_visit(self, home: Home, context: BrowserContext, watch: Watch) -> None:
        watch.expect(*NOISE)
        home.page.add_init_script(SLOW)
        home.open("en")
        home.page.wait_for_load_state("networkidle")
        context.set_offline(True)
        home.fill(sender="MODALIA", text=TEXT).submit()
        expect_honest_failure(home, "en", "MODALIA", TEXT, words=CUT_OFF)

        context.set_offline(False)
        home.page.locator("[data-retry]").click()
        home.ready().expect(verdict="stop", action="send_sms")


class TestNoWorker:
    """A browser that starts no worker, and a host whose policy allows none."""

    def test_the_browser_refuses(self, home: Home, watch: Watch) -> None:
        watch.expect(*NOISE)
        home.page.add_init_script("Worker = class { constructor() { throw new DOMException('refused'); } }")
        home.open("en").fill(sender="MODALIA", text=TEXT).submit()

        expect_honest_failure(home, "en", "MODALIA", TEXT)
        expect(home.page.locator("[data-failed-text]")).to_contain_text("refused")

    class TestByPolicy:
        """`worker-src 'none'`."""

        @pytest.fixture
        def address(self, dist: Path) -> Iterator[str]:
            policy = HEADERS["Content-Security-Policy"].replace("worker-src 'self'", "worker-src 'none'")
            with running(dist, extra={"Content-Security-Policy": policy}) as url:
                yield url

        def test_the_policy_refuses(self, home: Home, watch: Watch) -> None:
            watch.expect(*NOISE, "CSP", "Content Security Policy")

            home.open("fr").fill(sender="MODALIA", text=TEXT).submit()

            expect_honest_failure(home, "fr", "MODALIA", TEXT)


class TestNoWebAssembly:
    """A browser that was told to run none, as those with a lockdown mode do."""

    @pytest.fixture
    def browser(self, playwright: Playwright) -> Iterator[Browser]:
        started = launch(playwright, "--js-flags=--jitless")
        yield started
        started.close()

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_is_said(self, home: Home, watch: Watch, language: str) -> None:
        watch.expect(*NOISE)
        home.open(language)
        assert home.page.evaluate("typeof WebAssembly") == "undefined"

        home.fill(sender="MODALIA", text=TEXT).submit()

        expect_honest_failure(home, language, "MODALIA", TEXT)


class TestAPolicyThatForbidsWebAssembly:
    """A host that sends a stricter policy than ours."""

    @pytest.fixture
    def address(self, dist: Path) -> Iterator[str]:
        policy = HEADERS["Content-Security-Policy"].replace(" 'wasm-unsafe-eval'", "")
        with running(dist, extra={"Content-Security-Policy": policy}) as url:
            yield url

    def test_it_is_said(self, home: Home, watch: Watch) -> None:
        watch.expect(*NOISE, "CSP", "Content Security Policy")

        home.open("en").fill(sender="MODALIA", text=TEXT).submit()

        expect_honest_failure(home, "en", "MODALIA", TEXT)
