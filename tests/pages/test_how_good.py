"""How good it is: the file of figures, the command that makes it, and the page that is made of it."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from stopsms import create_app
from stopsms.checks import find_problems
from stopsms.config import FIGURES, ROOT, load_site
from stopsms.content.figures import ANSWERS, NGRAMS, Figures, Measured, Miss, read_figures, summed
from stopsms.i18n import site_words

from sender_lookup.codes import Purpose, Verdict
from sender_lookup.country.loader import load_index
from sender_lookup.output.catalogue import load_catalogue
from tests.lookup.corpus import FOLDER, held_out, learned, read_folder

DAY = date(2026, 11, 24)
SITE = load_site("http://localhost:8000/", DAY, revision="test")
LANGUAGES = load_index().languages
MEND = "make the file anew with `python tools/how_good.py`"


@pytest.fixture
def how_good(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The command, as a module."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("how_good")


def page(language: str, figures: Figures | None = None) -> str:
    """The page's words, made of those figures."""
    site = replace(SITE, figures=figures or SITE.figures)
    guide = site.guide(language, "how-good")
    assert guide is not None
    html = create_app(site).test_client().get(f"/{language}/{guide.slug}/").get_data(as_text=True)
    article = html[html.index('<article class="prose"') : html.index("</article>")]
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", article)))


def measured(country: str, messages: int, scams: tuple[int, int], **more: Any) -> Measured:
    counts: dict[str, tuple[int, int]] = dict.fromkeys(ANSWERS, (messages, messages)) | {"scams_seen": scams}
    given = {"set": "held_out", "country": country, "messages": messages, "answers": counts, "ngrams": counts}
    return Measured(**{**given, **more})


# --- the file --------------------------------------------------------------------------------------------------------


def test_the_file_names_its_day_and_revision() -> None:
    figures, problems = read_figures(FIGURES, "x")

    assert problems == [] and figures is not None
    assert re.fullmatch("[0-9a-f]{7,}", figures.revision)
    assert figures.as_of >= date(2026, 11, 27)


def test_the_file_counts_every_message_that_there_is() -> None:
    """Whoever adds some measures again."""
    figures = SITE.figures
    assert figures is not None
    counted = {name: sum(m.messages for m in figures.of(name)) for name in ("held_out", "rounds")}

    assert counted == {"held_out": len(held_out()), "rounds": len(read_folder(FOLDER / "rounds"))}, MEND


def test_what_is_written_is_read_again() -> None:
    assert SITE.figures is not None
    assert SITE.figures.as_lines() == FIGURES.read_text("utf-8")


GOOD = {name: [1, 2] for name in ANSWERS}
ROW = {"set": "held_out", "country": "FR", "messages": 2, "answers": GOOD, "ngrams": {n: GOOD[n] for n in NGRAMS}}
MISS = {"set": "held_out", "kind": "misread", "was": "scam", "got": "marketing", "times": 1}
HEAD = {"as_of": "2026-11-27", "revision": "0a1b2c3"}


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ([], 1, "has no figures"),
        ([HEAD], 1, "has no figures"),
        ([{"as_of": "2026-11-27"}, ROW], 1, "'revision' is missing"),
        ([{**HEAD, "revision": ""}, ROW], 1, "it names no revision"),
        ([{**HEAD, "as_of": "soon"}, ROW], 1, "Invalid isoformat string: 'soon'"),
        ([HEAD, "{", ROW], 2, "Expecting property name"),
        ([HEAD, [1], ROW], 2, "list indices"),
        ([HEAD, ROW, {**ROW, "set": "learned"}], 3, "set is 'learned': one of held_out, rounds"),
        ([HEAD, {**ROW, "messages": 0}], 2, "messages is 0"),
        ([HEAD, {**ROW, "answers": {}}], 2, "'scams_seen' is missing"),
        ([HEAD, {**ROW, "answers": {**GOOD, "scams_seen": [2, 1]}}], 2, "scams_seen is [2, 1]"),
        ([HEAD, {**ROW, "answers": {**GOOD, "scams_seen": [1, 3]}}], 2, "scams_seen is [1, 3]"),
        ([HEAD, {**ROW, "answers": {**GOOD, "scams_seen": 1}}], 2, "cannot unpack"),
        ([HEAD, ROW, {**MISS, "got": "stop"}], 3, "'stop' is not a valid Purpose"),
        ([HEAD, ROW, {**MISS, "kind": "misadvised"}], 3, "'marketing' is not a valid Verdict"),
        ([HEAD, ROW, {**MISS, "kind": "odd"}], 3, "kind is 'odd'"),
        ([HEAD, ROW, {**MISS, "times": True}], 3, "times is True"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, lines: list[Any], line: int, said: str) -> None:
    file = tmp_path / "content" / "how-good.jsonl"
    file.parent.mkdir()
    file.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in lines), "utf-8")

    (problem,) = find_problems(load_site("http://localhost:8000/", DAY, figures=file, revision="test"))

    assert str(problem).startswith(f"content/how-good.jsonl:{line}: ") and str(problem).endswith(f": {MEND}")
    assert said in problem.what


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    site = load_site("http://localhost:8000/", DAY, figures=tmp_path / "how-good.jsonl", revision="test")

    assert [p.what for p in find_problems(site)] == ["is missing"]


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_of_the_file_is_on_the_page(language: str) -> None:
    figures, t, text = SITE.figures, site_words(language), page(language)
    assert figures is not None
    for row in figures.measured:
        shown = row.answers.values() if row.messages >= 30 else [row.answers["scams_seen"]]
        for some, of in shown:
            count = t("site.good.count", n=str(some), of=str(of)).replace("\xa0", " ")
            assert of == 0 or count in text, (row.country, some, of)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_miss_is_on_the_page_in_words(language: str) -> None:
    figures, t, w, text = SITE.figures, site_words(language), load_catalogue(language), page(language)
    assert figures is not None and figures.misses
    for miss in figures.misses:
        was = t(f"site.good.kind.{miss.was}")
        if miss.got == "unknown":
            sentence = t("site.good.miss.unknown", was=was)
        else:
            got = t(f"site.good.kind.{miss.got}") if miss.kind == "misread" else w(f"verdict.{miss.got}")
            sentence = t(f"site.good.miss.{miss.kind}", was=was, got=got)
        assert f"{miss.times} × {sentence}".replace("\xa0", " ") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_revision_and_day_are_on_the_page(language: str) -> None:
    assert SITE.figures is not None
    text = page(language, replace(SITE.figures, revision="feedbee", as_of=date(2031, 3, 2)))

    assert "feedbee" in text and "2031" in text


def test_a_percentage_stands_on_thirty_messages_or_more() -> None:
    assert SITE.figures is not None
    rows = (
        measured("FR", 60, (29, 30)),
        measured("ES", 40, (28, 29)),
        measured("BR", 29, (1, 2)),
        measured("IT", 30, (0, 0)),
    )
    text = page("en", replace(SITE.figures, measured=rows, misses=()))

    assert "Scams recognised 96.7% (29 of 30)" in text
    assert "Scams recognised 28 of 29" in text
    assert "Brazil 29 1 of 2 29 of 29" in text and "Brazil: " not in text, "no table of its own"
    assert "Italy: 30 messages" in text and "Italy 30" not in text


def test_the_sentences_at_the_top_are_those_of_all_messages() -> None:
    assert SITE.figures is not None
    counts = {
        "scams_seen": (60, 80), "scams_doubted": (19, 80), "scams_waved": (1, 800), "honest_accused": (1, 50),
        "honest_doubted": (10, 50), "answers_right": (123, 200), "kinds_right": (1, 200),
    }  # fmt: skip
    rows = (
        measured("FR", 800, (0, 0), answers=counts),
        measured("ES", 40, (0, 0), answers=dict.fromkeys(counts, (0, 0))),
    )
    text = page("en", replace(SITE.figures, measured=rows, misses=()))

    assert "Of 100 scams, it recognises 75. For 24, it asks you to check first. It waves fewer than 1 through" in text
    assert "Of 1,000 honest messages, it wrongly accuses 20" in text and "For 200, it asks" in text
    assert "Of 100 answers, 62 are right" in text


def test_countries_are_added_up() -> None:
    both = summed([measured("FR", 60, (3, 30)), measured("ES", 40, (4, 20))])

    assert (both.messages, both.answers["scams_seen"], both.ngrams["scams_seen"]) == (100, (7, 50), (7, 50))


# --- the command -----------------------------------------------------------------------------------------------------


def row(purpose: str, sender: str | None = None, opt_out: dict[str, Any] | None = None, country: str = "FR") -> Any:
    return {"country": country, "sender": sender, "text": "x", "purpose": purpose, "opt_out": opt_out}


CODE, PAID = {"via": "sms", "to": "36180"}, {"via": "sms", "to": "81234"}


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (row("scam", "36180", CODE), "check_first do_not_reply"),
        (row("transactional", "36180", CODE), "check_first nothing_to_stop"),
        (row("one_time_code"), "check_first nothing_to_stop"),
        (row("personal", "+33 6 39 98 00 01"), "check_first nothing_to_stop"),
        (row("marketing", "MODALIA", CODE), "stop"),
        (row("marketing", None, CODE), "stop"),
        (row("marketing", "+33 6 39 98 00 01", CODE), "check_first stop"),
        (row("marketing", "+44 7700 900123", CODE), "check_first do_not_reply"),
        (row("marketing", "MODALIA", PAID), "check_first premium"),
        (row("marketing", "MODALIA", {"via": "link", "to": None}), "check_first stop"),
        (row("marketing", "MODALIA"), "check_first stop"),
        (row("premium_trap", "81234", PAID), "check_first do_not_reply premium"),
        (row("premium_trap", "MODALIA", CODE), "check_first do_not_reply premium stop"),
    ],
)
def test_which_verdicts_are_right(how_good: ModuleType, given: Any, right: str) -> None:
    assert " ".join(sorted(how_good.held_out_case(given).right)) == right


@pytest.fixture
def judged(how_good: ModuleType) -> Callable[..., Any]:
    def made(was: str, read: str, verdict: str, by_words: str, right: str = "check_first") -> Any:
        case = how_good.Case({"country": "GP"}, (Purpose(was),), frozenset(map(Verdict, right.split())))
        return how_good.Judged(case, Purpose(read), Verdict(verdict), Purpose(by_words))

    return made


def test_what_is_counted(how_good: ModuleType, judged: Callable[..., Any]) -> None:
    rows = [
        judged("scam", "scam", "do_not_reply", "marketing", "do_not_reply check_first"),
        judged("scam", "marketing", "stop", "scam", "do_not_reply check_first"),
        judged("scam", "personal", "check_first", "premium_trap", "do_not_reply check_first"),
        judged("marketing", "scam", "do_not_reply", "marketing", "stop"),
        judged("marketing", "marketing", "do_not_reply", "scam", "do_not_reply"),  # from abroad: nobody is accused
        judged("transactional", "transactional", "check_first", "scam"),
        judged("premium_trap", "scam", "do_not_reply", "scam", "premium"),
    ]

    found = how_good.measure("held_out", "FR", rows)

    assert found.messages == 7
    assert found.answers == {
        "scams_seen": (1, 3), "scams_doubted": (1, 3), "scams_waved": (1, 3), "honest_accused": (1, 2),
        "honest_doubted": (1, 2), "answers_right": (4, 7), "kinds_right": (3, 7),
    }  # fmt: skip
    assert found.ngrams == {
        "scams_seen": (1, 3), "scams_waved": (1, 3), "honest_accused": (1, 2), "kinds_right": (2, 7)
    }  # fmt: skip


def test_the_commonest_miss_is_first(how_good: ModuleType, judged: Callable[..., Any]) -> None:
    rows = [judged("scam", "marketing", "stop", "scam")] * 2 + [judged("personal", "scam", "check_first", "scam")] * 3

    assert how_good.misses("rounds", rows) == [
        Miss(set="rounds", kind="misread", was="personal", got="scam", times=3),
        Miss(set="rounds", kind="misread", was="scam", got="marketing", times=2),
        Miss(set="rounds", kind="misadvised", was="scam", got="stop", times=2),
    ]


def test_a_blind_round_is_measured_as_it_is_noted(how_good: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    given = {
        "id": "x", "request": {"country": "GP", "sender": "MODALIA", "text": "Soldes -40% en magasin. STOP au 36180"},
        "expect": ["do_not_reply"], "harmful": [], "purpose": ["personal", "marketing"],
    }  # fmt: skip

    figures = how_good.figures_of({"rounds": [how_good.blind_case(given)]}, DAY, "0a1b2c3")

    (found,) = figures.measured
    assert (found.country, found.answers["kinds_right"], found.answers["answers_right"]) == ("FR", (1, 1), (0, 1))
    assert found.ngrams["kinds_right"] == (1, 1), "by the words alone an advert as well"
    assert figures.misses == (Miss(set="rounds", kind="misadvised", was="personal", got="stop", times=1),)
    assert "rounds, n-grams alone" in capsys.readouterr().out


def test_what_is_not_committed_is_not_measured(how_good: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    class Done:
        stdout = " M sender_lookup/data/weights.toml\n"

    monkeypatch.setattr(how_good.subprocess, "run", lambda *_, **__: Done)
    with pytest.raises(SystemExit, match=r"commit this first[^/]*weights|sender_lookup/data/weights\.toml"):
        how_good.committed_revision()


# --- the blind rounds ------------------------------------------------------------------------------------------------


def test_blind_rounds_were_not_learned() -> None:
    texts = {case["text"] for case in learned()}

    assert [c["id"] for c in read_folder(FOLDER / "rounds") if c["request"]["text"] in texts] == []


def test_every_id_of_a_blind_round_is_given_once() -> None:
    ids = [case["id"] for case in read_folder(FOLDER / "rounds")]

    assert sorted(set(ids)) == sorted(ids)
