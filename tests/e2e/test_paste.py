"""A copied screen, pasted into either field: what was understood is shown, and the letter is about the message."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.form import Home

ADVERT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
SCREEN = f"De : MODALIA\nMessage texte\n22 nov. 2026 à 21:04\n{ADVERT}"


def test_a_screen_pasted_as_the_message(desk: Home) -> None:
    answer = desk.ask("fr", text=SCREEN)

    answer.expect(verdict="stop", action="send_sms", kind="name")
    shown = answer.region.locator("[data-understood]")
    for part in ("MODALIA", "22 novembre 2026", "21:04"):
        expect(shown).to_contain_text(part)
    expect(answer.region.locator(".quoted")).to_have_text(ADVERT)
    assert desk.page.input_value("[name=text]") == SCREEN  # nothing typed is changed


def test_a_screen_pasted_as_the_sender_keeps_its_lines(desk: Home) -> None:
    """A field of one line glues the lines of a paste together; the moment was lost in it."""
    desk.open("fr")
    desk.page.evaluate("text => navigator.clipboard.writeText(text)", SCREEN)
    desk.page.focus("[name=sender]")
    desk.page.keyboard.press("Control+V")

    expect(desk.page.locator("[name=text]")).to_have_value(SCREEN)
    expect(desk.page.locator("[name=text]")).to_be_focused()
    assert desk.page.input_value("[name=sender]") == ""
    desk.submit()
    expect(desk.ready().region.locator("[data-understood]")).to_contain_text("21:04")


def test_one_tap_pastes_the_message(desk: Home) -> None:
    page = desk.open("fr").page
    page.evaluate("text => navigator.clipboard.writeText(text)", ADVERT)

    page.locator("[data-paste]").click()

    expect(page.locator("[name=text]")).to_have_value(ADVERT)
    desk.submit()
    desk.ready().expect(verdict="stop", action="send_sms")


def test_where_the_browser_refuses_one_pastes_by_hand(desk: Home) -> None:
    page = desk.open("fr").page
    page.evaluate("() => { navigator.clipboard.read = () => Promise.reject(new Error('refused')); }")

    page.locator("[data-paste]").click()

    expect(page.locator("[name=text]")).to_be_focused()
    expect(page.locator("[name=text]")).to_have_value("")


def test_the_letter_takes_sender_and_moment_from_the_paste(desk: Home) -> None:
    desk.ask("fr", text=SCREEN)
    desk.page.locator("[data-answer] [data-letter=company_objection]").click()

    letter = desk.page.locator("textarea[name=letter]")
    expect(letter).to_have_value(re.compile("MODALIA"))
    expect(letter).to_have_value(re.compile("22 novembre 2026"))


@pytest.mark.parametrize(("typed", "moved"), [("36 180", True), ("06 12 34 56 78", True), ("482913", False)])
def test_a_sender_in_the_place_of_the_message_is_asked_about_as_one(desk: Home, typed: str, moved: bool) -> None:
    page = desk.ask("fr", text=typed).region.page

    expect(page.locator("[name=sender]")).to_have_value(typed if moved else "")
    expect(page.locator("[name=text]")).to_have_value("" if moved else typed)
