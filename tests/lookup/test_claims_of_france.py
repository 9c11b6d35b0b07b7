"""What the statements on France and the Union rest on, and what their words must not say again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sender_lookup
from sender_lookup.codes import Strength
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.output.catalogue import load_catalogue

FRANCE = load_country("FR")
CLAIMS = {claim.id: claim for claim in FRANCE.claims.values()}
LANGUAGES = load_index().languages
GUIDES = Path(sender_lookup.__file__).parent.parent / "content"
LAW = re.compile(r"^(Code |Décret |Arrêté |Règlement \(UE\)|Directive |CJUE, )")
NUMBER_OF_THE_CARD = re.compile(
    r"al número (de|que figura en) tu tarjeta|ao número (da|que figura na) túa tarxeta"
    r"|au numéro (de|qui figure sur|inscrit sur) votre carte|on the number (printed )?on your card"
)
OFFICE_HOURS = re.compile("heures de bureau|horario de oficina|office hours")


def texts_of(language: str) -> dict[str, str]:
    """The guides on France in a language, and the entries of its catalogue that speak of France."""
    w = load_catalogue(language)
    guides = {path.name: path.read_text("utf-8") for path in (GUIDES / language).glob("*.md")}
    claims = {claim: w(f"claim.{claim}") for claim in CLAIMS}
    return {**guides, **claims, "step": w("step.fr.secure_accounts.clicked.text")}


def test_what_is_called_law_names_a_text_of_the_law() -> None:
    law = [claim for claim in CLAIMS.values() if claim.strength is Strength.LAW]
    assert len(law) > 35
    assert [claim.id for claim in law if not any(LAW.match(source.title) for source in claim.sources)] == []


def test_every_statement_was_read_or_is_our_advice() -> None:
    assert [claim.id for claim in CLAIMS.values() if claim.is_unread] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_lost_money_is_told_of_the_refund_and_of_the_complaint(language: str) -> None:
    text = (GUIDES / language / "i-clicked.md").read_text("utf-8")
    told = ("fr.bank.refund", "fr.bank.proof", "fr.bank.approved", "fr.help.complaint", "fr.help.card_line")
    assert [claim for claim in told if f"(claim:{claim})" not in text] == []
    assert "fr.bank.refund" in FRANCE.steps["secure_accounts.paid"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bank_is_rung_on_a_telephone_number_and_no_reader_takes_it_for_the_number_of_the_card(
    language: str,
) -> None:
    texts = texts_of(language)
    assert len(texts) > 100
    assert [name for name, text in texts.items() if NUMBER_OF_THE_CARD.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_is_shut_at_night_is_given_with_its_hours(language: str) -> None:
    lines = [line for text in texts_of(language).values() for line in text.splitlines()]
    given = [line for line in lines if re.search(r"805\s805\s817", line)]
    assert len(given) > 2
    assert [line for line in given if not OFFICE_HOURS.search(line)] == []
