"""What comes after the first step: the ladder from STOP to a complaint, and what the person has done already.

STOP -> wait -> who is behind it -> letter to the company -> proofs -> reminder -> complaint to the authority
-> lists against advertising, where the country has some that cover SMS
"""

from __future__ import annotations

from functools import lru_cache

from ..codes import Kind, Purpose, Verdict, Via
from ..country.schema import Country, Family
from ..model import Advice, OptOut, Step
from ..sender.classify import classify_printed
from ..sender.sentence import CLICKED
from .case import Case
from .deadline import day_to_look
from .steps import common_step, routed_steps, sms_step, step

Steps = list[Step]
SENDING = ("send_sms", "reply_sms")
STOPPING = (*SENDING, "open_opt_out_link", "use_button")  # steps that stop the messages by themselves
# What leaves STOP no longer the first thing to do.
HARMED = frozenset({"clicked", "paid", "gave_code", "gave_data", "installed"})
TO_OPERATOR = ("called", "billed")


def to_code(case: Case, code: OptOut, situation: str = "", when: str | None = None) -> Step:
    """The printed word to the printed number."""
    assert code.to is not None
    family = case.country.family(classify_printed(code.to, case.country).family)
    return sms_step(case, "send_sms", code.to, _word(case, code, family), situation, when)


def _word(case: Case, printed: OptOut | None, family: Family) -> str:
    """The word as printed, else the country's own; where one word alone is obeyed, that one."""
    word = (printed.keyword if printed else None) or case.country.advice.default_keyword or ""
    only = family.only_keyword
    return only if only and word.upper() != only else word


def reply_step(case: Case, situation: str = "", when: str | None = None) -> Step:
    """The printed word, else the country's own, as an answer to the sender; where there is neither, the button that the
    message names ("Darse de baja")."""
    assert case.sender is not None and case.family is not None
    printed = case.printed(Via.REPLY)
    word = _word(case, printed, case.family)
    if not word:
        return step(case, "use_button", when=when)
    return sms_step(case, "reply_sms", case.sender.e164 or case.sender.display, word, situation, when)


def identity(case: Case) -> Steps:
    """Ask who is behind a free short code, the sender's own or the printed one; nothing where no word does that."""
    word = case.country.advice.identity_keyword
    if case.sender is not None and case.kind is Kind.SHORT_CODE:
        code: str | None = case.sender.display
    else:
        code = case.free_code.to if case.free_code else None
    return [sms_step(case, "ask_identity", code, word)] if word and code else []


def ladder(case: Case, *, ask: bool = True) -> Steps:
    """STOP was the first step: wait, who is behind it, objection, reminder, complaint."""
    if case.is_exempt:
        return [step(case, "write_company", case.cause), *ladder_end(case)]
    return [
        step(case, "wait"),
        *(identity(case) if ask else []),
        step(case, "write_company"),
        *ladder_end(case),
    ]


def ladder_end(case: Case) -> Steps:
    """Keep the proofs; remind, then complain where there is an authority; join the lists against advertising. Where no
    law bars the sender, only to block is left."""
    return [step(case, "block")] if case.is_exempt else [*_ladder_end(case.country)]


@lru_cache
def _ladder_end(country: Country) -> Steps:
    complaint = [common_step(country, "write_company", "reminder"), common_step(country, "complain")]
    lists = [common_step(country, "join_opt_out_list")._replace(route=route) for route in country.advice.opt_out_lists]
    return [common_step(country, "keep_evidence"), *(complaint if country.advice.authority else []), *lists]


def with_banned_sector(case: Case, steps: Steps) -> Steps:
    """Marketing in a banned sector: report it as well, and to the consumer authority where it has an entry.

    Nobody need have been asked first, so it comes as soon as there is nothing to wait for.
    """
    sector = case.banned_sector if case.is_marketing else None
    if sector is None:
        return steps
    first = step(case, "complain", "banned_sector", route=sector.route or sector.authority)
    complaint = first._replace(claims=(*sector.claims, *first.claims))
    at = next((n for n, s in enumerate(steps, 1) if s.action == "wait"), 1)
    return [*steps[:at], complaint, *steps[at:]]


def after_stop(case: Case, verdict: Verdict, steps: Steps) -> Steps:
    """STOP or a letter was sent: wait, then write; wait for the term, then complain. STOP again comes last."""
    if verdict in (Verdict.NOTHING_TO_STOP, Verdict.DO_NOT_REPLY) or steps[0].action == "do_not_reply":
        return steps
    if case.days_since_stop is None and not case.wrote_letter:
        return steps
    first = _premium_first(case) if verdict is Verdict.PREMIUM else _first_after_stop(case)
    again = [s for s in steps if s.action in SENDING]
    others = [s for s in steps if s not in again and s != first and not _is_done(case, s, first)]
    if first.action == "write_company" and case.term_passed:  # with the proof of STOP one may complain already
        others.sort(key=lambda s: s.action != "complain")
    return [first, *others, *again]


def _is_done(case: Case, later: Step, first: Step) -> bool:
    """True for what lies behind the person: waiting, what the first step says already, the letter that was sent."""
    if later.situation in ("banned_sector", "dispute"):
        return False
    if later.action == "write_company" and later.situation == "reminder":
        return False
    return later.action in ("wait", first.action) or (later.action == "write_company" and case.wrote_letter)


def _first_after_stop(case: Case) -> Step:
    """Where the authority wants no letter first, the complaint comes as soon as STOP had its time."""
    rules = case.country.advice
    if case.is_exempt:
        return step(case, "block") if case.wrote_letter else step(case, "write_company", case.cause)
    if case.wrote_letter:
        if case.term_passed and rules.authority:
            return step(case, "complain", "after_letter")
        return step(case, "write_company", "reminder") if case.term_passed else step(case, "wait", "letter")
    if not _has_waited(case):
        return step(case, "wait", "after_stop")
    if rules.authority and not rules.complaint_needs_letter:
        return step(case, "complain", "after_stop")
    return step(case, "write_company", "after_stop")


def _has_waited(case: Case) -> bool:
    """True where STOP was sent, and had its time."""
    stop = case.request.stop_sent
    return stop is not None and case.request.as_of >= day_to_look(stop, case.country)


def _premium_first(case: Case) -> Step:
    """What is charged is disputed with the operator, not with a data protection authority."""
    if case.dispute_term_passed and case.country.advice.dispute_routes:
        return routed_steps(case, "complain", "dispute", case.country.advice.dispute_routes[0])[0]
    if case.wrote_letter and not case.dispute_term_passed:
        return step(case, "wait", "letter")
    if not case.wrote_letter and not _has_waited(case):
        return step(case, "wait", "after_stop")
    return step(case, "write_company", "premium")


def settled(case: Case, verdict: Verdict) -> Verdict:
    """The row's verdict; who gave something away checks before they send anything."""
    return Verdict.CHECK_FIRST if verdict is Verdict.STOP and not HARMED.isdisjoint(case.request.happened) else verdict


def with_happened(case: Case, steps: Steps) -> Steps:
    """Guard (c): what happened already comes first, a step for each thing; the row's own first step follows."""
    happened = case.request.happened
    if not happened:
        return steps
    first = [_first_aid(case, what) for what in happened]
    help_lines = routed_steps(case, "get_help", "", *case.country.advice.help_routes) if HARMED & set(happened) else []
    said = {s.action for s in first}  # "ask your operator" in general, after it was said for the bill
    own = [s for s in steps if s.action != "secure_accounts" and (s.situation or s.action not in said)]
    if own and own[0].action == "nothing":
        own[0] = step(case, "nothing", "happened")  # nothing to stop, but something to do
    return [*first, *own[:1], *help_lines, *own[1:]]


def _first_aid(case: Case, what: str) -> Step:
    return step(case, "ask_operator" if what in TO_OPERATOR else "secure_accounts", what, happened=what)


def letters_for(case: Case, advice: Advice) -> tuple[str, ...]:
    """The ids of the letters that fit now, the most useful first; only those that the country has."""
    return tuple([i for i in dict.fromkeys(_letters(case, advice)) if i in case.country.letters])


def _letters(case: Case, advice: Advice) -> list[str]:
    rules = case.country.advice
    fraud = ["fraud_report"] if rules.fraud_route else []
    spam = ["spam_report"] if rules.spam_route else fraud
    banned = case.banned_sector if case.is_marketing else None
    sector = [banned.letter] if banned and banned.letter else []
    if "not_for_me" in [s.situation for s in advice.steps]:
        return ["not_for_me"]  # a debt of somebody else: no advertiser to object to, but a file to be corrected
    if case.is_exempt or advice.rule in WITHOUT_LETTERS:
        return []
    if case.guide == CLICKED:  # who sent a false message gets no name
        return []
    if (
        advice.rule in ("scam", "forged_service_number", "new_number", "doubt")
        and advice.verdict is Verdict.DO_NOT_REPLY
    ):
        return fraud
    if advice.verdict is Verdict.DO_NOT_REPLY:
        return [*spam, *sector]
    if advice.rule == "new_number":  # perhaps somebody whom one knows: no firm
        return []
    written = [] if case.wrote_letter else ["company_objection"]
    if advice.verdict is Verdict.PREMIUM:  # an advertisement whose way out costs money has an advertiser as well
        advert = case.message is not None and case.message.purpose is Purpose.MARKETING
        return ["operator_dispute", *(written if advert else [])]
    if case.kind is Kind.FOREIGN:
        return ["foreign_objection"]
    if advice.rule == "report_only":
        return spam
    company = [*(["authority_complaint"] if _may_complain(case) else []), *(written or _reminder(case))]
    both_doors = advice.rule == "mobile" and case.request.knows_sender is None
    # An office for unwanted messages takes those that go on after STOP, or after the company's term.
    goes_on = bool(rules.spam_route) and (case.term_passed or _has_waited(case))
    return [*company, *sector, *(spam if both_doors or goes_on else [])]


# A notice, a person, a threat, and what nothing proves: no firm to write to, and no report without signs of a scam.
WITHOUT_LETTERS = frozenset({
    "paid_invitation", "threat", "despair", "service_number", "unproven", "one_time_code", "notice", "personal",
    "unreadable", "imitated_name", "help_line",
})  # fmt: skip


def _may_complain(case: Case) -> bool:
    """After the term of STOP or of the letter; where the authority wants no letter first, once STOP had its time."""
    if not case.country.advice.authority:
        return False
    soon = not case.country.advice.complaint_needs_letter and _has_waited(case)
    return case.term_passed or soon


def _reminder(case: Case) -> list[str]:
    return ["company_reminder"] if case.term_passed else []
