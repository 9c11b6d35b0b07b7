"""How long a company has: the terms of its country (`[[terms]]`), from STOP and from a letter.

Where the country file has none, one calendar month to answer a request (GDPR art. 12(3), claim `eu.gdpr.one_month`). A
month ends with the last hour of the day of the same number, or of the last day of a month that has no such day
(Regulation 1182/71, art. 3(2)(c)): on that day the company may still answer. What a holiday at its end does to it is
left out: a person who waits one working day more loses nothing.

A term in business days (within which messages must end) leaves out Saturdays, Sundays and the holidays of the whole
country: those of a state or province may make it a day longer, which its words say.

>>> one_month_after(date(2026, 1, 31))
datetime.date(2026, 2, 28)
>>> business_days_after(date(2026, 11, 25), 2, frozenset({date(2026, 11, 26)}))
datetime.date(2026, 11, 30)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..country.loader import load_holidays
from ..country.schema import Country, Term
from ..model import Request

PATIENCE = 2  # days after STOP in which one waits, where no term says how long the messages may still come
ONE_MONTH = Term(after="")
SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day on which the company may still act, and what it runs from: `letter` or `stop`."""

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


def business_days_after(day: date, count: int, holidays: frozenset[date], *, with_first: bool = False) -> date:
    """The last of so many business days after a day; `with_first` counts that day too, if it is one."""
    day -= timedelta(days=with_first)
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SUNDAY - 1 and day not in holidays
    return day


def deadline_of(request: Request, country: Country, *, disputed: bool = False) -> Deadline | None:
    """The deadline that runs: from the letter if one was sent, else from STOP; None before either.

    `disputed`: the letter went to an operator, about what it charged.
    """
    for of, since in (("letter", request.letter_sent), ("stop", request.stop_sent)):
        if since is not None and since <= request.as_of and since.year < 9999:
            term = _term("dispute", country) if disputed and of == "letter" else _term(of, country)
            return Deadline(since=since, until=_end(since, term, country), of=of)
    return None


def day_to_look(stop_sent: date, country: Country) -> date:
    """The first day on which messages after STOP mean that it did not help."""
    term = _term("stop", country)
    if term.business_days:
        return _end(stop_sent, term, country) + timedelta(days=1)
    return stop_sent + timedelta(days=PATIENCE)


def _term(of: str, country: Country) -> Term:
    after = ("dispute", "letter") if of == "dispute" else (of,)
    return next((t for name in after for t in country.terms if t.after == name), ONE_MONTH)


def _end(since: date, term: Term, country: Country) -> date:
    if not term.business_days:
        return since + timedelta(days=term.days) if term.days else one_month_after(since)
    holidays = load_holidays(country.holidays or "")
    return business_days_after(since, term.business_days, holidays, with_first=term.with_first)
