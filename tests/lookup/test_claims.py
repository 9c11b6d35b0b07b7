"""What every claim must be, whatever it says: told as strongly as its source allows, with a page that one can check,
and never against the advice beside which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from sender_lookup.codes import Strength, Verdict
from sender_lookup.country.loader import load_country
from sender_lookup.country.schema import Claim, Source
from sender_lookup.output.answer import view_of
from sender_lookup.output.catalogue import load_catalogue

from .case_tables import ask
from .test_situations import ALL
from .test_words import LANGUAGES, ROOT

COUNTRIES = ("FR", "ES")
# Who prints the words of laws: official journals, and copies of single articles that we could read ourselves.
TEXTS_OF_LAW = ("legifrance.gouv.fr", "boe.es", "eur-lex.europa.eu")
COPIES_OF_LAW = ("doctrine.fr/l/texts/", "legal.tricoteuses.fr/articles/")
# "Répondez STOP", "send STOP", "envía BAJA": what one must not read under "do not answer".
TOLD_TO_SEND = re.compile(
    r"\b(?:envoyez|répondez|send|reply|text|envía|envíe|envie|envía|responde|responda|manda|mande)"
    r"(?: (?:avec|with|con))? (?:[«“\"]\s?)?(?:STOP|BAJA)\b",
    re.IGNORECASE,
)
# How the sources of a law are titled, of the claims whose ids begin so, and how many are law at least.
LAWS = {
    "FR": ("", re.compile(r"^(Code |Décret |Arrêté |Règlement \(UE\)|Directive |CJUE, )"), 35),
    "ES": ("es.", re.compile(r"^(Ley|Real Decreto|Orden|Código civil|CNMC, Circular|Resolución|Tribunal Supremo)"), 20),
}
# "The number on your card" is read as the number of the card, which is given to nobody.
NUMBER_OF_THE_CARD = re.compile(
    r"al número (de|que figura en) tu tarjeta|ao número (da|que figura na) túa tarxeta"
    r"|au numéro (de|qui figure sur|inscrit sur) votre carte|au numéro inscrit sur la carte"
    r"|on the number (printed )?on your card"
)
# No text that we could read gives the present address of CSI L. 322-7 (moved in 2019), nor of CPCE L. 34-2.
NO_ADDRESS_FOUND = {"fr.premium.game_refund", "fr.premium.one_year"}


def claims_of(code: str) -> list[Claim]:
    return list(load_country(code).claims.values())


def every_source() -> Iterator[tuple[str, Source]]:
    for code in COUNTRIES:
        country = load_country(code)
        for claim in country.claims.values():
            yield from ((claim.id, source) for source in claim.sources)
        for authority in country.authorities.values():
            yield from ((authority.id, source) for source in authority.sources)


@pytest.mark.parametrize("code", COUNTRIES)
def test_what_is_law_has_the_text_of_a_law_as_a_source(code: str) -> None:
    wrong = [
        claim.id
        for claim in claims_of(code)
        if claim.strength is Strength.LAW and not any(is_text_of_law(s.url) for s in claim.sources)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", COUNTRIES)
def test_what_is_called_law_names_a_text_of_the_law(code: str) -> None:
    prefix, title, least = LAWS[code]
    law = [c for c in claims_of(code) if c.strength is Strength.LAW and c.id.startswith(prefix)]
    assert len(law) > least
    assert [claim.id for claim in law if not any(title.match(source.title) for source in claim.sources)] == []


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_statement_was_read_or_is_our_advice(code: str) -> None:
    assert [claim.id for claim in claims_of(code) if claim.is_unread] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bank_is_rung_on_a_telephone_number_and_no_reader_takes_it_for_the_number_of_the_card(
    language: str,
) -> None:
    texts = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in ROOT.glob(f"content/{language}/**/*.md")}
    for code in COUNTRIES:
        w = load_catalogue(language, load_country(code))
        texts |= {claim.id: w(f"claim.{claim.id}") for claim in claims_of(code)}
    steps = [f"secure_accounts.{what}" for what in ("paid", "gave_code", "gave_data", "clicked")]
    texts |= {
        f"{step}.{part}": w(f"step.{step}.{part}")
        for step in (*steps, "ask_operator.called")
        for part in ("text", "short")
    }
    assert len(texts) > 200
    assert [name for name, text in texts.items() if NUMBER_OF_THE_CARD.search(text)] == []


def is_text_of_law(url: str) -> bool:
    host = urlsplit(url).netloc.removeprefix("www.")
    return host in TEXTS_OF_LAW or any(copy in url for copy in COPIES_OF_LAW)


def test_no_source_is_a_front_page() -> None:
    assert [(name, s.url) for name, s in every_source() if s.url and is_front_page(s.url)] == []


def is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") in ("", "fr", "es", "en") and not parts.query


def test_a_law_of_france_is_linked_by_its_article() -> None:
    """A whole code has thousands of pages: nobody finds the sentence there."""
    code = re.compile(r"legifrance\.gouv\.fr/codes/(?:texte_lc|id)/LEGITEXT")
    assert {name for name, source in every_source() if code.search(source.url)} <= NO_ADDRESS_FOUND


@pytest.mark.parametrize("language", LANGUAGES)
def test_under_do_not_answer_nothing_says_to_send_stop(language: str) -> None:
    """In the steps and all claims of the answer, folded away or not."""
    seen = 0
    for row in ALL:
        result = ask(row)
        if result.advice.verdict is not Verdict.DO_NOT_REPLY:
            continue
        seen += 1
        view = view_of(result, language)
        steps = [view.first, *view.others, *(step for _, door in view.doors for step in door)]
        words = [f"{s.title} {s.text} {' '.join(words for words, _, _ in s.own)}" for s in steps] + [
            c.text for c in view.claims
        ]
        assert [text for text in words if TOLD_TO_SEND.search(text)] == [], row["name"]
    assert seen > 5


ONLY_FRAUD = re.compile(
    r"33700[^.\n]{0,60}\b(?:uniquement|seulement|only|solo|solamente|só|soamente)\b[^.\n]{0,40}(?:fraud|arnaque|scam|estafa|fraude)"
    r"|(?:uniquement|seulement|only|solo|solamente|só|soamente)\b[^.\n]{0,30}(?:fraud|arnaque|scam|estafa)[^.\n]{0,40}33700",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_statements_disagree_on_what_the_33700_is_for(language: str) -> None:
    """It takes adverts that nobody agreed to as well as fraud (its own text, and the DGCCRF's page)."""
    w = load_catalogue(language, load_country("FR"))
    texts = {c.id: w(f"claim.{c.id}") for c in claims_of("FR")}
    texts |= {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in ROOT.glob(f"content/{language}/*.md")}
    assert [where for where, text in texts.items() if ONLY_FRAUD.search(text)] == []


# What a person risks, and what a company does: five times as much (code pénal, articles 131-38 and 131-41).
SUMS = {r"300[\s.,]000": r"1[\s.,]500[\s.,]000"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sum_for_persons_stands_beside_that_for_companies(language: str) -> None:
    texts = [load_catalogue(language, load_country("FR"))(f"claim.{c.id}") for c in claims_of("FR")]
    texts += [line for p in ROOT.glob(f"content/{language}/*.md") for line in p.read_text("utf-8").splitlines()]
    texts += [p.read_text("utf-8") for p in ROOT.glob("sender_lookup/letters/FR/*/*.j2")]
    seen = 0
    for text in texts:
        for person, company in SUMS.items():
            if re.search(rf"(?<![\d.,]){person}\s(?:€|euros)", text):
                seen += 1
                assert re.search(company, text), text
    assert seen


def test_a_complaint_to_the_authority_of_spain_says_that_its_form_is_compulsory() -> None:
    spain = load_country("ES")
    assert "es.complaint.aepd_form" in spain.steps["complain"]
    assert "es.complaint.aepd_form" in spain.routes["aepd"].claims
