"""A paste or a text file of several messages: the list, the answer to each, and the way back to one message."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.form import Home
from tests.e2e.test_axe import LOOKS, violations

SCAM = "Votre colis est bloqué : frais de douane impayés de 1,99 €. Réglez sous 48h : colis-suivi.top/payer"
ADVERT = "Soldes -40% sur toute la boutique jusqu'à dimanche ! STOP au 36180"
CODE = "Votre code de vérification est 482913. Ne le communiquez à personne."
THREE = f"""[22/11/2026 21:04] MODALIA : {ADVERT}
[22/11/2026 21:10] Moi : stop
[23/11/2026 10:00] +33 7 56 00 00 00 : {SCAM}
[23/11/2026 11:00] 38011 : {CODE}"""
MANY = "\n".join([THREE, *(f"[23/11/2026 12:{n:02}] MODALIA{n} : {ADVERT}" for n in range(8))])


def listed(desk: Home, text: str, language: str = "fr") -> Locator:
    """The lines of the list that stands once a text was asked about, and the answer to the first of them."""
    desk.open(language).fill(text=text).submit()
    lines = desk.page.locator("[data-several] [data-several-line]")
    lines.first.wait_for()
    desk.ready()
    return lines


def current(lines: Locator) -> int:
    marks = lines.evaluate_all("lines => lines.map((line) => line.getAttribute('aria-current'))")
    assert marks.count("true") == 1 and set(marks) <= {"true", None}
    return int(marks.index("true"))


def test_the_most_dangerous_message_is_answered_and_the_others_are_listed(desk: Home) -> None:
    lines = listed(desk, THREE)

    expect(lines).to_have_count(3)
    expect(desk.page.get_by_role("heading", name="3 messages, le plus dangereux d’abord")).to_be_focused()
    for line, words in zip(lines.all(), (
        ("Sans doute une arnaque", "07 56 00 00 00", "Votre colis est bloqué"),
        ("Une publicité", "MODALIA", "Soldes -40%"), ("Un code à usage unique", "38011", "Votre code"),
    ), strict=True):  # fmt: skip
        for part in words:
            expect(line).to_contain_text(part)
    assert current(lines) == 0
    desk.ready().expect(verdict="do_not_reply", action="do_not_reply")
    assert desk.page.input_value("[name=text]") == SCAM
    assert desk.page.input_value("[name=sender]") == "+33 7 56 00 00 00"
    assert desk.page.input_value("[name=received]") == "2026-11-23T10:00"


def test_a_line_puts_its_message_into_the_form_and_shows_its_answer(desk: Home) -> None:
    lines = listed(desk, THREE)
    desk.page.keyboard.press("Tab")
    expect(lines.first).to_be_focused()
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Enter")

    desk.ready().expect(verdict="stop", action="send_sms")
    assert current(lines) == 1
    expect(lines.nth(1)).to_be_focused()  # one goes on from line to line
    assert (desk.page.input_value("[name=text]"), desk.page.input_value("[name=sender]")) == (ADVERT, "MODALIA")
    expect(desk.page.locator("[data-summary]")).to_contain_text("Une publicité")  # is said

    desk.page.locator("[data-happened]").first.dispatch_event("click")  # what is told is about this message
    expect(desk.page.locator("[data-happened][aria-pressed=true]")).to_have_count(1)
    lines.nth(0).click()
    desk.ready().expect(verdict="do_not_reply", action="do_not_reply")
    assert desk.page.locator("[data-happened][aria-pressed=true]").count() == 0


@pytest.mark.parametrize("language", ["gl", "es", "en"])
def test_in_every_language(desk: Home, language: str) -> None:
    expect(listed(desk, THREE, language)).to_have_count(3)
    title = desk.page.locator("[data-several] h2").inner_text()
    assert re.match(r"3 \w+, \w+", title)


def test_clearing_takes_the_list_away(desk: Home) -> None:
    listed(desk, THREE)
    desk.page.locator("[data-clear]").click()

    expect(desk.page.locator("[data-several]")).to_have_count(0)
    assert desk.page.input_value("[name=text]") == ""


def test_it_may_be_one_message_after_all(desk: Home) -> None:
    listed(desk, THREE)
    desk.page.locator("[data-several-whole]").click()
    answer = desk.ready()

    expect(desk.page.locator("[data-several]")).to_have_count(0)
    assert desk.page.input_value("[name=text]") == THREE
    answer.region.locator("[data-happened]").first.click()  # asks again, and splits no more
    expect(answer.region.locator("[data-happened][aria-pressed=true]")).to_have_count(1)
    expect(desk.page.locator("[data-several]")).to_have_count(0)


def test_more_than_five_are_shown_when_asked_for(desk: Home) -> None:
    lines = listed(desk, MANY)
    expect(lines).to_have_count(11)
    assert sum(line.is_visible() for line in lines.all()) == 5

    desk.page.locator("[data-several-all]").press("Enter")

    expect(lines.nth(5)).to_be_focused()
    assert all(line.is_visible() for line in lines.all())
    expect(desk.page.locator("[data-several-all]")).to_have_count(0)
    lines.last.click()
    desk.ready()
    expect(desk.page.locator("[data-answer]")).to_be_in_viewport()


def test_a_message_that_is_corrected_stays_one_of_the_list(desk: Home) -> None:
    lines = listed(desk, THREE)
    desk.fill(text=SCAM.replace("48h", "24h"), sender="38099").submit()
    desk.ready()
    assert current(lines) == 0
    lines.nth(1).click()
    lines.nth(0).click()
    desk.ready()
    assert (desk.page.input_value("[name=text]"), desk.page.input_value("[name=sender]")) == (
        SCAM.replace("48h", "24h"),
        "38099",
    )


def test_another_message_ends_the_list(desk: Home) -> None:
    listed(desk, THREE)
    desk.fill(text="Bonjour, votre plombier passera mardi matin", sender="").submit()
    desk.ready()
    expect(desk.page.locator("[data-several]")).to_have_count(0)


def test_the_same_pasted_twice_is_one_message(desk: Home) -> None:
    desk.open("fr").fill(text=f"[22/11/2026 21:04] MODALIA : {ADVERT}\n[23/11/2026 21:04] MODALIA : {ADVERT}").submit()
    expect(desk.page.locator("[name=text]")).to_have_value(ADVERT)
    desk.ready().expect(verdict="stop", action="send_sms")
    expect(desk.page.locator("[data-several]")).to_have_count(0)


def test_what_only_a_list_needs_comes_with_one(home: Home) -> None:
    asked: list[str] = []
    home.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    home.ask("fr", text=SCAM)
    assert "late_several.js" in asked and "several.js" not in asked

    home.fill(text=THREE).submit()
    home.page.locator("[data-several]").wait_for()
    assert "several.js" in asked


def test_where_the_list_does_not_come_the_whole_is_answered(home: Home, context: Any) -> None:
    context.route(
        "**/lookup/several.js", lambda route: route.fulfill(status=200, content_type="text/javascript", body="throw 0")
    )
    answer = home.ask("fr", text=THREE)
    answer.expect(verdict="do_not_reply", action="do_not_reply")
    assert home.page.input_value("[name=text]") == THREE


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_axe_finds_nothing(desk: Home) -> None:
    listed(desk, MANY)
    assert violations(desk.page) == []
    desk.page.locator("[data-several-all]").click()
    assert violations(desk.page) == []


@pytest.mark.parametrize("look", [{"viewport": {"width": 320, "height": 640}}])
def test_it_fits_a_small_screen(desk: Home) -> None:
    lines = listed(desk, MANY)
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(line.bounding_box()["x"] + line.bounding_box()["width"] <= 320 for line in lines.all()[:5])  # type: ignore[index]
    assert all(line.bounding_box()["height"] >= 44 for line in lines.all()[:5])  # type: ignore[index]


def test_on_a_phone_it_leaves_room_for_the_answer(desk: Home) -> None:
    listed(desk, MANY)
    box = desk.page.locator("[data-several]").bounding_box()
    assert box and box["height"] <= 844 / 2
    expect(desk.page.locator("[data-card] h2").first).to_be_in_viewport()


def test_it_is_printed_whole(desk: Home) -> None:
    lines = listed(desk, THREE)
    desk.page.emulate_media(media="print")
    assert all(line.is_visible() for line in lines.all())
    assert not desk.page.locator("[data-several-whole]").is_visible()
    desk.page.emulate_media(media="null")


# What a file becomes, or the word why not. The module of the page, with a page of its own behind it.
TAKE = """async ([url, bytes, repeated]) => {
  const { openSeveral } = await import(url);
  const words = { fileLarge: "large", fileNoText: "no text" };
  let taken = "";
  const nothing = { ask: async () => ({ messages: [] }), choose: () => {}, request: () => ({}) };
  const context = { ...nothing, onText: (text) => (taken = text), words };
  const file = new File(Array(repeated).fill(new Uint8Array(bytes)), "messages.txt");
  return openSeveral(context).takeText(file).then(() => taken, ({ message }) => `! ${message}`);
}"""


@pytest.mark.parametrize(("content", "repeated", "taken"), [
    ("Déjà 1,99 €".encode(), 1, "Déjà 1,99 €"), ("Déjà 1,99 €".encode("utf-8-sig"), 1, "Déjà 1,99 €"),
    ("Déjà 1,99 €".encode("utf-16"), 1, "Déjà 1,99 €"), (b"\xfe\xff" + "Déjà".encode("utf-16-be"), 1, "Déjà"),
    ("Déjà 1,99 €".encode("cp1252"), 1, "Déjà 1,99 €"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "! no text"), (b"\xff\xd8\xff\xe0\0\x10JFIF", 1, "! no text"),
    (b" \n", 1, "! no text"), (b"", 1, "! no text"),
    (b"a" * 1000, 2001, "! large"), (b"a" * 1000, 2000, "a" * 2_000_000),
], ids=range(11))  # fmt: skip
def test_a_text_file_is_read_as_it_was_written(desk: Home, content: bytes, repeated: int, taken: str) -> None:
    page = desk.open("fr").page
    script = page.locator("script[src$='/lookup/page.js']").get_attribute("src") or ""
    assert page.evaluate(TAKE, [script.replace("page.js", "several.js"), list(content), repeated]) == taken
