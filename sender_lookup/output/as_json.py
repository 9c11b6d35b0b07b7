"""A result as the plain dict that JSON callers get: the contract's field names, codes, no prose."""

from __future__ import annotations

from typing import Any

from ..model import Advice, Message, OptOut, Question, Result, Sender, Signal, Step, Timing, Understood

# The version of the JSON. A whole number and no "1.2": an added field is no news to readers that pass by what they do
# not know, so only the part that breaks them is left to count. `api.as_dict` says what that is.
SCHEMA = 1
SENDER = ("raw", "display", "kind", "family", "e164", "region", "territory", "operator", "allocation", "replyable")
STEP = ("action", "to", "body", "uri", "when", "price", "route", "situation", "happened")


def result_as_dict(result: Result) -> dict[str, Any]:
    """The result with null for what was not given; strings of enums as they are. `understood` is there for a paste,
    `notes` where there are some."""
    found = {
        "schema": SCHEMA,
        "sender": _sender(result.sender) if result.sender else None,
        "message": _message(result.message) if result.message else None,
        "timing": _timing(result.timing) if result.timing else None,
        "advice": _advice(result.advice),
        "question": _question(result.advice.question),
        "guide": result.guide,
        "letters": list(result.letters),
        "warnings": list(result.warnings),
    }
    if result.understood:
        found["understood"] = _understood(result.understood, result)
    if result.notes:
        found["notes"] = list(result.notes)
    return found


def _sender(s: Sender) -> dict[str, Any]:
    return {name: getattr(s, name) for name in SENDER} | {"notes": list(s.notes)}


def _opt_out(o: OptOut) -> dict[str, Any]:
    return {"keyword": o.keyword, "to": o.to, "via": o.via, "url": o.url, "also": [_opt_out(a) for a in o.also]}


def _signal(s: Signal) -> dict[str, Any]:
    return {"code": s.code, "evidence": [{"start": e.start, "end": e.end, "text": e.text} for e in s.evidence]}


def _message(m: Message) -> dict[str, Any]:
    return {
        "purpose": m.purpose,
        "opt_out": _opt_out(m.opt_out) if m.opt_out else None,
        "signals": [_signal(s) for s in m.signals],
        "topic": m.topic,
        "unsure": m.unsure,
    }


def _question(q: Question | None) -> dict[str, Any] | None:
    return {"id": q.id, "verdicts": {"yes": q.yes, "no": q.no}} if q else None


def _timing(t: Timing) -> dict[str, Any]:
    return {"verdict": t.verdict, "reasons": list(t.reasons), "claims": list(t.claims)}


def _understood(u: Understood, result: Result) -> dict[str, Any]:
    """What was taken from a paste; `text` is the message as it was read."""
    received = u.received.isoformat(timespec="minutes") if u.received else None
    text = result.request.text[u.start :] if result.request.text else None
    return {"field": u.field, "sender": u.sender, "received": received, "text": text}


def _step(s: Step) -> dict[str, Any]:
    step = {name: value for name in STEP if (value := getattr(s, name)) is not None}
    step["claims"] = list(s.claims)
    return step


def _advice(a: Advice) -> dict[str, Any]:
    return {"verdict": a.verdict, "steps": [_step(s) for s in a.steps], "rule": a.rule}
