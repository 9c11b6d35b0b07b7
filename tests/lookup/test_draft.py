"""The check of a draft: tables of drafts (`drafts/<cc>.toml`), every rule reached, texts of any kind."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sender_lookup.codes import DraftState, DraftVerdict
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.validity import in_force
from sender_lookup.draft.check import Draft, check_draft
from sender_lookup.draft.points import point_of
from sender_lookup.draft.render import DraftView, as_dict, as_html, as_text, checklist, view_of
from sender_lookup.draft.rules import FITS, POINTS, Point, load_draft_rules
from sender_lookup.errors import BadRequestError, NothingGivenError, RuleError
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.worker import respond

from .case_tables import AS_OF

FOLDER = Path(__file__).parent / "drafts"
LANGUAGES = load_index().languages
WITH_RULES = [code for code in load_index().countries if load_draft_rules(load_country(code))]
ASKED_WITH = ("text", "sender", "send_at", "country")


@cache
def rows() -> tuple[tuple[str, dict[str, Any]], ...]:
    """(readable id, row with its country)."""
    tables = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted(FOLDER.glob("*.toml"))}
    return tuple(
        (f"{name}: {r['name']}", {"country": t["country"], **r}) for name, t in tables.items() for r in t["drafts"]
    )


@cache
def checked() -> tuple[Draft, ...]:
    return tuple(check(**{k: v for k, v in row.items() if k in ASKED_WITH}) for _, row in rows())


def check(**asked: object) -> Draft:
    return check_draft({"country": "FR", **asked}, as_of=AS_OF)


def points_of(draft: Draft) -> dict[str, Point]:
    assert len(draft.points) == len({p.point for p in draft.points})
    return {p.point: p for p in draft.points}


def seen(point: Point) -> str:
    """State and finding in short; for the time, the reasons."""
    finding = point.values.get("reasons") or ("" if point.finding == FITS else point.finding)
    return f"{point.state} {finding}".strip()


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in rows()])
def test_a_draft(row: dict[str, Any]) -> None:
    draft = check(**{k: v for k, v in row.items() if k in ASKED_WITH})
    points = points_of(draft)

    assert row["points"] == {name: seen(points[name]) if name in points else "" for name in row["points"]}
    assert row["verdict"] == draft.verdict, [(p.point, seen(p)) for p in draft.points]
    assert row.get("about", draft.about) == draft.about
    for name, claims in row.get("rests_on", {}).items():
        assert tuple(claims) == points[name].claims
    assert draft.warnings == ()


@pytest.mark.parametrize("code", WITH_RULES)
def test_every_row_is_reached(code: str) -> None:
    reached = {(p.point, f) for d in checked() if d.country.code == code for p in d.points for f in _findings(p)}
    wanted = {(r.point, r.finding) for r in load_draft_rules(load_country(code))}

    assert sorted(wanted - reached) == []


def _findings(point: Point) -> Iterator[str]:
    yield point.finding
    yield from point.values.get("reasons", "").split()
    if point.beside:
        yield ""


@pytest.mark.parametrize("code", WITH_RULES)
def test_every_hour_in_force_is_broken_and_kept(code: str) -> None:
    country = load_country(code)
    mine = [d for d in checked() if d.country.code == code]
    reasons = {r for d in mine for p in d.points for r in p.values.get("reasons", "").split()}
    now = [h for h in country.hours if in_force(AS_OF, h.valid_from, h.valid_to)]

    assert {h.reason for h in now} == reasons
    for point in {point_of(rule) for rule in now}:
        assert DraftState.FITS in {points_of(d)[point].state for d in mine}


def test_every_point_and_finding_is_reached_in_some_country() -> None:
    """What the code can find, and no table has, could not fail."""
    reached = {(p.point, p.finding) for d in checked() for p in d.points}

    assert [(p, f) for p, findings in POINTS.items() for f in findings if (p, f) not in reached] == []
    assert set(DraftVerdict) == {d.verdict for d in checked()} and set(DraftState) == {
        p.state for d in checked() for p in d.points
    }


def test_points_stand_in_their_order() -> None:
    """The reading and who agreed first, then what is printed, the sender, and the hours last."""
    order = (
        *("reading", "sector", "consent", "objections", "lists", "opt_out", "opt_out_target", "keyword"),
        *("name_length", "name_characters", "name_number", "name_generic", "name_registered"),
        *("sender_number", "number_held", "sender_in_text", "links", "contact", "time", "day", "holiday"),
    )
    for draft in checked():
        places = [order.index(p.point) for p in draft.points]
        assert places == sorted(places)


def test_only_rules_that_somebody_stands_behind_speak_against_a_draft() -> None:
    """A point that is not our own reading, and says no, names a claim; so does a question and what fits."""
    for draft in checked():
        for p in draft.points:
            if p.state not in (DraftState.NO_RULE, DraftState.UNCHECKED) and p.finding not in ("scam", "unsure"):
                assert p.claims, (p.point, p.finding)
            assert set(p.claims) <= set(draft.country.claims)


def test_no_law_stands_behind_an_hour() -> None:
    """That no law sets hours is said beside the point, and never counts as a law that asks for them."""
    time = points_of(check(text="-20%", send_at="2026-11-27T23:00"))["time"]

    assert time.beside == ("fr.hours.no_law",) and "fr.hours.no_law" not in time.claims


def test_an_offset_is_dropped() -> None:
    """What counts is the clock on the wall of those who get it."""
    assert points_of(check(text="x", send_at="2026-11-27T19:00+05:00"))["time"].state is DraftState.FITS


def test_a_bad_time_is_named_and_costs_nothing() -> None:
    draft = check(text="MODALIA -20% STOP au 36180", send_at="tomorrow")

    assert draft.warnings == ("bad_send_at",) and points_of(draft)["time"].finding == "no_time"


def test_a_country_without_rules_says_so() -> None:
    draft = check(text="MODALIA -20%", sender="MODALIA", country="ZZ")

    assert draft.warnings == ("no_rules",)
    assert {p.state for p in draft.points} <= {DraftState.NO_RULE, DraftState.UNCHECKED}
    assert "no rules" in as_text(draft, "en")


def test_unsure_of_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    from sender_lookup.codes import Purpose
    from sender_lookup.draft import check as module
    from sender_lookup.model import Message

    monkeypatch.setattr(module, "read_message", lambda *_: Message(purpose=Purpose.MARKETING, unsure=True))
    points = points_of(check(text="Modalia"))

    assert (points["reading"].state, points["reading"].finding) == (DraftState.BETTER_NOT, "unsure")


@pytest.mark.parametrize(
    ("given", "error"), [({}, NothingGivenError), ({"text": " "}, NothingGivenError), ([], BadRequestError)]
)
def test_nothing_to_check(given: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        check_draft(given, as_of=AS_OF)


# --- in words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_words(language: str) -> None:
    for draft in checked():
        html, text = as_html(draft, language), as_text(draft, language)
        for point in draft.points:
            shown = next(p for p in draft.points if (p.state, p.finding) == (point.state, point.finding))
            asked_once = point.state is DraftState.UNCHECKED
            assert f'data-point="{shown.point if asked_once else point.point}"' in html
        assert "{" not in text


def test_our_own_reading_is_no_rule() -> None:
    text = "COLISFR : votre colis est bloqué, frais de douane 1,99 euro : colis-suivi.top/payer STOP au 36180"
    draft = check(text=text, sender="COLISFR")

    assert [(p.point, p.claims) for p in draft.points if p.state is DraftState.NOT_SO] == [("reading", ())]
    assert "does not fit a rule" not in as_text(draft, "en")
    assert "does not fit a rule" in as_text(check(text="COLISFR : -20%", sender="COLISFR"), "en")


def test_a_draft_in_words() -> None:
    """Against a tidy draft nothing is said; a point that our reading alone stands behind says so, others do not."""
    w = load_catalogue("en")
    tidy = view_of(check(text="MODALIA: -20% ce samedi. STOP au 36180", sender="MODALIA"), "en")
    scam = view_of(check(text="COLISFR : votre colis est bloqué, payez 2 € : www.k7.example", sender="COLISFR"), "en")
    code = view_of(check(text="Votre code est 482913. STOP au 36180", sender="MODALIA"), "en")

    assert tidy.summary == w("draft.summary.nothing_against") and tidy.verdict_text
    assert [own(v) for v in (tidy, scam, code)] == [{}, {"reading": w("draft.own_reading")}, {"reading": ""}]
    assert {state: folded for state, _, _, folded in tidy.groups} == {
        "ask": False, "unchecked": False, "fits": True,
    }  # fmt: skip


def own(view: DraftView) -> dict[str, str]:
    """Point -> what says that it is our own reading, for the reading and wherever else it is said."""
    points = [p for _, _, group, _ in view.groups for p in group]
    return {p.point: p.own for p in points if p.own or p.point == "reading"}


def test_a_point_shows_its_claims_and_what_stands_beside() -> None:
    view = view_of(check(text="-20%", send_at="2026-11-27T23:00"), "en")
    (time,) = [p for _, _, group, _ in view.groups for p in group if p.point == "time"]

    assert "fr.hours.no_law" in {c.id for c in time.claims}
    assert dict(time.strengths).keys() == {"charter"}
    assert load_catalogue("en")("reason.after_2130") in time.text


def test_what_is_missing_is_asked_for_once() -> None:
    """A draft without a date leaves three points open; one line asks for it, with the rules of all three."""
    view = view_of(check(text="MODALIA: -20%. STOP au 36180", sender="MODALIA"), "en")
    (missing,) = [points for state, _, points, _ in view.groups if state == DraftState.UNCHECKED]
    without = points_of(check(text="MODALIA: -20%. STOP au 36180", sender="MODALIA"))

    assert [p.title for p in missing] == [load_catalogue("en")("draft.title.no_time")]
    about_time = {c for name in ("time", "day", "holiday") for c in (*without[name].claims, *without[name].beside)}
    assert {c.id for c in missing[0].claims} == about_time


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_speak_to_the_sender(language: str) -> None:
    """A rule that tells "you" what you may demand is said to those who must give it."""
    w = load_catalogue(language, load_country("FR"))
    told = {c.id: c.text for _, some in checklist(load_country("FR"), language, AS_OF) for c in some}
    shown = view_of(check(text="-20%", sender="MODALIA"), language)
    own = {i for i in told if w.first(f"draft.claim.{i}", f"claim.{i}").startswith("draft.")}

    assert len(own) > 10
    assert all(told[i] == w(f"draft.claim.{i}") for i in own)
    assert told["fr.consent.opt_in"] != w("claim.fr.consent.opt_in")
    assert w("draft.claim.fr.sender.stop_address") in {
        c.text for _, _, some, _ in shown.groups for p in some for c in p.claims
    }


def test_another_word_is_shown_beside_the_usual_one() -> None:
    view = view_of(check(text="MODALIA: -20% ce samedi. ARRET au 36180", sender="MODALIA"), "en")
    (keyword,) = [p for _, _, group, _ in view.groups for p in group if p.point == "keyword"]

    assert "ARRET" in keyword.text and "STOP" in keyword.text


def test_the_plain_view_has_null_for_what_is_not_there() -> None:
    view = as_dict(check(text="MODALIA: -20% ce samedi. STOP au 36180", sender="MODALIA"))
    asked = {p["point"]: p["finding"] for p in view["points"]}

    assert (view["about"], asked["consent"], asked["opt_out"]) == (None, None, "fits")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_never_says_that_it_is_lawful(language: str) -> None:
    for draft in checked():
        said = as_text(draft, language).lower()
        for word in (
            "légal:",
            "est légal",
            "est autorisé",
            "is legal",
            "is allowed",
            "es legal",
            "está permitido.",
            "é legal",
        ):
            if word == "is allowed" or word == "está permitido.":
                said = said.replace("does not mean that it is allowed", "").replace(
                    "no quiere decir que esté permitido", ""
                )
            assert word not in said, (draft.request, word)


def test_what_was_typed_is_text() -> None:
    html = as_html(check(text="<img src=x> STOP au 36180", sender="M<b>Éva</b>M"), "en")

    assert "<img" not in html and "<b>" not in html and "&lt;b&gt;" in html


@pytest.mark.parametrize("code", WITH_RULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_has_every_rule(code: str, language: str) -> None:
    country = load_country(code)
    listed = {c.id for _, claims in checklist(country, language, AS_OF) for c in claims}
    rules = [r for r in load_draft_rules(country) if in_force(AS_OF, r.valid_from, r.valid_to)]
    hours = [h for h in country.hours if in_force(AS_OF, h.valid_from, h.valid_to)]

    claims = [r.claims for r in rules] + [h.claims for h in hours] + [b.claims for b in country.banned_sectors]
    assert listed == {c for some in claims for c in some}


# --- worker and terminal ----------------------------------------------------------------------------------------------


def test_the_worker_answers() -> None:
    request = {"text": "MODALIA -20%", "sender": "MODALIA", "country": "FR"}
    call = {"op": "draft", "request": request, "today": "2026-11-24", "language": "fr"}
    answer = json.loads(respond(json.dumps(call)))

    assert answer["result"]["verdict"] == "not_so" and "À corriger avant l’envoi" in answer["html"]
    assert json.loads(respond(json.dumps({**call, "request": {}})))["error"]["code"] == "nothing_given"
    assert json.loads(respond(json.dumps({**call, "request": 5})))["error"]["code"] == "bad_request"


def run(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "sender_lookup", "draft", *arguments], capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_the_terminal_answers() -> None:
    asked = ("--sender", "MODALIA", "--text", "MODALIA -20% STOP au 36180", "--send-at", "2026-11-29T10:00")
    code, out, err = run("--country", "FR", *asked, "--json")

    assert (code, err) == (0, "")
    assert json.loads(out) == as_dict(
        check(sender="MODALIA", text="MODALIA -20% STOP au 36180", send_at="2026-11-29T10:00")
    )
    code, out, err = run(*asked, "--language", "gl", "--as-of", "2026-11-24")
    assert (code, err) == (0, "") and out.startswith("MELLOR NOUTRO MOMENTO\n")


@pytest.mark.parametrize("arguments", [(), ("--country", "France", "--text", "x"), ("--as-of", "now", "--text", "x")])
def test_unusable_arguments(arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert err.startswith("sender-lookup: ") and err.count("\n") == 1


# --- rules that are wrong ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('point = "mood"\nverdict = "ask"', "'mood' is unknown"),
        ('point = "opt_out"\nfinding = "ugly"\nverdict = "not_so"', "'ugly' is unknown at opt_out"),
        ('point = "opt_out"\nfinding = "missing"\nverdict = "illegal"', "'illegal' is unknown"),
        ('point = "opt_out"\nfinding = "missing"', "is missing beside a finding"),
        ('point = "consent"\nverdict = "ask"\nclaims = ["xx.none"]', "claim 'xx.none' does not exist"),
        ('point = "consent"\nverdict = "ask"\nmood = "good"', "unknown key"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(tmp_path: Path, row: str, problem: str) -> None:
    (tmp_path / "xx.toml").write_text('country = "XX"\n', "utf-8")
    (tmp_path / "xx.draft.toml").write_text(f"[[rules]]\n{row}\n", "utf-8")

    with pytest.raises(RuleError, match=problem) as raised:
        check_draft({"text": "x", "country": "XX"}, as_of=AS_OF, folder=tmp_path)
    assert str(raised.value).startswith("xx.draft.toml: rules[0]")


def test_a_new_country_is_a_data_file(tmp_path: Path) -> None:
    """No Python: a file of rules, with claims of the shared parts."""
    (tmp_path / "xx.toml").write_text('country = "XX"\nparts = ["eu.claims"]\n', "utf-8")
    rule = '[[rules]]\npoint = "opt_out"\nfinding = "missing"\nverdict = "not_so"\nclaims = ["eu.eprivacy.identity"]\n'
    (tmp_path / "xx.draft.toml").write_text(rule, "utf-8")

    draft = check_draft({"text": "Sale! -20%", "country": "XX"}, as_of=AS_OF, folder=tmp_path)

    assert (draft.verdict, draft.warnings) == (DraftVerdict.NOT_SO, ())


# --- texts of any kind ------------------------------------------------------------------------------------------------

ANY = st.text(max_size=300)
PIECES = st.lists(
    st.sampled_from(
        [
            "STOP",
            "au",
            "36180",
            "81234",
            "0899 00 12 34",
            "\u202e",
            "CPF",
            "bit.ly/x",
            "-20%",
            "répondez",
            "\ud83d",
            "©",
            "\n",
        ]
    ),
    max_size=25,
)


@settings(max_examples=200, deadline=None)
@given(
    text=ANY | PIECES.map(" ".join),
    sender=ANY,
    send_at=ANY | st.datetimes().map(lambda d: d.isoformat()),
    country=st.sampled_from(["FR", "ES", "GB", "??", ""]),
)
def test_it_never_raises(text: str, sender: str, send_at: str, country: str) -> None:
    text = text if text.strip() else "x"
    draft = check_draft({"text": text, "sender": sender, "send_at": send_at, "country": country}, as_of=AS_OF)

    assert draft.verdict in DraftVerdict
    json.dumps(as_dict(draft))
    assert as_html(draft, "gl") and as_text(draft, "es")
