"""The cases that a person keeps on their device: what each is, what comes next, and in which order they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..advice.deadline import day_to_look
from ..errors import BadRequestError
from ..output.answer import AFTER, what_of
from ..output.calendar import entry_as_file
from ..output.catalogue import Catalogue, load_catalogue
from ..output.several import beginning
from .asked import Asked
from .chronology import Line, chronology_of, senders_shown
from .kept import KeptCase, read_case
from .next_step import Next, next_of

LAST_DAY = date.max
TITLE = 80  # characters of a title


def cases(call: Mapping[str, Any], language: str, *, as_of: date) -> dict[str, Any]:
    """A line for each of `cases`, and the order of their ids; a case without a message is left out.

    Raises BadRequestError where there is no list.
    """
    given = call.get("cases")
    if not isinstance(given, list):
        raise BadRequestError("cases is a list of cases")
    asked = [Asked(case, as_of) for one in given if (case := read_case(one))]
    words = [load_catalogue(language, one.result.country) for one in asked]
    found = [(one, next_of(one, w)) for one, w in zip(asked, words, strict=True)]
    lines = [_line(one, comes, w) for (one, comes), w in zip(found, words, strict=True)]
    return {"cases": lines, "order": _order(found)}


def case_reminder(call: Mapping[str, Any], language: str, page: str, *, as_of: date) -> dict[str, Any]:
    """The calendar file for the next day of `case`; its text is null where no day comes. `page` is where to go then.

    Raises BadRequestError where the case has no message.
    """
    asked = asked_of(call, as_of)
    w = load_catalogue(language, asked.result.country)
    entry = next_of(asked, w).entry
    file = {"name": "stop-sms.ics", "type": "text/calendar"}
    if entry is None:
        return {**file, "text": None, "says": ""}
    text = entry_as_file(entry, title_of(asked), w, key=asked.case.id, page=page, made=as_of)
    return {**file, "text": text, "says": w("case.reminder", day=w.date(entry.day))}


def asked_of(call: Mapping[str, Any], as_of: date) -> Asked:
    """The `case` of a call. Raises BadRequestError where it has no message."""
    case = read_case(call.get("case"))
    if case is None:
        raise BadRequestError("case is an object with messages, each with a sender, a text, or both")
    return Asked(case, as_of)


def title_of(asked: Asked) -> str:
    """The firm and the sender as the phone shows it; else how the message begins. At most `TITLE` characters."""
    title = _whole_title(asked)
    return title if len(title) <= TITLE else f"{title[: TITLE - 1].rstrip()}…"


def _whole_title(asked: Asked) -> str:
    firm, sender = asked.case.firm, asked.result.sender.display if asked.result.sender else ""
    if firm and sender and firm != sender:
        return f"{firm} ({sender})"
    return firm or sender or beginning(asked.result)


def what_now(asked: Asked, w: Catalogue) -> str:
    """What it is, in a few words: those of the answer, but nothing is said not to have been enough before a message
    came again. "" where what comes next says it all."""
    request, first = asked.result.request, asked.result.advice.steps[0]
    if request.happened:
        return what_of(asked.result, w)
    if asked.is_stopped or asked.days("complaint"):
        return ""
    if first.action not in AFTER or first.action == "wait" or not (request.stop_sent or request.letter_sent):
        return what_of(asked.result, w)
    if request.stop_sent is None:
        return ""
    came = asked.came_since(day_to_look(request.stop_sent, asked.result.country))
    return what_of(asked.result, w) if came and not asked.days("reminder") else w("case.what.stop")


def as_dict(comes: Next, w: Catalogue) -> dict[str, Any]:
    """What comes next, as the page shows it."""
    day = comes.day.isoformat() if comes.day else ""
    when = w("case.when.from", day=w.date(comes.day)) if comes.day else ""
    return {"says": comes.says, "day": day, "when": w("case.when.now") if comes.is_due else when, "due": comes.is_due}


def count_of(case: KeptCase, w: Catalogue) -> str:
    """How many messages came, and when the last."""
    n, day = len(case.messages), case.newest.day
    key = "case.count.one" if n == 1 else "case.count"
    return w(f"{key}.day", n=str(n), day=w.date(day)) if day else w(key, n=str(n))


def _line(asked: Asked, comes: Next, w: Catalogue) -> dict[str, Any]:
    result = asked.result
    return {
        "id": asked.case.id, "request": asked.request, "title": title_of(asked), "count": count_of(asked.case, w),
        "verdict": result.advice.verdict, "what": what_now(asked, w), "next": as_dict(comes, w),
        "chronology": [_chronology_line(line) for line in chronology_of(asked.case, result.country, w)],
        "reminder": comes.entry is not None, "sender": ", ".join(senders_shown(asked.case, result.country)),
        "unknown_country": asked.is_of_unknown_country,
    }  # fmt: skip


def _chronology_line(line: Line) -> dict[str, str]:
    return {"day": line.day.isoformat() if line.day else "", "when": line.when, "says": line.says}


def _order(found: list[tuple[Asked, Next]]) -> list[str]:
    """What is due first, then by the day of the next step, then the newest."""
    newest = sorted(found, key=lambda one: one[0].case.changed, reverse=True)
    return [asked.case.id for asked, _ in sorted(newest, key=_urgency)]


def _urgency(one: tuple[Asked, Next]) -> tuple[bool, date]:
    asked, comes = one
    return not comes.is_due, comes.day or (asked.as_of if comes.is_due else LAST_DAY)
