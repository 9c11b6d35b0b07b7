"""Why we think so: the signs and demands of a message that are worth showing, each with its place in the text.

A person reads three reasons at most, so the most telling come first: what the message wants and how it alarms, then
the signs by what they weigh for the purpose found. Where no sign is seen, the words that weighed most are named.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..codes import Purpose
from ..model import Signal
from ..text.phrases import Places
from ..text.tokens import Text
from .demands import Demands
from .ngrams import telling_words
from .purpose import SCORED, weights

# What a message wants or bears -> the code under which it is shown, the most telling first.
TOLD = {
    "paid_call": "wants_paid_call", "code": "wants_code", "new_number": "new_number",
    "payment_reference": "payment_reference",
    "lost": "wants_lost_tap", "foreign_tap": "wants_foreign_tap", "call": "wants_call", "iban": "wants_transfer",
    "alarm": "alarm", "prize": "prize", "waiting": "message_waiting", "data": "wants_data", "pay": "wants_payment",
    "threat": "threat_by_person", "despair": "despair", "invites": "invites_to_paid_code", "political": "political",
    "charity": "charity", "iban_new": "new_iban", "handover": "wants_handover",
}  # fmt: skip
ORDER = {fact: n for n, fact in enumerate(TOLD)}
WAYS_OUT = ("rcs_button", "email_opt_out")  # which the advice reads
CLAIMED_ALWAYS = frozenset({"threat", "despair", "political", "charity", "invites", "iban_new", "handover"})


def signals_of(text: Text, signs: Places, demands: Demands, purpose: Purpose, doubt: bool) -> tuple[Signal, ...]:
    """The signals of a message, the most telling first."""
    shown_as = Purpose.SCAM if doubt else purpose
    found = _told(text, demands, shown_as)
    shown = weights().shows[shown_as]
    rank = _ranks()[shown_as]
    codes = [code for code in signs if code in shown and code not in found and not _misleads(code, signs, demands)]
    codes.sort(key=rank.__getitem__)
    for code in [code for code in codes if signs[code]]:
        found[code] = Signal(code, text.spans(signs[code]))
    for code in [code for code in codes if not signs[code]]:  # last those that nothing in the text shows
        found[code] = Signal(code)
    for code in WAYS_OUT:
        if code in signs:
            found[code] = Signal(code, text.spans(signs[code]))
    if shown_as in SCORED and not any(signal.evidence for signal in found.values()):  # the words decided alone
        places = telling_words(text, SCORED.index(shown_as))
        if places:
            found["telling_words"] = Signal(code="telling_words", evidence=text.spans(places))
    if text.truncated:
        found["text_cut"] = Signal(code="text_cut")
    return tuple(found.values())


def _misleads(code: str, signs: Places, demands: Demands) -> bool:
    """True for a sign that would tell a person what is not so: "it asks nothing" beside "reply Y or N"; a telephone
    company's matter where a body of energy or water writes, whose theme weighs the same."""
    if code == "nothing_asked":
        return bool(demands.wants) or "confirm_reply" in signs
    return code == "telecom" and not signs[code] and demands.topic in ("energy", "water")


@cache
def _ranks() -> Mapping[Purpose, Mapping[str, float]]:
    """Purpose -> sign -> its place: the heavier for that purpose, the earlier."""
    w = weights()
    columns = {purpose: SCORED.index(purpose) if purpose in SCORED else 0 for purpose in Purpose}
    signs = {sign for shown in w.shows.values() for sign in shown}
    return {p: {s: -w.signs[s][n] if s in w.signs else 0.0 for s in signs} for p, n in columns.items()}


def _told(text: Text, demands: Demands, purpose: Purpose) -> dict[str, Signal]:
    """What it wants and bears, where that speaks for what we call it."""
    found: dict[str, Signal] = {}
    if not demands.places:
        return found
    for fact in sorted(demands.places.keys() & TOLD.keys(), key=ORDER.__getitem__):
        code, places = TOLD[fact], demands.places[fact]
        held = fact in demands.wants or fact in demands.marks
        if places and held and (purpose is Purpose.SCAM or fact in CLAIMED_ALWAYS):
            found[code] = Signal(code, text.spans(places))
    return found
