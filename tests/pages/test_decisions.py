"""The pages of decisions: every rule stands there in order, made from the rules; every line is reached."""

from __future__ import annotations

import re
from datetime import date
from html import escape, unescape

import pytest
from stopsms import create_app
from stopsms.config import Site, load_site
from stopsms.decisions.cases import Condition, Reached, distinguish, first_of, grouped
from stopsms.decisions.examples import Example, decision_examples, language_of, own_examples
from stopsms.decisions.table import decision_table, lines
from stopsms.examples.situations import example_of
from stopsms.views.urls import page_url

from sender_lookup.advice.rules import RULES
from sender_lookup.codes import Kind
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.schema import Country

DAY = date(2026, 11, 24)
SITE = load_site("http://localhost:8000/", DAY, revision="test")
COUNTRIES = [c.code for c in SITE.countries]
LANGUAGES = load_index().languages
NAMES = [name for name, *_ in RULES]


def every_example() -> list[tuple[str, Example]]:
    return [(code, e) for code in COUNTRIES for e in own_examples(load_country(code))]


def page(site: Site, country: Country, language: str) -> str:
    app = create_app(site)
    with app.test_request_context():
        address = page_url(language, site.page_id(country, "decision-graph"))
    return str(app.test_client().get(address).get_data(as_text=True))


def test_every_rule_is_on_a_page_in_order() -> None:
    shown = {code: [d.rule for d in decision_table(load_country(code), "en", DAY)] for code in COUNTRIES}

    countries = [load_country(code) for code in COUNTRIES]
    later = {
        "label": any(f.labels for c in countries for f in c.families),
        "help_line": any(c.advice.help_lines for c in countries),
    }
    expected = [name for name in NAMES if later.get(name, True)]
    assert [name for name in NAMES if any(name in rules for rules in shown.values())] == expected
    for rules in shown.values():
        assert rules == [name for name in NAMES if name in rules]


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_rule_is_left_out_only_where_no_sender_can_reach_it(code: str) -> None:
    country = load_country(code)
    left_out = set(NAMES) - {d.rule for d in decision_table(country, "en", DAY)}

    kinds = {f.kind for f in country.families if example_of(f, code)}
    unreachable = {
        "code_alone": not any(f.alone for f in country.families),
        "mobile": not country.advice.known_mobiles_only,
        "label": not any(f.labels for f in country.families),
        "help_line": not country.advice.help_lines,
        "own_number": Kind.MOBILE not in kinds,
        "marketing_mobile": Kind.MOBILE not in kinds,
        "marketing_code": Kind.SHORT_CODE not in kinds,
        **dict.fromkeys(("paid_code", "paid_way_out", "paid_invitation"), Kind.PREMIUM_SHORT_CODE not in kinds),
        **dict.fromkeys(("service_number", "forged_service_number"), Kind.SERVICE_NUMBER not in kinds),
    }
    assert left_out <= {rule for rule, is_so in unreachable.items() if is_so}


@pytest.mark.parametrize(("code", "example"), every_example(), ids=lambda v: getattr(v, "rule", v))
def test_an_example_gets_what_its_line_says(code: str, example: Example) -> None:
    advice = example.answer(load_country(code), DAY).advice

    assert (advice.rule, advice.verdict.value, first_of(advice.steps[0])) == example.line


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_shared_example_is_shown_where_it_gets_what_its_line_says(code: str) -> None:
    country = load_country(code)
    shared = [e for e in decision_examples(country, DAY) if e not in own_examples(country)]

    assert all(e.shows(country, DAY) for e in shared)
    assert len({e.line for e in shared}) == len(shared)
    assert not {e.line for e in shared} & {e.line for e in own_examples(country)}
    assert not [e for e in shared if re.search(r"\{\w+\}", e.text) or e.sender in Kind]


@pytest.mark.parametrize("code", [c.code for c in map(load_country, load_index().countries) if c.languages])
def test_the_words_of_a_shared_example_are_in_the_language_of_the_country(code: str) -> None:
    country = load_country(code)

    assert language_of(country) == country.languages[0]


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_line_has_an_example(code: str) -> None:
    country = load_country(code)
    conclusions = {(rule, *key) for rule, cases in lines(country, DAY).items() for key in grouped(cases)}

    assert {e.line for e in decision_examples(country, DAY)} >= conclusions
    assert {e.line for e in own_examples(country)} <= conclusions


@pytest.mark.parametrize("code", COUNTRIES)
def test_conditions_lead_every_combination_to_its_outcome(code: str) -> None:
    for cases in lines(load_country(code), DAY).values():
        steps = distinguish(grouped(cases))
        for case in cases:
            assert next(key for key, condition in steps if fits(condition, case)) == case.key


def fits(condition: Condition, case: Reached) -> bool:
    return not condition or any(facts <= case.facts for facts in condition)


@pytest.mark.parametrize(("code", "language"), [(c.code, language) for c in SITE.countries for language in c.languages])
def test_the_page(code: str, language: str) -> None:
    country = load_country(code)
    html = page(SITE, country, language)
    drawn = decision_table(country, language, DAY)
    boxes = [b for d in drawn for b in (d.question, *(o.verdict_words for o in d.outcomes))]

    assert re.findall(r'<li id="([^"]+)">', html) == [d.rule for d in drawn]
    assert [unescape(b) for b in re.findall(r'<p class="decision-(?:question|verdict)">(.*)</p>', html)] == boxes
    for d in drawn:
        for text in (d.got, *(text for o in d.outcomes for text in (o.when, o.first))):
            assert text in unescape(html)
    assert "sms:" not in html and "style=" not in html
    for d in drawn:
        html = html.replace(escape(d.got), "")  # names kinds of senders by a number
    assert not re.search(r"\b36180\b|\b217999\b|0805 ?805 ?805", html)  # nobody should write to an example


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_leads_there(language: str) -> None:
    app = create_app(SITE)
    with app.test_request_context():
        about = page_url(language, "about")
        pages = {page_url(language, SITE.page_id(c, "decision-graph")) for c in SITE.countries_in(language)}
    html = app.test_client().get(about).get_data(as_text=True)

    assert pages and pages <= set(re.findall(r'href="([^"]+)"', html))
