"""The firm that a letter goes to: suggested from the message or while typing, filled in where the person chooses it."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.form import Home
from tests.e2e.served import Served
from tests.e2e.watch import Watch

ADVERT = "-40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
SCAM = "FNAC : votre compte est bloqué, confirmez votre carte sous 24h : fnac-securite.top/carte"
FNAC = "Le Flavia, 9, rue des Bateaux Lavoirs, 94768 Ivry sur Seine, France"
LIST = re.compile(r"/companies/\w+\.json")


@pytest.fixture
def address(observed_site: Served) -> str:
    """A server that remembers what it was asked."""
    return observed_site.url


def asked_for_lists(site: Served) -> list[str]:
    return [line.split()[1] for line in site.asked if LIST.search(line.split()[1])]


def open_letter(home: Home, *, sender: str, text: str = ADVERT, letter: str = "company_objection") -> Page:
    home.ask("en", sender=sender, text=text, country="FR")
    home.page.locator(f"[data-answer] button[data-letter={letter}]").click()
    expect(home.page.locator("textarea[name=letter]")).not_to_have_value("")
    expect(home.page.locator("#letter-title")).to_be_focused()  # the panel is open: it takes the focus last
    return home.page


def field(page: Page, name: str) -> Locator:
    return page.locator(f"form[data-facts] [name={name}]")


def offers(page: Page) -> Locator:
    return page.locator("[data-company-offers] button")


def test_the_sender_suggests_a_firm_and_choosing_fills_it_in(home: Home, observed_site: Served) -> None:
    home.ask("en", sender="FNAC", text=ADVERT, country="FR")
    assert asked_for_lists(observed_site) == []  # before a letter is opened, nothing is fetched
    page = open_letter(home, sender="FNAC")

    expect(offers(page)).to_have_count(1)
    expect(page.locator("[data-company-said]")).to_contain_text("may be from this company")
    expect(field(page, "company")).to_have_value("")  # offered, not filled in
    expect(page.locator("[data-company-origin]")).to_be_hidden()

    offers(page).focus()
    page.keyboard.press("Enter")

    expect(field(page, "company")).to_have_value("FNAC DARTY")
    expect(field(page, "company_address")).to_have_value(FNAC)
    for name in ("company", "company_address"):
        expect(field(page, name)).to_be_hidden()
    expect(page.locator("[data-company-to]")).to_have_text("FNAC DARTY, dpo@fnacdarty.com")
    origin = page.locator("[data-company-origin]")
    expect(origin).to_be_focused()
    expect(origin).to_contain_text("datenanfragen.de, 21 July 2026")
    expect(page.locator("[data-company-page]")).to_have_attribute(
        "href", "https://www.fnac.com/Help/donneesPersonnelles"
    )
    expect(page.locator("[data-company-unverified]")).to_be_hidden()
    expect(page.locator("[data-letter-recipient]")).to_contain_text("FNAC DARTY")
    expect(page.locator("[data-letter-mail]")).to_have_attribute(
        "href", re.compile(r"^mailto:dpo@fnacdarty\.com\?subject=")
    )
    expect(offers(page)).to_have_count(0)
    assert len(asked_for_lists(observed_site)) == 1


def test_an_address_in_the_message_suggests_a_firm(desk: Home) -> None:
    page = open_letter(desk, sender="36180", text=f"{ADVERT} https://www.cdiscount.com/soldes")

    expect(offers(page)).to_have_count(1)
    expect(offers(page)).to_contain_text("Cdiscount.com / SGPN")


def suggests_nobody(page: Page) -> bool:
    """True where the list is there (typing finds), and an empty field offers nothing."""
    field(page, "company").fill("fnac")
    expect(offers(page)).to_have_count(1)
    field(page, "company").fill("")  # here stands what the message suggests
    expect(page.locator("[data-company-said]")).to_be_empty()
    return offers(page).count() == 0


@pytest.mark.parametrize(
    ("sender", "text"),
    [("FNAC", SCAM), ("+44 7700 900123", f"{ADVERT} https://www.fnac.com/")],
    ids=["scam", "foreign"],
)
def test_what_must_not_be_answered_suggests_nobody(home: Home, sender: str, text: str) -> None:
    """Its letter goes to no firm: it does not ask for one."""
    home.ask("en", sender=sender, text=text, country="FR").expect(verdict="do_not_reply", action="do_not_reply")
    with home.page.expect_response(LIST):
        home.page.locator("[data-answer] button[data-letter]").first.click()
    expect(home.page.locator("textarea[name=letter]")).not_to_have_value("")

    expect(field(home.page, "company")).to_be_hidden()
    expect(offers(home.page)).to_have_count(0)


@pytest.mark.parametrize(("name", "value"), [("purpose", "scam"), ("verdict", "do_not_reply")])
def test_either_sign_of_a_scam_suggests_nobody(desk: Home, name: str, value: str) -> None:
    """Whatever letters such an answer may offer one day."""
    region = desk.ask("en", sender="FNAC", text=ADVERT, country="FR").region
    expect(region).to_have_attribute("data-purpose", "marketing")
    region.evaluate("(region, [name, value]) => { region.dataset[name] = value; }", [name, value])
    desk.page.locator("[data-answer] button[data-letter=company_objection]").click()

    assert suggests_nobody(desk.page)


def test_a_letter_that_is_not_about_the_sender_suggests_nobody(desk: Home) -> None:
    page = open_letter(desk, sender="0612345678", text=f"{ADVERT} https://www.fnac.com/", letter="fraud_report")
    expect(offers(page)).to_have_count(0)
    expect(field(page, "company")).to_be_hidden()

    page.locator("[data-answer] button[data-letter=company_objection]").click()
    expect(offers(page)).to_have_count(1)


def test_typing_finds_firms_and_asks_nobody(home: Home, observed_site: Served) -> None:
    page = open_letter(home, sender="MODALIA")
    expect(page.locator("[data-letter-recipient]")).not_to_be_empty()
    field(page, "company").fill("Leroy M")
    expect(offers(page)).to_have_count(1)
    before = len(observed_site.asked)

    field(page, "company").fill("")
    expect(offers(page)).to_have_count(0)
    field(page, "company").press_sequentially("leroy")
    expect(page.locator("[data-company-said]")).not_to_be_empty()
    offers(page).click()
    expect(field(page, "company")).to_have_value("Leroy Merlin")

    assert observed_site.asked[before:] == []
    assert len(set(asked_for_lists(observed_site))) == 1
    assert not [line for line in observed_site.asked if "leroy" in unquote(line).lower()]


def test_what_the_person_wrote_stays(desk: Home) -> None:
    page = open_letter(desk, sender="MODALIA")
    field(page, "company_address").fill("3 rue des Lilas")
    field(page, "company").fill("Fnac")
    expect(offers(page)).to_have_count(1)

    expect(field(page, "company")).to_have_value("Fnac")
    expect(field(page, "company_address")).to_have_value("3 rue des Lilas")


def test_another_name_does_not_keep_the_address_of_the_chosen_firm(desk: Home) -> None:
    page = open_letter(desk, sender="FNAC")
    offers(page).click()
    expect(field(page, "company_address")).to_have_value(FNAC)

    page.locator("[data-company-change]").click()
    expect(field(page, "company")).to_be_focused()
    expect(field(page, "company")).to_have_value("")
    field(page, "company").fill("Modalia")

    expect(field(page, "company_address")).to_have_value("")
    expect(page.locator("[data-company-origin]")).to_be_hidden()
    expect(page.locator("[data-letter-recipient]")).to_contain_text("Modalia")
    expect(page.locator("[data-letter-mail]")).to_have_attribute("href", re.compile(r"^mailto:\?"))


def test_the_firm_chosen_for_one_message_is_not_that_of_another(desk: Home) -> None:
    page = open_letter(desk, sender="FNAC")
    offers(page).click()
    expect(field(page, "company")).to_have_value("FNAC DARTY")
    field(page, "name").fill("Ana Rey")

    desk.fill(sender="MODALIA").submit()
    desk.ready()
    page.locator("[data-answer] button[data-letter=company_objection]").click()

    expect(page.locator("[data-letter-panel]")).to_be_visible()
    expect(field(page, "company")).to_have_value("")
    expect(field(page, "company_address")).to_have_value("")
    expect(field(page, "name")).to_have_value("Ana Rey")


def test_clearing_everything_forgets_the_firm(desk: Home) -> None:
    page = open_letter(desk, sender="FNAC")
    offers(page).click()
    expect(field(page, "company")).to_have_value("FNAC DARTY")

    page.locator("[data-clear]").click()

    expect(page.locator("[data-company-origin]")).to_have_attribute("hidden", "")
    expect(offers(page)).to_have_count(0)
    page = open_letter(desk, sender="FNAC")
    expect(offers(page)).to_have_count(1)


def test_without_the_list_the_letter_is_there_and_the_next_one_asks_again(
    home: Home, observed_site: Served, watch: Watch
) -> None:
    observed_site.faults["/companies/fr.json"] = None
    watch.expect("404")
    with home.page.expect_response(LIST):
        page = open_letter(home, sender="FNAC")
    field(page, "company").fill("fnac")
    expect(page.locator("[data-company-said]")).to_be_empty()
    field(page, "company").fill("")

    observed_site.faults.clear()
    page.locator("[data-letter-close]").click()
    page.locator("[data-answer] button[data-letter=company_objection]").click()
    expect(offers(page)).to_have_count(1)
