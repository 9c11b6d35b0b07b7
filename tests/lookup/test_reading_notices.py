"""What a notice shows and what it bears where no table row can tell: the signs that are told, marks, amounts."""

from __future__ import annotations

import pytest

from sender_lookup import lookup
from sender_lookup.country.loader import load_country
from sender_lookup.message.amounts import add_numbers
from sender_lookup.message.notice_marks import is_own_address
from sender_lookup.message.reading import Reading
from sender_lookup.message.signals import find_signs
from sender_lookup.model import Message
from sender_lookup.sender.classify import classify
from sender_lookup.text.phrases import Places, find_cues
from sender_lookup.text.tokens import prepare

from .case_tables import AS_OF


def read(country: str, sender: str, text: str) -> Message:
    message = lookup({"sender": sender or None, "text": text, "country": country}, as_of=AS_OF).message
    assert message is not None
    return message


@pytest.mark.parametrize(
    ("text", "amounts", "small"),
    [
        ("txt TONE to 57889 €5", ["5"], ["5"]),
        ("txt TONE to 69698 £5", ["5"], ["5"]),
        ("5 € 3 mois", ["5 €", "3"], ["5 €", "3"]),
        ("4€50 le SMS", ["4€", "50"], ["4€"]),
        ("1 200,50 €", ["1 200,50 €"], []),
        ("$9,000", ["9,000"], []),
        ("1.200 €", ["1.200 €"], []),
        ("£4.50", ["4.50"], ["4.50"]),
        ("2,99 €", ["2,99 €"], ["2,99 €"]),
        ("CHF 29.90", ["29.90"], []),
        ("nur CHF 5 im Monat", ["5"], ["5"]),
        ("Fr. 29.–", ["29.–"], []),
        ("29,90 Fr.", ["29,90 Fr"], []),
        ("SFr. 12.50", ["12.50"], []),
        ("Fr. -.50 pro SMS", ["50"], ["50"]),
        ("CHF 1'250.00", ["1'250.00"], []),
        ("die 30.- fürs Geschenk", ["30.-"], []),
        ("um nur EUR 49,- statt 99,-", ["49,-", "99,-"], []),
        ("EUR 4,90", ["4,90"], ["4,90"]),
        ("4,50 EUR 36180", ["4,50 EUR"], ["4,50 EUR"]),
        ("5 franchi al mese", ["5 franchi"], ["5 franchi"]),
    ],
)
def test_an_amount_takes_the_number_beside_its_own_sign(text: str, amounts: list[str], small: list[str]) -> None:
    found: Places = {}
    prepared = prepare(text)
    add_numbers(prepared, found)

    assert [e.text for e in prepared.spans(found["amount"])] == amounts
    assert [e.text for e in prepared.spans(found.get("small_amount", []))] == small


@pytest.mark.parametrize(
    "text",
    [
        "Termin: Fr. 27.11. um 18 Uhr",
        "Fr 28.11 und Sa 29.11",
        "Offen bis Fr. 18.30 Uhr",
        "vom 24.-26.12.",
        "vom 24.- 26.12. zu",
        "1.-5. Klasse",
        "Forfait SFR 10 Go",
    ],
)
def test_a_friday_a_span_and_a_firm_are_no_amounts(text: str) -> None:
    found: Places = {}
    add_numbers(prepare(text), found)

    assert "amount" not in found


@pytest.mark.parametrize(
    ("country", "sender", "text", "signal", "is_shown"),
    [
        ("CA", "TD", "TD: Did you make a purchase of $45.10 at Elm Mart? Reply Y or N", "nothing_asked", False),
        (
            "GB",
            "ElmDental",
            "Elm Dental: your appointment is on 4 May at 10:30. Reply C to confirm",
            "nothing_asked",
            False,
        ),
        ("GB", "ElmDental", "Elm Dental: your appointment is on 4 May at 10:30.", "nothing_asked", True),
        ("AU", "AGL", "AGL: you're on a payment plan. Your next payment is due on 3 Dec.", "telecom", False),
        ("AU", "Telstra", "Telstra: your bill of $40 is due on 3 Dec.", "telecom", True),
    ],
)
def test_no_sign_that_would_tell_a_person_what_is_not_so(
    country: str, sender: str, text: str, signal: str, is_shown: bool
) -> None:
    assert (signal in [s.code for s in read(country, sender, text).signals]) is is_shown


@pytest.mark.parametrize(
    ("country", "sender", "text", "mark", "is_marked"),
    [
        # a party or a charity, by who it is and that it wants a gift
        ("US", "88911", "Valley Relief: families need you tonight. Give at valleyrelief.example/give", "charity", True),
        ("US", "88911", "BackEase pain relief: give your back a break", "charity", False),
        ("US", "88911", "Elm Animal Rescue: please give what you can", "charity", True),
        ("GB", "60777", "Give at least a day's notice before you come to the shelter", "charity", False),
        ("CA", "54321", "Parti Bleu : donnez avant minuit don.partibleu.example", "political", True),
        ("CA", "54321", "Le bus de 14 h est parti, le dernier aussi est parti sans vous", "political", False),
        ("CA", "54321", "Refuge du Nord : faites un don", "charity", True),
        # a shop that does something good
        ("AU", "Woolelm", "20% off gift cards today only", "charity", False),
        ("AU", "Woolelm", "Vote for your favourite book & win! 20% off", "political", False),
        ("AU", "PetElm", "PetElm: donate old blankets and get 10% off food", "charity", False),
        ("AU", "Salvelm", "Donate now: we are at 87% of our goal", "charity", True),
        # Dutch words count in Dutch
        ("NL", "RodeKruis", "Uw gift van 5 euro redt een leven. Alvast bedankt namens alle kinderen", "charity", True),
        # what a telephone company writes about a service that is paid by its bill
        ("AU", "Telstra", "You were charged $6.60 by Premium SMS service GameClub", "charged", True),
        ("AU", "Telstra", "Your bill of $40 was charged to your card", "charged", False),
        # a help line advertises nothing
        ("AU", "0458737732", "Text STOP or X to end this chat", "help_line", True),
        ("AU", "0491570156", "Text STOP or X to end this chat", "help_line", False),
        # all is done, and nothing leads anywhere
        ("AU", "ServiceNSW", "Your licence renewal is complete. Your new card will be posted", "settled", True),
        ("AU", "ServiceNSW", "Your licence renewal is complete. Pay at www.k7.example", "settled", False),
        ("AU", "ServiceNSW", "Your licence renewal is complete. Not you? Call 02 5550 1234", "settled", False),
        # a debt of somebody who is named
        ("CA", "+14165550123", "Message for Paul Roy: past due. Northern Collect 1-877-555-0101", "for_another", True),
        ("CA", "+14165550123", "Message for Paul Roy: arrest warrant, past due. 1-877-555-0101", "for_another", False),
        ("CA", "+14165550123", "Message for Paul Roy: dinner at 8", "for_another", False),
        # a visit that is due
        ("US", "88911", "Time for Rex's shots. Call (202) 555-0130 to schedule", "visit_due", True),
        ("US", "88911", "Time for Rex's shots", "visit_due", False),
        (
            "US",
            "88911",
            "Time for your shots: your account is overdue. Call (202) 555-0130 to schedule",
            "visit_due",
            False,
        ),
        ("US", "Chase", "Time for your checkup. Call (202) 555-0130 to schedule", "visit_due", False),
    ],
)
def test_marks_of_notices_and_causes(country: str, sender: str, text: str, mark: str, is_marked: bool) -> None:
    assert (mark in read(country, sender, text).marks) is is_marked


@pytest.mark.parametrize(
    ("country", "sender", "text", "holds"),
    [
        ("IE", "UisceEireann", "Uisce Eireann: works in Tuam on Friday. See water.ie", True),
        ("IE", "CAO", "CAO Round 1 offer available on cao.ie", True),
        ("GB", "RoyalMail", "Royal Mail: shop our offer at royalmail.com", False),
        ("GB", "RoyalMail", "Royal Mail: how we deliver at Christmas. royalmail.com Text STOP to 60777", False),
        ("IE", "UisceEireann", "Uisce Eireann: see water.ie or www.k7.example", False),
        ("IE", "UisceEireann", "Uisce Eireann: see water.ie or call 0830000094", False),
        ("IE", "0830000094", "Uisce Eireann: see water.ie", False),
        ("IE", "UisceEireann", "Uisce Eireann: see water.ie or k7-suivi . com", False),
        ("US", "88911", "Elm County: the office is closed. elmcounty.gov Reply STOP to opt out", True),
        ("US", "88911", "Elm County: the office is closed. elmcounty.gov.k7.example", False),
        ("GB", "Google", "Google: your form is at forms.gle/x", False),
    ],
)
def test_an_address_of_the_writers_own_alone(country: str, sender: str, text: str, holds: bool) -> None:
    prepared, here, cues = prepare(text), load_country(country), find_cues(prepare(text))
    known = classify(sender, here)
    signs = find_signs(prepared, cues.signs, known, None, here)
    if "STOP" in text:
        signs["opt_out"] = []

    assert is_own_address(Reading(prepared, signs, cues.conditions, known, None, here)) is holds
