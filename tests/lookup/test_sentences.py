"""A sentence typed in the place of a sender finds its guide; a name stays a name; what cannot be read offers no more
than its reason and the way on."""

from __future__ import annotations

from pathlib import Path

import pytest

from sender_lookup import lookup
from sender_lookup.codes import HAPPENED, Kind
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.errors import RuleError
from sender_lookup.output.answer import as_html, view_of
from sender_lookup.sender import sentence
from sender_lookup.sender.sentence import guides, read_sentence, wordings

from .case_tables import AS_OF, ask

CONTENT = Path(__file__).parents[2] / "content"
OTHERS = [code for code in load_index().languages if len(wordings(code)) > len(wordings())]
NAMES = (
    *("Caisse d'Allocations Familiales", "Salon de coiffure Marie", "Dr Jean Pierre Martin", "The Body Shop UK"),
    *("Mon Fils", "Mi Hijo Pablo", "Maria del Carmen Garcia", "STOP-SMS", "ma banque", "Info Escroqueries"),
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_a_name(name: str) -> None:
    assert read_sentence(name) is None
    result = ask({"sender": name})
    assert result.sender is not None and (result.sender.kind, result.guide) == (Kind.NAME, None)


def test_a_body_in_several_words_stays_one() -> None:
    result = ask({"sender": "ma banque en ligne"})

    assert result.advice.rule == "imitated_name" and result.guide is None


@pytest.mark.parametrize(
    ("typed", "happened"),
    [
        ("j'ai cliqué et je ne sais pas quoi faire", ("clicked",)),
        ("je n'ai pas cliqué sur le lien", ()),
        ("dois-je cliquer sur le lien", ()),
        ("no he pinchado en el enlace", ()),
        ("non premín na ligazón", ()),
        ("I haven't clicked the link", ()),
        ("j'ai répondu stop et ça continue", ()),
        ("j'ai répondu au sms", ("answered",)),
        ("I gave them the code and paid them", ("paid", "gave_code")),
        ("they gave me a code", ()),
    ],
)
def test_what_happened_is_what_was_done(typed: str, happened: tuple[str, ...]) -> None:
    found = read_sentence(typed)

    assert found is not None and found.happened == happened


@pytest.mark.parametrize("language", OTHERS)
def test_the_wordings_of_a_further_language_are_read_for_its_readers_alone(language: str) -> None:
    paid = wordings(language)[0].happened["paid"][0].replace("*", "")

    assert read_sentence(f"{paid} {paid} 12") != read_sentence(f"{paid} {paid} 12", language)


def test_what_was_told_joins_what_happened_already() -> None:
    result = lookup({"sender": "j'ai payé", "happened": ["clicked"]}, as_of=AS_OF)

    assert result.request.happened == ("paid", "clicked")
    assert [s.happened for s in result.advice.steps[:2]] == ["paid", "clicked"]


@pytest.mark.parametrize("language", load_country("FR").guide_languages)
def test_every_guide_is_a_page(language: str) -> None:
    assert {"i-clicked", "charged", "step-by-step"} <= set(guides())
    assert sorted(g for g in guides() if not (CONTENT / language / f"{g}.md").is_file()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_lead_to_the_same_guides(language: str) -> None:
    """Where a language has not each of them, the site takes the nearest."""
    assert set(guides((language,))) == set(guides())


def test_a_mistake_in_the_file_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def table(**happened: list[str]) -> dict[str, object]:
        return {c: {"unless": [], "speech": [], "guides": {}, "happened": happened} for c in ("fr", "gl", "es", "en")}

    for wrong, problem in ((table(laughed=["ai ri"]), "laughed"), (table(paid=[1]), "lists of texts")):  # type: ignore[list-item]
        wordings.cache_clear()
        monkeypatch.setattr(sentence, "read_table", lambda _, wrong=wrong: wrong)
        with pytest.raises(RuleError, match=problem):
            wordings()
    wordings.cache_clear()


@pytest.mark.parametrize("sender", ["336111", "??!", "numéro masqué", "06 12 XX XX", "azerty qwerty fdsf dsf 12"])
def test_what_cannot_be_read_has_its_reason_and_the_way_on_alone(sender: str) -> None:
    result = ask({"sender": sender})
    view, html = view_of(result, "fr"), as_html(result, "fr")

    assert not (view.sender or view.claims or view.letters or view.others or view.has_evidence)
    assert "data-correct" in html and "<details" not in html and "data-evidence" not in html
    assert "data-correct" not in as_html(result, "fr", {})  # a printed page has no form to go back to


def test_the_number_that_was_meant_is_a_button() -> None:
    assert 'data-suggest="36111"' in as_html(ask({"sender": "336111"}), "fr")
    assert "data-suggest" not in as_html(ask({"sender": "??!"}), "fr")


def test_the_link_to_the_guide_says_what_it_is_about() -> None:
    clicked, how = (ask({"sender": s}) for s in ("j'ai cliqué sur un lien", "comment arrêter les sms"))

    assert 'data-guide="i-clicked">Vous avez cliqué, payé ou donné un code\u00a0? Lire le guide</a>' in as_html(
        clicked, "fr"
    )
    assert 'data-guide="step-by-step">Lire le guide</a>' in as_html(how, "fr")


def test_a_sentence_is_nobody_who_sent_it() -> None:
    assert '<details class="who">' not in as_html(ask({"sender": "j'ai cliqué sur un lien"}), "fr")


def test_who_spoke_of_a_bill_is_told_no_word_to_send() -> None:
    result = ask({"sender": "on me facture des sms"})

    assert [s for s in result.advice.steps if s.uri] == []


# --- how it is done on the phone, or in the app ---------------------------------------------------------------------

SCAM = "Votre colis est bloqué : frais de douane impayés de 1,99 €. Réglez sous 48h : colis-suivi.example/payer"


def gestures(text: str) -> dict[str, list[str]]:
    view = view_of(ask({"sender": "+33756000000", "text": text}), "fr")
    steps = (view.first, *([view.held] if view.held else ()), *view.deeds, *view.others)
    return {s.action: [title for title, _ in s.gestures] for s in steps if s.gestures}


def test_to_block_is_shown_for_each_phone_and_no_other_step_has_gestures() -> None:
    assert gestures(SCAM) == {"block": ["iPhone", "Android", "Le numéro change à chaque fois"]}


@pytest.mark.parametrize(("line", "app"), [("iMessage", "iMessage"), ("Chat RCS", "RCS"), ("WhatsApp", "WhatsApp")])
def test_in_an_app_the_gestures_are_its_own(line: str, app: str) -> None:
    assert gestures(f"{line}\nAujourd'hui 21:04\n{SCAM}") == {"report": [app], "block": [app]}


def test_every_thing_that_may_have_happened_has_a_wording_in_every_language() -> None:
    known = [*wordings(), *(wordings(language)[0] for language in OTHERS)]

    assert len(known) == len(load_index().languages)
    assert [sorted(set(HAPPENED) - w.happened.keys()) for w in known] == [[]] * len(known)


@pytest.mark.parametrize(
    ("text", "guide"),
    [
        ("on me facture des sms", "charged"),
        ("Coucou, on se voit à 20h ?", None),
        ("Barbe + coupe 20€ jusqu'à samedi. STOP au 36034", None),
        ("Votre colis est bloqué, payez : colis.example/x", None),
    ],
)
def test_a_question_in_the_place_of_the_message_is_offered_its_guide(text: str, guide: str | None) -> None:
    result = lookup({"text": text}, as_of=AS_OF)

    assert result.guide == guide and result.message is not None
    assert ("data-guide" in as_html(result, "fr")) == (guide is not None)
    assert lookup({"text": text, "sender": "06 12 34 56 78"}, as_of=AS_OF).guide is None


@pytest.mark.parametrize(
    "text",
    [
        "j'ai cliqué sur un lien",
        "J’ai cliqué sur le lien et donné ma carte bancaire, que faire ?",
        "I clicked on a link",
        "he hecho clic en un enlace",
        "fixen clic nunha ligazón",
    ],
)
def test_a_click_that_is_told_in_the_place_of_the_message_is_first_aid(text: str) -> None:
    result = lookup({"text": text}, as_of=AS_OF)

    assert result.guide == "i-clicked" and "clicked" in result.request.happened
    assert result.advice.steps[0].happened is not None


@pytest.mark.parametrize(("sender", "reason"), [("06 12 XX XX 78", "masked"), ("06 12 34", "too_short")])
def test_a_part_of_a_whole_number_is_no_short_code(sender: str, reason: str) -> None:
    (first,) = ask({"sender": sender}).advice.steps

    assert (first.situation, first.to) == (reason, None)
