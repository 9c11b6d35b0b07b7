"""Why STOP fails without a word: an answer that says to send it lists each reason, with what the reason rests on."""

from __future__ import annotations

import pytest

from sender_lookup.country.loader import load_country, load_index
from sender_lookup.output.answer import as_text, view_of
from sender_lookup.output.catalogue import load_catalogue

from .case_tables import ask

SENT = {
    "FR": {"country": "FR", "text": "Soldes : -30 % sur tout le site. STOP au 36180", "sender": "MODALIA"},
    "ES": {
        "country": "ES",
        "text": "Rebajas: -30 % en toda la tienda. Baja: envía BAJA al 217799",
        "sender": "MODALIA",
    },
}
PHONE = ("rcs", "premium_question", "operator_bars", "not_sent")  # STOP that does not leave the phone


@pytest.mark.parametrize("code", SENT)
@pytest.mark.parametrize("language", load_index().languages)
def test_every_reason_is_told(code: str, language: str) -> None:
    result, w = ask(SENT[code]), load_catalogue(language)
    assert result.advice.verdict == "stop"

    told = view_of(result, language).silent
    reasons = load_country(code).silent_reasons

    assert [reason for reason, _ in told] == [w(f"silent.{r.id}") for r in reasons]
    assert all(claims for _, claims in told)
    printed = as_text(result, language, explain=True)
    assert all(reason in printed for reason, _ in told)


@pytest.mark.parametrize("code", SENT)
def test_a_phone_that_does_not_send_is_among_them(code: str) -> None:
    assert set(PHONE) <= {reason.id for reason in load_country(code).silent_reasons}


@pytest.mark.parametrize("code", SENT)
def test_chat_rests_on_what_chat_is(code: str) -> None:
    """It once rested on the ways out of an advert, which say nothing of RCS and iMessage on one's own phone."""
    (rcs,) = [reason for reason in load_country(code).silent_reasons if reason.id == "rcs"]

    assert rcs.claims == ("eu.phone.rcs",)
