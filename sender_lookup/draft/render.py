"""The check of a draft for people: HTML, text, the plain dict for JSON callers, and the checklist of a country's rules.

Every point shows who stands behind its rule and where that can be read; what is our own reading says so. A claim that
speaks to those who get such messages has other words for those who send them (`draft.claim.<id>`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from ..codes import DraftState
from ..country.schema import BannedSector, Claim, Country, HoursRule
from ..country.validity import in_force
from ..output.catalogue import Catalogue, load_catalogue
from ..output.claims import ClaimView, claim_view, strengths
from ..output.templates import environment
from .check import Draft
from .points import claims_of, point_of
from .rules import POINTS, DraftRule, Point, load_draft_rules

CLOSED = (DraftState.NO_RULE, DraftState.FITS)  # folded in the answer
ORDER = (DraftState.NOT_SO, DraftState.BETTER_NOT, DraftState.ASK, DraftState.UNCHECKED, *CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """A point in words. `strengths` are (code, words); `own` says that no rule, but our reading, stands behind it."""

    point: str
    title: str
    text: str
    own: str
    strengths: tuple[tuple[str, str], ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """All that the answer shows; `groups` are (state, heading, points, whether it is folded)."""

    verdict: str
    verdict_text: str
    summary: str
    groups: tuple[tuple[str, str, tuple[PointView, ...], bool], ...]
    warnings: tuple[str, ...]


def as_html(draft: Draft, language: str) -> str:
    """The answer as a fragment of HTML, autoescaped."""
    return (
        environment("templates")
        .get_template("draft.html")
        .render(view=view_of(draft, language), t=load_catalogue(language, draft.country))
    )


def as_text(draft: Draft, language: str) -> str:
    """The answer as plain text for a terminal."""
    text = (
        environment("templates")
        .get_template("draft.txt")
        .render(view=view_of(draft, language), t=load_catalogue(language, draft.country))
    )
    return text.strip() + "\n"


def as_dict(draft: Draft) -> dict[str, Any]:
    """Codes only, as `as_dict.result_as_dict` does for a lookup."""
    return {
        "verdict": draft.verdict, "about": draft.about or None,
        "points": [
            {"point": p.point, "state": p.state, "finding": p.finding or None, "claims": list(p.claims),
             "beside": list(p.beside)}
            for p in draft.points
        ],
        "warnings": list(draft.warnings),
    }  # fmt: skip


def view_of(draft: Draft, language: str) -> DraftView:
    """The view of a check in one language."""
    w = load_catalogue(language, draft.country)
    shown = {s: tuple(_views((p for p in draft.points if p.state is s), draft.country, w)) for s in ORDER}
    about = f".{draft.about}" if draft.about else ""
    return DraftView(
        verdict=draft.verdict,
        verdict_text=w(f"draft.verdict.{draft.verdict}{about}"),
        summary=w(f"draft.summary.{_summary(draft)}"),
        groups=tuple((s.value, w(f"draft.group.{s}"), points, s in CLOSED) for s, points in shown.items() if points),
        warnings=tuple(w(w.first(f"draft.warning.{c}", f"warning.{c}")) for c in draft.warnings),
    )


def _summary(draft: Draft) -> str:
    """`own` where nothing but our own reading speaks against the draft: then no rule is broken that we know."""
    against = [p for p in draft.points if p.state is DraftState.NOT_SO]
    return "own" if against and not any(p.claims for p in against) else draft.verdict.value


def _views(points: Iterable[Point], country: Country, w: Catalogue) -> Iterator[PointView]:
    """The points in words; what is missing is asked for once, however many points wait for it."""
    for missing, group in groupby(points, lambda p: p.finding if p.state is DraftState.UNCHECKED else ""):
        if missing:
            first, *rest = group
            claims = tuple(dict.fromkeys(c for p in (first, *rest) for c in p.claims))
            beside = tuple(dict.fromkeys(c for p in (first, *rest) for c in p.beside))
            yield replace(
                _point_view(replace(first, claims=claims, beside=beside), country, w), title=w(f"draft.title.{missing}")
            )
        else:
            yield from (_point_view(p, country, w) for p in group)


def claim_for_senders(claim: Claim, w: Catalogue) -> ClaimView:
    """A claim as it is said to those who send such messages."""
    view = claim_view(claim, w)
    return replace(view, text=w(w.first(f"draft.claim.{claim.id}", f"claim.{claim.id}")))


def _point_view(point: Point, country: Country, w: Catalogue) -> PointView:
    return PointView(
        point=point.point,
        title=w(f"draft.title.{point.point}"),
        text=_text(point, w),
        own="" if point.claims or point.point != "reading" else w("draft.own_reading"),
        strengths=tuple((s, w(f"strength.{s}")) for s in strengths(point.claims, country)),
        claims=tuple(claim_for_senders(country.claims[c], w) for c in (*point.claims, *point.beside)),
    )


def _text(point: Point, w: Catalogue) -> str:
    if point.state is DraftState.NO_RULE:
        return w("draft.no_rule")
    if point.state is DraftState.UNCHECKED:
        return w(f"draft.unchecked.{point.finding}")
    if point.point == "sector" and point.state is DraftState.NOT_SO:
        return w("draft.sector.banned", sign=w(f"signal.{point.finding}"))
    values = dict(point.values)
    if "reasons" in values:
        values["reasons"] = ", ".join(w(f"reason.{r}") for r in values["reasons"].split())
    return w(f"draft.{point.point}.{point.finding or 'ask'}", **values)


def checklist(country: Country, language: str, as_of: date) -> list[tuple[tuple[str, ...], list[ClaimView]]]:
    """Every point on which a rule of the country is known, as a question, with its rules; for those without scripts.

    Points that rest on the same rules stand together.
    """
    w = load_catalogue(language, country)
    found: dict[tuple[str, ...], list[str]] = {}
    for point, claims in _claims_by_point(country, as_of).items():
        if claims:
            found.setdefault(claims, []).append(w(f"draft.title.{point}"))
    return [
        (tuple(titles), [claim_for_senders(country.claims[c], w) for c in claims]) for claims, titles in found.items()
    ]


def _claims_by_point(country: Country, as_of: date) -> dict[str, tuple[str, ...]]:
    rules: dict[str, list[DraftRule | HoursRule | BannedSector]] = {point: [] for point in POINTS}
    for sector in country.banned_sectors:
        rules["sector"].append(sector)
    for hours in country.hours:
        rules[point_of(hours)].append(hours)
    for rule in load_draft_rules(country):
        rules[rule.point].append(rule)
    return {p: claims_of(r for r in some if in_force(as_of, r.valid_from, r.valid_to)) for p, some in rules.items()}
