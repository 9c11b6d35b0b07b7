"""What `build.py --check` tells a maintainer without stopping the build: claims grown old, rules that end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from stopsms.checks import maintenance_notes
from stopsms.config import load_site

from sender_lookup.country.loader import load_country, load_holidays
from sender_lookup.message.bodies import bodies_of

CHECKED = date(2026, 11, 24)
BASE = "http://localhost:8000/"


def told(day: date) -> list[str]:
    return [line for line in maintenance_notes(load_site(BASE, day, revision="test")) if "not yet checked" not in line]


def test_nothing_is_told_on_the_day_of_the_rules() -> None:
    assert [line for line in told(CHECKED) if "12 months" in line] == []


@pytest.mark.parametrize(("days", "stale"), [(365, False), (366, True)])
def test_a_claim_that_nobody_looked_at_for_a_year_is_named(days: int, stale: bool) -> None:
    oldest = next(c for c in load_country("FR").claims.values() if {s.checked for s in c.sources} == {CHECKED})
    line = f"{oldest.id}: last checked on {CHECKED}, more than 12 months ago"

    assert (line in told(CHECKED + timedelta(days=days))) is stale


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (date(2025, 12, 29), False),
        (date(2025, 12, 30), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ],
)
def test_a_rule_that_ends_within_60_days_is_named(day: date, named: bool) -> None:
    assert ("fr.hours.charter_2024: ends on 2026-02-28" in told(day)) is named


def test_a_claim_that_countries_share_is_named_once() -> None:
    lines = told(CHECKED + timedelta(days=500))

    assert len([line for line in lines if line.startswith("eu.gdpr.objection: ")]) == 1
    assert len(lines) == len(set(lines))


def test_what_is_shown_of_a_body_grows_old_as_claims_do() -> None:
    body = next(b for b in bodies_of("FR").all if b.id == "ameli")
    day = max(s.checked for s in body.sources if s.checked)
    line = f"official body 'ameli': last checked on {day}, more than 12 months ago"

    assert [line in told(day + timedelta(days=days)) for days in (365, 366)] == [False, True]


def test_a_table_of_holidays_is_named_two_years_before_its_end() -> None:
    last = max(load_holidays("FR")).year
    line = f"FR: the table of holidays ends with {last}"

    assert [line in told(date(year, 12, 31)) for year in (last - 2, last - 1)] == [False, True]


@pytest.mark.parametrize(("what", "limit"), [("firms", 182), ("figures", 182), ("numbers", 30)])
def test_what_is_made_anew_is_named_when_it_is_old(what: str, limit: int) -> None:
    site = load_site(BASE, CHECKED, revision="test")
    assert site.figures is not None
    day, line = {
        "firms": (site.companies["FR"], "list of firms of FR"),
        "figures": (site.figures.as_of, "how-good figures"),
        "numbers": (CHECKED, "table of number blocks"),
    }[what]
    line += f": of {day}, more than {limit} days old"

    for days, old in ((limit, False), (limit + 1, True)):
        later = replace(site, as_of=day + timedelta(days=days), numbering_date=CHECKED)
        assert (line in maintenance_notes(later)) is old


def test_every_country_says_how_many_claims_are_unread() -> None:
    site = load_site(BASE, CHECKED, revision="test")
    lines = maintenance_notes(site)

    for country in site.countries:
        claims = load_country(country.code).claims.values()
        unread = sum(not c.was_read for c in claims if c.strength != "advice")
        advice = sum(c.strength == "advice" for c in claims)
        counted = f"{country.code}: {unread} of {len(claims)} claims are not yet checked against their source"
        assert f"{counted}; {advice} are our advice" in lines


def test_warnings_stop_nothing() -> None:
    from stopsms.checks import find_problems

    late = replace(load_site(BASE, CHECKED, revision="test"), as_of=date(2030, 1, 1))

    assert [p for p in find_problems(late) if "12 months" in str(p) or "ends on" in str(p)] == []
