"""A letter: filled in, edited, copied, mailed, saved, printed; and the printable pages of all letters."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect
from stopsms.i18n import site_words

from sender_lookup.country.loader import load_country
from tests.e2e.form import Home
from tests.e2e.watch import Watch
from tests.pages.built import AS_OF

ADVERT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
TWO_LETTERS = "CPF : utilisez vos 1500 € de formation avant expiration ! STOP au 36180"
FACTS = {"name": "Ana Rey", "company": "Modalia & Fils <SA>"}
BY_POST = {**FACTS, "address": "3 rue des Lilas, 29000 Quimper"}
MAIL_LENGTH = 1800  # characters that every mail program takes


def open_letter(desk: Home, language: str = "en", letter: str = "company_objection", message: str = ADVERT) -> Locator:
    """The text of a letter, from the answer to an advertisement."""
    desk.ask(language, sender="MODALIA", text=message, received="2026-11-20T10:00")
    desk.page.locator(f"[data-answer] button[data-letter={letter}]").click()
    text = desk.page.locator("textarea[name=letter]")
    expect(text).to_be_visible()
    expect(text).not_to_have_value("")
    return text


def say_it_went(page: Page) -> None:
    """Press "I sent it today"; twice where something is missing, since a letter on paper may have it by hand."""
    page.locator("[data-letter-sent-today]").click()
    if page.locator("[data-letter-blanks] button").count():
        expect(page.locator("[data-sent-status]")).not_to_be_empty()
        page.locator("[data-letter-sent-today]").click()


def fill_facts(page: Page, facts: dict[str, str] = FACTS) -> None:
    for name, value in facts.items():
        page.locator(f"form[data-facts] [name={name}]").fill(value)


def choose_form(page: Page, name: str) -> None:
    """The letter by e-mail (short) or by post (complete)."""
    page.locator(f"form[data-facts] [name=form][value={name}]").check()


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


def test_only_the_last_answer_is_taken(desk: Home) -> None:
    text = open_letter(desk)

    desk.page.locator("#fact-name").press_sequentially("Ana María Rey", delay=20)

    expect(text).to_have_value(re.compile(r"\nAna María Rey$"))


def test_a_letter_that_comes_after_all_was_cleared_is_not_shown(desk: Home) -> None:
    text = open_letter(desk)
    desk.page.evaluate(
        """() => {
          const post = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (message) {
            post.call(this, message);
            if (JSON.parse(message.request).op !== "letter") return;
            Worker.prototype.postMessage = post;
            queueMicrotask(() => document.querySelector("[data-clear]").click());
          };
        }"""
    )

    fill_facts(desk.page, {"name": "Ana Rey"})
    desk.page.locator("[data-answer][data-state=idle]").wait_for(state="attached")
    desk.fill(sender="36180").submit()
    desk.ready()  # and so after what was being written

    expect(text).to_have_value("")


def test_what_was_changed_stays_and_only_facts_are_filled_in(desk: Home) -> None:
    """No question while somebody types: what they wrote is theirs, the blanks are still filled, and change again."""
    text = open_letter(desk)
    changed = desk.page.locator("[data-letter-changed]")
    expect(changed).to_be_hidden()
    text.fill(text.input_value().replace("Madame, Monsieur", "Bonjour à tous").replace("Merci", "Merci beaucoup"))
    expect(changed).to_be_visible()

    for name in ("Ana", "Ana Rey"):  # what was filled in goes on being the fact
        fill_facts(desk.page, {"name": name})
        expect(text).to_have_value(re.compile(rf"^Bonjour à tous,(?s:.)*Merci beaucoup(?s:.)*\n{name}$"))
    fill_facts(desk.page, {"phone": "06 39 98 00 01"})
    expect(text).to_have_value(re.compile("Bonjour à tous(?s:.)*ligne 06 39 98 00 01,(?s:.)*Ana Rey$"))

    desk.page.locator("[data-letter-refill]").click()
    expect(text).to_have_value(re.compile("^Madame, Monsieur(?s:.)*Ana Rey$"))
    expect(changed).to_be_hidden()


def test_a_blank_that_was_written_into_is_the_persons_own(desk: Home) -> None:
    text = open_letter(desk)
    blank = re.search(r"\[[^]]*nom et prénom\]", text.input_value())
    assert blank is not None
    text.fill(text.input_value().replace(blank[0], "A. Rey"))

    fill_facts(desk.page, {"name": "Ana Rey", "phone": "0639980001"})

    expect(text).to_have_value(re.compile("0639980001(?s:.)*\nA. Rey$"))


def test_another_letter_asks_before_a_changed_one_goes(desk: Home, kept_page: tuple[Page, Watch]) -> None:
    asked: list[str] = []
    text = open_letter(desk, message=TWO_LETTERS)
    subject = desk.page.locator("[data-letter-subject]").inner_text()
    text.fill("My own words")

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if len(asked) == 1:
            dialog.dismiss()
        else:
            dialog.accept()

    kept_page[1].on_dialog = answer
    other = desk.page.locator("[data-answer] button[data-letter=consumer_report]")
    other.click()
    expect(desk.page.locator("#letter-title")).to_be_focused()
    expect(text).to_have_value("My own words")
    assert desk.page.locator("[data-letter-subject]").inner_text() == subject
    fill_facts(desk.page)  # fills the letter that is shown, not the one that was refused
    # The same letter with another reference, which depends on the facts: "Opposition à ... (référence SMS-741226)".
    expect(desk.page.locator("[data-letter-subject]")).to_contain_text(subject.partition("(")[0])
    expect(text).to_have_value("My own words")

    other.click()
    expect(text).to_have_value(re.compile("Je signale"))
    assert len(asked) == 2 and asked[0] == asked[1] != ""
    desk.page.locator("[data-answer] button[data-letter=company_objection]").click()
    expect(text).to_have_value(re.compile("Madame, Monsieur"))
    assert len(asked) == 2, "nothing was changed: nothing is asked"


def test_a_fact_typed_just_before_another_letter_is_chosen_goes_into_it(
    desk: Home, kept_page: tuple[Page, Watch]
) -> None:
    """The pause after the last key ends while the other letter is being written: that one must still come."""
    kept_page[1].on_dialog = lambda dialog: dialog.accept()
    text = open_letter(desk, message=TWO_LETTERS)
    text.fill("My own words")
    desk.page.evaluate(
        """() => {
          const post = Worker.prototype.postMessage;
          const held = [];
          Worker.prototype.postMessage = function (...message) {
            if (JSON.parse(message[0].request).op !== "letter") return post.apply(this, message);
            if (held.push(message) < 2) return;
            Worker.prototype.postMessage = post;
            for (const one of held) post.apply(this, one);
          };
          const phone = document.querySelector("#fact-phone");
          phone.value = "0639980001";
          phone.dispatchEvent(new Event("input", { bubbles: true }));
          document.querySelector("[data-answer] button[data-letter=consumer_report]").click();
        }"""
    )

    expect(text).to_have_value(re.compile("Je signale(?s:.)*0639980001"))


def test_the_letter_of_another_message_is_not_the_changed_one(desk: Home, kept_page: tuple[Page, Watch]) -> None:
    kept_page[1].on_dialog = lambda dialog: dialog.accept()
    text = open_letter(desk)
    text.fill("My own words")
    desk.page.fill("[name=text]", ADVERT.replace("boutique", "maison"))
    desk.submit()
    desk.ready()

    desk.page.locator("[data-answer] button[data-letter=company_objection]").click()

    expect(text).to_have_value(re.compile("la maison"))


# --- what is missing --------------------


def blanks(page: Page) -> Locator:
    return page.locator("[data-letter-blanks] button")


def test_what_is_missing_is_marked_counted_and_led_to(desk: Home) -> None:
    page = desk.page
    desk.ask("en", sender="MODALIA", text=ADVERT)
    page.locator("[data-answer] button[data-letter=company_objection]").click()
    text = page.locator("textarea[name=letter]")
    expect(blanks(page)).to_have_count(3)
    expect(page.locator("[data-letter-count]")).to_have_text("3 blanks left:")
    assert page.locator("[data-letter-marks] mark").count() == 3

    page.get_by_role("button", name="date and time when it arrived").click()
    expect(page.locator("#fact-received")).to_be_focused()
    page.locator("#fact-received").fill("2026-11-20")
    expect(text).to_have_value(re.compile("reçu le 20 novembre 2026,"))
    page.locator("#fact-time").fill("21:15")
    expect(text).to_have_value(re.compile("20 novembre 2026 à 21:15"))
    fill_facts(page, {"name": "Ana Rey"})
    expect(page.locator("[data-letter-count]")).to_have_text("1 blank left:")

    page.locator("[data-letter-copy]").click()
    expect(page.locator("[data-letter-status]")).to_have_text(
        "Copied. 1 blank left: your number that received the message."
    )
    assert "<mark" not in page.evaluate("navigator.clipboard.readText()")
    fill_facts(page, {"phone": "06 39 98 00 01"})
    expect(page.locator("[data-letter-count]")).to_have_text("Nothing is missing.")
    expect(blanks(page)).to_have_count(0)
    page.locator("[data-letter-copy]").click()
    expect(page.locator("[data-letter-status]")).to_have_text("Copied.")


def test_the_marks_stand_where_the_blanks_do(desk: Home) -> None:
    """The text behind is broken into lines as the one in front."""
    page = desk.page
    text = open_letter(desk)
    seen = page.evaluate(
        """() => {
          const [back, front] = ["[data-letter-marks]", "textarea[name=letter]"].map((s) => document.querySelector(s));
          const style = (e) => ["fontSize", "fontFamily", "lineHeight", "paddingTop", "paddingLeft", "borderTopWidth",
            "whiteSpace", "overflowWrap", "letterSpacing"].map((name) => getComputedStyle(e)[name]).join("|");
          const isSame = back.textContent.trimEnd() === front.value;
          return [style(back) === style(front), back.clientWidth - front.clientWidth, isSame,
            back.scrollHeight - front.scrollHeight];
        }"""
    )
    same, width, text_is_same, taller = seen
    assert same and width == 0 and text_is_same and abs(taller) <= 30, seen  # one line more: its last line break
    expect(text).to_be_visible()


def test_a_bracket_of_the_letters_own_leads_into_the_text(desk: Home) -> None:
    desk.ask("en", sender="81234", text=ADVERT.replace("36180", "81234"))
    desk.page.locator("[data-answer] button[data-letter=operator_dispute]").click()
    button = blanks(desk.page).filter(has_text="date de la facture et montant")
    expect(button).to_have_attribute("lang", "fr")

    button.click()

    chosen = desk.page.evaluate(
        "() => { const e = document.activeElement; return e.value?.slice(e.selectionStart, e.selectionEnd); }"
    )
    assert chosen == "[à compléter\u00a0: date de la facture et montant]"


def test_a_blank_with_a_hyphen_is_a_blank(desk: Home) -> None:
    """ "[à compléter : votre adresse e-mail]" once made a pattern that no browser takes: the letter stood still."""
    open_letter(desk)
    desk.page.locator("#form-complete").check()

    expect(blanks(desk.page).filter(has_text="your e-mail address")).to_be_visible()
    fill_facts(desk.page, {"name": "Ana Rey"})
    expect(desk.page.locator("[data-letter-print]")).to_contain_text("Ana Rey")
    expect(desk.page.locator("[data-letter-mail]")).to_have_class("button quiet")  # by post: printing comes first
    expect(desk.page.locator("[data-letter-print-button]")).to_have_class("button")


def test_a_letter_with_blanks_is_not_taken_for_sent_at_once(desk: Home) -> None:
    open_letter(desk)
    desk.page.locator("[data-letter-sent-today]").click()

    expect(desk.page.locator("[data-sent-status]")).to_contain_text("press once more")
    expect(desk.page.locator("[data-sent-reminder]")).to_be_hidden()
    desk.page.locator("[data-letter-sent-today]").click()
    expect(desk.page.locator("[data-sent-reminder]")).to_be_visible()


def test_a_day_to_come_is_not_the_day_of_a_message(desk: Home) -> None:
    text = open_letter(desk)
    desk.page.locator("[name=fact_received]").fill("2030-01-01")

    expect(text).to_have_value(re.compile(r"J’ai reçu le \[à compléter"))


def test_a_printed_letter_has_no_brackets(desk: Home) -> None:
    desk.ask("en", sender="81234", text=ADVERT.replace("36180", "81234"))
    desk.page.locator("[data-answer] button[data-letter=operator_dispute]").click()
    expect(blanks(desk.page)).not_to_have_count(0)
    desk.page.emulate_media(media="print")

    shown = desk.page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector("[data-letter-print]"), NodeFilter.SHOW_TEXT);
          let text = "";
          while (walk.nextNode()) {
            const { color, display } = getComputedStyle(walk.currentNode.parentElement);
            if (display !== "none" && color !== "rgba(0, 0, 0, 0)") text += walk.currentNode.textContent;
          }
          return text;
        }"""
    )
    desk.page.emulate_media(media="null")

    assert "Je conteste" in shown and "[" not in shown and "mon enfant" not in shown
    assert desk.page.locator("[data-letter-print] .letter-blank").count() >= 6


# --- copy, mail, save, print --------------------


def whole(page: Page) -> str:
    """What is copied, saved and printed: who writes, place and day, recipient, subject with its label, text."""
    return page.locator("[data-letter-print]").text_content() or ""


def test_it_is_copied_as_edited(desk: Home) -> None:
    text = open_letter(desk)
    choose_form(desk.page, "complete")
    fill_facts(desk.page, BY_POST)
    expect(text).to_have_value(re.compile("droits suivants(?s:.)*Ana Rey"))
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
    expect(desk.page.locator("[data-letter-status]")).to_contain_text("File saved.")


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
    expect(link).to_have_attribute("data-long", "true")


def test_a_text_that_fits_no_link_is_copied_before_the_mail_program_opens(
    desk: Home, kept_page: tuple[Page, Watch]
) -> None:
    kept_page[1].expect("request to another origin: mailto:")
    text = open_letter(desk)
    text.fill("é" * 5000)

    desk.page.locator("[data-letter-mail]").click()

    expect(desk.page.locator("[data-letter-status]")).to_contain_text("it is copied")
    assert "é" * 5000 in desk.page.evaluate("navigator.clipboard.readText()")


def test_the_short_form_comes_first_and_fits_into_the_mail_link(desk: Home) -> None:
    text = open_letter(desk)
    fill_facts(desk.page, {"name": "Ana Rey", "company": "Modalia", "company_address": "Écrire à dpo@modalia.example."})
    expect(text).to_have_value(re.compile("Ana Rey"))
    short = text.input_value()
    link = desk.page.locator("[data-letter-mail]")
    expect(link).to_have_attribute("data-long", "false")
    expect(link).to_have_attribute("href", re.compile(r"^mailto:dpo@modalia\.example\?subject="))
    sent = parse_qs((link.get_attribute("href") or "").partition("?")[2], strict_parsing=True)
    assert sent["body"] == [text.input_value().replace("\n", "\r\n")] and "Ana Rey" in sent["body"][0]
    assert whole(desk.page).startswith("Objet\u00a0: ")
    for name in ("address", "city", "email", "fact_stop_sent"):
        expect(desk.page.locator(f"form[data-facts] [name={name}]")).to_be_hidden()

    choose_form(desk.page, "complete")
    expect(text).to_have_value(re.compile("droits suivants"))
    expect(link).to_have_attribute("data-long", "true")
    for name in ("address", "city", "email", "fact_stop_sent"):
        expect(desk.page.locator(f"form[data-facts] [name={name}]")).to_be_visible()

    choose_form(desk.page, "short")
    expect(text).to_have_value(short)


def test_an_edited_letter_that_is_kept_keeps_its_form(desk: Home, kept_page: tuple[Page, Watch]) -> None:
    text = open_letter(desk)
    text.fill("My own words")

    kept_page[1].on_dialog = lambda dialog: dialog.dismiss()
    desk.page.locator("form[data-facts] [name=form][value=complete]").click()

    expect(desk.page.locator("form[data-facts] [name=form][value=short]")).to_be_checked()
    expect(text).to_have_value("My own words")
    kept_page[1].on_dialog = lambda dialog: dialog.accept()
    desk.page.locator("form[data-facts] [name=form][value=complete]").click()
    expect(text).to_have_value(re.compile("droits suivants"))


def test_a_text_for_a_box_is_the_text_alone(desk: Home) -> None:
    """No addressee, no short form, nothing above the text: the form that it goes into asks for the rest."""
    page = desk.page
    text = open_letter(desk, message=TWO_LETTERS, letter="consumer_report")

    for part in ("[data-letter-to]", "[data-letter-form]", "#fact-received_after", "#fact-name", "[data-letter-sent]"):
        expect(page.locator(part)).to_be_hidden()
    assert whole(page) == f"{text.input_value()}\n"

    page.locator("[data-answer] button[data-letter=company_objection]").click()
    expect(text).to_have_value(re.compile("Madame, Monsieur"))
    expect(page.locator("[data-letter-form]")).to_be_visible()
    expect(page.locator("#fact-received_after")).to_be_hidden()
    choose_form(page, "complete")
    expect(page.locator("[data-letter-to]")).to_be_visible()


def test_a_reminder_asks_for_what_came_later(desk: Home) -> None:
    open_letter(desk)
    expect(desk.page.locator("#fact-received_after")).to_be_hidden()
    desk.date_field("letter_sent").fill((AS_OF - timedelta(days=45)).isoformat())
    desk.page.locator("[data-answer] [name=letter_sent]").blur()
    desk.page.locator("[data-answer] button[data-letter=company_reminder]").click()
    text = desk.page.locator("textarea[name=letter]")
    expect(text).to_have_value(re.compile("mets en demeure"))
    expect(desk.page.locator("#fact-letter_sent")).to_have_value(f"{AS_OF - timedelta(days=45)}")

    expect(text).not_to_have_value(re.compile("depuis ma demande"))
    fill_facts(desk.page, {"received_after": "le 3 et le 9 novembre"})

    expect(text).to_have_value(re.compile("depuis ma demande\u00a0: le 3 et le 9 novembre"))


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "You also ask where"), ("fr", "effacer les données qui y servent.")]
)
def test_the_panel_says_what_the_letter_asks(desk: Home, language: str, shown: str) -> None:
    """All of it beside a letter in another language, one sentence beside one's own."""
    open_letter(desk, language)
    said = desk.page.locator("[data-letter-says]")

    expect(said).to_contain_text(shown)
    expect(desk.page.locator("[data-letter-foreign]")).to_be_visible(visible=language != "fr")
    assert (said.inner_text().count(". ") > 0) == (language != "fr")


def test_browsers_may_fill_in_the_persons_own_details_and_no_others(desk: Home) -> None:
    """WCAG 1.3.5."""
    desk.open("fr")
    tokens = {
        field.get_attribute("name"): field.get_attribute("autocomplete")
        for field in desk.page.locator("form[data-facts] :is(input:not([type=radio]), textarea)").all()
    }
    own = {"name": "name", "phone": "tel", "address": "street-address", "city": "address-level2", "email": "email"}

    assert own.items() <= tokens.items()
    assert {token for name, token in tokens.items() if name not in own} == {"off"}


def test_what_is_known_of_the_case_stands_in_the_form(desk: Home) -> None:
    desk.open("en").fill(received="2026-11-20T10:00").page.fill("[name=own_number]", "06 39 98 00 01")
    desk.fill(sender="MODALIA", text=ADVERT).submit()
    desk.ready()
    desk.page.locator("[data-answer] button[data-letter=company_objection]").click()
    expect(desk.page.locator("textarea[name=letter]")).to_have_value(re.compile("06 39 98 00 01"))

    expect(desk.page.locator("#fact-phone")).to_have_value("06 39 98 00 01")
    expect(desk.page.locator("#fact-received")).to_have_value("2026-11-20")
    expect(desk.page.locator("#fact-time")).to_have_value("10:00")


# --- sent --------------------


def test_who_sent_it_learns_what_happens_when(desk: Home) -> None:
    """The date, the calendar, and the answer above, without losing the letter."""
    page = desk.page
    text = open_letter(desk)
    fill_facts(page, {"name": "Ana Rey"})
    expect(text).to_have_value(re.compile("Ana Rey"))
    calendar = page.locator("[data-letter-calendar]")
    expect(calendar).to_be_hidden()

    say_it_went(page)

    expect(page.locator("[data-sent-status]")).to_contain_text(
        "one month from the day it gets the letter: until 24 December 2026"
    )
    expect(page.locator("[data-sent-status]")).to_contain_text("CNIL")
    desk.ready()
    expect(page.locator("[data-answer] [data-deadline]")).to_contain_text("24 December 2026")
    assert "letter_sent" in page.locator("[name=told]").input_value()
    expect(text).to_be_visible()
    expect(text).to_have_value(re.compile("Ana Rey"))
    with page.expect_download() as download:
        calendar.click()
    assert download.value.suggested_filename.endswith(".ics")
    expect(page.locator("[data-calendar-status]")).to_contain_text("open the file")


def test_a_reminder_that_was_sent_keeps_the_month_of_the_letter_before(desk: Home) -> None:
    open_letter(desk)
    desk.date_field("letter_sent").fill((AS_OF - timedelta(days=45)).isoformat())
    desk.page.locator("[data-answer] [name=letter_sent]").blur()
    desk.page.locator("[data-answer] button[data-letter=company_reminder]").click()
    expect(desk.page.locator("textarea[name=letter]")).to_have_value(re.compile("mets en demeure"))
    told = desk.page.locator("[name=told]").input_value()

    say_it_went(desk.page)

    expect(desk.page.locator("[data-sent-status]")).to_contain_text(
        "fifteen days from the day it gets the letter: until 9 December 2026"
    )
    assert desk.page.locator("[name=told]").input_value() == told


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

    assert pdf_pages(desk.page) == 1
    choose_form(desk.page, "complete")
    expect(text).to_have_value(re.compile("droits suivants"))
    assert pdf_pages(desk.page) == 1, "the evidence sheet is not printed unasked"
    desk.page.locator("[data-letter-enclose]").check()
    expect(desk.page.locator("[data-letter-evidence]")).not_to_have_attribute("hidden", "")
    assert pdf_pages(desk.page) == 2
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
    slug = site_words("fr", load_country("FR"))(f"site.letter.slug.{letter}")
    page.locator(f"main a[href$='/lettres/{slug}/']").click()

    expect(page.locator(".letter-body")).to_be_visible()
    assert pdf_pages(page) == 1
