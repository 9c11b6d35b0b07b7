"""The screens, how they are drawn, and the judge: a wrong answer is counted as wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Playwright

from sender_lookup.country.loader import load_index
from tests.e2e.browser import launch
from tests.pictures.judge import compared, judge_all, main, plain_sender
from tests.pictures.screens import Screen, chosen, draw, load_screens, truth_of, write
from tests.pictures.spoil import photographed

SCREENS = {screen.name: screen for screen in load_screens()}
CROPPED = SCREENS["crop-bubble-dark"]  # the smallest picture of all


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


def truths() -> list[dict[str, Any]]:
    return [truth_of(screen) for screen in SCREENS.values() if screen.short]


def perfect(truth: dict[str, Any]) -> dict[str, Any]:
    texts = [message["text"] for message in truth["messages"]]
    return {"sender": truth["sender"], "text": texts[0], "received": truth["received"], "messages": texts}


def changed(name: str, **wrong: object) -> dict[str, Any]:
    """The counts of what was read of one screen where all but `wrong` is right: kind -> (right, of)."""
    truth = truth_of(SCREENS[name])
    shares = judge_all([truth], {name: perfect(truth) | wrong})
    return {kind: shares.counts(kind) for kind in ("sender", "moment", "words", "opt_out", "verdict", "messages")}


# --- what there is ----------------------------------------------------------------------------------------------------


def test_every_kind_of_screen_is_there_and_held_out_ones_are_of_every_style() -> None:
    screens = SCREENS.values()
    assert len(screens) >= 80
    assert 12 <= len(chosen([], short=True)) <= 18
    assert len(chosen([], held_out=True)) >= 20
    assert (
        {s.style for s in screens if s.held_out} == {s.style for s in screens if s.short} == {s.style for s in screens}
    )
    assert {s.spoilt for s in screens} == {"", *Screen.KNOWN}
    assert {s.theme for s in screens} == {"light", "dark"}
    assert {s.form for s in screens} == {"png", "jpeg", "webp"}
    languages = Counter(screen.language for screen in screens)
    assert languages["fr"] >= 50 and min(languages[code] for code in load_index().languages) >= 4


def test_a_quick_run_and_the_held_out_are_apart() -> None:
    assert not set(chosen([], short=True)) & set(chosen([], held_out=True))
    assert len(chosen([], is_open=True)) + len(chosen([], held_out=True)) == len(SCREENS)
    with pytest.raises(ValueError, match="no such screens: nothing"):
        chosen(["nothing"])


def test_a_truth_says_what_is_on_the_screen_only() -> None:
    cropped, chat = truth_of(CROPPED), truth_of(SCREENS["google-own-stop"])
    assert cropped["sender"] is None and cropped["received"] is None and cropped["opt_out"] == {
        "keyword": "STOP", "to": "36180",
    }  # fmt: skip
    assert chat["own"] == ["STOP"]
    assert [message["received"] for message in chat["messages"]] == ["2026-11-24T09:56", "2026-11-24T09:30"]
    assert truth_of(SCREENS["iphone-parcel-scam"])["links"] == ["https://chronop0st-suivi.example/payer"]


# --- how they are drawn -----------------------------------------------------------------------------------------------


def test_the_same_screen_gives_the_same_pixels(browser: Browser) -> None:
    assert draw(browser, CROPPED) == draw(browser, CROPPED)


def test_a_bubble_that_is_cut_is_told(browser: Browser) -> None:
    long = SCREENS["iphone-long-letter"]
    short_phone = Screen(name=long.name, style=long.style, sender=long.sender, bubbles=long.bubbles, height=500)
    with pytest.raises(ValueError, match="a bubble is cut"):
        draw(browser, short_phone)


def test_a_picture_and_its_truth_are_written(browser: Browser, tmp_path: Path) -> None:
    write(browser, [SCREENS["crop-samsung-scale-one-jpeg"]], tmp_path)
    truth = json.loads((tmp_path / "crop-samsung-scale-one-jpeg.json").read_text("utf-8"))
    with Image.open(tmp_path / truth["file"]) as picture:
        assert picture.format == "JPEG" and picture.width > 200
        levels = picture.convert("L").getcolors() or []
    shades = [shade for _, shade in levels if isinstance(shade, int)]
    assert max(shades) - min(shades) > 150, "letters stand out from their ground"


def test_a_photo_is_turned_and_grainy_and_the_same_each_time() -> None:
    plain = Image.new("RGB", (400, 700), "white")
    one, same, other = (photographed(plain, degrees, "name") for degrees in (2.0, 2.0, -2.0))
    assert one.tobytes() == same.tobytes()
    assert ImageChops.difference(one, other).getbbox() is not None
    assert len(one.crop((700, 800, 760, 860)).getcolors(4000) or ()) > 3, "no even white is left"


# --- the judge --------------------------------------------------------------------------------------------------------


def test_a_perfect_reader_gets_all() -> None:
    shares = judge_all(truths(), {truth["name"]: perfect(truth) for truth in truths()})
    assert [shares.share(kind) for kind in ("sender", "moment", "words", "opt_out", "verdict", "messages")] == [1.0] * 6
    assert shares.extra == 0
    assert not any(one.misses for one in shares.judged)


def test_a_screen_that_was_not_read_is_wrong_in_all_that_it_shows() -> None:
    shares = judge_all(truths(), {})
    assert [shares.share(kind) for kind in ("sender", "moment", "words", "opt_out", "verdict")] == [0.0] * 5


@pytest.mark.parametrize(
    ("name", "wrong", "kinds"),
    [
        ("iphone-advert-short-code", {"sender": "36130"}, {"sender"}),
        ("iphone-advert-short-code", {"sender": None}, {"sender"}),
        ("iphone-advert-short-code", {"received": "2026-11-28T14:03"}, {"moment"}),
        ("iphone-advert-short-code", {"messages": ["Luna Mode", "STOP"]}, {"messages"}),
        ("google-own-stop", {"messages": ["STOP", "Luna Mode : ventes privées dès maintenant"]}, {"messages"}),
        ("crop-bubble-dark", {"sender": "VENTE"}, {"sender"}),  # none is shown
        ("crop-bubble-dark", {"received": "2026-11-28T14:03"}, {"moment"}),
    ],
)
def test_what_is_wrong_is_counted_there(name: str, wrong: dict[str, object], kinds: set[str]) -> None:
    assert {kind for kind, (right, of) in changed(name, **wrong).items() if right < of} == kinds


def test_a_way_out_that_was_misread_or_made_up_is_wrong() -> None:
    advert = truth_of(SCREENS["iphone-advert-short-code"])["messages"][0]["text"]
    code = truth_of(SCREENS["samsung-code"])["messages"][0]["text"]
    assert changed("iphone-advert-short-code")["opt_out"] == (1, 1)
    assert changed("iphone-advert-short-code", text=advert.replace("36180", "36130"))["opt_out"] == (0, 1)
    assert changed("iphone-advert-short-code", text=advert.replace("STOP au 36180", ""))["opt_out"] == (0, 1)
    assert changed("samsung-code")["opt_out"] == (0, 0)
    assert changed("samsung-code", text=f"{code} STOP au 36180")["opt_out"] == (0, 1)


def test_another_verdict_is_wrong() -> None:
    assert changed("iphone-parcel-scam")["verdict"] == (1, 1)
    assert changed("iphone-parcel-scam", text="Coucou, tu rentres ce soir ?", sender="Léa")["verdict"] == (0, 1)


def test_words_count_in_their_order_with_accents_and_without_emoji() -> None:
    assert compared("Votre colis est arrivé 🎁 !", "Votre colis est arrivé")[:3] == (4, 4, 0)
    assert compared("Votre colis est arrivé", "Votre colis est arrive")[:3] == (3, 4, 1)
    assert compared("Votre colis est arrivé", "arrivé est colis Votre")[0] == 1
    assert compared("au 36180, merci", "au36180 merci")[:3] == (1, 3, 1)
    assert compared("au +33 6 12", "au 433 6 12")[:3] == (3, 4, 1)
    assert compared("jusqu’à -40 %", "jusqu'à –40 %")[:3] == (2, 2, 0)


def test_words_of_long_messages_weigh_as_many_as_they_are() -> None:
    long, short = (truth_of(SCREENS[name]) for name in ("google-large-font", "iphone-advert-short-code"))
    shares = judge_all([long, short], {short["name"]: perfect(short)})
    of_long, of_short = (compared(truth["messages"][0]["text"], "")[1] for truth in (long, short))
    assert shares.share("words") == of_short / (of_long + of_short)


def test_words_that_are_not_in_the_message_are_told() -> None:
    truth = truth_of(SCREENS["google-large-font"])
    read = perfect(truth) | {"text": f"13:05 4G {perfect(truth)['text']}"}
    shares = judge_all([truth], {truth["name"]: read})
    assert shares.share("words") == 1
    assert shares.extra == 2 / shares.counts("words")[1]
    assert "words: '' read as '13:05 4G'" in shares.judged[0].misses


def test_senders_are_compared_as_the_package_does() -> None:
    assert plain_sender("+33 7 56 00 00 00") == plain_sender("+33756000000")
    assert plain_sender("Luna Mode") == plain_sender("LUNA MODE")
    assert plain_sender("36180") != plain_sender("36l80")


def test_no_kind_of_ours_is_no_share() -> None:
    with pytest.raises(ValueError, match="colour"):
        judge_all([], {}).share("colour")


def test_the_command_prints_misses_and_shares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [truth_of(SCREENS["iphone-advert-short-code"]), truth_of(chosen([], held_out=True)[0])]
    folder = tmp_path / "truths"
    folder.mkdir()
    for truth in asked:
        (folder / f"{truth['name']}.json").write_text(json.dumps(truth), "utf-8")
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({asked[0]["name"]: perfect(asked[0]) | {"sender": "36130"}}), "utf-8")
    main([str(folder), str(answers)])
    lines = capsys.readouterr().out.splitlines()
    assert "iphone-advert-short-code: sender: '36180' read as '36130'" in lines
    assert [line.split(":")[0] for line in lines[-3:]] == [
        "all, 2 screens", "held out, 1 screens", "quick run, 1 screens",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="no truths"):
        main([str(tmp_path / "nothing"), str(answers)])
