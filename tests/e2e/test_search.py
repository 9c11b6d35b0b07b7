"""The search: with the keyboard, in the menu of a phone, on the page for what is missing; the filter of long pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from sender_lookup.country.loader import load_index
from tests.e2e.conftest import SAVE_DATA, new_context
from tests.e2e.served import Served
from tests.e2e.test_axe import LOOKS, violations
from tests.e2e.watch import Watch

WIDE: dict[str, object] = {"viewport": {"width": 1280, "height": 900}}
LANGUAGES = load_index().languages


def results(page: Page) -> Locator:
    """What the search shows."""
    return page.locator(".search-found:visible a")


def indexes_asked(site: Served) -> list[str]:
    return [line.split()[1] for line in site.asked if "search.json" in line]


class TestOnAWideScreen:
    """The field stands in the bar."""

    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return WIDE

    def test_with_the_keyboard(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/")
        field = page.get_by_role("searchbox", name="Chercher sur le site")
        field.focus()
        page.keyboard.type("facture")
        expect(results(page).first).to_contain_text("SMS facturés")
        expect(page.locator(".search-bar [role=status]")).to_have_text(re.compile(r"Résultats\s: \d"))

        page.keyboard.press("ArrowDown")
        expect(results(page).first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(results(page).nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        expect(results(page)).to_have_count(0)
        expect(field).to_have_value("")
        expect(field).to_be_focused()

        page.keyboard.type("ça marche po le stop")
        expect(results(page).first).to_contain_text("STOP ne marche pas")
        page.keyboard.press("Enter")
        expect(page.locator("main h1")).to_contain_text("STOP ne marche pas")

    def test_it_goes_when_the_reader_goes_on(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/")
        page.locator("#search-bar").fill("colis")
        expect(results(page).first).to_be_visible()

        page.locator("main").click(position={"x": 5, "y": 300})

        expect(results(page)).to_have_count(0)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_header_is_as_high_as_before(self, page: Page, address: str, language: str) -> None:
        page.goto(f"{address}{language}/")
        for width in (768, 1000, 1265, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            expect(page.locator("#search-bar")).to_be_visible()
            box = page.locator(".header").bounding_box()
            assert box is not None and box["height"] == 56, width
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_a_number_goes_into_the_form_and_no_address(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/")
        page.locator("html[data-scripted]").wait_for()
        page.locator("#search-bar").fill("38011")
        expect(results(page).first).to_contain_text("38011")
        for link in results(page).all():
            assert "38011" not in str(link.get_attribute("href"))

        results(page).filter(has_text="Vérifier ce SMS").click()

        expect(page.locator("[name=sender]")).to_have_value("38011")
        expect(page.locator("[name=sender]")).to_be_focused()
        assert page.url == f"{address}fr/"

    def test_nothing_found_says_so_and_offers_two_ways(self, page: Page, address: str) -> None:
        page.goto(f"{address}en/")
        page.locator("#search-bar").fill("qwxzzk vbnmpp")
        expect(page.locator(".search-bar .search-said")).to_contain_text("Nothing found")
        expect(results(page)).to_have_text(["All pages", "Check this text with the form"])

    def test_without_the_index_it_says_so_and_tries_again(
        self, page: Page, context: BrowserContext, address: str, watch: Watch
    ) -> None:
        page.goto(f"{address}fr/")
        context.set_offline(True)
        page.locator("#search-bar").fill("colis")
        expect(page.locator(".search-bar .search-said")).to_contain_text("n’a pas pu être chargée")

        context.set_offline(False)
        page.locator("#search-bar").fill("colis ")
        page.locator("#search-bar").press("x")

        page.locator("#search-bar").press("Backspace")
        expect(results(page).first).to_be_visible()
        watch.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch")


class TestOnAPhone:
    """The field is the first thing in the menu."""

    @pytest.fixture
    def address(self, observed_site: Served) -> str:
        return observed_site.url

    def test_the_menu_stays_open_and_the_index_comes_once_and_whole(
        self, page: Page, observed_site: Served, address: str
    ) -> None:
        page.goto(f"{address}es/")
        page.locator(".menu > summary").click()
        field = page.locator("#search-menu")
        expect(field).to_be_visible()
        expect(page.locator("#search-bar")).to_be_hidden()
        assert indexes_asked(observed_site) == []  # nothing before its first use

        field.click()
        field.press_sequentially("me cobran")
        expect(results(page).first).to_contain_text("SMS")
        asked = list(observed_site.asked)
        field.press_sequentially(" sms que no pedí")
        expect(results(page).first).to_be_visible()

        assert indexes_asked(observed_site) == ["/es/search.json"]
        assert observed_site.asked == asked
        assert page.url == f"{address}es/"
        page.keyboard.press("Escape")
        expect(field).to_be_visible()
        page.keyboard.press("Escape")
        expect(field).to_be_hidden()

    def test_a_result_is_large_enough_to_touch(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/")
        page.locator(".menu > summary").click()
        page.locator("#search-menu").fill("colis")
        expect(results(page).first).to_be_visible()
        for element in [page.locator("#search-menu"), *results(page).all()]:
            box = element.bounding_box()
            assert box is not None and box["height"] >= 44

    def test_the_page_for_what_is_missing_has_it_in_each_language(self, page: Page, address: str) -> None:
        page.goto(f"{address}404.html")
        for language, text, title in (
            ("fr", "amende", "arnaque"),
            ("gl", "multa", "estafa"),
            ("es", "multa", "estafa"),
            ("en", "toll", "scam"),
        ):
            page.locator(f"#search-{language}").fill(text)
            expect(page.locator(f".search-{language} .search-found a").first).to_contain_text(title)


class TestWithoutScripts:
    """No field is seen; a link to all pages stands in its place."""

    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"java_script_enabled": False}

    def test_a_link_to_all_pages_stands_there(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/")
        page.locator(".menu > summary").click()
        expect(page.locator("input[type=search]:visible")).to_have_count(0)
        page.locator(".menu .search-instead").click()
        expect(page.locator("main h1")).to_have_text("Toutes les pages du site")
        expect(page.locator("main input:visible")).to_have_count(0)
        expect(page.locator(".long li").first).to_be_visible()


class TestLongPages:
    """Sources, senders and all pages: a filter, and links to the sections."""

    def test_sources(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/fr/sources/")
        claims = page.locator(".all-claims > li")
        all_of_them = claims.count()
        page.get_by_label("Chercher dans cette page").fill("ARCÉP")

        shown = page.locator(".all-claims > li:visible")
        expect(page.locator(".filter-said")).to_have_text(re.compile(rf"Affichés\s: \d+ sur {all_of_them}"))
        assert 0 < shown.count() < all_of_them
        assert all("arcep" in text.lower() for text in shown.all_inner_texts())
        page.get_by_label("Chercher dans cette page").fill("qwxzzk")
        expect(page.locator(".filter-said")).to_have_text("Rien dans cette page ne contient ces mots.")
        expect(page.locator(".long section:visible")).to_have_count(0)
        page.get_by_label("Chercher dans cette page").fill("")
        expect(page.locator(".all-claims > li:visible")).to_have_count(all_of_them)

    def test_all_pages_and_senders(self, page: Page, address: str) -> None:
        page.goto(f"{address}fr/toutes-les-pages/")
        page.locator("#search-page").fill("facture")
        expect(page.locator(".filter-said")).to_have_text(re.compile(r"Affichés\s: \d+ sur \d{3}"))
        for text in page.locator(".index-list li:visible").all_inner_texts():
            assert "factur" in text.lower()
        expect(page.locator("main .search-found a").first).to_be_visible()  # what their titles do not say

        page.goto(f"{address}fr/fr/expediteurs/")
        page.locator("#search-page").fill("36180")
        expect(page.locator("main .search-found a").first).to_contain_text("36180")
        page.locator("#search-page").press("Escape")
        expect(page.locator(".look li:visible")).to_have_count(page.locator(".look li").count())

    @pytest.mark.parametrize("slug", ["toutes-les-pages", "fr/sources", "fr/expediteurs"])
    def test_the_sections_are_linked(self, page: Page, address: str, slug: str) -> None:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{address}fr/{slug}/")
        links = page.locator(".toc a")
        assert links.count() >= 4
        for link in links.all():
            expect(page.locator(f"[id='{str(link.get_attribute('href'))[1:]}']")).to_have_count(1)
        links.last.click()
        expect(page.locator(".toc-stays")).to_be_in_viewport()


@pytest.mark.parametrize("look", sorted(LOOKS))
def test_axe_finds_nothing(browser: Browser, served: str, look: str) -> None:
    context = new_context(browser, **LOOKS[look])
    context.add_init_script(SAVE_DATA)
    page = context.new_page()
    found = {}
    for path, place in (("fr/", "bar"), ("fr/toutes-les-pages/", "page"), ("404.html", "fr")):
        page.goto(served + path)
        if place == "bar" and "wide" not in look:
            page.locator(".menu > summary").click()
            place = "menu"
        page.locator(f"#search-{place}").fill("38011")
        expect(page.locator(f".search-{place} .search-found a").first).to_be_visible()
        found[path] = violations(page)
    context.close()
    assert {path: lines for path, lines in found.items() if lines} == {}
