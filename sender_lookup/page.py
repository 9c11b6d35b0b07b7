"""The entry point of the page's worker: one JSON text in, one JSON text out. Nothing is kept between calls.

Operations: `{"op": "lookup", "request": {...}, "today": "2026-11-24"}` gives the result and the answer as HTML;
`{"op": "letter", "id": ..., "country": ..., "facts": {...}}` gives a letter.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from . import lookup
from .answer import as_html
from .as_dict import result_as_dict
from .country import load_country, load_index
from .letters import UnknownLetterError, compose
from .request import BadRequestError, NothingGivenError, country_code
from .words import words


def respond(request_json: str) -> str:
    """The answer to one call; what cannot be answered is `{"error": {"code", "message"}}`, never an exception."""
    call = json.loads(request_json)
    language = _language(call)
    try:
        answer = _letter(call) if call.get("op") == "letter" else _lookup(call, language)
    except (NothingGivenError, BadRequestError) as error:
        answer = {"error": {"code": error.code, "message": words(language)(f"error.{error.code}")}}
    except UnknownLetterError as error:
        answer = {"error": {"code": error.code, "message": str(error)}}
    return json.dumps(answer, ensure_ascii=False)


def _language(call: dict[str, Any]) -> str:
    request = call.get("request")
    asked = call.get("language") or (request.get("language") if isinstance(request, dict) else None)
    return asked if asked in load_index().languages else "en"


def _lookup(call: dict[str, Any], language: str) -> dict[str, Any]:
    result = lookup(call.get("request"), as_of=date.fromisoformat(call["today"]))  # type: ignore[arg-type]
    return {"result": result_as_dict(result), "html": as_html(result, language)}


def _letter(call: dict[str, Any]) -> dict[str, Any]:
    try:
        country = load_country(country_code(call.get("country")))
    except ValueError as error:
        raise BadRequestError(f"{error} is no country: write two letters, as FR") from None
    letter = compose(call["id"], country, {"language": call.get("language"), **call.get("facts", {})})
    return {
        "id": letter.id, "language": letter.language, "subject": letter.subject, "recipient": letter.recipient,
        "body": letter.body, "missing": list(letter.missing), "text": letter.as_text(),
    }  # fmt: skip
