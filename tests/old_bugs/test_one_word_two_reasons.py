"""«WhatsApp» was told as another app and, by the same word, as an online account, of which the message said nothing;
and what a text to a Spanish short number costs was said to be both unknown and that of a text."""

from __future__ import annotations

from datetime import date

import pytest

from sender_lookup import lookup
from sender_lookup.output.answer import as_html, view_of

AS_OF = date(2026, 11, 27)
MUM = "Hola mamá, este es mi número nuevo, se me rompió el móvil. Escríbeme por WhatsApp"


def test_a_word_is_one_reason() -> None:
    shown = view_of(lookup({"sender": "612 34 56 78", "text": MUM, "country": "ES"}, as_of=AS_OF), "es")

    assert "Habla de una cuenta de internet." not in shown.signs
    assert any("otra aplicación" in reason for reason in shown.signs), shown.signs


@pytest.mark.parametrize(("language", "known"), [("es", "Cuesta lo que"), ("en", "It costs what")])
def test_an_unknown_price_is_said_to_be_unknown(language: str, known: str) -> None:
    result = lookup({"sender": "217123", "text": "MODALIA: -20% hoy. BAJA al 217123", "country": "ES"}, as_of=AS_OF)

    assert result.advice.steps[0].situation == "price_unknown"
    assert known not in as_html(result, language)
