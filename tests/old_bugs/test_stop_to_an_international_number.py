"""A message whose STOP goes to a number written with + had no answer: the plus was read as a sign of a pattern."""

from __future__ import annotations

from sender_lookup.output.answer import as_html
from tests.lookup.case_tables import ask


def test_it_has_an_answer_that_shows_the_way_out() -> None:
    text = "Wintersport: Saisonkarte 489. Willst nix mehr von uns hören -> SMS mit KEINPOST an +43 660 0000177"

    answer = as_html(ask({"sender": "SkiFun", "text": text, "country": "AT"}), "en")

    assert "KEINPOST an +43 660 0000177</mark>" in answer
