"""The evidence sheet: what the phone showed, the exact text with its hash, and what was done when.

It is made from what the person typed. The hash (SHA-256 of the text in UTF-8, as given) lets anybody check later that
the sheet's text was not changed; it proves nothing about who sent it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from ..advice.deadline import deadline_of
from ..advice.follow_up import HARMED
from ..model import Result
from .calendar import is_disputed
from .catalogue import Catalogue, load_catalogue
from .templates import environment


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSheet:
    """One case as it is kept. `done` holds (day, what) in order; `what` is `received`, `stop`, `letter` or `sheet`."""

    sender: str
    sender_given: str
    country: str
    received: str | None
    text: str | None
    sha256: str | None
    clicked: bool
    happened: tuple[str, ...]
    done: tuple[tuple[date, str], ...]
    until: date | None
    made: date


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8.

    >>> text_hash("STOP")[:16]
    '04dedf8afeb8a417'
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def evidence_of(result: Result, *, day: date | None = None) -> EvidenceSheet:
    """The sheet of an answer. Nothing is added to what was given but the hash and the deadline; `day` is that of the
    message, where its hour is not known."""
    r = result.request
    known = (("received", r.received.date() if r.received else day), ("stop", r.stop_sent), ("letter", r.letter_sent))
    done = [(day, what) for what, day in known if day is not None]
    deadline = deadline_of(r, result.country, disputed=is_disputed(result))
    return EvidenceSheet(
        sender=result.sender.display if result.sender else "", sender_given=r.sender or "", country=r.country,
        received=r.received.isoformat(timespec="minutes") if r.received else day.isoformat() if day else None,
        text=r.text, sha256=text_hash(r.text) if r.text is not None else None,
        clicked=not HARMED.isdisjoint(r.happened), happened=r.happened,
        done=tuple(sorted([*done, (r.as_of, "sheet")], key=lambda d: d[0])),
        until=deadline.until if deadline else None, made=r.as_of,
    )  # fmt: skip


def evidence_as_json(evidence: EvidenceSheet) -> str:
    """The sheet for a program: dates in ISO 8601, the text and its hash untouched."""
    names = ("sender", "sender_given", "country", "received", "text", "sha256", "clicked", "happened")
    found = {name: getattr(evidence, name) for name in names}
    done = [{"day": day.isoformat(), "what": what} for day, what in evidence.done]
    until = evidence.until.isoformat() if evidence.until else None
    whole = {"format": "stop-sms-evidence-1", **found, "done": done, "until": until, "made": evidence.made.isoformat()}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def evidence_as_text(evidence: EvidenceSheet, language: str) -> str:
    """The sheet for a person, to print or to keep."""
    return _write("evidence.txt", evidence, load_catalogue(language)).strip() + "\n"


def evidence_as_html(evidence: EvidenceSheet, language: str) -> str:
    """The sheet as a fragment of HTML, autoescaped."""
    return _write("evidence.html", evidence, load_catalogue(language))


def _write(template: str, evidence: EvidenceSheet, w: Catalogue) -> str:
    when = _in_words(evidence.received, w) if evidence.received else ""
    done = [(w.date(day), w(f"evidence.done.{what}")) for day, what in evidence.done]
    until = w.date(evidence.until) if evidence.until else ""
    return (
        environment("templates").get_template(template).render(e=evidence, t=w, received=when, done=done, until=until)
    )


def _in_words(received: str, w: Catalogue) -> str:
    """A day, or a day and an hour."""
    moment = datetime.fromisoformat(received)
    return w.date_time(moment) if "T" in received else w.date(moment.date())
