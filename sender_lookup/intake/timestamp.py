"""When a message came, as the phone's screen says it: a line of date and clock time, read in the site's languages.

A line counts only where nothing but a day, a clock time and small words stand in it. A day without a year is the last
such day up to `as_of`; "yesterday" is the day before it.

>>> read_line("Lun. 23 nov. à 21:04", date(2026, 11, 24))
Arrival(day=datetime.date(2026, 11, 23), clock=datetime.time(21, 4))
>>> read_line("Yesterday 9:05 PM", date(2026, 11, 24)).moment
datetime.datetime(2026, 11, 23, 21, 5)
>>> read_line("Soldes lundi 23 nov. à 21:04 !", date(2026, 11, 24)) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from ..country.records import record_from
from ..resources import read_table
from ..text.normalize import fold

LONGEST = 60  # characters of such a line
TOKEN = re.compile(
    r"(?P<iso>20\d\d-\d\d-\d\d)(?:t(?=\d))?"
    r"|(?P<clock>\d\d?(?::| ?h ?)\d\d)(?::\d\d)?(?!\d)(?: ?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?P<figures>\d\d?[/.\-]\d\d?(?:[/.\-](?:20)?\d\d)?)(?!\d)"
    r"|(?P<number>\d{1,4})(?:er|st|nd|rd|th)?\b|(?P<word>[a-z]+(?:'[a-z]+)*)|[ ,.|\u2022\u00b7()\-]"
)

YEAR_AFTER = re.compile(r"[ ,.]{0,2}(?:de )?(?P<year>20\d\d)(?!\d)")
CLOSED = re.compile(r"(?:\.\d{1,6})?(?:z|[+-]\d\d:\d\d)?(?: ?[\])])?")  # fractions, offset and bracket after a moment


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a line says: a day, a clock time, or both. Wall-clock, as the phone showed it."""

    day: date | None
    clock: time | None

    @property
    def moment(self) -> datetime | None:
        """The moment where both are known."""
        return datetime.combine(self.day, self.clock) if self.day and self.clock else None


@dataclass(frozen=True, slots=True)
class Screen:
    """What phones print around a message (`data/screen.toml`); words are folded, `...s` map a beginning to a number."""

    sender_lines: tuple[str, ...]
    message_kinds: tuple[str, ...]
    today: tuple[str, ...]
    yesterday: tuple[str, ...]
    fillers: tuple[str, ...]
    channels: Mapping[str, str]
    weekdays: Mapping[str, str]
    months: Mapping[str, str]
    own: tuple[str, ...]
    sent: tuple[str, ...]
    columns: Mapping[str, str]


@cache
def screen() -> Screen:
    """The packaged table. Raises RuleError where it is wrong."""
    return record_from(Screen, read_table("screen") or {}, "screen.toml", "screen")


def read_line(line: str, as_of: date) -> Arrival | None:
    """What the line says of the arrival; None where it says anything else, or no day or time that exists."""
    said = _said(line)
    if said is None:
        return None
    try:
        day, clock = _day(said, as_of), _clock(said)
    except ValueError:
        return None  # the 31st of November, 25:00
    return None if day is None and clock is None else Arrival(day, clock)


def leading_moment(line: str, as_of: date) -> tuple[datetime, int] | None:
    """The moment with which a line of an export begins, and where the line goes on after it; a day of the week alone
    is no day.

    >>> leading_moment("[22/11/2026, 21:04:33] MODALIA: Soldes", date(2026, 11, 24))
    (datetime.datetime(2026, 11, 22, 21, 4), 22)
    """
    folded = fold(line[:LONGEST])
    at, said = 1 if folded[:1] in ("[", "(") else 0, dict[str, str]()
    while match := TOKEN.match(folded, at):
        at = match.end()
        if not all(_take(said, name, value) for name, value in match.groupdict().items() if value):
            return None
        if "clock" not in said or not (said.keys() & {"iso", "figures", "ago"} or {"month", "number"} <= said.keys()):
            continue
        if "month" in said and "year" not in said and (year := YEAR_AFTER.match(folded, at)):
            said["year"], at = year["year"], year.end()
        try:
            day, clock = _day(said, as_of), _clock(said)
        except ValueError:
            return None
        moment, closed = Arrival(day, clock).moment, CLOSED.match(folded, at)
        return (moment, closed.end()) if moment and closed else None
    return None


def _said(line: str) -> dict[str, str] | None:
    """The parts by name, each once; None for a line with anything else in it."""
    if len(line) > LONGEST:
        return None
    folded, at, said = fold(line), 0, dict[str, str]()
    while at < len(folded):
        match = TOKEN.match(folded, at)
        if match is None:
            return None
        for name, value in match.groupdict().items():
            if value and not _take(said, name, value):
                return None
        at = match.end()
    return said


def _take(said: dict[str, str], name: str, value: str) -> bool:
    """Note one part under its name; False where it is none of a date or stands there already."""
    known = screen()
    if name == "word":
        if value in known.fillers:
            return True
        if value in known.today or value in known.yesterday:
            name, value = "ago", "0" if value in known.today else "1"
        elif "number" in said and "month" not in said and (month := _beginning(known.months, value)):
            name, value = "month", month
        elif "number" not in said and "weekday" not in said and (weekday := _beginning(known.weekdays, value)):
            name, value = "weekday", weekday
        elif month := _beginning(known.months, value):
            name, value = "month", month
    elif name == "number":
        name = "year" if len(value) == 4 else "number"
    if name == "word" or name in said:
        return False
    said[name] = value
    return True


def _beginning(table: Mapping[str, str], word: str) -> str | None:
    """The number of the longest beginning in the table that the word has."""
    return next((table[word[:n]] for n in (4, 3) if word[:n] in table), None)


def _clock(said: Mapping[str, str]) -> time | None:
    if "clock" not in said:
        return None
    hour, minute = map(int, re.findall(r"\d+", said["clock"]))
    half = said.get("half")
    return time(hour % 12 + 12 * (half == "p") if half else hour, minute)


def _day(said: Mapping[str, str], as_of: date) -> date | None:
    if "ago" in said:
        return as_of - timedelta(days=int(said["ago"]))
    if "iso" in said:
        return date.fromisoformat(said["iso"])
    if "figures" in said:
        day, month, *year = map(int, re.findall(r"\d+", said["figures"]))
        if month > 12 >= day:  # the American order, where no other is possible
            day, month = month, day
        return _dated(day, month, year[0] % 100 + 2000 if year else None, as_of)
    if "month" in said and "number" in said:
        return _dated(int(said["number"]), int(said["month"]), int(said["year"]) if "year" in said else None, as_of)
    if "weekday" in said and not {"month", "number", "year"} & said.keys():
        return as_of - timedelta(days=(as_of.isoweekday() - int(said["weekday"])) % 7)
    return None


def _dated(day: int, month: int, year: int | None, as_of: date) -> date:
    """That day; without a year, the last one up to `as_of`. Raises ValueError where there is none."""
    if year is not None:
        return date(year, month, day)
    this_year = date(as_of.year, month, day)
    return this_year if this_year <= as_of else date(as_of.year - 1, month, day)
