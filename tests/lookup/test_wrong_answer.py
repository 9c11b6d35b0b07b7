"""The text on a wrong answer: what it says, and that nothing private is left in it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sender_lookup import __version__, lookup
from sender_lookup.cli import main
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.output.answer import as_html
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.wrong_answer import blanked, is_listed, masked_sender
from sender_lookup.worker import respond
from tests.lookup.corpus import learned

TODAY = date(2026, 11, 24)
FRANCE = load_country("FR")
LANGUAGES = load_index().languages
REQUEST = {"sender": "06 39 98 12 34", "country": "FR", "text": "Bonjour Camille Dupont, appelez le 01 99 00 12 34"}
BUTTON = "data-wrong"


def text_of(language: str = "en", revision: str = "0a1b2c3", **request: Any) -> str:
    call = {"op": "wrong", "today": str(TODAY), "language": language, "revision": revision, "request": request}
    return str(json.loads(respond(json.dumps(call)))["text"])


# message -> what is left of it
BLANKED = [
    ("Bonjour Camille, votre colis est chez Zoé", "Bonjour […], votre colis est chez […]"),
    ("Camille Dupont-Moret, votre colis", "[…], votre colis"),
    ("CAMILLE DUPONT VOTRE COLIS EST BLOQUÉ", "[…] VOTRE COLIS EST BLOQUÉ"),
    ("slt c'est camille, tu viens ?", "slt c'est […], tu viens ?"),  # no names with a capital: no small letters either
    ("Salut Zoé, la poussette est prête", "Salut […], la poussette est prête"),
    ("La poussette est prête", "La […] est prête"),
    ("C.A.M.I.L.L.E et A.M.E.L.I", "[…] et A.M.E.L.I"),
    ("Le\u0301a vous dit merci", "[…] vous dit merci"),  # its accent is a character of its own
    ("Ca\u200bmille", "[…]"),
    ("code 482913, carte *4471, 06 39 98 12 34", "code 000000, carte *0000, 00 00 00 00 00"),
    ("٤٨٢ code", "000 code"),
    ("colis 8R41207731, 48h, 10h15, 68E", "colis […], 00h, 00h00, 00E"),
    ("Votre c0lis est bl0qué", "Votre c0lis est bl0qué"),
    ("zoe.dupont+x@mail.example ou @zoe_d", "[e-mail] ou […]"),
    ("colis-suivi.top/c/8R41?nom=zoe et bit.ly/zoe", "[link] et [link]"),
    ("Voir x.top/@zoe svp", "Voir [link] svp"),  # an account within an address
    ("https://www.laposte.fr/suivi?id=8R41", "laposte.fr/[…]"),
    ("camille.laposte.fr", "laposte.fr"),
    ("laposte.fr.camille.top", "[link]"),
    ("De la part d'AMELI", "De la part d'AMELI"),
    ("Маша, ваш код", "[…], […]"),
    ("💌 !", "💌 !"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "left"), BLANKED)
def test_what_is_left_of_a_message(text: str, left: str) -> None:
    assert blanked(text, FRANCE) == left


@pytest.mark.parametrize(
    "name",
    ["Camille", "Léa", "Julie", "Karim", "Mohamed", "Lucía", "Uxía", "Marta", "John", "Olivia", "Durand", "Müller"],
)
def test_a_name_goes_wherever_it_stands(name: str) -> None:
    """Many first names are words of the n-grams; the word lists have none."""
    assert not is_listed(name.lower())
    for text in (f"{name}, votre colis", f"Bonjour {name}", f"c'est {name.lower()}", f"MERCI {name.upper()} A DEMAIN"):
        assert name.lower() not in blanked(text, FRANCE).lower(), text


PIECES = ("Camille", "votre colis", "Zoé ", "8R41", "06 39 98 12 34", "a@b.example", "x.top/camille", "@zoe", "'", ".")


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4))).map(" ".join))
def test_no_digit_and_no_name_is_left_of_any_text(text: str) -> None:
    left = blanked(text, FRANCE)

    assert [c for c in left if c.isdigit() and c != "0"] == []
    assert not re.search("camille|zoé|zoe|b.example", left.casefold())


def test_no_number_address_or_link_of_any_message_is_left() -> None:
    for case in learned():
        left = blanked(case["text"], load_country(case["country"]))
        assert not re.search("[1-9]|https?://|www", left.replace("33700", "")), case["id"]


def test_most_of_a_usual_message_stays_readable() -> None:
    """Else nobody could tell why it was misread."""
    texts = [case["text"] for case in learned() if case["country"] == "FR"]
    left = sum(blanked(text, FRANCE).count("[") for text in texts)

    assert left / sum(len(text.split()) for text in texts) < 0.16


def test_a_long_text_ends_where_reading_ended() -> None:
    left = blanked("commande " * 2_000, FRANCE)

    assert left.endswith("commande […] …"), "the last word is cut"
    assert len(left) < 5_010


@pytest.mark.parametrize(
    ("sender", "left"),
    [("06 39 98 12 34", "00 00 00 00 00"), ("36180", "00000"), ("AMELI", "AMELI"), ("Chez Zoé", "xxxx xxx")],
)
def test_what_is_left_of_a_sender(sender: str, left: str) -> None:
    assert masked_sender(sender, FRANCE) == left


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_text_says(language: str) -> None:
    w, text = load_catalogue(language), text_of(language, **REQUEST)
    result = lookup(REQUEST, as_of=TODAY)
    assert result.message is not None
    lines = text.splitlines()

    assert lines[0] == w("wrong.title")
    assert f"{w('wrong.right')}{w('answer.colon')}" in lines, "a line to fill in"
    assert f"{w('wrong.country')}{w('answer.colon')} FR" in lines
    for code in ("mobile", result.advice.verdict, result.advice.rule, result.advice.steps[0].action, "0a1b2c3"):
        assert code in text
    assert result.message.purpose in text and all(s.code in text for s in result.message.signals)
    assert lines[-1] == "Bonjour […], appelez le 00 00 00 00 00"
    assert "Dupont" not in text and "98 12" not in text


def test_the_terminal_prints_the_same_text(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output all that is to be sent; on standard error what no program can promise."""
    given = ["--country", "FR", "--text", REQUEST["text"], "--as-of", str(TODAY), "--language", "en", "--wrong-answer"]

    assert main([REQUEST["sender"], *given]) == 0
    out, err = capsys.readouterr()
    assert out == text_of(revision=f"sender-lookup {__version__}", **REQUEST)
    (line,) = err.splitlines()
    assert "no program finds every name" in line and "before you send it" in line


@pytest.mark.parametrize("other", ["--json", "--jsonl", "--explain"])
def test_the_text_is_asked_for_alone(other: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside JSON or an answer, what is not blanked would be sent with it."""
    assert main(["36180", "--text", "Bonjour Camille", "--wrong-answer", other]) == 2
    out, err = capsys.readouterr()
    assert out == "" and f"leave out {other}" in err


def test_a_sender_alone_has_no_message() -> None:
    text = text_of(sender="36180", country="FR", revision="")

    assert load_catalogue("en")("wrong.text") not in text
    assert "00000" in text and "36180" not in text
    assert text.rstrip().endswith("2026-11-24")


def test_of_a_paste_the_message_alone_is_repeated() -> None:
    paste = "De : MODALIA\nMessage texte\nHier 21:04\nSoldes -40% en boutique. STOP au 36180"
    text = text_of(text=paste, country="FR")

    label = load_catalogue("en")("wrong.text")
    assert text.partition(f"{label}:\n")[2] == "Soldes -00% en boutique. STOP au 00000\n"


def test_what_cannot_be_answered_cannot_be_wrong() -> None:
    call = json.dumps({"op": "wrong", "today": str(TODAY), "language": "en", "request": {}})

    assert json.loads(respond(call))["error"]["code"] == "nothing_given"


def test_the_button_stands_where_there_is_an_answer_to_doubt() -> None:
    answered, unreadable = (lookup(r, as_of=TODAY) for r in (REQUEST, {"sender": "--", "country": "FR"}))

    assert as_html(answered, "en").count(BUTTON) == 1
    assert BUTTON not in as_html(unreadable, "en"), "nothing was read"
    assert BUTTON not in as_html(answered, "en", letter_links=dict.fromkeys(answered.letters, "#")), "nothing makes it"
