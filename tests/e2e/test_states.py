"""The states of the answer's region, what an edit does to it, the follow-up questions, and a clean desk afterwards."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect
from stopsms.examples.situations import examples_for

from tests.e2e.conftest import PATIENCE
from tests.e2e.form import READY, Home
from tests.e2e.served import Served
from tests.pages.built import AS_OF

ADVERT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
SCAM = "Votre colis est bloqué : frais de douane impayés de 1,99 €. Réglez sous 48h : colis-suivi.top/payer"
SUBMIT = """() => {
  document.querySelector("form[data-lookup]").requestSubmit();
  return { ...document.querySelector("[data-answer]").dataset };
}"""


def test_nothing_was_asked(desk: Home) -> None:
    region = desk.open("en").answer.region

    expect(region).to_have_attribute("data-state", "idle")
    expect(region).to_be_empty()
    expect(region).not_to_have_attribute("aria-live", re.compile(".*"))  # the card is not live, its summary is
    expect(region.locator("[data-summary]")).to_have_attribute("aria-live", "polite")


def test_a_submit_leaves_ready_at_once(desk: Home) -> None:
    desk.ask("en", sender="MODALIA", text=ADVERT)

    left = desk.page.evaluate(SUBMIT)

    assert left["state"] == "loading"
    assert {"source", "verdict", "kind"}.isdisjoint(left)
    desk.ready().expect(verdict="stop", action="send_sms", kind="name")


@pytest.mark.parametrize("field", ["sender", "text", "received", "knows_sender", "country"])
def test_an_edit_marks_the_answer_out_of_date(desk: Home, field: str) -> None:
    region = desk.ask("en", sender="MODALIA", text=ADVERT, received="2026-11-20T10:00", country="FR").region
    control = desk.page.locator(f"[name={field}]")

    _change(control, field)

    expect(region).to_contain_class("stale")
    expect(desk.page.locator("[data-status]")).not_to_be_empty()
    desk.submit()
    expect(region).not_to_contain_class("stale")
    desk.ready()
    expect(desk.page.locator("[data-status]")).to_be_empty()


def _change(control: Locator, field: str) -> None:
    if field in ("knows_sender", "country"):
        control.select_option({"knows_sender": "no", "country": "GB"}[field])
    else:
        control.fill({"sender": "36181", "text": "Bonjour", "received": "2026-11-21T10:00"}[field])


@pytest.mark.parametrize("field", ["sender", "text"])
def test_the_keyboard_of_a_phone_goes_away(desk: Home, field: str) -> None:
    """It would cover half of the answer as long as a field has the focus."""
    desk.open("en").fill(sender="MODALIA", text=ADVERT)
    control = desk.page.locator(f"[name={field}]")
    control.focus()
    expect(control).to_be_focused()

    desk.page.evaluate(SUBMIT)

    expect(control).not_to_be_focused()
    desk.ready()


def test_the_last_question_is_answered(desk: Home) -> None:
    desk.open("en").fill(sender="36180").page.evaluate(SUBMIT)
    desk.fill(sender="+33 7 56 00 00 00", text=SCAM).page.evaluate(SUBMIT)

    desk.ready().expect(verdict="do_not_reply", action="do_not_reply", kind="mobile")


@pytest.mark.parametrize(
    ("sent", "days", "action", "letters"),
    [
        ("stop_sent", 0, "wait", ["company_objection"]),
        ("stop_sent", 10, "write_company", ["company_objection"]),
        ("stop_sent", 45, "write_company", ["authority_complaint", "company_objection"]),
        ("letter_sent", 10, "wait", []),
        ("letter_sent", 45, "complain", ["authority_complaint", "company_reminder"]),
    ],
)
def test_what_was_sent_changes_the_first_step_and_the_letters(
    desk: Home, sent: str, days: int, action: str, letters: list[str]
) -> None:
    answer = desk.ask("en", sender="MODALIA", text=ADVERT)
    asked = desk.date_field(sent)
    expect(asked).to_be_visible()

    asked.fill(f"{AS_OF - timedelta(days=days)}")
    asked.blur()

    desk.page.locator(f"{READY} [data-first-step][data-action={action}]").wait_for()
    answer.expect(verdict="stop", action=action)
    offered = answer.region.locator("button[data-letter]").all()
    assert [button.get_attribute("data-letter") for button in offered] == letters


def test_a_tapped_link_puts_the_accounts_first(desk: Home) -> None:
    answer = desk.ask("en", sender="+33 7 56 00 00 00", text=SCAM)
    expect(desk.page.locator("[data-answer] [name=stop_sent]")).to_have_count(
        0
    )  # no question where nobody should answer

    desk.page.locator("[data-happened=clicked]").click()

    desk.page.locator(f"{READY} [data-first-step][data-action=secure_accounts]").wait_for()
    answer.expect(verdict="do_not_reply", action="secure_accounts")
    assert answer.sms_links() == []


@pytest.mark.parametrize(("door", "verdict"), [("no", "do_not_reply"), ("yes", "stop")])
def test_two_doors_are_two_equal_buttons_in_the_first_deed(desk: Home, door: str, verdict: str) -> None:
    """Who does not know the sender must not see "write STOP" as the only button."""
    answer = desk.ask("en", sender="06 12 34 56 78")
    doors = answer.region.locator("[data-first-step] [data-door]")
    expect(doors).to_have_count(2)
    no, yes = (box for box in (button.bounding_box() for button in doors.all()) if box)
    assert (no["width"], no["height"], no["y"]) == (yes["width"], yes["height"], yes["y"]) and no["x"] < yes["x"]
    expect(desk.page.locator("[data-ask=question]")).to_have_count(0)  # nothing is asked twice

    desk.page.locator(f"[data-door={door}]").click()

    desk.page.locator(f"{READY}[data-verdict={verdict}]").wait_for()
    expect(desk.page.locator("[name=knows_sender]")).to_have_value(door)


def test_a_code_that_nobody_asked_for_is_looked_into(desk: Home) -> None:
    """The question that settles it, with two buttons; STOP is no question about a code."""
    desk.ask("en", sender="38011", text="Votre code de vérification est 482913. Ne le communiquez à personne.")
    expect(desk.page.locator("[data-answer] [name=stop_sent]")).to_have_count(0)

    desk.page.locator("[data-reply=no]").click()

    desk.page.locator(f"{READY} [data-first-step][data-action=secure_accounts]").wait_for()
    desk.answer.expect(verdict="check_first", action="secure_accounts")


def test_clear_everything(desk: Home) -> None:
    page = desk.page
    desk.ask("en", sender="MODALIA", text=ADVERT, received="2026-11-22T21:45", knows="yes", country="GB")
    page.locator("[name=country]").select_option("FR")
    desk.submit()
    desk.ready()
    desk.date_field("stop_sent").fill("2026-11-01")
    page.locator("[data-letter]").first.click()
    page.locator("form[data-facts] [name=name]").fill("Ana Rey")
    page.locator("textarea[name=letter]").fill("My own words")

    page.locator("[data-clear]").click()

    expect(page.locator("[data-answer]")).to_have_attribute("data-state", "idle")
    expect(page.locator("[data-answer]")).to_be_empty()
    for selector in ("[data-letter-panel]", "[data-follow-up]", "[data-failed]"):
        expect(page.locator(selector)).to_be_hidden()
    for control in page.locator("input:not([type=checkbox], [type=radio]), textarea").all():
        expect(control).to_have_value("")
    for name, value in (("country", "FR"), ("knows_sender", "")):
        expect(page.locator(f"[name={name}]")).to_have_value(value)
    expect(page.locator("[name=text]")).to_be_focused()
    assert "Ana Rey" not in page.content() and "My own words" not in page.content()


@pytest.mark.parametrize("kind", ["advert", "scam", "code"])
def test_an_example_is_asked_with_one_tap(desk: Home, kind: str) -> None:
    chips = desk.open("fr").page.locator("[data-example-text]")
    expect(chips).to_have_count(3)

    chips.nth([s.example for s in examples_for("FR", "fr") if s.example].index(kind)).click()

    verdict, action = {
        "advert": ("stop", "send_sms"),
        "scam": ("do_not_reply", "do_not_reply"),
        "code": ("nothing_to_stop", "nothing"),
    }[kind]
    desk.ready().expect(verdict=verdict, action=action)


class TestBeforePythonIsThere:
    """The instant answer, while the worker is still on its way."""

    @pytest.fixture
    def address(self, observed_site: Served) -> str:
        observed_site.held.add("worker.js")
        return observed_site.url

    def test_a_short_code_alone_is_answered(self, home: Home, observed_site: Served) -> None:
        region = home.open("en").fill(sender="36180").answer.region

        expect(region).to_have_attribute("data-state", "instant")
        assert (home.answer.data("source"), home.answer.data("verdict")) == ("instant", "stop")
        assert home.answer.first.locator("a.button").get_attribute("href") == "sms:36180?&body=STOP"
        home.submit()
        expect(region).to_have_attribute("data-state", "instant")  # it stays, Python is still coming
        observed_site.release.set()
        home.ready().expect(verdict="stop", action="reply_sms", kind="short_code")

    def test_a_letter_opened_at_once_names_the_sender(self, home: Home, observed_site: Served) -> None:
        page = home.open("en").fill(sender="36180").page
        page.locator("[data-answer][data-state=instant] button[data-letter=company_objection]").click()
        observed_site.release.set()

        text = page.locator("textarea[name=letter]")
        text.wait_for()  # for Python, longer than `expect` does
        expect(text).to_have_value(re.compile(r"expéditeur affiché\s: 36180\)"))
        expect(page.locator("[data-letter-evidence]")).to_contain_text("36180", timeout=PATIENCE)

    def test_a_sheet_opened_at_once_names_the_sender(self, home: Home, observed_site: Served) -> None:
        page = home.open("en").fill(sender="36180").page
        page.locator("[data-answer][data-state=instant] button[data-evidence]").click()
        observed_site.release.set()

        sheet = page.locator("[data-evidence-sheet] .evidence")
        sheet.wait_for()
        expect(sheet).to_contain_text("36180")

    def test_a_message_is_never_advised_on_unread(self, home: Home, observed_site: Served) -> None:
        region = home.open("en").fill(sender="36180", text=SCAM + " STOP au 36180").answer.region
        home.submit()

        expect(region).to_have_attribute("data-state", "instant")
        expect(region).to_have_attribute("data-verdict", "check_first")
        assert home.answer.sms_links() == []
        observed_site.release.set()
        home.ready().expect(verdict="do_not_reply", action="do_not_reply")

    def test_what_it_does_not_know_waits(self, home: Home, observed_site: Served) -> None:
        region = home.open("en").fill(sender="§§§").answer.region
        home.submit()

        expect(region).to_have_attribute("data-state", "loading")
        expect(home.page.locator("[name=sender]")).to_be_editable()  # the form can be filled while it loads
        observed_site.release.set()
        home.ready().expect(verdict="check_first", action="look_in_message", kind="unreadable")


def test_who_answers_a_question_by_keyboard_goes_on_where_it_was_asked(desk: Home) -> None:
    desk.ask("fr", sender="36180", text="MODALIA : -40 % samedi ! STOP au 36180")
    today = desk.page.locator("[data-sent=stop_sent][data-days='0']")
    today.focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("[data-first-step]")).to_have_attribute("data-action", "wait")

    expect(desk.page.locator("[data-ask=stop_sent] summary")).to_be_focused()
