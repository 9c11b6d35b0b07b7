"""Everything that the rules can say is reached by some case; the test lists what is not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import sender_lookup
from sender_lookup.advice.rules import RULES
from sender_lookup.codes import Kind, Purpose, TimingVerdict, Verdict, Via
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.schema import Country
from sender_lookup.draft.render import checklist
from sender_lookup.model import Result
from sender_lookup.output.answer import step_view, view_of
from sender_lookup.output.catalogue import Catalogue, load_catalogue
from sender_lookup.output.letters import compose_letter
from sender_lookup.sender.classify import classify

from .case_tables import AS_OF, ask, every_case, rows

COUNTRIES = load_index().countries
PUBLISHED = [code for code in COUNTRIES if load_country(code).languages]
CLAIM = re.compile(r"\b[a-z]{2}(?:\.\w+){1,2}\b")  # as content names it
CONTENT = Path(__file__).parents[2] / "content"
SOURCE = "\n".join(p.read_text("utf-8") for p in Path(sender_lookup.__file__).parent.rglob("*.py"))


@cache
def results() -> tuple[Result, ...]:
    from .test_situations import ALL

    found = [ask(row) for _, row in every_case()] + [ask(row) for row in ALL]
    return tuple(found + [_written(country, w) for country, w in _forms()])


def _forms() -> list[tuple[str, str]]:
    return [(row["country"], w) for _, row in rows("forms") for w in row["written"] if w]


def _written(country: str, sender: str) -> Result:
    return ask({"country": country, "sender": sender})


def test_every_rule() -> None:
    assert [name for name, *_ in RULES if name not in {r.advice.rule for r in results()}] == []


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_family_of_a_country_file(code: str) -> None:
    seen = {r.sender.family for r in results() if r.sender and r.country.code == code}
    own = [f.id for f in load_country(code).families if f.pattern is not None or f.examples]

    assert [f for f in own if f not in seen] == []


def test_every_kind() -> None:
    assert [k for k in Kind if k not in {r.sender.kind for r in results() if r.sender}] == []


def test_every_closed_list() -> None:
    opt_outs = {r.message.opt_out.via for r in results() if r.message and r.message.opt_out}
    purposes = {r.message.purpose for r in results() if r.message}

    assert [v for v in Verdict if v not in {r.advice.verdict for r in results()}] == []
    assert [v for v in TimingVerdict if v not in _timings("verdict")] == []
    assert [v for v in Via if v not in opt_outs] == []
    # An unknown purpose depends on the weights alone; test_advice.py makes its messages by hand.
    assert [p for p in Purpose if p not in purposes | {Purpose.UNKNOWN}] == []


def _timings(what: str) -> set[str]:
    from .test_cases import moments

    expected = {
        p.values[1] if what == "verdict" else reason for p in moments() for reason in str(p.values[2]).split() or [""]
    }
    return {str(e) for e in expected} | {str(r.timing.verdict) for r in results() if r.timing}


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_reason_for_a_time(code: str) -> None:
    assert [h.reason for h in load_country(code).hours if h.reason not in _timings("reason")] == []


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_letter(code: str) -> None:
    offered = {letter for r in results() for letter in r.letters if r.country.code == code}

    assert [letter for letter in load_country(code).letters if letter not in offered] == []


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_territory(code: str) -> None:
    seen = {r.sender.territory for r in results() if r.sender and r.country.code == code}

    assert [t.region for t in load_country(code).territories if t.region not in seen] == []


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_word_of_the_advice(code: str) -> None:
    """Every entry under [steps] of a country file belongs to a step that some case gets."""
    given = {f"{s.action}.{s.situation}" if s.situation else s.action for r in results() for s in r.advice.steps}
    given |= {name.partition(".")[0] for name in given}

    assert [name for name in load_country(code).steps if name not in given] == []


@cache
def steps_asked(code: str) -> frozenset[str]:
    """The keys of words for which the steps of all answers for a country ask."""
    keys: set[str] = set()
    look_up = Catalogue.__call__

    def noting(w: Catalogue, key: str, **values: str | None) -> str:
        keys.add(key)
        return look_up(w, key, **values)

    w = load_catalogue("en", load_country(code))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Catalogue, "__call__", noting)
        for result in (r for r in results() if r.country.code == code):
            for step in result.advice.steps:
                step_view(step, result.country, w)
    return frozenset(keys)


def test_every_text_of_a_step() -> None:
    """Every title and text of a step, of every situation, is read by somebody in some case."""
    asked = frozenset[str]().union(*(steps_asked(code) for code in {r.country.code for r in results()}))

    assert [k for k in _step_words("messages") if k not in asked] == []


@pytest.mark.parametrize("code", PUBLISHED)
def test_every_text_of_a_countrys_own_step(code: str) -> None:
    assert [k for k in _step_words(code.lower()) if k not in steps_asked(code)] == []


def _step_words(domain: str) -> list[str]:
    return re.findall(r'^msgid "(step\..+)"', _po("en", domain), re.MULTILINE)


def claims_of_answers(code: str) -> set[str]:
    """What the answers of a country show as their reasons, where sources disagree, and why STOP fails."""
    w, shown = load_catalogue("en", load_country(code)), set[str]()
    for result in results():
        if result.country.code == code:
            view = view_of(result, "en")
            shown |= {c.id for c in view.claims} | {s.id for c in view.conflicts for s in c.sides}
            shown |= {c.id for _, claims in view.silent for c in claims}
            shown |= {c.id for s in result.advice.steps for c in step_view(s, result.country, w).claims}
    return shown


def claims_of_pages(country: Country) -> set[str]:
    """What guides and pages of families print. The page of all sources prints whatever exists: it does not count."""
    guides = {g for p in CONTENT.rglob("*.md") for g in CLAIM.findall(p.read_text("utf-8"))}
    families = {c for f in country.families for c in f.claims}
    return guides | families | {c.id for _, claims in checklist(country, "en", AS_OF) for c in claims}


@pytest.mark.parametrize("code", [c for c in COUNTRIES if load_country(c).claims])
def test_every_claim(code: str) -> None:
    country = load_country(code)
    letters = {claim for letter in country.letters for claim in compose_letter(letter, country, {}).claims}
    printed = claims_of_answers(code) | letters | claims_of_pages(country)

    assert [claim for claim in country.claims if claim not in printed] == []


def notes_in_code() -> set[str]:
    """The note codes in Python and in the country files."""
    python = set(re.findall(r'"((?:[a-z]+_)+[a-z]+|masked)"', SOURCE))
    catalogued = set(re.findall(r'msgid "note\.(\w+)"', _po("en"))) | {
        n for r in results() if r.sender for n in r.sender.notes
    }
    data = {n for code in COUNTRIES for f in load_country(code).families for n in f.notes}
    data |= {n for code in COUNTRIES for n in load_country(code).region_notes.values()}
    return (python & catalogued) | data


def _po(language: str, domain: str = "messages") -> str:
    return (Path(sender_lookup.__file__).parent / f"locale/{language}/LC_MESSAGES/{domain}.po").read_text("utf-8")


def test_every_note() -> None:
    seen = {n for r in results() if r.sender for n in r.sender.notes}
    seen |= set(_written("FR", "De : MODALIA\nSoldes -40% STOP au 36180").sender.notes)  # type: ignore[union-attr]
    seen |= set(_written("FR", "Soldes -40% chez Modalia\nSTOP au 36180").sender.notes)  # type: ignore[union-attr]
    later = {"unallocated", "forged_service_number"}  # the first needs the numbering table, the second is no note

    assert set() == notes_in_code() - seen - later


@pytest.mark.parametrize(
    ("code", "family", "example"),
    [(code, f.id, e) for code in COUNTRIES for f in load_country(code).families for e in f.examples],
)
def test_the_examples_of_a_family_belong_to_it(code: str, family: str, example: str) -> None:
    assert family == classify(example, load_country(code)).family
