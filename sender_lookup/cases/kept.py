"""A case as a person keeps it, read: messages under one firm, and what was done when. `docs/cases.md` describes it.

It may come from a file that anybody wrote: what is missing or wrong is read as absent.

>>> events = [{"what": "stop", "day": "2026-11-20"}]
>>> kept = read_case({"id": "a", "messages": [{"sender": "MODALIA"}], "events": events})
>>> kept.messages[0].sender, kept.events[0].day
('MODALIA', datetime.date(2026, 11, 20))
>>> read_case({"id": "a", "messages": "none"}) is None
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from ..codes import HAPPENED
from ..text.normalize import clean

DONE = ("stop", "letter", "complaint", "report", "stopped")  # what a person may have done, or seen: nothing came since
LAST_YEAR = 9999  # nothing comes after it
BLANK_LETTERS = " \n\u115f\u1160\u2800\u3164\uffa0"  # letters and a sign by their category, and blanks to the eye


class KeptMessage(NamedTuple):
    """A message of a case, each field as it was typed; `received` is a moment, a day or ""."""

    sender: str
    text: str
    received: str
    knows_sender: str
    own_number: str
    from_picture: str

    @property
    def moment(self) -> datetime | None:
        """When it came; a day alone is its first moment."""
        try:
            return datetime.fromisoformat(self.received.strip()).replace(tzinfo=None)
        except ValueError:
            return None

    @property
    def day(self) -> date | None:
        """The day on which it came."""
        return self.moment.date() if self.moment else None

    @property
    def has_hour(self) -> bool:
        """True where more than the day is known."""
        return self.moment is not None and ":" in self.received


class Done(NamedTuple):
    """What was done on a day: one of `DONE`, and which letter."""

    day: date
    what: str
    letter: str


class KeptCase(NamedTuple):
    """A case with at least one message; `events` in order of their days."""

    id: str
    country: str
    firm: str
    changed: str
    messages: tuple[KeptMessage, ...]
    happened: tuple[str, ...]
    answers: Mapping[str, str]
    events: tuple[Done, ...]

    @property
    def newest(self) -> KeptMessage:
        """The message that came last; where no day is known, the one that was added last."""
        return max(reversed(self.messages), key=lambda message: message.moment or datetime.min)

    def request(self, message: KeptMessage) -> dict[str, Any]:
        """What a lookup is asked about one of its messages."""
        told = {name: value for name, value in message._asdict().items() if value}
        case = {"country": self.country, "happened": list(self.happened), "answers": dict(self.answers)}
        return {**told, **{name: value for name, value in case.items() if value}}


def read_case(given: object) -> KeptCase | None:
    """The case; None where it holds no message."""
    if not isinstance(given, Mapping):
        return None
    messages = tuple(_message(one) for one in _objects(given.get("messages")) if _is_usable(one))
    if not messages:
        return None
    happened, answers = given.get("happened"), given.get("answers")
    told = happened if isinstance(happened, list) else []
    events = sorted(_events(given.get("events")), key=lambda done: done.day)
    return KeptCase(
        id=_text(given.get("id")), country=_text(given.get("country")), firm=_text(given.get("firm")).strip(),
        changed=_text(given.get("changed")), messages=messages,
        happened=tuple(code for code in HAPPENED if code in told),
        answers={k: v for k, v in answers.items() if _text(v)} if isinstance(answers, Mapping) else {},
        events=tuple(events),
    )  # fmt: skip


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_usable(given: Mapping[str, Any]) -> bool:
    return any(clean(_text(given.get(name))).strip(BLANK_LETTERS) for name in ("sender", "text"))


def _message(given: Mapping[str, Any]) -> KeptMessage:
    values = {name: _text(given.get(name)) for name in KeptMessage._fields}
    return KeptMessage(**{**values, "from_picture": "true" if given.get("from_picture") in (True, "true") else ""})


def _events(value: object) -> Iterator[Done]:
    for given in _objects(value):
        try:
            day = date.fromisoformat(_text(given.get("day")))
        except ValueError:
            continue
        if given.get("what") in DONE and day.year < LAST_YEAR:
            yield Done(day, _text(given.get("what")), _text(given.get("letter")))
