"""The entry point of the page's worker: one JSON text in, one JSON text out. Nothing is kept between calls.

Operations: `{"op": "lookup", "request": {...}, "today": "2026-11-24"}` gives the result and the answer as HTML;
`{"op": "letter", "id": ..., "country": ..., "facts": {...}}` gives a letter; with `request` and `today` as in a lookup,
`calendar` gives an `.ics` file, `evidence` the evidence sheet as HTML, text and JSON, and `qr` the QR code of an `sms:`
link (`uri`) where the library for it is present; `wrong` gives a text that says that the answer is wrong, without
what is private (`revision` of the site goes into it). `draft` checks an SMS that somebody wants to send. `several`
gives a line for each of `requests`, or of the messages in `text`; a `lookup` whose text holds several says so.
`picture` finds sender, moment and messages in what an engine read from a picture (`page`). `cases` gives a line for
each case that a person keeps, `case_file` a whole `case` to print, `case_reminder` an `.ics` file for its next day.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from . import archive
from .country.loader import load_country, load_index
from .errors import BadRequestError, NothingGivenError, UnknownLetterError
from .intake.request import country_code
from .intake.several import is_several
from .memory import forget
from .model import Result
from .output.answer import as_html
from .output.as_json import result_as_dict
from .output.calendar import calendar_file, is_disputed, sent_today
from .output.catalogue import load_catalogue
from .output.letters import compose_letter, letter_says
from .pipeline import lookup
from .resources import need

Operation = Callable[[dict[str, Any], str], dict[str, Any]]
DEFAULT_LANGUAGE = "en"


def respond(request_json: str) -> str:
    """The answer to one call; what cannot be answered is `{"error": {"code", "message"}}`: no JSON, no operation of
    ours or a field that is missing are a `bad_request` like any other.

    The exceptions are MissingPackError and MissingRegionsError: the worker fetches what is missing and asks again.
    """
    language = DEFAULT_LANGUAGE
    try:
        call = _call(request_json)
        language = _language(call)
        answer = _operation(call)(call, language)
    except (NothingGivenError, BadRequestError) as error:
        answer = {"error": {"code": error.code, "message": load_catalogue(language)(f"error.{error.code}")}}
    except UnknownLetterError as error:
        answer = {"error": {"code": error.code, "message": str(error)}}
    finally:
        forget()
    return json.dumps(answer, ensure_ascii=False)


def _call(request_json: str) -> dict[str, Any]:
    try:
        call = json.loads(request_json)
    except ValueError as error:
        raise BadRequestError(f"a call is JSON: {error}") from None
    if not isinstance(call, dict):
        raise BadRequestError("a call is an object with the fields op, request, today ...")
    return call


def _operation(call: dict[str, Any]) -> Operation:
    name = call.get("op")
    if not isinstance(name, str) or name not in OPERATIONS:
        raise BadRequestError(f"op is {name!r}: use one of {', '.join(OPERATIONS)}")
    return OPERATIONS[name]


def _today(call: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(call["today"])
    except (KeyError, TypeError, ValueError):
        raise BadRequestError("today is the day of the question: write it as 2026-11-24") from None


def _language(call: dict[str, Any]) -> str:
    request = call.get("request")
    asked = call.get("language") or (request.get("language") if isinstance(request, dict) else None)
    return asked if asked in load_index().languages else DEFAULT_LANGUAGE


def _result(call: dict[str, Any]) -> Result:
    return lookup(call.get("request"), as_of=_today(call))  # type: ignore[arg-type]


def _lookup(call: dict[str, Any], language: str) -> dict[str, Any]:
    result = _result(call)
    answer = {"result": result_as_dict(result), "html": as_html(result, language)}
    return answer | {"several": True} if is_several(result.request.text or "", as_of=_today(call)) else answer


def _several(call: dict[str, Any], language: str) -> dict[str, Any]:
    from .output.several import several

    return several(call, language, as_of=_today(call))


def _draft(call: dict[str, Any], language: str) -> dict[str, Any]:
    need("draft/check")
    from .draft.check import check_draft
    from .draft.render import as_dict
    from .draft.render import as_html as draft_as_html

    draft = check_draft(call.get("request"), as_of=_today(call))  # type: ignore[arg-type]
    return {"result": as_dict(draft), "html": draft_as_html(draft, language)}


def _letter(call: dict[str, Any], reader: str) -> dict[str, Any]:
    try:
        country = load_country(country_code(call.get("country")))
    except ValueError as error:
        raise BadRequestError(f"{error} is no country: write two letters, as FR") from None
    facts = call.get("facts", {})
    if not isinstance(facts, dict):
        raise BadRequestError("facts is an object with the fields name, company, sender ...")
    letter = compose_letter(str(call.get("id")), country, {"language": call.get("language"), **facts})
    w = load_catalogue(letter.language, country)
    return {
        "id": letter.id, "language": letter.language, "subject": letter.subject, "recipient": letter.recipient,
        "body": letter.body, "missing": list(letter.missing), "text": letter.as_text(),
        "expects_answer": letter.expects_answer, "top": [list(part) for part in letter.top],
        "asked": list(letter.asked), "has_short": letter.has_short, "fields": list(letter.fields),
        "pieces": [list(piece) for piece in letter.pieces],
        "placeholders": {name: w(f"letter.placeholder.{name}") for name in letter.missing},
        "says": letter_says(letter.id, load_catalogue(reader, country)),
    }  # fmt: skip


def _calendar(call: dict[str, Any], language: str) -> dict[str, Any]:
    result = _result(call)
    sender, page = result.sender.display if result.sender else "", _page(call)
    w, letter = load_catalogue(language, result.country), str(call.get("letter") or "")
    text = calendar_file(result.request, result.country, sender, w, page, letter, disputed=is_disputed(result))
    says = sent_today(letter, result.request, result.country, w) if letter else ""
    return {"name": "stop-sms.ics", "type": "text/calendar", "text": text, "says": says}


def _page(call: dict[str, Any]) -> str:
    """Where to go on the day of a reminder; "" for what is no address."""
    page = str(call.get("page") or "")
    return page if page.startswith(("https://", "http://")) and page.isprintable() else ""


def _day_alone(request: object) -> date | None:
    """When a message came, where only the day is told: a moment needs an hour."""
    received = request.get("received") if isinstance(request, dict) else None
    try:
        return date.fromisoformat(received) if isinstance(received, str) else None
    except ValueError:
        return None


def _evidence(call: dict[str, Any], language: str) -> dict[str, Any]:
    need("output/evidence_sheet")
    from .output.evidence_sheet import evidence_as_html, evidence_as_json, evidence_as_text, evidence_of

    sheet = evidence_of(_result(call), day=_day_alone(call.get("request")))
    return {
        "html": evidence_as_html(sheet, language), "text": evidence_as_text(sheet, language),
        "json": evidence_as_json(sheet),
    }  # fmt: skip


def _qr(call: dict[str, Any], language: str) -> dict[str, Any]:
    need("output/qr_code")
    from .output.qr_code import qr_as_html

    return {"html": qr_as_html(str(call.get("uri")), language)}


def _wrong(call: dict[str, Any], language: str) -> dict[str, Any]:
    need("output/wrong_answer")
    from .output.wrong_answer import wrong_answer

    return {"text": wrong_answer(_result(call), language, str(call.get("revision") or ""))}


def _picture(call: dict[str, Any], _language: str) -> dict[str, Any]:
    need("picture/find")
    from .picture.find import find

    return {"picture": find(call.get("page"), _today(call))}


def _cases(call: dict[str, Any], language: str) -> dict[str, Any]:
    need("cases/overview")
    from .cases.overview import cases

    return cases(call, language, as_of=_today(call))


def _case_file(call: dict[str, Any], language: str) -> dict[str, Any]:
    need("cases/printed")
    need("output/evidence_sheet")
    from .cases.printed import case_file

    return case_file(call, language, as_of=_today(call))


def _case_reminder(call: dict[str, Any], language: str) -> dict[str, Any]:
    need("cases/overview")
    from .cases.overview import case_reminder

    return case_reminder(call, language, _page(call), as_of=_today(call))


OPERATIONS: dict[str, Operation] = {
    "lookup": _lookup, "draft": _draft, "letter": _letter, "calendar": _calendar, "evidence": _evidence, "qr": _qr,
    "wrong": _wrong, "several": _several, "picture": _picture, "cases": _cases, "case_file": _case_file,
    "case_reminder": _case_reminder,
}  # fmt: skip

archive.install()
