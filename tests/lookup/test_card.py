"""The card that an answer is: what it is, the message with its marks, deeds with their buttons, what is asked back."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from sender_lookup import lookup
from sender_lookup.country.loader import load_index
from sender_lookup.output.answer import View, as_html, view_of
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.message_in_words import SHORT

from .case_tables import AS_OF

PARCEL = "Chronopost: votre colis est bloqué, frais 1,99€ à régler : https://chronopost-suivi.info/x"
ADVERT = "LUNAMODE: -30% ce week-end ! STOP au 36180"
CODE = "Votre code est 482913. Ne le communiquez à personne."
MUM = "Maman, mon téléphone est cassé, voici mon nouveau numéro, écris-moi sur WhatsApp"
LONG = "Bonjour, " + "nous revenons vers vous au sujet de votre dossier en cours de traitement. " * 8
# What people meet first: the parcel, the bank, the child, a name that is imitated, the code, the advert, 06, the bill.
SITUATIONS: dict[str, dict[str, Any]] = {
    "parcel": {"sender": "06 12 34 56 78", "text": PARCEL},
    "child": {"sender": "+33 7 56 78 90 12", "text": MUM},
    "imitated": {"sender": "AMELI"},
    "code": {"text": CODE},
    "advert": {"sender": "36180", "text": ADVERT},
    "mobile": {"sender": "06 12 34 56 78"},
    "bill": {"sender": "81234", "text": "Votre abonnement Jeux 4,50€/sem est actif. STOP au 81234"},
    "short": {"sender": "36180"},
    "foreign": {"sender": "+44 7400 123456", "text": PARCEL},
    "sent": {"sender": "36180", "text": ADVERT, "stop_sent": "2026-11-24"},
    "clicked": {"sender": "06 12 34 56 78", "text": PARCEL, "happened": ["clicked"]},
    "correos": {"country": "ES", "sender": "Correos", "text": "Su paquete está retenido: pague en correos.info/x"},
}


def result(name: str, **more: Any) -> Any:
    return lookup({**SITUATIONS[name], **more}, as_of=AS_OF)


def view(name: str, **more: Any) -> View:
    return view_of(result(name, **more), "fr")


class Unfolded(HTMLParser):
    """What is read without unfolding anything, the person's own message left out; and the buttons in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.pressed: list[dict[str, str | None]] = []
        self._skipped: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("details", "blockquote") or (tag == "summary" and self._skipped == ["details"]):
            self._skipped.append(tag)
        if tag in ("a", "button") and not self._skipped:
            self.pressed.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._skipped and self._skipped[-1] == tag:
            self._skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipped or self._skipped == ["details", "summary"]:
            self.words += re.findall(r"[^\s:;?!·»«]+", re.sub(r"(?<=\d)\s(?=\d)", "", data))


MORE = {"de": 1.08, "it": 1.07, "nl": 1.12}  # what French says in a word takes two there ("senden Sie", "sms naar")


@pytest.mark.parametrize("language", load_index().languages)
@pytest.mark.parametrize("name", SITUATIONS)
def test_an_answer_is_short_before_anything_is_unfolded(name: str, language: str) -> None:
    words = Unfolded(as_html(result(name), language)).words
    w = load_catalogue(language)
    # What stands in every answer is none of what one says: to keep it, and the country of the line.
    always = [*w("answer.keep").split(), *w(f"country.{result(name).country.code}").split()]

    assert len(words) - len(always) <= MOST[name] * MORE.get(language, 1), " ".join(words)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("parcel", "sms:33700?"),
        ("child", "sms:33700?"),
        ("imitated", "https://ameli.fr"),
        ("advert", "sms:36180?&body=STOP"),
        ("bill", "sms:81234?&body=STOP"),
        ("short", "sms:36180?&body=STOP"),
        ("foreign", "sms:33700?"),
        ("correos", "tel:017"),
    ],
)
def test_the_first_deed_has_its_button(name: str, first: str) -> None:
    html = as_html(result(name), "fr")
    deed = html[html.index("data-first-step") : html.index("</section>", html.index("data-first-step"))]

    assert (Unfolded(deed).pressed[0].get("href") or "").startswith(first)


def test_one_form_for_every_answer() -> None:
    html = as_html(result("parcel"), "fr")
    order = ['class="head', 'class="quoted', "data-first-step", 'class="deeds', 'data-ask="happened', 'class="why']

    assert sorted(order, key=html.index) == order


@pytest.mark.parametrize(
    ("name", "more", "what"),
    [
        ("parcel", {}, "Sans doute une arnaque"),
        ("imitated", {}, "Un nom que les escrocs imitent"),
        ("code", {}, "Un code à usage unique"),
        ("advert", {}, "Une publicité"),
        ("advert", {"stop_sent": "2026-11-24"}, "Votre demande est partie"),
        ("advert", {"stop_sent": "2026-11-01"}, "Votre demande n’a pas suffi"),
        ("advert", {"letter_sent": "2026-11-20"}, "Votre demande est partie"),
        ("advert", {"letter_sent": "2026-10-01"}, "Votre demande n’a pas suffi"),
        ("parcel", {"happened": ["paid"]}, "Voici quoi faire maintenant"),
        ("advert", {"text": "Votez Dupont dimanche ! Meeting le 12. STOP au 36180"}, "Un message politique"),
    ],
)
def test_it_says_what_it_is(name: str, more: dict[str, Any], what: str) -> None:
    assert view(name, **more).what == what


# --- the message and its marks ----------------------------------------------------------------------------------------


def test_marks_are_numbered_as_they_are_read() -> None:
    shown = view("parcel")
    numbers = [p.mark for p in shown.excerpt if p.mark]

    assert numbers == sorted(numbers) and {*numbers} == {1, 2, 3} == {*range(1, len(shown.marks) + 1)}
    assert shown.marks[-1] == "chronopost-suivi.info n’est pas chronopost.fr."


def test_an_advert_s_way_out_is_its_only_mark() -> None:
    shown = view("advert")

    assert [p.text for p in shown.excerpt if p.mark] == ["STOP au 36180"]
    assert shown.marks == ()  # it says it itself
    assert "data-mark" not in as_html(result("advert"), "fr")  # a number behind 36180 would make 361801 of it


@pytest.mark.parametrize("printed", ["STOP : 36 180", "STOP SMS au 36180", "STOP au 36180"])
def test_the_word_and_the_number_of_a_way_out_are_marked_together(printed: str) -> None:
    shown = view("advert", text=f"Soldes chez Lunamode jusqu’à dimanche, -30% ! {printed}")

    (marked,) = [p.text for p in shown.excerpt if p.mark]
    assert marked == printed


def test_a_long_message_is_cut_around_its_marks() -> None:
    shown = view("parcel", text=LONG + PARCEL + LONG)
    text = "".join(p.text for p in shown.excerpt)

    assert len(text) < len(PARCEL) + 2 * SHORT and sum(p.cut for p in shown.excerpt) >= 2
    assert "chronopost-suivi.info" in text and text.startswith("Bonjour, ")
    assert "".join(p.text for p in shown.quoted) == LONG + PARCEL + LONG  # whole behind "where this advice comes from"


def test_a_short_message_is_not_cut() -> None:
    shown = view("parcel")

    assert shown.excerpt == shown.quoted and "".join(p.text for p in shown.quoted) == PARCEL


# --- what is asked back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "more", "asked"),
    [
        ("parcel", {}, ["clicked", "paid", "gave_code"]),
        ("child", {}, ["answered", "paid", "gave_data"]),
        ("bill", {}, ["billed", "answered", "called"]),
        ("code", {}, ["gave_code", "clicked", "called"]),
        ("imitated", {}, ["clicked", "paid", "gave_code"]),
        ("parcel", {"text": "Carte bloquée. Appelez vite le 01 84 80 12 34"}, ["called", "paid", "gave_code"]),
        ("parcel", {"happened": ["installed", "called"]}, ["installed", "called", "clicked"]),
        ("advert", {}, []),
    ],
)
def test_what_is_likely_is_asked_first(name: str, more: dict[str, Any], asked: list[str]) -> None:
    shown = view(name, **more).asked

    assert [c.code for c in shown.happened] == asked
    assert len(shown.happened) + len(shown.happened_too) == 8


def test_what_was_told_shows_as_pressed() -> None:
    shown = view("parcel", happened=["paid"]).asked

    assert [(c.code, c.pressed) for c in shown.happened if c.pressed] == [("paid", True)]


def test_a_code_has_three_answers() -> None:
    html = as_html(result("code"), "fr")
    first = html[html.index("data-first-step") : html.index("</section>", html.index("data-first-step"))]
    said = [b.get("data-reply") or b.get("data-happened") for b in Unfolded(first).pressed]

    assert said == ["no", "yes", "gave_code"]


@pytest.mark.parametrize(
    ("name", "more", "fields"),
    [
        ("advert", {}, ["stop_sent"]),
        ("advert", {"stop_sent": "2026-11-24"}, ["stop_sent"]),
        ("advert", {"stop_sent": "2026-11-01"}, ["stop_sent", "letter_sent"]),
        ("bill", {}, ["stop_sent"]),
        ("parcel", {}, []),
        ("code", {}, []),
        ("mobile", {}, []),
    ],
)
def test_when_it_was_sent_is_asked_where_something_may_have_been(
    name: str, more: dict[str, Any], fields: list[str]
) -> None:
    assert [s.field for s in view(name, **more).asked.sent] == fields


def test_a_page_without_scripts_asks_nothing() -> None:
    html = as_html(result("parcel"), "fr", letter_links={"fraud_report": "/x/"})

    assert "data-happened" not in html and "data-reply" not in html and "<input" not in html


def test_every_short_text_says_less_than_the_whole() -> None:
    """A short text for what is short already would only be a second truth."""
    for language in load_index().languages:
        w = load_catalogue(language)
        texts = w._general._catalog  # type: ignore[attr-defined]
        shorts = {
            k: t for k, t in texts.items() if isinstance(k, str) and k.startswith("step.") and k.endswith(".short")
        }
        assert shorts and [k for k, t in shorts.items() if len(t) >= len(texts[k.replace(".short", ".text")])] == []


def test_the_day_is_that_of_the_question() -> None:
    told = lookup({**SITUATIONS["advert"], "stop_sent": "2026-11-30"}, as_of=date(2026, 11, 30))

    assert "2 décembre 2026" in view_of(told, "fr").deadline


# The aim is 90. More have the names and numbers of a body, two doors, or a help line for each thing that happened.
MOST = {
    "parcel": 107, "child": 112, "imitated": 104, "code": 93, "advert": 68, "mobile": 134, "bill": 103, "short": 73,
    "foreign": 107, "sent": 93, "clicked": 128, "correos": 102,
}  # fmt: skip


def test_first_aid_is_not_followed_by_an_answer_to_a_question_that_was_not_asked() -> None:
    """The two doors stand below it; their buttons belong to "do you know this sender?"."""
    shown = view_of(lookup({"text": "j'ai cliqué sur un lien"}, as_of=AS_OF), "fr")
    html = as_html(lookup({"text": "j'ai cliqué sur un lien"}, as_of=AS_OF), "fr")

    assert shown.doors and "data-door" not in html
    assert "get_help" in [s.action for s in shown.deeds]
