"""The verdict table of design 4.1, row by row, with messages made by hand: whatever the weights of the signs may be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sender_lookup.advice.follow_up import letters_for
from sender_lookup.advice.rules import advise
from sender_lookup.codes import Purpose, Via
from sender_lookup.model import OptOut

from .made_cases import (
    CALL,
    CODE,
    COSTLY_CALL,
    CUT_CALL,
    EMAIL,
    FOREIGN,
    FREE,
    HIDDEN,
    LANDLINE,
    LINK,
    LINK_THEN_FREE,
    MOBILE,
    NAME,
    NINE,
    PLATFORM,
    POST,
    PREMIUM,
    PREMIUM_THEN_FREE,
    REPLY,
    SERVICE,
    SERVICE_NUMBER,
    TO_MOBILE,
    TOLL_FREE,
    VOIP,
    P,
    case,
)


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
    (SERVICE_NUMBER, P.MARKETING, FREE, "stop marketing_code send_sms 36180 STOP"),
    (SERVICE_NUMBER, None, None, "nothing_to_stop service_number nothing"),
    # nothing to stop
    (NAME, P.ONE_TIME_CODE, None, "nothing_to_stop one_time_code nothing"),
    (NAME, P.TRANSACTIONAL, FREE, "nothing_to_stop notice nothing"),
    (MOBILE, P.PERSONAL, REPLY, "check_first personal look_in_message"),
    (NAME, P.PERSONAL, None, "nothing_to_stop personal nothing"),
    (FOREIGN, P.PERSONAL, None, "check_first personal look_in_message"),
    (None, P.PERSONAL, None, "check_first personal look_in_message"),
    (CODE, P.PERSONAL, None, "stop code_alone reply_sms 36180 STOP"),
    (FOREIGN, P.TRANSACTIONAL, None, "nothing_to_stop notice nothing"),
    ("81234", P.TRANSACTIONAL, None, "premium paid_code send_sms 81234 STOP"),
    ("81234", P.PERSONAL, None, "premium paid_code send_sms 81234 STOP"),
    ("81234", P.ONE_TIME_CODE, None, "premium paid_code send_sms 81234 STOP"),
    # premium
    (NAME, P.PREMIUM_TRAP, PREMIUM, "premium paid_way_out send_sms 81234 STOP"),
    (NAME, P.PREMIUM_TRAP, None, "check_first marketing_nothing_printed find_company"),
    (NAME, P.PREMIUM_TRAP, FREE, "stop marketing_code send_sms 36180 STOP"),
    (NAME, P.MARKETING, PREMIUM, "premium paid_way_out send_sms 81234 STOP"),
    (NAME, P.MARKETING, PREMIUM_THEN_FREE, "stop marketing_code send_sms 36180 STOP"),
    (NAME, P.MARKETING, NINE, "premium paid_way_out ask_operator"),
    (MOBILE, P.MARKETING, PREMIUM, "premium paid_way_out send_sms 81234 STOP"),
    ("81234", P.MARKETING, None, "premium paid_code send_sms 81234 STOP"),
    ("81234", P.MARKETING, REPLY, "premium paid_code send_sms 81234 ARRET"),
    ("81234", None, None, "premium paid_code send_sms 81234 STOP"),
    ("92200", None, None, "premium paid_code ask_operator"),
    ("92200", P.MARKETING, FREE, "premium paid_code send_sms 36180 STOP"),
    # mobile senders where marketing from them is barred
    (MOBILE, None, None, "check_first mobile look_in_message"),
    (MOBILE, P.MARKETING, REPLY, "check_first mobile look_in_message"),
    (MOBILE, P.UNKNOWN, None, "check_first mobile look_in_message"),
    (MOBILE, P.PREMIUM_TRAP, None, "check_first mobile look_in_message"),
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
    (NAME, P.MARKETING, SERVICE, "check_first marketing_no_text write_company 33700"),
    (NAME, P.MARKETING, TO_MOBILE, "check_first marketing_mobile write_company"),
    (NAME, P.MARKETING, LINK, "check_first marketing_link find_company"),
    (CODE, P.MARKETING, LINK, "check_first marketing_link ask_identity 36180 CONTACT"),
    (NAME, P.MARKETING, CALL, "check_first marketing_call_or_post call_opt_out 0142163236"),
    (NAME, P.MARKETING, COSTLY_CALL, "check_first marketing_call_or_post write_company"),
    (NAME, P.MARKETING, CUT_CALL, "check_first marketing_call_or_post write_company"),
    (NAME, P.MARKETING, POST, "check_first marketing_call_or_post write_company"),
    (CODE, P.MARKETING, None, "stop marketing_nothing_printed reply_sms 36180 STOP"),
    ("38080", P.MARKETING, None, "check_first marketing_nothing_printed ask_identity 38080 CONTACT"),
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
    (HIDDEN, None, None, "check_first unreadable look_in_message"),
    ("AMELI", None, None, "check_first imitated_name verify_yourself"),
    ("0899001234", None, None, "check_first report_only report 33700"),
    (TOLL_FREE, None, None, "check_first report_only report 33700"),
    ("0162001234", None, None, "check_first report_only report 33700"),
    ("+337000004882932", None, None, "check_first report_only report 33700"),
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
        ("US", "+18005550100", REPLY, "stop marketing_reply reply_sms +18005550100 STOP"),
        ("GB", "0800 123 4567", REPLY, "check_first marketing_no_reply write_company"),
        ("PT", "+351912345678", REPLY, "check_first mobile look_in_message"),
        ("ES", "+34600000000", REPLY, "check_first mobile look_in_message"),
        ("ES", "795999", REPLY, "premium paid_code send_sms 795999 ARRET"),
        ("ES", "795999", None, "premium paid_code ask_operator"),
        ("DE", "12345", None, "check_first marketing_nothing_printed find_company"),
    ],
)
def test_other_countries(country: str, sender: str, opt_out: OptOut | None, expected: str) -> None:
    assert advised(sender, P.MARKETING, opt_out, country=country) == expected


def test_a_link_from_a_service_number_is_forged_where_it_leads_elsewhere() -> None:
    elsewhere = {"wants": ["tap", "foreign_tap"]}

    assert (
        advised(SERVICE_NUMBER, P.TRANSACTIONAL, None, **elsewhere) == "do_not_reply forged_service_number do_not_reply"
    )
    own = {"wants": ["tap"], "proven": True}
    assert advised(SERVICE_NUMBER, P.TRANSACTIONAL, None, **own) == "nothing_to_stop service_number nothing"


def test_a_doubtful_advertisement_is_looked_into_first() -> None:
    advice = advise(case(NAME, P.MARKETING, FREE, unsure=True))

    assert advice.rule == "doubt"
    assert [s.action for s in advice.steps] == ["ask_identity", "find_company", "send_sms", "write_company", "block"]


DANGERS = [
    # guard (b): whoever it seems to be
    (MOBILE, P.PERSONAL, {"marks": ["new_number"]}, "check_first new_number verify_yourself"),
    (MOBILE, P.PERSONAL, {"marks": ["new_number"], "wants": ["pay"]}, "do_not_reply new_number do_not_reply"),
    (MOBILE, P.PERSONAL, {"marks": ["new_number", "parent"]}, "do_not_reply new_number do_not_reply"),
    (MOBILE, P.PERSONAL, {"marks": ["new_number"], "knows_sender": True}, "check_first new_number verify_yourself"),
    # rows 3c, 4, 4b, 6, 7
    (MOBILE, P.PERSONAL, {"marks": ["threat"]}, "do_not_reply threat keep_evidence"),
    (MOBILE, P.PERSONAL, {"marks": ["despair"]}, "check_first despair get_help"),
    (NAME, P.TRANSACTIONAL, {"wants": ["call", "foreign_call"]}, "check_first unproven verify_yourself"),
    (NAME, P.TRANSACTIONAL, {"wants": ["tap"], "proven": True}, "nothing_to_stop notice nothing"),
    (NAME, P.TRANSACTIONAL, {"marks": ["iban_new"]}, "check_first unproven verify_yourself"),
    (NAME, P.UNKNOWN, {"wants": ["pay"]}, "check_first unproven verify_yourself"),
    (NAME, P.SCAM, {"unsure": True}, "check_first doubt look_in_message"),
    (NAME, P.SCAM, {"unsure": True, "speaks_for_a_body": True}, "check_first doubt verify_yourself"),
    (FOREIGN, P.SCAM, {"unsure": True}, "check_first doubt look_in_message"),
    # guard (a): a person that one knows
    ("Maman", P.SCAM, {"marks": ["person"], "knows_sender": True}, "nothing_to_stop personal nothing"),
    ("Maman", P.SCAM, {"marks": ["person", "hard"], "knows_sender": True}, "do_not_reply scam do_not_reply"),
    ("BNP", P.SCAM, {"knows_sender": True}, "do_not_reply scam do_not_reply"),
    (
        MOBILE,
        P.PERSONAL,
        {"wants": ["pay"], "marks": ["person"], "knows_sender": True},
        "nothing_to_stop personal nothing",
    ),
    (MOBILE, P.PERSONAL, {"knows_sender": False}, "do_not_reply personal do_not_reply"),
    # an RCS button, an e-mail address as the way out
    (NAME, P.MARKETING, {"signals": ["rcs_button"]}, "stop marketing_button use_button"),
    (NAME, P.MARKETING, {"signals": ["email_opt_out"]}, "check_first marketing_email write_company"),
    # billed: a paid code, whatever it says
    (CODE, P.TRANSACTIONAL, {"happened": ("billed",)}, "premium paid_code ask_operator"),
]


@pytest.mark.parametrize(("sender", "purpose", "given", "expected"), DANGERS)
def test_guards_and_dangers(sender: str, purpose: Purpose, given: dict[str, Any], expected: str) -> None:
    assert advised(sender, purpose, None, **given) == expected


@pytest.mark.parametrize("country", ["GB", "IE", "AU", "AT", "DE", "NL", "LU", "IT", "PT"])
def test_an_opt_out_to_a_mobile_number_where_platforms_use_them(country: str) -> None:
    numbers = {"GB": "07400123456", "IE": "0851234567", "AU": "0412345678", "AT": "06641234567", "DE": "015112345678",
               "NL": "0612345678", "LU": "621123456", "IT": "3471234567", "PT": "912345678"}  # fmt: skip
    to = OptOut(via=Via.SMS, keyword="STOP", to=numbers[country])

    assert advised(NAME, P.MARKETING, to, country=country) == f"stop marketing_mobile send_sms {numbers[country]} STOP"


def test_the_own_number_is_forged_and_not_blocked() -> None:
    from sender_lookup import lookup

    for sender in ("06 12 34 56 78", "+33612345678"):
        advice = lookup(
            {"sender": sender, "text": "Gagnez !", "own_number": "0612345678"}, as_of=date(2026, 11, 24)
        ).advice
        assert (advice.rule, advice.verdict) == ("own_number", "do_not_reply")
        assert "block" not in [s.action for s in advice.steps] and not any(s.when for s in advice.steps)


def actions(*args: Any, **given: Any) -> list[str]:
    return [s.action for s in advise(case(*args, **given)).steps]


@pytest.mark.parametrize(
    ("opt_out", "sender", "expected"),
    [
        (FREE, NAME, ["nothing", "send_sms"]),
        (REPLY, "38080", ["nothing", "reply_sms"]),
        (REPLY, NAME, ["nothing"]),
        (REPLY, MOBILE, ["nothing", "do_not_reply"]),
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
    (31, "write_company"),
    (32, "write_company"),
    (400, "write_company"),
]


@pytest.mark.parametrize(("days", "first"), LADDER)
@pytest.mark.parametrize(("sender", "opt_out"), [(NAME, FREE), (CODE, REPLY), (NAME, REPLY), (NAME, PREMIUM)])
def test_the_ladder_after_stop(days: int, first: str, sender: str, opt_out: OptOut) -> None:
    """France: our advice is to write first, and after a month the complaint is the second step.

    24 November 2026 less 31 days is 24 October: a calendar month, as the GDPR counts, whose last day still counts.
    """
    sent = date.fromordinal(date(2026, 11, 24).toordinal() - days)
    before, after = (advise(case(sender, P.MARKETING, opt_out, **s)) for s in ({}, {"stop_sent": sent}))
    done = [s.action for s in after.steps]

    if before.verdict == "premium" and days > 31:
        first = "complain"  # what is charged is disputed with those who decide
    assert (after.verdict, after.steps[0].action) == (before.verdict, first)
    assert "wait" not in done or first == "wait"
    if days > 31 and before.verdict != "premium":
        assert done[1] == "complain"
    again = [a for a in done if a in ("send_sms", "reply_sms")]
    assert done[len(done) - len(again) :] == again, "STOP again comes last"


@pytest.mark.parametrize(
    ("sent", "late"), [("2026-01-31", "2026-03-01"), ("2026-02-28", "2026-03-29"), ("2025-12-24", "2026-01-25")]
)
def test_a_month_is_a_calendar_month_and_its_last_day_counts(sent: str, late: str) -> None:
    day = date.fromisoformat(late)
    eve = date.fromordinal(day.toordinal() - 1)
    stop = date.fromisoformat(sent)

    assert "authority_complaint" in letters_now(as_of=day, stop_sent=stop)
    assert "authority_complaint" not in letters_now(as_of=eve, stop_sent=stop)
    assert advise(case(CODE, None, as_of=day, letter_sent=stop)).steps[0].action == "complain"
    assert advise(case(CODE, None, as_of=eve, letter_sent=stop)).steps[0].action == "wait"


@pytest.mark.parametrize(
    ("written", "first"), [("2026-11-23", "wait letter"), ("2026-11-24", "wait letter"), ("2026-11-25", "reply_sms")]
)
def test_a_letter_sent_today_is_sent(written: str, first: str) -> None:
    """Whoever wrote today waits for the answer; a letter of tomorrow is none yet."""
    step = advise(case(CODE, None, letter_sent=date.fromisoformat(written))).steps[0]

    assert " ".join(filter(None, (step.action, step.situation))) == first


def letters_now(**given: Any) -> tuple[str, ...]:
    made = case(CODE, None, **given)
    return letters_for(made, advise(made))


def test_spain_needs_no_letter_before_a_complaint() -> None:
    """LOPDGDD 63.1: for an unlawful advertisement no request need have been made; two days after STOP are enough."""
    spanish = OptOut(via=Via.SMS, keyword="BAJA", to="217999")
    made = case(NAME, P.MARKETING, spanish, country="ES", stop_sent=date(2026, 11, 22))

    assert advise(made).steps[0].action == "complain"
    assert "authority_complaint" in letters_for(made, advise(made))
    assert "authority_complaint" not in letters_for(
        *(lambda c: (c, advise(c)))(case(NAME, P.MARKETING, spanish, country="ES"))
    )


HAPPENED_FIRST = [
    (NAME, P.SCAM, None, ("clicked",), "do_not_reply", ["secure_accounts.clicked", "do_not_reply.answer"]),
    (NAME, P.SCAM, None, ("paid", "clicked"), "do_not_reply", ["secure_accounts.paid", "secure_accounts.clicked"]),
    (FOREIGN, None, None, ("called",), "do_not_reply", ["ask_operator.called", "do_not_reply.foreign"]),
    (CODE, None, None, ("clicked",), "check_first", ["secure_accounts.clicked", "reply_sms"]),
    (CODE, None, None, ("answered",), "stop", ["secure_accounts.answered", "reply_sms"]),
    (NAME, P.ONE_TIME_CODE, None, ("gave_code",), "nothing_to_stop", ["secure_accounts.gave_code", "nothing.happened"]),
    ("81234", None, None, ("billed",), "premium", ["ask_operator.billed", "send_sms.premium"]),
]


@pytest.mark.parametrize(("sender", "purpose", "opt_out", "happened", "verdict", "first"), HAPPENED_FIRST)
def test_what_happened_comes_first(
    sender: str,
    purpose: Purpose | None,
    opt_out: OptOut | None,
    happened: tuple[str, ...],
    verdict: str,
    first: list[str],
) -> None:
    """Guard (c): whatever the verdict, one step for each thing, then the row's own first step."""
    advice = advise(case(sender, purpose, opt_out, happened=happened))
    names = [".".join(filter(None, (s.action, s.situation))) for s in advice.steps]

    assert (advice.verdict, names[:2]) == (verdict, first)
    assert [s.happened for s in advice.steps if s.happened] == list(happened)


QUESTIONS = [
    (MOBILE, P.PERSONAL, {}, ("knows_number", "nothing_to_stop", "do_not_reply")),
    (MOBILE, P.MARKETING, {}, ("knows_number", "stop", "do_not_reply")),
    (NAME, P.ONE_TIME_CODE, {}, ("asked_for_code", "nothing_to_stop", "check_first")),
    (NAME, P.SCAM, {"unsure": True, "topic": "delivery"}, ("expects_parcel", "check_first", "do_not_reply")),
    (NAME, P.SCAM, {"unsure": True, "speaks_for_a_body": True}, ("is_customer", "check_first", "do_not_reply")),
    (NAME, P.MARKETING, {}, None),
    (MOBILE, P.PERSONAL, {"knows_sender": False}, None),
]


@pytest.mark.parametrize(("sender", "purpose", "given", "expected"), QUESTIONS)
def test_a_question_is_asked_where_its_answer_changes_the_verdict(
    sender: str, purpose: Purpose, given: dict[str, Any], expected: tuple[str, str, str] | None
) -> None:
    asked = advise(case(sender, purpose, REPLY if purpose is P.MARKETING else None, **given)).question

    assert (asked and (asked.id, asked.yes, asked.no)) == expected


SECTORS = [
    ("training_account", "2022-12-20", [], []),
    ("training_account", "2022-12-21", ["signalconso-cpf"], ["consumer_report"]),
    ("training_account", "2026-11-20", ["signalconso-cpf"], ["consumer_report"]),
    ("home_renovation", "2025-07-01", [], []),
    ("home_renovation", "2025-07-02", ["dgccrf"], ["renovation_report"]),
]


@pytest.mark.parametrize(("signal", "day", "routes", "letters"), SECTORS)
def test_banned_sectors(signal: str, day: str, routes: list[str], letters: list[str]) -> None:
    """The verdict of the table, plus a complaint; the rule in force on the day counts."""
    from datetime import datetime

    made = case(NAME, P.MARKETING, FREE, signals=[signal], received=datetime.fromisoformat(f"{day}T10:00"))
    advice = advise(made)

    assert advice.verdict == "stop"
    assert [s.route for s in advice.steps if s.route] == routes
    assert [i for i in letters_for(made, advice) if i.endswith("_report")] == letters


def test_a_banned_sector_counts_for_marketing_only() -> None:
    assert "complain" not in actions(NAME, P.SCAM, FREE, signals=["training_account"])
    assert "complain" not in actions(NAME, P.TRANSACTIONAL, FREE, signals=["training_account"])


def test_the_complaint_of_a_banned_sector_survives_the_ladder() -> None:
    advice = advise(case(NAME, P.MARKETING, FREE, signals=["training_account"], stop_sent=date(2026, 9, 1)))

    assert [(s.action, s.route) for s in advice.steps if s.action == "complain"] == [
        ("complain", "signalconso-cpf"),
        ("complain", None),
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
