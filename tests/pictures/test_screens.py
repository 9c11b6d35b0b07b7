"""The screens are as they are meant to be, the same each time, and the judge of what is read can say no."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.e2e.browser import launch
from tests.pictures.judge import Truth, judge, judge_all, main, words_of
from tests.pictures.moments import above, phone_words
from tests.pictures.screens import EXACT, STYLES, Bubble, Screen, chosen, draw, load_screens, truth_of

TRUTHS = [truth_of(screen) for screen in load_screens()]
NAMED = {screen.name: screen for screen in load_screens()}


def answer_of(truth: Truth, **other: Any) -> dict[str, Any]:
    """What a perfect reader says, but for `other`."""
    return {"sender": truth["sender"], "text": truth["messages"][0]["text"], "received": truth["received"], **other}


PERFECT = {truth["name"]: answer_of(truth) for truth in TRUTHS}


def test_every_kind_of_screen_is_there() -> None:
    screens = load_screens()
    languages = Counter(screen.language for screen in screens)
    assert len(screens) >= 80 and languages["fr"] >= 50 and len(languages) == 4
    for part in ([s for s in screens if s.short], [s for s in screens if s.held_out]):
        assert {s.style for s in part} == set(STYLES) and {s.theme for s in part} == {"light", "dark"}
        assert {"photo", "forward", "crop"} <= {s.spoilt for s in part}
    assert 12 <= sum(s.short for s in screens) <= 14 and sum(s.held_out for s in screens) >= 20
    assert not any(s.short and s.held_out for s in screens)
    assert {s.form for s in screens} == {"png", "jpeg", "webp"}


def test_names_choose_and_an_unknown_one_is_said() -> None:
    assert [s.name for s in chosen(["samsung-code"])] == ["samsung-code"]
    assert all(s.short for s in chosen([], short=True)) and all(s.held_out for s in chosen([], held_out=True))
    assert not any(s.held_out for s in chosen([], is_open=True))
    with pytest.raises(ValueError, match="nobody"):
        chosen(["nobody"])


def test_the_truth_leaves_out_what_is_ones_own_or_not_on_the_picture() -> None:
    own = truth_of(NAMED["samsung-dark-own"])
    assert own["own"] == ["STOP"] and [m["text"][:9] for m in own["messages"]] == ["MODALIA :", "Modalia :"]
    assert own["received"] == "2026-11-28T16:58" and own["opt_out"] == {"keyword": "STOP", "to": "36173"}
    crop = truth_of(NAMED["crop-bubble-dark"])
    assert crop["sender"] is None and crop["received"] is None
    scam = truth_of(NAMED["iphone-parcel-scam"])
    assert scam["links"] == ["https://chronop0st-suivi.example/payer"] and scam["numbers"] == []
    assert "+33 6 39 98 56 78" in truth_of(NAMED["samsung-numbers-notations"])["numbers"]


def test_bubbles_under_one_line_share_its_moment() -> None:
    received = [m["received"] for m in truth_of(NAMED["google-rcs-chips"])["messages"]]
    assert received == ["2026-11-26T10:15"]
    assert above("iphone", NAMED["iphone-cpf"].bubbles[0].moment, date(2026, 11, 28), phone_words("en")) == (  # type: ignore[arg-type]
        "Thu 19 Nov",
        "at 11:05",
    )


def test_the_same_screen_gives_the_same_picture_and_a_cut_bubble_is_refused() -> None:
    screen = NAMED["samsung-spanish-advert"]
    photo = replace(screen, spoilt="photo", degrees=2, form="jpeg")
    tall = Screen(name="tall", style="samsung", bubbles=(Bubble(text="Offre du jour. " * 200),))
    with sync_playwright() as playwright:
        browser = launch(playwright, *EXACT)
        first, again = draw(browser, screen), draw(browser, screen)
        turned, turned_again = draw(browser, photo), draw(browser, photo)
        with pytest.raises(ValueError, match="tall: a bubble is cut"):
            draw(browser, tall)
        browser.close()
    assert first == again and turned == turned_again
    with Image.open(io.BytesIO(first)) as picture:
        assert picture.size == (720, 1560) and len(picture.convert("RGB").getcolors(1 << 24) or ()) > 50
    with Image.open(io.BytesIO(turned)) as picture:
        assert picture.format == "JPEG"


def test_what_is_read_well_is_right() -> None:
    shares = judge_all(TRUTHS, PERFECT)
    assert (shares.sender, shares.words, shares.opt_out, shares.verdict) == (1, 1, 1, 1)
    truth = truth_of(NAMED["iphone-landscape"])
    assert judge(truth, answer_of(truth, sender="36173")).sender


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"sender": "36190"}, {"sender"}),
        ({"sender": None}, {"sender"}),
        ({"text": "Luna Mode : -40 % sur les robes jusqu'a samedi en magasin. STOP au 36180"}, {"words"}),
        ({"text": "Luna Mode : -40 % sur les robes jusqu’à samedi en magasin. STOP au 36190"}, {"words", "opt_out"}),
        ({"text": "STOP au 36180 Luna Mode : -40 % sur les robes jusqu’à samedi en magasin."}, {"words"}),
        ({"text": "", "sender": ""}, {"sender", "words", "opt_out", "verdict"}),
    ],
)
def test_what_is_read_badly_is_wrong(other: dict[str, Any], wrong: set[str]) -> None:
    truth = truth_of(NAMED["iphone-advert-short-code"])
    judged = judge(truth, answer_of(truth, **other))
    found = {name for name in ("sender", "opt_out", "verdict") if not getattr(judged, name)}
    assert found | ({"words"} if judged.found < judged.words else set()) == wrong
    assert len(judged.misses) == len(wrong)


def test_emoji_do_not_count_and_accents_do() -> None:
    assert words_of("Bonjour 👋🏽 ✈️ l’été") == words_of("Bonjour l'été")
    assert words_of("été") != words_of("ete")


def test_shares_are_printed_with_each_miss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = truth_of(NAMED["iphone-advert-short-code"])
    (tmp_path / "one.json").write_text(json.dumps(truth), encoding="utf-8")
    answers = tmp_path / "answers.txt"
    answers.write_text(json.dumps({truth["name"]: answer_of(truth, sender="36190")}), encoding="utf-8")
    main([str(tmp_path), str(answers)])
    printed = capsys.readouterr().out
    assert "sender: '36180' was read as '36190'" in printed
    assert "short: 1 screens: sender 0.0000, words 1.0000, opt_out 1.0000, verdict 1.0000" in printed
