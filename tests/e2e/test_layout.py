"""What eye and keyboard meet: the form on the first screen, nothing that jumps, no sideways scroll, a way by keys."""

from __future__ import annotations

from io import BytesIO
from itertools import chain, pairwise

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from sender_lookup.country.loader import load_country, load_index
from tests.e2e.conftest import SAVE_DATA, new_context
from tests.e2e.form import READY, Home
from tests.e2e.served import Served
from tests.e2e.test_axe import ADVERT, ALL, DOCS, SCAM, of_each_template

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}
# Layout shifts of the browser's own measure, those right after a key or a tap left out, as in CLS.
MEASURE = """() => { window.shifts = []; new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries())
    if (!hadRecentInput) shifts.push([value, ...sources.map(({ node }) => node?.className ?? String(node))].join(" "));
}).observe({ type: "layout-shift", buffered: false }); }"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SIDEWAYS = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
  .filter((e) => !e.closest(".visually-hidden, table, svg, [hidden]"))
  .map((e) => e.outerHTML.slice(0, 120)).slice(0, 5)"""


def overflow(page: Page) -> list[str]:
    """What makes the page scroll sideways, with everything unfolded; empty where it does not."""
    page.evaluate("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    is_wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found: list[str] = page.evaluate(SIDEWAYS) if is_wider else []
    page.evaluate(
        "() => document.querySelectorAll('.menu, .choose').forEach((menu) => { menu.open = false; })"
    )  # it covers
    return found or (["the page is wider than the screen"] if is_wider else [])


@pytest.mark.parametrize("language", load_index().languages)
def test_the_form_is_on_the_first_screen(home: Home, language: str) -> None:
    page = home.open(language).page

    for selector in ("[name=text]", "[name=sender]", "[name=country]", "form[data-lookup] button[type=submit]"):
        box = page.locator(selector).bounding_box()
        assert box is not None and box["y"] + box["height"] <= 750, f"{selector}: {box}"
    box = page.locator("main .emergency a").bounding_box()  # whoever clicked or paid looks no further
    assert box is not None and box["y"] + box["height"] <= 844, box


@pytest.mark.parametrize("language", load_index().languages)
@pytest.mark.parametrize("width", [320, 390])
def test_the_header_is_one_bar_with_a_menu(browser: Browser, served: str, language: str, width: int) -> None:
    context = new_context(browser, viewport={"width": width, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}{language}/")
    header, menu = page.locator(".header"), page.locator(".menu-panel")
    height = header.bounding_box()
    emergency = header.locator(".urgent")

    assert height is not None and height["height"] == 56
    expect(emergency).to_be_visible()
    expect(menu).to_be_hidden()
    header.locator(".menu > summary").click()
    expect(menu.get_by_role("link", name="Castellano")).to_have_attribute("hreflang", "es")
    published = [c for code in load_index().countries if language in (c := load_country(code)).languages]
    expect(menu.locator(".countries a")).to_have_count(len(published))
    expect(menu.locator(".languages [aria-current]")).to_have_attribute("lang", language)
    box = menu.bounding_box()
    context.close()
    assert box is not None and box["x"] == 0 and box["width"] == width


def test_the_menu_closes_with_escape_and_beside_it(desk: Home) -> None:
    page = desk.open("en").page
    opener, panel = page.locator(".menu > summary"), page.locator(".menu-panel")
    opener.focus()
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    panel.get_by_role("link", name="Letters").focus()

    page.keyboard.press("Escape")

    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    expect(panel).to_be_visible()
    page.locator("footer").click(position={"x": 2, "y": 2})
    expect(panel).to_be_hidden()


# 640: a screen of 1280 at 200 % zoom. German has the longest words.
@pytest.mark.parametrize(("width", "languages"), [(320, ("fr", "de")), (640, ("es", "nl"))])
def test_no_template_scrolls_sideways(browser: Browser, served: str, width: int, languages: tuple[str, ...]) -> None:
    context = new_context(browser, viewport={"width": width, "height": 640})
    context.add_init_script(SAVE_DATA)  # no Python in the background
    page = context.new_page()
    found = {}
    pages = (of_each_template(language) for language in (load_index().languages if ALL else languages))
    for path in ["", "404.html", *DOCS, *chain.from_iterable(pages)]:
        page.goto(served + path)
        found[path] = overflow(page)
    context.close()

    assert {path: lines for path, lines in found.items() if lines} == {}


class TestNarrow:
    """Answers, the letter and the evidence sheet at 320 pixels."""

    @pytest.fixture
    def look(self) -> dict[str, object]:
        return {"viewport": NARROW}

    def test_answers_do_not_scroll_sideways(self, desk: Home) -> None:
        for given in (
            {"sender": "MODALIA", "text": ADVERT, "received": "2026-11-22T21:45"},
            {"sender": "+33 7 56 00 00 00", "text": SCAM + "/" + "a" * 120},
            {"sender": "+33 6 12 34 56 78"},
        ):
            desk.ask("fr", **given)
            assert overflow(desk.page) == [], given
        desk.ask("fr", sender="MODALIA", text=ADVERT)
        desk.page.locator("[data-letter]").first.click()
        expect(desk.page.locator("textarea[name=letter]")).to_be_visible()
        assert overflow(desk.page) == []


@pytest.mark.parametrize("viewport", [None, WIDE], ids=["phone", "wide"])
@pytest.mark.parametrize("given", [{"sender": "36180"}, {"sender": "36180", "text": ADVERT}], ids=["alone", "message"])
def test_nothing_jumps_when_the_full_answer_comes(
    browser: Browser, observed_site: Served, viewport: dict[str, int] | None, given: dict[str, str]
) -> None:
    observed_site.held.add("worker.js")
    context = new_context(browser, **({"viewport": viewport} if viewport else {}))
    home = Home(context.new_page(), observed_site.url)
    home.open("fr").fill(**given).submit()
    expect(home.answer.region).to_have_attribute("data-state", "instant")
    home.page.evaluate(TWO_FRAMES)
    top = home.answer.region.bounding_box()
    home.page.evaluate(MEASURE)

    observed_site.release.set()
    home.page.locator(READY).wait_for()
    home.page.evaluate(TWO_FRAMES)

    shifts = home.page.evaluate("window.shifts")
    after = home.answer.region.bounding_box()
    context.close()
    assert shifts == []
    assert top is not None and after is not None and (top["x"], top["y"]) == (after["x"], after["y"])


def test_the_whole_way_by_keyboard(home: Home) -> None:
    page = home.open("fr").page
    keys = page.keyboard

    keys.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    keys.press("Enter")
    keys.press("Tab")
    expect(page.locator("[data-paste]")).to_be_focused()  # the skip link leads to the form
    keys.press("Tab")
    expect(page.locator("[name=screenshot]")).to_be_focused()
    keys.press("Tab")
    expect(page.locator("[name=text]")).to_be_focused()
    keys.type(ADVERT)
    keys.press("Tab")
    expect(page.locator("[name=sender]")).to_be_focused()
    keys.type("LUNAMODE")
    keys.press("Tab")
    expect(page.locator("form[data-lookup] button[type=submit]")).to_be_focused()
    assert page.locator(":focus-visible").count() == 1
    keys.press("Enter")
    page.locator(READY).wait_for()
    expect(page.locator("[data-answer] h2")).to_be_focused()  # what it is; from there one goes on
    keys.press("Tab")
    expect(page.locator("[data-first-step] a.button")).to_be_focused()  # the one thing to do is next


def test_the_letter_gives_the_focus_back(desk: Home) -> None:
    desk.ask("fr", sender="MODALIA", text=ADVERT)
    button = desk.page.locator("[data-letter]").first
    button.focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#letter-title")).to_be_focused()

    desk.page.locator("[data-letter-close]").focus()
    desk.page.keyboard.press("Enter")

    expect(button).to_be_focused()


def test_a_printed_answer_has_the_steps_that_follow(home: Home) -> None:
    region = home.ask("en", sender="LUNAMODE", text=ADVERT).region
    steps, letters = region.locator(".next .step-title").first, region.locator(".letters")
    expect(steps).to_be_hidden()
    expect(letters).to_be_visible()

    home.page.emulate_media(media="print")

    expect(steps).to_be_visible()
    expect(letters).to_be_hidden()
    expect(region.locator(".why")).to_be_hidden()


def test_what_a_screen_reader_meets(desk: Home) -> None:
    page = desk.open("en").page
    form = page.locator("form[data-lookup]")
    for role, name in (
        ("textbox", "The message (best)"),
        ("textbox", "Who sent it?"),
        ("combobox", "For a phone line in"),
        ("button", "See what to do"),
        ("button", "Clear everything"),
    ):
        expect(form.get_by_role(role, name=name, exact=True)).to_have_count(1)  # type: ignore[arg-type]
    expect(page.locator("[name=sender]")).to_have_accessible_description("For example 36180, +33 6…, a name")

    desk.ask("en", sender="LUNAMODE", text=ADVERT)

    region = page.get_by_role("region", name="The answer")
    expect(region.get_by_role("heading", level=2).nth(1)).to_have_text("An advert")
    expect(region.get_by_role("heading", level=3).first).to_have_text("Send STOP to 36180")
    expect(region.locator("[data-summary]")).to_have_text("An advert. Send STOP to 36180")  # said once, in one sentence
    expect(region.get_by_role("status")).to_be_attached()


def test_forced_colours_keep_the_words_on_buttons(browser: Browser, served: str) -> None:
    context = new_context(browser, forced_colors="active")
    page = context.new_page()
    page.goto(f"{served}en/")

    with Image.open(BytesIO(page.locator("form[data-lookup] button[type=submit]").screenshot())) as picture:
        grey = picture.convert("L")
    row = [grey.getpixel((x, grey.height // 2)) > 128 for x in range(grey.width)]  # type: ignore[operator]
    context.close()
    assert sum(one != other for one, other in pairwise(row)) > 10  # strokes of letters, not an empty sheet


@pytest.mark.parametrize("look", [{"forced_colors": "active"}, {"forced_colors": "active", "color_scheme": "dark"}])
def test_forced_colours_keep_the_drawings(browser: Browser, served: str, look: dict[str, str]) -> None:
    context = new_context(browser, **look)
    page = context.new_page()
    page.goto(f"{served}fr/fr/nom-a-la-place-du-numero/")

    for part in (".phone-case", ".phone-sender", ".phone-bubble"):
        shape = page.locator(f".drawing {part}").first
        stroke, fill = shape.evaluate("e => [getComputedStyle(e).stroke, getComputedStyle(e).fill]")
        assert stroke not in ("none", fill), part  # the outline differs from the ground
    context.close()
