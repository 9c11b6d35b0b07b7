"""Ten days after STOP the advice was to write to the company, and then to wait two days for the STOP."""

from __future__ import annotations

from datetime import date

from sender_lookup import lookup


def test_nobody_waits_twice() -> None:
    advice = lookup({"sender": "36180", "stop_sent": "2026-11-14"}, as_of=date(2026, 11, 24)).advice

    assert "wait" not in [s.action for s in advice.steps]
