"""Files of cases: what was written is read again, an older version is taken over, what is none says why."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

RUN = Path(__file__).with_name("case_file.mjs")
REQUEST = {
    "sender": "MODALIA",
    "text": "MODALIA : -40 %. STOP au 36180",
    "country": "FR",
    "received": "2026-11-20T10:00",
    "knows_sender": "no",
    "own_number": "",
    "from_picture": "",
    "happened": ["clicked"],
    "answers": {"is_customer": "yes"},
    "stop_sent": "2026-11-21",
    "letter_sent": "",
    "language": "fr",
    "told": "{}",
}
CASE = {
    "id": "k3v9q0x7ab12",
    "country": "FR",
    "firm": "Modalia SAS",
    "opened": "2026-11-22",
    "changed": "2026-11-22T10:00:00.000Z",
    "messages": [
        {"sender": "MODALIA", "text": "a", "received": "", "knows_sender": "", "own_number": "", "from_picture": ""}
    ],
    "happened": [],
    "answers": {},
    "events": [{"what": "stop", "day": "2026-11-21"}],
}


def run(*calls: list[Any]) -> list[Any]:
    """What the functions give."""
    done = subprocess.run(["node", RUN], input=json.dumps(calls), capture_output=True, text=True, check=True)
    found: list[Any] = json.loads(done.stdout)
    return found


def file(cases: object, version: object = 2, kind: str = "stop-sms-case") -> str:
    return json.dumps({"format": kind, "version": version, "saved": "2026-11-22", "cases": cases})


def test_a_new_case_holds_what_was_asked_and_nothing_else() -> None:
    (case,) = run(["newCase", REQUEST, "2026-11-22"])

    assert set(case) == set(CASE)
    assert len(case["id"]) == 12 and case["id"].isalnum()
    assert case["opened"] == "2026-11-22"
    details = ("sender", "text", "received", "knows_sender", "own_number", "from_picture")
    assert case["messages"] == [{name: REQUEST[name] for name in details}]
    assert case["happened"] == ["clicked"] and case["answers"] == {"is_customer": "yes"}
    assert case["events"] == [{"what": "stop", "day": "2026-11-21"}]


def test_what_was_written_is_read() -> None:
    picture = {"name": "a.png", "type": "image/png", "data": "aGVq"}
    cases = [{**CASE, "pictures": [picture]}, {**CASE, "id": "abcdefghijkl"}]
    (written,) = run(["writeFile", cases, "2026-11-24"])
    head = json.loads(written)

    assert (head["format"], head["version"], head["saved"]) == ("stop-sms-case", 2, "2026-11-24")
    assert run(["readFile", written], ["readFile", "\ufeff" + written]) == [cases, cases]


def test_the_first_version_is_taken_over() -> None:
    ((case,),) = run(["readFile", file([{"id": "k3v9q0x7ab12", "kept": "2026-11-22", "request": REQUEST}], version=1)])

    assert (case["id"], case["opened"]) == ("k3v9q0x7ab12", "2026-11-22")
    assert [message["text"] for message in case["messages"]] == [REQUEST["text"]]
    assert case["events"] == [{"what": "stop", "day": "2026-11-21"}]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"),
        ("{", "not_json"),
        ("[]", "not_ours"),
        ("null", "not_ours"),
        (file([CASE], kind="stop-sms-evidence-1"), "not_ours"),
        (file([CASE], version="2"), "not_ours"),
        (file([CASE], version=0), "not_ours"),
        (file([CASE], version=3), "newer"),
        (file({}), "broken"),
        (file([None]), "broken"),
        (file([{**CASE, "messages": []}]), "broken"),
        (file([{**CASE, "messages": [{"sender": 5}]}]), "broken"),
        (file([{**CASE, "messages": [{"sender": " "}]}]), "broken"),
        (file([{"id": "a", "request": None}], version=1), "broken"),
    ],
)
def test_what_is_no_file_of_cases_says_why(text: str, code: str) -> None:
    assert run(["readFile", text]) == [{"error": code}]


def test_of_a_file_only_what_a_case_has_is_taken() -> None:
    given = {
        **CASE,
        "id": "../../x",
        "country": "France",
        "extra": "<b>",
        "firm": 5,
        "happened": ["clicked", 7],
        "answers": [1],
        "events": [{"what": "stop", "day": "yesterday"}, {"what": "flew", "day": "2026-11-21"}, None],
        "pictures": [
            {"name": "a.svg", "type": "image/svg+xml", "data": "aGVq"},
            {"type": "image/png", "data": "javascript:"},
        ],
    }
    ((case,),) = run(["readFile", file([given])])

    assert len(case.pop("id")) == 12
    assert case == {
        **{k: v for k, v in CASE.items() if k != "id"},
        "country": "",
        "firm": "",
        "happened": ["clicked"],
        "events": [],
    }


def test_a_day_that_was_corrected_takes_the_place_of_the_former() -> None:
    letters = [
        {"what": "letter", "day": "2026-10-01", "letter": "company_objection"},
        {"what": "letter", "day": "2026-11-05", "letter": "company_reminder"},
    ]
    former = {**REQUEST, "letter_sent": "2026-10-01", "stop_sent": "2026-11-21"}
    told = {**former, "letter_sent": "2026-10-02", "stop_sent": ""}
    (case,) = run(["withTold", {**CASE, "events": [*CASE["events"], *letters]}, told, former])

    assert case["events"] == [{**letters[0], "day": "2026-10-02"}, letters[1]], "what was taken back is gone"


def test_what_a_case_knows_already_changes_nothing() -> None:
    events = [
        {"what": "stop", "day": "2026-09-10"}, {"what": "letter", "day": "2026-09-20", "letter": "company_objection"},
        {"what": "stop", "day": "2026-10-12"}, {"what": "letter", "day": "2026-10-25"},
        {"what": "letter", "day": "2026-11-12", "letter": "authority_complaint"},
    ]  # fmt: skip
    known = {**REQUEST, "stop_sent": "2026-09-10", "letter_sent": "2026-09-20", "happened": ["paid"]}
    kept = {**CASE, "events": events, "happened": ["paid", "clicked"]}
    (same, joined) = run(["withTold", kept, known, known], ["withTold", kept, {**REQUEST, "stop_sent": "2026-11-28"}])

    assert (same["events"], same["happened"]) == (events, ["paid", "clicked"])
    assert joined["events"] == [*events, {"what": "stop", "day": "2026-11-28"}], "a second STOP is not the first"
    assert set(joined["happened"]) == {"paid", "clicked"}


def test_lists_are_no_words() -> None:
    given = {**CASE, "id": ["bbbbbbbbbbbb"], "country": ["FR"], "opened": ["2026-11-22"], "changed": "zzzz"}
    ((case,),) = run(["readFile", file([given])])

    assert case["id"] != ["bbbbbbbbbbbb"] and len(case["id"]) == 12
    assert (case["country"], case["opened"], case["changed"]) == ("", "", "")


@pytest.mark.parametrize(
    ("request_", "is_held", "is_from"),
    [
        ({"sender": "MODALIA", "text": "a", "country": "FR"}, True, True),
        ({"sender": "Mod-Alia ", "text": "b", "country": "FR"}, False, True),
        ({"sender": "MODALIA", "text": "b", "country": "ES"}, False, False),
        ({"sender": "", "text": "a", "country": "FR"}, False, False),
        ({"sender": "36180", "text": "a", "country": "FR"}, False, False),
    ],
)
def test_which_case_a_message_belongs_to(request_: dict[str, str], is_held: bool, is_from: bool) -> None:
    assert run(["holds", CASE, request_], ["isFrom", CASE, request_]) == [is_held, is_from]


def test_the_day_of_another_message_is_not_that_of_this_one() -> None:
    first = {"sender": "MODALIA", "text": "a", "received": "2026-11-10"}
    other = {**first, "text": "b", "received": "2026-11-20"}
    kept = {**CASE, "messages": [first, other]}
    asked = [{**first, "received": day} for day in ("2026-11-10", "", "2026-11-20")]
    assert run(*(["holdsOfThatDay", kept, request] for request in asked)) == [True, True, False]
