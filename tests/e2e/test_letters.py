"""A letter: filled in, edited, copied, mailed, saved, printed; and the printable pages of all letters."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from sender_lookup.country.loader import load_country
from tests.e2e.form import Home
from tests.e2e.watch import Watch
from tests.pages.built import AS_OF

ADVERT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
TWO_LETTERS = "CPF : utilisez vos 1500 € de formation avant expiration ! STOP au 36180"
FACTS = {"name": "Ana Rey", "address": "3 rue des Lilas, 29000 Quimper", "company": "Modalia & Fils <SA>"}
MAIL_LENGTH = 1800  # characters that every mail program takes


def open_letter(desk: Home, language: str = "en", letter: str = "company_objection", message: str = ADVERT) -> Locator:
    """The text of a letter, from the answer to an advertisement."""
    desk.ask(language, sender="MODALIA", text=message, received="2026-11-20T10:00")
    desk.page.locator(f"[data-answer] button[data-letter={letter}]").click()
    text = desk.page.locator("textarea[name=letter]")
    expect(text).to_be_visible()
    expect(text).not_to_have_value("")
    return text


def fill_facts(page: Page, facts: dict[str, str] = FACTS) -> None:
    for name, value in facts.items():
        page.locator(f"form[data-facts] [name={name}]").fill(value)
    page.locator("form[data-facts] button[type=submit]").click()


@pytest.mark.parametrize("language", ["fr", "en"], scope="module")
def test_it_is_written_to_a_french_company_in_french(desk: Home, language: str) -> None:
    text = open_letter(desk, language)

    expect(desk.page.locator("#letter-title")).to_be_focused()
    expect(text).to_have_value(re.compile("MODALIA"))
    expect(text).to_have_value(re.compile("20 novembre 2026"))
    expect(text).to_have_value(re.compile("24 novembre 2026|STOP au 36180"))
    expect(desk.page.locator("[data-letter-subject]")).not_to_be_empty()
    expect(desk.page.locator(".letter-panel")).to_contain_text(
        {"fr": "conseil juridique", "en": "not legal advice"}[language]
    )


def test_facts_are_put_in(desk: Home) -> None:
    text = open_letter(desk)
    before = text.input_value()

    fill_facts(desk.page)

    expect(text).not_to_have_value(before)
    expect(text).to_have_value(re.compile("Ana Rey"))
    expect(desk.page.locator("[data-letter-recipient]")).to_contain_text("Modalia & Fils <SA>")


def test_an_edit_is_kept_until_the_person_agrees_to_lose_it(desk: Home, kept_page: tuple[Page, Watch]) -> None:
    watch = kept_page[1]
    asked: list[str] = []
    text = open_letter(desk)
    text.fill("My own words")

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if len(asked) == 1:
            dialog.dismiss()
        else:
            dialog.accept()

    watch.on_dialog = answer
    fill_facts(desk.page)
    expect(text).to_have_value("My own words")
    fill_facts(desk.page)
    expect(text).to_have_value(re.compile("Ana Rey"))
    assert len(asked) == 2 and asked[0] == asked[1] != ""
    fill_facts(desk.page)  # nothing was edited: nothing is asked
    expect(text).to_have_value(re.compile("Ana Rey"))
    assert len(asked) == 2


def test_a_refused_letter_leaves_the_edited_one(desk: Home, kept_page: tuple[Page, Watch]) -> None:
    text = open_letter(desk, message=TWO_LETTERS)
    subject = desk.page.locator("[data-letter-subject]").inner_text()
    text.fill("My own words")

    kept_page[1].on_dialog = lambda dialog: dialog.dismiss()
    desk.page.locator("[data-answer] button[data-letter=consumer_report]").click()
    expect(text).to_have_value("My own words")
    assert desk.page.locator("[data-letter-subject]").inner_text() == subject
    kept_page[1].on_dialog = lambda dialog: dialog.accept()
    fill_facts(desk.page)  # fills the letter that is shown, not the one that was refused
    expect(text).to_have_value(re.compile("Ana Rey"))
    # The same letter with another reference, which depends on the facts: "Opposition à ... (référence SMS-741226)".
    assert desk.page.locator("[data-letter-subject]").inner_text().partition("(")[0] == subject.partition("(")[0]


def whole(page: Page) -> str:
    """What is copied, saved and printed: who writes, place and day, recipient, subject with its label, text."""
    return page.locator("[data-letter-print]").text_content() or ""


def test_it_is_copied_as_edited(desk: Home) -> None:
    text = open_letter(desk)
    fill_facts(desk.page)
    expect(text).to_have_value(re.compile("Ana Rey"))
    text.fill(text.input_value() + "\nPS: merci")

    desk.page.locator("[data-letter-copy]").click()

    expect(desk.page.locator("[data-letter-status]")).not_to_be_empty()
    copied = desk.page.evaluate("navigator.clipboard.readText()")
    assert copied == whole(desk.page)
    assert copied.rstrip().endswith("PS: merci") and "Modalia & Fils <SA>" in copied
    assert f"\n\nObjet\u00a0: {desk.page.locator('[data-letter-subject]').inner_text()}\n\n" in copied
    assert copied.startswith("Ana Rey\n3 rue des Lilas, 29000 Quimper\n") and "STOP SMS" not in copied


def test_it_is_saved_as_a_file(desk: Home, tmp_path: Path) -> None:
    text = open_letter(desk)
    text.fill(text.input_value() + "\nPS: merci, señora")

    with desk.page.expect_download() as download:
        desk.page.locator("[data-letter-save]").click()

    assert download.value.suggested_filename.endswith(".txt")
    assert Path(download.value.path()).read_text("utf-8") == whole(desk.page)


def test_the_mail_link_is_one_that_mail_programs_take(desk: Home) -> None:
    text = open_letter(desk)
    link = desk.page.locator("[data-letter-mail]")
    subject = desk.page.locator("[data-letter-subject]").inner_text()

    text.fill("Bonjour,\nune ligne & une autre = 100 %")
    address = link.get_attribute("href") or ""
    assert address.startswith("mailto:?") and len(address) <= MAIL_LENGTH
    sent = parse_qs(address.partition("?")[2], strict_parsing=True)
    assert sent == {"subject": [subject], "body": ["Bonjour,\r\nune ligne & une autre = 100 %"]}

    text.fill("é" * 5000)
    address = link.get_attribute("href") or ""
    assert address.startswith("mailto:?") and len(address) <= MAIL_LENGTH
    assert parse_qs(address.partition("?")[2]) == {"subject": [subject]}
    expect(link).to_have_attribute("data-long", "true")  # then a tap copies the text and says so


def choose_form(page: Page, name: str) -> None:
    page.locator(f"form[data-facts] [name=form][value={name}]").check()


def test_the_short_form_fits_into_the_mail_link(desk: Home) -> None:
    text = open_letter(desk)
    fill_facts(desk.page)
    expect(text).to_have_value(re.compile("Ana Rey"))
    complete = text.input_value()
    link = desk.page.locator("[data-letter-mail]")
    expect(link).to_have_attribute("data-long", "true")

    choose_form(desk.page, "short")
    expect(text).not_to_have_value(complete)
    expect(link).to_have_attribute("data-long", "false")
    sent = parse_qs((link.get_attribute("href") or "").partition("?")[2], strict_parsing=True)
    assert sent["body"] == [text.input_value().replace("\n", "\r\n")] and "Ana Rey" in sent["body"][0]
    assert whole(desk.page).startswith("Objet\u00a0: ")

    choose_form(desk.page, "complete")
    expect(text).to_have_value(complete)


def test_an_edited_letter_that_is_kept_keeps_its_form(desk: Home, kept_page: tuple[Page, Watch]) -> None:
    text = open_letter(desk)
    text.fill("My own words")

    kept_page[1].on_dialog = lambda dialog: dialog.dismiss()
    desk.page.locator("form[data-facts] [name=form][value=short]").click()

    expect(desk.page.locator("form[data-facts] [name=form][value=complete]")).to_be_checked()
    expect(text).to_have_value("My own words")
    kept_page[1].on_dialog = lambda dialog: dialog.accept()
    fill_facts(desk.page)
    expect(text).to_have_value(re.compile("Ana Rey"))


def test_a_text_for_a_box_is_the_text_alone(desk: Home) -> None:
    """No addressee, no short form, nothing above the text: the form that it goes into asks for the rest."""
    text = open_letter(desk, message=TWO_LETTERS, letter="consumer_report")

    for part in ("[data-letter-to]", "[data-letter-form]", "[data-letter-asks]"):
        expect(desk.page.locator(part)).to_be_hidden()
    assert whole(desk.page) == f"{text.input_value()}\n"

    desk.page.locator("[data-answer] button[data-letter=company_objection]").click()
    expect(text).to_have_value(re.compile("Madame, Monsieur"))
    for part in ("[data-letter-to]", "[data-letter-form]"):
        expect(desk.page.locator(part)).to_be_visible()
    expect(desk.page.locator("[data-letter-asks]")).to_be_hidden()


def test_a_reminder_asks_for_what_came_later(desk: Home) -> None:
    open_letter(desk)
    expect(desk.page.locator("[data-letter-asks]")).to_be_hidden()
    desk.date_field("letter_sent").fill((AS_OF - timedelta(days=45)).isoformat())
    desk.page.locator("[data-answer] [name=letter_sent]").blur()
    desk.page.locator("[data-answer] button[data-letter=company_reminder]").click()
    text = desk.page.locator("textarea[name=letter]")
    expect(text).to_have_value(re.compile("mets en demeure"))

    expect(text).not_to_have_value(re.compile("depuis ma demande"))
    fill_facts(desk.page, {"received_after": "le 3 et le 9 novembre"})

    expect(text).to_have_value(re.compile("depuis ma demande\u00a0: le 3 et le 9 novembre"))


def test_print_button(desk: Home) -> None:
    open_letter(desk)
    desk.page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")

    desk.page.locator("[data-letter-print-button]").click()

    expect(desk.page).to_have_title("printed")
    desk.page.reload()  # the page's own print again


def test_the_letter_alone_is_printed(desk: Home) -> None:
    text = open_letter(desk)
    fill_facts(desk.page)
    expect(text).to_have_value(re.compile("Ana Rey"))

    assert 1 <= pdf_pages(desk.page) <= 2
    desk.page.emulate_media(media="print")
    expect(desk.page.locator("[data-letter-print]")).to_be_visible()
    for selector in ("form[data-lookup]", "[data-answer]", "header", "footer", "#senders", "textarea[name=letter]"):
        expect(desk.page.locator(selector).first).to_be_hidden()
    desk.page.emulate_media(media="null")


def test_the_letter_can_be_closed(desk: Home) -> None:
    open_letter(desk)

    desk.page.locator("[data-letter-close]").click()

    expect(desk.page.locator("[data-letter-panel]")).to_be_hidden()
    expect(desk.page.locator("[data-answer]")).to_have_attribute("data-state", "ready")


def pdf_pages(page: Page) -> int:
    """The number of A4 pages that the page prints on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("letter", load_country("FR").letters)
def test_a_printable_letter_fits_on_one_page(desk: Home, letter: str) -> None:
    page = desk.page
    page.goto(f"{desk.address}fr/")
    page.locator("#letters a[href$='/lettres/']").click()
    page.locator(f"main a[href$='/{letter.replace('_', '-')}/']").click()

    expect(page.locator(".letter-body")).to_be_visible()
    assert pdf_pages(page) == 1
