"""What was read from a picture may have another letter: no address and no number in it is anybody's own for certain."""

from __future__ import annotations

import json
from datetime import date
from html import unescape
from typing import Any

import pytest

from sender_lookup.cli import main
from sender_lookup.country.loader import load_index
from sender_lookup.output.answer import as_html, as_text
from sender_lookup.output.as_json import result_as_dict
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.pipeline import lookup

AS_OF = date(2026, 11, 28)
# Each is calm as typed, because the address or the number is the body's own.
RESTS_ON_AN_ADDRESS = {
    "tax": {"sender": "DGFIP", "text": "Impôts : un nouveau message vous attend sur https://www.impots.gouv.fr"},
    "parcel": {
        "sender": "Chronopost",
        "text": "Votre colis arrive demain. Suivez-le sur https://www.chronopost.fr/t/1",
    },
    "own name": {"sender": "VESTIA", "text": "Vestia : votre facture est disponible sur https://vestia.example/f/1"},
}
# Each is as calm when it was read from a picture: it prints nothing that would have to be somebody's own.
RESTS_ON_NONE = {
    "advert": {"sender": "MODALIA", "text": "Soldes -40% ! modalia.example/s STOP au 36180"},
    "reminder": {"sender": "DENTISTE", "text": "Rappel : rendez-vous chez le dentiste demain à 9h30. Dr Moreau"},
    "code": {"sender": "BANQUE", "text": "Votre code est 482913. Ne le communiquez à personne."},
    "code of a site": {"sender": "IMPOTS", "text": "Votre code impots.gouv.fr est 330 218, valable 10 minutes."},
    "to move": {
        "sender": "DENTISTE",
        "text": "Rappel de votre rendez-vous demain à 9h30. Pour annuler : https://www.doctolib.fr/rdv/1",
    },
}


def asked(request: dict[str, Any], **more: object) -> Any:
    return lookup({"country": "FR", **request, **more}, as_of=AS_OF)


@pytest.mark.parametrize("name", RESTS_ON_AN_ADDRESS)
def test_what_rests_on_an_address_is_checked_first(name: str) -> None:
    typed, read = (asked(RESTS_ON_AN_ADDRESS[name], from_picture=flag) for flag in (False, True))

    assert typed.advice.verdict == "nothing_to_stop"
    assert (read.advice.verdict, read.advice.rule) == ("check_first", "unproven")
    assert read.message.fraud is None, "an honest message is not called a scam for having been photographed"


@pytest.mark.parametrize("name", RESTS_ON_NONE)
def test_what_rests_on_no_address_stays_as_it_is(name: str) -> None:
    typed, read = (asked(RESTS_ON_NONE[name], from_picture=flag) for flag in (False, True))

    assert typed.advice.verdict in ("nothing_to_stop", "stop")
    assert read.advice == typed.advice


def test_a_scam_stays_a_scam() -> None:
    text = "Chronopost : votre colis est bloqué, réglez 1,99€ sur https://chronop0st-suivi.example/p sous 24h"

    assert asked({"sender": "+33612345678", "text": text}, from_picture=True).advice.verdict == "do_not_reply"


@pytest.mark.parametrize("language", load_index().languages)
def test_the_answer_says_that_letters_may_be_wrong(language: str) -> None:
    sentence = load_catalogue(language)("reserve.from_picture")
    typed, read = (asked(RESTS_ON_NONE["advert"], from_picture=flag) for flag in (False, True))

    assert sentence in unescape(as_html(read, language))
    assert " ".join(sentence.split()) in " ".join(as_text(read, language).split())
    assert sentence not in unescape(as_html(typed, language))
    assert [result_as_dict(r).get("notes") for r in (typed, read)] == [None, ["from_picture"]]


def test_the_terminal_takes_it_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    given = RESTS_ON_AN_ADDRESS["tax"]
    assert main([given["sender"], "--text", given["text"], "--from-picture", "--json", "--as-of", "2026-11-28"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert (answer["notes"], answer["advice"]["verdict"]) == (["from_picture"], "check_first")
