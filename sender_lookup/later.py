"""What comes after the first step: the ladder from STOP to a complaint, and what the person has done already.

    STOP -> wait -> who is behind it -> letter to the company -> proofs -> reminder -> complaint to the authority
    -> lists against advertising, where the country has some that cover SMS
"""

from __future__ import annotations

from dataclasses import replace

from .case import Case
from .model import Advice, Kind, Step, Verdict

Steps = list[Step]
PATIENCE = 2  # days after STOP in which one waits; then one writes, and after a month one complains
SENDING = ("send_sms", "reply_sms")


def identity(case: Case) -> Steps:
    """Ask who is behind a free short code, the sender's own or the printed one; nothing where no word does that."""
    word = case.country.advice.identity_keyword
    if case.sender is not None and case.kind is Kind.SHORT_CODE:
        code: str | None = case.sender.display
    else:
        code = case.free_code.to if case.free_code else None
    return [case.sms("ask_identity", code, word)] if word and code else []


def ladder(case: Case, *, ask: bool = True) -> Steps:
    """STOP was the first step: wait, who is behind it, objection, reminder, complaint."""
    return [case.step("wait"), *(identity(case) if ask else []), case.step("write_company"), *ladder_end(case)]


def ladder_end(case: Case) -> Steps:
    """Keep the proofs; remind, then complain where there is an authority; join the lists against advertising."""
    advice = case.country.advice
    complaint = [case.step("write_company", "reminder"), case.step("complain")] if advice.authority else []
    lists = [case.step("join_opt_out_list", route=route) for route in advice.opt_out_lists]
    return [case.step("keep_evidence"), *complaint, *lists]


def with_banned_sector(case: Case, steps: Steps) -> Steps:
    """Marketing in a banned sector: report it as well, and to the consumer authority where it has an entry.

    Nobody need have been asked first, so it comes as soon as there is nothing to wait for.
    """
    sector = case.banned_sector
    if not case.is_marketing or sector is None:
        return steps
    step = case.step("complain", "banned_sector", route=sector.route or sector.authority)
    complaint = replace(step, claims=(*sector.claims, *step.claims))
    at = next((n for n, s in enumerate(steps, 1) if s.action == "wait"), 1)
    return [*steps[:at], complaint, *steps[at:]]


def after_stop(case: Case, verdict: Verdict, steps: Steps) -> Steps:
    """STOP or a letter was sent: wait two days, then write; wait a month, then complain. STOP again comes last."""
    if verdict in (Verdict.NOTHING_TO_STOP, Verdict.DO_NOT_REPLY):
        return steps
    if case.days_since_stop is None and not case.wrote_letter:
        return steps
    first = _premium_first(case) if verdict is Verdict.PREMIUM else _first_after_stop(case)
    again = [s for s in steps if s.action in SENDING]
    others = [s for s in steps if s not in again and s != first and not _is_done(case, s, first)]
    return [first, *others, *again]


def _is_done(case: Case, step: Step, first: Step) -> bool:
    """True for what lies behind the person: waiting, what the first step says already, the letter that was sent."""
    if step.situation in ("banned_sector", "dispute"):
        return False
    if step.action == "write_company" and step.situation == "reminder":
        return False
    return step.action in ("wait", first.action) or (step.action == "write_company" and case.wrote_letter)


def _first_after_stop(case: Case) -> Step:
    if case.month_passed and case.country.advice.authority:
        return case.step("complain", "after_stop")
    if case.wrote_letter:
        return case.step("write_company", "reminder") if case.month_passed else case.step("wait", "letter")
    if not case.month_passed and (case.days_since_stop or 0) < PATIENCE:
        return case.step("wait", "after_stop")
    return case.step("write_company", "after_stop")


def _premium_first(case: Case) -> Step:
    """What is charged is disputed with the operator, not with a data protection authority."""
    if case.month_passed and case.country.advice.dispute_routes:
        return case.routed("complain", "dispute", case.country.advice.dispute_routes[0])[0]
    if case.wrote_letter and not case.month_passed:
        return case.step("wait", "letter")
    if not case.wrote_letter and (case.days_since_stop or 0) < PATIENCE:
        return case.step("wait", "after_stop")
    return case.step("write_company", "premium")


def with_clicked(case: Case, verdict: Verdict, steps: Steps) -> Steps:
    """The person clicked, answered or gave a code: their accounts come first with a scam, later elsewhere."""
    if not case.request.clicked:
        return steps
    secure = [case.step("secure_accounts", "clicked"), *case.routed("get_help", "", *case.country.advice.help_routes)]
    others = [s for s in steps if s.action != "secure_accounts"]
    if others[0].action == "nothing":
        others[0] = case.step("nothing", "clicked")  # nothing to stop, but something to do
    return [*secure, *others] if verdict is Verdict.DO_NOT_REPLY else [*others[:1], *secure, *others[1:]]


def letters_for(case: Case, advice: Advice) -> tuple[str, ...]:
    """The ids of the letters that fit now, the most useful first; only those that the country has."""
    return tuple(i for i in dict.fromkeys(_letters(case, advice)) if i in case.country.letters)


def _letters(case: Case, advice: Advice) -> list[str]:
    fraud = ["fraud_report"] if case.country.advice.fraud_route else []
    sector = ["consumer_report"] if case.is_marketing and case.banned_sector and case.banned_sector.route else []
    if advice.verdict is Verdict.NOTHING_TO_STOP:
        return []
    if advice.verdict is Verdict.DO_NOT_REPLY:
        return [*fraud, *sector]
    written = [] if case.wrote_letter else ["company_objection"]
    if advice.verdict is Verdict.PREMIUM:  # an advertisement whose way out costs money has an advertiser as well
        return ["operator_dispute", *(written if case.is_marketing else [])]
    if case.kind is Kind.FOREIGN:
        return ["foreign_objection"]
    if advice.rule == "report_only":
        return fraud
    late = case.month_passed and case.country.advice.authority
    company = ["authority_complaint", *(written or ["company_reminder"])] if late else written
    both_doors = advice.rule == "mobile" and case.request.knows_sender is None
    return [*company, *sector, *(fraud if both_doors else [])]
