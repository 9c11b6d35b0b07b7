"""Faults F1 to F12 of a review of real cases (26 November 2026), each with a neighbour that must stay as it is.

The texts here are our own; the review's are public reports.
"""

from __future__ import annotations

from typing import Any

import pytest

from sender_lookup import lookup
from sender_lookup.country.loader import load_index
from sender_lookup.model import Result
from sender_lookup.output.answer import as_html, as_text, view_of
from tests.lookup.case_tables import AS_OF


def ask(sender: str | None, text: str | None = None, country: str = "FR", **more: Any) -> Result:
    return lookup({"sender": sender, "text": text, "country": country, **more}, as_of=AS_OF)


def verdict(*args: Any, **more: Any) -> str:
    return ask(*args, **more).advice.verdict.value


STAYS = "the neighbour"


@pytest.mark.parametrize(
    ("sender", "text", "country", "expected"),
    [
        ("LCL", "Votre espace client est suspendu, appelez le 01 87 55 10 20", "FR", "do_not_reply"),
        (
            "BANQUE",
            "Nouvel appareil enregistré. Pas vous ? Contactez le service sécurité au 01 87 55 10 20",
            "FR",
            "do_not_reply",
        ),
        ("BBVA", "Su banca digital ha sido bloqueada, llame al 910 55 10 20", "ES", "do_not_reply"),
        ("LCL", "Votre relevé de novembre est disponible dans votre espace client.", "FR", "nothing_to_stop"),
        (
            "LCL",
            "Votre carte a été envoyée. Un doute ? Appelez le numéro au dos de votre carte.",
            "FR",
            "nothing_to_stop",
        ),
    ],
)
def test_f1_a_call_back_in_the_banks_name_is_no_notice(sender: str, text: str, country: str, expected: str) -> None:
    """A printed number cancels the credit of "espace client"; the sender's name gives the theme."""
    assert verdict(sender, text, country) == expected


@pytest.mark.parametrize("sender", ["07 56 12 34 56", "+44 7911 123456"])
def test_f2_a_friendly_text_from_a_number_that_one_does_not_know(sender: str) -> None:
    text = "Coucou, tu viens toujours dimanche midi ?"
    unknown, asked, known = (ask(sender, text, knows_sender=k) for k in (False, None, True))

    assert (unknown.advice.verdict, asked.advice.verdict, known.advice.verdict) == (
        "do_not_reply",
        "check_first",
        "nothing_to_stop",
    )
    assert {s.when for s in asked.advice.steps} == {None, "known", "unknown"}
    assert not any(s.body for s in asked.advice.steps), "two doors without STOP"
    assert asked.advice.question is not None and asked.advice.question.id == "knows_number"
    report = next(s for s in unknown.advice.steps if s.action == "report")
    assert report.situation == "if_it_goes_on", "a wrong number is no spam"
    assert verdict("Julie", text) == "nothing_to_stop", STAYS


@pytest.mark.parametrize(
    ("sender", "text", "country", "knows"),
    [
        (
            "Maman",
            "Ton frère a eu un accident de trottinette, rien de grave, je suis aux urgences avec lui",
            "FR",
            True,
        ),
        ("07 56 12 34 56", "Il pleut ici, et chez toi ?", "FR", None),
        ("07 56 12 34 56", "Bonne année à toute la famille, une année pleine de joie !", "FR", None),
        ("+34 612 34 56 78", "Aquí llueve mucho, ¿y ahí?", "ES", None),
    ],
)
def test_f3_one_everyday_word_accuses_nobody(sender: str, text: str, country: str, knows: bool | None) -> None:
    result = ask(sender, text, country, knows_sender=knows)

    assert result.advice.verdict != "do_not_reply"
    assert result.message is not None and result.message.purpose != "scam"
    assert not {"follow_link", "threat", "trouble"} & {s.code for s in result.message.signals}


def test_f3_a_true_notice_of_a_body_and_a_dunning_are_no_scams() -> None:
    assert (
        verdict("DGT", "Tiene una notificación en su Dirección Electrónica Vial. Acceda a la sede de la DGT.", "ES")
        != "do_not_reply"
    )
    assert verdict("SYNDIC PARC", "Impayé de 240 € pour la résidence du Parc. Merci de régulariser.") == "check_first"
    assert verdict("COLIS", "Colis bloqué : réglez 1,99 € de frais sur colis-frais.example") == "do_not_reply", STAYS


@pytest.mark.parametrize(
    ("sender", "text", "country"),
    [
        ("07 56 12 34 56", "Rappelle-moi vite au 0899 12 34 56", "FR"),
        ("07 56 12 34 56", "Rappelle-moi vite au 0899XXXXXX", "FR"),
        ("INFO", "Un message vocal vous attend, appelez le 0895 12 34 56", "FR"),
        ("+34 612 34 56 78", "Tienes un mensaje de voz, llama al 806 123 456", "ES"),
    ],
)
def test_f4_a_surcharged_number_is_not_to_be_called(sender: str, text: str, country: str) -> None:
    result = ask(sender, text, country)
    first, *rest = result.advice.steps

    assert (result.advice.verdict, first.action, first.situation) == ("do_not_reply", "do_not_reply", "call")
    assert "report" in {s.action for s in rest} and "ask_operator" not in {s.action for s in rest}
    assert view_of(result, "fr").first.title == "N’appelez pas ce numéro"


def test_f4_who_has_called_asks_the_operator_first() -> None:
    steps = ask("07 56 12 34 56", "Rappelle-moi vite au 0899 12 34 56", happened=["called"]).advice.steps

    assert [(s.action, s.happened) for s in steps[:2]] == [("ask_operator", "called"), ("do_not_reply", None)]


@pytest.mark.parametrize(
    ("sender", "text", "country", "expected"),
    [
        (
            "EDP",
            "Fatura em atraso. Pague hoje para evitar o corte. Entidade 21312 Referencia 123 456 789 Valor 48,20",
            "PT",
            "do_not_reply",
        ),
        (
            "GOV-UK",
            "You are eligible for a heating grant. Pay the 2 pound fee to apply: https://heating-grant.example",
            "GB",
            "do_not_reply",
        ),
        ("AEAT", "Su declaración tiene una incidencia. Presione aquí para solucionarlo hoy", "ES", "do_not_reply"),
        (
            "AEAT",
            "Su declaración ha sido presentada. Puede consultarla en sede.agenciatributaria.gob.es",
            "ES",
            "nothing_to_stop",
        ),
    ],
)
def test_f5_money_wanted_without_the_known_furniture(sender: str, text: str, country: str, expected: str) -> None:
    assert verdict(sender, text, country) == expected


@pytest.mark.parametrize(
    ("sender", "text", "country", "expected"),
    [
        ("36180", "Dimanche, votez pour la liste Mieux Vivre à Rennes !", "FR", "stop"),
        ("36180", "Pour moins d’impôts et plus d’écoles, pas une voix ne doit manquer dimanche", "FR", "stop"),
        (
            "38123",
            "Élections municipales : votez Jeanne Petit ! Rendez-vous au bureau de vote dimanche",
            "FR",
            "check_first",
        ),
        ("GENTE", "Este domingo vota por tu barrio. Vota Gente Unida", "ES", "check_first"),
    ],
)
def test_f6_a_party_is_no_shop(sender: str, text: str, country: str, expected: str) -> None:
    result = ask(sender, text, country)

    assert result.advice.verdict == expected
    assert result.message is not None and result.message.purpose == "marketing"
    assert "political" in {s.code for s in result.message.signals}
    assert "ticket" not in as_text(result, "fr", explain=True)


@pytest.mark.parametrize("language", load_index().languages)
def test_f7_a_scam_answer_says_how_to_find_out(language: str) -> None:
    result = ask("BNP", "Un virement de 900 € est en cours. Pas vous ? Appelez le 01 87 55 10 20")
    view = view_of(result, language)
    (own,) = (s for s in (*view.deeds, *view.others) if s.action == "verify_yourself")

    assert own.title and own.text
    assert any("mabanque.bnpparibas" in shown for _, shown, _ in own.own), "the true site, which was read"


def test_f8_a_reminder_that_prints_stop_is_a_reminder() -> None:
    reminder = (
        "Rappel : votre rendez-vous chez Coiffure Nina demain à 14h30. Répondez STOP pour ne plus recevoir de SMS."
    )
    advert = "Coiffure Nina : -20 % sur la coupe jusqu’à samedi. Répondez STOP pour ne plus recevoir de SMS."

    assert (ask("07 56 00 11 22", reminder).advice.rule, verdict("07 56 00 11 22", advert)) == ("notice", "check_first")


def test_f9_no_answer_contradicts_itself() -> None:
    scam = as_html(ask("COLIS", "Colis bloqué : réglez 1,99 € de frais sur colis-frais.example"), "fr")
    assert "envoyez d’abord STOP" not in scam

    assert verdict("1023", "SFR : votre facture est disponible sur sfr.fr") == "nothing_to_stop"
    assert verdict("1023", "SFR : votre facture est disponible sur sfr-facture.example") == "do_not_reply", STAYS

    voice = ask("BOUTIQUE", "Nouvelle collection en magasin ! STOP au 3636 pour vous désabonner.")
    assert (voice.advice.verdict, voice.advice.steps[0].situation) == ("check_first", "voice_number")
    assert "dit de répondre" not in as_text(voice, "fr", explain=True)

    friend = as_text(ask("Julie", "On se voit à 18h ?"), "fr", explain=True)
    assert "code" not in friend and "livraison" not in friend.lower()


@pytest.mark.parametrize(
    ("sender", "text", "country", "expected"),
    [
        (
            "GYMCO",
            "Gym Co: first month free this week! gymco.example/jan  stopsms.co/uAB12CD",
            "GB",
            ("link", "check_first"),
        ),
        ("LUNA", "-20 % dès 2 articles. Voir la collection\nSe désabonner", "FR", ("reply", "stop")),
        ("MODA", "Rebajas del 50 %. No + SMS: mnr.example/b", "ES", ("link", "check_first")),
        ("MODA", "Rebajas del 50 %. Solo WhatsApp, no SMS: 612 345 678", "ES", (None, "check_first")),
    ],
)
def test_f10_newer_ways_out(sender: str, text: str, country: str, expected: tuple[str | None, str]) -> None:
    result = ask(sender, text, country)
    assert result.message is not None
    way = result.message.opt_out.via.value if result.message.opt_out else None

    assert (way, result.advice.verdict.value) == expected


@pytest.mark.parametrize(
    ("sender", "text", "country", "expected"),
    [
        ("83456", "Bienvenue ! Votre accès est ouvert.", "FR", "premium"),
        ("83456", "Coucou c’est Léa, tu es dispo ce soir ?", "FR", "premium"),
        ("84123", "Votre code est 4821", "FR", "premium"),
        ("797321", "Bienvenido, tu acceso está activado.", "ES", "premium"),
        ("36180", "Votre code est 4821. Ne le donnez à personne.", "FR", "nothing_to_stop"),
    ],
)
def test_f11_a_premium_code_as_sender_costs_whatever_it_says(
    sender: str, text: str, country: str, expected: str
) -> None:
    assert verdict(sender, text, country) == expected


@pytest.mark.parametrize(
    ("number", "country"), [("06 00 00 00 00", "NL"), ("+351 999 999 999", "PT"), ("+1 123 456 7890", "US")]
)
def test_f12_a_number_that_nobody_has_is_not_too_long(number: str, country: str) -> None:
    sender = ask(number, country=country).sender

    assert sender is not None and sender.kind == "unreadable"
    assert "not_assigned" in sender.notes and not {"too_long", "too_short", "miscounted"} & set(sender.notes)


def test_f12_a_terminal_answer_begins_with_the_deed_and_fits_a_screen() -> None:
    for sender, text in (
        ("MODALIA", "Soldes -40 % STOP au 36180"),
        ("BNP", "Compte bloqué, appelez le 01 87 55 10 20"),
        ("81234", None),
    ):
        shown = as_text(ask(sender, text), "fr")
        assert shown.startswith("1. ") and len(shown.splitlines()) <= 24
        assert len(as_text(ask(sender, text), "fr", explain=True)) > 2 * len(shown)
