"""The answer as plain text for a terminal: the one thing to do first, the rest on demand.

Written by hand where the page has a template: who asks in a terminal waits for no compiler of templates.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from .catalogue import Catalogue

if TYPE_CHECKING:
    from .answer import StepView, View

WIDTH = 76  # of the first step's text
SHOWN = 4  # steps after the first that are named where nothing is explained


def text_of(view: View, t: Catalogue, *, explain: bool) -> str:
    """All lines of the answer, each with its end; `explain` adds reasons, sources and what follows."""
    later = [*([view.held] if view.held else []), *view.deeds, *view.others]
    parts = [_first(view), _doors(view, t, explain), _verdict(view)]
    parts += [_explained(view, later, t)] if explain else [_in_short(view, later, t)]
    return "\n".join(line for part in parts for line in part).strip() + "\n"


def _first(view: View) -> Iterator[str]:
    yield f"1. {view.first.title}"
    lines = [piece for line in view.first.text.splitlines() for piece in wrap(line, WIDTH) or [""]]
    yield "\n   ".join(["   " + "\n".join(lines[:1]), *lines[1:]])
    yield from (f"   {words} {shown}" for words, shown, _ in view.first.own)
    if view.first.uri:
        yield f"   {view.first.uri}"
    yield from (f"! {line}" for line in view.warnings)
    yield from (f"- {line}" for line in view.understood)


def _doors(view: View, t: Catalogue, explain: bool) -> Iterator[str]:
    for name, steps in view.doors:
        yield from ("", f"   {name}{t('answer.colon')}")
        yield from (f"   - {s.title}{f'. {s.text}' if explain else ''}{_pressed(s)}" for s in steps)


def _verdict(view: View) -> Iterator[str]:
    yield ""
    yield view.verdict_text.upper() + (f" ({view.sender_shown})" if view.sender_shown else "")


def _pressed(step: StepView) -> str:
    """The address of a step, which a report needs words for."""
    return f" {step.uri}" if step.uri and step.action != "report" else ""


def _in_short(view: View, later: list[StepView], t: Catalogue) -> Iterator[str]:
    if later:
        yield from ("", t("answer.in_short"))
        yield from (f"{n}. {s.title}{_pressed(s)}" for n, s in enumerate(later[:SHOWN], 2))
    if view.signs:
        yield ""
        yield from (f"- {line}" for line in view.signs)
    if view.deadline:
        yield from ("", view.deadline)
    yield from ("", t("answer.more"))


def _explained(view: View, later: list[StepView], t: Catalogue) -> Iterator[str]:
    if later:
        yield from ("", t("answer.next"))
        for n, step in enumerate(later, 2):
            yield f"{n}. {step.title}"
            own = "".join(f" {words} {shown}" for words, shown, _ in step.own)
            strengths = f" [{'; '.join(words for _, words in step.strengths)}]" if step.strengths else ""
            yield f"   {step.text}{f' {step.url}' if step.url else ''}{own}{strengths}"
    if view.asked.question:
        yield from ("", view.asked.question)
    if view.sender:
        yield from ("", f"{t('answer.sender')} {view.sender_shown}")
        yield from (f"   {line}" for line in view.sender)
    if view.message:
        yield from ("", t("answer.message"))
        yield from (f"   {line}" for line in view.message)
        yield from (f"   - {line}" for line in view.signs)
    if view.timing:
        yield from ("", t("answer.timing"))
        yield from (f"   {line}" for line in view.timing)
    if view.deadline:
        yield from ("", view.deadline)
    yield from _sources(view, t)


def _sources(view: View, t: Catalogue) -> Iterator[str]:
    if view.silent:
        yield from ("", t("answer.silent"))
        for reason, claims in view.silent:
            yield f"   - {reason} {' '.join(f'{c.text} [{c.strength}]' for c in claims)}"
    if view.conflicts:
        yield from ("", t("answer.conflicts"))
        for conflict in view.conflicts:
            yield f"   {conflict.title}"
            for side in conflict.sides:
                yield f"   - {side.text} [{side.strength}]{f' {side.dates}' if side.dates else ''}"
    if view.claims:
        yield from ("", t("answer.why"))
        for claim in view.claims:
            yield f"   - {claim.text} [{claim.strength}]"
            for s in claim.sources:
                yield f"     {s.title}{f' {s.url}' if s.url else ''}{f' ({s.note})' if s.note else ''}"
    if view.letters:
        yield from ("", t("answer.letters"))
        yield from (f"   - {name}: {title}. {what}" for name, title, what in view.letters)
    yield from ("", t("answer.not_legal_advice"))
