"""What a person does most: type a sender, paste a message, read the one thing to do. In two languages, rules of FR."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.form import Home

pytestmark = pytest.mark.parametrize("language", ["fr", "en"], scope="module")  # one language after the other

PRINTED_CODE = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
MOBILE = "+33 6 12 34 56 78"


def test_a_name_that_prints_a_code(desk: Home, language: str) -> None:
    answer = desk.ask(language, sender="MODALIA", text=PRINTED_CODE)

    answer.expect(verdict="stop", action="send_sms", kind="name")
    link = answer.expect_visible("[data-first-step] a[href^='sms:']")
    assert link.get_attribute("href") == "sms:36180?&body=STOP"
    for copied in ("36180", "STOP"):
        button = answer.expect_visible(f"[data-first-step] button[data-copy='{copied}']")
        label = button.inner_text()
        button.click()
        expect(button).not_to_have_text(label)  # it says that it copied
        assert desk.page.evaluate("navigator.clipboard.readText()") == copied


def test_a_mobile_that_says_reply_stop(desk: Home, language: str) -> None:
    answer = desk.ask(language, sender=MOBILE, text="Salon Éva : brushing à 20 € jeudi. Répondez STOP")

    answer.expect(verdict="check_first", action="look_in_message", kind="mobile")
    expect_both_doors(desk)
    answer.expect_visible(".door a[href='sms:+33612345678?&body=STOP']")


def test_a_mobile_with_a_link(desk: Home, language: str) -> None:
    answer = desk.ask(language, sender=MOBILE, text="Sporteo : -20 % ce week-end. Désabonnement : sporteo.example/d")

    answer.expect(verdict="check_first", action="look_in_message", kind="mobile")
    expect_both_doors(desk)
    assert (
        desk.page.locator("[data-answer] a[href*='sporteo']:not([href^='sms:33700?'])").count() == 0
    )  # a message's link is never a link


def test_a_mobile_alone(desk: Home, language: str) -> None:
    desk.ask(language, sender=MOBILE).expect(verdict="check_first", action="look_in_message", kind="mobile")

    expect_both_doors(desk)


@pytest.mark.parametrize(
    ("knows", "verdict", "action"), [("yes", "stop", "reply_sms"), ("no", "do_not_reply", "do_not_reply")]
)
def test_a_mobile_that_is_known_or_not(desk: Home, language: str, knows: str, verdict: str, action: str) -> None:
    answer = desk.ask(language, sender=MOBILE, text="Salon Éva : brushing à 20 €. Répondez STOP", knows=knows)

    answer.expect(verdict=verdict, action=action, kind="mobile")
    assert bool(answer.sms_links()) == (knows == "yes")


def expect_both_doors(desk: Home) -> None:
    doors = desk.page.locator("[data-answer] .door")
    expect(doors).to_have_count(2)
    for door in doors.all():
        expect(door).to_be_visible()
        assert door.locator("xpath=ancestor::details").count() == 0, "a door is folded"
        for step in door.locator(".step-title").all():
            expect(step).to_be_visible()


def test_a_short_code_alone(desk: Home, language: str) -> None:
    answer = desk.ask(language, sender="36180")

    answer.expect(verdict="stop", action="reply_sms", kind="short_code")
    assert answer.first.locator("a.button").get_attribute("href") == "sms:36180?&body=STOP"


def test_a_one_time_code(desk: Home, language: str) -> None:
    text = "Votre code de vérification est 482913. Ne le communiquez à personne."
    answer = desk.ask(language, sender="38011", text=text)

    answer.expect(verdict="nothing_to_stop", action="nothing", kind="short_code")
    assert answer.sms_links() == []


@pytest.mark.parametrize("sender", ["+33 7 56 00 00 00", "36180", "LAPOSTE"])
def test_a_parcel_scam_with_a_perfect_stop(desk: Home, language: str, sender: str) -> None:
    text = "Votre colis est bloqué : frais impayés de 1,99 €. Réglez sous 48h : colis-suivi.top/payer STOP au 36180"
    answer = desk.ask(language, sender=sender, text=text)

    answer.expect(verdict="do_not_reply", action="do_not_reply")
    assert answer.sms_links() == []
    assert answer.region.locator("a[href*='colis']:not([href^='sms:33700?'])").count() == 0


def test_a_name_without_any_mention(desk: Home, language: str) -> None:
    answer = desk.ask(language, sender="MEUBLIX", text="Vente privée ce week-end chez Meublix : -50 % sur les canapés.")

    answer.expect(verdict="check_first", action="write_company", kind="name")
    assert answer.sms_links() == []


def test_a_voice_number_after_stop(desk: Home, language: str) -> None:
    text = "Luna Mode : -40 % sur les robes en magasin samedi. STOP au 01 84 88 12 34"
    answer = desk.ask(language, sender="LUNAMODE", text=text)

    answer.expect(verdict="check_first", action="call_opt_out", kind="name")
    assert answer.sms_links() == []


def test_late_on_a_sunday(desk: Home, language: str) -> None:
    answer = desk.ask(language, sender="MODALIA", text=PRINTED_CODE, received="2026-11-22T21:45")

    answer.expect(verdict="stop", action="send_sms")
    answer.region.locator(".why > summary").click()
    answer.expect_visible(".when")
    for word in {"fr": ("21 h 30", "dimanche"), "en": ("21:30", "Sunday")}[language]:
        assert word in answer.region.locator(".when").inner_text().replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("sender", ["§§§", "????", "0000000000000000000000"])
def test_garbage_is_an_answer(desk: Home, language: str, sender: str) -> None:
    answer = desk.ask(language, sender=sender)

    assert (answer.data("verdict"), answer.data("kind")) == ("check_first", "unreadable")
    assert answer.sms_links() == []
    expect(answer.first).to_be_visible()


def test_a_sentence_leads_to_its_guide(desk: Home, language: str) -> None:
    answer = desk.ask(language, sender={"fr": "j'ai cliqué sur un lien", "en": "i clicked a link"}[language])

    answer.expect(verdict="check_first", action="secure_accounts", kind="unreadable")
    link = answer.expect_visible("[data-first-step] a[data-guide='i-clicked']")
    assert link.get_attribute("href") == {"fr": "/fr/fr/j-ai-clique/", "en": "/en/fr/i-clicked/"}[language]


def test_the_number_that_was_meant_is_one_tap_away(desk: Home, language: str) -> None:
    answer = desk.ask(language, sender="336111")

    answer.expect_visible("[data-correct=sender]").click()
    expect(desk.page.locator("[name=sender]")).to_be_focused()
    answer.expect_visible("[data-suggest='36111']").click()
    expect(desk.page.locator("[data-answer][data-kind=short_code]")).to_be_attached()
    desk.ready().expect(verdict="stop", action="reply_sms", kind="short_code")
    expect(desk.page.locator("[name=sender]")).to_have_value("36111")


def test_nothing_typed(desk: Home, language: str) -> None:
    """The error stands at the field, and goes when one types."""
    text, error = desk.page.locator("[name=text]"), desk.page.locator("[data-error]")
    desk.open(language).fill(knows="yes").submit()

    says = {"fr": "Écrivez un numéro ou un nom, ou collez le SMS.", "en": "Type a number or a name, or paste the text."}
    expect(error).to_be_visible()
    expect(text).to_have_accessible_description(says[language])
    expect(text).to_have_attribute("aria-invalid", "true")
    expect(text).to_be_focused()
    expect(desk.page.locator("[data-answer]")).to_be_empty()
    expect(desk.page.locator("[name=knows_sender]")).to_have_value("yes")  # nothing is lost
    assert desk.answer.data("state") == "idle"
    assert desk.answer.data("verdict") is None
    desk.fill(sender="3")
    expect(error).to_be_hidden()
    expect(text).not_to_have_attribute("aria-invalid", "true")
