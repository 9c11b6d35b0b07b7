"""Cases made by hand: what is known of a request, whatever the weights of the signs may be."""

from __future__ import annotations

from datetime import date
from typing import Any

from sender_lookup.advice.case import Case
from sender_lookup.codes import Purpose, Via
from sender_lookup.country.loader import load_country
from sender_lookup.model import Message, OptOut, Request, Signal
from sender_lookup.sender.classify import classify

P = Purpose
FREE = OptOut(via=Via.SMS, keyword="STOP", to="36180")
PREMIUM = OptOut(via=Via.SMS, keyword="STOP", to="81234")
NINE = OptOut(via=Via.SMS, keyword="STOP", to="92200")
SERVICE = OptOut(via=Via.SMS, keyword="STOP", to="33700")
TO_MOBILE = OptOut(via=Via.SMS, keyword="STOP", to="0612345678")
REPLY = OptOut(via=Via.REPLY, keyword="ARRET")
LINK = OptOut(via=Via.LINK, url="a.example/x")
CALL = OptOut(via=Via.CALL, to="0142163236")
COSTLY_CALL = OptOut(via=Via.CALL, to="0899001234")
CUT_CALL = OptOut(via=Via.CALL)
POST = OptOut(via=Via.POST)
LINK_THEN_FREE = OptOut(via=Via.LINK, url="a.example/x", also=(FREE,))
PREMIUM_THEN_FREE = OptOut(via=Via.SMS, keyword="STOP", to="81234", also=(FREE,))

CODE, NAME, MOBILE, LANDLINE, VOIP, PLATFORM = (
    "36180", "MODALIA", "0612345678", "0142163236", "0972123456", "0939021234",
)  # fmt: skip
FOREIGN, SERVICE_NUMBER, TOLL_FREE, EMAIL, HIDDEN = "+447700900123", "3646", "0805805817", "a@b.example", "Privé"

OF_THE_MESSAGE = ("unsure", "fraud", "wants", "marks", "topic", "body", "proven", "speaks_for_a_body")


def case(sender: str | None, purpose: Purpose | None, opt_out: OptOut | None = None, **given: Any) -> Case:
    """A case in France with a message of that purpose; what `OF_THE_MESSAGE` names belongs to the message."""
    country = load_country(given.pop("country", "FR"))
    message = None
    if purpose is not None:
        signals = tuple(s if isinstance(s, Signal) else Signal(code=s) for s in given.pop("signals", ()))
        details = {k: given.pop(k) for k in OF_THE_MESSAGE if k in given}
        sets: dict[str, Any] = {k: frozenset(details.pop(k, ())) for k in ("wants", "marks")}
        if purpose is P.SCAM and not details.get("unsure"):
            details.setdefault("fraud", "sure_reader")
        message = Message(purpose=purpose, opt_out=opt_out, signals=signals, **sets, **details)
    request = Request(**{"as_of": date(2026, 11, 24), "country": country.code, **given})
    return Case(request, classify(sender, country) if sender is not None else None, message, country)
