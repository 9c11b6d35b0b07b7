"""Can this SMS be sent? The widget in reverse: a draft of an advertisement against the rules for its senders.

What is not in a draft (was there consent?) is asked, never supposed; what no row of the country's file speaks of is
"no rule known to us". The verdict is the worst of what was found, and says at best that nothing was.

>>> from datetime import date
>>> given = {"text": "MODALIA: -20% ce samedi. STOP au 36180", "sender": "MODALIA", "send_at": "2026-11-29T10:00"}
>>> draft = check_draft({**given, "country": "FR"}, as_of=date(2026, 11, 24))
>>> draft.verdict.value, [p.point for p in draft.points if p.state is DraftState.BETTER_NOT]
('better_not', ['day'])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..codes import DraftState, DraftVerdict
from ..country.loader import load_country
from ..country.schema import Country
from ..country.validity import in_force
from ..intake.request import read_request
from ..memory import forget
from ..message.read import read_message
from ..model import Message, Request, Sender
from ..sender.classify import classify
from .points import ABOUT_TIME, DraftCase, points_of
from .rules import Point, load_draft_rules

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The whole answer. `about` says what the verdict rests on: `time`, `draft`, `both`, or nothing."""

    verdict: DraftVerdict
    about: str
    points: tuple[Point, ...]
    sender: Sender | None
    message: Message | None
    request: Request
    country: Country
    warnings: tuple[str, ...] = ()


def check_draft(given: Mapping[str, object], *, as_of: date, folder: Path | None = None) -> Draft:
    """The check of one draft.

    `given` has the fields text, sender, send_at, country, as_of and language, all optional but one of text and sender;
    a bad detail is ignored and named in `warnings`. `as_of` is the day whose rules hold where the draft has no
    `send_at`; `folder` is a data folder to use instead of the packaged one.

    Raises NothingGivenError and BadRequestError (see `request`), RuleError where a data file is wrong.
    """
    asked = {**given, "received": given.get("send_at")} if isinstance(given, Mapping) else given
    try:
        return _checked(read_request(asked, as_of=as_of), folder)
    finally:
        forget()


def _checked(request: Request, folder: Path | None) -> Draft:
    country = load_country(request.country, folder)
    sender = None if request.sender is None else classify(request.sender, country)
    day = request.received.date() if request.received else request.as_of
    rules = tuple(r for r in load_draft_rules(country) if in_force(day, r.valid_from, r.valid_to))
    text = request.text or ""
    message = read_message(text, sender, country) if text else None
    points = tuple(points_of(DraftCase(sender, message, text, request.received, country, day, rules)))
    verdict, about = _verdict(points)
    warnings = tuple("bad_send_at" if w == "bad_received" else w for w in request.warnings)
    return Draft(
        verdict=verdict, about=about, points=points, sender=sender, message=message, request=request, country=country,
        warnings=warnings if rules else (*warnings, "no_rules"),
    )  # fmt: skip


def _verdict(points: Iterable[Point]) -> tuple[DraftVerdict, str]:
    for state, verdict in (
        (DraftState.NOT_SO, DraftVerdict.NOT_SO),
        (DraftState.BETTER_NOT, DraftVerdict.BETTER_NOT),
    ):
        found = {p.point in ABOUT_TIME for p in points if p.state is state}
        if found:
            return verdict, "both" if len(found) > 1 else "time" if True in found else "draft"
    return DraftVerdict.NOTHING_AGAINST, ""
