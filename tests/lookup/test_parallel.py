"""A message of a country of several languages is read alike in each of them (`parallel.toml`)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sender_lookup.output.as_json import result_as_dict

from .case_tables import ask, seen

WRITTEN_IN = {
    "BE": {"nl", "fr", "de"},
    "CH": {"de", "fr", "it", "gsw"},
    "LU": {"fr", "de", "en", "lb"},
    "AT": {"at", "de"},
}
MAY_LACK = {"gsw"}  # firms and offices seldom write in it
ASKED = {"country", "sender", "knows_sender"}
MESSAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("parallel.toml").read_text("utf-8"))["messages"]


def _each() -> list[Any]:
    return [
        pytest.param(row, row[language], id=f"{row['country']}-{row['name']}-{language}")
        for row in MESSAGES
        for language in sorted(WRITTEN_IN[row["country"]] & row.keys())
    ]


@pytest.mark.parametrize(("row", "text"), _each())
def test_it_is_read_as_in_the_other_languages(row: dict[str, Any], text: str) -> None:
    result = ask({**{key: row[key] for key in ASKED & row.keys()}, "text": text})
    opt_out = result_as_dict(result)["message"]["opt_out"] or {}
    printed = " ".join(opt_out[key] or "-" for key in ("via", "keyword", "to")) if opt_out else ""
    got = {**seen(result), "opt_out": printed}
    expected = {key: row[key] for key in ("purpose", "verdict", "first", "opt_out") if key in row}

    assert expected == {key: got[key] for key in expected}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in MESSAGES])
def test_each_is_written_in_all_languages_of_its_country(row: dict[str, Any]) -> None:
    languages = WRITTEN_IN[row["country"]]

    assert languages - MAY_LACK <= row.keys()
    assert row.keys() <= ASKED | languages | {"name", "purpose", "verdict", "first", "opt_out"}
