"""No answer for a line in one country shows a report number, an authority or a help line of another."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest

from sender_lookup.codes import HAPPENED
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.schema import Country
from sender_lookup.model import Result
from sender_lookup.output.answer import as_html
from sender_lookup.output.catalogue import load_catalogue

from .case_tables import ask
from .test_coverage import results

INDEX = load_index()
COUNTRIES = [load_country(code) for code in (*INDEX.countries, *INDEX.more_countries)]
# What comes of itself in every country: each row of the verdict table, whoever sends.
MESSAGES = (
    "Soldes -40% ce samedi. STOP au 36180",
    "Sale: 40% off this Saturday only in all stores. Reply STOP to end",
    "Your parcel is held: pay the 1.99 fee now at parcel-fee.example/pay",
    "Your verification code is 482913. Do not share it with anyone.",
    "Hi mum, my phone is broken, this is my new number. Text me on WhatsApp, I need to pay a bill",
    "Votre colis est bloqué, payez 1,99 € : colis-suivi.example/x",
    "I know where you live and I am going to kill you if you do not pay",
    "I do not want to live any more, I am going to kill myself tonight",
    "You have a delivery tomorrow between 10 and 12.",
    "Vote for Jane Doe on Monday! Reply STOP to opt out",
)
SENDERS = ("MODALIA", "+447700900123", "+33612345678", "54321", "")


def numbers_of(country: Country) -> set[str]:
    """The numbers of its routes, as digits."""
    shown = [n for r in country.routes.values() for n in (r.phone, r.sms) if n]
    return {re.sub(r"\D", "", n) for n in shown}


def told_of(country: Country) -> set[str]:
    """The numbers that it gives beside the first of a service: 116 123 is a line in several countries."""
    w = load_catalogue("en", country)
    told = [w(key) for i in country.routes if (key := f"route.{i}.what") in w]
    return {re.sub(r"\D", "", n) for text in told for n in re.findall(r"\d[\d ]{3,}\d", text)}


def names_of(country: Country) -> set[str]:
    """The names of its authorities and services that are names of their own."""
    w = load_catalogue("en", country)
    names = {r.name for r in country.routes.values() if r.url and f"route.{r.id}.name" not in w}
    names |= {a.name for a in country.authorities.values()}
    told = [w(key) for i in (*country.authorities, *country.routes) if (key := f"authority.{i}") in w]
    names |= {short for text in told for short in re.findall(r"\b[A-Z]{3,}\b", text)}  # "the CNIL"
    return {n for n in names if len(n) > 2 and not re.search(r"^[\d ,]+$", n)}


@cache
def others(country: Country) -> re.Pattern[str]:
    """What belongs to other countries alone. Short numbers of three digits are said of years and prices as well."""
    numbers = {n for c in COUNTRIES if c is not country for n in numbers_of(c)} - numbers_of(country) - told_of(country)
    names = {n for c in COUNTRIES if c is not country for n in names_of(c)} - names_of(country)
    spaced = ["[ .-]?".join(n) for n in numbers if len(n) > 3]
    return re.compile(rf"(?<![\d+])(?:{'|'.join(spaced)})(?!\d)|\b(?:{'|'.join(map(re.escape, names))})\b")


def shown(result: Result, language: str) -> str:
    """The answer, without what the person typed and without the names of sources: nobody is sent to these."""
    html = re.sub(r'<small class="source">.*?</small>', " ", as_html(result, language), flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", " ", html))
    typed = [*re.findall(r"\S+", result.request.text or ""), result.request.sender or "", *_own_numbers(result)]
    for word in sorted(filter(None, typed), key=len, reverse=True):
        text = text.replace(word, " ")
    return text


def _own_numbers(result: Result) -> list[str]:
    sender = result.sender
    return [sender.display, sender.e164 or ""] if sender else []


def in_languages() -> list[tuple[Country, str]]:
    """Each country in the languages in which it is published, and in one of the others, which differs from country to
    country: there its own words stand in its first."""
    found = []
    for n, country in enumerate(COUNTRIES):
        others = [language for language in INDEX.languages if language not in country.languages]
        found += [(country, language) for language in (*country.languages, *others[n % max(len(others), 1) :][:1])]
    return found


def test_the_pattern_knows_them() -> None:
    told = "33700, the CNIL, AEPD, 13 11 14, IDCARE; the ICO, 7726 and 159 are its own"

    assert others(load_country("GB")).findall(told) == ["33700", "CNIL", "AEPD", "13 11 14", "IDCARE"]


@pytest.mark.parametrize(("country", "language"), in_languages(), ids=lambda of: getattr(of, "code", of))
def test_what_comes_of_itself(country: Country, language: str) -> None:
    seen = set()
    for sender in SENDERS:
        for text in MESSAGES:
            result = ask({"country": country.code, "sender": sender, "text": text})
            seen.add(result.advice.verdict)
            assert others(country).findall(shown(result, language)) == [], (sender, text)
    assert len(seen) > 2


@pytest.mark.parametrize(("country", "language"), in_languages(), ids=lambda of: getattr(of, "code", of))
def test_after_harm(country: Country, language: str) -> None:
    for what in HAPPENED:
        for text in MESSAGES[2:5]:
            given = {"country": country.code, "sender": "MODALIA", "text": text, "happened": [what]}
            assert others(country).findall(shown(ask(given), language)) == [], (what, text)


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda c: c.code)
def test_every_answer_that_a_table_has(country: Country) -> None:
    found = [r for r in results() if r.country.code == country.code]

    assert [hits for r in found if (hits := others(country).findall(shown(r, "en")))] == []
