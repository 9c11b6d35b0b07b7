"""What to do: the verdict table of the design as an ordered list of rules; the first that fits decides.

Each rule is a question about the case and the steps that follow from it. Rows on messages come before rows on
senders alone. Nothing national stands here: keywords, routes and what is barred come from the country file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .case import CALL_KINDS, Case
from .model import Advice, Kind, Purpose, Sender, Message, Request, Step, Verdict, Via  # fmt: skip
from .country import Country
from .sender import classify

Steps = list[Step]
NOT_MARKETING = (Purpose.ONE_TIME_CODE, Purpose.TRANSACTIONAL, Purpose.PERSONAL)


def advise(request: Request, sender: Sender | None, message: Message | None, country: Country) -> Advice:
    """The advice for one request."""
    case = Case(request, sender, message, country)
    for name, fits, answer in RULES:
        if fits(case):
            verdict, steps = answer(case)
            steps = _with_clicked(case, verdict, _after_stop(case, verdict, _with_banned_sector(case, steps)))
            return Advice(verdict=verdict, steps=tuple(dict.fromkeys(steps)), rule=name)
    raise AssertionError("the last rule fits every case")


# --- the rules, in the order of the table ------------------------------------------------------------------------------


def _scam(case: Case) -> tuple[Verdict, Steps]:
    steps = [case.step("do_not_reply"), *case.report(), case.step("block")]
    return Verdict.DO_NOT_REPLY, steps


def _nothing(case: Case) -> tuple[Verdict, Steps]:
    steps = [case.step("nothing")]
    if case.purpose is Purpose.ONE_TIME_CODE:
        steps.append(case.step("secure_accounts", "one_time_code"))
    if case.message is not None and (code := case.free_code) and code.to and code.keyword:
        steps.append(case.sms("send_sms", code.to, code.keyword))
    return Verdict.NOTHING_TO_STOP, steps


def _premium(case: Case) -> tuple[Verdict, Steps]:
    """STOP to the premium code where it is known to end the service; else the operator."""
    printed = case.premium_code or case.free_code
    to = printed.to if printed else (case.sender.display if case.kind is Kind.PREMIUM_SHORT_CODE and case.sender else None)
    keyword = case.country.advice.premium_keyword or (printed.keyword if printed else None)
    if printed and printed is case.free_code:
        keyword = printed.keyword
    reachable = to is not None and case.country.family(classify(to, case.country).family).replyable
    operator = [case.step("ask_operator"), case.step("write_company", "premium"), case.step("keep_evidence")]
    if to and keyword and reachable:
        return Verdict.PREMIUM, [case.sms("send_sms", to, keyword, "premium"), *operator]
    return Verdict.PREMIUM, operator


def _known_mobile(case: Case, when: str | None = None) -> Step:
    """For a sender that the person knows: the printed free code, else the reply that the message offers."""
    if (code := case.free_code) and code.to and code.keyword:
        return case.sms("send_sms", code.to, code.keyword, "mobile", when)
    assert case.sender is not None
    printed = case.printed(Via.REPLY)
    word = (printed.keyword if printed else None) or case.country.advice.default_keyword or ""
    return case.sms("reply_sms", case.sender.e164 or case.sender.display, word, "known", when)


def _mobile(case: Case) -> tuple[Verdict, Steps]:
    unknown: Steps = [case.step("do_not_reply", "mobile", when="unknown"), *case.report("unknown"), case.step("block", when="unknown")]
    if case.request.knows_sender is True:
        return Verdict.STOP, [_known_mobile(case), *_ladder(case)]
    if case.request.knows_sender is False:
        return Verdict.DO_NOT_REPLY, [replace(s, when=None) for s in unknown]
    return Verdict.CHECK_FIRST, [case.step("look_in_message", "mobile"), _known_mobile(case, "known"), *unknown]


def _foreign(case: Case) -> tuple[Verdict, Steps]:
    if case.request.knows_sender is True:
        return Verdict.CHECK_FIRST, [case.step("write_company"), case.step("keep_evidence"), case.step("block")]
    return Verdict.DO_NOT_REPLY, [case.step("do_not_reply", "foreign"), *case.report(), case.step("block")]


def _unsure(case: Case) -> tuple[Verdict, Steps]:
    """An advertisement that could be a scam: find out first; what it prints comes after."""
    steps = [*_identity(case), case.step("find_company")]
    if (code := case.free_code) and code.to and code.keyword:
        steps.append(case.sms("send_sms", code.to, code.keyword))
    return Verdict.CHECK_FIRST, [*steps, case.step("write_company"), case.step("block")]


def _send(case: Case) -> tuple[Verdict, Steps]:
    code = case.free_code
    assert code is not None and code.to is not None
    return Verdict.STOP, [case.sms("send_sms", code.to, code.keyword or ""), *_ladder(case)]


def _reply(case: Case) -> tuple[Verdict, Steps]:
    assert case.sender is not None
    printed = case.printed(Via.REPLY)
    word = (printed.keyword if printed else None) or case.country.advice.default_keyword or ""
    situation = {Kind.PLATFORM_NUMBER: "platform_number", Kind.SHORT_CODE: ""}.get(case.sender.kind, "long_number")
    return Verdict.STOP, [case.sms("reply_sms", case.sender.e164 or case.sender.display, word, situation), *_ladder(case)]


def _cannot_reply(case: Case) -> tuple[Verdict, Steps]:
    if case.sender is None:
        return Verdict.CHECK_FIRST, [case.step("look_in_message", "sender"), case.step("write_company"), case.step("keep_evidence")]
    return Verdict.CHECK_FIRST, [case.step("write_company", "no_reply"), case.step("find_company"), *_ladder_end(case)]


def _link_only(case: Case) -> tuple[Verdict, Steps]:
    if case.request.knows_sender is True:
        return Verdict.STOP, [case.step("open_opt_out_link"), *_ladder(case)]
    first = _identity(case) or [case.step("find_company")]
    return Verdict.CHECK_FIRST, [*first, case.step("open_opt_out_link", "known", when="known"), case.step("write_company"), *_ladder_end(case)]


def _phone_or_post(case: Case) -> tuple[Verdict, Steps]:
    call = case.printed(Via.CALL)
    if call and call.to and classify(call.to, case.country).kind in CALL_KINDS:
        return Verdict.CHECK_FIRST, [case.step("call_opt_out", to=call.to), case.step("write_company"), *_ladder_end(case)]
    return Verdict.CHECK_FIRST, [case.step("write_company"), *_ladder_end(case)]


def _nothing_printed(case: Case) -> tuple[Verdict, Steps]:
    word = case.country.advice.default_keyword
    if case.kind is Kind.SHORT_CODE and case.sender and word:
        return Verdict.STOP, [case.sms("reply_sms", case.sender.display, word, "nothing_printed"), *_identity(case), *_ladder(case, identity=False)]
    first = "write_company" if case.request.knows_sender else "find_company"
    second = "find_company" if case.request.knows_sender else "write_company"
    return Verdict.CHECK_FIRST, [case.step(first), case.step(second), *_ladder_end(case)]


def _code_alone(case: Case) -> tuple[Verdict, Steps]:
    word = case.country.advice.default_keyword
    assert case.sender is not None and case.family is not None
    if case.family.alone == "reply_sms" and word:
        return Verdict.STOP, [case.sms("reply_sms", case.sender.display, word), *_ladder(case)]
    return Verdict.CHECK_FIRST, [*_identity(case), case.step("look_in_message"), case.step("write_company")]


def _look(case: Case) -> tuple[Verdict, Steps]:
    situation = {Kind.UNREADABLE: "sender"}.get(case.kind or Kind.NAME, "")
    return Verdict.CHECK_FIRST, [case.step("look_in_message", situation), case.step("find_company"), case.step("write_company")]


def _report_only(case: Case) -> tuple[Verdict, Steps]:
    return Verdict.CHECK_FIRST, [*(case.report() or [case.step("block")]), case.step("look_in_message"), case.step("block")]


Rule = tuple[str, Callable[[Case], bool], Callable[[Case], tuple[Verdict, Steps]]]
MARKETING_OR_NO_TEXT = (None, Purpose.MARKETING)
RULES: tuple[Rule, ...] = (
    ("scam", lambda c: c.purpose is Purpose.SCAM, _scam),
    ("forged_service_number", lambda c: c.kind is Kind.SERVICE_NUMBER and c.has_link, _scam),
    ("service_number", lambda c: c.kind is Kind.SERVICE_NUMBER, _nothing),
    ("not_marketing", lambda c: c.purpose in NOT_MARKETING, _nothing),
    ("premium", lambda c: c.purpose is Purpose.PREMIUM_TRAP or c.kind is Kind.PREMIUM_SHORT_CODE or (c.premium_code is not None and c.free_code is None), _premium),
    ("mobile", lambda c: c.kind is Kind.MOBILE and c.country.advice.mobile_marketing_barred and c.purpose in MARKETING_OR_NO_TEXT, _mobile),
    ("foreign", lambda c: c.kind is Kind.FOREIGN, _foreign),
    ("unsure", lambda c: c.message is not None and c.message.unsure, _unsure),
    ("marketing_code", lambda c: c.is_marketing and c.free_code is not None, _send),
    ("marketing_reply", lambda c: c.is_marketing and c.printed(Via.REPLY) is not None and c.can_reply, _reply),
    ("marketing_link", lambda c: c.is_marketing and c.printed(Via.LINK) is not None, _link_only),
    ("marketing_no_reply", lambda c: c.is_marketing and c.printed(Via.REPLY, Via.SMS) is not None, _cannot_reply),
    ("marketing_call_or_post", lambda c: c.is_marketing and c.opt_out is not None, _phone_or_post),
    ("marketing_nothing_printed", lambda c: c.is_marketing, _nothing_printed),
    ("code_alone", lambda c: c.family is not None and c.family.alone != "", _code_alone),
    ("report_only", lambda c: c.kind in (Kind.PREMIUM_NUMBER, Kind.TOLL_FREE, Kind.TELEMARKETING_NUMBER, Kind.MACHINE), _report_only),
    ("look", lambda c: True, _look),
)  # fmt: skip


# --- what comes after the first step -----------------------------------------------------------------------------------


def _identity(case: Case) -> Steps:
    """Ask who is behind a free short code, the sender's own or the printed one; nothing where no word does that."""
    word = case.country.advice.identity_keyword
    code = case.sender.display if case.kind is Kind.SHORT_CODE and case.sender else (case.free_code.to if case.free_code else None)
    return [case.sms("ask_identity", code, word)] if word and code else []


def _ladder_end(case: Case) -> Steps:
    return [case.step("keep_evidence"), *([case.step("complain")] if case.country.advice.authority else [])]


def _ladder(case: Case, *, identity: bool = True) -> Steps:
    """STOP was the first step: wait, who is behind it, objection, complaint."""
    asked = _identity(case) if identity else []
    return [case.step("wait"), *asked, case.step("write_company"), *_ladder_end(case)]


def _with_banned_sector(case: Case, steps: Steps) -> Steps:
    """Marketing in a banned sector: complain as well, and to the consumer authority where it has an entry."""
    sector = case.banned_sector
    if not case.is_marketing or sector is None:
        return steps
    step = case.step("complain", "banned_sector", route=sector.route or sector.authority)
    return [s for s in steps if s.action != "complain"] + [replace(step, claims=(*sector.claims, *step.claims))]


def _after_stop(case: Case, verdict: Verdict, steps: Steps) -> Steps:
    """STOP was sent already: wait for two days, then write, and after a month complain; STOP again comes last."""
    days = case.days_since_stop
    if days is None or verdict in (Verdict.NOTHING_TO_STOP, Verdict.DO_NOT_REPLY):
        return steps
    first = "wait" if days < 2 else "write_company" if not _month_passed(case) else "complain"
    again = [s for s in steps if s.action in ("send_sms", "reply_sms")]
    others = [s for s in steps if s not in again and s.action != first]
    return [case.step(first, "after_stop"), *others, *again]


def _month_passed(case: Case) -> bool:
    """A calendar month since STOP was sent (GDPR art. 12(3) counts in months)."""
    sent, today = case.request.stop_sent, case.request.as_of
    assert sent is not None
    months = (today.year - sent.year) * 12 + today.month - sent.month
    return months > 1 or (months == 1 and today.day >= sent.day)


def _with_clicked(case: Case, verdict: Verdict, steps: Steps) -> Steps:
    """The person clicked, answered or gave a code: their accounts come first with a scam, later elsewhere."""
    if not case.request.clicked:
        return steps
    secure = case.step("secure_accounts", "clicked")
    others = [s for s in steps if s.action != "secure_accounts"]
    return [secure, *others] if verdict is Verdict.DO_NOT_REPLY else [*others[:1], secure, *others[1:]]


def letters_for(case: Case, advice: Advice) -> tuple[str, ...]:
    """The ids of the letters that fit now, the most useful first."""
    if advice.verdict is Verdict.NOTHING_TO_STOP:
        return ()
    if advice.verdict is Verdict.DO_NOT_REPLY:
        return ("fraud_report",) if case.country.advice.fraud_route else ()
    if advice.verdict is Verdict.PREMIUM:
        return ("operator_dispute",)
    if case.kind is Kind.FOREIGN:
        return ("foreign_objection",)
    if advice.rule == "report_only":
        return ("fraud_report",) if case.country.advice.fraud_route else ()
    late = case.days_since_stop is not None and _month_passed(case)
    ids = ["authority_complaint", "company_reminder"] if late and case.country.advice.authority else ["company_objection"]
    if case.banned_sector is not None and case.banned_sector.route:
        ids.append("consumer_report")
    if advice.rule == "mobile" and case.request.knows_sender is None and case.country.advice.fraud_route:
        ids.append("fraud_report")
    return tuple(ids)
