"""Which rules hold: those in force on a day."""

from __future__ import annotations

from datetime import date


def in_force(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """True where a rule valid from and to these days (None: no bound) was in force on `day`."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)
