"""The table behind the instant answer: what JavaScript may say before Python is there, and where it never comes.

It holds, per country with advice, the same anchored patterns as the country file (they mean the same in Python and in
JavaScript, `sender_lookup.country.records` sees to that) and, per family, the answer that the package gives for a
sender alone. Characters that no text has (Unicode's private use) stand in it for the sender; `instant.js` puts what the
person typed in their place, and abstains wherever the sender is not plainly written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sender_lookup.codes import Kind
from sender_lookup.country.loader import load_index
from sender_lookup.country.schema import Country, Family
from sender_lookup.message.bodies import bodies_of
from sender_lookup.model import Result, Sender, Step
from sender_lookup.output.answer import as_html, family_text, step_view
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.templates import environment

from ..errors import BuildError, Problem
from .masked import of_any_number
from .situations import answer_to, example_of

# What stands in the prepared answers for the sender as shown, its E.164 form, and a body's true site and number;
# instant.js has the same.
SENDER, E164, OWN_WAYS = "\ue000", "\ue001", "\ue002"


def instant_table(country: Country, language: str, as_of: date, family_url: Callable[[str], str]) -> dict[str, Any]:
    """The table of one country in one language, ready for JSON."""
    report = _report_number(country)
    families = [f for f in country.families if f.pattern is not None or f.kind == Kind.NAME]
    examples = [
        (f, e)
        for f in families
        if (e := _plain_example(f, country, {report, *country.advice.help_lines})) and _is_told(f, e, country)
    ]
    index = load_index()
    return {
        **plan_of(country),
        "territories": [pattern_source(t.pattern.pattern) for t in country.territories if t.pattern],
        "families": [
            *_number_rows((report, *country.advice.help_lines), country, language, as_of, family_url),
            *(_row(f, example, country, language, as_of, family_url) for f, example in examples),
        ],
        **_imitated(country, language, as_of, family_url),
        "notNames": sorted({*index.hidden_senders, *index.no_senders, *index.sender_labels}),
    }


def _plain_example(family: Family, country: Country, apart: set[str]) -> str:
    """A sender of the family that has no answer of its own (`apart`); of names one of letters alone."""
    plain = (e for e in family.examples if e not in apart and (family.kind != Kind.NAME or e.isalpha()))
    return next(plain, example_of(family, country.code))


def _is_told(family: Family, example: str, country: Country) -> bool:
    """Whether JavaScript knows such a sender: of whole numbers, where the country file describes the plan."""
    digits = re.sub(r"\D", "", example)
    if family.labels:
        return any(map(PLAIN.fullmatch, family.labels))
    return family.kind == Kind.NAME or country.national is not None or len(digits) <= MOST_DIGITS


def plan_of(country: Country) -> dict[str, Any]:
    """What a table says of a country's numbers before its families."""
    return {
        "country": country.code,
        "callingCodes": list(country.calling_codes),
        "mainCode": country.calling_codes[0],
        "trunk": country.trunk,
        "national": pattern_source(country.national.pattern) if country.national else "",
    }


def _report_number(country: Country) -> str:
    """The number that takes reports of fraud; empty where there is none."""
    route = country.routes.get(country.advice.fraud_route or "")
    return (route and route.sms) or ""


def _number_rows(
    numbers: Iterable[str], country: Country, language: str, as_of: date, family_url: Callable[[str], str]
) -> list[Mapping[str, Any]]:
    """Numbers that have an answer of their own within their family: those that take reports, and help lines."""
    families = [(n, next((f for f in country.families if f.pattern and f.pattern.match(n)), None)) for n in numbers]
    return [
        {**_row(family, number, country, language, as_of, family_url), "pattern": number}
        for number, family in families
        if family and _is_told(family, number, country)
    ]


PLAIN = re.compile("[a-z]{2,11}")
MOST_DIGITS = 6  # of a short number, in instant.js as well
OWN_LIST = re.compile(r'<ul class="step-own">.*?</ul>\n', re.DOTALL)  # a body's true site and number, as HTML


def _imitated(country: Country, language: str, as_of: date, family_url: Callable[[str], str]) -> dict[str, Any]:
    """The plainly written names that fraud imitates: for these "is it real?" comes first.

    `imitated` gives for each the HTML of the body's true site and number, empty for a body that shows none;
    `imitatedRow` is the answer to all of them, null in a country without such names.
    """
    bodies = bodies_of(country.code)
    names = sorted({n for b in bodies.all for n in (*b.names, *b.sender_names) if PLAIN.fullmatch(n)})
    of_name = {name: body.id for name in names if (body := bodies.named(name))}
    family = country.family_of_kind(Kind.NAME)
    one_name = {body_id: name for name, body_id in reversed(of_name.items())}
    own = {body_id: _own_list(_answer(family, name, country, as_of), language) for body_id, name in one_name.items()}
    shown = next((name for name, body_id in of_name.items() if own[body_id]), next(iter(of_name), None))
    row = shown and _row(family, shown, country, language, as_of, family_url)
    return {
        "imitated": {name: own[body_id] for name, body_id in of_name.items()},
        "imitatedRow": {**row, "html": OWN_LIST.sub(OWN_WAYS, row["html"])} if row else None,
    }


def _own_list(result: Result, language: str) -> str:
    """The list as the answer has it, of the step that names a body: the whole answer would take ten times as long."""
    step = next((s for s in result.advice.steps if s.official), None)
    if step is None:
        return ""
    w, parts = load_catalogue(language, result.country), environment("templates").get_template("parts.html")
    html: str = parts.module.step(step_view(step, result.country, w, result.sender), w, 2)  # type: ignore[attr-defined]
    return next(iter(OWN_LIST.findall(html)), "")


def pattern_source(pattern: str) -> str:
    """The pattern as written in the country file: `(?:...)\\Z` without its frame."""
    return pattern.removeprefix("(?:").removesuffix(r")\Z")


def _row(
    family: Family, given: str, country: Country, language: str, as_of: date, family_url: Callable[[str], str]
) -> Mapping[str, Any]:
    result = _answer(family, given, country, as_of)
    sender = result.sender
    assert sender is not None
    return {
        "id": family.id,
        "kind": sender.kind,
        "pattern": pattern_source(family.pattern.pattern) if family.pattern else "",
        "grouping": list(family.grouping or (country.grouping if sender.e164 else ())),  # none of a short number
        **({"labels": list(family.labels)} if family.labels else {}),
        "verdict": result.advice.verdict,
        "page": family_url(family.id),
        "about": family_text(family.id, family.kind, load_catalogue(language, country)),
        "html": as_html(_marked(result, sender), language),
    }


def _answer(family: Family, given: str, country: Country, as_of: date) -> Result:
    """The answer to a sender of the family. Raises BuildError where it is read as another."""
    result = of_any_number(answer_to(given, "", country.code, as_of))
    if result.sender is None or result.sender.family != family.id:
        read_as = repr(result.sender.family) if result.sender else "no sender"
        what = f"{given!r}, an example of family {family.id!r}, is read as {read_as}"
        raise BuildError(Problem(f"sender_lookup/data/{country.code.lower()}.toml", 0, what, "give another example"))
    return result


def _marked(result: Result, sender: Sender) -> Result:
    """The result with the marks in the place of its sender, also where a step writes to it."""
    marks = {sender.display: SENDER, sender.e164: E164}
    steps = tuple(_marked_step(s, marks[s.to]) if s.to in marks else s for s in result.advice.steps)
    return replace(
        result,
        sender=sender._replace(display=SENDER, e164=sender.e164 and E164),
        advice=result.advice._replace(steps=steps),
    )


def _marked_step(step: Step, mark: str) -> Step:
    return step._replace(to=mark, uri=step.uri and step.uri.replace(step.to or "", mark, 1))
