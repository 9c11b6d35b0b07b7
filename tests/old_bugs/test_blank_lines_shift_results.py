"""Blank lines in bulk input had no result, so requests and results no longer stood side by side."""

from __future__ import annotations

import io
import json
from datetime import date

from sender_lookup.__main__ import _lines


def test_a_blank_line_has_a_result() -> None:
    target = io.StringIO()
    _lines(io.StringIO('{"sender": "36180"}\n\n{"sender": "92200"}\n'), target, date(2026, 11, 24))
    first, blank, last = (json.loads(line) for line in target.getvalue().splitlines())

    assert (first["advice"]["verdict"], blank["error"]["code"], last["advice"]["verdict"]) == (
        "stop",
        "bad_json",
        "premium",
    )
