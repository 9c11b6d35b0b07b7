"""A whole case to print: what happened when, what comes next, and an evidence sheet for each message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..output.catalogue import load_catalogue
from ..output.evidence_sheet import evidence_as_html, evidence_of
from ..output.templates import environment
from ..pipeline import lookup
from .asked import Asked
from .chronology import chronology_of, senders_shown
from .next_step import next_of
from .overview import asked_of, count_of, title_of


def case_file(call: Mapping[str, Any], language: str, *, as_of: date) -> dict[str, Any]:
    """The file of `case` as a fragment of HTML, autoescaped. Raises BadRequestError where the case has no message."""
    asked = asked_of(call, as_of)
    country = asked.result.country
    w = load_catalogue(language, country)
    comes = next_of(asked, w)
    code = f"country.{country.code}"
    html = environment("templates").get_template("case_file.html").render(
        t=w, title=title_of(asked), firm=asked.case.firm, senders=senders_shown(asked.case, country),
        country=w(code) if code in w else country.code, count=count_of(asked.case, w), made=w.date(as_of),
        chronology=chronology_of(asked.case, country, w), next=comes,
        next_day=w.date(comes.day) if comes.day and not comes.is_due else "",
        sheets=_sheets(asked, language),
    )  # fmt: skip
    return {"html": html}


def _sheets(asked: Asked, language: str) -> list[str]:
    """A sheet for each message, as HTML: what was typed is escaped there."""
    sheets = []
    for message in asked.case.messages:
        result = lookup(asked.request_for(message), as_of=asked.as_of)
        day = None if message.has_hour else message.day
        sheets.append(evidence_as_html(evidence_of(result, day=day), language))
    return sheets
