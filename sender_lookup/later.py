"""What comes after the first step: the ladder from STOP to a complaint, and what the person has done already.

    STOP -> wait -> who is behind it -> letter to the company -> proofs -> complaint to the authority
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
    """STOP was the first step: wait, who is behind it, objection, complaint."""
    return [case.step("wait"), *(identity(case) if ask else []), case.step("write_company"), *ladder_end(case)]


def ladder_end(case: Case) -> Steps:
    """Keep the proofs; complain where the country has an authority for it; join its lists against advertising."""
    advice = case.country.advice
    complaint = [case.step("complain")] if advice.authority else []
    lists = [case.step("join_opt_out_list", route=route) for route in advice.opt_out_lists]
    return [case.step("keep_evidence"), *complaint, *lists]


def with_banned_sector(case: Case, steps: Steps) -> Steps:
    """Marketing in a banned sector: complain as well, and to the consumer authority where it has an entry."""
    sector = case.banned_sector
    if not case.is_marketing or sector is None:
        return steps
    step = case.step("complain", "banned_sector", route=sector.route or sector.authority)
    complaint = replace(step, claims=(*sector.claims, *step.claims))
    return [*(s for s in steps if s.action != "complain"), complaint]


def after_stop(case: Case, verdict: Verdict, steps: Steps) -> Steps:
    """STOP was sent already: wait for two days, then write, and after a month complain; STOP again comes last."""
    days = case.days_since_stop
    if days is None or verdict in (Verdict.NOTHING_TO_STOP, Verdict.DO_NOT_REPLY):
        return steps
    first = case.step(_first_after_stop(case, days), "after_stop")
    again = [s for s in steps if s.action in SENDING]
    done = ("wait", first.action)
    others = [s for s in steps if s not in again and (s.action not in done or s.situation == "banned_sector")]
    return [first, *others, *again]


def _first_after_stop(case: Case, days: int) -> str:
    if days < PATIENCE:
        return "wait"
    return "complain" if month_passed(case) and case.country.advice.authority else "write_company"


def month_passed(case: Case) -> bool:
    """True where a calendar month has passed since STOP was sent (GDPR art. 12(3) counts in months)."""
    sent, today = case.request.stop_sent, case.request.as_of
    if sent is None:
        return False
    months = (today.year - sent.year) * 12 + today.month - sent.month
    return months > 1 or (months == 1 and today.day >= sent.day)


def with_clicked(case: Case, verdict: Verdict, steps: Steps) -> Steps:
    """The person clicked, answered or gave a code: their accounts come first with a scam, later elsewhere."""
    if not case.request.clicked:
        return steps
    secure = case.step("secure_accounts", "clicked")
    others = [s for s in steps if s.action != "secure_accounts"]
    return [secure, *others] if verdict is Verdict.DO_NOT_REPLY else [*others[:1], secure, *others[1:]]


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
    if advice.verdict is Verdict.PREMIUM:
        return ["operator_dispute"]
    if case.kind is Kind.FOREIGN:
        return ["foreign_objection"]
    if advice.rule == "report_only":
        return fraud
    late = month_passed(case) and case.country.advice.authority
    company = ["authority_complaint", "company_reminder"] if late else ["company_objection"]
    both_doors = advice.rule == "mobile" and case.request.knows_sender is None
    return [*company, *sector, *(fraud if both_doors else [])]
