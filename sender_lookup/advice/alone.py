"""Answers to a sender alone, when nothing is known of a message (rows 5 and 21 to 26)."""

from __future__ import annotations

import re

from ..codes import CODE_KINDS, Kind, Verdict
from ..model import Step
from ..sender.classify import classify_printed
from ..sender.sentence import SENTENCE
from .case import Case
from .danger import own_way
from .follow_up import Steps, identity, ladder
from .steps import report_steps, sms_step, step

Answer = tuple[Verdict, Steps]


def service_number(case: Case) -> Answer:
    """An operator's or a body's own number; the number that takes reports asks whom one reported."""
    route = case.country.routes.get(case.country.advice.fraud_route or "")
    shown = case.sender.display if case.sender else None
    reports = route is not None and route.sms is not None and route.sms == shown
    situation = "report_number" if reports else "service_number" if case.message is None else case.topic or "notice"
    return Verdict.NOTHING_TO_STOP, [step(case, "nothing", situation if situation in TOLD else "notice")]


TOLD = frozenset({
    "report_number", "service_number", "delivery", "appointment", "bank", "payment", "tax", "health", "telecom",
    "energy", "alert", "account_change", "stop_confirmed", "contract", "survey",
})  # fmt: skip


def code(case: Case) -> Answer:
    """The word that such codes understand, or a question who they are."""
    assert case.sender is not None and case.family is not None
    word = case.country.advice.default_keyword
    if case.family.alone == "reply_sms" and word:
        reply = sms_step(case, "reply_sms", case.sender.e164 or case.sender.display, word)
        return Verdict.STOP, [reply, *ladder(case)]
    return Verdict.CHECK_FIRST, [
        *identity(case),
        step(case, "look_in_message"),
        step(case, "write_company"),
    ]


def imitated_name(case: Case) -> Answer:
    """A name that fraud imitates: "is it real?" comes before "how do I stop it?"."""
    check = own_way(case)
    return Verdict.CHECK_FIRST, [
        step(case, "verify_yourself", "name", official=check.official), step(case, "look_in_message"),
        step(case, "do_not_reply", "until_sure"),
    ]  # fmt: skip


def unreadable(case: Case) -> Answer:
    """Nothing that a phone shows: the reason first, and no letter to nobody."""
    notes = case.sender.notes if case.sender else ()
    if case.is_sentence:
        return Verdict.CHECK_FIRST, [_instead_of_sentence(case)]
    if code := _one_digit_less(case):
        return Verdict.CHECK_FIRST, [step(case, "look_in_message", "one_digit_less", to=code)]
    if code := _swapped(case):
        return Verdict.CHECK_FIRST, [step(case, "look_in_message", "digits_swapped", to=code)]
    reason = next((n for n in REASONS if n in notes), "sender")
    return Verdict.CHECK_FIRST, [step(case, "look_in_message", reason)]


REASONS = ("hidden_sender", "not_assigned", "masked", "too_long", "too_short", "not_in_plan")


def _instead_of_sentence(case: Case) -> Step:
    """The guide that answers it; after what happened, the message as well; else that this is no sender."""
    if case.request.happened:
        return step(case, "look_in_message", "message")
    return step(case, "look_in_message", "guide" if case.guide else SENTENCE)


def _one_digit_less(case: Case) -> str | None:
    """'336111' -> '36111': the short code that was meant where one digit was typed twice, or stands before it."""
    digits = _digits(case)
    if len(digits) != SIX:
        return None
    places = sorted(range(SIX), key=lambda at: digits[at] not in digits[at + 1 : at + 2])  # typed twice: first
    return _code_among(case, [digits[:at] + digits[at + 1 :] for at in places])


def _swapped(case: Case) -> str | None:
    """'13680' -> '31680': the short code that was meant where two neighbours changed places."""
    digits = _digits(case)
    if len(digits) != SIX - 1:
        return None
    pairs = range(len(digits) - 1)
    return _code_among(case, [digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in pairs])


def _digits(case: Case) -> str:
    """Those of a number without masks that does not begin as a whole number of the country ("06 12 34")."""
    raw = case.sender.raw if case.sender else ""
    trunk = case.country.trunk
    digits = re.sub(r"\D", "", raw)
    is_code = not re.search(r"[^\W\d]|\*", raw) and not (trunk and digits.startswith(trunk))
    return digits if is_code else ""


def _code_among(case: Case, readings: list[str]) -> str | None:
    """The first that is a short code of the country, those that never cost more before the others."""
    if case.country.short_numbers == "any":
        return None
    kinds = {code: classify_printed(code, case.country).kind for code in readings}
    found = [code for code, kind in kinds.items() if kind in CODE_KINDS]
    return min(found, key=lambda code: kinds[code] is Kind.PREMIUM_SHORT_CODE, default=None)


SIX = 6  # digits: one more than a short code has


def report_only(case: Case) -> Answer:
    """Numbers that sell by telephone, cost, or are free: never call back."""
    return Verdict.CHECK_FIRST, [*report_steps(case, spam=True), step(case, "look_in_message"), step(case, "block")]


def look(case: Case) -> Answer:
    """The end of the message tells more than the sender."""
    situation = "sender" if case.sender is None else ""
    steps = [
        step(case, "look_in_message", situation),
        step(case, "find_company"),
        step(case, "write_company"),
    ]
    return Verdict.CHECK_FIRST, steps
