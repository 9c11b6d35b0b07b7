"""What Spain's statements rest on, and what its words must not say again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sender_lookup
from sender_lookup.codes import Strength
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.output.catalogue import load_catalogue

SPAIN = load_country("ES")
OWN = {claim.id: claim for claim in SPAIN.claims.values() if claim.id.startswith("es.")}
LANGUAGES = load_index().languages
GUIDES = Path(sender_lookup.__file__).parent.parent / "content"
LAW = re.compile(r"^(Ley|Real Decreto|Orden|Código civil|CNMC, Circular|Resolución|Tribunal Supremo)")
NUMBER_OF_THE_CARD = re.compile(
    r"al número (de|que figura en) tu tarjeta|ao número (da|que figura na) túa tarxeta"
    r"|au numéro (de votre|inscrit sur la) carte|on the number (printed )?on your card"
)


def test_what_is_called_law_names_a_text_of_the_law() -> None:
    law = [claim for claim in OWN.values() if claim.strength is Strength.LAW]
    assert len(law) > 20
    assert [claim.id for claim in law if not any(LAW.match(source.title) for source in claim.sources)] == []


def test_every_statement_was_read_or_is_our_advice() -> None:
    assert [claim.id for claim in OWN.values() if claim.is_unread] == []


def test_a_complaint_to_the_authority_says_that_its_form_is_compulsory() -> None:
    assert "es.complaint.aepd_form" in SPAIN.steps["complain"]
    (route,) = (route for route in SPAIN.routes.values() if route.id == "aepd")
    assert "es.complaint.aepd_form" in route.claims


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bank_is_rung_on_a_telephone_number_and_no_reader_takes_it_for_the_number_of_the_card(
    language: str,
) -> None:
    w = load_catalogue(language)
    texts = {path.name: path.read_text("utf-8") for path in (GUIDES / language / "es").glob("*.md")}
    assert len(texts) > 10
    texts["step"] = w("step.es.secure_accounts.clicked.text")
    assert [name for name, text in texts.items() if NUMBER_OF_THE_CARD.search(text)] == []
