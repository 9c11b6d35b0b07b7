"""The invented examples of the page of decisions: a country's own, and those of a language for the lines without one.

`<cc>.toml` beside this file has the examples of a country, `languages/<lang>.toml` those that hold for every country
whose first language that is. There a sender is named by its kind, and filled in with the country's own example:
`mobile` as sender (or a list of kinds, of which the first will do that the country has) or `{mobile}` in a text,
`{voice}` for a number to ring, `imitated_name` for a name that fraud imitates there, `label` for what a network puts in
the place of one and `help_line` for a line that helps by text. Each example names the line that it shows. Of the shared
ones a country uses those that it answers so; where a line is left without one, a test says it, and the country needs
its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sender_lookup import lookup
from sender_lookup.codes import Kind
from sender_lookup.country.schema import Country, Family
from sender_lookup.message.bodies import bodies_of
from sender_lookup.model import Result

from ..examples.situations import example_of
from .cases import first_of

FOLDER = Path(__file__).parent
IMITATED = "imitated_name"  # what stands for a name that fraud imitates
LABEL = "label"  # for what a network shows in the place of a name ("Unverified")
HELP = "help_line"  # for a line that helps by text
VOICE = "voice"  # and for a number that somebody may ring
CALLED = (Kind.LANDLINE, Kind.MOBILE, Kind.TOLL_FREE)
OF_A_KIND = frozenset({*Kind, IMITATED, LABEL, HELP})
Line = tuple[str, str, str]  # rule, verdict, first step


@dataclass(frozen=True, slots=True)
class Example:
    """An invented message or sender, with the line that it shows."""

    rule: str
    verdict: str
    first: str
    sender: str = ""
    text: str = ""
    knows_sender: bool | None = None
    own_number: str = ""

    @property
    def line(self) -> Line:
        """The line that it shows."""
        return self.rule, self.verdict, self.first

    def answer(self, country: Country, as_of: date) -> Result:
        """The package's own answer to it."""
        given = {
            "sender": self.sender, "text": self.text, "knows_sender": self.knows_sender, "own_number": self.own_number,
            "country": country.code,
        }  # fmt: skip
        return lookup({k: v for k, v in given.items() if v not in ("", None)}, as_of=as_of)

    def shows(self, country: Country, as_of: date) -> bool:
        """Whether the package gives it what its line says."""
        advice = self.answer(country, as_of).advice
        return (advice.rule, advice.verdict.value, first_of(advice.steps[0])) == self.line


@cache
def _file(name: str) -> Mapping[str, Any]:
    """A file beside this one; empty where there is none."""
    path = FOLDER / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def language_of(country: Country) -> str:
    """The language of the messages: that of the country's own file, else its first."""
    return str(_file(country.code.lower()).get("language", "")) or next(iter(country.languages), "")


def word_of(country: Country) -> str:
    """What made-up ways out say: the country's own word, else that of its file or its language."""
    own, shared = _file(country.code.lower()), _shared(country)
    return str(own.get("word", "")) or country.advice.default_keyword or str(shared.get("word", ""))


def _shared(country: Country) -> Mapping[str, Any]:
    return _file(f"languages/{language_of(country)}")


@cache
def own_examples(country: Country) -> tuple[Example, ...]:
    """The examples of the country's own file."""
    return tuple(Example(**row) for row in _file(country.code.lower()).get("examples", ()))


@cache
def decision_examples(country: Country, as_of: date) -> tuple[Example, ...]:
    """The examples of a country: its own, and for each line without one the first shared one that it answers so."""
    own = own_examples(country)
    found: dict[Line, Example] = {}
    taken, choices = {e.line for e in own}, list(_senders(country))
    for row in _shared(country).get("examples", ()):
        for example in (e for senders in choices for e in _filled(row, senders)):
            if example.line not in taken | found.keys() and example.shows(country, as_of):
                found[example.line] = example
    return (*own, *found.values())


def _senders(country: Country) -> Iterator[Mapping[str, str]]:
    """Kind -> the country's example of it, then the same with that of each other family; not the report number, which
    is no sender of messages."""
    report = country.routes.get(country.advice.fraud_route or "")
    reports = (report and report.sms) or ""
    found: dict[str, str] = {"word": word_of(country)}
    others: list[tuple[str, str]] = []
    for family in sorted(country.families, key=_comes_late):
        if example := _one_of(family, country, reports):
            kind = LABEL if family.labels else family.kind
            first = found.setdefault(kind, example)
            others += [(kind, example)] if first != example else []
    if name := next((n for body in bodies_of(country.code).all for n in body.names), ""):
        found[IMITATED] = name.upper()
    if line := next(iter(country.advice.help_lines), ""):
        found[HELP] = line
    if voice := next((found[kind] for kind in CALLED if kind in found), ""):
        found[VOICE] = voice
    yield found
    yield from ({**found, kind: example} for kind, example in others)


def _comes_late(family: Family) -> bool:
    """A number to which no word can be sent shows less than another of its kind."""
    return not family.replyable


def _one_of(family: Family, country: Country, taken: str) -> str:
    return next((e for e in family.examples if e != taken), example_of(family, country.code))


def _filled(row: Mapping[str, Any], senders: Mapping[str, str]) -> Iterator[Example]:
    """A shared example with the country's senders, once for each of its kinds of sender that the country has."""
    kinds = row.get("sender", "")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        given: dict[str, Any] = {**row, "sender": kind}
        filled: dict[str, str] = {key: _sender(given[key], senders) for key in ("sender", "own_number") if key in given}
        try:
            text = given.get("text", "").format_map(senders)
        except KeyError:
            continue
        if filled["sender"] or not kind:
            yield Example(**(given | filled | {"text": text}))


def _sender(said: str, senders: Mapping[str, str]) -> str:
    """The country's own sender of a kind, "" where it has none; what is no kind stands as it is."""
    return senders.get(said, "") if said in OF_A_KIND else said
