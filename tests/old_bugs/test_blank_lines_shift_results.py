"""Blank lines in bulk input had no result, so requests and results no longer stood side by side."""

from __future__ import annotations

import io
import json
import sys

import pytest

from sender_lookup.cli import main


def test_a_blank_line_has_a_result(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"sender": "36180"}\n\n{"sender": "92200"}\n'))

    assert main(["--jsonl", "--as-of", "2026-11-24"]) == 0
    first, blank, last = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["advice"]["verdict"], blank["error"]["code"], last["advice"]["verdict"]) == (
        "stop",
        "bad_json",
        "premium",
    )
