"""What an answer says of the message: what it is, the reasons, and the message itself with its evidence marked.

Where a body's true site or number was read, the reason names it beside what the message prints: a person can compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..codes import Purpose, Verdict, Via
from ..message.bodies import bodies_of
from ..message.links import host_of
from ..message.reasons import WAYS_OUT
from ..model import Evidence, Message, OptOut, Result, Signal
from ..text.normalize import fold
from ..text.tokens import LIMIT
from .catalogue import Catalogue

MOST_REASONS = 3
SHORT = 180  # characters of a message that are shown whole beside the deeds
NEAR = 30  # characters between the word and the number of a way out
MOST_PLACES = 2  # that are marked for one reason
LONGEST = 320  # characters of an excerpt
AROUND = 34  # characters kept on either side of what is cut out of a longer one


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of the message. `mark` is the number of the reason that it is evidence for (0: none); `host` is true
    where it is the host of a web address, `cut` where it stands for what an excerpt leaves out."""

    text: str
    mark: int = 0
    host: bool = False
    cut: bool = False


def message_lines(message: Message, w: Catalogue) -> tuple[str, ...]:
    """What it is, and the way out that it prints."""
    lines = [w("message.unsure") if message.unsure else w(f"purpose.{message.purpose}")]
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
    cut = [w("signal.text_cut")] if any(s.code == "text_cut" for s in message.signals) else []
    return (*_told(result, w), *cut)


def _told(result: Result, w: Catalogue) -> dict[str, Signal]:
    """The reasons that are told, and the signal that each is about; two signals in the same words are told once, and so
    are two that rest on the same piece of the message ("WhatsApp" is another app: it is no account as well)."""
    assert result.message is not None
    sentences: dict[str, Signal] = {}
    told: set[Evidence] = set()
    for signal in _reasons(result.message):
        if signal.evidence and told.issuperset(signal.evidence):
            continue
        sentences.setdefault(_reason(signal, result, w), signal)
        told.update(signal.evidence)
        if len(sentences) == MOST_REASONS:
            break
    return sentences


def marks_in_words(result: Result, w: Catalogue) -> tuple[tuple[str, Signal], ...]:
    """What is marked in the message, in the order of the text: an advert's way out alone, else the reasons.

    What has no place of its own in the text comes last.
    """
    message = result.message
    assert message is not None
    text = result.request.text or ""
    if message.opt_out and result.advice.verdict in (Verdict.STOP, Verdict.PREMIUM):
        place = place_of(message.opt_out, text)
        return ((message_lines(message, w)[-1], Signal(code="opt_out", evidence=(place,) if place else ())),)
    most = MOST_REASONS if result.advice.verdict in (Verdict.DO_NOT_REPLY, Verdict.CHECK_FIRST) else 1
    taken: set[int] = set()
    shown: list[tuple[str, Signal]] = []
    others: list[tuple[str, Signal]] = []
    for words, signal in _told(result, w).items():
        places = {at for e in signal.evidence for at in range(e.start, min(e.end, len(text)))}
        (shown if places - taken and len(shown) < most else others).append((words, signal))
        taken |= places
    shown.sort(key=lambda told: [e.start for e in told[1].evidence])
    return tuple(shown or others[:1])


def place_of(way: OptOut, text: str) -> Evidence | None:
    """Where a way out is printed: the word and the number beside it, the link, or the last word alone.

    >>> place_of(OptOut(via=Via.SMS, keyword="STOP", to="36180"), "Soldes ! STOP au 36 180.")
    Evidence(start=9, end=23, text='STOP au 36 180')
    >>> place_of(OptOut(via=Via.SMS, keyword="STOP", to="+33612345678"), "STOP au +33 6 12 34 56 78").text
    'STOP au +33 6 12 34 56 78'
    """
    word = way.keyword or ""
    if way.to and (printed := re.search(r"[\s.\-/()]*".join(map(re.escape, way.to)), text)):
        before = text.rfind(word, max(0, printed.start() - NEAR), printed.start()) if word else -1
        after = text.find(word, printed.end(), printed.end() + NEAR) if word and before < 0 else -1
        start = before if before >= 0 else printed.start()
        end = after + len(word) if after >= 0 else printed.end()
        return Evidence(start, end, text[start:end])
    what = way.url or word
    start = text.rfind(what) if what else -1
    return Evidence(start, start + len(what), what) if start >= 0 else None


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
    if signal.code == "wants_call" and result.message.body is None:
        return w("signal.wants_call.nobody")
    if signal.code == "telling_words":
        return w("signal.telling_words", words=", ".join(e.text for e in signal.evidence))
    return w(f"signal.{signal.code}")


def quoted(result: Result, marked: Iterable[Signal]) -> tuple[Piece, ...]:
    """The message cut into pieces: what the reasons rest on, with their numbers, and hosts of web addresses.

    What was not read (see `text.LIMIT`; a phone's own lines above a pasted message) is not shown either.
    """
    assert result.message is not None
    text, first = result.request.text or "", result.understood.start if result.understood else 0
    if len(text) > first + LIMIT:
        text = text[: first + LIMIT] + "…"
    marks, hosts = [0] * len(text), [False] * len(text)
    for number, signal in enumerate(marked, 1):
        for e in signal.evidence[:MOST_PLACES]:
            for at in range(e.start, min(e.end, len(text))):
                marks[at] = marks[at] or number  # where two meet, the first is seen
    for e in (e for s in result.message.signals if s.code == "link" for e in s.evidence):
        host = host_of(fold(e.text))
        begin = e.start + fold(e.text).find(host) if host else -1
        if host and begin >= e.start:
            hosts[begin : begin + len(host)] = [True] * (min(begin + len(host), len(text)) - begin)
    pieces, start = [], first
    for at in range(first + 1, len(text) + 1):
        if at == len(text) or (marks[at], hosts[at]) != (marks[start], hosts[start]):
            pieces.append(Piece(text=text[start:at], mark=marks[start], host=hosts[start]))
            start = at
    return tuple(pieces)


def excerpt(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A long message with its unmarked stretches cut: its beginning, and the words around each mark."""
    if sum(len(p.text) for p in pieces) <= SHORT:
        return pieces
    shown: list[Piece] = []
    for n, piece in enumerate(pieces):
        is_plain = not piece.mark and not piece.host
        before = piece.text[: AROUND * (1 if n else 2)] if is_plain else piece.text
        after = piece.text[-AROUND:] if n + 1 < len(pieces) else ""
        if not is_plain or len(before) + len(after) + AROUND >= len(piece.text):
            shown.append(piece)
            continue
        head, tail = before.rpartition(" ")[0] or before, after.partition(" ")[2] or after
        shown += [Piece(text=head), Piece(text="…", cut=True), *([Piece(text=tail)] if tail else [])]
    return tuple(_first(shown))


def _first(pieces: list[Piece]) -> Iterable[Piece]:
    """As many as a screen has room for; a message of links alone has no plain stretch to cut."""
    length = 0
    for piece in pieces:
        length += len(piece.text)
        if length > LONGEST:
            yield Piece(text="…", cut=True)
            return
        yield piece
