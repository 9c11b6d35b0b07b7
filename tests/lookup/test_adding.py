"""docs/adding.md, done: a rule, a source, a letter, a language and a country, each added to a copy of the package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import sender_lookup

PACKAGE = Path(sender_lookup.__file__).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A whole package to change."""
    place = tmp_path / "sender_lookup"
    shutil.copytree(PACKAGE, place, ignore=shutil.ignore_patterns("__pycache__"))
    return place


def run(copy: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "sender_lookup", *arguments],
        cwd=copy.parent,
        env={**os.environ, "PYTHONPATH": str(copy.parent), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def ask(copy: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(copy, *arguments, "--as-of", "2026-11-24", "--json"))
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def add_words(copy: Path, **words: str) -> None:
    """The same words in every language, compiled."""
    for po in copy.glob("locale/*/LC_MESSAGES/messages.po"):
        with po.open("a", encoding="utf-8") as file:
            file.writelines(f"\nmsgid {json.dumps(k)}\nmsgstr {json.dumps(v)}\n" for k, v in words.items())
        compile_words(po)


def compile_words(po: Path) -> None:
    with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source))


def test_a_rule(copy: Path) -> None:
    """A stricter hour from a day on: messages of the day before are read by the old rule."""
    rule = (
        '[[hours]]\nreason = "after_20"\nverdict = "outside"\nafter = 20:00:00\nvalid_from = 2026-12-01\n'
        'claims = ["fr.hours.charter"]\n\n# --- advice'
    )
    edit(copy / "data/fr.toml", "# --- advice", rule)
    verdicts = [
        ask(copy, "36180", "--country", "FR", "--received", f"{day}T20:30")["timing"]["verdict"]
        for day in ("2026-11-26", "2026-12-03")
    ]

    assert verdicts == ["discouraged", "outside"]


def test_a_source_and_its_claim(copy: Path) -> None:
    claim = (
        '\n[[claims]]\nid = "fr.example"\nstrength = "law"\nsources = [\n  { title = "Code, article 1", '
        'url = "https://www.legifrance.gouv.fr/", checked = 2026-11-24, read = "primary" },\n]\n'
    )
    with (copy / "data/fr.claims.toml").open("a", encoding="utf-8") as file:
        file.write(claim)
    edit(
        copy / "data/fr.toml",
        '\nblock = ["fr.report.33700_limits"',
        '\nblock = ["fr.example", "fr.report.33700_limits"',
    )
    add_words(copy, **{"claim.fr.example": "An example of a claim."})
    shown = run(copy, "+44 7700 900123", "--country", "FR", "--language", "en", "--as-of", "2026-11-24", "--explain")

    assert "An example of a claim. [law]" in shown and "Code, article 1" in shown


def test_a_letter(copy: Path) -> None:
    template = (
        "{% block subject %}Essai (réf. {{ reference }}){% endblock %}\n"
        "{% block recipient %}{{ company }}{% endblock %}\n"
        '{% block body %}Vu l\'{{ cite("fr.consent.opt_in") }}. {{ name }}{% endblock %}\n'
    )
    (copy / "letters/FR/fr/trial.txt.j2").write_text(template, "utf-8")
    edit(copy / "data/fr.toml", 'letters = ["company_objection"', 'letters = ["trial", "company_objection"')
    facts = copy.parent / "facts.json"
    facts.write_text('{"name": "Ana Rey", "company": "Modalia"}', "utf-8")
    letter = run(copy, "letter", "trial", "--country", "FR", "--facts", str(facts))

    assert "Modalia" in letter and "article L. 34-5" in letter and "Ana Rey" in letter


def test_a_language(copy: Path) -> None:
    shutil.copytree(copy / "locale/en", copy / "locale/xx")
    po = copy / "locale/xx/LC_MESSAGES/messages.po"
    edit(po, 'msgstr "Who sent it?"', 'msgstr "Quem o enviou?"')
    compile_words(po)
    index = copy / "data/index.toml"
    index.write_text(index.read_text("utf-8").replace('languages = ["fr", ', 'languages = ["xx", "fr", '), "utf-8")

    assert "Quem o enviou" in run(
        copy, "36180", "--country", "FR", "--language", "xx", "--as-of", "2026-11-24", "--explain"
    )


def test_a_country(copy: Path) -> None:
    rules = """
country = "XX"
parts = ["eu.claims"]
calling_codes = ["999"]
letters = ["foreign_objection"]

[[families]]
id = "blue-code"
kind = "short_code"
pattern = '2\\d{3}'
replyable = true
alone = "reply_sms"

[advice]
default_keyword = "HALT"
recipient_language = "en"

[steps]
write_company = ["eu.gdpr.objection"]
"""
    (copy / "data/xx.toml").write_text(rules, "utf-8")
    edit(copy / "data/index.toml", 'countries = ["FR", ', 'countries = ["XX", "FR", ')
    answer = ask(copy, "2345", "--country", "XX")

    assert (answer["sender"]["family"], answer["advice"]["steps"][0]["uri"]) == ("blue-code", "sms:2345?&body=HALT")
    assert ask(copy, "36180", "--country", "FR")["sender"]["family"] == "36xxx"
