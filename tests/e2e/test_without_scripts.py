"""Without JavaScript, and before the scripts have come: the form sends nothing; the answers are three taps away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from sender_lookup.country.loader import load_index
from tests.e2e.form import Home
from tests.e2e.served import Served

TEXT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"


def submit_all_ways(page: Page) -> None:
    """The button, and Enter in a field."""
    page.locator("form[data-lookup] button[type=submit]").click()
    page.locator("[name=sender]").press("Enter")


class TestJavaScriptIsOff:
    """A browser without scripts."""

    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"java_script_enabled": False}

    @pytest.fixture
    def address(self, observed_site: Served) -> str:
        return observed_site.url

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_the_form_sends_nothing(self, page: Page, observed_site: Served, language: str) -> None:
        url = f"{observed_site.url}{language}/"
        page.goto(url)
        expect(page.locator("noscript .notice")).to_be_visible()
        page.fill("[name=sender]", "MODALIA")
        page.fill("[name=text]", TEXT)
        asked = len(observed_site.asked)

        submit_all_ways(page)

        page.locator("footer").scroll_into_view_if_needed()
        assert page.url == url
        assert len(observed_site.asked) == asked
        expect(page.locator("[name=sender]")).to_have_value("MODALIA")
        expect(page.locator("[name=text]")).to_have_value(TEXT)

    @pytest.mark.parametrize("language", load_index().languages)
    def test_the_answer_is_three_taps_away(self, page: Page, address: str, language: str) -> None:
        """A name, the word STOP, a short number: the notice stands above the form and leads to the senders."""
        page.goto(f"{address}{language}/")
        way = page.locator("noscript a[href='#senders']")
        notice, form = way.bounding_box(), page.locator("form[data-lookup]").bounding_box()
        assert notice is not None and form is not None and notice["y"] + notice["height"] <= form["y"]
        page.locator("#senders a.kind").first.click()  # 1: what does the sender look like?
        page.locator("details#printed_code > summary").click()  # 2: what does the message say?

        answer = page.locator("details#printed_code .answer")
        expect(answer.locator("[data-first-step]")).to_be_visible()
        expect(answer.locator("[data-first-step]")).to_have_attribute("data-action", "send_sms")
        expect(answer.locator("[data-first-step]")).to_contain_text("•••")  # never the example's number
        assert page.locator("[href^='sms:']").count() == 0

    def test_a_scam_is_three_taps_away(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/")
        mobile = page.locator("#senders a[href$='/numero-de-mobile-06-07/']")
        of_phones = page.locator("#senders details", has=page.locator("a[href$='/numero-de-mobile-06-07/']"))
        of_phones.locator("summary").click()
        mobile.click()
        page.locator("details#scam > summary").click()

        first = page.locator("details#scam [data-first-step]")
        expect(first).to_be_visible()
        expect(first).to_have_attribute("data-action", "do_not_reply")

    def test_what_needs_scripts_is_not_offered(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/")

        for element in page.locator("[data-needs-script], [data-letter-panel], [data-follow-up], [data-failed]").all():
            expect(element).to_be_hidden()

    def test_a_letter_can_be_read(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/")
        page.locator("#letters a[href$='/lettres/']").click()
        page.locator("main a[href$='/demande-a-l-entreprise/']").click()

        expect(page.locator(".letter-body")).to_be_visible()

    def test_the_list_of_languages_leads_home(self, page: Page, address: str) -> None:
        page.goto(address)
        page.locator("main a[hreflang=gl]").click()

        expect(page.locator("html")).to_have_attribute("lang", "gl")
        expect(page.locator("form[data-lookup]")).to_be_visible()


class TestBeforeTheScriptsHaveCome:
    """A slow network: the page is there, its script is not."""

    @pytest.fixture
    def address(self, observed_site: Served) -> str:
        observed_site.held.add("lookup/page.js")
        return observed_site.url

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_the_form_sends_nothing_and_loses_nothing(self, home: Home, observed_site: Served, language: str) -> None:
        page, url = home.page, f"{home.address}{language}/"
        page.goto(url, wait_until="commit")
        home.fill(sender="MODALIA", text=TEXT)
        asked = len([line for line in observed_site.asked if "lookup/page.js" not in line])

        submit_all_ways(page)

        assert page.url == url
        expect(page.locator("html[data-scripted]")).to_have_count(0)
        scripts = ("/static/", "lookup/page.js")
        assert len([line for line in observed_site.asked if not any(s in line for s in scripts)]) <= asked
        observed_site.release.set()
        page.locator("html[data-scripted]").wait_for()
        expect(page.locator("[name=text]")).to_have_value(TEXT)
        home.submit()
        home.ready().expect(verdict="stop", action="send_sms")
