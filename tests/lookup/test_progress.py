"""`--jsonl` on a terminal shows how far it is: a bar where the size is known, else a count; never among the results."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import pieces

pty = pytest.importorskip("pty", reason="needs a terminal of Unix")
ROOT = Path(__file__).parents[2]
LINE = b'{"sender": "36180"}\n'


def run(source: Path, *, piped: bool) -> tuple[bytes, str]:
    """(standard output, what the terminal shows on standard error) of a bulk run over a file or a pipe."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "sender_lookup", "--jsonl"]
    with source.open("rb") as file:
        piping = subprocess.Popen(["cat"], stdin=file, stdout=subprocess.PIPE) if piped else None
        given = piping.stdout if piping else file
        done = subprocess.run(command, stdin=given, stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT, timeout=60)
    if piping is not None:
        piping.communicate()
    os.close(theirs)
    assert done.returncode == 0
    return done.stdout, b"".join(pieces(ours)).decode("utf-8")


@pytest.fixture
def requests(tmp_path: Path) -> Path:
    """Four hundred lines: the terminal is told twice, half way and at the end."""
    path = tmp_path / "requests.jsonl"
    path.write_bytes(LINE * 400)
    return path


def test_a_file_has_a_bar_that_fills(requests: Path) -> None:
    out, shown = run(requests, piped=False)

    assert out.count(b"\n") == 400
    half, full, end, *rest = shown.removeprefix("\r").rstrip("\r\n").split("\r")
    assert half == f"[{'#' * 15}{'.' * 15}] 200 lines"
    assert full == f"[{'#' * 30}] 400 lines"
    assert end.rstrip() == "400 lines" and len(end) >= len(full) and not rest, "the last line covers the bar"


def test_a_pipe_has_a_count(requests: Path) -> None:
    out, shown = run(requests, piped=True)

    assert out.count(b"\n") == 400
    assert [s.strip() for s in shown.split("\r") if s.strip()] == ["200 lines", "400 lines", "400 lines"]


def test_nothing_to_do_is_said_too(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    out, shown = run(tmp_path / "empty", piped=False)

    assert (out, shown.strip()) == (b"", "0 lines")
