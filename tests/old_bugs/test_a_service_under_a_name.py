"""A subscription at a price was answered as an advert where its sender was a name: nothing of operator or bill."""

from __future__ import annotations

from tests.lookup.case_tables import ask

RUNS = "PUZZLEDAY: You have joined, £3 per week. To stop text STOP to 60777"
SELLS = "PUZZLEDAY: 20% off all puzzles until Sunday. To stop text STOP to 60777"


def test_it_is_ended_by_the_printed_word_and_the_operator_is_asked() -> None:
    advice = ask({"sender": "PUZZLEDAY", "text": RUNS, "country": "GB"}).advice
    first = advice.steps[0]

    assert (advice.rule, advice.verdict) == ("paid_code", "premium")
    assert (first.action, first.to, first.body) == ("send_sms", "60777", "STOP")
    assert "ask_operator" in [s.action for s in advice.steps]


def test_an_advert_under_a_name_stays_one() -> None:
    assert ask({"sender": "PUZZLEDAY", "text": SELLS, "country": "GB"}).advice.verdict == "stop"
