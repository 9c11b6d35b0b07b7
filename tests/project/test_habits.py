"""What those find who use, mend or publish the project: that files say what is so, and that what they name exists."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from stopsms.cli import parser as build_parser
from stopsms.config import ROOT

import sender_lookup
from sender_lookup.cli.arguments import main_parser
from sender_lookup.output.catalogue import load_catalogue

GITHUB = ROOT / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").iterdir() if path.name != "config.yml")
PAGES = (
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/care.md",
    "docs/pyodide-build.md",
)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def flat(name: str) -> str:
    """The words of a file, whatever its lines."""
    return " ".join(text(name).split())


def yaml(path: Path) -> dict[str, object]:
    found: dict[str, object] = YAML(typ="safe").load(path.read_text("utf-8"))
    return found


def run(*command: str | Path) -> None:
    """Run a program of this environment; its output is the failure."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


# --- what the host reads ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", sorted((GITHUB / "workflows").iterdir())),
        ("dependabot", [GITHUB / "dependabot.yml"]),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("citation-file-format", [ROOT / "CITATION.cff"]),
    ],
)
def test_files_for_the_host_are_of_its_form(schema: str, files: list[Path]) -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *files)


def test_no_workflow_does_what_is_known_to_be_unsafe() -> None:
    run(Path(sys.executable).with_name("zizmor"), "--offline", "--quiet", GITHUB)


def test_updates_are_asked_for_where_versions_stand() -> None:
    updates = YAML(typ="safe").load(text(".github/dependabot.yml"))["updates"]

    assert {(u["package-ecosystem"], u["directory"]) for u in updates} == {
        ("pip", "/"), ("npm", "/site"), ("github-actions", "/")
    }  # fmt: skip
    assert all((ROOT / u["directory"].strip("/")).is_dir() and u["groups"] and u["cooldown"] for u in updates)


# --- a wrong answer, told without telling a message ------------------------------------------------------------------


@pytest.mark.parametrize("name", [".github/ISSUE_TEMPLATE/1-wrong-answer.yml", "CONTRIBUTING.md"])
def test_a_wrong_answer_is_reported_with_a_blanked_text(name: str) -> None:
    said = flat(name).replace("“", '"').replace("”", '"')

    assert f'"{load_catalogue("en")("answer.wrong")}"' in said, "the button on the page"
    assert "`--wrong-answer`" in said and "--wrong-answer" in main_parser().format_help()
    assert "No program finds every name" in said


def test_nobody_sends_the_form_without_having_read_the_text() -> None:
    fields = {f["id"]: f for f in YAML(typ="safe").load(FORMS[0].read_text("utf-8"))["body"] if "id" in f}

    (promise,) = fields["private"]["attributes"]["options"]
    assert promise["required"] and "I have read the text" in promise["label"]
    assert fields["text"]["validations"]["required"]


def test_no_report_begins_on_a_blank_page() -> None:
    assert yaml(GITHUB / "ISSUE_TEMPLATE" / "config.yml")["blank_issues_enabled"] is False


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "docs/care.md"])
def test_the_form_is_called_by_its_name(name: str) -> None:
    assert f'"{yaml(FORMS[0])["name"]}"' in flat(name)


# --- versions and days -----------------------------------------------------------------------------------------------


def test_the_citation_is_of_this_version() -> None:
    assert yaml(ROOT / "CITATION.cff")["version"] == sender_lookup.__version__


def test_the_changelog_is_kept() -> None:
    """Unreleased first, then versions with their days, the newest first; each kind of change once in each."""
    headings = re.findall(r"^## (.+)$", text("CHANGELOG.md"), re.MULTILINE)
    parts = re.split(r"^## .+$", text("CHANGELOG.md"), flags=re.MULTILINE)[1:]

    assert headings[0] == "[Unreleased]"
    assert [h for h in headings[1:] if not re.fullmatch(r"\[\d+\.\d+\.\d+\] - 20\d\d-\d\d-\d\d", h)] == []
    for part in parts:
        kinds = re.findall(r"^### (.+)$", part, re.MULTILINE)
        order = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
        assert kinds == [kind for kind in order if kind in kinds]


# --- hooks -----------------------------------------------------------------------------------------------------------


def test_hooks_run_what_the_tests_begin_with() -> None:
    """Each line of `make test` before the tests has its hook, and no hook comes from elsewhere."""
    (repository,) = YAML(typ="safe").load(text(".pre-commit-config.yaml"))["repos"]
    entries = {hook["id"]: hook["entry"] for hook in repository["hooks"]}
    recipe = text("Makefile").partition("\ntest: $(STAMP)")[2].partition("@#")[0]

    assert repository["repo"] == "local"
    for name in ("ruff check", "ruff format", "mypy", "tsc"):
        assert name in recipe and f"/{name}" in entries[name.replace(" ", "-")]
    programs = {entry.split()[0] for entry in entries.values()}
    assert {str(Path(program).parent) for program in programs} == {".venv/bin", "site/node_modules/.bin"}


# --- links and commands ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_files_that_are_named_exist(name: str) -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", text(name))
    quoted = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[A-Z]{3,}[\w.]*\.\w+)`", text(name))
    folder = (ROOT / name).parent

    assert [path for path in linked if not (folder / path).exists()] == []
    places = (ROOT, ROOT / "sender_lookup", ROOT / "site")
    named = [path for path in quoted if not path.startswith((".venv", "@"))]
    assert [path for path in named if not any((place / path).exists() for place in places)] == []


COMMANDS = re.findall(r"^\| [^|]+ \| [^|]+ \| `([^`]+)` \|", text("docs/care.md"), re.MULTILINE)


def test_each_line_of_the_calendar_has_its_command() -> None:
    lines = re.findall(r"^\| (?!what |---).+\|$", text("docs/care.md"), re.MULTILINE)

    assert len(lines) == len(COMMANDS) >= 15


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_commands_of_the_calendar_exist(command: str) -> None:
    program, *given = shlex.split(command)
    if program == "make":
        (target,) = given
        assert re.search(rf"^{re.escape(target)}:", text("Makefile"), re.MULTILINE)
        return
    assert program == "python"
    if given[0] == "build.py":
        build_parser().parse_args(given[1:])
        return
    source = source_of(given[1]) if given[0] == "-m" else ROOT / given[0]
    code = source.read_text("utf-8")
    assert "__main__" in code
    assert [word for word in given if word.startswith("--") and f'"{word}"' not in code] == []


def source_of(module: str) -> Path:
    """The file of a module; for tools/, which is no package, the script."""
    if module.startswith("tools."):
        return ROOT / f"{module.replace('.', '/')}.py"
    spec = find_spec(module)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin)


def test_relocking_names_every_locked_package() -> None:
    """Else the lock would lose one."""
    locked = set(json.loads(text("site/runtime-lock.json"))["packages"])
    (command,) = (c for c in COMMANDS if "relock " in c)

    assert {word.partition("==")[0] for word in command.split() if "==" in word} == locked
