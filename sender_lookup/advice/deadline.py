"""How long a company has to answer: one calendar month from the request (GDPR art. 12(3), claim `eu.gdpr.one_month`).

A month ends with the last hour of the day of the same number, or of the last day of a month that has no such day
(Regulation 1182/71, art. 3(2)(c)): on that day the company may still answer. What a holiday at its end does to it is
left out: a person who waits one working day more loses nothing.

>>> one_month_after(date(2026, 1, 31))
datetime.date(2026, 2, 28)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..model import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day on which the company may answer, and what it runs from: `letter` or `stop`."""

    since: date
    until: date
    of: str

    def has_passed(self, today: date) -> bool:
        """True from the day after the last one."""
        return today > self.until


def one_month_after(day: date) -> date:
    """The same day of the next month, or its last one."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    # Not by `calendar.monthrange`: a browser would load `calendar` and `locale` at every start for it.
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, month, min(day.day, last.day))


def deadline_of(request: Request) -> Deadline | None:
    """The deadline that runs: from the letter if one was sent, else from STOP; None before either."""
    for of, since in (("letter", request.letter_sent), ("stop", request.stop_sent)):
        if since is not None and since <= request.as_of and since.year < 9999:
            return Deadline(since=since, until=one_month_after(since), of=of)
    return None
