"""What the page says while Python is on its way."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from stopsms.i18n import site_words

SCRIPT = Path(__file__).with_name("status_words.mjs")


def said(*moments: tuple[int, int, int]) -> list[str]:
    """What is said when so many bytes of so many are there after so many seconds."""
    t = site_words("en")
    words = {
        "starting": t("site.answer.starting"),
        "progress": t("site.answer.progress", percent="{percent}"),
        "minuteLeft": t("site.answer.minute_left"),
        "minutesLeft": t("site.answer.minutes_left", minutes="{minutes}"),
    }
    steps = [({"stage": "download", "done": done, "total": total}, 1000 * s) for done, total, s in moments]
    asked = json.dumps({"words": words, "moments": steps})
    run = subprocess.run(["node", SCRIPT], input=asked, capture_output=True, text=True, check=True)
    answers: list[str] = json.loads(run.stdout)
    return answers


def test_a_slow_line_is_told_how_long_it_takes() -> None:
    assert said((26, 100, 25)) == ["Loading: 26% · about a minute left"]
    assert said((10, 100, 20)) == ["Loading: 10% · about 3 minutes left"]


def test_no_time_is_told_before_it_can_be_known_or_when_it_is_short() -> None:
    assert said((1, 100, 1), (0, 100, 9), (60, 100, 9)) == ["Loading: 1%", "Loading: 0%", "Loading: 60%"]
    assert said((0, 0, 9)) == ["Starting…"]
