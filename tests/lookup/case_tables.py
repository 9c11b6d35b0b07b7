"""The tables of cases in `cases/<cc>.toml`: what goes in, and what of the result is expected.

A row names only what it is about. `[[senders]]` rows are compared with the sender, `[[requests]]` rows with the flat
view of `seen`. A key that neither knows fails the test, so a misspelt expectation cannot pass unseen.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from sender_lookup import lookup
from sender_lookup.country.loader import load_country
from sender_lookup.country.schema import Country
from sender_lookup.model import Result
from sender_lookup.output.as_json import result_as_dict
from sender_lookup.schema import request_schema, result_schema

FOLDER = Path(__file__).parent / "cases"
AS_OF = date(2026, 11, 24)
ASKED = (
    *("sender", "text", "received", "knows_sender", "stop_sent", "letter_sent"),
    *("clicked", "happened", "answers", "own_number", "country", "language", "as_of"),
)


WITHOUT_AUTHORITY = "BE"  # whose authority is taken away in some tests


def load_country_or_one_without_authority(code: str, folder: Path | None = None) -> Country:
    """In the place of `load_country` in the pipeline: no country of ours lacks one, and one of others may."""
    country = load_country(code, folder)
    return replace(country, advice=replace(country.advice, authority=None)) if code == WITHOUT_AUTHORITY else country


@cache
def tables() -> dict[str, dict[str, Any]]:
    """Country code -> table of its file; `_others.toml` holds countries without a file, each row naming its own."""
    return {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted(FOLDER.glob("*.toml"))}


def rows(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """(readable id, row with its country) for every row of that kind."""
    found = []
    for name, table in tables().items():
        for n, row in enumerate(table.get(kind, [])):
            row = {"country": table.get("country", name.upper()), **row}
            label = row.get("name") or row.get("sender") or str(n)
            found.append((f"{name}-{n}-{label}", row))
    return found


def templates() -> list[dict[str, Any]]:
    """The 55 messages of templates.json, with the opt-out that each prints."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "templates.json").read_text("utf-8"))
    return found


def ask(row: Mapping[str, Any], folder: Path | None = None) -> Result:
    """The answer to the request in a row, by the packaged data or those in `folder`."""
    return lookup(request_of(row), as_of=AS_OF, folder=folder)


def request_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The request in a row, as JSON has it."""
    days = ("received", "stop_sent", "letter_sent", "as_of")
    return {k: str(v) if k in days else v for k, v in row.items() if k in ASKED}


def every_case() -> list[tuple[str, dict[str, Any]]]:
    """(readable id, row) of all that can be asked: senders alone, requests and templates."""
    return [*rows("senders"), *rows("requests"), *((t["id"], t) for t in templates())]


def seen(result: Result) -> dict[str, Any]:
    """The flat view that rows of requests are compared with; absent things are None, empty texts or lists."""
    whole = result_as_dict(result)
    sender, message, timing = whole["sender"] or {}, whole["message"] or {}, whole["timing"] or {}
    first, *_ = steps = whole["advice"]["steps"]
    return {
        "verdict": whole["advice"]["verdict"],
        "rule": whole["advice"]["rule"],
        "first": first["action"],
        "situation": first.get("situation"),
        "to": first.get("to"),
        "body": first.get("body"),
        "uri": first.get("uri"),
        "price": first.get("price"),
        "route": first.get("route"),
        "actions": [s["action"] for s in steps],
        "doors": {s["when"]: s["action"] for s in reversed(steps) if "when" in s},
        "routes": [s["route"] for s in steps if "route" in s],
        "letters": whole["letters"],
        "warnings": whole["warnings"],
        "purpose": message.get("purpose"),
        "kind": sender.get("kind"),
        "topic": message.get("topic"),
        "question": (whole["question"] or {}).get("id"),
        "guide": whole["guide"],
        "timing": timing.get("verdict"),
        "reasons": timing.get("reasons", []),
        "timing_claims": timing.get("claims", []),
        "claims": first["claims"],
    }


@cache
def requests() -> Draft202012Validator:
    """Says what is wrong with a request, by its JSON Schema."""
    return Draft202012Validator(request_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@cache
def results() -> Draft202012Validator:
    """Says what is wrong with a result, by its JSON Schema."""
    return Draft202012Validator(result_schema())
