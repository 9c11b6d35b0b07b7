"""What to do: the verdict table of the design as an ordered list of rules; the first that fits decides.

Each rule is a question about the case and the steps that follow from it. Rows on messages come before rows on
senders alone. Nothing national stands here: keywords, routes and what is barred come from the country file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .case import CALL_KINDS, Case
from .later import Steps, after_stop, identity, ladder, ladder_end, with_banned_sector, with_clicked
from .model import Advice, Kind, OptOut, Purpose, Step, Verdict, Via
from .sender import classify_printed

NOT_MARKETING = (Purpose.ONE_TIME_CODE, Purpose.TRANSACTIONAL, Purpose.PERSONAL)
MARKETING_OR_NO_TEXT = (None, Purpose.MARKETING)
REPORT_KINDS = (Kind.PREMIUM_NUMBER, Kind.TOLL_FREE, Kind.TELEMARKETING_NUMBER, Kind.MACHINE)
STOPPING = ("send_sms", "reply_sms", "open_opt_out_link")  # steps that stop the messages by themselves
Answer = tuple[Verdict, Steps]


def advise(case: Case) -> Advice:
    """The advice for one request and what was found about it."""
    for name, fits, answer in RULES:
        if fits(case):
            verdict, steps = answer(case)
            steps = with_clicked(case, verdict, after_stop(case, verdict, with_banned_sector(case, steps)))
            return Advice(verdict=verdict, steps=tuple(dict.fromkeys(steps)), rule=name)
    raise AssertionError("the last rule fits every case")


# --- answers that say no ------------------------------------------------------------------------------------------


def _scam(case: Case) -> Answer:
    return Verdict.DO_NOT_REPLY, [case.step("do_not_reply"), *case.report(), case.step("block")]


def _nothing(case: Case) -> Answer:
    """Nothing to stop; an opt-out that is printed all the same comes later."""
    steps = [case.step("nothing")]
    if case.purpose is Purpose.ONE_TIME_CODE:
        steps.append(case.step("secure_accounts", "one_time_code"))
    if code := case.free_code:
        steps.append(_to_code(case, code))
    elif case.printed(Via.REPLY) and case.can_reply and not case.is_known_mobile_only:
        steps.append(_reply_step(case))
    return Verdict.NOTHING_TO_STOP, steps


def _foreign(case: Case) -> Answer:
    if case.request.knows_sender is True:
        return Verdict.CHECK_FIRST, [case.step("write_company"), case.step("keep_evidence"), case.step("block")]
    return Verdict.DO_NOT_REPLY, [case.step("do_not_reply", "foreign"), *case.report(), case.step("block")]


def _report_only(case: Case) -> Answer:
    reported = case.report() or [case.step("block")]
    return Verdict.CHECK_FIRST, [*reported, case.step("look_in_message"), case.step("block")]


# --- premium codes and mobile senders -------------------------------------------------------------------------------


def _premium(case: Case) -> Answer:
    """STOP to the premium code where it is known to end the service; else the operator."""
    rules = case.country.advice
    after = [
        case.step("ask_operator"), *case.routed("find_company", "premium", rules.directory_route),
        case.step("write_company", "premium"), case.step("keep_evidence"),
        *case.routed("complain", "dispute", *rules.dispute_routes),
    ]  # fmt: skip
    printed = case.premium_code or case.free_code
    own = case.sender.display if case.sender is not None and case.kind is Kind.PREMIUM_SHORT_CODE else None
    to = printed.to if printed else own
    word = printed.keyword if printed else _printed_word(case) if own else None
    keyword = word or rules.premium_keyword
    family = case.country.family(classify_printed(to, case.country).family) if to else None
    if not to or not keyword or family is None or not family.replyable:
        return Verdict.PREMIUM, [case.step("ask_operator", "no_word" if to else ""), *after[1:]]
    situation = "premium" if family.surcharged else ""
    return Verdict.PREMIUM, [case.sms("send_sms", to, keyword, situation), *after]


def _mobile(case: Case) -> Answer:
    """Both doors, or the one that the person told us."""
    known = case.request.knows_sender
    if known is True:
        first = _known_mobile(case)
        return (Verdict.STOP if first.action in STOPPING else Verdict.CHECK_FIRST), [first, *_but(first, ladder(case))]
    unknown: Steps = [
        case.step("do_not_reply", "mobile", when="unknown"), *case.report("unknown"), case.step("block", when="unknown")
    ]  # fmt: skip
    if known is False:
        return Verdict.DO_NOT_REPLY, [replace(s, when=None) for s in unknown]
    return Verdict.CHECK_FIRST, [case.step("look_in_message", "mobile"), _known_mobile(case, "known"), *unknown]


def _known_mobile(case: Case, when: str | None = None) -> Step:
    """For a sender that the person knows: the printed free code, else the reply that the message offers.

    Where neither is printed and the country has no word of its own: the printed link, else look for one, else a letter.
    """
    if code := case.free_code:
        return _to_code(case, code, "mobile", when)
    if case.printed(Via.REPLY) or case.country.advice.default_keyword:
        return _reply_step(case, "known", when)
    if case.printed(Via.LINK):
        return case.step("open_opt_out_link", "known" if when else "", when=when)  # else they told us already
    return case.step("look_in_message" if case.message is None else "write_company", when=when)


def _but(first: Step, steps: Steps) -> Steps:
    """The later steps without a second one of the first action; waiting makes sense only after something was sent."""
    return [s for s in steps if s.action != first.action and (s.action != "wait" or first.action in STOPPING)]


# --- marketing ------------------------------------------------------------------------------------------------------


def _unsure(case: Case) -> Answer:
    """An advertisement that could be a scam: find out first; what it prints comes after."""
    printed = [_to_code(case, code)] if (code := case.free_code) else []
    after = [case.step("find_company"), *printed, case.step("write_company"), case.step("block")]
    return Verdict.CHECK_FIRST, [*identity(case), *after]


def _send(case: Case) -> Answer:
    assert case.free_code is not None
    return Verdict.STOP, [_to_code(case, case.free_code), *ladder(case)]


def _reply(case: Case) -> Answer:
    kinds: dict[Kind | None, str] = {Kind.PLATFORM_NUMBER: "platform_number", Kind.SHORT_CODE: ""}
    return Verdict.STOP, [_reply_step(case, kinds.get(case.kind, "long_number")), *ladder(case)]


def _link_only(case: Case) -> Answer:
    if case.request.knows_sender is True:
        return Verdict.STOP, [case.step("open_opt_out_link"), *ladder(case)]
    first = identity(case) or [case.step("find_company")]
    known = case.step("open_opt_out_link", "known", when="known")
    return Verdict.CHECK_FIRST, [*first, known, case.step("write_company"), *ladder_end(case)]


def _cannot_reply(case: Case) -> Answer:
    if case.sender is None:
        look = case.step("look_in_message", "sender")
        return Verdict.CHECK_FIRST, [look, case.step("write_company"), case.step("keep_evidence")]
    steps = [case.step("write_company", "no_reply"), case.step("find_company"), *ladder_end(case)]
    return Verdict.CHECK_FIRST, steps


def _phone_or_post(case: Case) -> Answer:
    after = [case.step("write_company"), *ladder_end(case)]
    call = case.printed(Via.CALL)
    if call and call.to and classify_printed(call.to, case.country).kind in CALL_KINDS:
        return Verdict.CHECK_FIRST, [case.step("call_opt_out", to=call.to), *after]
    return Verdict.CHECK_FIRST, after


def _nothing_printed(case: Case) -> Answer:
    word = case.country.advice.default_keyword
    if case.sender is not None and case.kind is Kind.SHORT_CODE and word:
        reply = case.sms("reply_sms", case.sender.display, word, "nothing_printed")
        return Verdict.STOP, [reply, *identity(case), *ladder(case, ask=False)]
    steps = [case.step("find_company"), case.step("write_company")]
    if case.request.knows_sender:
        steps.reverse()
    return Verdict.CHECK_FIRST, [*steps, *ladder_end(case)]


# --- a sender alone ---------------------------------------------------------------------------------------------------


def _code_alone(case: Case) -> Answer:
    assert case.sender is not None and case.family is not None
    word = case.country.advice.default_keyword
    if case.family.alone == "reply_sms" and word:
        return Verdict.STOP, [case.sms("reply_sms", case.sender.display, word), *ladder(case)]
    return Verdict.CHECK_FIRST, [*identity(case), case.step("look_in_message"), case.step("write_company")]


def _look(case: Case) -> Answer:
    situation = "sender" if case.kind is Kind.UNREADABLE else ""
    steps = [case.step("look_in_message", situation), case.step("find_company"), case.step("write_company")]
    return Verdict.CHECK_FIRST, steps


# --- steps with a word to send ----------------------------------------------------------------------------------------


def _to_code(case: Case, code: OptOut, situation: str = "", when: str | None = None) -> Step:
    assert code.to is not None
    return case.sms("send_sms", code.to, code.keyword or case.country.advice.default_keyword or "", situation, when)


def _printed_word(case: Case) -> str | None:
    printed = case.printed(Via.REPLY)
    return printed.keyword if printed else None


def _reply_step(case: Case, situation: str = "", when: str | None = None) -> Step:
    assert case.sender is not None
    word = _printed_word(case) or case.country.advice.default_keyword or ""
    return case.sms("reply_sms", case.sender.e164 or case.sender.display, word, situation, when)


Rule = tuple[str, Callable[[Case], bool], Callable[[Case], Answer]]
RULES: tuple[Rule, ...] = (
    ("scam", lambda c: c.purpose is Purpose.SCAM, _scam),
    ("forged_service_number", lambda c: c.kind is Kind.SERVICE_NUMBER and c.has_link, _scam),
    ("service_number", lambda c: c.kind is Kind.SERVICE_NUMBER, _nothing),
    ("not_marketing", lambda c: c.purpose in NOT_MARKETING, _nothing),
    ("premium", lambda c: c.is_premium, _premium),
    ("mobile", lambda c: c.is_known_mobile_only and c.purpose in MARKETING_OR_NO_TEXT, _mobile),
    ("foreign", lambda c: c.kind is Kind.FOREIGN, _foreign),
    ("unsure", lambda c: c.message is not None and c.message.unsure, _unsure),
    ("marketing_code", lambda c: c.is_marketing and c.free_code is not None, _send),
    ("marketing_reply", lambda c: c.is_marketing and c.printed(Via.REPLY) is not None and c.can_reply, _reply),
    ("marketing_link", lambda c: c.is_marketing and c.printed(Via.LINK) is not None, _link_only),
    ("marketing_no_reply", lambda c: c.is_marketing and c.printed(Via.REPLY, Via.SMS) is not None, _cannot_reply),
    ("marketing_call_or_post", lambda c: c.is_marketing and c.opt_out is not None, _phone_or_post),
    ("marketing_nothing_printed", lambda c: c.is_marketing, _nothing_printed),
    ("code_alone", lambda c: c.family is not None and c.family.alone != "", _code_alone),
    ("report_only", lambda c: c.kind in REPORT_KINDS, _report_only),
    ("look", lambda c: True, _look),
)
