"""What an answer asks back, as buttons: what has happened already, what was sent and when, and the one open question.

Which three things are asked first follows from what the message wanted: who was told to ring may have rung.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..advice.follow_up import SENDING
from ..codes import HAPPENED, Purpose, Verdict
from ..model import Result
from .catalogue import Catalogue

FIRST = 3  # that stand in the open
LINK = ("clicked", "paid", "gave_code")
CALL = ("called", "paid", "gave_code")
TALK = ("answered", "paid", "gave_data")
CODE = ("gave_code", "clicked", "called")
BILL = ("billed", "answered", "called")
WITHOUT = ("unreadable", "despair")  # unless something has happened already


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button: its code, its words, whether it was pressed already."""

    code: str
    words: str
    pressed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """When something was sent: `field` of the request, and what it says."""

    field: str
    title: str
    told: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that is asked back, empty where nothing is."""

    happened: tuple[Choice, ...] = ()
    happened_too: tuple[Choice, ...] = ()
    question_id: str = ""
    question: str = ""
    replies: tuple[Choice, ...] = ()
    sent: tuple[Sent, ...] = ()
    sent_later: tuple[Sent, ...] = ()


def asked_of(result: Result, w: Catalogue) -> Asked:
    """What this answer asks back, in the reader's words."""
    rule, verdict, request = result.advice.rule, result.advice.verdict, result.request
    if rule in WITHOUT and not request.happened:
        return Asked()
    told = request.happened
    first = () if verdict is Verdict.STOP and not told else dict.fromkeys((*told, *_likely(result)))
    open_ones = [*first][: max(FIRST, len(told))]
    question = result.advice.question
    return Asked(
        happened=tuple(_choice(what, told, w) for what in open_ones),
        happened_too=tuple(_choice(what, told, w) for what in HAPPENED if what not in open_ones),
        question_id=question.id if question else "",
        question=w(f"question.{question.id}") if question else "",
        replies=_replies(question.id, w) if question else (),
        sent=tuple(_sent(field, result, w) for field in _may_have_sent(result)),
        sent_later=tuple(_sent(field, result, w) for field in _may_send_later(result)),
    )


def _likely(result: Result) -> tuple[str, ...]:
    """What may have happened first of all, by what the message wanted."""
    message = result.message
    if result.advice.verdict is Verdict.PREMIUM:
        return BILL
    if result.advice.rule == "one_time_code":
        return CODE
    if message is None:
        return LINK if result.advice.rule == "imitated_name" else TALK
    if {"call", "paid_call", "foreign_call"} & set(message.wants) and "foreign_tap" not in message.wants:
        return CALL
    if message.purpose is Purpose.PERSONAL or result.advice.rule in ("new_number", "threat"):
        return TALK
    return LINK


def _choice(what: str, told: Iterable[str], w: Catalogue) -> Choice:
    return Choice(code=what, words=w(f"happened.{what}"), pressed=what in told)


def _replies(question: str, w: Catalogue) -> tuple[Choice, ...]:
    """Yes and no, in the words of the question where it has its own."""
    return tuple(
        Choice(code=reply, words=w(w.first(f"question.{question}.{reply}", f"answer.{reply}")))
        for reply in ("yes", "no")
    )


def _may_have_sent(result: Result) -> tuple[str, ...]:
    """STOP where an answer has it as a step, or once it was sent; a letter where one is the next thing to do."""
    request, steps = result.request, result.advice.steps
    if result.advice.verdict in (Verdict.DO_NOT_REPLY, Verdict.NOTHING_TO_STOP):
        return ()
    stop = request.stop_sent is not None or any(s.action in SENDING and s.when is None for s in steps)
    letter = request.letter_sent is not None or steps[0].action in ("write_company", "complain")
    return (*(("stop_sent",) if stop else ()), *(("letter_sent",) if letter else ()))


def _may_send_later(result: Result) -> tuple[str, ...]:
    """What stands behind "what next": who comes back may have done that as well."""
    if result.advice.verdict in (Verdict.DO_NOT_REPLY, Verdict.NOTHING_TO_STOP):
        return ()
    actions = {s.action for s in result.advice.steps}
    if actions.isdisjoint((*SENDING, "write_company")):
        return ()
    return tuple(field for field in ("stop_sent", "letter_sent") if field not in _may_have_sent(result))


def _sent(field: str, result: Result, w: Catalogue) -> Sent:
    told = getattr(result.request, field)
    title = w(f"answer.told.{field}", date=w.date(told)) if told else w(f"answer.sent.{field}")
    return Sent(field=field, title=title, told=told)
