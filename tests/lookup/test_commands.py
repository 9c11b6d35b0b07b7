"""The commands of the terminal, what its help teaches, its version, colours and completions."""

from __future__ import annotations

import gc
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import sender_lookup
from sender_lookup.cli import arguments, main
from sender_lookup.cli.terminal import has_colours

pty = pytest.importorskip("pty", reason="needs a terminal of Unix")
ROOT = Path(__file__).parents[2]
ADVERT = ["MODALIA", "--text", "Soldes -40% chez Modalia. STOP au 36180", "--language", "en", "--as-of", "2026-11-24"]
ESCAPE = "\x1b["


def said(capsys: pytest.CaptureFixture[str], *given: str, code: int = 0) -> str:
    """What the program prints, in this process."""
    assert main(list(given)) == code
    out, err = capsys.readouterr()
    assert bool(err) is (code != 0)
    return out or err


def helped(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


# --- commands -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given", [ADVERT, [*ADVERT, "--json"], ["36180", "--explain", "--as-of", "2026-11-24"]], ids=["text", "json", "all"]
)
def test_lookup_is_a_call_without_a_command(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "lookup", *given) == said(capsys, *given)


COMMANDS = ("lookup", "letter", "draft", "table", "schema")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_sender_may_be_called_like_a_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, "lookup", name, "--json"))["sender"]["raw"] == name


@pytest.mark.parametrize("name", ["Table", "LOOKUP", "lookups"])
def test_only_the_very_word_is_a_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, name, "--json"))["sender"]["raw"] == name


def test_beginnings_of_options_mean_what_they_meant(capsys: pytest.CaptureFixture[str]) -> None:
    """argparse takes the beginning of an option where no other has it: a new one must not make an old call unclear."""
    short = ["--te", "Soldes", "--co", "FR", "--la", "en", "--r", "2026-11-22T21:00", "--as", "2026-11-24", "--l", "en"]

    assert "ambiguous option: --l" in said(capsys, *short, code=2), "--language or --letter-sent, as ever"
    assert said(capsys, *short[:-2]) and said(capsys, "36180", "--e")


def test_the_sender_of_lookup_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "lookup", code=2).startswith("sender-lookup: give a sender, a --text, or both: ")


def test_a_table_is_the_matter_of_bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets all that stands behind the command, and its exit code is that of the program."""
    asked: list[Sequence[str]] = []

    def answer_table(given: Sequence[str]) -> int:
        asked.append(given)
        return 7

    bulk, command = ModuleType("sender_lookup.bulk"), ModuleType("sender_lookup.bulk.command")
    vars(command)["main"] = answer_table
    monkeypatch.setitem(sys.modules, bulk.__name__, bulk)
    monkeypatch.setitem(sys.modules, command.__name__, command)

    assert main(["table", "reports.csv", "-o", "out.csv"]) == 7
    assert asked == [["reports.csv", "-o", "out.csv"]]


def test_an_answer_loads_nothing_that_it_does_not_need() -> None:
    code = (
        "import sys; from sender_lookup.cli import main; main(['36180']); "
        "print([n for n in ('jinja2', 'phonenumbers', 'sender_lookup.draft.check', 'sender_lookup.output.letters', "
        "'sender_lookup.bulk', 'shtab', 'pyarrow') if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)

    assert (done.returncode, done.stderr) == (0, "[]\n")


@pytest.mark.parametrize(
    ("given", "collects"),
    [(["36180"], False), (["letter", "company_objection"], False), (["--jsonl"], True), (["table", "none.csv"], True)],
)
def test_a_process_of_one_answer_looks_for_no_unused_memory(given: list[str], collects: bool) -> None:
    """One of many answers does."""
    code = "import gc; from sender_lookup.cli import main; main(); print(gc.isenabled())"
    done = subprocess.run(
        [sys.executable, "-c", code, *given], stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT
    )

    assert done.stdout.splitlines()[-1:] == [str(collects)]


def test_who_calls_the_program_keeps_the_settings_of_memory(capsys: pytest.CaptureFixture[str]) -> None:
    assert gc.isenabled() and said(capsys, "36180") and gc.isenabled()


def test_stopped_by_the_person(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sender_lookup.cli.lookup.lookup", stopped)

    assert main(["36180"]) == 130 and capsys.readouterr() == ("", "")


# --- help and version -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_teaches(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    text = helped(capsys, *command)

    assert "examples:" in text and "exit codes:" in text and "%%" not in text and "%(" not in text
    assert ESCAPE not in text and all(len(line) <= 120 for line in text.splitlines())
    assert command or all(f"\n  {name} " in text for name in COMMANDS)


EXAMPLES = [
    line.strip()
    for name, part in vars(arguments).items()
    if name.endswith("_EXAMPLES")
    for line in part.splitlines()
    if re.match("  sender-lookup ", line)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_works(example: str, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text('{"name": "Ana Rey", "company": "Modalia"}', "utf-8")
    (tmp_path / "requests.jsonl").write_text('{"sender": "36180"}\n', "utf-8")
    line = example.replace("sender-lookup", f"{shlex.quote(sys.executable)} -m sender_lookup", 1)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line], capture_output=True, cwd=tmp_path, env=environment, timeout=60)
    targets = ("letter.txt", "results.jsonl", "result.schema.json")
    written = [p for p in tmp_path.iterdir() if p.name in targets and p.stat().st_size]

    assert done.returncode == 0 and len(done.stderr.splitlines()) == example.count("--wrong-answer"), done.stderr
    assert bool(done.stdout) != bool(written), "on the screen, or where the example says"


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 11


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])

    assert (ended.value.code, capsys.readouterr().out) == (0, f"sender-lookup {sender_lookup.__version__}\n")


# --- colours --------------------------------------------------------------------------------------------------------

TERMINAL, PIPE = SimpleNamespace(isatty=lambda: True), SimpleNamespace(isatty=lambda: False)


@pytest.mark.parametrize(
    ("stream", "environment", "shown"),
    [
        (TERMINAL, {}, True),
        (TERMINAL, {"NO_COLOR": "1"}, False),
        (TERMINAL, {"NO_COLOR": ""}, True),  # "when present and not an empty string", says no-color.org
        (TERMINAL, {"TERM": "dumb"}, False),
        (TERMINAL, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (PIPE, {}, False),
        (PIPE, {"FORCE_COLOR": "1"}, True),
        (PIPE, {"FORCE_COLOR": ""}, False),
        (PIPE, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
    ],
)
def test_who_gets_colours(
    stream: SimpleNamespace, environment: dict[str, str], shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert has_colours(stream) is shown  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [ADVERT, [*ADVERT, "--explain"], ["+33612345678", "--text", "Colis bloque"]])
def test_colours_change_no_word(
    given: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    plain = said(capsys, *given)
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = said(capsys, *given)

    assert ESCAPE not in plain and shown.startswith(f"{ESCAPE}1m1. ")
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == plain
    assert len(re.findall(r"\x1b\[1m\x1b\[3[123]m", shown)) == 1, "the verdict"


def test_json_has_no_colours(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert ESCAPE not in said(capsys, *ADVERT, "--json")


def test_on_a_terminal_and_not_in_a_pipe() -> None:
    """The real thing: a program whose output is a terminal, and the same in a pipe."""
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")} | {"TERM": "xterm"}
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "sender_lookup", *ADVERT]
    try:
        subprocess.run(command, stdout=theirs, cwd=ROOT, env=environment, timeout=60, check=True)
        shown = os.read(ours, 65536)
    finally:
        os.close(theirs)
        os.close(ours)
    piped = subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment, timeout=60, check=True).stdout

    assert shown.startswith(b"\x1b[1m1. ") and b"\x1b" not in piped


# --- completion -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", arguments.SHELLS)
def test_a_completion_knows_commands_and_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    script = said(capsys, "--print-completion", shell)

    names = (*COMMANDS, "happened", "facts", "send-at", "workers", "print-completion")
    assert [name for name in names if name not in script] == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["dr"], {"draft"}),
        (["schema", "re"], {"request", "result"}),
        (["--knows-sender", ""], {"yes", "no"}),
        (["letter", "--fa"], {"--facts"}),
        (["draft", "--send"], {"--sender", "--send-at"}),
        (["table", "rep"], {"reports.csv"}),
        (["letter", "x", "--facts", "rep"], {"reports.csv"}),
    ],
)
def test_bash_completes(
    typed: list[str], offered: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reports.csv").touch()
    (tmp_path / "completion.bash").write_text(said(capsys, "--print-completion", "bash"), "utf-8")
    words = shlex.join(["sender-lookup", *typed])
    asked = (
        f"source completion.bash; COMP_WORDS=({words}); COMP_CWORD={len(typed)}; "
        "$(complete -p sender-lookup | sed 's/.*-F \\([^ ]*\\).*/\\1/'); printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, cwd=tmp_path, timeout=60)

    assert set(done.stdout.split()) == offered


def test_without_shtab_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)

    assert said(capsys, "--print-completion", "zsh", code=2) == (
        "sender-lookup: completions are written by shtab: pip install shtab\n"
    )
