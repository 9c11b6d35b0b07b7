"""A line of one country and a sender of another: the answer names both, and sends no word where it may not arrive."""

from __future__ import annotations

import pytest

from sender_lookup import lookup
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.output.answer import as_text
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.letters import compose_letter

from .case_tables import AS_OF
from .test_letters import FULL
from .test_words import catalogue

FRENCH = "Boutique Lune : -30 % sur les manteaux jusqu'à dimanche. STOP au 36180"
BOTH = [
    ("CH", "+33 6 12 34 56 78", "France", "Suisse"),
    ("FR", "+41 79 123 45 67", "Suisse", "France"),
    ("BE", "+352 621 123 456", "Luxembourg", "Belgique"),
    ("LU", "+32 470 12 34 56", "Belgique", "Luxembourg"),
    ("AT", "+49 171 3920012", "Allemagne", "Autriche"),
]


def said(country: str, sender: str, text: str = "", language: str = "fr") -> str:
    result = lookup({"sender": sender, "text": text, "country": country, "language": language}, as_of=AS_OF)
    return as_text(result, language, explain=True)


@pytest.mark.parametrize(("country", "sender", "there", "here"), BOTH)
@pytest.mark.parametrize("text", ["", FRENCH], ids=["alone", "advert"])
def test_a_number_of_another_country(country: str, sender: str, there: str, here: str, text: str) -> None:
    answer = " ".join(said(country, sender, text).split())

    assert f"Pays de ce numéro : {there}. Pays de votre ligne, tel que vous l’avez choisi : {here}." in answer
    assert f"Votre ligne est aussi de là-bas ({there})" in answer


def test_of_a_country_that_the_site_is_not_about_only_that_it_is_foreign() -> None:
    assert "Un numéro d’un autre pays." in said("FR", "+63 917 123 4567")
    assert "Pays de ce numéro" not in said("FR", "+63 917 123 4567")


@pytest.mark.parametrize("country", ["BE", "CH", "LU"])
@pytest.mark.parametrize("sender", ["MODELUNE", "36180"])
def test_a_short_number_of_a_neighbour_gets_no_word(country: str, sender: str) -> None:
    result = lookup({"sender": sender, "text": FRENCH, "country": country, "language": "fr"}, as_of=AS_OF)
    first = result.advice.steps[0]

    assert (first.action, first.situation) == ("write_company", "neighbours_code")
    assert not any(s.action in ("send_sms", "reply_sms") for s in result.advice.steps)
    assert "(France)" in said(country, sender, FRENCH) and "sms:" not in said(country, sender, FRENCH)


def test_of_two_printed_the_own_one_is_taken() -> None:
    text = "SNOWSHOP -20% ski et snow jusqu'à samedi. LU : STOP au 81230. FR : STOP au 36180"
    first = lookup({"sender": "SNOWSHOP", "text": text, "country": "LU"}, as_of=AS_OF).advice.steps[0]

    assert (first.action, first.to) == ("send_sms", "81230")


def test_a_code_that_no_family_has_is_no_neighbours() -> None:
    """Families of a neighbour stand first in the file, and are reached by their pattern alone."""
    neighbours = [f for c in load_index().countries for f in load_country(c).families if f.country]

    assert neighbours
    assert all(f.pattern and not f.replyable for f in neighbours)
    assert not any(family.country for c in load_index().countries for family in load_country(c).by_kind.values())


class TestSwissGerman:
    """No ß, and quotes with points inward (Schweizerische Bundeskanzlei, Rechtschreibung)."""

    def test_general_words(self) -> None:
        swiss, german = (load_catalogue("de", load_country(code)) for code in ("CH", "DE"))
        keys = [k for k, text in catalogue("de").items() if "ß" in text and "{" not in text]

        assert keys and any("ß" in german(k) for k in keys)
        assert not [k for k in keys if "ß" in swiss(k)]

    def test_what_a_person_typed_stays(self) -> None:
        letter = compose_letter(
            "company_objection", load_country("CH"), {**FULL, "company": "Straßer AG", "language": "de"}
        )

        assert "Straßer AG" in letter.as_text() and letter.as_text().count("ß") == letter.as_text().count("Straßer")

    @pytest.mark.parametrize("text", ["", "Herbstmarkt: 20 % auf alle Jacken. STOP MARKT an 939"])
    def test_an_answer(self, text: str) -> None:
        assert "ß" not in said("CH", "939", text, "de") and "„" not in said("CH", "939", text, "de")


class TestTheLanguageOfALetter:
    """Where recipients read several languages: the reader's, else that in which they wrote, else the usual one."""

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Bonjour, vous avez gagné une remise de 20 % sur tous les produits de notre boutique", "fr"),
            ("Beste klant, u krijgt deze week 20 % korting op alle producten in onze winkel", "nl"),
            ("20 %", "nl"),
        ],
    )
    def test_for_a_reader_of_another(self, text: str, language: str) -> None:
        facts = {**FULL, "text": text, "language": "en"}

        assert compose_letter("company_objection", load_country("BE"), facts).language == language

    def test_the_readers_own_comes_first(self) -> None:
        facts = {**FULL, "text": "Bonjour, vous avez gagné une remise de 20 % dans notre boutique", "language": "de"}

        assert compose_letter("company_objection", load_country("BE"), facts).language == "de"


@pytest.mark.parametrize(("language", "line"), [("fr", "0800 32 123"), ("nl", "1813")])
def test_in_despair_the_line_that_speaks_ones_language_comes_first(language: str, line: str) -> None:
    text = "Je n'en peux plus, je veux en finir cette nuit, pardon" if language == "fr" else (
        "Ik kan niet meer, ik wil er vannacht een einde aan maken, het spijt me"
    )  # fmt: skip
    result = lookup({"sender": "0470 12 34 56", "text": text, "country": "BE", "language": language}, as_of=AS_OF)
    lines = [load_country("BE").routes[s.route].phone for s in result.advice.steps if s.route]

    assert lines[0] == line
