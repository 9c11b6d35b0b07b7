"""JSON Schema (2020-12) of what goes in and what comes out, made from the records when it is asked for.

Closed lists are enums. Open lists (actions, signals, notes, reasons, letters, warnings) are strings that say so, and
any object may get more fields: a reader passes by what it does not know (`output.as_json.SCHEMA` says when that ends).

>>> result_schema()["$defs"]["advice"]["properties"]["verdict"]["enum"]
['stop', 'do_not_reply', 'nothing_to_stop', 'premium', 'check_first']
>>> request_schema()["properties"]["knows_sender"]["type"]
['boolean', 'null']

Source: https://json-schema.org/draft/2020-12/schema
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ..codes import HAPPENED
from ..country.loader import load_index
from ..intake.request import QUESTIONS
from ..model import (
    Advice,
    Evidence,
    Message,
    OptOut,
    Question,
    Request,
    Result,
    Sender,
    Signal,
    Step,
    Timing,
    Understood,
)
from ..output.as_json import SCHEMA, SENDER, STEP
from .words import ABOUT, SAYS

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# The clock of a phone: no offset, so no `date-time` of RFC 3339. Seconds may follow.
MOMENT = (
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[T ]([01][0-9]|2[0-3]):[0-5][0-9]"
    r"(:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][01][0-9]:[0-5][0-9])?$"
)
PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "pattern": MOMENT},
}
RECORDS: Mapping[type, str] = {
    Sender: "sender", Message: "message", OptOut: "opt_out", Signal: "signal", Evidence: "evidence", Timing: "timing",
    Advice: "advice", Step: "step", Question: "question", Understood: "understood",
}  # fmt: skip
# What JSON has of a record, where that is not all of it.
FIELDS: Mapping[type, tuple[str, ...]] = {
    Sender: (*SENDER, "notes"),
    Message: ("purpose", "opt_out", "signals", "topic", "unsure"),
    Step: (*STEP, "claims"),
    Advice: ("verdict", "steps", "rule"),
    Understood: ("field", "sender", "received"),
    Result: ("sender", "message", "timing", "advice", "guide", "letters", "warnings", "understood", "notes"),
}
LEFT_OUT_WITHOUT_VALUE = {"step": frozenset(STEP) - {"action"}, "result": frozenset({"understood", "notes"})}


def request_schema() -> Schema:
    """The schema of a request: what `lookup` takes as a mapping, and `--jsonl` as a line.

    A request that is valid is read without a warning, but for an `own_number` that its country does not have and a
    day that no month has. One that is not may be answered all the same: a detail that cannot be read is left out.
    """
    hints = get_type_hints(Request)
    details = {name: _or_null(_form(hints[name])) for name in Request._fields if name != "warnings"}
    details["country"]["pattern"] = "^[A-Za-z]{2}$"
    details["language"]["enum"] = [*load_index().languages, None]
    details["happened"]["items"]["enum"] = list(HAPPENED)
    details["answers"] |= {
        "properties": dict.fromkeys(QUESTIONS, PLAIN[bool]), "additionalProperties": False
    }  # fmt: skip
    details["clicked"] = _form(bool | None) | {"deprecated": True}
    order = ["sender", "text", *(name for name in details if name not in ("sender", "text"))]
    given = {
        "anyOf": [
            {"required": ["sender"], "properties": {"sender": {"type": "string", "minLength": 1}}},
            {"required": ["text"], "properties": {"text": {"type": "string", "pattern": "\\S"}}},
        ]
    }
    return _whole("request", {name: details[name] for name in order}) | given


def result_schema() -> Schema:
    """The schema of a result: what `as_dict` gives, `--json` prints, and `--jsonl` writes for each line.

    It is an answer, or an error in its place; `schema` is in both.
    """
    answer = _properties(Result)
    properties = {
        "schema": {"type": "integer", "const": SCHEMA},
        **{name: answer[name] for name in ("sender", "message", "timing", "advice")},
        "question": _form(Question | None),
        **{name: answer[name] for name in ("guide", "letters", "warnings", "understood", "notes")},
        "error": {"$ref": "#/$defs/error"},
    }
    always = [name for name in properties if name not in LEFT_OUT_WITHOUT_VALUE["result"] and name != "error"]
    either = {
        "oneOf": [
            {"title": "an answer", "required": always},
            {"title": "an error in its place", "required": ["schema", "error"]},
        ]
    }
    return _whole("result", properties) | either | {"$defs": _definitions()}


def _whole(name: str, properties: Mapping[str, Schema]) -> Schema:
    """The outermost object."""
    title = f"{name.capitalize()} of sender-lookup, schema {SCHEMA}"
    return {"$schema": DIALECT, "title": title, **_object(name, properties, required=())}


def _definitions() -> dict[str, Schema]:
    made = {name: _properties(record) for record, name in RECORDS.items()}
    made["advice"]["steps"]["minItems"] = 1
    made["question"] = {"id": _form(str), "verdicts": {"$ref": "#/$defs/verdicts"}}
    made["verdicts"] = {name: _form(hint) for name, hint in get_type_hints(Question).items() if name != "id"}
    made["understood"]["text"] = _form(str | None)
    made["error"] = {"code": _form(str), "message": _form(str)}
    return {name: _object(name, properties) for name, properties in made.items()}


def _object(name: str, properties: Mapping[str, Schema], required: tuple[str, ...] | None = None) -> Schema:
    """An object with the words for it and for each of its fields."""
    without = LEFT_OUT_WITHOUT_VALUE.get(name, frozenset())
    always = [field for field in properties if field not in without] if required is None else list(required)
    return {
        "type": "object",
        "description": ABOUT.get(name) or _first_paragraph(name),
        "properties": {field: {**form, "description": SAYS[name][field]} for field, form in properties.items()},
        **({"required": always} if always else {}),
    }


def _first_paragraph(name: str) -> str:
    """What the docstring of a record begins with."""
    record = next(record for record, known in RECORDS.items() if known == name)
    return " ".join((getdoc(record) or "").partition("\n\n")[0].split())


def _properties(record: type) -> dict[str, Schema]:
    """The fields that JSON has of a record, in its order."""
    hints = get_type_hints(record, localns={"Country": object})
    name = RECORDS.get(record, "result")
    return {
        field: _form(_without_none(hints[field]) if field in LEFT_OUT_WITHOUT_VALUE.get(name, ()) else hints[field])
        for field in FIELDS.get(record, tuple(hints))
    }


def _without_none(hint: Any) -> Any:
    """The type of what is there, where a field that is None is left out."""
    return next((kind for kind in get_args(hint) if kind is not NoneType), hint) if _is_optional(hint) else hint


def _is_optional(hint: Any) -> bool:
    return isinstance(hint, UnionType) and NoneType in get_args(hint)


def _form(hint: Any) -> Schema:
    """The schema of one type of our records."""
    if _is_optional(hint):
        return _or_null(_form(_without_none(hint)))
    if hint in PLAIN:
        return dict(PLAIN[hint])
    if hint in RECORDS:
        return {"$ref": f"#/$defs/{RECORDS[hint]}"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"type": "string", "enum": [str(member) for member in hint]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _form(get_args(hint)[0])}
    if get_origin(hint) is Mapping:
        return {"type": "object", "additionalProperties": _form(get_args(hint)[1])}
    raise TypeError(f"{hint} has no form in JSON: add one")


def _or_null(form: Schema) -> Schema:
    """The same, or null."""
    if "$ref" in form:
        return {"anyOf": [form, {"type": "null"}]}
    kinds = form["type"] if isinstance(form["type"], list) else [form["type"]]
    values = {"enum": [*form["enum"], None]} if "enum" in form else {}
    return {**form, "type": list(dict.fromkeys([*kinds, "null"])), **values}
