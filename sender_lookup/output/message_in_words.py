"""What an answer says of the message: what it is, the reasons, and the message itself with its evidence marked.

Where a body's true site or number was read, the reason names it beside what the message prints: a person can compare.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..codes import Purpose, Via
from ..message.bodies import bodies_of
from ..message.links import host_of
from ..message.reasons import WAYS_OUT
from ..model import Message, Result, Signal
from ..text.normalize import fold
from ..text.tokens import LIMIT
from .catalogue import Catalogue

MOST_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of the message: `marked` where it is evidence, `host` where it is the host of a web address."""

    text: str
    marked: bool = False
    host: bool = False


def message_lines(message: Message, w: Catalogue) -> tuple[str, ...]:
    """What it is, and the way out that it prints."""
    lines = [w(f"purpose.{message.purpose}")]
    if message.unsure:
        lines.append(w("message.unsure"))
    o = message.opt_out
    ways = [s.code for s in message.signals if s.code in WAYS_OUT]
    if o is None and ways:
        lines.append(w("opt_out.email"))
    elif o is not None and o.via is Via.REPLY and o.keyword is None:
        lines.append(w("opt_out.button"))
    elif o is not None:
        lines.append(w(f"opt_out.{o.via}", keyword=o.keyword or "", to=o.to or ""))
    elif message.purpose is Purpose.MARKETING:
        lines.append(w("opt_out.none"))
    return tuple(lines)


def signs_in_words(result: Result, w: Catalogue) -> tuple[str, ...]:
    """Three reasons at most, each once, the most telling first; what was not read is always said."""
    message = result.message
    assert message is not None
    sentences = dict.fromkeys(_reason(s, result, w) for s in _reasons(message))
    cut = [w("signal.text_cut")] if any(s.code == "text_cut" for s in message.signals) else []
    return (*list(sentences)[:MOST_REASONS], *cut)


def _reasons(message: Message) -> Iterable[Signal]:
    """The signals by what they tell a person: `reasons.signals_of` has put them in order."""
    return (s for s in message.signals if s.code != "text_cut")


def _reason(signal: Signal, result: Result, w: Catalogue) -> str:
    """One reason; with what was checked, where that can be named."""
    assert result.message is not None
    printed = signal.evidence[0].text if signal.evidence else ""
    body = bodies_of(result.country.code).by_id.get(result.message.body or "")
    if body is not None and not body.was_read:
        body = None  # general knowledge weighs, and is not shown
    if signal.code == "wants_foreign_tap" and (host := host_of(fold(printed))):
        if body is not None and body.site:
            return w("signal.wants_foreign_tap.not_own", host=host, site=body.site)
        return w("signal.wants_foreign_tap.host", host=host)
    if signal.code == "wants_call" and printed and body is not None and body.phone:
        return w("signal.wants_call.not_own", number=printed, phone=body.phone)
    if signal.code == "telling_words":
        return w("signal.telling_words", words=", ".join(e.text for e in signal.evidence))
    return w(f"signal.{signal.code}")


def quoted(result: Result) -> tuple[Piece, ...]:
    """The message cut into pieces, with evidence marked and hosts of its web addresses set apart.

    What was not read (see `text.LIMIT`; a phone's own lines above a pasted message) is not shown either.
    """
    assert result.message is not None
    text, first = result.request.text or "", result.understood.start if result.understood else 0
    if len(text) > first + LIMIT:
        text = text[: first + LIMIT] + "…"
    marks = [0] * (len(text) + 1)
    shown = tuple(_reasons(result.message))[:MOST_REASONS]
    for signal in result.message.signals:
        for e in signal.evidence if signal in shown or signal.code == "link" else ():
            if signal in shown:
                _mark(marks, e.start, min(e.end, len(text)), 1)
            if signal.code == "link" and (host := host_of(fold(e.text))):
                begin = fold(e.text).find(host)
                if begin >= 0:
                    _mark(marks, e.start + begin, e.start + begin + len(host), 2)
    pieces, start = [], first
    for at in range(first + 1, len(text) + 1):
        if at == len(text) or marks[at] != marks[start]:
            pieces.append(Piece(text=text[start:at], marked=bool(marks[start] & 1), host=bool(marks[start] & 2)))
            start = at
    return tuple(pieces)


def _mark(marks: list[int], start: int, end: int, bit: int) -> None:
    for at in range(start, min(end, len(marks))):
        marks[at] |= bit
