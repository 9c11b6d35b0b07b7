"""Answers to what is no advertising: one-time codes, notices, messages of people (rows 8 and 9)."""

from __future__ import annotations

from ..codes import STRANGERS, Kind, Verdict, Via
from .case import Case
from .follow_up import Steps, reply_step, to_code
from .steps import report_steps, step

Answer = tuple[Verdict, Steps]
# Topics with words of their own; what is about anything else is a notice like any other.
TOLD = frozenset({
    "delivery", "appointment", "bank", "payment", "tax", "health", "fine", "toll", "school", "work", "debt", "contract",
    "alert", "account_change", "stop_confirmed", "telecom", "energy", "survey",
})  # fmt: skip


def code(case: Case) -> Answer:
    """A code is given to nobody; who did not ask for it looks after the account now."""
    steps = [step(case, "nothing", "one_time_code"), step(case, "secure_accounts", "one_time_code")]
    asked = case.request.answers.get("asked_for_code")
    if asked is False:
        return Verdict.CHECK_FIRST, [*reversed(steps), *_printed_way_out(case), *_stranger(case)]
    return Verdict.NOTHING_TO_STOP, [*(steps[:1] if asked else steps), *_printed_way_out(case), *_stranger(case)]


def notice(case: Case) -> Answer:
    """Nothing to stop; a change of an account: at once, if it was not you."""
    steps = [step(case, "nothing", case.topic if case.topic in TOLD else "notice")]
    if case.topic == "account_change":
        steps.append(step(case, "secure_accounts", "account_change"))
    if case.is_marked("charged"):
        steps.append(step(case, "ask_operator"))
    if case.topic == "debt":
        steps.append(step(case, "write_company", "not_for_me"))
    return Verdict.NOTHING_TO_STOP, [*steps, *_printed_way_out(case), *_stranger(case)]


def _printed_way_out(case: Case) -> Steps:
    """An opt-out that is printed all the same comes later: it stops the notices."""
    if free := case.free_code:
        return [to_code(case, free, "notices")]
    if case.printed(Via.REPLY) and case.can_reply and not case.is_known_mobile_only:
        return [reply_step(case, "notices")]
    return []


def help_line(case: Case) -> Answer:
    """A line that helps people by text."""
    return Verdict.NOTHING_TO_STOP, [step(case, "nothing", "help_line")]


def _stranger(case: Case) -> Steps:
    return [step(case, "do_not_reply", "stranger", when="unknown")] if case.kind in STRANGERS else []


def personal(case: Case) -> Answer:
    """A person writes: to somebody whom they know, or by mistake, or as the opening of a long fraud."""
    known = case.request.knows_sender
    if known is True or (known is None and case.kind is Kind.NAME):
        return Verdict.NOTHING_TO_STOP, [step(case, "nothing", "personal")]
    away = [step(case, "block"), *report_steps(case, situation="if_it_goes_on", spam=True)]
    if known is False:
        return Verdict.DO_NOT_REPLY, [step(case, "do_not_reply", "personal"), *away]
    steps = [
        step(case, "look_in_message", "personal"), step(case, "nothing", "personal", when="known"),
        step(case, "do_not_reply", "personal", when="unknown"),
        *(step(case, s.action, s.situation or "", "unknown", to=s.to, uri=s.uri, route=s.route) for s in away),
    ]  # fmt: skip
    return Verdict.CHECK_FIRST, steps
