"""The JSON Schema of request and result: it takes what we take and give, refuses what is wrong, and leaves nothing out.

`schema_1.json` is the schema of a result as it was first published, without its words. It is never edited: what no
longer fits it is another version (`output.as_json.SCHEMA`), with a file of its own.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sender_lookup import Kind, NothingGivenError, Purpose, TimingVerdict, Verdict, Via, as_dict, lookup
from sender_lookup.cli import main
from sender_lookup.cli.lookup import _answer_line
from sender_lookup.codes import HAPPENED
from sender_lookup.intake.request import DETAILS, QUESTIONS
from sender_lookup.output.as_json import SCHEMA
from sender_lookup.schema import _form, request_schema, result_schema

from .case_tables import AS_OF, ask, every_case, request_of, requests, results

PUBLISHED = Path(__file__).with_name(f"schema_{SCHEMA}.json")
EXAMPLE = {
    "sender": "MODALIA",
    "country": "FR",
    "text": "Soldes -40% chez Modalia jusqu'à samedi. STOP au 36180",
    "received": "2026-11-22T21:00",
    "language": "en",
}
DOUBT = {"sender": "MODALIA", "text": "Votre colis est bloqué : https://colis-x.example", "knows_sender": None}
BAD_LINES = ["{}", "[]", "36180", '{"sender": ""}', "", "{", "null"]
WITHOUT_TABLE = {("sender", "operator"), ("sender", "allocation")}  # null where no table of number blocks is there


def plain(result: Any) -> Any:
    """As a reader of the JSON gets it."""
    return json.loads(json.dumps(result))


@cache
def sample() -> list[dict[str, Any]]:
    """Answers to every eighth case, to pastes, pictures, questions, and errors (test_contract has every case)."""
    rows = [row for _, row in every_case()][::8]
    more: list[dict[str, Any]] = [
        EXAMPLE, DOUBT,
        {"sender": "36180", "from_picture": True},
        {"sender": "De : MODALIA\nAujourd'hui 21:04\nSoldes ! -40% sur tout. STOP au 36180"},
        {"sender": "comment bloquer un numéro", "language": "fr"},
        {"sender": "06 12 34 56 78", "happened": ["paid", "clicked"]},
    ]  # fmt: skip
    answers = [plain(as_dict(ask(row))) for row in rows] + [plain(as_dict(lookup(row, as_of=AS_OF))) for row in more]
    return answers + [plain(_answer_line(line, AS_OF)) for line in BAD_LINES]


# --- what fits ------------------------------------------------------------------------------------------------------


def test_they_are_schemas() -> None:
    for schema in (request_schema(), result_schema()):
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
        assert json.loads(json.dumps(schema)) == schema


def test_the_example_of_the_design() -> None:
    requests().validate(EXAMPLE)
    results().validate(as_dict(lookup(EXAMPLE, as_of=AS_OF)))


def test_every_request_of_the_cases() -> None:
    for label, row in every_case():
        assert [error.message for error in requests().iter_errors(request_of(row))] == [], label


@pytest.mark.parametrize("line", BAD_LINES)
def test_an_error_is_a_result(line: str) -> None:
    error = _answer_line(line, AS_OF)

    results().validate(error)
    assert (list(error), error["schema"]) == (["schema", "error"], SCHEMA)


def test_what_fitted_when_this_version_was_published_fits_today() -> None:
    published = Draft202012Validator(json.loads(PUBLISHED.read_text("utf-8")))
    for answer in [*sample()[::8], *sample()[-20:]]:  # of the last ones each is of its kind
        assert [error.message for error in published.iter_errors(answer)] == [], f"raise SCHEMA: {answer}"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda one: st.lists(one, max_size=3), max_leaves=4
)
DAYS = st.dates().map(str) | st.sampled_from(["2026-02-30", "26-11-24", "2026-11-24T10:00", "heute"])
MOMENTS = st.datetimes().map(lambda moment: moment.isoformat()[:16]) | st.sampled_from(
    ["2026-11-22T21:00:59.5+01:00", "2026-11-22T24:00", "2026-11-22 21:00Z", "2026-11-22", "21:00", "2026-11-22T21:00x"]
)
DETAIL = {
    "country": st.sampled_from(["FR", "uk", "ZZ", "F", "France", "é1", ""]),
    "received": MOMENTS,
    "knows_sender": st.sampled_from([True, False, "yes", "perhaps", 1]),
    "stop_sent": DAYS,
    "letter_sent": DAYS,
    "as_of": DAYS,
    "happened": st.lists(st.sampled_from([*HAPPENED, "bitten"]), max_size=3) | st.just("paid"),
    "answers": st.dictionaries(st.sampled_from([*QUESTIONS, "who"]), st.booleans() | st.none(), max_size=2),
    "own_number": st.sampled_from(["06 12 34 56 78", "me"]),
    "from_picture": st.booleans(),
    "language": st.sampled_from(["fr", "en", "xx", "FR"]),
    "clicked": st.booleans(),
}
SENDERS = st.sampled_from(["36180", "06 12 34 56 78", "MODALIA", "comment bloquer", "", None]) | ANYTHING
TEXTS = (
    st.sampled_from(["Soldes -40% STOP au 36180", "Votre colis est bloqué : http://a.example", " ", None]) | ANYTHING
)
REQUESTS = st.fixed_dictionaries(
    {}, optional={"sender": SENDERS, "text": TEXTS, **{name: kind | ANYTHING for name, kind in DETAIL.items()}}
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(REQUESTS)
def test_a_valid_request_is_answered_without_a_warning_and_every_answer_is_valid(request: dict[str, Any]) -> None:
    is_valid = requests().is_valid(request)
    try:
        answer = as_dict(lookup(request, as_of=AS_OF))
    except NothingGivenError:
        assert not is_valid
        return
    bad = [warning for warning in answer["warnings"] if warning.startswith("bad_") and warning != "bad_own_number"]

    assert not (is_valid and bad), bad
    assert [error.message for error in results().iter_errors(answer)] == []


# --- what does not --------------------------------------------------------------------------------------------------


def changed(whole: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy with another value at the path, or without it (`del`)."""
    whole = copy.deepcopy(whole)
    *way, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    place: Any = whole
    for part in way:
        place = place[part]
    assert isinstance(last, int) or last in place or value is not del_, f"{path} is not there"
    if value is del_:
        del place[last]
    else:
        place[last] = value
    return whole


del_ = object()
WRONG_RESULTS = [
    ("schema", 2), ("schema", "1"), ("schema", del_), ("sender", del_), ("message", del_), ("timing", del_),
    ("advice", del_), ("advice", None), ("question", del_), ("guide", del_), ("letters", del_), ("warnings", del_),
    ("error", {"code": "nothing_given", "message": ""}), ("notes", "from_picture"), ("understood", None),
    ("sender.kind", "fax"), ("sender.kind", None), ("sender.raw", del_), ("sender.e164", 36180), ("sender.notes", None),
    ("sender.replyable", "no"), ("sender.operator", del_),
    ("message.purpose", "advert"), ("message.opt_out", "STOP"), ("message.unsure", None), ("message.topic", del_),
    ("message.opt_out.via", "fax"), ("message.opt_out.to", 36180), ("message.opt_out.keyword", del_),
    ("message.opt_out.also", [{"via": "sms"}]), ("message.opt_out.also", None),
    ("message.signals", {}), ("message.signals.0", "offer"), ("message.signals.0.code", None),
    ("message.signals.0.evidence", del_), ("message.signals.0.evidence.0.start", "0"),
    ("timing.verdict", "late"), ("timing.reasons", "sunday"), ("timing.claims", [None]),
    ("advice.verdict", "reply"), ("advice.steps", []), ("advice.steps.0.action", del_), ("advice.rule", del_),
    ("advice.steps.0.to", None), ("advice.steps.0.claims", del_),
    ("question", {"id": "is_customer"}), ("question", {"id": "x", "verdicts": {"yes": "stop", "no": "perhaps"}}),
    ("question", {"id": "x", "verdicts": {"yes": "stop"}}), ("letters", [3]), ("warnings", None), ("guide", 3),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), WRONG_RESULTS)
def test_a_wrong_result_is_refused(path: str, value: object) -> None:
    right = plain(as_dict(lookup(EXAMPLE, as_of=AS_OF)))

    assert results().is_valid(right) and not results().is_valid(changed(right, path, value))


@pytest.mark.parametrize(
    ("path", "value"), [("error", del_), ("error.code", del_), ("error.message", 5), ("schema", 0)]
)
def test_a_wrong_error_is_refused(path: str, value: object) -> None:
    assert not results().is_valid(changed(_answer_line("{}", AS_OF), path, value))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sender", 36180), ("text", ["STOP"]), ("country", "France"), ("country", 33), ("received", "2026-11-22"),
        ("received", "2026-11-22T25:00"), ("received", 20261122), ("knows_sender", "yes"), ("stop_sent", "lundi"),
        ("stop_sent", "2026-02-30"), ("letter_sent", 3), ("happened", ["bitten"]), ("happened", "clicked"),
        ("answers", {"who": True}), ("answers", {"is_customer": "yes"}), ("own_number", 612345678),
        ("from_picture", "no"), ("language", "xx"), ("as_of", "now"), ("clicked", "what"),
    ],
)  # fmt: skip
def test_a_wrong_request_is_refused(field: str, value: object) -> None:
    assert not requests().is_valid({**EXAMPLE, field: value})


@pytest.mark.parametrize("nothing", [{}, {"sender": ""}, {"text": " \n"}, {"sender": None, "text": None}, [], None])
def test_a_request_needs_a_sender_or_a_text(nothing: object) -> None:
    assert not requests().is_valid(nothing)


# --- schema and code say the same -----------------------------------------------------------------------------------


def strict(schema: Any) -> Any:
    """The same, where every object has the named fields alone."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: strict(part) for key, part in schema.items()}
    return {**inside, "additionalProperties": False} if schema.get("type") == "object" else inside


def fields_of(value: Any, schema: dict[str, Any], name: str, whole: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(object, field) for every field that has a value, however deep."""
    for form in [schema, *schema.get("anyOf", [])]:
        if "$ref" in form:
            name = form["$ref"].rpartition("/")[2]
            yield from fields_of(value, whole["$defs"][name], name, whole)
    if isinstance(value, list):
        for part in value:
            yield from fields_of(part, schema.get("items", {}), name, whole)
    elif isinstance(value, dict):
        for field, inside in value.items():
            if inside is not None and inside != [] and field in schema.get("properties", {}):
                yield name, field
                yield from fields_of(inside, schema["properties"][field], field, whole)


def test_every_result_fits_and_has_no_field_that_the_schema_does_not_name() -> None:
    named_alone = Draft202012Validator(strict(result_schema()))

    assert not named_alone.is_valid({**_answer_line("{}", AS_OF), "new": 1}), "it would see a field"
    for answer in sample():
        assert [error.message for error in named_alone.iter_errors(answer)] == [], answer


def test_every_field_of_the_schema_is_in_some_result() -> None:
    schema = result_schema()
    seen = {field for answer in sample() for field in fields_of(answer, schema, "result", schema)}
    objects = {"result": schema, **schema["$defs"]}
    named = {(name, field) for name, form in objects.items() for field in form["properties"]}

    assert named - seen == WITHOUT_TABLE


def test_every_field_of_a_request_is_in_the_schema() -> None:
    assert set(request_schema()["properties"]) == {"sender", "text", "happened", "answers", "clicked", *DETAILS}


CLOSED = {
    ("sender", "kind"): Kind, ("message", "purpose"): Purpose, ("opt_out", "via"): Via,
    ("timing", "verdict"): TimingVerdict, ("advice", "verdict"): Verdict, ("verdicts", "yes"): Verdict,
    ("verdicts", "no"): Verdict,
}  # fmt: skip


def test_the_closed_lists_alone_are_enums() -> None:
    defined = result_schema()["$defs"]
    enums = {
        (name, field): form["enum"]
        for name, made in defined.items()
        for field, form in made["properties"].items()
        if "enum" in form
    }
    assert enums == {place: [str(code) for code in codes] for place, codes in CLOSED.items()}


def test_everything_is_described() -> None:
    result, request = result_schema(), request_schema()
    objects = [request, result, *result["$defs"].values()]
    for form in [*objects, *(field for made in objects for field in made["properties"].values())]:
        assert form["description"].endswith((".", "...")) and "\n" not in form["description"]


def test_what_a_caller_does_to_a_schema_stays_with_the_caller() -> None:
    for make in (request_schema, result_schema):
        before = copy.deepcopy(make())
        spoilt = make()
        for form in [*spoilt["properties"].values(), *spoilt.get("$defs", {}).values()]:
            form.get("properties", {}).clear()
            form["type"] = "spoilt"
        assert make() == before


def test_a_type_without_a_form_is_named() -> None:
    with pytest.raises(TypeError, match="bytes'> has no form in JSON"):
        _form(bytes)


@pytest.mark.parametrize(("of", "schema"), [("request", request_schema), ("result", result_schema)])
def test_the_terminal_prints_it(of: str, schema: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", of]) == 0
    assert json.loads(capsys.readouterr().out) == schema()
