"""A new country is a data file: a made-up one gets families, hours and advice from a folder, with no Python."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from sender_lookup import lookup
from sender_lookup.country.loader import load_country
from sender_lookup.errors import RuleError
from sender_lookup.model import Result
from sender_lookup.output.answer import as_html, as_text
from sender_lookup.output.letters import compose_letter
from sender_lookup.sender.classify import classify

from .case_tables import AS_OF, seen

UTOPIA = """
    # Utopia: nine-digit numbers, codes of four digits, mobiles barred from marketing.
    country = "XX"
    parts = ["eu.claims", "xx.claims"]
    calling_codes = ["999"]
    trunk = "0"
    national = '0\\d{8}'
    grouping = [3, 3, 3]
    short_numbers = "listed"
    letters = ["foreign_objection"]
    region_notes = { GB = "pacific_collectivity" }

    [[families]]
    id = "help-line"
    kind = "service_number"
    pattern = '1\\d{2}'

    [[families]]
    id = "blue-code"
    kind = "short_code"
    pattern = '2\\d{3}'
    replyable = true
    alone = "reply_sms"
    claims = ["xx.codes"]

    [[families]]
    id = "gold-code"
    kind = "premium_short_code"
    pattern = '9\\d{3}'
    replyable = true
    surcharged = true

    [[families]]
    id = "mobile"
    kind = "mobile"
    pattern = '07\\d{7}'
    replyable = true

    [[territories]]
    region = "XY"
    calling_code = "999"
    pattern = '05\\d{7}'

    [[routes]]
    id = "lantern"
    name = "The Lantern"
    sms = "199"

    [[authorities]]
    id = "cnil"
    name = "The Lamp"
    sources = [{ title = "The Book of Lamps", url = "https://lamps.example/", read = "primary" }]

    [[hours]]
    reason = "before_8"
    verdict = "outside"
    before = 10:00:00
    claims = ["xx.codes"]

    [[hours]]
    reason = "sunday"
    verdict = "discouraged"
    weekday = 3

    [[banned_sectors]]
    signal = "training_account"
    authority = "cnil"
    claims = ["xx.codes"]

    [advice]
    default_keyword = "HALT"
    identity_keyword = "WHO"
    known_mobiles_only = true
    fraud_route = "lantern"
    authority = "cnil"
    recipient_language = "en"

    [steps]
    reply_sms = ["eu.gdpr.objection"]
"""
CLAIMS = """
    [[claims]]
    id = "xx.codes"
    strength = "law"
    sources = [{ title = "The Book of Codes", url = "https://codes.example/", read = "secondary" }]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data")
    (path / "xx.toml").write_text(dedent(UTOPIA), "utf-8")
    (path / "xx.claims.toml").write_text(dedent(CLAIMS), "utf-8")
    return path


def ask(folder: Path, **given: object) -> Result:
    return lookup({"country": "XX", **given}, as_of=AS_OF, folder=folder)


@pytest.mark.parametrize(
    ("written", "family", "e164", "display"),
    [
        ("2345", "blue-code", None, "2345"),
        ("23 45", "blue-code", None, "2345"),
        ("9123", "gold-code", None, "9123"),
        ("112", "help-line", None, "112"),
        ("071 234 567", "mobile", "+99971234567", "071 234 567"),
        ("071 234 5678", "unreadable", None, "071 234 5678"),
        ("07 1234567", "mobile", "+99971234567", "071 234 567"),
        ("+999 7 123 4567", "mobile", "+99971234567", "071 234 567"),
        ("00999 71234567", "mobile", "+99971234567", "071 234 567"),
        ("99971234567", "mobile", "+99971234567", "071 234 567"),
        ("012345678", "landline", "+99912345678", "012 345 678"),
        ("4321", "unreadable", None, "4321"),
        ("ACME", "sender-name", None, "ACME"),
    ],
)
def test_families(folder: Path, written: str, family: str, e164: str | None, display: str) -> None:
    sender = classify(written, load_country("XX", folder))

    assert (family, e164, display) == (sender.family, sender.e164, sender.display)


def test_territory_and_region_notes(folder: Path) -> None:
    country = load_country("XX", folder)

    assert classify("051234567", country).territory == "XY"
    assert classify("+44 7700 900123", country).notes == ("pacific_collectivity",)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"sender": "2345"}, "stop code_alone reply_sms 2345 HALT"),
        ({"sender": "9123"}, "premium paid_code ask_operator None None"),
        ({"sender": "071234567", "knows_sender": True}, "stop mobile reply_sms +99971234567 HALT"),
        ({"sender": "071234567", "knows_sender": False}, "do_not_reply mobile do_not_reply None None"),
        (
            {"sender": "ACME", "text": "Sale! 50% off everything until Sunday. Text STOP to 2345"},
            "stop marketing_code send_sms 2345 STOP",
        ),
    ],
)
def test_advice(folder: Path, given: dict[str, object], expected: str) -> None:
    got = seen(ask(folder, **given))

    assert expected == f"{got['verdict']} {got['rule']} {got['first']} {got['to']} {got['body']}"


def test_hours(folder: Path) -> None:
    timing = ask(folder, sender="2345", received="2026-11-25T09:00").timing

    assert timing is not None
    assert (timing.verdict, timing.reasons) == ("outside", ("before_8", "sunday"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("sender", ["2345", "9123", "112", "071234567", "ACME", "+33 6 12 34 56 78", "--"])
def test_answers_are_written_from_the_same_rules(folder: Path, sender: str, language: str) -> None:
    """The words of a family without words of its own are those of its kind."""
    result = ask(folder, sender=sender, text=None, stop_sent="2026-11-01")

    assert as_html(result, language) and as_text(result, language)
    assert result.country.code == "XX"


def test_letters_in_the_recipients_language(folder: Path) -> None:
    assert compose_letter("foreign_objection", load_country("XX", folder), {}).language == "en"


def test_the_packaged_countries_are_untouched(folder: Path) -> None:
    assert "blue-code" not in {f.id for f in load_country("XX").families}


# --- broken files ---------------------------------------------------------------------------------------------------

HEAD = 'country = "XX"\n'
FAMILY = HEAD + '[[families]]\nid = "a"\nkind = "short_code"\n'
CLAIM = HEAD + '[[claims]]\nid = "c"\n'
SOURCE = 'sources = [{ title = "t", url = "https://u.example/", read = "primary" }]\n'
BROKEN = [
    ('country = "YY"', """xx.toml: country: 'YY' is not 'XX': write country = "XX\""""),
    (HEAD + "grouping = [2\n[advice]", "xx.toml: Unclosed array (at line 3"),
    (HEAD + "colour = 1", "xx.toml: colour: unknown key: use one of "),
    (HEAD + 'calling_codes = "33"', "xx.toml: calling_codes: '33' is not a list of texts: write a list of texts"),
    (HEAD + "families = 3", "xx.toml: families: is not a list of tables: write [[families]] before each entry"),
    (HEAD + '[[families]]\nid = "a"', "xx.toml: families[a]: 'kind' is missing: add kind = ..."),
    (HEAD + '[[families]]\nid = "a"\nkind = "x"', "xx.toml: families[a].kind: 'x' is unknown: use one of short_code, "),
    (FAMILY + "pattern = '('", "xx.toml: families[a].pattern: pattern '(': "),
    (
        FAMILY + "pattern = '(?<x>1)'",
        "xx.toml: families[a].pattern: pattern '(?<x>1)' uses syntax that JavaScript reads differently: use digits",
    ),
    (FAMILY + "replyable = 'yes'", "xx.toml: families[a].replyable: 'yes' is not true or false: write true or false"),
    (FAMILY + "replyble = true", "xx.toml: families[a].replyble: unknown key: use one of alone, claims, "),
    (FAMILY + FAMILY.removeprefix(HEAD), "xx.toml: families[a]: is defined twice: give each entry an id of its own"),
    (
        FAMILY + "grouping = [2, '3']",
        "xx.toml: families[a].grouping: [2, '3'] is not a list of whole numbers: write a list of whole numbers",
    ),
    (
        FAMILY + 'claims = ["c"]',
        "xx.toml: families[a]: claim 'c' does not exist: add it under [[claims]] or correct its name",
    ),
    (
        CLAIM + 'strength = "law"',
        "xx.toml: claims[c].sources: a source with read = primary, secondary or no is needed: add one",
    ),
    (
        CLAIM + 'strength = "habit"\n' + SOURCE,
        "xx.toml: claims[c].strength: 'habit' is unknown: use one of law, regulator, charter, practice, advice",
    ),
    (
        CLAIM + 'strength = "advice"\n' + SOURCE,
        "xx.toml: claims[c].sources: our own advice has no source: give it the strength of its source, or drop the",
    ),
    (
        CLAIM + 'strength = "law"\ncite = { fr = "x" }\n' + SOURCE.replace("primary", "no"),
        "xx.toml: claims[c].cite: a letter must not cite what nobody read: read a source or drop cite",
    ),
    (
        CLAIM + 'strength = "law"\nvalid_from = "soon"\n' + SOURCE,
        "xx.toml: claims[c].valid_from: 'soon' is not a date such as 2026-03-01: write a date",
    ),
    (
        CLAIM + 'strength = "law"\n' + SOURCE + CLAIM.removeprefix(HEAD) + 'strength = "law"\n' + SOURCE,
        "xx.toml: claims[c]: is defined twice",
    ),
    (HEAD + '[[conflicts]]\nid = "k"\nclaims = ["c"]', "xx.toml: conflicts[k]: claim 'c' does not exist"),
    (HEAD + '[[silent_reasons]]\nid = "s"\nclaims = ["c"]', "xx.toml: silent_reasons[s]: claim 'c' does not exist"),
    (
        HEAD + '[[banned_sectors]]\nsignal = "b"\nauthority = "a"\nclaims = ["c"]',
        "xx.toml: banned_sectors[b]: claim 'c' does not exist",
    ),
    (HEAD + '[[routes]]\nid = "r"\nname = "R"\nclaims = ["c"]', "xx.toml: routes[r]: claim 'c' does not exist"),
    (
        HEAD + '[[hours]]\nreason = "r"\nverdict = "outside"\nclaims = ["c"]',
        "xx.toml: hours[r]: claim 'c' does not exist",
    ),
    (HEAD + '[[hours]]\nreason = "r"\nverdict = "bad"', "xx.toml: hours[0].verdict: 'bad' is unknown"),
    (
        HEAD + '[advice]\nfraud_route = "r"',
        "xx.toml: advice.fraud_route: 'r' does not exist: add it under [[routes]] or correct its name",
    ),
    (
        HEAD + '[advice]\nauthority = "a"',
        "xx.toml: advice.authority: 'a' does not exist: add it under [[authorities]] or correct its name",
    ),
    *(
        (
            HEAD + f'[advice]\n{key} = "r"',
            f"xx.toml: advice.{key}: 'r' does not exist: add it under [[routes]] or correct its name",
        )
        for key in ("directory_route", "spoofing_route")
    ),
    *(
        (
            HEAD + f'[advice]\n{key} = ["r"]',
            f"xx.toml: advice.{key}: 'r' does not exist: add it under [[routes]] or correct its name",
        )
        for key in (
            *("opt_out_lists", "help_routes", "dispute_routes", "police_routes", "crisis_routes", "support_routes"),
        )
    ),
    (
        HEAD + '[[banned_sectors]]\nsignal = "b"\nroute = "r"\nauthority = "a"\nclaims = []',
        "xx.toml: banned_sectors[b].route: 'r' does not exist: add it under [[routes]] or correct its name",
    ),
    (
        HEAD + '[[banned_sectors]]\nsignal = "b"\nauthority = "a"\nclaims = []',
        "xx.toml: banned_sectors[b].authority: 'a' does not exist: add it under [[authorities]] or correct its name",
    ),
    (
        HEAD + '[[banned_sectors]]\nsignal = "b"\nletter = "l"\nauthority = "a"\nclaims = []',
        "xx.toml: banned_sectors[b].letter: 'l' is no letter of the country: name it in letters = [...] or correct its "
        "name",
    ),
    (HEAD + "[advice]\nknown_mobiles_only = 1", "xx.toml: advice.known_mobiles_only: 1 is not true or false"),
    ('parts = ["xx.none"]\n' + HEAD, "xx.toml: parts: xx.none.toml does not exist: write it or drop the name"),
    (HEAD + '[steps]\nwait = ["c"]', "xx.toml: steps.wait: claim 'c' does not exist"),
]


@pytest.mark.parametrize(("content", "message"), BROKEN)
def test_a_broken_file_says_where_what_and_how_to_fix_it(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "xx.toml").write_text(content, "utf-8")

    with pytest.raises(RuleError) as caught:
        load_country("XX", tmp_path)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
