"""How the advice of a country is decided: each rule with what it looks at, what it concludes and what it says first.

No line is written by hand: the rules answer every combination that the country's data allow (`cases`), and what
they answer is grouped by rule, in the order in which rules are tried. A rule that no combination reaches has no line.

`examples.py` adds only invented examples. Each names the line that it shows; a test puts it to the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sender_lookup.country.schema import Country, Family
from sender_lookup.output.answer import step_view
from sender_lookup.output.catalogue import Catalogue, load_catalogue

from ..examples.masked import mask_to, masked, masked_result
from ..examples.phone_drawings import numbers_in
from ..i18n import own_words, site_words
from .cases import Condition, Fact, Reached, distinguish, grouped, reached
from .examples import Example, decision_examples, language_of, word_of

ANY = 8  # from so many kinds of sender on, a line says "any sender"


@dataclass(frozen=True, slots=True)
class Shown:
    """An example for a page, its numbers masked; `language` is that of the message."""

    sender: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule comes to: the verdict, the first step, and when, where the rule has several."""

    verdict: str
    verdict_words: str
    first: str
    when: str
    examples: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: the rule's name, what one got, what is looked at, what it comes to."""

    rule: str
    got: str
    question: str
    outcomes: tuple[Outcome, ...]


@cache
def lines(country: Country, as_of: date) -> Mapping[str, tuple[Reached, ...]]:
    """Rule -> the combinations that it answers; thousands are tried, once for all languages."""
    return reached(country, word_of(country), as_of)


def decision_table(country: Country, language: str, as_of: date) -> list[Decision]:
    """The lines of a country in the words of a language."""
    t = site_words(language, country)
    return [
        Decision(
            rule,
            _got(cases, country, language),
            t(f"site.rule.{rule}"),
            tuple(_outcomes(rule, country, language, as_of)),
        )
        for rule, cases in lines(country, as_of).items()
    ]


def _outcomes(rule: str, country: Country, language: str, as_of: date) -> Iterator[Outcome]:
    w, groups = load_catalogue(language, country), _distinguished(rule, country, as_of)
    for (verdict, _), condition, group in groups:
        yield Outcome(
            verdict=verdict, verdict_words=w(f"verdict.{verdict}"), first=_first_title(group[0], country, w),
            when=_when(condition, group, country, language) if len(groups) > 1 else "",
            examples=tuple(_examples_of(group[0], country)),
        )  # fmt: skip


@cache
def _distinguished(
    rule: str, country: Country, as_of: date
) -> tuple[tuple[tuple[str, str], Condition, list[Reached]], ...]:
    """(verdict, first step), when, and the cases, for each outcome of a rule: no words in it, hence once."""
    groups = grouped(lines(country, as_of)[rule])
    return tuple((key, condition, groups[key]) for key, condition in distinguish(groups))


def _examples_of(case: Reached, country: Country) -> Iterator[Shown]:
    """The examples of the line that the case is on."""
    for example in decision_examples(country, case.case.request.as_of):
        if example.line == (case.rule, *case.key):
            yield _shown(example, country, case.case.request.as_of)


def _first_title(case: Reached, country: Country, w: Catalogue) -> str:
    """The title of the first step; the number of an example is masked: nobody should write to it, or call it."""
    return step_view(case.first._replace(to=mask_to(case.first.to, country)), country, w).title


@cache
def _shown(example: Example, country: Country, as_of: date) -> Shown:
    """The example with its numbers masked, as on the pages of families."""
    result = masked_result(example.answer(country, as_of))
    return Shown(masked(example.sender), result.request.text or "", language_of(country))


def _got(cases: tuple[Reached, ...], country: Country, language: str) -> str:
    t = site_words(language, country)
    alone = all(c.case.purpose is None for c in cases)
    what = "message" if all(c.case.message for c in cases) else "alone" if alone else "either"
    names = _senders([c.case.family for c in cases if c.case.family], country, language)
    return t(f"site.graph.got.{what}", senders=t("site.graph.any") if len(names) >= ANY else ", ".join(names))


def _senders(families: Iterable[Family], country: Country, language: str) -> list[str]:
    """The senders of these families in words: a short number (36180…), words of its own, else the kind."""
    t, w = site_words(language, country), load_catalogue(language, country)
    own = {f: f"site.graph.sender.{f.id}" for f in families}
    digits = re.compile(r"\d+x+")
    names = (
        _like(f, country, language) if digits.fullmatch(f.id) else t(key) if key in t else w(f"kind.{f.kind}")
        for f, key in own.items()
    )
    return list(dict.fromkeys(names))


def _like(family: Family, country: Country, language: str) -> str:
    """The first number of a family's title, for all of them."""
    numbers = numbers_in(own_words(language, country, "family.title", family.id))
    return numbers.partition(",")[0].rstrip("…") + "…"


def _when(condition: Condition, group: list[Reached], country: Country, language: str) -> str:
    """A condition in words; what somebody knows is said even where the lines above leave no other case."""
    t = site_words(language, country)
    knows = {c.case.request.knows_sender for c in group}
    common = [("knows", str(*knows))] if len(knows) == 1 else []
    parts = [[f for f in sorted(facts) if f not in common] for facts in condition]
    either = t("site.graph.or").join(dict.fromkeys(_facts(facts, country, language) for facts in parts if facts))
    left = "" if condition else t("site.graph.else")
    said = ", ".join(filter(None, (_facts(common, country, language), either or left)))
    return said[:1].upper() + said[1:]


def _facts(facts: Iterable[Fact], country: Country, language: str) -> str:
    t = site_words(language, country)
    said = []
    for what, value in facts:
        if what == "kind":
            said.append(t("site.graph.is", sender=load_catalogue(language, country)(f"kind.{value}")))
        elif what == "sender" and value != "none":
            said.append(t("site.graph.is", sender=_senders([country.family(value)], country, language)[0]))
        else:
            said.append(t(f"site.graph.{what}.{value}"))
    return t("site.graph.and").join(said)
