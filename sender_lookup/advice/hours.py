"""When it came: the arrival time against the country's rules on hours in force on that day.

Arrival is not sending: a telephone that was off gets its messages later, so a verdict here is a remark, never a proof.
All hours are the wall-clock time that the telephone showed.

>>> from datetime import datetime
>>> from ..country.loader import load_country
>>> check(datetime(2026, 11, 22, 21, 0), Purpose.MARKETING, load_country("FR")).reasons
('after_20', 'sunday')
"""

from __future__ import annotations

from datetime import datetime

from ..codes import Purpose, TimingVerdict
from ..country.loader import load_holidays
from ..country.schema import Country, HoursRule
from ..country.validity import in_force
from ..model import Timing

SEVERITY = (TimingVerdict.WITHIN, TimingVerdict.DISCOURAGED, TimingVerdict.OUTSIDE)


def check(received: datetime | None, purpose: Purpose | None, country: Country) -> Timing | None:
    """None without a time; the worst verdict of all rules that apply, with every reason and claim in file order."""
    if received is None:
        return None
    rules = [r for r in country.hours if in_force(received.date(), r.valid_from, r.valid_to)]
    if not rules or purpose not in (None, Purpose.MARKETING, Purpose.UNKNOWN):
        return Timing(verdict=TimingVerdict.NOT_APPLICABLE)
    broken = [r for r in rules if breaks(r, received, country)]
    worst = max((r.verdict for r in broken), key=SEVERITY.index, default=TimingVerdict.WITHIN)
    claims = dict.fromkeys(c for r in broken or rules for c in r.claims)
    return Timing(verdict=worst, reasons=tuple(dict.fromkeys(r.reason for r in broken)), claims=tuple(claims))


def breaks(rule: HoursRule, received: datetime, country: Country) -> bool:
    """Bounds are inclusive for the sender: 8:00 and 21:30 themselves are inside."""
    clock = received.time().replace(second=0, microsecond=0, tzinfo=None)
    if rule.weekday is not None:
        return received.isoweekday() == rule.weekday
    if rule.holiday:
        return country.holidays is not None and received.date() in load_holidays(country.holidays)
    if rule.before is not None:
        return clock < rule.before
    return rule.after is not None and clock > rule.after and (rule.up_to is None or clock <= rule.up_to)
