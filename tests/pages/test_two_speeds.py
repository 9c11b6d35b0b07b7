"""The instant answer against Python's: thousands of senders through both. It may abstain; it must not say otherwise."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from stopsms.config import load_site
from stopsms.examples import instant_table as instant_table_module
from stopsms.examples.instant_table import instant_table
from stopsms.examples.masked import of_any_number

from sender_lookup import lookup
from sender_lookup.country.schema import Country
from sender_lookup.message.bodies import bodies_of
from sender_lookup.output.answer import as_html
from tests.conftest import SHARED
from tests.lookup.case_tables import AS_OF, rows, tables
from tests.lookup.corpus import whole

ANSWERS = Path(__file__).with_name("two_speeds.mjs")
ROOT_URL = "http://localhost:8000/"
LEAST = 5_000  # senders in all
ANSWERED = 2_000  # of which the instant answer must take so many: abstaining is not the way to agree
NAMES = (
    "LUNAMODE", "Luna Mode", "SFR", "O2", "Free", "Ameli", "LaPoste", "La Poste", "INFO SMS", "No Reply", "test",
    "Test", "AAAA", "ab", "a", "XXXXXXXX", "0range", "PayPa1", "Private", "Unknown", "Banque", "BOUTIQUE12",
    "Carte Vitale",
    "STOP", "Stop SMS", "Mode & Co", "L'Oreal", "Zéphyr", "Sender ID", "SMS", "De", "De Luna", "tel", "Mobile Shop",
    "azerty", "null", "undefined", "NaN", "Google", "WhatsApp", "ING", "CIC", "N26", "Amazon.fr", "Luna.Mode",
    "Luna-Mode", "LunaModeParis", "LunaModePari", "un numero", "Nick", "Xavier", "Luxxx", "annnna", "I00", "O6",
    "OLIVE", "DROP TABLE", "Ana", "Ines", "Bodega", "Correos", "AMELI", "bnp", "CAF", "DGT",
    "BBVA", "Hacienda", "Chronopost",
    "BANQUE", "Orange", "constructor", "toString", "Hotel Ibis", "Tele Pizza",
)  # fmt: skip
RUBBISH = (
    "", " ", "?", "+", "++", "0", "00", "000", "0000000000", "+33", "0033", "+34", "111111", "1234567890", "()", "(0)",
    "+330", "06 12 34 56 7", "06 12 34 56 789", "+33 6 12", "36 180", "3 61 80", "36-180", "36.180", "+36180",
    "0036180", "36180.", "(36180)", "36180 ", "036180", "3618O", "36l80", "36xxx", "٣٦١٨٠", "３６１８０", "36180\n",
    "36180\tSTOP", "*36180#", "#31#", "<b>", "{{7*7}}", "javascript:alert(1)", "06/12/34/56/78", "(0)612345678",
    "+33(0)612345678", "06 12 34 56 78 (0)", "-36180", "- 36180", "0 612345678", "33612345678",
    "0612345678 0612345678", "tel:36180",
)  # fmt: skip


def written(digits: str, country: Country) -> Iterator[str]:
    """Ways in which phones and people write a number; some of them wrong."""
    yield digits
    for gap in (" ", ".", "-", "/", "\u00a0"):
        yield gap.join(digits[i : i + 2] for i in range(0, len(digits), 2))
        yield gap.join(digits[i : i + 3] for i in range(0, len(digits), 3))
    rest = digits.removeprefix(country.trunk) if country.trunk else digits
    for code in country.calling_codes:
        yield f"+{code}{rest}"
        yield f"+{code} {rest}"
        yield f"00{code}{rest}"
        yield f"+{code}({country.trunk}){rest}"
        yield f"+{code} {country.trunk}{rest}"
        yield f"{code}{rest}"
    yield f"({digits[:2]}) {digits[2:]}"
    yield digits[:-1]
    yield digits + "0"


def generated(country: Country, chance: random.Random) -> Iterator[str]:
    """Senders of every family with other last digits, short numbers, numbers of no family."""
    for family in country.families:
        for example in family.examples:
            yield example
            digits = re.sub(r"\D", "", example)
            for _ in range(6):
                other = digits[:-3] + f"{chance.randrange(1000):03}" if len(digits) > 5 else digits
                yield from written(other, country)
    yield from (str(n) for n in chance.sample(range(100_000), 1_500))
    yield from (f"{n:05}" for n in chance.sample(range(100_000), 300))
    yield from (str(n) for n in range(1, 1_000, 7))
    for length in (6, 7, 8, 9, 10, 11, 12, 13, 14, 15):
        for _ in range(25):
            yield "".join(chance.choice("0123456789") for _ in range(length))
            yield "0" + "".join(chance.choice("123456789") for _ in range(length - 1))
            yield "+" + "".join(chance.choice("0123456789") for _ in range(length))
    for _ in range(200):
        yield "".join(chance.choice("abcdefgnxzABCXYZ 019-.&é") for _ in range(chance.randrange(1, 14)))


def from_files() -> Iterator[str]:
    """The senders of the case tables, of our messages, and of the shared corpora where they are."""
    yield from (str(row["sender"]) for kind in ("senders", "requests") for _, row in rows(kind) if row.get("sender"))
    for table in tables().values():
        yield from (sender for form in table.get("forms", ()) for sender in form["written"])
    yield from (sender for sender, _ in pairs())
    corpora = SHARED / "corpus" / "dev"
    for path in sorted(corpora.glob("*.jsonl")) if corpora.is_dir() else ():
        for line in path.read_text("utf-8").splitlines():
            if sender := json.loads(line).get("sender"):
                yield str(sender)


@cache
def pairs() -> list[tuple[str, str]]:
    """(sender, text) of our own messages."""
    return [(str(m["sender"]), str(m["text"])) for m in whole() if m["sender"]]


def senders_for(country: Country) -> list[str]:
    """What is asked about one country, each sender once."""
    chance = random.Random(f"two speeds {country.code}")
    return list(dict.fromkeys([*from_files(), *NAMES, *RUBBISH, *generated(country, chance)]))


def countries() -> tuple[Country, ...]:
    """Those with a table for the instant answer."""
    return load_site(ROOT_URL, AS_OF).countries


@cache
def table_of(code: str, language: str) -> dict[str, Any]:
    country = next(c for c in countries() if c.code == code)
    return instant_table(country, language, AS_OF, lambda family: f"/{family}/")


def instant(asked: list[tuple[str, str, str]], texts: list[str] | None = None) -> list[list[str] | None]:
    """The answers of instant.js to (country, language, sender), each with its text if given."""
    kinds = sorted({(code, language) for code, language, _ in asked})
    given = {
        "tables": [table_of(*kind) for kind in kinds],
        "asked": [
            [kinds.index((code, language)), sender, text]
            for (code, language, sender), text in zip(asked, texts or [""] * len(asked), strict=True)
        ],
    }
    node = shutil.which("node")
    assert node is not None
    done = subprocess.run([node, str(ANSWERS)], input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[list[str] | None] = json.loads(done.stdout)
    return found


def python(code: str, language: str, sender: str) -> tuple[list[str | None], str]:
    """Family, kind and verdict by Python, and the HTML that it shows of a number of which no table is known."""
    result = of_any_number(lookup({"sender": sender, "country": code, "language": language}, as_of=AS_OF))
    found = result.sender
    said = [found.family if found else None, found.kind if found else None, result.advice.verdict]
    return said, as_html(result, language)


# Of the first country's senders every so manieth, and of another's, whose table is made alike.
FIRST, OTHERS = (1, 1) if os.environ.get("STOP_SMS_ALL_PAGES") == "1" else (3, 10)


def step(number: int) -> int:
    """Of the senders of the country of that number, every so manieth."""
    return FIRST if number == 0 else OTHERS


def some[T](found: list[T], number: int) -> list[T]:
    """What is asked of the country of that number."""
    return found[:: step(number)]


def asked_of_all() -> list[tuple[str, str, str]]:
    everyone = [(c, sender) for number, c in enumerate(countries()) for sender in some(senders_for(c), number)]
    return [(c.code, c.languages[n % len(c.languages)], sender) for n, (c, sender) in enumerate(everyone)]


def test_the_two_speeds_say_the_same() -> None:
    asked = asked_of_all()
    answers = instant(asked)
    assert len(asked) >= LEAST
    wrong, other_words, families = [], [], Counter[tuple[str, str]]()
    for (code, language, sender), answer in zip(asked, answers, strict=True):
        if answer is None:
            continue
        said, html = python(code, language, sender)
        families[(code, answer[0])] += 1
        if answer[:3] != said:
            wrong.append((code, sender, answer[:3], said))
        elif answer[3] != html:
            other_words.append((code, language, sender, difference(answer[3], html)))
    assert not wrong, f"{len(wrong)} of {families.total()}: {wrong[:30]}"
    assert not other_words, f"{len(other_words)} of {families.total()}: {other_words[:20]}"
    assert families.total() >= ANSWERED


def difference(one: str, other: str) -> tuple[str, str]:
    """Where two texts part."""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[max(0, at - 40) : at + 60], other[max(0, at - 40) : at + 60]


def test_every_family_of_the_table_is_answered() -> None:
    for country in countries():
        table = table_of(country.code, "en")
        examples = {e: f.id for f in country.families for e in f.examples}
        rows = {row["id"]: row for row in table["families"]}
        examples = {e: family for e, family in examples.items() if family in rows and is_told(e, rows[family])}
        answers = instant([(country.code, "en", e) for e in examples])
        found = {answer[0] for answer in answers if answer}

        assert found >= set(examples.values()) - overseas(country), set(examples.values()) - found


def is_told(example: str, row: dict[str, Any]) -> bool:
    """Names with a blank, and whole numbers whose groups only Python knows, are left to it."""
    if row["kind"] == "name":
        return example.isalpha()
    return bool(row["grouping"]) or len(re.sub(r"\D", "", example)) <= 6


def overseas(country: Country) -> set[str]:
    """Families all of whose examples are numbers of a territory: those are left to Python."""
    return {
        f.id
        for f in country.families
        if f.examples and all(any(t.pattern and t.pattern.match(e) for t in country.territories) for e in f.examples)
    }


def test_a_stop_link_leads_to_the_sender_that_was_typed() -> None:
    for number, country in enumerate(countries()):
        asked = [(country.code, country.languages[0], sender) for sender in some(senders_for(country), number)]
        for (_, _, sender), answer in zip(asked, instant(asked), strict=True):
            report = {route.sms for route in country.routes.values()}
            links = re.findall(r'href="sms:([^?]*)', answer[3] if answer else "")
            for to in (link for link in links if link not in report):
                typed = re.sub(r"\D", "", sender)
                assert typed.endswith(re.sub(r"\D", "", to)[-9:]), (sender, to)


def test_with_a_message_it_never_offers_stop() -> None:
    for number, country in enumerate(countries()):
        given = some(pairs(), number)
        asked = [(country.code, country.languages[0], sender) for sender, _ in given]
        answers = instant(asked, [text for _, text in given])
        assert len(asked) >= 500 // step(number)
        assert sum(answer is not None for answer in answers) >= len(asked) / 8
        for (code, language, sender), answer in zip(asked, answers, strict=True):
            if answer is not None:  # who it is, as Python says it; not what to do
                assert answer == [*python(code, language, sender)[0][:2], "check_first", ""], sender


def test_what_is_said_of_a_sender_holds_no_link() -> None:
    """With a message, `about` is all that the page shows of the table (`e2e/test_instant.py` looks at the page)."""
    for country in countries():
        for language in country.languages:
            for row in table_of(country.code, language)["families"]:
                assert not re.search(r"[<>]|sms:", row["about"])


def test_a_country_without_a_body_that_shows_its_site_has_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    country = next(c for c in countries() if c.code == "FR")
    silent = replace(bodies_of("FR").named("ameli") or pytest.fail("no such body"), site=None, phone=None)
    monkeypatch.setitem(bodies_of("FR").by_id, silent.id, silent)
    for known in ((silent,), ()):
        monkeypatch.setattr(
            instant_table_module, "bodies_of", lambda _, known=known: replace(bodies_of("FR"), all=known)
        )
        table = instant_table(country, "en", AS_OF, lambda family: f"/{family}/")

        assert set(table["imitated"].values()) == ({""} if known else set())
        assert bool(table["imitatedRow"]) == bool(known)
