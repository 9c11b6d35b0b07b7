"""What a person takes along: letter and evidence sheet on paper, the sheet as a file, the date, the QR code."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
import zxingcpp
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from sender_lookup.country.loader import load_country
from sender_lookup.output.catalogue import load_catalogue
from tests.e2e.form import READY, Home
from tests.e2e.test_axe import LOOKS
from tests.e2e.test_letters import choose_form, fill_facts, open_letter, say_it_went
from tests.pages.built import AS_OF

LANGUAGES = ("fr", "gl", "en", "de")
A4 = (595.3, 841.9)  # points
FACTS = {
    "name": "María-Fernanda Rodríguez de la Fuente",
    "address": "14 bis, avenue du Général-de-Gaulle, bâtiment C, appartement 42, 94160 Saint-Mandé",
    "city": "Saint-Mandé",
    "phone": "06 39 98 00 01",
    "email": "maria-fernanda.rodriguez@exemple.example",
    "company": "Luna Mode Distribution Europe SAS",
    "company_address": "118, boulevard Haussmann, 4e étage, 75008 Paris",
}


@dataclass(frozen=True)
class Case:
    """What is asked, and the letters that its answer offers."""

    letters: tuple[str, ...]
    sender: str
    text: str
    knows: str = ""
    days: dict[str, int] = field(default_factory=dict)  # field of the follow-up -> days before today


LONG_FR = (
    "Luna Mode : grande vente privée ce week-end dans toutes nos boutiques, jusqu'à -60 % sur les robes, les manteaux, "
    "les chaussures et les accessoires de la nouvelle collection, sur présentation de ce SMS en caisse. Livraison "
    "offerte dès 49 € d'achat, retours gratuits sous 30 jours, paiement en trois fois."
)
LONG_ES = (
    "ModaNova: gran venta privada este fin de semana en todas nuestras tiendas, hasta -60 % en vestidos, abrigos, "
    "zapatos y accesorios de la nueva temporada al presentar este SMS en caja. Envío gratis desde 49 euros, "
    "devoluciones gratuitas en 30 días y pago en tres plazos sin intereses para socias."
)
SCAM = (
    "Votre colis 8R41207731 est bloqué dans notre centre de tri : les frais de douane de 1,99 € restent dus. Réglez "
    "sous 48h pour éviter le retour à l'expéditeur et des frais de garde de 12 € par jour : colis-suivi.example/payer. "
    "Munissez-vous de votre carte bancaire et du code reçu par SMS. Le service livraison"
)
CPF = (
    "Votre compte CPF : 1500 € de formation à utiliser avant expiration ! Cours d'anglais, bureautique ou permis, en "
    "ligne et à votre rythme, certifiés et pris en charge à 100 %. Un conseiller monte votre dossier avec vous en dix "
    "minutes. Inscriptions ouvertes jusqu'à samedi, places limitées."
)
WORKS = (
    "EcoRen : panneaux solaires et isolation des combles à 1 €, profitez des aides de l'État avant leur fin ! Devis "
    "gratuit à domicile, pose en une journée par nos équipes certifiées, garantie dix ans, financement sans apport. "
    "Un conseiller vous rappelle sous 24 heures pour étudier votre projet."
)
LATE = {"stop_sent": 60, "letter_sent": 45}
CASES = {
    "FR": (
        Case(("company_objection", "consumer_report"), "FORMA", f"{CPF} STOP au 36180", days={"stop_sent": 20}),
        Case(("renovation_report",), "ECOREN", f"{WORKS} STOP au 36180", days={"stop_sent": 20}),
        Case(("company_reminder", "authority_complaint"), "MODALIA", f"{LONG_FR} STOP au 36180", days=LATE),
        Case(("operator_dispute",), "81234", f"{LONG_FR} STOP au 81234", days={"stop_sent": 20}),
        Case(("fraud_report",), "+33 7 56 00 00 00", SCAM),
        Case(("foreign_objection",), "+44 7700 900123", LONG_FR, knows="yes", days={"stop_sent": 20}),
    ),
    "ES": (
        Case(("company_objection",), "MODANOVA", f"{LONG_ES} Envía BAJA al 217999", days={"stop_sent": 20}),
        Case(("company_reminder", "authority_complaint"), "MODANOVA", f"{LONG_ES} Envía BAJA al 217999", days=LATE),
        Case(("operator_dispute",), "25999", f"{LONG_ES} Envía BAJA al 25999", days={"stop_sent": 20}),
        Case(("foreign_objection",), "+33 6 12 34 56 78", LONG_ES, knows="yes", days={"stop_sent": 20}),
    ),
}

(REMINDED,) = (case for case in CASES["FR"] if "company_reminder" in case.letters)


def answer_to(desk: Home, language: str, country: str, case: Case) -> None:
    """Ask, and tell when STOP and a letter were sent."""
    received = f"{AS_OF - timedelta(days=75)}T21:47"
    desk.open(language).page.select_option("[name=country]", country)
    desk.fill(sender=case.sender, text=case.text, received=received, knows=case.knows).submit()
    desk.ready()
    for name, days in case.days.items():
        say_sent(desk, name, AS_OF - timedelta(days=days))


def say_sent(desk: Home, name: str, day: date) -> None:
    """Tell in the follow-up when something was sent, and wait for the answer that knows it."""
    asked = desk.date_field(name)
    desk.page.evaluate("() => { document.querySelector('[data-answer]').removeAttribute('data-state'); }")
    asked.fill(day.isoformat())
    asked.blur()
    desk.ready()


def takes(page: Page, fact: str) -> bool:
    """Whether the letter that is open asks for that."""
    return page.locator(f"form[data-facts] [name={fact}]").is_visible()


def printed(page: Page) -> PdfReader:
    """What comes out of the printer, as the page offers it."""
    return PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def words_of(pdf: PdfReader, number: int) -> str:
    """The text of a page, its line breaks and hyphens apart."""
    return re.sub(r"\s+", " ", pdf.pages[number].extract_text())


# The paper is in the recipient's language; what the page's own could change is tried with two for each country.
PRINTED = {"fr": "FR", "en": "FR", "de": "FR", "gl": "ES"}


@pytest.mark.parametrize(
    ("language", "country", "case"),
    [
        pytest.param(language, country, case, id=f"{language}-{country}-{case.letters[0]}")
        for language, country in PRINTED.items()
        for case in CASES[country]
    ],
)
def test_a_letter_and_its_sheet_fit_on_two_pages(desk: Home, language: str, country: str, case: Case) -> None:
    assert 250 <= len(case.text) <= 330, "a realistic long message"
    answer_to(desk, language, country, case)
    for letter in case.letters:
        desk.page.locator(f"[data-answer] button[data-letter={letter}]").click()
        expect(desk.page.locator("#letter-title")).to_be_focused()  # till then the letter before it stands there
        expect(desk.page.locator("[data-letter-evidence] .evidence")).to_have_count(1)
        if desk.page.locator("[data-letter-form]").is_visible():
            choose_form(desk.page, "complete")
        desk.page.locator("[data-letter-enclose]").check()
        fill_facts(desk.page, {name: fact for name, fact in FACTS.items() if takes(desk.page, name)})
        written = desk.page.locator("textarea[name=letter]")
        expect(written).to_have_value(re.compile(FACTS["phone"]))

        pdf = printed(desk.page)

        assert len(pdf.pages) == 2, f"{letter} runs over: {words_of(pdf, 1)}"
        assert [tuple(map(float, p.mediabox[2:])) for p in pdf.pages] == [pytest.approx(A4, abs=2)] * 2
        first, second = words_of(pdf, 0), words_of(pdf, 1)
        chosen = re.sub(r"\s*\[[^]]*\]", "", written.input_value())  # what one had to choose and did not is left out
        ending = normalize("NFKC", " ".join(chosen.split()[-4:]))
        assert ending in normalize("NFKC", first), "the letter ends on the first page"
        assert hashlib.sha256(case.text.encode()).hexdigest() in second.replace(" ", ""), "the sheet is the second"
        for text in (first, second):  # a font may print "fi" as one letter
            assert normalize("NFKC", case.text[:40]) in normalize("NFKC", text)


def test_every_letter_is_printed() -> None:
    unasked = {"not_for_me"}  # no answer offers it
    for code, cases in CASES.items():
        assert set(load_country(code).letters) == {letter for case in cases for letter in case.letters} | unasked


@pytest.mark.parametrize(
    ("country", "language", "title"),
    [("FR", "es", "Fiche de preuve"), ("ES", "gl", "Folla de probas"), ("ES", "fr", "Hoja de pruebas")],
)
def test_the_printed_sheet_is_in_the_recipients_language(desk: Home, country: str, language: str, title: str) -> None:
    answer_to(desk, language, country, CASES[country][0])
    desk.page.locator("[data-answer] button[data-letter=company_objection]").click()
    sheet = desk.page.locator("[data-letter-evidence]")

    expect(sheet).to_contain_text(title)
    expect(sheet).to_be_hidden()  # on the screen there is a button of its own for it
    assert sheet.get_attribute("lang") == desk.page.locator("textarea[name=letter]").get_attribute("lang")


@pytest.mark.parametrize("language", LANGUAGES, scope="module")
def test_the_sheet_alone_fits_on_one_page(desk: Home, language: str) -> None:
    answer_to(desk, language, "FR", REMINDED)
    open_sheet(desk)

    pdf = printed(desk.page)

    assert len(pdf.pages) == 1
    assert load_catalogue(language)("evidence.title").replace("\xa0", " ") in words_of(pdf, 0)


# --- the evidence sheet as a file --------------------


def open_sheet(desk: Home) -> Locator:
    desk.page.locator("[data-answer] button[data-evidence]").click()
    panel = desk.page.locator("[data-evidence-panel]")
    expect(panel).to_be_visible()
    return panel


def saved(page: Page, button: str) -> tuple[str, str]:
    """Name and text of the file that a button saves."""
    found = page.locator(button)
    found.evaluate("e => { for (let d = e; (d = d.parentElement.closest('details')); ) d.open = true; }")
    with page.expect_download() as download:
        found.click()
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


def test_the_sheet_is_saved_as_text_and_as_json(desk: Home) -> None:
    case = REMINDED
    answer_to(desk, "en", "FR", case)
    panel = open_sheet(desk)
    sha = hashlib.sha256(case.text.encode()).hexdigest()

    text_name, text = saved(desk.page, "[data-evidence-text]")
    json_name, json_text = saved(desk.page, "[data-evidence-json]")
    kept = json.loads(json_text)

    expect(panel).to_contain_text(sha)
    assert text_name.endswith(".txt") and json_name.endswith(".json")
    assert sha in text and case.text in text and "MODALIA" in text
    assert (kept["text"], kept["sha256"], kept["sender"]) == (case.text, sha, "MODALIA")
    days = [f"{AS_OF - timedelta(days=n)}" for n in (75, 60, 45, 0)]
    assert [(d["what"], d["day"]) for d in kept["done"]] == list(
        zip(("received", "stop", "letter", "sheet"), days, strict=True)
    )


def test_the_sheet_keeps_the_text_to_the_letter(desk: Home) -> None:
    text = "  Soldes\u00a0-40 % <b>chez</b> Éva\u202f!\n\n\tSTOP au 36180 😀 "
    desk.ask("en", sender="36180", text=text)
    open_sheet(desk)

    kept = json.loads(saved(desk.page, "[data-evidence-json]")[1])

    assert kept["text"] == text
    assert kept["sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_the_sheet_asks_when_the_message_came_where_nobody_told(desk: Home) -> None:
    desk.ask("en", sender="MODALIA", text=f"{LONG_FR} STOP au 36180", country="FR")
    panel = open_sheet(desk)
    expect(panel.locator("form")).to_be_visible()
    expect(panel.locator(".evidence")).to_contain_text("Attach your screenshot")

    panel.locator("[name=evidence_day]").fill("2026-11-20")
    panel.locator("[name=evidence_day]").dispatch_event("change")
    expect(panel.locator(".evidence")).to_contain_text("20 November 2026")
    panel.locator("[name=evidence_time]").fill("21:15")
    panel.locator("[name=evidence_time]").dispatch_event("change")
    expect(panel.locator(".evidence")).to_contain_text("21:15")

    assert json.loads(saved(desk.page, "[data-evidence-json]")[1])["received"] == "2026-11-20T21:15"
    expect(panel.locator("[data-evidence-status]")).to_have_text("File saved.")
    desk.ask("en", sender="MODALIA", text=LONG_FR, country="FR", received="2026-11-20T10:00")
    expect(open_sheet(desk).locator("form")).to_be_hidden()


def test_hash_and_json_are_for_experts(desk: Home) -> None:
    answer_to(desk, "en", "FR", REMINDED)
    panel = open_sheet(desk)
    sha = hashlib.sha256(REMINDED.text.encode()).hexdigest()

    for hidden in (panel.get_by_text(sha).first, panel.locator("[data-evidence-json]")):
        expect(hidden).to_be_hidden()
    panel.locator("details summary").click()
    expect(panel.locator("[data-evidence-hash]")).to_have_text(sha)
    expect(panel.locator("[data-evidence-json]")).to_be_visible()
    assert sha in words_of(printed(desk.page), 0).replace(" ", "")


def test_the_sheet_goes_with_a_complaint_unasked_and_with_nothing_else(desk: Home) -> None:
    answer_to(desk, "en", "FR", REMINDED)
    tick = desk.page.locator("[data-letter-enclose]")
    for letter, encloses in (("authority_complaint", True), ("company_reminder", False)):
        desk.page.locator(f"[data-answer] button[data-letter={letter}]").click()
        expect(tick).to_be_checked(checked=encloses)


# --- the date --------------------


def event_of(page: Page, button: str) -> tuple[str, date, timedelta]:
    """What a calendar program makes of the file that a button saves: its title, its day, and when it reminds."""
    name, text = saved(page, button)
    assert name.endswith(".ics")
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    (alarm,) = event.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    return str(event["SUMMARY"]), event.decoded("DTSTART"), alarm.decoded("TRIGGER")


@pytest.mark.parametrize("language", LANGUAGES, scope="module")
def test_the_date_of_an_answer_goes_into_the_calendar(desk: Home, language: str) -> None:
    desk.ask(language, sender="MODALIA", text=f"{LONG_FR} STOP au 36180", country="FR")
    say_sent(desk, "letter_sent", date(2026, 11, 10))

    summary, day, reminder = event_of(desk.page, "[data-answer] [data-calendar]")

    expect(desk.page.locator("[data-deadline]")).to_contain_text(load_catalogue(language).date(date(2026, 12, 10)))
    assert "MODALIA" in summary
    assert day == date(2026, 12, 11), "the day after the company's month"
    assert reminder == timedelta(hours=9), "at nine that morning"


def test_a_letter_sent_today_is_remembered_in_a_month(desk: Home) -> None:
    open_letter(desk)
    say_it_went(desk.page)

    assert event_of(desk.page, "[data-letter-calendar]") == (
        "STOP SMS: has MODALIA answered?",
        date(2026, 12, 25),
        timedelta(hours=9),
    )


def test_nobody_is_reminded_of_an_authority(desk: Home) -> None:
    answer_to(desk, "en", "FR", REMINDED)
    button = desk.page.locator("[data-letter-sent-today]")
    for letter, reminds in (("authority_complaint", False), ("company_reminder", True)):
        desk.page.locator(f"[data-answer] button[data-letter={letter}]").click()
        expect(desk.page.locator("#letter-title")).to_be_visible()
        expect(button).to_be_visible(visible=reminds)


# --- from a computer to the phone --------------------


class TestOnAComputer:
    """A wide screen: the first step can be scanned."""

    @pytest.fixture
    def look(self) -> dict[str, object]:
        return LOOKS["wide"]

    @pytest.mark.parametrize(
        ("given", "link"),
        [
            ({"sender": "MODALIA", "text": "Soldes -40% en boutique. STOP au 36180"}, "sms:36180?&body=STOP"),
            (
                {"sender": "09 39 02 12 34", "text": "Salon Éva : brushing à 20 € jeudi. Répondez STOP"},
                "sms:+33939021234?&body=STOP",
            ),
            ({"sender": "LUNA", "text": "Robes -40%. Envoyez STOP LUNA au 36105"}, "sms:36105?&body=STOP%20LUNA"),
        ],
    )
    def test_the_code_is_read_as_the_link(self, desk: Home, given: dict[str, str], link: str) -> None:
        answer = desk.ask("en", **given)
        code = answer.expect_visible(".qr-code")

        (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(code.screenshot())))

        assert answer.first.locator("a.button").get_attribute("href") == link
        assert read.text == link

    def test_no_code_where_nothing_is_to_be_sent(self, desk: Home) -> None:
        desk.ask("en", sender="+33 7 56 00 00 00", text=SCAM).expect(verdict="do_not_reply", action="do_not_reply")
        open_sheet(desk)  # asked later: what came before has come

        assert desk.page.locator(".qr-code").count() == 0


def test_no_code_on_a_phone(desk: Home) -> None:
    desk.ask("en", sender="MODALIA", text="Soldes -40% en boutique. STOP au 36180")
    open_sheet(desk)

    assert desk.page.locator(f"{READY} .qr-code").count() == 0
