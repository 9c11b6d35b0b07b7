"""A reminder for the calendar: an `.ics` file (RFC 5545) with the day on which to look whether STOP worked, or
after which a person may complain.

An event of a whole day with an alarm at nine that morning. No clock is read: the stamp is the day on which it was asked
for, so the same request gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from ..advice.deadline import Deadline, day_to_look, deadline_of
from ..codes import Verdict
from ..country.schema import Country
from ..model import Request, Result
from .catalogue import Catalogue

DISPUTE = "operator_dispute"  # the letter to an operator about its bill
REMINDER, REMINDER_DAYS = "company_reminder", 15  # the letter that sets a term of its own, and that term
WIDTH = 75  # octets in a line, its CRLF not counted (RFC 5545, 3.1)


def reminder_of(request: Request, country: Country, *, disputed: bool = False) -> str:
    """What the next date is for: to `check` whether STOP worked, to `complain` after the term; "" where none comes.

    `disputed`: what was charged is; see `deadline_of`.
    """
    stop, letter = request.stop_sent, request.letter_sent
    if stop is not None and letter is None and stop <= request.as_of < day_to_look(stop, country):
        return "check"
    deadline = deadline_of(request, country, disputed=disputed)
    return "complain" if deadline is not None and not deadline.has_passed(request.as_of) else ""


def is_disputed(result: Result) -> bool:
    """Whether it is about what an operator charges, whose time may be another than that of an advertiser."""
    return result.advice.verdict is Verdict.PREMIUM


def deadline_after(letter: str, request: Request, country: Country, *, disputed: bool = False) -> Deadline | None:
    """The deadline that runs, `letter` being sent today: the term of the law, or that which a reminder sets."""
    if letter != REMINDER:
        return deadline_of(request, country, disputed=disputed or letter == DISPUTE)
    return Deadline(since=request.as_of, until=request.as_of + timedelta(days=REMINDER_DAYS), of="reminder")


def sent_today(letter: str, request: Request, country: Country, w: Catalogue) -> str:
    """Who has until when to answer a letter that was sent today, and where one goes next."""
    deadline = deadline_after(letter, request, country)
    if deadline is None or not country.advice.authority:
        return ""
    return w(
        w.first(f"letter.sent.{letter}", "letter.sent"),
        until=w.date(deadline.until),
        authority=w(f"authority.{country.advice.authority}"),
        route=_first_dispute_route(country, w),
    )


def _first_dispute_route(country: Country, w: Catalogue) -> str:
    """Where one goes who gets no answer from an operator."""
    route = country.routes[country.advice.dispute_routes[0]]
    key = f"route.{route.id}.name"
    return w(key) if key in w else route.name


class Entry(NamedTuple):
    """What is noted for a day: to `check` whether STOP worked, or that a deadline has passed (`of` is then its own)."""

    day: date
    of: str
    deadline: Deadline


def entry_at_end_of(deadline: Deadline) -> Entry:
    """The day on which nobody can answer in time any more."""
    return Entry(deadline.until + timedelta(days=1), deadline.of, deadline)


def entry_after(letter: str, request: Request, country: Country, *, disputed: bool = False) -> Entry | None:
    """What is noted, `letter` being sent today; None where no deadline runs."""
    deadline = deadline_after(letter, request, country, disputed=disputed)
    if deadline is None:
        return None
    if letter != REMINDER and reminder_of(request, country) == "check":
        return Entry(day_to_look(deadline.since, country), "check", deadline)
    return entry_at_end_of(deadline)


def calendar_file(
    request: Request,
    country: Country,
    sender: str,
    w: Catalogue,
    page: str = "",
    letter: str = "",
    *,
    disputed: bool = False,
) -> str | None:
    """The file as text with CRLF; None where no deadline runs. `sender` is shown in the entry, `page` is where to go on
    that day: an address without anything that was typed; `letter` is the one that is sent today."""
    entry = entry_after(letter, request, country, disputed=disputed)
    if entry is None:
        return None
    key = f"{sender}|{entry.deadline.since}|{entry.day}"
    return entry_as_file(entry, sender, w, key=key, page=page, made=request.as_of)


def entry_as_file(entry: Entry, sender: str, w: Catalogue, *, key: str, page: str, made: date) -> str:
    """The file of one entry. A later one with the same `key` takes its place in a calendar."""
    day, of = entry.day, entry.of
    since, until = w.date(entry.deadline.since), w.date(entry.deadline.until)
    summary = w(w.first(f"calendar.summary.{of}", "calendar.summary"), sender=sender)
    about = w(f"calendar.about.{of}", sender=sender, since=since, until=until)
    about = f"{about} {page}".strip()
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//STOP SMS//sender-lookup//EN", "CALSCALE:GREGORIAN", "BEGIN:VEVENT",
        f"UID:{sha256(key.encode('utf-8', 'replace')).hexdigest()[:24]}@stop-sms",
        f"DTSTAMP:{made:%Y%m%d}T000000Z", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_escape(summary)}",
        f"DESCRIPTION:{_escape(about)}", *([f"URL:{page}"] if page else []), "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT9H", f"DESCRIPTION:{_escape(summary)}", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _escape(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11: controls would end the line, so they become spaces."""
    plain = "".join(c if c.isprintable() else " " for c in text.replace("\n", " "))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _fold(line: str) -> Iterator[str]:
    """The line in pieces of 75 octets; a piece begins with a space and never cuts a character."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if size + octets > WIDTH:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    yield piece
