"""Numbers in two long groups were no numbers, so that a call to one was wanted by nobody: "call 07700 900123" in the
tax office's name was nothing to stop. And where a message names a button only, the answer was an SMS without a word."""

from __future__ import annotations

from datetime import date

import pytest

from sender_lookup import lookup
from sender_lookup.text.tokens import prepare

AS_OF = date(2026, 11, 26)


@pytest.mark.parametrize(
    "number",
    ["07700 900123", "01632 960123", "+44 7700 900123", "+44 (0)1632 960123", "0151 23456789", "040 1234567",
     "0039 02 1234567", "06 12 34 56 78", "0808 157 0440"],
)  # fmt: skip
def test_a_number_is_seen_whole(number: str) -> None:
    text = prepare(f"Please call {number}, thank you")
    assert [text.folded[slice(*span)] for span in text.phones] == [number]


@pytest.mark.parametrize(
    "other", ["Order 5501 234567 is on its way", "Ref 07700 900123", "24/11/2026 10:30", "0 50000"]
)
def test_what_is_no_number(other: str) -> None:
    assert prepare(other).phones == ()


def test_a_call_for_the_tax_office_is_seen() -> None:
    text = "HMRC: your tax refund of 214.30 GBP is waiting. Call 07700 900123 today to claim it."
    advice = lookup({"country": "GB", "sender": "HMRC", "text": text}, as_of=AS_OF).advice
    assert advice.verdict.value == "do_not_reply"


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("+34600000000", "ModaNova: rebajas -50% hasta el sábado\nDarse de baja"),
        ("217999", "Su pedido está listo\nDarse de baja"),
    ],
)
def test_no_step_sends_an_empty_sms(sender: str, text: str) -> None:
    given = {"country": "ES", "sender": sender, "text": text, "knows_sender": True}
    steps = lookup(given, as_of=AS_OF).advice.steps

    assert [s for s in steps if s.action in ("reply_sms", "send_sms") and not s.body] == []
    assert "use_button" in {s.action for s in steps}
