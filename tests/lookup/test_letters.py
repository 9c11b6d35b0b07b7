"""Letters: every one of every country, with all facts, with none, and with hostile ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

import sender_lookup
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.errors import UnknownLetterError
from sender_lookup.output.catalogue import load_catalogue
from sender_lookup.output.letters import Letter, compose_letter, letter_says, reference_of

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
    "received_after": "2 et 9 novembre 2026",
    "city": "Paris",
    "date": "2026-11-24",
}
# Citations that the fact base forbids, and laws that no letter may build on.
NEVER = re.compile(r"121-34|121-20-5|\b224-1\b|rue Vivienne|TELEDOC|83\(5\)|\{\{|\}\}|\bNone\b|undefined")
BOXES = {  # texts for a form's box
    *(("FR", name) for name in ("consumer_report", "fraud_report")),
    *((code, "authority_complaint") for code in ("ES", "US", "CA", "AU")),
    ("DE", "spam_report"),
    ("AT", "spam_report"),
}
WROTE = {**FULL, "letter_sent": "2026-10-05"}
LABEL = {
    "fr": "Objet\u00a0: ", "es": "Asunto: ", "gl": "Asunto: ", "en": "Subject: ", "de": "Betreff: ", "it": "Oggetto: ",
    "pt": "Assunto: ", "nl": "Betreft: ",
}  # fmt: skip


def every_form() -> Iterator[Letter]:
    """Each letter of each country in each language that it is written in, complete and short, with all facts, with
    none, and after STOP alone."""
    for country, letter in LETTERS:
        rules = load_country(country)
        for language in {None, *rules.advice.recipient_languages}:
            for facts in ({}, FULL, WROTE, {"stop_sent": "2026-10-01"}):
                for form in ("complete", "short"):
                    yield compose_letter(letter, rules, {**facts, "language": language, "form": form})


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_a_full_letter(country: str, letter: str) -> None:
    rules = load_country(country)
    composed = compose_letter(letter, rules, FULL)
    text = composed.as_text()

    assert composed.missing == ()
    assert composed.subject and "\n" not in composed.subject
    assert bool(composed.recipient) == bool(composed.top) == ((country, letter) not in BOXES)
    assert not NEVER.search(text)
    assert (composed.reference in text) == ((country, letter) not in BOXES)
    assert all(rules.claims[c].was_read for c in composed.claims)
    assert not re.search(r" {2,}|\n{4,}|\( ?\)|« ?»", text), "no gap where a fact would stand"
    assert text.endswith("\n")


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_an_empty_letter_has_visible_placeholders(country: str, letter: str) -> None:
    composed = compose_letter(letter, load_country(country), {})
    w = load_catalogue(composed.language, load_country(country))

    assert composed.missing
    assert all(w(f"letter.placeholder.{name}") in composed.as_text() for name in composed.missing)
    assert set(composed.missing) <= {*FULL, "letter_sent"}
    assert not NEVER.search(composed.as_text())


ABBREVIATIONS = ("CPCE", "RGPD", "RXPD", "GDPR", "LSSI", "LOPDGDD")


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_a_letter_reads_as_a_lawyer_writes(country: str, letter: str) -> None:
    """The reference in the subject, the addressee by name, each abbreviation spelt out first."""
    composed = compose_letter(letter, load_country(country), {**FULL, "letter_sent": "2026-10-05"})
    text = composed.as_text()

    assert (composed.reference in composed.subject) == ((country, letter) not in BOXES)
    assert letter in OF_AUTHORITIES or composed.recipient.startswith(FULL["company"])
    assert "((" not in text and "\u00ab\u00bb" not in text
    for short in ABBREVIATIONS:
        if short in text:
            begun = text[: text.index(short) + len(short)]
            assert re.search(rf"(?:ci-après|dit|the(?: UK)?|,) {short}$", begun), begun[-60:]


OF_AUTHORITIES = ("authority_complaint", "consumer_report", "renovation_report", "fraud_report", "spam_report")


@pytest.mark.parametrize(
    ("country", "letter", "parts"),
    [
        ("FR", "company_objection", ["writer", "dated", "recipient", "subject"]),
        ("FR", "authority_complaint", ["writer", "dated", "recipient", "subject"]),
        ("FR", "fraud_report", []),
        ("ES", "authority_complaint", []),
    ],
)
def test_what_stands_above_the_text(country: str, letter: str, parts: list[str]) -> None:
    composed = compose_letter(letter, load_country(country), FULL)

    assert [name for name, _ in composed.top] == parts
    assert composed.as_text() == "\n\n".join([*(text for _, text in composed.top), composed.body]) + "\n"


def test_a_letter_begins_as_letters_do() -> None:
    """Who writes, with address, e-mail and telephone; place and day; to whom; and what it is about, with its label."""
    text = compose_letter("company_objection", load_country("FR"), FULL).as_text()

    assert text.startswith(
        "Ana Rey\n3 rue Verte\n75011 Paris\nana@example.org\n06 39 98 00 01\n\nParis, le 24 novembre"
    )
    assert "novembre 2026\n\nModalia SARL\n" in text
    assert "69001 Lyon\n\nObjet\u00a0: Opposition à la prospection" in text


def test_the_label_of_the_subject_stands_in_every_form_of_every_letter() -> None:
    for letter in every_form():
        assert (LABEL[letter.language] + letter.subject in letter.as_text()) == bool(letter.recipient), letter.id


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"Fait à|^En \S+, (?:a )?\d", "the formula of attestations and contracts"),
        (r"STOP SMS\b(?! au)", "who prepared the text is said beside the letter"),
        (r"[Cc]esen todo", "cesar takes no object"),
        (r"Le[iy] 10/2025", "nothing can be demanded of it before 28 December 2026, nor of an operator after"),
        (
            r"suffit à m’identifier|basta para identificarme|abonda para identificarme|is enough to find",
            "article 12(6)",
        ),
        (r"malgré mon opposition|pese a mi oposición|malia a miña oposición", "nobody said that messages went on"),
        (r"n’a pas été respectée|no se ha respetado", "nobody said that messages went on"),
        (r"Transcurrido más de un mes", "in Spain one may complain before that"),
        (r"en connaissance de cause|con conocimiento de su coste", "it half admits the order"),
        (r"rellenar:|xunto copia|Xúntase|datos meus|datos míos", "other words were chosen"),
        (r"abono el resto", "nobody said so"),
        (r"dissimulation de l’identité de leur auteur|que réprime l’", "not the words of the law"),
        (r"my line|Sender displayed|presents itself", "not English"),
    ],
)
def test_what_a_lawyer_would_strike_out(pattern: str, why: str) -> None:
    assert [(x.id, x.language) for x in every_form() if re.search(pattern, x.as_text(), re.MULTILINE)] == [], why


def test_texts_for_a_box_greet_nobody() -> None:
    for country, letter in BOXES:
        text = compose_letter(letter, load_country(country), FULL).as_text()

        assert not re.search(r"Madame|Monsieur|Muy señores|A la Agencia|[Rr][eé]f\.|Ana Rey|ana@example", text), letter


@pytest.mark.parametrize(
    ("country", "language", "cease"),
    [
        ("FR", None, "je vous mets en demeure de cesser immédiatement toute prospection"),
        ("ES", "es", "les requiero para que pongan fin de inmediato a todo envío publicitario"),
        ("ES", "gl", "requírolles que poñan fin de inmediato a todo envío publicitario"),
    ],
)
def test_stopping_has_no_term_of_fifteen_days(country: str, language: str | None, cease: str) -> None:
    """An objection to advertising allows no delay (GDPR 21(3)); only what comes with it has a term."""
    body = compose_letter("company_reminder", load_country(country), {**WROTE, "language": language}).body

    assert body.index(cease) < re.search(r"quinze jours|quince días", body).start()  # type: ignore[union-attr]


def test_sums_are_named_for_persons_and_for_companies() -> None:
    body = compose_letter("company_reminder", load_country("FR"), WROTE).body.replace("\u00a0", " ")

    assert 0 < body.index("300 000 euros d") < body.index("1 500 000 euros pour")
    assert all(article in body for article in ("131-38", "226-24"))


def test_a_letter_says_how_stop_was_sent_only_as_the_person_told_it() -> None:
    """The form asks when STOP was sent; whether the message named that way nobody asked."""
    assert not [x.as_text() for x in every_form() if re.search(r"v[ií]a indicada", x.as_text())]


def test_a_reminder_accuses_of_no_breach_that_nobody_looked_for() -> None:
    """A message with a STOP in it broke no rule on the way out."""
    body = compose_letter("company_reminder", load_country("FR"), WROTE).body

    assert "tout manquement à ces règles exposant" in body and "ces manquements" not in body


def test_letters_that_carry_an_address_are_not_for_scams() -> None:
    """A letter to the sender tells a swindler who lives where: each description says so, in each language."""
    words = {
        "fr": "arnaque", "es": "estafa", "gl": "estafa", "en": "scam", "de": "Betrug", "it": "truffa", "pt": "burla",
        "nl": "oplicht",
    }  # fmt: skip
    kinds = ("company_objection", "not_for_me", "foreign_objection")
    countries = [c for code in load_index().countries if (c := load_country(code)).letters]

    for country, language in ((c, language) for c in countries for language in c.languages):
        w = load_catalogue(language, country)
        own = [kind for kind in kinds if kind in country.letters]
        assert not [kind for kind in own if words[language] not in w(f"letter.{kind}.what")], (country.code, language)


def test_no_letter_names_the_fine_for_each_message_that_ended_in_2014() -> None:
    """CPCE, article R. 10-1, until 3 October 2014."""
    body = compose_letter("company_reminder", load_country("FR"), WROTE).body

    assert not re.search(r"R\. 10-1|131-13|pour chaque message", body)


LATER = "7 novembre, deux messages"


@pytest.mark.parametrize(
    ("country", "letter"),
    [(c, i) for c, i in LETTERS if i in ("company_reminder", "authority_complaint")],
)
def test_later_messages_are_only_told_where_the_person_told_of_them(country: str, letter: str) -> None:
    rules = load_country(country)
    facts = {**WROTE, "received_after": None}
    silent, told = (
        compose_letter(letter, rules, facts),
        compose_letter(letter, rules, {**facts, "received_after": LATER}),
    )

    assert "received_after" in silent.asked and LATER in told.body
    assert silent.missing == () and len(silent.body) < len(told.body)


@pytest.mark.parametrize("country", ["FR", "ES"])
def test_a_complaint_after_the_word_alone_asks_for_the_messages_that_followed(country: str) -> None:
    composed = compose_letter("authority_complaint", load_country(country), {**FULL, "received_after": None})

    assert composed.missing == ("received_after",)


@pytest.mark.parametrize(
    ("country", "stop", "later", "letter"),
    [
        ("FR", "copie d’écran de l’envoi de STOP", "copie des messages reçus depuis", "copie de ma demande"),
        ("ES", "captura del envío de la baja", "copia de los mensajes recibidos después", "copia de mi solicitud"),
    ],
)
def test_a_complaint_lists_all_the_proofs_that_it_speaks_of(country: str, stop: str, later: str, letter: str) -> None:
    """It told of STOP and of later messages, and enclosed neither when a letter had been written too."""
    proofs = {stop: "stop_sent", later: "received_after", letter: "letter_sent"}
    for left_out in (None, "stop_sent", "received_after"):
        body = compose_letter(
            "authority_complaint", load_country(country), {**WROTE, **({left_out: None} if left_out else {})}
        ).body
        enclosed = body.splitlines()[-1]

        assert {proof for proof in proofs if proof in enclosed} == {p for p, fact in proofs.items() if fact != left_out}


def test_a_complaint_to_the_aepd_claims_no_letter_that_nobody_told_of() -> None:
    """One may complain of unwanted advertising without having written: the sentence on a letter is one to delete."""
    facts = {**FULL, "stop_sent": None}
    unsure = compose_letter("authority_complaint", load_country("ES"), facts).body
    wrote = compose_letter("authority_complaint", load_country("ES"), {**WROTE, "stop_sent": None}).body

    assert re.search(r"\[Si ya escribiste a la entidad: Ejercí .*se acompaña\.\]", unsure)
    assert (
        "2. en su caso, la desatención" in unsure
        and "si se lo pedí, me informe" in unsure
        and "en su caso, copia de mi solicitud" in unsure
    )
    assert "[" not in wrote and "2. la desatención" in wrote


@pytest.mark.parametrize(
    ("country", "sure", "unsure"),
    [("FR", "3. la méconnaissance", "3. le cas échéant, la"), ("ES", "2. la desatención", "2. en su caso, la")],
)
def test_a_complaint_asserts_an_ignored_objection_only_with_later_messages(
    country: str, sure: str, unsure: str
) -> None:
    """A letter without an answer is one thing; that advertising went on after it, a crime in France, is another."""
    rules = load_country(country)
    told = compose_letter("authority_complaint", rules, {**WROTE, "received_after": LATER}).body
    silent = compose_letter("authority_complaint", rules, {**WROTE, "received_after": None}).body

    assert sure in told and unsure in silent


def test_a_reminder_does_not_say_which_came_first() -> None:
    """Who comes back after a month may paste the newest message, and may have sent STOP after the letter."""
    first = r"l’origine de ma demande|motivó mi solicitud|motivou|J’avais aussi|había pedido|pedira"

    assert not [x.language for x in every_form() if x.id == "company_reminder" and re.search(first, x.body)]


def test_a_report_to_the_33700_is_not_called_the_reporting_by_text_of_the_code() -> None:
    """Consumer code, article L. 224-51: by text message, and of messages of firms; it names no 33700."""
    body = compose_letter("fraud_report", load_country("FR"), FULL).body

    assert "dispositif" not in body and "par message textuel, les appels et messages non sollicités de prof" in body


def test_the_exception_of_a_course_belongs_to_the_contracts_alone() -> None:
    """Labour code, article L. 6323-8-1, 2°: collecting data is forbidden during a course too."""
    body = compose_letter("consumer_report", load_country("FR"), FULL).body

    assert body.index("recueillir leurs données") < body.index("hors sollicitation") < body.index("à conclure")


@pytest.mark.parametrize(("country", "origin"), [("FR", "m’en indique l’origine"), ("ES", "me informe de su origen")])
def test_an_authority_is_asked_for_an_answer_only_where_the_company_was(country: str, origin: str) -> None:
    """Where the data come from is told to those who asked the company; the word alone asks for no such thing."""
    rules = load_country(country)

    assert origin in compose_letter("authority_complaint", rules, WROTE).body
    assert origin not in compose_letter("authority_complaint", rules, FULL).body


@pytest.mark.parametrize(("country", "language"), [("FR", "fr"), ("ES", "es"), ("ES", "gl")])
def test_a_reminder_asks_for_the_source_before_the_data_are_gone(country: str, language: str) -> None:
    """Who erases first can answer that nothing is left to tell."""
    body = compose_letter("company_reminder", load_country(country), {**WROTE, "language": language}).body

    source, erased = (re.search(rf"^(\d)\. .*{article}", body, re.MULTILINE) for article in (r"15.*g\)", r"17.*c\)"))
    assert source and erased and source[1] < erased[1]


def test_the_holder_of_a_spanish_premium_number_owes_the_information() -> None:
    """Orden ITC/308/2008, article 5.4: whoever holds the number tells; how to end it, in a subscription only."""
    body = compose_letter("operator_dispute", load_country("ES"), FULL).body

    assert "35, 37 o 39" in body and "el titular del número debía informarme" in body
    assert "en una suscripción, la forma de darme de baja" in body


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_other_letters_ask_for_no_later_messages(country: str, letter: str) -> None:
    asked = compose_letter(letter, load_country(country), {}).asked

    assert ("received_after" in asked) == (letter in ("company_reminder", "authority_complaint"))


def test_an_operator_must_prove_the_order() -> None:
    french = compose_letter("operator_dispute", load_country("FR"), FULL)
    spanish = compose_letter("operator_dispute", load_country("ES"), FULL)

    assert "article 1353 du code civil" in french.body and "arrêté du 26 décembre 2017" in french.body
    assert {"es.premium.confirm", "es.premium.bill", "es.premium.claim_month"} <= set(spanish.claims)
    assert "LSSI" not in spanish.body and "Orden ITC/308/2008" in spanish.body
    for body in (french.body, spanish.body):
        assert re.search(r"^\[.*(?:mon enfant|mi hijo)", body, re.MULTILINE), "a line for a child's purchase, to delete"


@pytest.mark.parametrize(
    ("sender", "french"),
    [
        ("+33 7 56 00 00 00", True),
        ("07 56 00 00 00", True),
        ("MODALIA", False),
        ("36180", False),
        ("0033 7 56 00 00 00", True),
        ("+44 7700 900123", False),
        ("0044 7700 900123", False),
        (None, False),
    ],
)
def test_who_checks_numbers_is_told_where_the_sender_is_a_french_number(sender: str | None, french: bool) -> None:
    claims = compose_letter("fraud_report", load_country("FR"), {**FULL, "sender": sender}).claims

    assert ("fr.numbers.operator_duty" in claims) == french


def test_renovation_has_a_letter_to_the_office_that_can_punish_it() -> None:
    letter = compose_letter("renovation_report", load_country("FR"), FULL)

    assert {"fr.sector.renovation", "fr.sector.renovation_void"} <= set(letter.claims)
    assert letter.recipient.endswith("59 boulevard Vincent Auriol\n75013 Paris")
    for other in ("consumer_report", "renovation_report"):
        assert "surtaxé" not in compose_letter(other, load_country("FR"), FULL).body


SHORT = [
    ("FR", "company_objection", "fr"),
    ("ES", "company_objection", "es"),
    ("ES", "company_objection", "gl"),
    ("FR", "foreign_objection", "en"),
    ("GB", "company_objection", "en"),
    ("IE", "company_objection", "en"),
    ("US", "company_objection", "en"),
    ("CA", "company_objection", "en"),
    ("CA", "company_objection", "fr"),
    ("AU", "company_objection", "en"),
    ("IT", "company_objection", "it"),
    *(("CH", "company_objection", language) for language in ("de", "fr", "it")),
    *(("LU", "company_objection", language) for language in ("fr", "de")),
    ("AT", "company_objection", "de"),
]
MESSAGE = (
    "MODALIA : -40 % sur toute la boutique jusqu'à dimanche soir, en magasin et sur internet, profitez-en ! "
    "STOP au 36180"
)


@pytest.mark.parametrize(("country", "letter", "language"), SHORT)
def test_the_short_form_is_one_for_an_email(country: str, letter: str, language: str) -> None:
    """It fits into a mail link, still says by what right, and has what an e-mail has no field for."""
    facts = {**FULL, "text": MESSAGE, "language": language, "form": "short"}
    rules = load_country(country)
    short, complete = (compose_letter(letter, rules, {**facts, "form": form}) for form in ("short", "complete"))

    assert 110 <= len(MESSAGE) <= 130 and 600 <= len(short.body) <= 830
    assert len(short.claims) >= 2 and set(short.claims) <= set(complete.claims)
    assert short.language == language and short.has_short and complete.has_short
    assert short.missing == () and [name for name, _ in short.top] == ["subject"]
    assert all(facts[name] in short.body for name in ("name", "phone", "text", "sender"))
    assert (short.subject, short.recipient) == (complete.subject, complete.recipient)
    for law in (n for n in ("eu.gdpr", "gb.gdpr") if f"{n}.source" in short.claims):
        source, erasure = (rules.claims[f"{law}.{i}"].cite[language] for i in ("source", "erasure"))
        assert short.body.index(source) < short.body.index(erasure), "what is erased first has no source left to tell"


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_a_letter_without_a_short_form_stays_as_it_is(country: str, letter: str) -> None:
    rules = load_country(country)
    short = compose_letter(letter, rules, {**FULL, "form": "short"})

    assert short.has_short == (letter in {i for _, i, _ in SHORT})
    assert short.has_short != (short == compose_letter(letter, rules, FULL))


@pytest.mark.parametrize(("country", "language"), [("FR", "fr"), ("ES", "es"), ("ES", "gl")])
def test_a_message_for_somebody_else_is_no_advertising(country: str, language: str) -> None:
    composed = compose_letter("not_for_me", load_country(country), {**FULL, "language": language})

    assert composed.language == language
    assert not re.search(r"publici|prospection|mercadotecnia|consent", composed.body)
    assert {"eu.gdpr.accuracy", "eu.gdpr.rectification", "eu.gdpr.erasure_not_needed", "eu.gdpr.recipients"} <= set(
        composed.claims
    )
    assert re.search(r"ne demande aucune donnée|No solicito ningún dato|Non solicito ningún dato", composed.body)


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
        assert numbers == list(range(1, len(numbers) + 1)) != []


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


@pytest.mark.parametrize(("country", "known"), [("FR", "company_objection, company_reminder, "), ("ZZ", "none")])
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
    text = compose_letter("company_objection", load_country("FR"), FULL).as_text()

    assert "22 novembre 2026 à 21:00" in text and "24 novembre 2026" in text and "00:00" not in text


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
        ("renovation_report", False),
        ("not_for_me", True),
    ],
)
def test_which_letters_have_a_month_to_be_answered(letter: str, expects: bool) -> None:
    assert compose_letter(letter, load_country("FR"), {}).expects_answer is expects


# --- what a page shows beside a letter --------------------

READERS = load_index().languages


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_every_letter_says_what_it_asks_in_the_readers_language(country: str, letter: str, language: str) -> None:
    said = letter_says(letter, load_catalogue(language, load_country(country)))

    assert 2 <= len(re.findall(r"[.!?](?: |$)", said)) <= 4, "a few sentences"
    assert all(len(sentence) < 140 for sentence in said.split(". ")), "short ones"


@pytest.mark.parametrize("language", READERS)
def test_what_a_letter_says_is_of_its_country(language: str) -> None:
    """The two authorities, and the two terms in which a bill is disputed."""
    words = [load_catalogue(language, load_country(c)) for c in ("FR", "ES")]
    french, spanish = (letter_says("authority_complaint", w) for w in words)

    assert "CNIL" in french and "AEPD" not in french and "AEPD" in spanish and "CNIL" not in spanish
    bills = [letter_says("operator_dispute", w) for w in words]
    year, month = {
        "fr": ("année", "mois qui suit la facture"), "en": ("a year", "one month of the bill"),
        "es": ("año", "mes siguiente a la factura"), "gl": ("ano", "mes seguinte á factura"),
        "de": ("Jahr", "mes siguiente a la factura"), "it": ("anno", "mes siguiente a la factura"),
        "pt": ("ano", "mes siguiente a la factura"), "nl": ("jaar", "mes siguiente a la factura"),
    }[language]  # fmt: skip
    assert year in bills[0] and month in bills[1] and month not in bills[0]


HOSTILE = {
    **FULL,
    "text": "[LUNA] \U0001f600 -40 %\ue003",
    "sender": "[L]",
    "address": "3 rue [x]",
    "company_address": "Lyon",
}


@pytest.mark.parametrize("form", ["complete", "short"])
@pytest.mark.parametrize("facts", [{}, FULL, HOSTILE, WROTE], ids=["none", "all", "hostile", "wrote"])
@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_the_pieces_are_the_letter(country: str, letter: str, facts: dict[str, str], form: str) -> None:
    composed = compose_letter(letter, load_country(country), {**facts, "form": form})

    assert "".join(text for text, _ in composed.pieces) == composed.body
    for text, what in composed.pieces:
        if what and what not in ("fill", "choose"):
            assert what in composed.missing or text in (facts[what], load_day(facts[what], composed, country)), what
        if what in ("fill", "choose"):
            assert text[0] == "[" and text[-1] == "]"


def load_day(value: str, letter: Letter, country: str) -> str:
    """A day or a moment as the letter writes it; else as it is."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    w = load_catalogue(letter.language, load_country(country))
    return w.date_time(moment) if "T" in value else w.date(moment.date())


@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_every_blank_of_an_empty_letter_is_a_piece(country: str, letter: str) -> None:
    composed = compose_letter(letter, load_country(country), {})
    own = [what for _, what in composed.pieces if what in ("fill", "choose")]
    w = load_catalogue(composed.language, load_country(country))
    in_the_body = {name for name in composed.missing if w(f"letter.placeholder.{name}") in composed.body}

    told = {what for _, what in composed.pieces} | {
        n for t, v in composed.pieces if v == "choose" for n in composed.missing
    }
    assert in_the_body <= told
    assert len(own) == OWN_BLANKS.get((country, letter), 0)


# The brackets of a letter's own, for what no field of the form asks.
OWN_BLANKS = {
    ("BE", "authority_complaint"): 2, ("BE", "operator_dispute"): 1, ("CH", "authority_complaint"): 2,
    ("CH", "spam_report"): 1, ("CH", "operator_dispute"): 1, ("LU", "authority_complaint"): 1,
    ("LU", "operator_dispute"): 1, ("AT", "authority_complaint"): 3, ("AT", "spam_report"): 1,
    ("AT", "operator_dispute"): 1,
    ("FR", "operator_dispute"): 2, ("FR", "authority_complaint"): 1, ("FR", "renovation_report"): 1,
    ("FR", "fraud_report"): 1, ("ES", "operator_dispute"): 3, ("ES", "authority_complaint"): 1,
    ("GB", "operator_dispute"): 1, ("GB", "authority_complaint"): 2, ("IE", "operator_dispute"): 1,
    ("IE", "authority_complaint"): 2, ("US", "operator_dispute"): 2, ("US", "authority_complaint"): 4,
    ("CA", "operator_dispute"): 1, ("CA", "authority_complaint"): 1, ("AU", "operator_dispute"): 2,
    ("AU", "authority_complaint"): 4, ("DE", "authority_complaint"): 2, ("DE", "operator_dispute"): 1,
    ("DE", "spam_report"): 1, ("PT", "authority_complaint"): 2, ("PT", "operator_dispute"): 1,
    ("NL", "authority_complaint"): 2, ("NL", "operator_dispute"): 1, ("IT", "company_objection"): 1,
    ("IT", "operator_dispute"): 1, ("IT", "authority_complaint"): 3,
}  # fmt: skip


def test_brackets_of_a_message_are_no_blanks() -> None:
    composed = compose_letter("company_objection", load_country("FR"), {**FULL, "text": "[LUNA MODE] -40 %"})

    assert not [piece for piece in composed.pieces if piece[1] in ("fill", "choose")]


@pytest.mark.parametrize("form", ["complete", "short"])
@pytest.mark.parametrize(("country", "letter"), LETTERS)
def test_what_a_letter_can_take_does_not_change_while_it_is_filled(country: str, letter: str, form: str) -> None:
    empty, full, wrote = (
        compose_letter(letter, load_country(country), {**facts, "form": form}).fields for facts in ({}, FULL, WROTE)
    )

    assert empty == full == wrote and len(set(empty)) == len(empty)


def test_a_short_letter_asks_for_no_street() -> None:
    fields = compose_letter("company_objection", load_country("FR"), {"form": "short"}).fields

    assert not {"address", "city", "email", "date"} & {*fields} and {"name", "phone", "received"} <= {*fields}


@pytest.mark.parametrize("language", READERS)
def test_a_term_runs_from_the_day_on_which_the_letter_arrives(language: str) -> None:
    """GDPR, article 12(3): a month of receipt; what a reminder sets says the same. The post takes days."""
    w = load_catalogue(language)
    later, post = {
        "fr": ("plus tard par la poste", "la poste"), "en": ("later by post", "by post"),
        "de": ("mit der Post länger", "Post"), "it": ("più tardi per posta", "posta"),
        "pt": ("mais tarde pelo correio", "correio"), "nl": ("later met de post", "post"),
    }.get(language, ("por correo postal", "correo postal"))  # fmt: skip

    assert all(later in w(f"letter.sent{kind}", until="1", authority="A") for kind in ("", ".company_reminder"))
    assert all(
        post in w(kind, since="1", until="2", sender="A")
        for kind in (
            "calendar.about.letter",
            "calendar.about.reminder",
            "deadline.runs.letter",
            "deadline.passed.letter",
        )
    )


@pytest.mark.parametrize("language", ["es", "gl"])
def test_telling_an_office_is_no_report_to_the_police(language: str) -> None:
    """Who reads that he "denuncia" a fraud thinks that the police know of it."""
    w = load_catalogue(language, load_country("FR"))

    assert not [k for k in ("fraud", "consumer", "renovation") if "Denuncias" in w(f"letter.{k}_report.says")]


@pytest.mark.parametrize("language", READERS)
def test_adverts_for_works_are_allowed_within_a_contract(language: str) -> None:
    """Consumer code, article L. 223-8."""
    contract = {
        "fr": "contrat en cours", "en": "contract in progress", "de": "laufenden Vertrag", "it": "contratto in corso",
        "pt": "contrato em curso", "nl": "lopend contract",
    }.get(language, "contrato en curso")  # fmt: skip

    assert contract in load_catalogue(language, load_country("FR"))("letter.renovation_report.what")


@pytest.mark.parametrize("language", READERS)
def test_what_an_objection_erases_is_told_as_the_letter_asks_it(language: str) -> None:
    """GDPR, article 17(1)(c): what serves advertising. The short form asks for no copy."""
    french, spanish = (load_catalogue(language, load_country(code)) for code in ("FR", "ES"))
    all_data = r"effacer vos données|borrar tus datos|borre tus datos|borrar os teus|borre os teus|erase your data"
    complete = {
        "fr": "version complète", "en": "complete version", "es": "versión completa", "de": "ausführliche Fassung",
        "it": "versione completa", "pt": "versão completa", "nl": "volledige versie",
    }.get(language, "versión")  # fmt: skip

    for kind in ("company_objection", "foreign_objection"):
        for w in (french, spanish):
            assert not re.search(all_data, w(f"letter.{kind}.says") + w(f"letter.{kind}.what"))
            assert ("versión" if w.language_for(f"letter.{kind}.what") else complete) in w(f"letter.{kind}.what")
