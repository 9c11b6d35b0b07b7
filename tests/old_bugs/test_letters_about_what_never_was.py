"""Who had sent STOP only was offered a reminder of a letter, and a complaint that said a letter had been sent."""

from __future__ import annotations

from sender_lookup.country.loader import load_country
from sender_lookup.output.letters import compose_letter
from tests.lookup.case_tables import ask


def test_after_stop_alone_the_first_letter_is_offered() -> None:
    assert ask({"sender": "36180", "stop_sent": "2026-09-20"}).letters == ("authority_complaint", "company_objection")


def test_the_complaint_says_what_was_done() -> None:
    body = compose_letter("authority_complaint", load_country("FR"), {"stop_sent": "2026-09-20"}).body

    assert "STOP le 20 septembre 2026" in body
    assert "la copie de ma demande" not in body and "copie de ma demande" not in body
