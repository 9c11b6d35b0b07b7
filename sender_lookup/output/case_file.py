"""A whole case to print: what happened when, what comes next, and an evidence sheet for each message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from ..pipeline import lookup
from .cases import as_dict, asked_of, count_of, title_of
from .catalogue import load_catalogue
from .chronology import chronology_of, sender_shown
from .evidence_sheet import evidence_as_html, evidence_of
from .next_step import Asked, next_of
from .templates import environment


def case_file(call: Mapping[str, Any], language: str, *, as_of: date) -> dict[str, Any]:
    """The file of `case` as a fragment of HTML, autoescaped. Raises BadRequestError where the case has no message."""
    asked, w = asked_of(call, as_of), load_catalogue(language)
    country = asked.result.country
    senders = [sender_shown(message, country) for message in asked.case.messages]
    code = f"country.{country.code}"
    html = environment("templates").get_template("case_file.html").render(
        t=w, title=title_of(asked), firm=asked.case.firm, senders=[*dict.fromkeys(s for s in senders if s)],
        country=w(code) if code in w else country.code, count=count_of(asked.case, w), made=w.date(as_of),
        chronology=chronology_of(asked.case, country, w), next=as_dict(next_of(asked, w), w),
        sheets=_sheets(asked, language),
    )  # fmt: skip
    return {"html": html}


def _sheets(asked: Asked, language: str) -> list[Markup]:
    """A sheet for each message; their templates have escaped what was typed."""
    sheets = []
    for message in asked.case.messages:
        result = lookup(asked.request_for(message), as_of=asked.as_of)
        day = None if message.has_hour else message.day
        sheets.append(Markup(evidence_as_html(evidence_of(result, day=day), language)))  # noqa: S704
    return sheets
