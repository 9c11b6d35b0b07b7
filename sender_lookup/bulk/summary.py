"""What a table comes to: rows by purpose, verdict, family of senders, number to opt out, host, day.

>>> counts = Counts()
>>> cells = ("stop", "send_sms", "marketing", "name", "sender-name", "STOP", "36180", "sms", None, None)
>>> counts.add(Asked("MODALIA", "Voir www.modalia.example/a. STOP au 36180", "2026-11-22T21:04"), cells)
>>> print(as_table(counts))
1 row
<BLANKLINE>
purpose
  marketing        1  100 %
<BLANKLINE>
verdict
  stop             1  100 %
<BLANKLINE>
family
  sender-name      1  100 %
<BLANKLINE>
opt_out_to
  36180            1  100 %
<BLANKLINE>
host
  modalia.example  1  100 %
<BLANKLINE>
day
  2026-11-22       1  100 %
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from ..intake.timestamp import read_line
from ..message.links import host_of
from ..output.templates import environment
from ..text.normalize import clean
from ..text.tokens import prepare
from .answers import Asked, Cells
from .columns import ADDED

GROUPS = ("purpose", "verdict", "family", "opt_out_to", "host", "day")
MOST = 20_000  # different hosts, numbers or days that are counted; the rarest are forgotten beyond it
SHOWN = 12  # of each group; of days the last ones
DAYS_SHOWN = 60


class Line(NamedTuple):
    """A value, its rows and their share of all rows."""

    value: str
    rows: int
    share: float

    @property
    def percent(self) -> str:
        """The share as people write it.

        >>> Line("x", 1, 0.001).percent, Line("x", 1, 0.304).percent
        ('<1 %', '30 %')
        """
        return "<1 %" if self.share < 0.005 else f"{100 * self.share:.0f} %"


class Counts:
    """How many rows have which value, in memory that does not grow with the table."""

    def __init__(self, as_of: date | None = None) -> None:
        self.rows = self.errors = 0
        self._as_of = as_of or date.max
        self._groups: dict[str, Counter[str]] = {name: Counter() for name in GROUPS}

    def add(self, asked: Asked, cells: Cells) -> None:
        """Count one row."""
        self.rows += 1
        named = dict(zip(ADDED, cells, strict=True))
        self.errors += named["verdict"] is None
        for name in ("purpose", "verdict", "family", "opt_out_to"):
            self._count(name, named[name])
        for host in _hosts(asked.text):
            self._count("host", host)
        self._count("day", _day(asked.received, self._as_of))

    def _count(self, group: str, value: str | None) -> None:
        if not value:
            return
        counter = self._groups[group]
        counter[value] += 1
        if len(counter) > MOST:
            self._groups[group] = Counter(dict(counter.most_common(MOST // 2)))

    def lines(self, group: str) -> list[Line]:
        """The commonest values of a group; the last days in their order."""
        counter = self._groups[group]
        if group == "day":
            found = sorted(counter.items())[-DAYS_SHOWN:]
        else:
            found = sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
        return [Line(value, rows, rows / self.rows) for value, rows in found]

    def others(self, group: str) -> int:
        """How many more values the group has than `lines` gives."""
        return len(self._groups[group]) - len(self.lines(group))


def _hosts(text: object) -> set[str]:
    if not isinstance(text, str) or not text.strip():
        return set()
    read = prepare(text)
    return {host_of(read.folded[start:end]) for start, end in read.links} - {""}


def _day(received: object, as_of: date) -> str | None:
    if isinstance(received, date):
        return (received.date() if isinstance(received, datetime) else received).isoformat()
    arrival = read_line(clean(received), as_of) if isinstance(received, str) else None
    return arrival.day.isoformat() if arrival and arrival.day else None


def as_table(counts: Counts) -> str:
    """The summary for a terminal."""
    return "\n".join(_table(counts))


def _table(counts: Counts) -> Iterator[str]:
    yield f"{counts.rows:,} row{'' if counts.rows == 1 else 's'}" + (
        f", {counts.errors:,} without an answer" if counts.errors else ""
    )
    shown = {group: lines for group in GROUPS if (lines := counts.lines(group))}
    every = [line for lines in shown.values() for line in lines]
    value = max((len(line.value) for line in every), default=0)
    rows = max((len(f"{line.rows:,}") for line in every), default=0)
    for group, lines in shown.items():
        yield f"\n{group}"
        for line in lines:
            yield f"  {line.value:<{value}}  {line.rows:>{rows},}  {line.percent:>5}"
        if others := counts.others(group):
            yield f"  and {others:,} more"


def as_page(counts: Counts, title: str) -> str:
    """The summary as a page of its own: charts drawn in it, no script, nothing that is fetched."""
    groups = [(name, counts.lines(name), counts.others(name)) for name in GROUPS]
    page = environment("bulk").get_template("summary.html")
    return page.render(title=title, rows=counts.rows, errors=counts.errors, groups=groups)
