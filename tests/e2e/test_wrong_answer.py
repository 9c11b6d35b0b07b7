"""The text on a wrong answer: made from an answer, changed, copied and printed, with nothing private in it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.e2e.form import Home
from tests.e2e.test_axe import violations
from tests.e2e.test_layout import overflow
from tests.e2e.test_sheets import open_sheet, printed, words_of

MESSAGE = "Bonjour Camille, Zoé vous attend au 06 39 98 12 34 : https://maison-zoe.top/c?id=482913"


def open_text(desk: Home) -> Locator:
    """The field with the text, from the button under the answer."""
    desk.ask("en", sender="+33 6 39 98 56 78", text=MESSAGE, country="FR")
    desk.page.locator("[data-answer] button[data-wrong]").click()
    field = desk.page.locator("textarea[name=wrong]")
    expect(field).to_be_visible()
    return field


def test_it_says_what_was_answered_and_nothing_private(desk: Home) -> None:
    field = open_text(desk)
    text = field.input_value()

    expect(desk.page.locator("#wrong-title")).to_be_focused()
    assert text.rstrip().endswith("Bonjour […], […] vous attend au 00 00 00 00 00 : [link]")
    assert f"{desk.answer.data('verdict')}, " in text and "mobile" in text
    assert not re.search("Camille|Zoé|zoe|98|4829", text)
    assert violations(desk.page) == [] and overflow(desk.page) == []


def test_it_is_copied_and_printed_as_changed(desk: Home) -> None:
    field = open_text(desk)
    field.fill("What would be right: it is from my aunt\n" + field.input_value())
    desk.page.locator("[data-wrong-copy]").click()
    expect(desk.page.locator("[data-wrong-status]")).not_to_be_empty()

    assert desk.page.evaluate("navigator.clipboard.readText()") == field.input_value()
    pdf = printed(desk.page)
    paper = words_of(pdf, 0)
    assert len(pdf.pages) == 1
    assert "it is from my aunt" in paper and "[link]" in paper
    assert "Camille" not in paper, "the answer, which quotes the message, stays off the paper"


def test_one_thing_stands_below_the_answer(desk: Home) -> None:
    panel = desk.page.locator("[data-wrong-panel]")
    open_text(desk)
    open_sheet(desk)
    expect(panel).to_be_hidden()

    desk.page.locator("[data-answer] button[data-wrong]").click()
    expect(panel).to_be_visible()
    expect(desk.page.locator("[data-evidence-panel]")).to_be_hidden()
    desk.page.locator("[data-wrong-close]").click()
    expect(panel).to_be_hidden()
    expect(desk.page.locator("[data-answer] button[data-wrong]")).to_be_focused()


def test_a_new_question_and_clearing_take_it_away(desk: Home) -> None:
    field = open_text(desk)
    desk.fill(sender="36180").submit()
    desk.ready()
    expect(field).to_be_hidden()
    expect(field).to_have_value("")

    open_text(desk)
    desk.page.locator("[data-clear]").click()
    expect(field).to_be_hidden()
    expect(field).to_have_value("")
