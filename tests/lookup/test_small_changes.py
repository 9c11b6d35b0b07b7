"""Rows that stand at an edge of the code: each fails after a small change that no test noticed (`make mutants`)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from sender_lookup import lookup
from sender_lookup.advice.deadline import one_month_after
from sender_lookup.advice.hours import check
from sender_lookup.codes import Purpose
from sender_lookup.country.loader import load_country
from sender_lookup.draft.check import check_draft
from sender_lookup.intake.request import read_request
from sender_lookup.message.bodies import bodies_of
from sender_lookup.message.links import registered
from sender_lookup.message.purpose import SCORED, weights
from sender_lookup.model import Message
from sender_lookup.output.calendar import calendar_file
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.text.tokens import prepare

from .case_tables import AS_OF

MOBILE = "0612345678"


def read(text: str, sender: str | None = None) -> Message:
    """What a line in France makes of a message."""
    message = lookup({"sender": sender, "text": text, "country": "FR"}, as_of=AS_OF).message
    assert message is not None
    return message


@pytest.mark.parametrize(
    ("sender", "text", "marks", "unmarked"),
    [
        (MOBILE, "Achetez des cartes PCS et envoyez-moi les codes, je te rembourse", {"voucher", "hard"}, set()),
        (MOBILE, "Coucou c'est Marie, tu viens manger dimanche ?", {"person"}, set()),
        (MOBILE, "Dimanche, votez Dupont pour notre commune", {"political"}, {"person"}),
        (MOBILE, "Coucou maman, dimanche votez Dupont, bisous je t'embrasse", {"person"}, {"political"}),
        (None, "Ameli: mettez à jour vos données sur https://k7.example/z", {"hard"}, set()),
    ],
)
def test_marks(sender: str | None, text: str, marks: set[str], unmarked: set[str]) -> None:
    found = read(text, sender).marks

    assert marks <= found and not found & unmarked


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("Votre colis attend. Cliquez ici pour confirmer la livraison", {"tap", "lost", "foreign_tap"}),
        ("Votre rendez-vous est demain à 10h. Pour déplacer votre rendez-vous, appelez le 01 87 55 10 20", set()),
        ("Votre carte est bloquée. Appelez le 01 87 55 10 20", {"call", "foreign_call"}),
    ],
)
def test_what_is_wanted(text: str, wants: set[str]) -> None:
    assert read(text).wants == wants


def test_a_body_that_wants_data_writes_from_no_private_number() -> None:
    """The condition holds without a reader: the text alone would do for none."""
    assert read("Ameli: mettez à jour vos données sur https://k7.example/z", MOBILE).fraud == "body_and_stranger"


def test_a_card_is_a_matter_of_the_bank() -> None:
    assert read("Votre nouvelle carte bancaire est disponible").topic == "bank"


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Rappel: votre rendez-vous demain 10h. Code promo MODA20. STOP au 36180", "marketing"),
        ("Rappel: votre rendez-vous demain 10h. STOP au 36180", "transactional"),
    ],
)
def test_a_reminder_with_a_promo_code_is_an_advert(text: str, purpose: str) -> None:
    assert read(text, "MODALIA").purpose == purpose


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Soldes ! STOP et bien d'autres choses encore à voir sur www.modalia.example/d", None),
        ("Soldes ! STOP ici www.modalia.example/d", ("link", None, None)),
        ("Désabo STOP", ("reply", "STOP", None)),
        ("Soldes ! Répondez stop LUNA", ("reply", "stop", None)),
        ("Soldes ! Répondez STOP LUNA", ("reply", "STOP LUNA", None)),
    ],
)
def test_the_way_out(text: str, found: tuple[str, str | None, str | None] | None) -> None:
    way = read(text, "36180").opt_out

    assert (way and (way.via, way.keyword, way.to)) == found
    assert way is None or not way.also


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Appelez le +33 1 87 55 10 20 vite", ["+33 1 87 55 10 20"]),
        ("Dossier +33 1 87 55 10 20", ["+33 1 87 55 10 20"]),
        ("Dossier n° 0187551020, merci", []),
        ("Voir www.x.example/?t=0187551020 ou appelez le 01 87 55 10 20", ["01 87 55 10 20"]),
        ("Lots 10 20 30 (40 50)", []),
        ("Carte 1234 5678 9012 3456 7890", []),
    ],
)
def test_what_is_a_telephone_number(text: str, numbers: list[str]) -> None:
    assert [text[start:end] for start, end in prepare(text).phones] == numbers


@pytest.mark.parametrize(
    ("host", "label"), [("www.vestia.com.mx", "vestia"), ("soldes.vestia.com", "vestia"), ("vestia.co.uk", "vestia")]
)
def test_who_registered_a_host(host: str, label: str) -> None:
    assert registered(host) == label


def test_a_month_from_december_ends_in_january() -> None:
    assert one_month_after(date(2026, 12, 10)) == date(2027, 1, 10)
    assert one_month_after(date(2026, 11, 30)) == date(2026, 12, 30)


@pytest.mark.parametrize("code", ["FR", "ES"])
def test_the_name_of_every_body_alone_is_checked_before_it_is_stopped(code: str) -> None:
    for body in bodies_of(code).by_id.values():
        for name in (*body.names, *body.sender_names):
            advice = lookup({"sender": name.upper(), "country": code}, as_of=AS_OF).advice
            assert advice.rule != "imitated_name" or advice.steps[0].action == "verify_yourself", name


DRAFTS: list[tuple[dict[str, Any], str, tuple[str, str]]] = [
    ({"sender": "MODALIAPARI"}, "name_length", ("fits", "fits")),
    ({"sender": "MODALIAPARIS"}, "name_length", ("not_so", "too_long")),
    ({"sender": "0800 123 456"}, "sender_number", ("no_rule", "other")),
    ({"send_at": "2026-12-25T10:00"}, "holiday", ("better_not", "breaks")),
    ({"send_at": "2026-12-24T10:00"}, "holiday", ("fits", "fits")),
]


@pytest.mark.parametrize(("given", "point", "found"), DRAFTS)
def test_points_of_a_draft(given: dict[str, Any], point: str, found: tuple[str, str]) -> None:
    draft = check_draft({"text": "MODALIA: -20%. STOP au 36180", "country": "FR", **given}, as_of=AS_OF)

    assert [(p.state, p.finding) for p in draft.points if p.point == point] == [found]


def test_a_host_made_of_the_words_of_the_bait_is_not_its_writers_own() -> None:
    """Scams repeat their words in the host: such a host is not its writer's own."""
    codes = {s.code for s in read("Prime carburant : 200 euros pour vous sur prime-carburant.example").signals}

    assert "bait_link" in codes and "own_link" not in codes


def test_a_payment_reference_is_shown_where_it_stands() -> None:
    text = "A sua fatura esta em atraso, corte hoje. Entidade 21312 Referencia 123 456 789 Valor 45,00 EUR"
    message = lookup({"text": text, "country": "PT"}, as_of=AS_OF).message

    assert message is not None
    shown = {e.text for s in message.signals if s.code == "payment_reference" for e in s.evidence}
    assert shown == {"Entidade 21312 Referencia 123 456 789"}


def test_a_calendar_entry_ends_and_its_lines_are_as_long_as_they_may_be() -> None:
    request = read_request({"sender": "X" * 40, "letter_sent": "2026-11-20"}, as_of=AS_OF)
    lines = (calendar_file(request, load_country("FR"), "X" * 60, load_catalogue("en")) or "").split("\r\n")

    assert {"DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20261222"} <= set(lines)
    assert max(len(line.encode()) for line in lines) == 75


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ({"language": "fr-FR"}, "language", "fr"),
        ({"language": "GL"}, "language", "gl"),
        ({"stop_sent": "2026-11-03T10:00"}, "stop_sent", date(2026, 11, 3)),
        ({"received": "2026-11-22 21:04"}, "received", datetime(2026, 11, 22, 21, 4)),
        ({"received": " 2026-11-22T21:04:59+05:00 "}, "received", datetime(2026, 11, 22, 21, 4, 59)),
        ({"knows_sender": " Yes "}, "knows_sender", True),
        ({"answers": {"knows_number": False}}, "knows_sender", False),
        ({"answers": {"knows_number": False}, "knows_sender": True}, "knows_sender", True),
        ({"own_number": " (06) 12-34.56/78 "}, "own_number", "(06) 12-34.56/78"),
        ({"own_number": "12345"}, "own_number", "12345"),
        ({"happened": "paid"}, "happened", ("paid",)),
        ({"happened": ["billed", "paid"], "clicked": "yes"}, "happened", ("paid", "clicked", "billed")),
        ({"clicked": True}, "happened", ("clicked",)),
        ({"clicked": "no"}, "happened", ()),
        ({"happened": []}, "happened", ()),
        (
            {"answers": {"expects_parcel": "no", "is_customer": True}},
            "answers",
            {"expects_parcel": False, "is_customer": True},
        ),
        ({"answers": {"asked_for_code": "yes"}}, "answers", {"asked_for_code": True}),
        ({"answers": ""}, "answers", {}),
        ({"sender": 36180}, "sender", "36180"),
        ({"text": 5}, "text", "5"),
        ({"text": "  "}, "text", None),
        ({"text": " x "}, "text", " x "),
    ],
)
def test_how_a_field_is_read(given: dict[str, Any], field: str, value: object) -> None:
    request = read_request({"sender": "36180", **given}, as_of=AS_OF)

    assert getattr(request, field) == value
    assert request.warnings == ()


@pytest.mark.parametrize(
    ("given", "warning"),
    [
        ({"own_number": "1234"}, "bad_own_number"),
        ({"own_number": "0612345678x"}, "bad_own_number"),
        ({"own_number": "0" * 30}, "bad_own_number"),
        ({"happened": "won"}, "bad_happened"),
        ({"happened": ["paid", "won"]}, "bad_happened"),
        ({"happened": 5}, "bad_happened"),
        ({"happened": {"paid": True}}, "bad_happened"),
        ({"clicked": "what"}, "bad_clicked"),
        ({"answers": ["knows_number"]}, "bad_answers"),
        ({"answers": {"mood": True}}, "bad_answers"),
        ({"answers": {"knows_number": "perhaps"}}, "bad_answers"),
        ({"answers": {"knows_number": ""}}, "bad_answers"),
    ],
)
def test_a_field_that_cannot_be_read_is_named_once(given: dict[str, Any], warning: str) -> None:
    assert read_request({"sender": "36180", **given}, as_of=AS_OF).warnings == (warning,)


def test_of_several_the_known_ones_hold() -> None:
    request = read_request(
        {"sender": "36180", "happened": ["paid", "won"], "answers": {"mood": True, "is_customer": True}}, as_of=AS_OF
    )

    assert (request.happened, request.answers) == (("paid",), {"is_customer": True})


@pytest.mark.parametrize(
    ("purpose", "verdict"),
    [
        (None, "outside"),
        (Purpose.MARKETING, "outside"),
        (Purpose.UNKNOWN, "outside"),
        *((p, "not_applicable") for p in Purpose if p not in (Purpose.MARKETING, Purpose.UNKNOWN)),
    ],
)
def test_hours_are_for_what_may_be_an_advert(purpose: Purpose | None, verdict: str) -> None:
    timing = check(datetime(2026, 11, 20, 23, 0), purpose, load_country("FR"))

    assert timing is not None and timing.verdict == verdict


@pytest.mark.parametrize(
    ("way_out", "finding"),
    [
        ("STOP au 36180", "fits"),
        ("STOP au 81234", "premium_code"),
        ("STOP au 06 12 34 56 78", "long_number"),
        ("STOP au 09 72 12 34 56", "long_number"),
        ("STOP au 09 39 02 12 34", "long_number"),
        ("STOP au +44 7700 900123", "long_number"),
        ("STOP au 3646", "no_sms"),
        ("STOP au 0805 80 58 17", "no_sms"),
        ("STOP 01 42 16 32 36", "ordinary_call"),
        ("STOP 0805 80 58 17", "free_call"),
        ("STOP 0899 00 12 34", "paid_call"),
        ("Désabo : www.modalia.example/d", "link"),
        ("Répondez STOP", "no_sender"),
    ],
)
def test_where_the_way_out_of_a_draft_leads(way_out: str, finding: str) -> None:
    draft = check_draft({"text": f"MODALIA : -20%. {way_out}", "country": "FR"}, as_of=AS_OF)

    assert [p.finding for p in draft.points if p.point == "opt_out_target"] == [finding]


@pytest.mark.parametrize(
    ("sender", "finding"), [("36180", "fits"), ("0612345678", "fits"), ("MODALIA", "no_reply"), ("3646", "no_reply")]
)
def test_an_answer_reaches_a_sender_that_takes_one(sender: str, finding: str) -> None:
    draft = check_draft({"text": "MODALIA : -20%. Répondez STOP", "sender": sender, "country": "FR"}, as_of=AS_OF)

    assert [p.finding for p in draft.points if p.point == "opt_out_target"] == [finding]


@pytest.mark.parametrize(
    "text",
    [
        "Soldes ! -40% sur tout avec le code MODA20, livraison offerte. www.modalia.example STOP au 36180",
        "Votre code de validation est 482913. Ne le communiquez à personne.",
        "Votre colis est bloqué, frais de douane 1,99 euro : www.k7-suivi.top/payer",
    ],
)
def test_the_reasons_that_weigh_most_come_first(text: str) -> None:
    """After what it wants and bears: a person reads three reasons at most. Last what nothing in the text shows."""
    message, signs = read(text), weights().signs
    column = SCORED.index(message.purpose)
    shown = [signs[s.code][column] for s in message.signals if s.evidence and s.code in signs]
    with_evidence = [bool(s.evidence) for s in message.signals]

    assert len(set(shown)) > 1 and shown == sorted(shown, reverse=True)
    assert with_evidence == sorted(with_evidence, reverse=True)
