"""STOP SMS: from the sender and the text of an unwanted SMS to the one right thing to do.

    request -> sender -> message -> timing -> advice -> answer and letters

The package is pure: no clock, no network, no environment; files are read by `load` alone. The same bytes run in the
browser (Pyodide), at build time and in a terminal.

>>> from datetime import date
>>> result = lookup({"sender": "36180", "country": "FR"}, as_of=date(2026, 11, 24))
>>> result.advice.verdict.value, result.advice.steps[0].uri
('stop', 'sms:36180?&body=STOP')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from .advice import advise
from .case import Case
from .country import Country, load_country
from .later import letters_for
from .message import read
from .model import Request, Result, Sender
from .paste import split
from .request import is_paste, read_request
from .sender import classify
from .timing import check

__all__ = ["lookup"]


def lookup(given: Mapping[str, object], *, as_of: date, folder: Path | None = None) -> Result:
    """The whole answer to one request.

    `given` has the fields sender, text, country, received, knows_sender, stop_sent, letter_sent, clicked, as_of and
    language, all optional but one of sender and text. `folder` is a data folder to use instead of the packaged one.

    Raises NothingGivenError and BadRequestError (see `request`), RuleError where a data file is wrong.
    """
    request = read_request(given, as_of=as_of)
    country = load_country(request.country, folder)
    request, sender = _sender(request, country)
    message = read(request.text, sender, country) if request.text else None
    timing = check(request.received, message.purpose if message else None, country)
    case = Case(request, sender, message, country)
    advice = advise(case)
    return Result(
        sender=sender, message=message, timing=timing, advice=advice,
        letters=letters_for(case, advice), warnings=request.warnings, request=request, country=country,
    )  # fmt: skip


def _sender(request: Request, country: Country) -> tuple[Request, Sender | None]:
    """The sender, and the request with a pasted message moved from the sender field to the text."""
    if request.sender is None:
        return request, None
    if not is_paste(request.sender):
        return request, classify(request.sender, country)
    paste = split(request.sender)
    text = paste.text if request.text is None else request.text
    moved = replace(request, text=text, warnings=(*request.warnings, "sender_read_as_text"))
    if paste.sender:
        return moved, replace(classify(paste.sender, country), raw=request.sender)
    return moved, replace(classify("", country), raw=request.sender, notes=("paste",))
