"""Pages that the engine gave for drawn screens, one of a kind, with what stood on them (`seen.json`)."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sender_lookup.picture.find import find

SEEN: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("seen.json").read_text("utf-8"))
ALMOST = 0.9  # of the words: some were misread, and emoji are no words


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\u2019", "'"))


@pytest.mark.parametrize("name", SEEN)
def test_a_drawn_screen_is_read(name: str) -> None:
    seen = SEEN[name]
    found = find(seen["page"], date(2026, 11, 28))
    sender = found["sender"]["text"] if found["sender"] else None

    assert (sender or "").replace(" ", "") == (seen["sender"] or "").replace(" ", "")
    assert found["channel"] == seen["channel"]
    assert [m["received"] for m in found["messages"]] == [received for received, _ in seen["messages"]]
    for message, (_, text) in zip(found["messages"], seen["messages"], strict=True):
        there = set(words(message["text"]))
        assert sum(word in there for word in words(text)) >= ALMOST * len(words(text))
        assert len(words(message["text"])) <= len(words(text)) + 2, "nothing of the phone's is in it"
