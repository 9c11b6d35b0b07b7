"""What the statements on France and the Union rest on, and what their words must not say again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sender_lookup
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.letters import compose_letter

FRANCE = load_country("FR")
CLAIMS = {claim.id: claim for claim in FRANCE.claims.values()}
LANGUAGES = load_index().languages
WITH_GUIDES = FRANCE.guide_languages
GUIDES = Path(sender_lookup.__file__).parent.parent / "content"
OFFICE_HOURS = re.compile(
    "heures de bureau|horario de oficina|office hours|Bürozeiten|orario d’ufficio|orari d’ufficio|"
    "horário de expediente|kantooruren|kantoortijd"
)


def texts_of(language: str) -> dict[str, str]:
    """The guides on France in a language, and the entries of its catalogue that speak of France."""
    w = load_catalogue(language, FRANCE)
    guides = {path.name: path.read_text("utf-8") for path in (GUIDES / language).glob("*.md")}
    claims = {claim: w(f"claim.{claim}") for claim in CLAIMS}
    return {**guides, **claims, "step": w("step.secure_accounts.clicked.text")}


@pytest.mark.parametrize("language", WITH_GUIDES)
def test_who_lost_money_is_told_of_the_refund_and_of_the_complaint(language: str) -> None:
    text = (GUIDES / language / "i-clicked.md").read_text("utf-8")
    told = ("fr.bank.refund", "fr.bank.proof", "fr.bank.approved", "fr.help.complaint", "fr.help.card_line")
    assert [claim for claim in told if f"(claim:{claim})" not in text] == []
    assert "fr.bank.refund" in FRANCE.steps["secure_accounts.paid"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_is_shut_at_night_is_given_with_its_hours(language: str) -> None:
    texts = [
        text.replace("(tel:info-escroqueries)\n\n", "").replace("\ndeed = ", " ")
        for text in texts_of(language).values()
    ]  # under its button, and in the sentence above the deed
    lines = [line for text in texts for line in text.splitlines()]
    given = [line for line in lines if re.search(r"805\s805\s817", line)]
    assert len(given) > (2 if language in WITH_GUIDES else 0)
    assert [line for line in given if not OFFICE_HOURS.search(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_paid_outside_the_eea_has_seventy_days_and_not_thirteen_months(language: str) -> None:
    days = re.compile(
        "soixante-dix jours|setenta días|seventy days|siebzig Tage|settanta giorni|setenta dias|zeventig dagen"
    )
    assert language not in WITH_GUIDES or days.search((GUIDES / language / "i-clicked.md").read_text("utf-8"))
    assert days.search(load_catalogue(language, FRANCE)("claim.fr.bank.refund"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_gross_negligence_is_named_with_the_cases_in_which_it_does_not_count(language: str) -> None:
    """CMF L. 133-19, V and L. 133-20: without strong authentication, or after the block, only fraud counts."""
    negligence = re.compile(
        "négligence grave|negligencia grave|neglixencia grave|gross negligence|grobe[r]? Fahrlässigkeit|colpa grave|"
        "negligência grosseira|grof nalatig"
    )
    strong = re.compile(
        "authentification forte|autenticación reforzada|strong authentication|starke Kundenauth|autenticazione forte|"
        "autenticação forte|sterke beveiliging"
    )
    block = re.compile("opposition|blocage|bloque|blocked|the block|Sperrung|blocco|bloqueio|blokkeren")
    has_guide = language in WITH_GUIDES
    guide = (GUIDES / language / "i-clicked.md").read_text("utf-8").splitlines() if has_guide else []
    claim = load_catalogue(language, FRANCE)("claim.fr.bank.proof")
    told = [line for line in [*guide, claim] if negligence.search(line)]
    assert len(told) == 1 + has_guide
    assert [line for line in told if not (strong.search(line) and block.search(line))] == []


@pytest.mark.parametrize("language", WITH_GUIDES)
def test_what_a_political_letter_leaves_out_stands_in_the_letter(language: str) -> None:
    """The guide once named a word that the letter does not have; L. 34-5 is about commerce alone."""
    guide = (GUIDES / language / "political-and-charity.md").read_text("utf-8")
    named = re.search(r"[«“]\s?([^«»“”]+)…\s?[»”]", guide)
    letter = compose_letter("company_objection", FRANCE, {"sender": "PARTI", "language": "fr"}).as_text()
    assert named and named[1] in letter
    assert letter.index("L. 34-5") > letter.index(named[1])


def test_the_report_on_renovation_rests_the_agents_power_on_the_rules_it_is_for() -> None:
    letter = compose_letter("renovation_report", FRANCE, {"sender": "ISOL", "language": "fr"}).as_text()
    [sentence] = [line for line in letter.splitlines() if "alinéa 7" in line]
    assert "dernières règles" in sentence and "L. 34-5, alinéa 5" in sentence
