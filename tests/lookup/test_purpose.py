"""What a message is for, by what the reader of the signs says of it: what it wants and bears goes before the reader."""

from __future__ import annotations

import pytest

from sender_lookup import lookup
from sender_lookup.codes import Purpose
from sender_lookup.message import read as module
from sender_lookup.message.purpose import Decision, weights
from sender_lookup.model import Message

from .case_tables import AS_OF

P = Purpose
A_HAIR = 1e-9


def read(monkeypatch: pytest.MonkeyPatch, text: str, purpose: Purpose, share: str) -> Message:
    """The message as it is read where the signs add up to that purpose, and to that share of scam."""
    limit: float = getattr(weights(), share.removeprefix("under ")) if share else 0.0
    found = limit - (A_HAIR if share.startswith("under") else 0.0)
    monkeypatch.setattr(module, "decide", lambda *_: Decision(purpose, found, found))
    message = lookup({"text": text, "country": "FR"}, as_of=AS_OF).message
    assert message is not None
    return message


TALK = "Coucou, tu viens dimanche ?"
HARD_TALK = "Coucou, envoie-moi le code"
APPOINTMENT = "Votre rendez-vous est demain. STOP au 36180"
READ = [
    # text, what the signs say, their share of scam, what it is then
    ("Bonjour", P.MARKETING, "", P.MARKETING),
    ("Bonjour", P.UNKNOWN, "", P.UNKNOWN),
    ("Bonjour", P.TRANSACTIONAL, "under scam", P.TRANSACTIONAL),
    ("Bonjour", P.TRANSACTIONAL, "scam", P.SCAM),
    ("Bonjour", P.UNKNOWN, "sure", P.SCAM),
    # a person who wants nothing that costs is no scam, unless the reader is sure
    (TALK, P.UNKNOWN, "", P.PERSONAL),
    (TALK, P.TRANSACTIONAL, "", P.TRANSACTIONAL),
    (TALK, P.TRANSACTIONAL, "under scam", P.TRANSACTIONAL),
    (TALK, P.TRANSACTIONAL, "scam", P.PERSONAL),
    (TALK, P.TRANSACTIONAL, "under sure", P.PERSONAL),
    (TALK, P.TRANSACTIONAL, "sure", P.SCAM),
    (HARD_TALK, P.UNKNOWN, "", P.UNKNOWN),
    (HARD_TALK, P.UNKNOWN, "scam", P.SCAM),
    # a bait to call at one's cost
    ("Appelez le 0899 00 12 34", P.PREMIUM_TRAP, "", P.PREMIUM_TRAP),
    ("Appelez le 0899 00 12 34", P.PREMIUM_TRAP, "under scam", P.PREMIUM_TRAP),
    ("Appelez le 0899 00 12 34", P.PREMIUM_TRAP, "scam", P.SCAM),
    ("Appelez le 0899 00 12 34", P.UNKNOWN, "", P.SCAM),
    # an advert with a printed way out may name a number and its price
    ("Appelez le 0899 00 12 34. -20%. STOP au 36180", P.MARKETING, "doubt", P.MARKETING),
    ("Appelez le 0899 00 12 34. -20%", P.MARKETING, "doubt", P.SCAM),
    ("Appelez le 0899 00 12 34. STOP au 36180", P.MARKETING, "doubt", P.SCAM),
    ("Vous avez gagné ! Appelez le 01 87 55 10 20", P.PREMIUM_TRAP, "", P.PREMIUM_TRAP),
    ("Compte bancaire bloqué : appelez le 01 87 55 10 20", P.PREMIUM_TRAP, "", P.SCAM),
    # a party; a reminder with STOP, unless it offers something; who sells nothing
    ("Dimanche, votez Dupont", P.TRANSACTIONAL, "", P.MARKETING),
    ("Dimanche, votez Dupont", P.UNKNOWN, "scam", P.MARKETING),
    (APPOINTMENT, P.MARKETING, "", P.TRANSACTIONAL),
    (APPOINTMENT, P.UNKNOWN, "", P.UNKNOWN),
    (f"{APPOINTMENT} -20%", P.MARKETING, "", P.MARKETING),
    (f"{APPOINTMENT} Code promo MODA20", P.MARKETING, "", P.MARKETING),
    ("Votre facture est impayée", P.MARKETING, "", P.TRANSACTIONAL),
    ("Votre facture est impayée -20%", P.MARKETING, "", P.MARKETING),
    ("Votre amende", P.MARKETING, "", P.TRANSACTIONAL),
    ("Votre colis", P.MARKETING, "", P.MARKETING),
    # what we cannot read
    ("مرحبا كيف حالك", P.MARKETING, "sure", P.UNKNOWN),
    ("مرحبا كيف Bonjour", P.MARKETING, "", P.UNKNOWN),
    ("مرحبا Bonjour tout le monde", P.MARKETING, "", P.MARKETING),
    ("123 456", P.MARKETING, "sure", P.UNKNOWN),
    ("Éléonore", P.MARKETING, "", P.MARKETING),
]


@pytest.mark.parametrize(("text", "says", "share", "purpose"), READ)
def test_what_it_is_for(
    monkeypatch: pytest.MonkeyPatch, text: str, says: Purpose, share: str, purpose: Purpose
) -> None:
    assert read(monkeypatch, text, says, share).purpose is purpose


@pytest.mark.parametrize(
    ("text", "says", "share", "unsure"),
    [
        ("Bonjour", P.MARKETING, "", False),
        ("Bonjour", P.MARKETING, "doubt", True),
        ("Bonjour", P.MARKETING, "under doubt", False),
        ("Bonjour", P.TRANSACTIONAL, "scam", True),
        (TALK, P.TRANSACTIONAL, "scam", False),
        ("Appelez le 0899 00 12 34", P.PREMIUM_TRAP, "under scam", False),
        ("Appelez le 0899 00 12 34", P.UNKNOWN, "sure", False),
        ("Dimanche, votez Dupont", P.MARKETING, "doubt", False),
        (APPOINTMENT, P.MARKETING, "doubt", False),
    ],
)
def test_what_could_be_a_scam_as_well(
    monkeypatch: pytest.MonkeyPatch, text: str, says: Purpose, share: str, unsure: bool
) -> None:
    assert read(monkeypatch, text, says, share).unsure is unsure


@pytest.mark.parametrize(
    ("purpose", "words", "signs", "fraud"),
    [
        (P.UNKNOWN, 0.0, 0.0, "both_readers"),
        (P.UNKNOWN, -A_HAIR, 0.0, None),
        (P.UNKNOWN, 0.0, -A_HAIR, None),
        (P.PERSONAL, 0.0, 0.0, None),  # "tu me fais un virement ?"
        (P.PERSONAL, weights().sure - weights().both, weights().sure - weights().both, "both_readers"),
    ],
)
def test_two_readers_that_agree_need_no_hard_sign(
    monkeypatch: pytest.MonkeyPatch, purpose: Purpose, words: float, signs: float, fraud: str | None
) -> None:
    limits = weights()
    said = Decision(purpose, limits.scam, limits.both + words, limits.both + signs)
    monkeypatch.setattr(module, "decide", lambda *_: said)
    message = lookup({"text": "Bonjour", "country": "FR"}, as_of=AS_OF).message
    assert message is not None and message.fraud == fraud
