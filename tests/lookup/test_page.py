"""The entry point of the page's worker: JSON in, JSON out, an error object where there is no answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sender_lookup.country.loader import load_index
from sender_lookup.worker import respond


def call(**given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(respond(json.dumps({"op": "lookup", "today": "2026-11-24", **given})))
    return answer


@pytest.mark.parametrize("language", load_index().languages)
def test_a_lookup_gives_the_result_and_its_html(language: str) -> None:
    answer = call(request={"sender": "36180", "country": "FR", "language": language})

    assert answer["result"]["advice"]["verdict"] == "stop"
    assert 'href="sms:36180?&amp;body=STOP"' in answer["html"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"request": {}}, "nothing_given"),
        ({"request": {"sender": ""}}, "nothing_given"),
        ({"request": []}, "bad_request"),
        ({"request": "36180"}, "bad_request"),
        ({}, "bad_request"),
        ({"op": "letter", "id": "love", "country": "FR"}, "unknown_letter"),
        ({"op": "letter", "id": "company_objection", "country": "France"}, "bad_request"),
        ({"op": "letter", "country": "FR"}, "unknown_letter"),
        ({"op": "letter", "id": "company_objection", "country": "FR", "facts": ["Modalia"]}, "bad_request"),
        ({"op": "sing", "request": {"sender": "36180"}}, "bad_request"),
        ({"op": None, "request": {"sender": "36180"}}, "bad_request"),
        ({"op": "calendar", "request": None}, "bad_request"),
        ({"request": {"sender": "36180"}, "today": "tomorrow"}, "bad_request"),
        ({"request": {"sender": "36180"}, "today": 20261124}, "bad_request"),
        ({"op": "draft", "request": {"text": "Soldes"}, "today": None}, "bad_request"),
    ],
)
def test_errors_are_objects(given: dict[str, Any], code: str) -> None:
    answer = call(**given)

    assert code == answer["error"]["code"] and answer["error"]["message"]


@pytest.mark.parametrize(
    "written",
    ["", "{", "[1]", "null", '"36180"', '{"request": {"sender": "36180"}, "today": "2026-11-24"}', '{"op": "lookup"}'],
)
def test_what_is_no_whole_call_is_answered_with_an_error(written: str) -> None:
    assert json.loads(respond(written))["error"]["code"] == "bad_request"


@pytest.mark.parametrize("language", [None, "xx", 5, ["fr"]])
def test_an_unknown_language_is_answered_in_english(language: object) -> None:
    assert (
        call(language=language, request={"sender": "36180"})["html"]
        == call(language="en", request={"sender": "36180"})["html"]
    )


def test_a_letter() -> None:
    answer = call(op="letter", id="company_objection", country="RE", facts={"company": "Modalia"})

    assert answer["language"] == "fr"
    assert "Modalia" in answer["text"] and "name" in answer["missing"]


def test_the_same_call_gives_the_same_answer() -> None:
    first = call(request={"sender": "MODALIA", "text": "Soldes -40% STOP au 36180"})
    call(request={"sender": "+33756000000", "text": "Votre colis est bloqué: colis-x.example/pay"})

    assert first == call(request={"sender": "MODALIA", "text": "Soldes -40% STOP au 36180"})
