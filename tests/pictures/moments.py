"""How phones write the moment above a message, by phone and language.

>>> from datetime import date, datetime
>>> words = phone_words("fr")
>>> above("iphone", datetime(2026, 11, 28, 14, 2), date(2026, 11, 28), words)
('Aujourd’hui', '14:02')
>>> above("google", datetime(2026, 11, 13, 21, 3), date(2026, 11, 28), words)
('', 'ven. 13 nov. • 21:03')
>>> above("samsung", datetime(2026, 11, 13, 21, 3), date(2026, 11, 28), words)
('', 'vendredi 13 novembre 2026')
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

Words = Mapping[str, Any]


@cache
def phone_words(language: str) -> Words:
    """What phones print in that language (`phones.toml`)."""
    tables = tomllib.loads((Path(__file__).parent / "phones.toml").read_text(encoding="utf-8"))
    words: Words = tables[language]
    return words


def above(style: str, moment: datetime, today: date, words: Words) -> tuple[str, str]:
    """The line above a message: what of it is bold, and the rest."""
    clock = f"{moment:%H:%M}"
    if style == "samsung":
        return "", written(words["long_day"], moment, words)
    days = (today - moment.date()).days
    if days > 6:
        day = written(words["short_day" if moment.year == today.year else "old_day"], moment, words)
        rest = f"{day} • {clock}" if style == "google" else f"{day}{words['at']}{clock}"
        return ("", rest) if style == "google" else (day, rest.removeprefix(day).lstrip())
    day = [words["today"], words["yesterday"]][days] if days < 2 else words["days"][moment.weekday()]
    return ("", f"{day} • {clock}") if style == "google" else (day, clock)


def written(form: str, moment: datetime | date, words: Words) -> str:
    """A day in one of the forms of `phones.toml`."""
    return form.format(
        weekday=words["days"][moment.weekday()],
        short=words["short_days"][moment.weekday()],
        day=moment.day,
        month=words["months"][moment.month - 1],
        abbreviated=words["short_months"][moment.month - 1],
        year=moment.year,
    )
