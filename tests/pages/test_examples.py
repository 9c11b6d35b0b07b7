"""The example messages of a country in each of its languages: one example, whatever the reader's language."""

from __future__ import annotations

import pytest
from stopsms.examples.situations import answer_to, example_of, examples_for

from sender_lookup.country.loader import load_country, load_index

from .built import AS_OF

CODES = load_index().countries


@pytest.mark.parametrize("code", CODES)
def test_an_example_is_answered_alike_in_every_language(code: str) -> None:
    country = load_country(code)
    said: dict[tuple[str, str], set[object]] = {}
    for language in country.languages:
        for s in examples_for(code, language):
            for sender in {s.sender or example_of(country.family(f), code) for f in s.families}:
                result = answer_to(sender, s.text, code, AS_OF)
                first, message = result.advice.steps[0], result.message
                answer = (
                    str(result.advice.verdict),
                    first.action,
                    first.situation,
                    first.to,
                    message and str(message.purpose),
                )
                said.setdefault((s.id, sender), set()).add(answer)

    assert said
    assert {of: answers for of, answers in said.items() if len(answers) > 1} == {}


@pytest.mark.parametrize("code", CODES)
def test_a_message_is_written_for_languages_of_the_country(code: str) -> None:
    country = load_country(code)

    assert {lang for s in examples_for(code, "") for lang in s.texts} <= {*country.languages[1:]}
