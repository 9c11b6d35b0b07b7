"""Row 2 of the advice: the conditions that make a message a scam, both sides of each, whatever finds their parts."""

from __future__ import annotations

from typing import Any

import pytest

from sender_lookup.codes import Kind, Purpose
from sender_lookup.message.bodies import bodies_of
from sender_lookup.message.demands import Demands
from sender_lookup.message.fraud import Proof
from sender_lookup.message.purpose import weights

A_HAIR = 1e-9
TAP, CALL, DATA = ["tap", "foreign_tap"], ["call", "foreign_call"], ["data"]


def share(name: str) -> float:
    """What the reader's share is called here: a threshold of the weights, or "under" one."""
    if not name:
        return 0.0
    limit: float = getattr(weights(), name.removeprefix("under "))
    return limit - (A_HAIR if name.startswith("under") else 0.0)


def proof(reader: str = "", **given: Any) -> Proof:
    """What is known of a message; `body` is the id of one of France."""
    about = {k: given.pop(k) for k in ("theme", "topic", "proven") if k in given}
    body = bodies_of("FR").by_id[given.pop("body")] if "body" in given else None
    sets: dict[str, Any] = {k: frozenset(given.pop(k, ())) for k in ("wants", "marks")}
    return Proof(Demands(**sets, body=body, **about), share(reader), **given)


def advert(**given: Any) -> dict[str, Any]:
    return {"purpose": Purpose.MARKETING, **given}


CONDITIONS: list[tuple[dict[str, Any], str | None]] = [
    # a surcharged number, unless an advert prints its price
    ({"wants": ["call", "paid_call"]}, "surcharged_number"),
    ({"wants": ["call", "paid_call"], **advert()}, None),
    ({"wants": ["call", "paid_call"], **advert(reader="under doubt")}, None),
    ({"wants": ["call", "paid_call"], **advert(reader="doubt")}, "surcharged_number"),
    ({"wants": ["call", "paid_call"], **advert(reader="doubt", offers=True)}, None),
    ({"wants": ["call", "paid_call"], **advert(reader="under scam", offers=True)}, None),
    ({"wants": ["call", "paid_call"], **advert(reader="scam", offers=True)}, "surcharged_number"),
    ({"wants": ["call", "paid_call"], **advert(theme="toll")}, "surcharged_number"),
    ({"wants": ["call", "paid_call"], **advert(theme="delivery")}, None),
    ({"wants": ["call", "paid_call"], **advert(theme="aid")}, "surcharged_number"),
    # somebody comes for the card: proof enough, whatever else it says
    ({"marks": ["handover"]}, "card_handed_over"),
    # an alarm in a body's name, and a way that is not the body's
    ({"wants": TAP, "marks": ["alarm"], "theme": "delivery"}, "alarm_and_tap"),
    ({"wants": TAP, "marks": ["alarm"], "body": "ameli"}, "alarm_and_tap"),
    ({"wants": TAP, "marks": ["alarm"]}, None),
    ({"wants": ["tap"], "marks": ["alarm"], "theme": "delivery"}, None),
    ({"wants": TAP, "theme": "delivery"}, None),
    ({"wants": TAP, "marks": ["alarm"], "theme": "delivery", **advert()}, None),
    ({"wants": TAP, "marks": ["alarm", "person"], "theme": "delivery"}, "alarm_and_tap"),
    ({"wants": CALL, "marks": ["alarm"], "theme": "bank"}, "alarm_and_call"),
    ({"wants": CALL, "marks": ["alarm"]}, None),
    ({"wants": ["call"], "marks": ["alarm"], "theme": "bank"}, None),
    ({"wants": CALL, "theme": "bank"}, None),
    ({"wants": CALL, "marks": ["alarm", "person"], "theme": "bank"}, None),
    ({"wants": CALL, "marks": ["alarm"], "theme": "bank", **advert()}, None),
    # a prize, or a stranger's message that waits, and a number to call
    ({"wants": CALL, "marks": ["prize"]}, "bait_and_call"),
    ({"wants": ["call"], "marks": ["prize"]}, None),
    ({"wants": CALL, "marks": ["prize"], **advert()}, None),
    ({"wants": CALL, "marks": ["waiting"]}, "bait_and_call"),
    ({"wants": CALL, "marks": ["waiting"], "kind": Kind.MOBILE}, "bait_and_call"),
    ({"wants": CALL, "marks": ["waiting"], "kind": Kind.NAME}, None),
    ({"wants": CALL, "marks": ["waiting"], "kind": Kind.NAME, "reader": "under scam"}, None),
    ({"wants": CALL, "marks": ["waiting"], "kind": Kind.NAME, "reader": "scam"}, "bait_and_call"),
    ({"wants": CALL}, None),
    # a payment reference: Portugal's Multibanco
    ({"marks": ["alarm", "payment_reference"]}, "payment_reference"),
    ({"marks": ["payment_reference"]}, None),
    ({"marks": ["alarm"]}, None),
    ({"marks": ["alarm", "payment_reference"], **advert()}, None),
    # a fine or a toll, and no way to pay it
    ({"wants": ["pay"], "marks": ["alarm"], "theme": "fine"}, "claim_without_a_way"),
    ({"wants": ["pay"], "marks": ["alarm"], "theme": "toll"}, "claim_without_a_way"),
    ({"wants": ["pay"], "marks": ["alarm"], "topic": "fine"}, "claim_without_a_way"),
    ({"wants": ["pay"], "marks": ["alarm"], "topic": "toll"}, "claim_without_a_way"),
    ({"wants": ["pay"], "marks": ["alarm"], "theme": "bank"}, None),
    ({"wants": ["pay"], "theme": "fine"}, None),
    ({"wants": ["pay"], "marks": ["alarm", "person"], "theme": "fine"}, None),
    ({"wants": ["pay"], "marks": ["alarm"], "theme": "fine", "proven": True}, None),
    ({"wants": ["pay", "tap"], "marks": ["alarm"], "theme": "fine"}, None),
    ({"wants": ["pay", "call"], "marks": ["alarm"], "theme": "fine"}, None),
    ({"wants": ["pay", "call", "numberless_call"], "marks": ["alarm"], "theme": "fine"}, "claim_without_a_way"),
    ({"wants": ["answer"], "marks": ["alarm"], "theme": "fine"}, None),
    ({"wants": ["answer"], "marks": ["alarm"], "theme": "fine", "reader": "scam"}, "claim_without_a_way"),
    ({"wants": ["answer"], "marks": ["alarm"], "theme": "fine", "reader": "under scam"}, None),
    # work or money from far away
    ({"marks": ["offer_of_work"], "kind": Kind.FOREIGN}, "work_from_afar"),
    ({"marks": ["offer_of_work"], "kind": Kind.EMAIL}, "work_from_afar"),
    ({"marks": ["offer_of_work"], "kind": Kind.MOBILE}, None),
    ({"marks": ["offer_of_work", "person"], "kind": Kind.FOREIGN}, None),
    ({"marks": ["offer_of_work", "person"], "kind": Kind.FOREIGN, "reader": "under scam"}, None),
    ({"marks": ["offer_of_work", "person"], "kind": Kind.FOREIGN, "reader": "scam"}, "work_from_afar"),
    ({"marks": ["crypto"], "wants": ["answer"], "kind": Kind.FOREIGN}, "work_from_afar"),
    ({"marks": ["crypto"], "wants": ["answer"], "kind": Kind.NAME}, None),
    # a body that wants something from a private number
    ({"wants": TAP, "theme": "delivery", "kind": Kind.MOBILE}, "body_and_stranger"),
    ({"wants": DATA, "body": "ameli", "kind": Kind.MOBILE}, "body_and_stranger"),
    ({"wants": DATA, "body": "ameli", "kind": Kind.EMAIL}, "body_and_stranger"),
    ({"wants": DATA, "body": "ameli", "kind": Kind.MACHINE}, "body_and_stranger"),
    ({"wants": DATA, "body": "ameli", "kind": Kind.FOREIGN}, "body_and_stranger"),
    ({"wants": DATA, "body": "ameli", "kind": Kind.NAME}, None),
    ({"wants": DATA, "body": "ameli"}, None),
    ({"wants": DATA, "kind": Kind.MOBILE}, None),
    ({"wants": ["tap"], "theme": "delivery", "kind": Kind.MOBILE}, None),
    ({"wants": DATA, "theme": "delivery", "kind": Kind.MOBILE, **advert()}, None),
    ({"wants": DATA, "marks": ["person"], "theme": "delivery", "kind": Kind.MOBILE}, None),
    # the reader, and a stranger who leads into an app
    ({"marks": ["app"], "kind": Kind.MOBILE, "reader": "scam"}, "reader_and_app"),
    ({"marks": ["app"], "kind": Kind.MOBILE, "reader": "under scam"}, None),
    ({"marks": ["app"], "kind": Kind.NAME, "reader": "scam"}, None),
    ({"kind": Kind.MOBILE, "reader": "scam"}, None),
    # the reader, and a sign by which money or an account changes hands
    ({"wants": [*TAP, "data"], "reader": "scam"}, "reader_and_hard_sign"),
    ({"wants": [*TAP, "pay"], "reader": "scam"}, "reader_and_hard_sign"),
    ({"wants": [*TAP, "pay"], "reader": "under scam"}, None),
    ({"wants": ["tap", "pay"], "reader": "scam"}, None),
    ({"wants": TAP, "reader": "scam"}, None),
    ({"wants": ["code"], "reader": "scam"}, "reader_and_hard_sign"),
    ({"wants": ["answer"], "reader": "scam"}, None),
    *(({"marks": [m], "reader": "scam"}, "reader_and_hard_sign") for m in ("iban", "voucher", "crypto", "new_account")),
    ({"marks": ["iban"], "reader": "under scam"}, None),
    ({"wants": ["paid_call"], "reader": "scam", **advert(offers=True)}, "surcharged_number"),
    # the reader alone
    ({"wants": ["answer"], "reader": "sure"}, "sure_reader"),
    ({"wants": ["answer"], "reader": "under sure"}, None),
    ({"reader": "sure"}, None),
    ({"marks": ["trick"], "reader": "sure"}, "sure_reader"),
    ({"marks": ["trick"], "reader": "under sure"}, None),
    ({"marks": ["trick", "person"], "reader": "sure"}, "sure_reader"),
    ({"wants": ["answer"], "marks": ["person"], "reader": "sure"}, None),
    ({"wants": ["answer"], "marks": ["iban_new"], "reader": "sure"}, None),
    # nothing at all
    ({}, None),
    ({"marks": ["prize", "waiting", "bait", "threat"]}, None),
    # each reader alone; not of a call for which a name prints no number
    ({"wants": ["pay"], "both": True, "kind": Kind.NAME}, "both_readers"),
    ({"wants": ["call", "numberless_call"], "both": True, "kind": Kind.NAME}, None),
    ({"wants": ["call", "numberless_call"], "both": True, "kind": Kind.MOBILE}, "both_readers"),
    ({"wants": ["call", "numberless_call", *TAP], "both": True, "kind": Kind.NAME}, "both_readers"),
]


@pytest.mark.parametrize(("given", "reason"), CONDITIONS)
def test_what_makes_a_scam(given: dict[str, Any], reason: str | None) -> None:
    assert proof(**given).reason() == reason


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (
            {"wants": ["call", "paid_call", "foreign_call", *TAP], "marks": ["alarm", "prize"], "theme": "bank"},
            "surcharged_number",
        ),
        ({"wants": [*CALL, *TAP], "marks": ["alarm", "prize"], "theme": "bank"}, "alarm_and_tap"),
        ({"wants": CALL, "marks": ["alarm", "prize"], "theme": "bank"}, "alarm_and_call"),
        ({"wants": CALL, "marks": ["prize"], "reader": "sure"}, "bait_and_call"),
        ({"wants": [*DATA, "code"], "body": "ameli", "kind": Kind.MOBILE, "reader": "sure"}, "body_and_stranger"),
        ({"wants": ["code"], "marks": ["app"], "kind": Kind.MOBILE, "reader": "sure"}, "reader_and_app"),
        ({"wants": ["code"], "reader": "sure"}, "reader_and_hard_sign"),
    ],
)
def test_the_first_condition_that_holds_is_named(given: dict[str, Any], reason: str) -> None:
    assert proof(**given).reason() == reason


STATE = ("tax", "customs", "fine", "toll", "health", "pension", "benefits", "police", "court")


@pytest.mark.parametrize("topic", [*STATE, "bank", "delivery", "telecom", "energy", "platform", None])
def test_the_state_sells_nothing(topic: str | None) -> None:
    """So its message is no advert, however it reads: the offers and deadlines of one are no excuse."""
    assert proof(theme=topic).sells_nothing is (topic in STATE)
    assert proof(theme=topic, **advert()).is_advert is (topic not in STATE)


def test_a_body_of_the_state_sells_nothing_and_neither_does_a_debt() -> None:
    assert proof(body="ameli").sells_nothing and proof(topic="debt").sells_nothing
    assert not proof(body="sfr").sells_nothing and not proof(topic="fine").sells_nothing
