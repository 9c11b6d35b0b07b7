"""Claims in words: each with who stands behind it, where it can be read, and since when it holds.

Where sources disagree (`conflicts` of a country file), every side is shown with its strength and dates; nobody here
decides between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..codes import Strength
from ..country.schema import Claim, Country, Source
from ..model import Step
from .catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One source of a claim: title, address (empty for a source without one), when and how it was read."""

    title: str
    url: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim in words, with who stands behind it and the days between which it holds ("" where always). `language` is
    that of the words where it is not the page's.
    """

    id: str
    text: str
    strength: str
    strength_code: str
    dates: str
    language: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """A question on which sources disagree, and each side."""

    id: str
    title: str
    sides: tuple[ClaimView, ...]


def claim_view(claim: Claim, w: Catalogue) -> ClaimView:
    """A claim in words; what nobody read is said to be unread."""
    return ClaimView(
        id=claim.id, text=w(f"claim.{claim.id}"), strength=w(f"strength.{claim.strength}"),
        strength_code=claim.strength, dates=_dates(claim, w), language=w.language_for(f"claim.{claim.id}"),
        sources=tuple(_source_view(s, w) for s in claim.sources),
    )  # fmt: skip


def _dates(claim: Claim, w: Catalogue) -> str:
    since, until = claim.valid_from, claim.valid_to
    if since and until:
        return w("claim.dates", since=w.date(since), until=w.date(until))
    return w("claim.since", since=w.date(since)) if since else w("claim.until", until=w.date(until)) if until else ""


def _source_view(source: Source, w: Catalogue) -> SourceView:
    notes = {"primary": [], "secondary": [w("source.secondary")], "no": [w("source.unread")]}[source.read]
    if source.checked and source.read != "no":
        notes = [w("source.checked", date=w.date(source.checked)), *notes]
    return SourceView(title=source.titles.get(w.language, source.title), url=source.url, note=", ".join(notes))


def strengths(claims: Iterable[str], country: Country) -> tuple[str, ...]:
    """The strengths of these claims, strongest first, each once."""
    found = {country.claims[c].strength for c in claims}
    return tuple(s.value for s in Strength if s in found)


def conflicts_of(
    steps: Iterable[Step], claims: Iterable[str], country: Country, w: Catalogue
) -> tuple[ConflictView, ...]:
    """The conflicts that an answer with these steps and claims touches."""
    names = {f"{s.action}.{s.situation}" if s.situation else s.action for s in steps}
    touched = [c for c in country.conflicts if names & {*c.steps} or {*claims} & {*c.claims}]
    sides = {c.id: tuple(claim_view(country.claims[i], w) for i in c.claims) for c in touched}
    return tuple(ConflictView(id=c.id, title=w(f"conflict.{c.id}"), sides=sides[c.id]) for c in touched)


def silent_reasons_of(country: Country, w: Catalogue) -> tuple[tuple[str, tuple[ClaimView, ...]], ...]:
    """Why STOP fails without a word: each reason and its claims."""
    return tuple(
        (w(f"silent.{r.id}"), tuple(claim_view(country.claims[c], w) for c in r.claims)) for r in country.silent_reasons
    )
