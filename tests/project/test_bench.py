"""`make bench` measures in the Chromium that people use; where only the shell of the tests is, it says so."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import MagicMock

import pytest

from tests.bench import __main__ as bench
from tests.bench import build, cold_start, hostile, imports, instant, pictures, tables, throughput, visits

SHELL = "chromium-headless-shell"


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs, with the shell in it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    add(tmp_path, SHELL)
    return tmp_path


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is measured, without doing so."""
    names: list[str] = []
    for module in (throughput, hostile, tables, cold_start, imports, instant, visits, pictures, build):
        monkeypatch.setattr(module, "main", lambda *_, name=module.__name__: names.append(name.rpartition(".")[2]))
    return names


def used_for_visits() -> str:
    """The path of the browser whose profile is kept."""
    playwright = MagicMock()
    with visits.in_profile(playwright, "profile"):
        launched: str = playwright.chromium.launch_persistent_context.call_args.kwargs["executable_path"]
        return launched


def add(folder: Path, name: str) -> None:
    (folder / name).touch(mode=0o755)


def test_one_line_says_that_only_the_shell_is_there(
    system: Path, measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    bench.main()

    (line,) = capsys.readouterr().out.splitlines()
    assert SHELL in line and "apt-get install chromium" in line
    stages = ("throughput", "hostile", "tables", "build", "cold_start", "imports", "instant", "visits", "pictures")
    assert measured == list(stages)
    assert used_for_visits() == str(system / SHELL)


def test_nothing_is_said_where_the_whole_browser_is(
    system: Path, measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    add(system, "chromium")

    bench.main()

    assert capsys.readouterr().out == ""
    assert used_for_visits() == str(system / "chromium")
