"""Answers to what could harm: scams, forged numbers, what nothing proves, threats (rows 1 to 7 and 12, guard b)."""

from __future__ import annotations

from ..codes import Verdict, Via
from ..model import Step
from ..sender.classify import takes_paid_words
from .case import Case
from .follow_up import Steps, identity
from .steps import police_steps, report_steps, routed_steps, sms_step, step

Answer = tuple[Verdict, Steps]
DOUBT = (Verdict.DO_NOT_REPLY, Verdict.CHECK_FIRST)


def own_number(case: Case) -> Answer:
    """Nobody is in the phone: the number shown was forged. To block it would be to block oneself."""
    where = routed_steps(case, "report", "own_number", case.country.advice.spoofing_route)
    return Verdict.DO_NOT_REPLY, [step(case, "do_not_reply", "own_number"), *report_steps(case), *where]


def new_number(case: Case) -> Answer:
    """Whoever it seems to be: ring them on the number that one had before."""
    old = step(case, "verify_yourself", "old_number")
    called_a_scam = case.message is not None and case.message.fraud is not None
    if called_a_scam or case.is_marked("parent", "hard") or case.wants():
        return Verdict.DO_NOT_REPLY, [
            step(case, "do_not_reply", "new_number"),
            old,
            *report_steps(case),
            step(case, "block"),
        ]
    return Verdict.CHECK_FIRST, [old, step(case, "do_not_reply", "until_sure")]


def scam(case: Case) -> Answer:
    """Do not answer, do not call: report, block, and check by one's own way."""
    called = case.wants("call") and not case.wants("tap", "numberless_call")
    situation = "call" if called else "" if case.wants("tap") else "answer"
    steps = [step(case, "do_not_reply", situation), *report_steps(case), step(case, "block"), own_way(case)]
    if case.sender is not None and takes_paid_words(case.sender):
        steps.append(step(case, "ask_operator"))
    return Verdict.DO_NOT_REPLY, steps


def own_way(case: Case) -> Step:
    """Look into the app or site that one opens oneself; with the body's own site and number where these were read."""
    body = case.body
    shown = body.id if body is not None and body.was_read and (body.site or body.phone) else None
    topic = (body.topic if body is not None else case.topic) or ""
    topic = LIKE.get(topic, topic)
    situation = topic if topic in CHECKED else "body" if case.message and case.message.speaks_for_a_body else ""
    return step(case, "verify_yourself", situation, official=shown)


LIKE = {"customs": "delivery", "platform": "payment"}  # topics that are checked in the same way
CHECKED = frozenset({"bank", "payment", "delivery", "health", "fine", "toll", "tax", "telecom", "energy"})


def with_own_way(case: Case, verdict: Verdict, steps: Steps) -> Steps:
    """Every "do not answer" and "check first" about a claimed body says how to find out."""
    m = case.message
    claimed = m is not None and (m.body is not None or (m.speaks_for_a_body and not case.is_marketing))
    claimed = claimed and not case.is_known_person
    if verdict not in DOUBT or not claimed or any(s.action == "verify_yourself" for s in steps):
        return steps
    doors = [n for n, s in enumerate(steps, 1) if s.when is not None]
    at = max(doors, default=1)
    return [*steps[:at], own_way(case), *steps[at:]]


def paid_invitation(case: Case) -> Answer:
    """Nothing runs and nothing is billed yet: send nothing, not even STOP."""
    if case.is_marked("charity"):  # a gift by text: whoever wants to give may, and nobody is reported for asking
        return Verdict.PREMIUM, [
            step(case, "do_not_reply", "paid_gift", to=case.invited[0]),
            step(case, "block"),
        ]
    first = step(case, "do_not_reply", "paid_code", to=case.invited[0])
    return Verdict.PREMIUM, [first, *report_steps(case, spam=True), step(case, "block")]


def threat(case: Case) -> Answer:
    """Keep the proofs, ring the police; block last, for what is blocked is no longer seen."""
    rules = case.country.advice
    steps = [
        step(case, "keep_evidence", "threat"), *police_steps(case),
        *routed_steps(case, "get_help", "", *_of_reader(case, rules.support_routes)), step(case, "block", "threat"),
    ]  # fmt: skip
    return Verdict.DO_NOT_REPLY, steps


def despair(case: Case) -> Answer:
    """Somebody speaks of ending their life: answer or ring if one knows them, and who helps at once."""
    if not case.country.advice.crisis_routes:
        return Verdict.CHECK_FIRST, [step(case, "get_help", "crisis_none")]
    first, *more = _of_reader(case, case.country.advice.crisis_routes)
    return Verdict.CHECK_FIRST, [
        *routed_steps(case, "get_help", "crisis", first),
        *routed_steps(case, "get_help", "", *more),
    ]


def _of_reader(case: Case, routes: tuple[str, ...]) -> list[str]:
    """Those that the reader understands first, where a country has lines for each of its languages."""
    spoken = {r: case.country.routes[r].language for r in routes}
    reader = case.request.language
    return sorted(routes, key=lambda r: reader in spoken.values() and spoken[r] not in ("", reader))


def unproven(case: Case) -> Answer:
    """Something is wanted, and nothing proves who wants it."""
    first = step(case, "verify_yourself", "iban") if case.is_marked("iban_new") else own_way(case)
    steps = [first, step(case, "do_not_reply", "until_sure")]
    if case.topic == "debt":  # its reminders reach the next holder of a number as well
        steps.append(step(case, "write_company", "not_for_me"))
    return Verdict.CHECK_FIRST, steps


def doubt(case: Case) -> Answer:
    """It could be a scam: find out first. Who has nothing to do with it need not."""
    answers = case.request.answers
    expected = [answers[q] for q in ("expects_parcel", "is_customer", "knows_number") if q in answers]
    if expected and not any(expected):
        return scam(case)
    if case.is_marketing:
        return _doubtful_advert(case)
    first = own_way(case) if case.message and case.message.speaks_for_a_body else step(case, "look_in_message", "doubt")
    return Verdict.CHECK_FIRST, [first, step(case, "do_not_reply", "until_sure"), step(case, "block")]


def _doubtful_advert(case: Case) -> Answer:
    """An advertisement that could be a scam: who is behind it comes before what it prints."""
    printed = []
    if case.free_code is not None and case.free_code.to:
        printed = [sms_step(case, "send_sms", case.free_code.to, case.free_code.keyword or "")]
    ask = identity(case)
    after = [step(case, "find_company"), *printed, step(case, "write_company"), step(case, "block")]
    if case.message is not None and case.message.speaks_for_a_body and not case.printed(Via.SMS, Via.REPLY):
        return Verdict.CHECK_FIRST, [own_way(case), *ask, *after]
    return Verdict.CHECK_FIRST, [*ask, *after]


def label(case: Case) -> Answer:
    """The network shows its own word instead of an unregistered name: nobody is accused, and nothing is answered."""
    if not case.is_marketing:
        return Verdict.CHECK_FIRST, [step(case, "look_in_message", "label"), step(case, "do_not_reply", "until_sure")]
    return Verdict.CHECK_FIRST, [
        step(case, "find_company", "label"), step(case, "do_not_reply", "until_sure"),
        step(case, "write_company", case.cause if case.is_exempt else ""),
    ]  # fmt: skip


def foreign(case: Case) -> Answer:
    """No word stops a foreign number."""
    if case.request.knows_sender is True:
        return Verdict.CHECK_FIRST, [
            step(case, "write_company"),
            step(case, "keep_evidence"),
            step(case, "block"),
        ]
    first = step(case, "do_not_reply", "foreign")
    return Verdict.DO_NOT_REPLY, [
        first,
        *report_steps(case, spam=True),
        step(case, "block"),
        step(case, "write_company", "foreign"),
    ]
