"""The terminal: exit codes, one-line errors, one result for every line, and letters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sender_lookup.cli import main
from sender_lookup.country.loader import load_index

ROOT = Path(__file__).parents[2]
EXAMPLE = [
    "MODALIA",
    "--country",
    "FR",
    "--text",
    "Soldes -40% chez Modalia. STOP au 36180",
    "--received",
    "2026-11-22T21:00",
    "--as-of",
    "2026-11-24",
]


def run(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """(exit code, standard output, standard error) of the program."""
    done = subprocess.run(
        [sys.executable, "-m", "sender_lookup", *arguments], input=stdin, capture_output=True, cwd=ROOT, timeout=60,
        env={**os.environ, **(env or {})},
    )  # fmt: skip
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def lines(stdin: bytes, *arguments: str) -> list[dict[str, object]]:
    code, out, err = run("--jsonl", "--as-of", "2026-11-24", *arguments, stdin=stdin)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.removesuffix("\n").split("\n")]


@pytest.mark.parametrize("language", load_index().languages)
def test_an_answer_for_a_person(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In this process, and once in one of its own: a start takes longer than an answer."""
    code = main([*EXAMPLE, "--language", language])
    out, err = capsys.readouterr()

    assert (code, err) == (0, "")
    if language == "fr":
        assert run(*EXAMPLE, "--language", language) == (code, out, err)
    assert "sms:36180?&body=STOP" in out and "MODALIA" in out
    assert out.startswith("1. ") and len(out.splitlines()) <= 24, "the one thing to do, on one screen"


def test_the_rest_is_told_on_demand() -> None:
    short, whole = (run(*EXAMPLE, "--language", "en", *more)[1] for more in ([], ["--explain"]))

    assert "https://" not in short and "--explain" in short
    assert "https://" in whole and "company_objection" in whole and whole.startswith(short.split("\n\n")[0])


def test_what_happened_and_the_own_number_from_the_terminal() -> None:
    _, out, _ = run(
        "BNP",
        "--text",
        "Compte bloqué, appelez le 01 87 55 10 20",
        "--happened",
        "called",
        "--happened",
        "paid",
        "--json",
    )
    assert [s.get("happened") for s in json.loads(out)["advice"]["steps"][:2]] == ["paid", "called"]
    _, out, _ = run("0612345678", "--text", "Gagnez", "--own-number", "+33 6 12 34 56 78", "--json")
    assert json.loads(out)["advice"]["rule"] == "own_number"


def test_one_json_object() -> None:
    code, out, _ = run(*EXAMPLE, "--json")

    assert code == 0 and out.count("\n") == 1
    assert json.loads(out)["advice"]["verdict"] == "stop"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "sender-lookup: give a sender, a --text, or both: sender-lookup 36180 --text '...'"),
        (["--json"], "sender-lookup: give a sender, a --text, or both: sender-lookup 36180 --text '...'"),
        (
            ["36180", "--as-of", "tomorrow"],
            "sender-lookup: argument --as-of: 'tomorrow' is not a date: write it as 2026-11-24: see sender-lookup "
            "--help",
        ),
        (["36180", "--colour", "red"], "sender-lookup: unrecognized arguments: --colour red: see sender-lookup --help"),
        (["36180", "--knows-sender", "perhaps"], "sender-lookup: argument --knows-sender: invalid choice: 'perhaps'"),
        (["letter"], "sender-lookup: the following arguments are required: letter_id: see sender-lookup letter --help"),
        (["letter", "love"], "sender-lookup: 'love' is no letter for FR: the letters are company_objection, "),
        (
            ["letter", "company_objection", "--country", "ZZ"],
            "sender-lookup: 'company_objection' is no letter for ZZ: the letters are none",
        ),
        (
            ["letter", "company_objection", "--country", "../x"],
            "sender-lookup: argument --country: '../x' is no country: write two letters, as FR",
        ),
        (
            ["letter", "company_objection", "--facts", "/none.json"],
            "sender-lookup: /none.json: No such file or directory: give a JSON file that exists",
        ),
    ],
)
def test_unusable_arguments_are_one_line_and_exit_2(arguments: list[str], message: str) -> None:
    code, _, err = run(*arguments)

    assert code == 2
    assert err.startswith(message) and err.count("\n") == 1


def test_nothing_given_as_json() -> None:
    code, out, _ = run("--json", "--country", "FR")

    assert (code, json.loads(out)["error"]["code"]) == (2, "nothing_given")


def test_a_bad_detail_is_a_warning() -> None:
    code, out, _ = run("36180", "--received", "yesterday", "--country", "France", "--stop-sent", "once", "--json")

    assert (code, json.loads(out)["warnings"]) == (0, ["bad_country", "bad_received", "bad_stop_sent"])


@pytest.mark.parametrize(("country", "region"), [("UK", "GB"), ("uk", "GB"), ("GP", "FR"), ("RE", "FR")])
def test_aliases_of_countries(country: str, region: str) -> None:
    """A short code belongs to the country whose rules apply."""
    assert json.loads(run("36180", "--country", country, "--json")[1])["sender"]["region"] == region


def test_a_letter_of_a_country_by_its_alias() -> None:
    code, out, err = run("letter", "authority_complaint", "--country", "RE")

    assert (code, err) == (0, "") and "Commission nationale de l'informatique" in out.replace("\u2019", "'")


# --- bulk -----------------------------------------------------------------------------------------------------------


def code_of(result: dict[str, object]) -> object:
    """The error's code of a line, or its verdict."""
    error, advice = result.get("error"), result.get("advice")
    return error["code"] if isinstance(error, dict) else advice["verdict"] if isinstance(advice, dict) else None


BULK = [
    ('{"sender": "36180"}', "stop"),
    ("", "bad_json"),
    ("   ", "bad_json"),
    ("no json", "bad_json"),
    ("[]", "bad_request"),
    ("36180", "bad_request"),
    ("null", "bad_request"),
    ('"36180"', "bad_request"),
    ("{}", "nothing_given"),
    ('{"sender": 36180}', "stop"),
    ('{"sender": "81234", "country": "FR", "unknown": 1}', "premium"),
    ('{"sender": null, "text": "Votre code est 482913. Ne le communiquez à personne."}', "nothing_to_stop"),
    ('{"sender": "a\\ud800b"}', "check_first"),
    ('{"sender": "a\u2028b\u0085c"}', None),  # breaks of a line to Unicode, not to us
    ("[" * 100_000, "bad_json"),
    ('{"sender": ' + "9" * 5000 + "}", "bad_json"),
    ('{"sender": "' + "x" * 1_000_000 + '"}', None),
    ('{"sender": "36180", "stop_sent": "2026-11-24"}', "stop"),
]


def test_one_result_for_every_line_in_order() -> None:
    """A blank line has a result too, so that requests and results can be put side by side."""
    results = lines("\n".join(line for line, _ in BULK).encode() + b"\n")

    assert len(BULK) == len(results)
    assert [c for _, c in BULK if c] == [code_of(r) for r, (_, c) in zip(results, BULK, strict=True) if c]


def test_errors_say_what_and_how_to_fix_it() -> None:
    (result,) = lines(b"{")

    assert isinstance(result["error"], dict)
    assert str(result["error"]["message"]).endswith(": write one JSON object a line")


@pytest.mark.parametrize("ending", [b"", b"\n"])
def test_the_last_line_may_lack_its_end(ending: bytes) -> None:
    assert len(lines(b'{"sender": "36180"}\n{"sender": "38080"}' + ending)) == 2


@pytest.mark.parametrize(
    "stdin",
    [b'\xef\xbb\xbf{"sender": "36180"}\n', b'{"sender": "36180"}\r\n', '{"sender": "36\u202f180"}\n'.encode()],
    ids=["mark", "crlf", "narrow"],
)
def test_marks_and_line_ends_of_other_systems(stdin: bytes) -> None:
    (result,) = lines(stdin)

    assert code_of(result) == "stop"


def test_bytes_that_are_no_utf8_never_stop_it() -> None:
    results = lines(b'{"sender": "\xff\xfe"}\n{"sender": "36180"}\n')

    assert [code_of(r) for r in results] == ["check_first", "stop"]


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_utf8_whatever_the_locale(env: dict[str, str]) -> None:
    code, out, err = run("--jsonl", stdin='{"sender": "Crédit № 1 😀"}\n'.encode(), env=env)

    assert (code, err) == (0, "")
    assert json.loads(out)["sender"]["raw"] == "Crédit № 1 😀"


def test_half_characters_survive_the_way_out() -> None:
    code, out, _ = run("--jsonl", stdin=b'{"sender": "a\\ud83d"}\n')

    assert (code, json.loads(out)["sender"]["raw"]) == (0, "a\ud83d")


def test_arguments_that_are_no_text() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sender_lookup", b"\xff\xfe"], capture_output=True, cwd=ROOT, timeout=60
    )

    assert (done.returncode, done.stderr) == (0, b"")


def test_as_of_reaches_every_line_and_a_line_may_have_its_own() -> None:
    request = {"sender": "36180", "stop_sent": "2026-11-20"}
    given = "\n".join(
        json.dumps(r) for r in (request, {**request, "as_of": "2026-11-21"}, {**request, "as_of": "2027-01-01"})
    )
    firsts = [r["advice"]["steps"][0]["action"] for r in lines(given.encode())]  # type: ignore[index]

    assert firsts == ["write_company", "wait", "write_company"]


def test_a_reader_that_leaves_is_no_error() -> None:
    request = b'{"sender": "36180"}\n' * 5000
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m sender_lookup --jsonl | head -1"],
        input=request,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
    )

    assert done.stderr == b"" and done.stdout.count(b"\n") == 1


# --- letters --------------------------------------------------------------------------------------------------------


def test_a_letter_with_facts(tmp_path: Path) -> None:
    facts = {
        "name": "Ana Rey",
        "company": "Modalia & Fils",
        "text": "Soldes <b> {{ x }}",
        "received": "2026-11-22T21:00",
        "unknown": 1,
    }
    (tmp_path / "facts.json").write_text(json.dumps(facts), "utf-8")
    code, out, err = run(
        "letter",
        "company_objection",
        "--country",
        "FR",
        "--facts",
        str(tmp_path / "facts.json"),
        "--as-of",
        "2026-11-24",
    )

    assert (code, err) == (0, "")
    assert all(
        word in out
        for word in ("Ana Rey", "Modalia & Fils", "Soldes <b> {{ x }}", "22 novembre 2026", "24 novembre 2026")
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [("[]", "is no JSON object: write the facts as names and values"), ("{", "write one JSON object with name, ")],
)
def test_bad_facts(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "facts.json").write_text(content, "utf-8")
    code, out, err = run("letter", "company_objection", "--facts", str(tmp_path / "facts.json"))

    assert (code, out) == (2, "")
    assert message in err and err.count("\n") == 1
