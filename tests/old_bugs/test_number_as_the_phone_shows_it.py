"""The title of a reply said "+33142163236" to somebody whose phone shows "01 42 16 32 36"."""

from __future__ import annotations

from datetime import date

from sender_lookup import lookup
from sender_lookup.output.answer import as_text


def test_a_number_to_answer_is_written_as_the_phone_shows_it() -> None:
    result = lookup({"sender": "0142163236", "text": "Soldes ! Répondez STOP"}, as_of=date(2026, 11, 24))

    text = as_text(result, "fr")
    assert "Répondez STOP au 01 42 16 32 36" in text
    assert "sms:+33142163236?&body=STOP" in text
