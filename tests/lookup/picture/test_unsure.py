"""What a person is asked to compare."""

from __future__ import annotations

import pytest

from sender_lookup.picture.page import Word
from sender_lookup.picture.text import Place, Written
from sender_lookup.picture.unsure import unsure


def read(text: str, confidence: float) -> Written:
    places, at = [], 0
    for part in text.split(" "):
        word = Word(part, at * 10, 0, (at + len(part)) * 10, 20, confidence, (0, 0, 0), (255, 255, 255))
        places.append(Place(at, at + len(part), word))
        at += len(part) + 1
    return Written(text, tuple(places))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("+337 50 uv9 0000", [("digits", "+337 50 uv9 0000")], id="digits-read-as-letters"),
        pytest.param("+33 7 56 00 00 00", [("digits", "+33 7 56 00 00 00")], id="digits-alone"),
        pytest.param("Code 482913", [("word", "Code"), ("digits", "482913")], id="a-word-before"),
        pytest.param("MODALIA", [("word", "MODALIA")], id="a-name"),
    ],
)
def test_a_number_is_asked_for_whole(text: str, asked: list[tuple[str, str]]) -> None:
    found = unsure(read(text, 40))
    assert [(one["kind"], text[one["start"] : one["end"]]) for one in found] == asked
    assert unsure(read(text, 99)) == []
