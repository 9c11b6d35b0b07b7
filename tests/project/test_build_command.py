"""`python build.py` with a Python that cannot build: that of `.venv/` takes over, or one line says what to do."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from stopsms.config import ROOT

BARE = (sys.executable, "-I", "-S")  # a Python that sees nothing but its standard library
# As a Python of 2022: what it is asked for its version says so.
OLD = (
    sys.executable,
    "-c",
    "import runpy, sys; sys.version_info = (3, 11, 9, 'final', 0); sys.argv = sys.argv[1:]; "
    "runpy.run_path(sys.argv[0], run_name='__main__')",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A working tree in which nothing is installed."""
    place = tmp_path / "a checkout"
    place.mkdir()
    shutil.copy(ROOT / "build.py", place)
    for name in ("site", "sender_lookup", "content", "docs"):
        (place / name).symlink_to(ROOT / name)
    return place


def own_python(checkout: Path, script: str) -> None:
    """Put a shell script in the place of the Python of `.venv/`."""
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    python.chmod(0o755)


def run(python: tuple[str, ...], checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command from another folder than its own."""
    command = [*python, str(checkout / "build.py"), *arguments]
    return subprocess.run(command, cwd=checkout.parent, capture_output=True, text=True, check=False)


def is_one_line_of_advice(done: subprocess.CompletedProcess[str]) -> bool:
    (line,) = done.stderr.splitlines()
    return (
        done.returncode == 2 and not done.stdout and "`make build`" in line and "pip install --group dev -e ." in line
    )


@pytest.mark.parametrize("python", [BARE, OLD], ids=["bare", "old"])
def test_without_packages_one_line_says_how_to_get_them(python: tuple[str, ...], checkout: Path) -> None:
    done = run(python, checkout, "--check")

    assert is_one_line_of_advice(done), done.stderr
    assert ("has no package" if python == BARE else "is Python 3.11") in done.stderr
    assert str(checkout) in done.stderr


@pytest.mark.parametrize("python", [BARE, OLD], ids=["bare", "old"])
def test_the_python_of_the_checkout_takes_over(python: tuple[str, ...], checkout: Path) -> None:
    own_python(checkout, 'printf "%s|" "$@"; exit 7')
    done = run(python, checkout, "--out", "a folder", "--check")

    assert (done.returncode, done.stderr) == (7, "")
    assert done.stdout == f"{checkout / 'build.py'}|--out|a folder|--check|"


def test_the_python_of_the_checkout_builds(checkout: Path) -> None:
    own_python(checkout, f'exec "{sys.executable}" "$@"')
    done = run(BARE, checkout, "--help")

    assert done.returncode == 0, done.stderr
    assert "--update-numbering" in done.stdout


def test_an_empty_environment_does_not_call_itself_for_ever(checkout: Path) -> None:
    venv.create(checkout / ".venv", with_pip=False)

    assert is_one_line_of_advice(run(BARE, checkout))


def test_an_environment_whose_python_is_gone_is_none(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(checkout / "gone")

    assert is_one_line_of_advice(run(BARE, checkout))


def test_a_mistake_in_our_own_imports_is_not_taken_for_a_missing_package(tmp_path: Path) -> None:
    shutil.copy(ROOT / "build.py", tmp_path)
    package = tmp_path / "site" / "stopsms"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "cli.py").write_text("import stopsms.nowhere\n", "utf-8")
    done = run(BARE, tmp_path)

    assert done.returncode == 1
    assert "No module named 'stopsms.nowhere'" in done.stderr


def test_older_pythons_can_read_the_file() -> None:
    ast.parse((ROOT / "build.py").read_text("utf-8"), feature_version=(3, 8))


@pytest.mark.skipif(not Path("/usr/bin/python3.11").is_file(), reason="Debian 12's Python is not on this machine")
def test_a_real_old_python(checkout: Path) -> None:
    assert is_one_line_of_advice(run(("/usr/bin/python3.11",), checkout))
