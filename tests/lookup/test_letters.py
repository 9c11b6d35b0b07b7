"""Letters: every one of every country, with all facts, with none, and with hostile ones."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import sender_lookup
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.errors import UnknownLetterError
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.letters import compose_letter, reference_of

LETTERS = [(code, letter) for code in load_index().countries for letter in load_country(code).letters]
FULL = {
    "name": "Ana Rey",
    "address": "3 rue Verte\n75011 Paris",
    "email": "ana@example.org",
    "phone": "06 39 98 00 01",
    "company": "Modalia SARL",
    "company_address": "1 rue Bleue\n69001 Lyon",
    "sender": "MODALIA",
    "text": "Soldes ! STOP au 36180",
    "received": "2026-11-22T21:00",
    "stop_sent": "2026-10-01",
    "city": "Paris",
    "date": "2026-11-24",
}
# Citations that the fact base forbids, and laws that no letter may build on.
NEVER = re.compile(r"121-34|121-20-5|\b224-1\b|rue Vivienne|TELEDOC|83\(5\)|\{\{|\}\}|\bNone\b|undefined")


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_a_full_letter(country: str, letter: str) -> None:
    rules = load_country(country)
    composed = compose_letter(letter, rules, FULL)
    text = composed.as_text()

    assert composed.missing == ()
    assert composed.subject and composed.recipient and "\n" not in composed.subject
    assert not NEVER.search(text)
    assert composed.reference in text
    assert all(rules.claims[c].was_read for c in composed.claims)
    assert not re.search(r" {2,}|\n{4,}|\( ?\)|« ?»", text), "no gap where a fact would stand"
    assert text.endswith("\n") and "STOP SMS" in text


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_an_empty_letter_has_visible_placeholders(country: str, letter: str) -> None:
    composed = compose_letter(letter, load_country(country), {})
    w = load_catalogue(composed.language)

    assert composed.missing
    assert all(w(f"letter.placeholder.{name}") in composed.as_text() for name in composed.missing)
    assert set(composed.missing) <= {*FULL, "letter_sent"}
    assert not NEVER.search(composed.as_text())


ABBREVIATIONS = ("CPCE", "RGPD", "RXPD", "GDPR", "LSSI", "LOPDGDD")


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_a_letter_reads_as_a_lawyer_writes(country: str, letter: str) -> None:
    """The reference in the subject, the addressee by name, each abbreviation spelt out first, the note on law once."""
    composed = compose_letter(letter, load_country(country), {**FULL, "letter_sent": "2026-10-05"})
    text = composed.as_text()

    assert composed.reference in composed.subject
    assert letter in OF_AUTHORITIES or composed.recipient.startswith(FULL["company"])
    assert text.count("STOP SMS") == 1 and text.rstrip().endswith(NOT_ADVICE[composed.language])
    assert "((" not in text and "\u00ab\u00bb" not in text
    for short in ABBREVIATIONS:
        if short in text:
            begun = text[: text.index(short) + len(short)]
            assert re.search(rf"(?:ci-après|dit|the|,) {short}$", begun), begun[-60:]


OF_AUTHORITIES = ("authority_complaint", "consumer_report", "fraud_report")
NOT_ADVICE = {
    "fr": "information, pas un conseil juridique.",
    "es": "información, no asesoramiento jurídico.",
    "en": "information, not legal advice.",
    "gl": "información, non asesoramento xurídico.",
}


def test_nobody_is_threatened_with_prison_in_a_first_letter() -> None:
    penal = [row for row in LETTERS if "code pénal" in compose_letter(row[1], load_country(row[0]), FULL).body]

    assert penal == [("FR", "company_reminder"), ("FR", "authority_complaint")]


@pytest.mark.parametrize("letter", [i for i in load_country("FR").letters if i != "foreign_objection"])
def test_french_letters_are_set_in_french(letter: str) -> None:
    text = compose_letter(letter, load_country("FR"), {**FULL, "text": "Soldes"}).as_text()

    assert re.findall(r".{9} [;:?!»]|« .{9}|.{9}'.{9}", text) == []


@pytest.mark.parametrize(
    ("received", "written"),
    [
        ("2026-11-22T21:00", "22 novembre 2026 à 21:00"),
        ("2026-11-22", "22 novembre 2026"),
        ("dimanche soir", "dimanche soir"),
    ],
)
def test_the_hour_of_a_message_stands_in_the_letter(received: str, written: str) -> None:
    body = compose_letter("company_objection", load_country("FR"), {**FULL, "received": received}).body

    assert written in body and ("21:00" in body) is ("21:00" in written)


@pytest.mark.parametrize("country", ["FR", "ES"])
def test_who_only_sent_the_word_claims_no_letter(country: str) -> None:
    rules = load_country(country)
    only_stop = compose_letter("authority_complaint", rules, FULL)
    wrote = compose_letter("authority_complaint", rules, {**FULL, "letter_sent": "2026-10-05"})
    neither = compose_letter("authority_complaint", rules, {**FULL, "stop_sent": None})

    assert "eu.gdpr.one_month" not in only_stop.claims and "eu.gdpr.one_month" in wrote.claims
    assert load_catalogue(wrote.language).date(date(2026, 10, 5)) in wrote.body
    assert "letter_sent" in neither.missing and only_stop.missing == wrote.missing == ()
    for composed in (only_stop, wrote, neither):
        numbers = [int(n) for n in re.findall(r"^(\d)\. ", composed.body, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    "hostile", ["{{ 7*7 }}", "{% raw %}", "<script>", "{name}", "%s", "\u202e", "a\x00b", "é" * 50_000]
)
@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_facts_are_text_and_stay_as_given(country: str, letter: str, hostile: str) -> None:
    composed = compose_letter(letter, load_country(country), {**FULL, "text": hostile, "company": hostile})

    assert "49" not in composed.body, "what 7*7 would have become"
    assert hostile in composed.as_text()


@pytest.mark.parametrize(
    "facts",
    [{"received": "yesterday"}, {"date": "24/11/2026"}, {"received": ""}, {"name": None}, {"name": "  "}, {"x": "y"}],
)
@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_odd_facts_never_cost_the_letter(country: str, letter: str, facts: dict[str, str | None]) -> None:
    assert compose_letter(letter, load_country(country), facts).as_text()


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_letters_are_in_the_recipients_language(country: str, letter: str) -> None:
    rules = load_country(country)
    folder = Path(sender_lookup.__file__).parent / "letters"
    language = compose_letter(letter, rules, FULL).language

    assert (folder / country / language / f"{letter}.txt.j2").is_file() or (
        folder / "EU" / language / f"{letter}.txt.j2"
    ).is_file()


@pytest.mark.parametrize("country", [country for country, letter in LETTERS if letter == "authority_complaint"])
def test_a_complaint_is_in_the_language_of_the_authority(country: str) -> None:
    rules = load_country(country)

    language = rules.authorities[rules.advice.authority or ""].complaint_language
    assert compose_letter("authority_complaint", rules, FULL).language == language


def test_every_template_belongs_to_a_letter() -> None:
    folder = Path(sender_lookup.__file__).parent / "letters"
    written = {(p.parts[-3], p.name.removesuffix(".txt.j2")) for p in folder.rglob("*.j2")}

    assert {w for w in written if w[0] != "EU"} <= set(LETTERS)
    assert {name for place, name in written if place == "EU"} <= {name for _, name in LETTERS}


@pytest.mark.parametrize(
    ("country", "known"), [("FR", "company_objection, company_reminder, "), ("DE", "none"), ("ZZ", "none")]
)
def test_an_unknown_letter_names_those_that_there_are(country: str, known: str) -> None:
    with pytest.raises(UnknownLetterError, match=rf"'love' is no letter for {country}: the letters are {known}"):
        compose_letter("love", load_country(country), {})


def test_only_companies_and_operators_are_waited_for() -> None:
    waited = {letter for country, letter in LETTERS if compose_letter(letter, load_country(country), {}).expects_answer}

    assert waited == {letter for _, letter in LETTERS} - set(OF_AUTHORITIES)


def test_the_reference_is_made_from_the_facts() -> None:
    assert reference_of(FULL) == reference_of(dict(FULL))
    assert reference_of(FULL) != reference_of({**FULL, "sender": "36180"})
    assert re.fullmatch(r"SMS-\d{6}", reference_of({}))


@pytest.mark.parametrize(
    ("letter", "wanted", "language"),
    [
        ("company_objection", "gl", "gl"),
        ("company_objection", "es", "es"),
        ("company_objection", "fr", "es"),  # no company in Spain must read French
        ("company_objection", None, "es"),
        ("company_objection", ["gl"], "es"),
        ("company_reminder", "gl", "gl"),
        ("authority_complaint", "gl", "es"),  # a body of the State, outside Galicia
        ("foreign_objection", "gl", "en"),
    ],
)
def test_the_readers_language_where_recipients_must_read_it(letter: str, wanted: str | None, language: str) -> None:
    assert compose_letter(letter, load_country("ES"), {**FULL, "language": wanted}).language == language


def test_no_language_but_the_countrys_where_it_names_no_others() -> None:
    assert compose_letter("company_objection", load_country("FR"), {"language": "gl"}).language == "fr"


@pytest.mark.parametrize(("country", "letter"), LETTERS)
@pytest.mark.parametrize("facts", [{}, FULL], ids=["empty", "full"])
def test_no_line_is_left_by_a_condition(country: str, letter: str, facts: dict[str, str]) -> None:
    text = compose_letter(letter, load_country(country), facts).as_text()

    assert "\n\n\n" not in text and not re.search(r"[ \t]\n|\n[ \t]", text)


def test_a_day_has_no_clock_time_and_a_moment_has_one() -> None:
    body = compose_letter("company_objection", load_country("FR"), FULL).body

    assert "22 novembre 2026 à 21:00" in body and "24 novembre 2026" in body and "00:00" not in body


def test_what_is_no_day_stands_as_it_was_given() -> None:
    body = compose_letter("company_objection", load_country("FR"), {**FULL, "received": "dimanche soir"}).body

    assert "dimanche soir" in body


def test_blanks_are_no_fact() -> None:
    composed = compose_letter("company_objection", load_country("FR"), {**FULL, "company": "  "})

    assert composed.missing == ("company",)


def test_the_reference_of_a_letter_is_always_the_same() -> None:
    """It stands in letters that were sent: an answer to one must be found again by the next version."""
    facts = {"sender": "36180", "text": "Soldes. STOP au 36180", "company": "Modalia", "date": "2026-11-24"}

    assert reference_of({}) == "SMS-144332"
    assert reference_of(facts) == "SMS-559765"
    assert reference_of({**facts, "city": "Paris"}) == "SMS-559765"


@pytest.mark.parametrize(
    ("country", "language", "written_in"),
    [("FR", "en", "fr"), ("FR", "fr", "fr"), ("ES", "gl", "gl"), ("ES", "en", "es")],
)
def test_the_language_is_one_that_its_reader_must_read(country: str, language: str, written_in: str) -> None:
    assert compose_letter("company_objection", load_country(country), {"language": language}).language == written_in


@pytest.mark.parametrize(
    ("letter", "expects"),
    [
        ("company_objection", True),
        ("company_reminder", True),
        ("foreign_objection", True),
        ("operator_dispute", True),
        ("authority_complaint", False),
        ("fraud_report", False),
        ("consumer_report", False),
    ],
)
def test_which_letters_have_a_month_to_be_answered(letter: str, expects: bool) -> None:
    assert compose_letter(letter, load_country("FR"), {}).expects_answer is expects
