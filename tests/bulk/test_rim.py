"""The rim of the package: nothing asks it but the terminal, and a browser never gets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from stopsms.runtime.inputs import own_files

import sender_lookup
from tests.bulk.tables import ROOT, run

PACKAGE = Path(sender_lookup.__file__).parent


def test_it_is_not_in_the_browsers_archive() -> None:
    names = [name for name, _ in own_files(PACKAGE)]

    assert "sender_lookup/pipeline.py" in names
    assert [name for name in names if "/bulk" in name] == []


def test_the_library_does_not_load_it() -> None:
    used = "import sys, sender_lookup as s; s.check_draft; s.compose_letter"
    program = f"{used}; print([m for m in sys.modules if 'bulk' in m])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)

    assert done.stdout == "[]\n"


def test_csv_needs_no_other_package(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("sender;text\r\n36180;Soldes\r\n", "utf-8")
    program = (
        "import sys; from sender_lookup.bulk.command import main; assert main(sys.argv[1:]) == 0;"
        "print([m for m in ('pandas', 'pyarrow', 'numpy') if m in sys.modules])"
    )
    command = [sys.executable, "-c", program, str(source), "-o", str(tmp_path / "b.csv")]

    assert subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout == "[]\n"


@pytest.mark.parametrize("word", ["--sender", "--resume", "--summary", "examples:", "exit codes:"])
def test_help_teaches(word: str) -> None:
    done = run("--help")

    assert done.returncode == 0 and word in done.stdout and done.stderr == ""
