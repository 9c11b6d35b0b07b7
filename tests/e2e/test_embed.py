"""The form in another site's page: it answers there, and that page learns nothing but a height and a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect
from stopsms.publish.dev_server import running

from tests.e2e.served import Served, served_by
from tests.e2e.watch import Watch
from tests.pages.built import SUB_PATH_URL, built

pytestmark = pytest.mark.service_worker

MARK = "ZQXMARK"
ADVERT = f"{MARK} : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
HOST_PAGE = """<!DOCTYPE html><html lang="en"><head><title>An association</title><link rel="icon" href="data:,">
<script>
const heard = [];
addEventListener("message", ({ data, origin }) => heard.push([typeof data, String(data), origin]));
</script>
<script async referrerpolicy="no-referrer" src="%(site)sembed.js"></script></head>
<body><h1>An association</h1>%(body)s</body></html>"""


class Quiet(SimpleHTTPRequestHandler):
    """A plain server: the other site has no headers of ours."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def association(folder: Path, site: str, body: str) -> Iterator[str]:
    """Another site, with a page that holds `body`; gives its address (another origin: another port)."""
    (folder / "index.html").write_text(HOST_PAGE % {"site": site, "body": body}, "utf-8")
    with served_by(partial(Quiet, directory=str(folder))) as address:
        yield address


@pytest.fixture
def address(observed_site: Served) -> str:
    """A server that remembers what it was asked."""
    return observed_site.url


def frame_of(page: Page) -> FrameLocator:
    """The frame, with its scripts started."""
    frame = page.frame_locator("stop-sms iframe")
    frame.locator("html[data-scripted]").wait_for(state="attached")
    return frame


def ask(frame: FrameLocator) -> None:
    frame.locator("[name=sender]").fill(MARK)
    frame.locator("[name=text]").fill(ADVERT)
    frame.locator("form[data-lookup] button[type=submit]").click()
    frame.locator("[data-answer][data-state=ready][data-source=python]").wait_for()


def settle(page: Page) -> None:
    """Until the frame is as tall as what it shows."""
    frame = frame_of(page)
    wanted = frame.locator("body").evaluate("(body) => Math.ceil(body.getBoundingClientRect().height)")
    expect(page.locator("stop-sms iframe")).to_have_css("height", f"{wanted}px")


def test_it_answers_and_the_page_around_it_learns_a_height_and_a_verdict(
    page: Page, watch: Watch, address: str, tmp_path: Path, observed_site: Served
) -> None:
    with association(tmp_path, address, '<stop-sms country="FR" lang="fr"></stop-sms>') as other:
        watch.expect(f"request to another origin: {other}")
        page.goto(other)
        frame = frame_of(page)
        settle(page)
        before = page.locator("stop-sms iframe").bounding_box()
        ask(frame)
        expect(frame.locator("[data-answer]")).to_have_attribute("data-verdict", "stop")
        expect(frame.locator("[data-first-step]")).to_have_attribute("data-action", "send_sms")
        settle(page)
        after = page.locator("stop-sms iframe").bounding_box()
        assert before and after and after["height"] > before["height"] + 100
        heard = page.evaluate("heard")

        assert heard
        site = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        assert {origin for _, _, origin in heard} == {site}
        assert [data for kind, data, _ in heard if kind != "number"] == ["stop"]
        assert all(data.isdigit() for kind, data, _ in heard if kind == "number")
        assert page.url == other
        asked = [request.url for request in watch.requests if not request.url.startswith(("blob:", "data:"))]
        assert {url for url in asked if not url.startswith(address)} == {other}
        assert not [line for line in (*observed_site.asked, *asked, *watch.console) if MARK.lower() in line.lower()]
        assert not [line for line in observed_site.asked if "referer" in line.lower()], "we learn where it stands"


def test_buttons_and_links_work_in_the_frame(
    page: Page, context: BrowserContext, watch: Watch, address: str, tmp_path: Path
) -> None:
    with association(tmp_path, address, '<stop-sms country="FR" lang="fr"></stop-sms>') as other:
        watch.expect(f"request to another origin: {other}", "request to another origin: sms:36180?&body=STOP")
        page.goto(other)
        frame = frame_of(page)
        ask(frame)
        frame.locator("[data-letter]").first.click()
        expect(frame.locator("textarea[name=letter]")).not_to_have_value("")
        with page.expect_download():
            frame.locator("[data-letter-save]").click()
        with context.expect_page() as opened:
            frame.locator(".embedded-by a").click()
        expect(opened.value).to_have_url(f"{address}fr/")
        assert opened.value.evaluate("origin") == "{0.scheme}://{0.netloc}".format(urlsplit(address))
        opened.value.close()
        expect(frame.locator("form[data-lookup]")).to_be_visible()
        # Last: where no program takes `sms:`, Chromium's own question stays open. A sandbox that forbids it is told on
        # the console, which `watch` reads.
        frame.locator("[data-first-step] a[href^='sms:']").first.click()


@pytest.mark.parametrize(
    ("attributes", "language", "country"),
    [
        ('country="es" lang="gl"', "gl", "ES"),
        ('country="FR" lang="es-AR"', "es", "FR"),
        ("", "en", "FR"),  # the language of the page around it
        ('lang="xx" country="?x=1"', "fr", "FR"),
    ],
)
def test_language_and_country(
    page: Page, watch: Watch, address: str, tmp_path: Path, attributes: str, language: str, country: str
) -> None:
    with association(tmp_path, address, f"<stop-sms {attributes}></stop-sms>") as other:
        watch.expect(f"request to another origin: {other}")
        page.goto(other)
        frame = frame_of(page)

        assert frame.locator("html").get_attribute("lang") == language
        assert page.locator("stop-sms iframe").get_attribute("title")
        expect(frame.locator("[name=country]")).to_have_value(country)
        frame.locator("[data-clear]").click()
        expect(frame.locator("[name=country]")).to_have_value(country)


def test_only_the_frame_itself_is_believed_and_only_a_number(
    page: Page, watch: Watch, address: str, tmp_path: Path
) -> None:
    with association(tmp_path, address, '<stop-sms lang="fr"></stop-sms>') as other:
        watch.expect(f"request to another origin: {other}")
        page.goto(other)
        frame = frame_of(page)
        settle(page)
        height = page.locator("stop-sms iframe").evaluate("(frame) => frame.style.height")
        page.evaluate("""() => new Promise((heard) => {
          addEventListener("message", ({ data }) => data === "done" && heard());
          for (const data of [5000, "done"]) postMessage(data, "*");
        })""")
        for data in ('"5000"', "{ height: 5000 }", "NaN", "Infinity", "[5000]"):
            frame.locator("body").evaluate(f"() => parent.postMessage({data}, '*')")
        assert page.locator("stop-sms iframe").evaluate("(frame) => frame.style.height") == height
        frame.locator("body").evaluate("() => parent.postMessage(1e9, '*')")
        expect(page.locator("stop-sms iframe")).to_have_css("height", "20000px")


def test_no_other_page_can_be_framed(page: Page, watch: Watch, address: str, tmp_path: Path) -> None:
    with association(tmp_path, address, f'<iframe src="{address}fr/"></iframe>') as other:
        watch.expect(f"request to another origin: {other}", "frame-ancestors", "chrome-error://")
        with page.expect_event("console", lambda message: "frame-ancestors" in message.text):
            page.goto(other)


def test_it_works_from_a_folder(page: Page, watch: Watch, tmp_path: Path) -> None:
    with (
        running(built(SUB_PATH_URL)[1], SUB_PATH_URL) as site,
        association(tmp_path, site, '<stop-sms lang="en"></stop-sms>') as other,
    ):
        watch.expect("request to another origin: ")
        page.goto(other)
        ask(frame_of(page))
        settle(page)
        assert {request.url for request in watch.requests if not request.url.startswith((site, "blob:", "data:"))} == {
            other
        }
