"""What a person or a program asks: a plain mapping made into a checked `Request`.

A bad detail never costs the answer: it is ignored and named in `warnings` (`bad_country`, `bad_received` ...).

>>> from datetime import date
>>> r = read_request({"sender": "36180", "country": "uk", "received": "yesterday"}, as_of=date(2026, 11, 24))
>>> r.country, r.received, r.warnings
('GB', None, ('bad_received',))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from ..codes import HAPPENED
from ..country.loader import load_index
from ..errors import BadRequestError, NothingGivenError
from ..model import Request

COUNTRY_CODE = re.compile(r"[A-Z]{2}")
PASTE_LENGTH = 40  # a sender longer than this, or of several lines, is a paste of the message


def _text(value: object) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else str(value)
    return text or None


def _flag(value: object) -> bool | None:
    known = {"true": True, "false": False, "yes": True, "no": False, "": None}
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return known[value.strip().lower()]
    raise ValueError(value)


def _is_true(value: object) -> bool:
    return _flag(value) is True


def _moment(value: object) -> datetime:
    """ISO 8601 wall-clock time as the phone showed it; an offset is dropped, for the clock face is what counts."""
    if not isinstance(value, str) or not re.match(r"\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d", value):
        raise ValueError(value)
    return datetime.fromisoformat(value.strip()).replace(tzinfo=None)


def _day(value: object) -> date:
    return date.fromisoformat(str(value)[:10])


def country_code(value: object) -> str:
    """The code of the country whose rules apply ('uk' -> 'GB', 'RE' -> 'FR'). Raises ValueError for no code."""
    index = load_index()
    if value in (None, ""):
        return index.default_country
    code = str(value).strip().upper()
    if not COUNTRY_CODE.fullmatch(code):
        raise ValueError(value)
    return index.aliases.get(code, code)


def _language(value: object) -> str:
    code = str(value).lower()[:2]
    if code not in load_index().languages:
        raise ValueError(value)
    return code


def _own_number(value: object) -> str:
    """The person's own number as they wrote it; whether it is one, the country's plan says (`__init__`)."""
    number = str(value).strip()
    if not re.fullmatch(r"[+(]?\d[\d .\-/()]{4,24}", number):
        raise ValueError(value)
    return number


# What may be given beside sender and text, in the order of the warnings, and how each is read.
DETAILS: Mapping[str, Callable[[object], object]] = {
    "country": country_code, "received": _moment, "knows_sender": _flag, "stop_sent": _day, "letter_sent": _day,
    "own_number": _own_number, "as_of": _day, "language": _language, "from_picture": _is_true,
}  # fmt: skip
QUESTIONS = ("knows_number", "asked_for_code", "is_customer", "expects_parcel")


def _happened(given: Mapping[str, object], warnings: list[str]) -> tuple[str, ...]:
    """What happened already, the most urgent first; `clicked: true` is an older way to say one of them.

    Unknown codes are named in the warnings, and the others hold.
    """
    if "happened" not in given and "clicked" not in given:
        return ()
    codes = given.get("happened")
    listed = [codes] if isinstance(codes, str) and codes else codes if isinstance(codes, list | tuple) else []
    known = {code for code in listed if isinstance(code, str) and code in HAPPENED}
    if any(code not in HAPPENED for code in listed) or (codes not in (None, "") and codes != [] and not listed):
        warnings.append("bad_happened")
    try:
        if _flag(given.get("clicked")):
            known.add("clicked")
    except (ValueError, KeyError, TypeError):
        warnings.append("bad_clicked")
    return tuple(code for code in HAPPENED if code in known)


def _answers(given: Mapping[str, object], warnings: list[str]) -> dict[str, bool]:
    """Question id -> yes or no; what is no question of ours, or no answer, is named in the warnings."""
    answers = given.get("answers")
    if answers in (None, "", {}):
        return {}
    if not isinstance(answers, Mapping):
        warnings.append("bad_answers")
        return {}
    known: dict[str, bool] = {}
    for question, answer in answers.items():
        try:
            value = _flag(answer) if question in QUESTIONS else None
        except (ValueError, KeyError, TypeError):
            value = None
        if value is not None:
            known[question] = value
    if len(known) < len(answers):
        warnings.append("bad_answers")
    return known


def read_request(given: Mapping[str, object], *, as_of: date) -> Request:
    """The checked request. `as_of` holds unless the request carries its own.

    Raises NothingGivenError without sender and text, BadRequestError where `given` is no mapping.
    """
    if not isinstance(given, Mapping):
        raise BadRequestError("a request is an object with the fields sender, text, country ...")
    sender, text = _text(given.get("sender")), _text(given.get("text"))
    if text is not None and not text.strip():
        text = None  # a blank text is none; a blank sender was given, and is unreadable
    if sender is None and text is None:
        raise NothingGivenError("give a sender, a text, or both")
    details: dict[str, Any] = {"country": load_index().default_country, "as_of": as_of}
    warnings: list[str] = []
    for name in [name for name in DETAILS if name in given]:
        asked = given[name]
        if asked in (None, ""):
            continue
        try:
            value = DETAILS[name](asked)
        except (ValueError, KeyError, TypeError):
            warnings.append(f"bad_{name}")
            continue
        if value is not None:
            details[name] = value
    details["happened"] = _happened(given, warnings)
    details["answers"] = _answers(given, warnings)
    details.setdefault("knows_sender", details["answers"].get("knows_number"))
    return Request(sender=sender, text=text, warnings=tuple(dict.fromkeys(warnings)), **details)


def is_paste(sender: str) -> bool:
    """True where the sender field holds a whole message: over 40 characters, or several lines of it."""
    return len(sender.strip()) > PASTE_LENGTH or len(sender.strip().splitlines()) > 1
