"""The verdict table of design 4.1, row by row, with messages made by hand: whatever the weights of the signs may be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sender_lookup.advice import advise
from sender_lookup.case import Case
from sender_lookup.country import load_country
from sender_lookup.later import letters_for
from sender_lookup.model import Message, OptOut, Purpose, Request, Signal, Via
from sender_lookup.sender import classify

P = Purpose
FREE = OptOut(via=Via.SMS, keyword="STOP", to="36180")
PREMIUM = OptOut(via=Via.SMS, keyword="STOP", to="81234")
NINE = OptOut(via=Via.SMS, keyword="STOP", to="92200")
SERVICE = OptOut(via=Via.SMS, keyword="STOP", to="33700")
TO_MOBILE = OptOut(via=Via.SMS, keyword="STOP", to="0612345678")
REPLY = OptOut(via=Via.REPLY, keyword="ARRET")
LINK = OptOut(via=Via.LINK, url="a.example/x")
CALL = OptOut(via=Via.CALL, to="0142163236")
COSTLY_CALL = OptOut(via=Via.CALL, to="0899001234")
CUT_CALL = OptOut(via=Via.CALL)
POST = OptOut(via=Via.POST)
LINK_THEN_FREE = OptOut(via=Via.LINK, url="a.example/x", also=(FREE,))
PREMIUM_THEN_FREE = OptOut(via=Via.SMS, keyword="STOP", to="81234", also=(FREE,))

CODE, NAME, MOBILE, LANDLINE, VOIP, PLATFORM = (
    "36180",
    "MODALIA",
    "0612345678",
    "0142163236",
    "0972123456",
    "0939021234",
)
FOREIGN, SERVICE_NUMBER, TOLL_FREE, EMAIL, HIDDEN = "+447700900123", "3646", "0805805817", "a@b.example", "Privé"


def case(sender: str | None, purpose: Purpose | None, opt_out: OptOut | None = None, **given: Any) -> Case:
    """A case in France with a message of that purpose; `signals`, `unsure` and `has_link` belong to the message."""
    country = load_country(given.pop("country", "FR"))
    message = None
    if purpose is not None:
        signals = tuple(Signal(code=code) for code in given.pop("signals", ()))
        details = {k: given.pop(k) for k in ("unsure", "has_link") if k in given}
        message = Message(purpose=purpose, opt_out=opt_out, signals=signals, **details)
    request = Request(**{"as_of": date(2026, 11, 24), "country": country.code, **given})
    return Case(request, classify(sender, country) if sender is not None else None, message, country)


def advised(*args: Any, **given: Any) -> str:
    """'verdict rule first-action to body' of such a case."""
    advice = advise(case(*args, **given))
    first = advice.steps[0]
    return " ".join(x for x in (advice.verdict, advice.rule, first.action, first.to, first.body) if x)


ROWS = [
    # scams and forged service numbers
    (NAME, P.SCAM, FREE, "do_not_reply scam do_not_reply"),
    (CODE, P.SCAM, REPLY, "do_not_reply scam do_not_reply"),
    (SERVICE_NUMBER, P.SCAM, None, "do_not_reply scam do_not_reply"),
    ("81234", P.SCAM, PREMIUM, "do_not_reply scam do_not_reply"),
    (SERVICE_NUMBER, P.MARKETING, FREE, "nothing_to_stop service_number nothing"),
    (SERVICE_NUMBER, None, None, "nothing_to_stop service_number nothing"),
    # nothing to stop
    (NAME, P.ONE_TIME_CODE, None, "nothing_to_stop not_marketing nothing"),
    (NAME, P.TRANSACTIONAL, FREE, "nothing_to_stop not_marketing nothing"),
    (MOBILE, P.PERSONAL, REPLY, "nothing_to_stop not_marketing nothing"),
    (FOREIGN, P.TRANSACTIONAL, None, "nothing_to_stop not_marketing nothing"),
    ("81234", P.TRANSACTIONAL, None, "nothing_to_stop not_marketing nothing"),
    # premium
    (NAME, P.PREMIUM_TRAP, PREMIUM, "premium premium send_sms 81234 STOP"),
    (NAME, P.PREMIUM_TRAP, None, "premium premium ask_operator"),
    (NAME, P.PREMIUM_TRAP, FREE, "premium premium send_sms 36180 STOP"),
    (NAME, P.MARKETING, PREMIUM, "premium premium send_sms 81234 STOP"),
    (NAME, P.MARKETING, PREMIUM_THEN_FREE, "stop marketing_code send_sms 36180 STOP"),
    (NAME, P.MARKETING, NINE, "premium premium ask_operator"),
    ("81234", P.MARKETING, None, "premium premium send_sms 81234 STOP"),
    ("81234", P.MARKETING, REPLY, "premium premium send_sms 81234 ARRET"),
    ("81234", None, None, "premium premium send_sms 81234 STOP"),
    ("92200", None, None, "premium premium ask_operator"),
    ("92200", P.MARKETING, FREE, "premium premium send_sms 36180 STOP"),
    # mobile senders where marketing from them is barred
    (MOBILE, None, None, "check_first mobile look_in_message"),
    (MOBILE, P.MARKETING, REPLY, "check_first mobile look_in_message"),
    (MOBILE, P.UNKNOWN, None, "check_first mobile look_in_message"),
    (MOBILE, P.PREMIUM_TRAP, None, "premium premium ask_operator"),
    # foreign
    (FOREIGN, None, None, "do_not_reply foreign do_not_reply"),
    (FOREIGN, P.MARKETING, FREE, "do_not_reply foreign do_not_reply"),
    (FOREIGN, P.MARKETING, REPLY, "do_not_reply foreign do_not_reply"),
    # marketing, by what is printed
    (NAME, P.MARKETING, FREE, "stop marketing_code send_sms 36180 STOP"),
    (None, P.MARKETING, FREE, "stop marketing_code send_sms 36180 STOP"),
    (EMAIL, P.MARKETING, LINK_THEN_FREE, "stop marketing_code send_sms 36180 STOP"),
    (CODE, P.MARKETING, REPLY, "stop marketing_reply reply_sms 36180 ARRET"),
    (LANDLINE, P.MARKETING, REPLY, "stop marketing_reply reply_sms +33142163236 ARRET"),
    (VOIP, P.MARKETING, REPLY, "stop marketing_reply reply_sms +33972123456 ARRET"),
    (PLATFORM, P.MARKETING, REPLY, "stop marketing_reply reply_sms +33939021234 ARRET"),
    (NAME, P.MARKETING, REPLY, "check_first marketing_no_reply write_company"),
    (EMAIL, P.MARKETING, REPLY, "check_first marketing_no_reply write_company"),
    (TOLL_FREE, P.MARKETING, REPLY, "check_first marketing_no_reply write_company"),
    (HIDDEN, P.MARKETING, REPLY, "check_first marketing_no_reply write_company"),
    (None, P.MARKETING, REPLY, "check_first marketing_no_reply look_in_message"),
    (NAME, P.MARKETING, SERVICE, "check_first marketing_no_reply write_company"),
    (NAME, P.MARKETING, TO_MOBILE, "check_first marketing_no_reply write_company"),
    (NAME, P.MARKETING, LINK, "check_first marketing_link find_company"),
    (CODE, P.MARKETING, LINK, "check_first marketing_link ask_identity 36180 CONTACT"),
    (NAME, P.MARKETING, CALL, "check_first marketing_call_or_post call_opt_out 0142163236"),
    (NAME, P.MARKETING, COSTLY_CALL, "check_first marketing_call_or_post write_company"),
    (NAME, P.MARKETING, CUT_CALL, "check_first marketing_call_or_post write_company"),
    (NAME, P.MARKETING, POST, "check_first marketing_call_or_post write_company"),
    (CODE, P.MARKETING, None, "stop marketing_nothing_printed reply_sms 36180 STOP"),
    ("38080", P.MARKETING, None, "stop marketing_nothing_printed reply_sms 38080 STOP"),
    (NAME, P.MARKETING, None, "check_first marketing_nothing_printed find_company"),
    (LANDLINE, P.MARKETING, None, "check_first marketing_nothing_printed find_company"),
    # unknown: as marketing with an opt-out, as no text without one
    (NAME, P.UNKNOWN, FREE, "stop marketing_code send_sms 36180 STOP"),
    (CODE, P.UNKNOWN, REPLY, "stop marketing_reply reply_sms 36180 ARRET"),
    (CODE, P.UNKNOWN, None, "stop code_alone reply_sms 36180 STOP"),
    (NAME, P.UNKNOWN, None, "check_first look look_in_message"),
    (None, P.UNKNOWN, None, "check_first look look_in_message"),
    # a sender alone
    (CODE, None, None, "stop code_alone reply_sms 36180 STOP"),
    ("34990", None, None, "stop code_alone reply_sms 34990 STOP"),
    ("38080", None, None, "check_first code_alone ask_identity 38080 CONTACT"),
    (NAME, None, None, "check_first look look_in_message"),
    (EMAIL, None, None, "check_first look look_in_message"),
    (LANDLINE, None, None, "check_first look look_in_message"),
    (VOIP, None, None, "check_first look look_in_message"),
    (PLATFORM, None, None, "check_first look look_in_message"),
    (HIDDEN, None, None, "check_first look look_in_message"),
    ("0899001234", None, None, "check_first report_only report"),
    (TOLL_FREE, None, None, "check_first report_only report"),
    ("0162001234", None, None, "check_first report_only report"),
    ("+337000004882932", None, None, "check_first report_only report"),
]


@pytest.mark.parametrize(("sender", "purpose", "opt_out", "expected"), ROWS)
def test_the_verdict_table(sender: str | None, purpose: Purpose | None, opt_out: OptOut | None, expected: str) -> None:
    assert advised(sender, purpose, opt_out) == expected


KNOWN = [
    (MOBILE, None, None, True, "stop mobile reply_sms +33612345678 STOP"),
    (MOBILE, P.MARKETING, REPLY, True, "stop mobile reply_sms +33612345678 ARRET"),
    (MOBILE, P.MARKETING, FREE, True, "stop mobile send_sms 36180 STOP"),
    (MOBILE, P.MARKETING, FREE, False, "do_not_reply mobile do_not_reply"),
    (FOREIGN, None, None, True, "check_first foreign write_company"),
    (FOREIGN, None, None, False, "do_not_reply foreign do_not_reply"),
    (NAME, P.MARKETING, LINK, True, "stop marketing_link open_opt_out_link"),
    (NAME, P.MARKETING, LINK, False, "check_first marketing_link find_company"),
    (NAME, P.MARKETING, None, True, "check_first marketing_nothing_printed write_company"),
    (NAME, P.SCAM, FREE, True, "do_not_reply scam do_not_reply"),
]


@pytest.mark.parametrize(("sender", "purpose", "opt_out", "known", "expected"), KNOWN)
def test_known_and_unknown_senders(
    sender: str, purpose: Purpose | None, opt_out: OptOut | None, known: bool, expected: str
) -> None:
    assert advised(sender, purpose, opt_out, knows_sender=known) == expected


@pytest.mark.parametrize(
    ("country", "sender", "opt_out", "expected"),
    [
        ("US", "+18005550100", REPLY, "stop marketing_reply reply_sms +18005550100 ARRET"),
        ("GB", "0800 123 4567", REPLY, "check_first marketing_no_reply write_company"),
        ("PT", "+351912345678", REPLY, "stop marketing_reply reply_sms +351912345678 ARRET"),
        ("ES", "+34600000000", REPLY, "check_first mobile look_in_message"),
        ("ES", "795999", REPLY, "premium premium send_sms 795999 ARRET"),
        ("ES", "795999", None, "premium premium ask_operator"),
        ("DE", "12345", None, "check_first marketing_nothing_printed find_company"),
    ],
)
def test_other_countries(country: str, sender: str, opt_out: OptOut | None, expected: str) -> None:
    assert advised(sender, P.MARKETING, opt_out, country=country) == expected


def test_a_link_from_a_service_number_is_forged() -> None:
    expected = "do_not_reply forged_service_number do_not_reply"

    assert advised(SERVICE_NUMBER, P.MARKETING, None, has_link=True) == expected


def test_an_unsure_advertisement_is_looked_into_first() -> None:
    advice = advise(case(NAME, P.MARKETING, FREE, unsure=True))

    assert advice.rule == "unsure"
    assert [s.action for s in advice.steps] == ["ask_identity", "find_company", "send_sms", "write_company", "block"]


def actions(*args: Any, **given: Any) -> list[str]:
    return [s.action for s in advise(case(*args, **given)).steps]


@pytest.mark.parametrize(
    ("opt_out", "sender", "expected"),
    [
        (FREE, NAME, ["nothing", "send_sms"]),
        (REPLY, "38080", ["nothing", "reply_sms"]),
        (REPLY, NAME, ["nothing"]),
        (REPLY, MOBILE, ["nothing"]),
        (PREMIUM, NAME, ["nothing"]),
        (LINK, NAME, ["nothing"]),
    ],
)
def test_a_printed_opt_out_stays_as_a_later_step(opt_out: OptOut, sender: str, expected: list[str]) -> None:
    assert actions(sender, P.TRANSACTIONAL, opt_out) == expected


# --- STOP was sent, the link was opened, the sector is banned -------------------------------------------------------

LADDER = [
    (0, "wait"),
    (1, "wait"),
    (2, "write_company"),
    (29, "write_company"),
    (30, "write_company"),
    (31, "complain"),
    (400, "complain"),
]


@pytest.mark.parametrize(("days", "first"), LADDER)
@pytest.mark.parametrize(("sender", "opt_out"), [(NAME, FREE), (CODE, REPLY), (NAME, REPLY), (NAME, PREMIUM)])
def test_the_ladder_after_stop(days: int, first: str, sender: str, opt_out: OptOut) -> None:
    """24 November 2026 less 31 days is 24 October: a calendar month, as the GDPR counts."""
    sent = date.fromordinal(date(2026, 11, 24).toordinal() - days)
    before, after = (advise(case(sender, P.MARKETING, opt_out, **s)) for s in ({}, {"stop_sent": sent}))
    done = [s.action for s in after.steps]

    assert (after.verdict, after.steps[0].action) == (before.verdict, first)
    assert "wait" not in done or first == "wait"
    again = [a for a in done if a in ("send_sms", "reply_sms")]
    assert done[len(done) - len(again) :] == again, "STOP again comes last"


@pytest.mark.parametrize(
    ("sent", "late"), [("2026-01-31", "2026-03-01"), ("2026-02-28", "2026-03-28"), ("2025-12-24", "2026-01-24")]
)
def test_a_month_is_a_calendar_month(sent: str, late: str) -> None:
    day = date.fromisoformat(late)
    eve = date.fromordinal(day.toordinal() - 1)
    stop = date.fromisoformat(sent)

    assert advise(case(CODE, None, as_of=day, stop_sent=stop)).steps[0].action == "complain"
    assert advise(case(CODE, None, as_of=eve, stop_sent=stop)).steps[0].action == "write_company"


@pytest.mark.parametrize(
    ("sender", "purpose", "opt_out", "at"),
    [
        (NAME, P.SCAM, FREE, 0),
        (FOREIGN, None, None, 0),
        (CODE, None, None, 1),
        (NAME, P.ONE_TIME_CODE, None, 1),
        (NAME, P.MARKETING, PREMIUM, 1),
    ],
)
def test_clicked(sender: str, purpose: Purpose | None, opt_out: OptOut | None, at: int) -> None:
    assert actions(sender, purpose, opt_out, clicked=True).index("secure_accounts") == at
    assert actions(sender, purpose, opt_out, clicked=True).count("secure_accounts") == 1


SECTORS = [
    ("training_account", "2022-12-18", []),
    ("training_account", "2022-12-19", ["signalconso-cpf"]),
    ("training_account", "2026-11-20", ["signalconso-cpf"]),
    ("home_renovation", "2025-07-01", []),
    ("home_renovation", "2025-07-02", ["dgccrf"]),
]


@pytest.mark.parametrize(("signal", "day", "routes"), SECTORS)
def test_banned_sectors(signal: str, day: str, routes: list[str]) -> None:
    """The verdict of the table, plus a complaint; the rule in force on the day counts."""
    from datetime import datetime

    made = case(NAME, P.MARKETING, FREE, signals=[signal], received=datetime.fromisoformat(f"{day}T10:00"))
    advice = advise(made)

    assert advice.verdict == "stop"
    assert [s.route for s in advice.steps if s.route] == routes
    assert ("consumer_report" in letters_for(made, advice)) == (routes == ["signalconso-cpf"])


def test_a_banned_sector_counts_for_marketing_only() -> None:
    assert "complain" not in actions(NAME, P.SCAM, FREE, signals=["training_account"])
    assert "complain" not in actions(NAME, P.TRANSACTIONAL, FREE, signals=["training_account"])


def test_the_complaint_of_a_banned_sector_survives_the_ladder() -> None:
    advice = advise(case(NAME, P.MARKETING, FREE, signals=["training_account"], stop_sent=date(2026, 9, 1)))

    assert [(s.action, s.route) for s in advice.steps if s.action == "complain"] == [
        ("complain", None),
        ("complain", "signalconso-cpf"),
    ]


LETTERS = [
    (CODE, None, None, {}, ["company_objection"]),
    (CODE, None, None, {"stop_sent": date(2026, 10, 1)}, ["authority_complaint", "company_objection"]),
    (CODE, None, None, {"letter_sent": date(2026, 10, 1)}, ["authority_complaint", "company_reminder"]),
    (MOBILE, None, None, {}, ["company_objection", "fraud_report"]),
    (MOBILE, None, None, {"knows_sender": True}, ["company_objection"]),
    (MOBILE, None, None, {"knows_sender": False}, ["fraud_report"]),
    (
        MOBILE,
        P.MARKETING,
        FREE,
        {"knows_sender": False, "signals": ["training_account"]},
        ["fraud_report", "consumer_report"],
    ),
    (NAME, P.SCAM, FREE, {}, ["fraud_report"]),
    (NAME, P.ONE_TIME_CODE, None, {}, []),
    ("81234", None, None, {}, ["operator_dispute"]),
    (FOREIGN, None, None, {"knows_sender": True}, ["foreign_objection"]),
    (FOREIGN, None, None, {}, ["fraud_report"]),
    ("0899001234", None, None, {}, ["fraud_report"]),
]


@pytest.mark.parametrize(("sender", "purpose", "opt_out", "given", "expected"), LETTERS)
def test_letters_that_fit_now(
    sender: str, purpose: Purpose | None, opt_out: OptOut | None, given: dict[str, Any], expected: list[str]
) -> None:
    made = case(sender, purpose, opt_out, **given)

    assert list(letters_for(made, advise(made))) == expected
