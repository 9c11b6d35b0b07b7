"""Answers to advertising: the printed way out, else what such senders understand, else a letter (rows 3, 11 to 20)."""

from __future__ import annotations

from ..codes import CODE_KINDS, MAY_COST, Kind, Verdict, Via
from ..message.printed_numbers import digits_of
from ..model import Step
from ..sender.classify import classify_printed, takes_paid_words
from .case import CALL_KINDS, Case
from .follow_up import STOPPING, Steps, identity, ladder, ladder_end, reply_step, to_code
from .steps import report_steps, routed_steps, sms_step, step

Answer = tuple[Verdict, Steps]


def premium(case: Case) -> Answer:
    """The word that ends the service, with its price; else the operator, who is asked in any case."""
    rules = case.country.advice
    after = [
        step(case, "ask_operator"), *routed_steps(case, "find_company", "premium", rules.directory_route),
        step(case, "write_company", "premium"), step(case, "keep_evidence"),
        *routed_steps(case, "complain", "dispute", *rules.dispute_routes),
    ]  # fmt: skip
    printed = case.premium_code or case.free_code
    own = digits_of(case.sender.display) if case.sender is not None and _takes_words(case) else None
    to = printed.to if printed else own
    word = printed.keyword if printed else _printed_word(case) if own else None
    keyword = word or (rules.premium_keyword if _may_be_premium(case, to) else None)
    family = case.country.family(classify_printed(to, case.country).family) if to else None
    if not to or not keyword or family is None or not family.replyable:
        return Verdict.PREMIUM, [step(case, "ask_operator", "no_word" if to else ""), *after[1:]]
    situation = "premium" if family.surcharged else ""
    if family.kind in CODE_KINDS:
        return Verdict.PREMIUM, [sms_step(case, "send_sms", to, keyword, situation), *after]
    if case.sender is None or digits_of(case.sender.display) != to:  # a long number that wrote is answered, no other
        return Verdict.PREMIUM, after
    answer = sms_step(case, "reply_sms", case.sender.e164 or case.sender.display, keyword, situation)
    return Verdict.PREMIUM, [answer, *after]


def _takes_words(case: Case) -> bool:
    return case.kind in CODE_KINDS or (case.sender is not None and takes_paid_words(case.sender))


def _may_be_premium(case: Case, to: str | None) -> bool:
    """True for a code that always costs, and for one whose digits do not tell its price."""
    sender = classify_printed(to, case.country) if to else None
    return sender is not None and (takes_paid_words(sender) or MAY_COST in sender.notes)


def mobile(case: Case) -> Answer:
    """Both doors, or the one that the person told us."""
    known = case.request.knows_sender
    if known is True:
        first, steps = _known_mobile(case), ladder(case)
        if first.action in STOPPING:
            return Verdict.STOP, [first, *steps]
        return Verdict.CHECK_FIRST, [first, *(s for s in steps if s.action != "wait")]  # nothing was sent
    unknown: Steps = [
        step(case, "do_not_reply", "mobile", when="unknown"),
        *([] if case.is_exempt else report_steps(case, "unknown", spam=True)),
        step(case, "block", when="unknown"),
    ]  # fmt: skip
    if known is False:
        return Verdict.DO_NOT_REPLY, [s._replace(when=None) for s in unknown]
    return Verdict.CHECK_FIRST, [step(case, "look_in_message", "mobile"), _known_mobile(case, "known"), *unknown]


def _known_mobile(case: Case, when: str | None = None) -> Step:
    """For a sender that the person knows: the printed free code, else the reply that the message offers.

    Where neither is printed and the country has no word of its own: the printed link, else look for one, else a letter.
    """
    rules = case.country.advice
    if code := case.free_code or (case.mobile_code if rules.sms_opt_out_to_mobile else None):
        return to_code(case, code, "mobile", when)
    has_link, call = case.printed(Via.LINK) is not None, _callable(case)
    # Where a printed mobile number takes the word, its absence means something: then what is printed comes first.
    unprinted = rules.default_keyword and not ((has_link or call) and rules.sms_opt_out_to_mobile)
    if case.printed(Via.REPLY) or unprinted:
        return reply_step(case, "known", when)
    if call and rules.sms_opt_out_to_mobile:
        return step(case, "call_opt_out", to=call, when=when)
    if has_link:
        return step(case, "open_opt_out_link", "known" if when else "", when=when)  # else they told us already
    return step(case, "look_in_message" if case.message is None else "write_company", when=when)


def send(case: Case) -> Answer:
    """To the printed code; where its digits do not tell the price, that is said."""
    assert case.free_code is not None and case.free_code.to is not None
    situation = case.cause if case.is_exempt else _price(case, case.free_code.to)
    return Verdict.STOP, [to_code(case, case.free_code, situation), *ladder(case)]


def _price(case: Case, to: str) -> str:
    return "price_unknown" if MAY_COST in classify_printed(to, case.country).notes else ""


def send_to_mobile(case: Case) -> Answer:
    """To a printed mobile number, where platforms of the country take the word there."""
    assert case.mobile_code is not None
    if case.country.advice.sms_opt_out_to_mobile:
        return Verdict.STOP, [to_code(case, case.mobile_code, "to_mobile"), *ladder(case)]
    return Verdict.CHECK_FIRST, [
        step(case, "write_company", "mobile_way_out"),
        *_company_known(case),
        *ladder_end(case),
    ]


def takes_no_text(case: Case) -> Answer:
    """The printed number is one to call, or a short one of another country: a word sent there reaches nobody."""
    printed = case.printed(Via.SMS)
    to = printed.to if printed else None
    situation = "neighbours_code" if to and case.is_neighbours(classify_printed(to, case.country)) else "voice_number"
    first = step(case, "write_company", situation, to=to)
    return Verdict.CHECK_FIRST, [first, *_company_known(case), *ladder_end(case)]


def _company_known(case: Case) -> Steps:
    return [step(case, "find_company", case.cause)]


def button(case: Case) -> Answer:
    """The conversation's own button."""
    return Verdict.STOP, [step(case, "use_button"), *ladder(case, ask=False)]


def reply(case: Case) -> Answer:
    """The printed word, as an answer."""
    kinds: dict[Kind | None, str] = {Kind.PLATFORM_NUMBER: "platform_number", Kind.SHORT_CODE: ""}
    situation = case.cause if case.is_exempt else kinds.get(case.kind, "long_number")
    return Verdict.STOP, [reply_step(case, situation), *ladder(case)]


def link_only(case: Case) -> Answer:
    """A link is opened by those who know its sender."""
    if case.request.knows_sender is True:
        return Verdict.STOP, [step(case, "open_opt_out_link"), *ladder(case)]
    first = identity(case) or [step(case, "find_company", case.cause)]
    known = step(case, "open_opt_out_link", "known", when="known")
    return Verdict.CHECK_FIRST, [*first, known, step(case, "write_company", case.cause), *ladder_end(case)]


def cannot_reply(case: Case) -> Answer:
    """It says to answer, and nothing can reach such a sender."""
    if case.sender is None:
        look = step(case, "look_in_message", "sender")
        return Verdict.CHECK_FIRST, [look, step(case, "write_company"), step(case, "keep_evidence")]
    if case.is_neighbours(case.sender):
        first = step(case, "write_company", "neighbours_code", to=case.sender.display)
    else:
        first = step(case, "write_company", case.cause if case.is_exempt else "no_reply")
    steps = [first, *_company_known(case), *ladder_end(case)]
    return Verdict.CHECK_FIRST, steps


def by_email(case: Case) -> Answer:
    """The printed way out is an e-mail address."""
    return Verdict.CHECK_FIRST, [step(case, "write_company", "email_way_out"), *ladder_end(case)]


def phone_or_post(case: Case) -> Answer:
    """A number to call where that costs no more than a call; else a letter."""
    after = [step(case, "write_company", case.cause), *ladder_end(case)]
    if call := _callable(case):
        return Verdict.CHECK_FIRST, [step(case, "call_opt_out", to=call), *after]
    return Verdict.CHECK_FIRST, after


def _callable(case: Case) -> str | None:
    """The printed number to call, where that costs no more than a call."""
    call = case.printed(Via.CALL)
    is_cheap = call is not None and call.to and classify_printed(call.to, case.country).kind in CALL_KINDS
    return call.to if call is not None and is_cheap else None


def nothing_printed(case: Case) -> Answer:
    """Short codes understand a word all the same; who is asked first, and a letter where a firm is named."""
    word = case.country.advice.default_keyword
    if case.sender is not None and case.kind is Kind.SHORT_CODE and word and case.can_reply and case.family is not None:
        if case.family.alone == "ask_identity":
            return Verdict.CHECK_FIRST, [
                *identity(case),
                step(case, "write_company", case.cause),
                *ladder_end(case),
            ]
        answer = sms_step(case, "reply_sms", case.sender.display, word, "nothing_printed")
        return Verdict.STOP, [answer, *identity(case), *ladder(case, ask=False)]
    write, find = step(case, "write_company", case.cause), step(case, "find_company", case.cause)
    named = case.is_marked("firm") or case.request.knows_sender
    return Verdict.CHECK_FIRST, [*((write, find) if named else (find, write)), *ladder_end(case)]


def _printed_word(case: Case) -> str | None:
    printed = case.printed(Via.REPLY)
    return printed.keyword if printed else None
