"""What comes next in a case that a person keeps, and on which day.

The rules are those of an answer (`advice.follow_up`): this only says which of its steps is meant, and when. What an
answer cannot know is added: the message came again, a reminder set a term, a complaint or a report was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ..advice.deadline import Deadline, day_to_look, deadline_of
from ..advice.follow_up import STOPPING
from ..codes import Verdict
from ..model import Step
from ..output.answer import step_view
from ..output.calendar import REMINDER_DAYS, Entry, entry_after, entry_at_end_of, is_disputed
from ..output.catalogue import Catalogue
from ..pipeline import lookup
from .asked import Asked, first_of

SENTENCE_ENDS = (".", "?", "!", "…")


class Next(NamedTuple):
    """What comes next: in words, from which day (None where no day counts), and whether that is now; `entry` is what
    a calendar can note, where a day is still to come; `is_end` where nothing is left to do."""

    says: str
    day: date | None = None
    is_due: bool = False
    entry: Entry | None = None
    is_end: bool = False


def next_of(asked: Asked, w: Catalogue) -> Next:
    """What comes next. Where something happened, first aid comes first; after a deed it is asked for, and stays due."""
    aid = next((step for step in asked.result.advice.steps if step.happened), None)
    if aid is None:
        return _next(asked, w)
    says = _title(aid, asked, w)
    if not asked.done:
        return Next(says, is_due=True)
    found = _next(asked, w, is_alone=False)
    day = found.day if found.day and found.day <= asked.as_of else None
    then = "" if found.is_end else found.says
    says = w("case.next.first_aid", step=says, next=then).strip()
    return Next(says, day, is_due=True, entry=found.entry)


def _next(asked: Asked, w: Catalogue, *, is_alone: bool = True) -> Next:
    """What comes next but for first aid; not `is_alone` where it stands behind that, which leaves something to do."""
    if asked.is_stopped:
        return Next(w("case.next.stopped"), is_end=True)
    if complaints := asked.days("complaint"):
        return _after_complaint(complaints[-1], asked, w)
    result, first = asked.result, asked.first
    wrote = result.request.stop_sent or result.request.letter_sent
    if asked.is_reported and _ends_with_report(asked, bool(wrote)):
        return Next(w("case.next.reported"), is_end=True)
    if asked.is_of_unknown_country:
        return _without_rules(asked, w)
    if first.action == "nothing":
        return Next(_title(first, asked, w), is_end=True)
    if first.action == "do_not_reply":
        return Next(_with_deed(asked, w), is_due=True)
    return _after_reminder(asked, w) or (
        _on_the_ladder(asked, w, is_alone) if wrote else Next(_title(first, asked, w), is_due=True)
    )


def _after_complaint(day: date, asked: Asked, w: Catalogue) -> Next:
    """An authority takes its time; what came on a later day is one more proof."""
    if again := asked.came_after(day):
        return Next(w("case.next.complained.again", day=w.date(day), again=w.date(again)), is_due=True)
    return Next(w("case.next.complained", day=w.date(day)))


def _ends_with_report(asked: Asked, wrote: bool) -> bool:
    """True for what nothing stops, or may be a scam; not where a firm can be asked to stop, or was."""
    if asked.result.advice.verdict is Verdict.DO_NOT_REPLY or asked.first.action == "do_not_reply":
        return True
    return asked.result.advice.verdict is Verdict.CHECK_FIRST and asked.first.action not in STOPPING and not wrote


def _without_rules(asked: Asked, w: Catalogue) -> Next:
    """That we do not know the rules there; what is not to be done, or given to anyone, holds everywhere."""
    unknown, first = w("case.next.unknown_country"), asked.first
    is_due = first.action == "do_not_reply" or asked.result.advice.verdict is Verdict.DO_NOT_REPLY
    if is_due or first.action == "nothing":
        unknown = f"{_title(first, asked, w)} {unknown}"
    return Next(unknown, is_due=is_due)


def _with_deed(asked: Asked, w: Catalogue) -> str:
    """Not to answer, and then what can be done."""
    own = [step for step in asked.result.advice.steps if not step.happened]
    deed = next((s for action in ("report", "block") for s in own if s.action == action), None)
    return " ".join(_title(step, asked, w) for step in (own[0], deed) if step)


def _after_reminder(asked: Asked, w: Catalogue) -> Next | None:
    """A reminder sets a term of its own; the month of the letter before it still counts."""
    days, request = asked.days("reminder"), asked.result.request
    if not days:
        return None
    terms = [Deadline(since=days[-1], until=days[-1] + timedelta(days=REMINDER_DAYS), of="reminder")]
    if request.letter_sent and (
        month := deadline_of(request, asked.result.country, disputed=is_disputed(asked.result))
    ):
        terms.append(month)
    term = max(terms, key=lambda deadline: deadline.until)
    complaint = next(_steps_to_complain(asked), None)
    if not term.has_passed(asked.as_of):
        return _wait(term, complaint.action if complaint else "", w)
    return Next(_title(complaint or asked.first, asked, w), entry_at_end_of(term).day, is_due=True)


def _steps_to_complain(asked: Asked) -> Iterator[Step]:
    """Complaints for want of an answer; what is banned in a sector is another matter."""
    steps = asked.result.advice.steps
    return (step for step in steps if step.action == "complain" and step.situation != "banned_sector")


def _on_the_ladder(asked: Asked, w: Catalogue, is_alone: bool) -> Next:
    """STOP or a letter was sent: to look after two days, to wait for an answer, then what the answer says."""
    request, first = asked.result.request, asked.first
    entry = entry_after("", request, asked.result.country, disputed=is_disputed(asked.result))
    if entry is None or first.action not in ("wait", "write_company", "complain"):
        return Next(_title(first, asked, w), is_due=True)
    coming = entry if entry.day > asked.as_of else None
    if first.action == "wait" and entry.of == "check":
        return Next(w("case.next.check"), entry.day, entry=entry)
    if first.action == "wait":
        return _wait(entry.deadline, first_of(lookup(asked.request, as_of=entry.day)).action, w)
    if first.situation != "after_stop":
        return Next(_title(first, asked, w), None if coming else entry.day, is_due=True, entry=coming)
    look = day_to_look(entry.deadline.since, asked.result.country)
    if asked.came_since(look):
        return Next(w(f"case.next.again.{first.action}"), look, is_due=True, entry=coming)
    says = w(f"case.next.look.{first.action}")
    says = f"{says} {w('case.next.look.else')}" if is_alone else says
    return Next(says, look, is_due=True, entry=coming)


def _wait(deadline: Deadline, then: str, w: Catalogue) -> Next:
    """To wait until the last day of a deadline; `then` is the action after it."""
    entry = entry_at_end_of(deadline)
    key = w.first(f"case.next.wait.{then}", "case.next.wait")
    return Next(w(key, until=w.date(deadline.until)), entry.day, entry=entry)


def _title(step: Step, asked: Asked, w: Catalogue) -> str:
    """The title of a step as a sentence."""
    title = step_view(step, asked.result.country, w, asked.result.sender).title
    return title if title.endswith(SENTENCE_ENDS) else f"{title}."
