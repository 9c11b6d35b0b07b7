"""What to do: the verdict table of the design as an ordered list of rules; the first that fits decides.

Each rule is a question about the case and the answer that follows; the numbers are those of the table's rows. Guards
come first: a person that one knows (in `Case.purpose`), a new number, what has happened already. Nothing national
stands here: keywords, routes and what is barred come from the country file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..codes import Kind, Purpose, Verdict, Via
from ..model import Advice, Question
from . import adverts, alone, danger, notices
from .case import Case
from .follow_up import Steps, after_stop, settled, with_banned_sector, with_happened

MARKETING_OR_NO_TEXT = (None, Purpose.MARKETING)
BY_APP = ("block", "report")  # what is done in the app by which a message came
REPORT_KINDS = (Kind.PREMIUM_NUMBER, Kind.TOLL_FREE, Kind.TELEMARKETING_NUMBER, Kind.MACHINE)
Answer = tuple[Verdict, Steps]


def advise(case: Case) -> Advice:
    """The advice for one request and what was found about it."""
    rule, verdict, steps = _decided(case)
    question = _question(case, rule)
    steps = after_stop(case, verdict, with_banned_sector(case, steps))
    steps = with_happened(case, danger.with_own_way(case, verdict, steps))
    if case.is_label or case.kind is Kind.SERVICE_NUMBER:  # honest ones have that name too; that number was forged
        steps = [s for s in steps if s.action != "block"]
    if case.channel:
        steps = [s._replace(channel=case.channel) if s.action in BY_APP else s for s in steps]
    if case.guide and rule == "unreadable":
        steps = [steps[0]._replace(guide=case.guide), *steps[1:]]
    return Advice(verdict=settled(case, verdict), steps=tuple(dict.fromkeys(steps)), rule=rule, question=question)


def _decided(case: Case) -> tuple[str, Verdict, Steps]:
    """The row that fits: its rule, verdict and steps."""
    is_advert = case.is_marketing
    for name, whose, fits, answer in RULES:
        if (whose is ANY or whose is is_advert) and fits(case):
            return (name, *answer(case))
    raise AssertionError("the last rule fits every case")


def _question(case: Case, rule: str) -> Question | None:
    """The question that would settle the case, with the verdict after either answer; None where none would."""
    name = QUESTIONS[rule](case) if rule in QUESTIONS else None
    if name is None or name in case.request.answers:
        return None
    yes, no = (settled(case, _decided(_answered(case, name, answer))[1]) for answer in (True, False))
    return Question(id=name, yes=yes, no=no)


def _answered(case: Case, question: str, answer: bool) -> Case:
    answers = {**case.request.answers, question: answer}
    knows = answer if question == "knows_number" else case.request.knows_sender
    return replace(case, request=case.request._replace(answers=answers, knows_sender=knows))


def _which_doubt(case: Case) -> str | None:
    """What would settle a message on which the readers disagree: has its reader to do with who it speaks for?"""
    if case.topic == "delivery":
        return "expects_parcel"
    names_somebody = case.is_marketing or (case.message is not None and case.message.speaks_for_a_body)
    return "is_customer" if names_somebody else _whether_known(case)


def _whether_known(case: Case) -> str | None:
    return "knows_number" if case.request.knows_sender is None else None


# Rule -> the question that it asks, where its answer changes the verdict.
QUESTIONS: dict[str, Callable[[Case], str | None]] = {
    "doubt": _which_doubt, "personal": _whether_known, "mobile": _whether_known,
    "one_time_code": lambda _: "asked_for_code",
}  # fmt: skip


def _has_new_number(case: Case) -> bool:
    """Guard (b); a code to sign in on "your new phone" is none."""
    return case.is_marked("new_number") and case.purpose is not Purpose.ONE_TIME_CODE


def _is_fraud(case: Case) -> bool:
    """Row 2: a condition that makes it a scam holds, and it is nobody whom one knows."""
    m = case.message
    if m is None or m.fraud is None or case.is_known_person:
        return False
    # A colleague's account number: one rings them (row 6) before one accuses them.
    hard = case.wants("code", "paid_call", "foreign_tap")
    private = case.request.knows_sender is True and m.body is None and not hard
    return not (private and m.fraud == "reader_and_hard_sign")


def _is_nothing_proven(case: Case) -> bool:
    """Row 6: something is wanted, by whoever, and nothing proves it; a new IBAN always."""
    if case.message is None or case.is_known_person:
        return False
    if case.is_marked("iban_new"):
        return True
    if case.purpose is Purpose.PERSONAL and not case.is_marked("hard"):
        return False
    if case.purpose is Purpose.ONE_TIME_CODE:  # to enter it where one signs in is what it is for
        unread = ("tap", "call") if case.request.from_picture else ()  # whose they are is not certain
        return case.wants("foreign_tap", "foreign_call", "code", "pay", *unread)
    return (case.wants() or case.is_marked("inside")) and not case.message.proven


def _is_help_line(case: Case) -> bool:
    """Whoever wrote to it may be in danger: never a word that ends it. A tap or a payment is what forgers want."""
    return case.is_help_line and not case.wants("foreign_tap", "foreign_call", "pay")


def _has_button(case: Case) -> bool:
    """Row 16: a conversation of RCS with a button, or with a word to answer."""
    return case.has_signal("rcs_button") or (case.is_named_chat and case.printed(Via.REPLY) is not None)


def _takes_no_text(case: Case) -> bool:
    """Row 15: the printed way out is a text to a number that takes none."""
    return case.printed(Via.SMS) is not None and case.mobile_code is None


def _is_forged_service_number(case: Case) -> bool:
    return case.kind is Kind.SERVICE_NUMBER and case.wants("foreign_tap")


ADVERT, OTHER, ANY = True, False, None  # whom a rule is for: adverts, what is none, both
Rule = tuple[str, bool | None, Callable[[Case], bool], Callable[[Case], Answer]]
RULES: tuple[Rule, ...] = (
    ("own_number", ANY, lambda c: c.is_own_number, danger.own_number),  # 1
    ("help_line", ANY, _is_help_line, notices.help_line),  # before what could accuse it
    ("new_number", OTHER, _has_new_number, danger.new_number),  # guard (b)
    ("scam", ANY, _is_fraud, danger.scam),  # 2
    ("forged_service_number", ANY, _is_forged_service_number, danger.scam),
    ("paid_code", ANY, lambda c: c.is_paid_code, adverts.premium),  # 3a
    ("paid_way_out", ANY, lambda c: c.is_premium_way_out, adverts.premium),  # 3b
    ("paid_invitation", ANY, lambda c: bool(c.invited) and c.free_code is None, danger.paid_invitation),  # 3c
    ("threat", ANY, lambda c: c.is_marked("threat"), danger.threat),  # 4
    ("despair", OTHER, lambda c: c.is_marked("despair"), danger.despair),  # 4b
    ("service_number", OTHER, lambda c: c.kind is Kind.SERVICE_NUMBER, alone.service_number),  # 5, 21
    ("unproven", OTHER, _is_nothing_proven, danger.unproven),  # 6
    ("doubt", ANY, lambda c: c.message is not None and c.message.unsure and not c.is_known_person, danger.doubt),  # 7
    ("one_time_code", OTHER, lambda c: c.purpose is Purpose.ONE_TIME_CODE, notices.code),  # 8
    ("notice", OTHER, lambda c: c.purpose is Purpose.TRANSACTIONAL, notices.notice),  # 8
    ("label", ANY, lambda c: c.is_label, danger.label),  # 10
    ("personal", OTHER, lambda c: c.purpose is Purpose.PERSONAL, notices.personal),  # 9
    ("mobile", ANY, lambda c: c.is_known_mobile_only and c.purpose in MARKETING_OR_NO_TEXT, adverts.mobile),  # 11
    ("foreign", ANY, lambda c: c.kind is Kind.FOREIGN, danger.foreign),  # 12
    ("marketing_code", ADVERT, lambda c: c.free_code is not None, adverts.send),  # 13
    ("marketing_mobile", ADVERT, lambda c: c.mobile_code is not None, adverts.send_to_mobile),  # 14
    ("marketing_no_text", ADVERT, _takes_no_text, adverts.takes_no_text),  # 15
    ("marketing_button", ADVERT, _has_button, adverts.button),  # 16
    ("marketing_reply", ADVERT, lambda c: c.printed(Via.REPLY) is not None and c.can_reply, adverts.reply),  # 17
    ("marketing_link", ADVERT, lambda c: c.printed(Via.LINK) is not None, adverts.link_only),  # 19
    ("marketing_no_reply", ADVERT, lambda c: c.printed(Via.REPLY) is not None, adverts.cannot_reply),  # 18
    ("marketing_email", ADVERT, lambda c: c.has_signal("email_opt_out"), adverts.by_email),  # 18
    ("marketing_call_or_post", ADVERT, lambda c: c.opt_out is not None, adverts.phone_or_post),  # 19
    ("marketing_nothing_printed", ADVERT, lambda c: True, adverts.nothing_printed),  # 20
    ("code_alone", ANY, lambda c: c.family is not None and c.family.alone != "", alone.code),  # 22
    ("imitated_name", ANY, lambda c: c.message is None and c.body is not None, alone.imitated_name),  # 23
    ("unreadable", ANY, lambda c: c.kind is Kind.UNREADABLE, alone.unreadable),  # 25
    ("report_only", ANY, lambda c: c.kind in REPORT_KINDS, alone.report_only),  # 26
    ("look", ANY, lambda c: True, alone.look),  # 24
)
