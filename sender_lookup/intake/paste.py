"""A paste of the whole screen, split into sender line, arrival and message.

People copy what they see: a header ("De : MODALIA", "+33 6 ...", "Message texte", "Aujourd'hui 21:04"), then the text.
Only a line that is clearly a sender (a label with something after it, or a number alone) is taken for one, and the
last line is always text.

>>> paste = split("De : MODALIA\\nMessage texte\\nHier 21:04\\nSoldes ! STOP au 36180", as_of=date(2026, 11, 24))
>>> paste.sender, paste.received, paste.text
('MODALIA', datetime.datetime(2026, 11, 23, 21, 4), 'Soldes ! STOP au 36180')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from ..country.loader import load_index
from ..model import Request, Understood
from ..text.normalize import clean, fold
from ..text.phrases import alternation
from .request import is_paste
from .timestamp import Arrival, read_line, screen

NUMBER_LINE = re.compile(r"\+?[\d ().\-/]{3,24}")
LONGEST_HEADER = 80  # characters; a line beyond is text, so that a long message costs nothing here


@dataclass(frozen=True, slots=True)
class Paste:
    """The parts of a paste; what was not found is None. `start` is where the message begins, so no text is lost.

    `header` is true where the lines before it are plainly a phone's own: a sender that is named as one, a kind of
    message, or a moment. A number or a day alone may as well be the beginning of the message. `channel` is how it came
    where that was no SMS (`Screen.channels`).
    """

    sender: str | None
    received: datetime | None
    text: str
    start: int
    header: bool
    channel: str | None = None


class PhoneLine(NamedTuple):
    """What a line of a phone's own says: when the message came, whether it names its kind, by which channel it came."""

    arrival: Arrival | None
    names_kind: bool
    channel: str | None


def read_phone_line(line: str, as_of: date) -> PhoneLine | None:
    """A line with nothing but a kind of message, a moment or both ("SMS \u00b7 Hier 21:04"); None for any other."""
    folded = fold(line)
    kind = _message_kind().match(folded)
    arrival = read_line(line[kind.end() :] if kind else line, as_of)
    if arrival or (kind and kind.end() == len(folded)):
        return PhoneLine(arrival, kind is not None, _channel(kind.group()) if kind else None)
    return None


@dataclass(slots=True)
class Found:
    """What the lines of a phone that were read so far have given."""

    sender: str | None = None
    header: bool = False
    channel: str | None = None
    arrivals: list[Arrival] = field(default_factory=list)

    def take(self, line: str, as_of: date) -> bool:
        """Note what the line says; False where it is plainly text."""
        said = read_phone_line(line, as_of)
        if self.sender is None and (label := _label().fullmatch(fold(line))):
            self.sender = line[label.start("rest") :].strip()
            self.header = self.header or label["label"] in screen().sender_lines
        elif said is not None:
            self.arrivals += [said.arrival] if said.arrival else []
            self.channel = self.channel or said.channel
            self.header = self.header or said.names_kind
        elif self.sender is None and NUMBER_LINE.fullmatch(line):
            self.sender = line
        else:
            return False
        return True

    @property
    def moment(self) -> datetime | None:
        """Day and clock time, which may stand on lines of their own."""
        day = next((a.day for a in self.arrivals if a.day), None)
        clock = next((a.clock for a in self.arrivals if a.clock), None)
        return Arrival(day, clock).moment


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{alternation(load_index().sender_labels)}) ?: ?(?P<rest>.+)")


@cache
def _message_kind() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(screen().message_kinds)}(?![a-z0-9])[ :,.|\u2022\u00b7\-]*)+")


def _channel(kind: str) -> str | None:
    """'chat rcs' -> 'rcs'; None for an SMS."""
    return next((channel for word, channel in screen().channels.items() if word in kind), None)


def split(paste: str, *, as_of: date) -> Paste:
    """The sender line, the moment and the rest. Lines are looked at from the top until one is plainly text."""
    found, start = Found(), 0
    for line, begin, end in _lines(paste):
        start = begin
        if len(line) > LONGEST_HEADER or not paste[end:].strip() or not found.take(line, as_of):
            break
    header = start > 0 and (found.header or found.moment is not None)
    return Paste(found.sender, found.moment, paste[start:].strip(), start, header, found.channel)


def _lines(paste: str) -> Iterator[tuple[str, int, int]]:
    """Each line that is not blank: as it is seen, where it begins and where it ends."""
    at = 0
    for raw in paste.splitlines(keepends=True):
        begin, at = at, at + len(raw)
        if line := clean(raw):
            yield line, begin, at


def unpack(request: Request) -> tuple[Request, Understood | None]:
    """The request with what a paste in it holds put in its place, and what was found where.

    A sender field with a whole message in it is a paste; a text that begins with a phone's own lines is one too. What
    the person gave in a field of its own goes before what a paste says.
    """
    if request.sender is not None and is_paste(request.sender):
        paste = split(request.sender, as_of=request.as_of)
        moved = request._replace(
            text=request.text or paste.text,
            received=request.received or paste.received,
            warnings=(*request.warnings, "sender_read_as_text"),
        )
        return moved, Understood(field="sender", sender=paste.sender, received=paste.received, channel=paste.channel)
    if request.text is None or "\n" not in request.text:
        return request, None
    paste = split(request.text, as_of=request.as_of)
    if not paste.header:
        return request, None
    sender = paste.sender if request.sender is None else None
    received = paste.received if request.received is None else None
    moved = request._replace(sender=request.sender or sender, received=request.received or received)
    found = Understood(field="text", sender=sender, received=received, start=paste.start, channel=paste.channel)
    return moved, found
