"""Situations as a person meets them -> verdict, first step, ladder, letters, claims (`situations/<cc>.toml`), and what
holds for all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from sender_lookup.codes import Strength
from sender_lookup.country.loader import load_country
from sender_lookup.country.schema import Country
from sender_lookup.model import Result, Step
from sender_lookup.output.answer import as_html, as_text, step_view
from sender_lookup.output.catalogue import load_catalogue

from .case_tables import ask

FOLDER = Path(__file__).parent / "situations"
TABLES = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted(FOLDER.glob("*.toml"))}
ALL: list[dict[str, Any]] = [
    {"country": table["country"], **row} for table in TABLES.values() for row in table["situations"]
]
ROWS = [pytest.param(row, id=f"{row['country']}-{row['name']}") for row in ALL]


def name(step: Step) -> str:
    situation = f".{step.situation}" if step.situation else ""
    return step.action + situation + (f">{step.route}" if step.route else "") + (f"?{step.when}" if step.when else "")


def answer(row: dict[str, Any]) -> Result:
    return ask(row)


def test_there_are_forty() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize("row", ROWS)
def test_a_situation(row: dict[str, Any]) -> None:
    result = answer(row)
    first, *ladder = result.advice.steps

    assert result.advice.verdict == row["verdict"]
    assert name(first) == row["first"]
    assert [name(s) for s in ladder] == row["ladder"]
    assert list(result.letters) == row["letters"]
    assert list(first.claims) == row["claims"]


def rows_of(fits: Callable[[dict[str, Any]], bool]) -> list[Any]:
    """The situations that a rule is about."""
    return [param for row, param in zip(ALL, ROWS, strict=True) if fits(row)]


@pytest.mark.parametrize("row", rows_of(lambda row: row["verdict"] in ("stop", "premium", "nothing_to_stop")))
def test_33700_never_stands_under_a_lawful_advert(row: dict[str, Any]) -> None:
    result = answer(row)

    assert "33700" not in [s.route for s in result.advice.steps]
    assert "fraud_report" not in result.letters


@pytest.mark.parametrize("row", rows_of(lambda row: row["verdict"] == "do_not_reply"))
def test_nobody_is_told_to_answer_a_scam(row: dict[str, Any]) -> None:
    steps = answer(row).advice.steps

    assert [name(s) for s in steps if s.body or (s.uri and s.action not in ("report", "police"))] == []


def asks_first(row: dict[str, Any]) -> bool:
    """True where an answer holds letter and complaint, and nothing allows the complaint already: a month since the
    letter, or an authority that wants none and two days since STOP."""
    others = ("complain.banned_sector", "complain.dispute")
    steps = {s.partition(".")[0] for s in (row["first"], *row["ladder"]) if not s.startswith(others)}
    late = row.get("letter_sent", "9999") <= "2026-10-23"
    if not load_country(row["country"]).advice.complaint_needs_letter:
        late = late or row.get("stop_sent", "9999") <= "2026-11-22"
    return {"write_company", "complain"} <= steps and not late


@pytest.mark.parametrize("row", rows_of(asks_first))
def test_a_complaint_comes_after_the_company_was_asked(row: dict[str, Any]) -> None:
    steps = answer(row).advice.steps
    actions = [s.action for s in steps if s.situation not in ("banned_sector", "dispute")]

    assert "write_company" in actions[: actions.index("complain")]


@pytest.mark.parametrize("row", rows_of(lambda row: "complain" in [row["first"], *row["ladder"]]))
def test_a_complaint_to_the_authority_shows_where(row: dict[str, Any]) -> None:
    result = answer(row)
    authority = result.country.routes[result.country.advice.authority or ""]
    w = load_catalogue("fr", result.country)
    shown = {step_view(s, result.country, w).url for s in result.advice.steps if name(s) == "complain"}

    assert authority.url and shown == {authority.url_in("fr")}


@pytest.mark.parametrize("row", ROWS)
def test_an_answer_that_rests_on_claims_shows_their_strengths(row: dict[str, Any]) -> None:
    """Behind "where this advice comes from", not under each deed: "practice, not a rule" below a warning reads as "so I
    may". The strongest stands in its line."""
    result = answer(row)
    html = as_html(result, "en")
    why = html.partition('<details class="why">')[2].partition("</details>")[0]
    strengths = {result.country.claims[c].strength for s in result.advice.steps for c in s.claims}

    w = load_catalogue("en", result.country)
    assert all(w(f"strength.{s}") in unescape(why) for s in strengths)
    strongest = min(strengths, key=[*Strength].index, default=None)
    assert strongest is None or w(f"strength.{strongest}") in unescape(why.partition("</summary>")[0])
    assert "step-strength" not in html
    assert ('class="silent"' in html) is (result.advice.verdict == "stop")
    assert (w("answer.silent") in as_text(result, "en", explain=True)) is (result.advice.verdict == "stop")


@pytest.mark.parametrize(
    ("row", "titles"),
    [
        ({"sender": "36180"}, ["What STOP costs"]),
        ({"sender": "MODALIA", "text": "Soldes -40% STOP au 36180"}, ["What STOP costs"]),
        (
            {"sender": "36180", "received": "2026-11-22T21:00"},
            ["What STOP costs", "What hours adverts may come"],
        ),
        ({"sender": "0612345678"}, ["Advertising from an 06 or 07 number"]),
    ],
)
def test_conflicts_show_every_side_with_its_dates(row: dict[str, Any], titles: list[str]) -> None:
    result = ask({"country": "FR", **row})
    html = as_html(result, "en")
    shown = {c.id for c in result.country.conflicts if f"<h5>{_title(c.id, result.country)}</h5>" in html}

    assert all(f"<h5>{t}</h5>" in html for t in titles) and len(shown) >= len(titles)
    assert all(len(c.claims) >= 2 for c in result.country.conflicts if c.id in shown)
    assert html.count("checked on") >= 2 * len(shown)


def _title(conflict: str, country: Country) -> str:
    return load_catalogue("en", country)(f"conflict.{conflict}")


@pytest.mark.parametrize("code", sorted({row["country"] for row in ALL}))
def test_help_routes_and_claims_are_reached(code: str) -> None:
    """Every route that the advice names and every conflict of a country is shown in some situation."""
    found = [answer(row) for row in ALL if row["country"] == code]
    country = found[0].country
    rules = country.advice
    named = {*rules.help_routes, *rules.dispute_routes, rules.directory_route, rules.fraud_route} - {None}

    assert named <= {s.route for r in found for s in r.advice.steps}
    whole = "".join(as_html(r, "en") for r in found)
    assert [c.id for c in country.conflicts if _title(c.id, country) not in whole] == []
