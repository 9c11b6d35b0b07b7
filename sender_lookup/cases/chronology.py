"""What happened when in a case that a person keeps: its messages, and what the person did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from ..country.schema import Country
from ..intake.request import is_paste
from ..output.answer import letter_words
from ..output.catalogue import Catalogue
from ..sender.classify import classify
from .kept import Done, KeptCase, KeptMessage


class Line(NamedTuple):
    """One thing that happened; `when` is its day, and hour where that is known, in words."""

    day: date | None
    when: str
    says: str


def chronology_of(case: KeptCase, country: Country, w: Catalogue) -> tuple[Line, ...]:
    """In order of days; a message comes before what was done on its day, what has no day comes last."""
    dated = [(datetime.combine(done.day, time.max), _of_done(done, country, w)) for done in case.events]
    dated += [(message.moment, _of_message(message, country, w)) for message in case.messages if message.moment]
    undated = [_of_message(message, country, w) for message in case.messages if not message.moment]
    return (*(line for _, line in sorted(dated, key=lambda found: found[0])), *undated, *_of_happened(case, w))


def sender_shown(message: KeptMessage, country: Country) -> str:
    """The sender as a phone of that country shows it; "" for none, and where a whole message stands."""
    sender = message.sender.strip()
    return classify(sender, country).display if sender and not is_paste(sender) else ""


def senders_shown(case: KeptCase, country: Country) -> tuple[str, ...]:
    """The senders of a case, each once."""
    senders = (sender_shown(message, country) for message in case.messages)
    return tuple(dict.fromkeys(sender for sender in senders if sender))


def _of_message(message: KeptMessage, country: Country, w: Catalogue) -> Line:
    sender = sender_shown(message, country)
    return Line(
        message.day, when_in_words(message, w), w("case.message", sender=sender) if sender else w("case.message.bare")
    )


def when_in_words(message: KeptMessage, w: Catalogue) -> str:
    """A day, or a day and an hour; "" where neither is known."""
    if not message.moment:
        return ""
    return w.date_time(message.moment) if message.has_hour else w.date(message.moment.date())


def _of_done(done: Done, country: Country, w: Catalogue) -> Line:
    if done.what == "letter" and done.letter in country.letters:
        title, _ = letter_words(done.letter, w)
        return Line(done.day, w.date(done.day), w("case.done.letter.title", title=title))
    return Line(done.day, w.date(done.day), w(f"case.done.{done.what}"))


def _of_happened(case: KeptCase, w: Catalogue) -> Iterator[Line]:
    if case.happened:
        what = " · ".join(w(f"happened.{code}") for code in case.happened)
        yield Line(None, "", w("case.happened", what=what))
