"""Runs over many rows: several processes, stopped and gone on with, killed; what a terminal shows meanwhile."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from sender_lookup import __version__
from sender_lookup.bulk.command import main
from sender_lookup.bulk.csv_file import kept_rows
from sender_lookup.bulk.progress import Stop
from tests.bulk.tables import AS_OF, ROOT, many, read, without_columns
from tests.terminal import pieces

COUNT = 1_500
FORMATS = pytest.mark.parametrize("suffix", [".csv", ".parquet"])


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table that takes some seconds."""
    return many(tmp_path_factory.mktemp("table") / "reports.csv", COUNT)


@pytest.fixture(scope="module")
def whole(source: Path) -> Path:
    """It answered by one process."""
    target = source.with_name("whole.csv")
    assert main([str(source), "-o", str(target), "--as-of", AS_OF]) == 0
    return target


def start(*arguments: object) -> subprocess.Popen[str]:
    """The program at work, in a group of processes of its own, as a terminal starts it."""
    command = [sys.executable, "-m", "sender_lookup.bulk", *map(str, arguments), "--as-of", AS_OF]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def wait_for(path: Path, size: int) -> None:
    """Until a file has grown to a size."""
    until = time.monotonic() + 60
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < until, f"{path.name} does not grow"
        time.sleep(0.02)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a file of ours, as texts."""
    if path.suffix == ".csv":
        return read(path)
    import pyarrow.parquet as pq

    table = pq.read_table(path).to_pylist()
    return [{name: value or "" for name, value in row.items()} for row in table]


def say_how(target: Path, **others: str) -> Path:
    """The file that says how the rows beside a target were answered, as `whole` was but for `others`."""
    settings = {"sender": "'sender'", "text": "'text'", "received": "none", "country": "FR", "as_of": AS_OF}
    told = target.with_name(f"{target.stem}.partial{target.suffix}.json")
    told.write_text(json.dumps({**settings, "version": __version__, **others}), "utf-8")
    return told


def needs(suffix: str) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow", reason="writes Parquet: pip install --group bulk-tests")


def test_several_processes_give_the_same_bytes(source: Path, whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "answers.csv"
    assert main([str(source), "-o", str(target), "--as-of", AS_OF, "--workers", "2"]) == 0

    assert target.read_bytes() == whole.read_bytes()


@FORMATS
@pytest.mark.parametrize(("workers", "told"), [(1, "SIGINT"), (2, "SIGINT"), (2, "SIGHUP")])
def test_ctrl_c_leaves_a_whole_file_and_says_how_to_go_on(
    source: Path, whole: Path, tmp_path: Path, suffix: str, workers: int, told: str
) -> None:
    needs(suffix)
    target, partial = tmp_path / f"answers{suffix}", tmp_path / f"answers.partial{suffix}"
    program = start(source, "-o", target, "--workers", workers)
    wait_for(partial, 1)  # it listens by then, and ends with the rows that it is at
    os.killpg(program.pid, getattr(signal, told))  # a terminal tells every process of the group
    out, err = program.communicate(timeout=60)
    kept = rows_of(partial)

    assert (program.returncode, out) == (130, "")
    said = re.fullmatch(
        r"sender-lookup: ([\d,]+) rows are kept in (\S+): go on with (sender-lookup table .*)\n", without_columns(err)
    )
    assert said and (int(said[1].replace(",", "")), said[2]) == (len(kept), str(partial))
    assert said[3].endswith(f"--as-of {AS_OF} --resume")
    assert not target.exists() and 0 < len(kept) < COUNT and kept == rows_of(whole)[: len(kept)]

    assert main([*said[3].split()[2:]]) == 0
    assert rows_of(target) == rows_of(whole)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no SIGHUP")
def test_a_terminal_that_closes_stops_it_but_not_under_nohup() -> None:
    before = signal.getsignal(signal.SIGHUP)
    try:
        for handler, heard in ((signal.SIG_DFL, True), (signal.SIG_IGN, False)):
            signal.signal(signal.SIGHUP, handler)
            with Stop() as stop:
                signal.raise_signal(signal.SIGHUP)
                assert stop.asked == heard
            assert signal.getsignal(signal.SIGHUP) is handler
    finally:
        signal.signal(signal.SIGHUP, before)


def test_killed_at_any_moment_it_can_go_on(source: Path, whole: Path, tmp_path: Path) -> None:
    """No row is lost or doubled, though the file ends in the middle of one; its processes leave with it."""
    target, partial = tmp_path / "answers.csv", tmp_path / "answers.partial.csv"
    program = start(source, "-o", target, "--workers", 2)
    wait_for(partial, 60_000)
    os.kill(program.pid, signal.SIGKILL)
    program.communicate(timeout=60)  # ends when the last process that holds the other end has left

    with partial.open("r+b") as file:
        file.truncate(partial.stat().st_size - 7)
    assert main([str(source), "-o", str(target), "--resume", "--as-of", AS_OF]) == 0
    assert target.read_bytes() == whole.read_bytes()


def test_a_run_that_goes_on_may_be_killed_too(source: Path, whole: Path, tmp_path: Path) -> None:
    """While rows are taken over, both files are there: the older one is whole."""
    target = tmp_path / "answers.csv"
    lines = whole.read_bytes().splitlines(keepends=True)
    (tmp_path / "answers.kept.csv").write_bytes(b"".join(lines[:2000]))
    (tmp_path / "answers.partial.csv").write_bytes(b"".join(lines[:20]))
    say_how(target)

    assert main([str(source), "-o", str(target), "--resume", "--as-of", AS_OF]) == 0
    assert target.read_bytes() == whole.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("place", [0, 1])
def test_rows_with_line_breaks_of_old_systems_are_kept(tmp_path: Path, place: int) -> None:
    """The line that ends within a cell is no line that was cut; one that was cut is answered anew."""
    row = ["", ""]
    row[place] = '"Soldes\rchez\rModalia"'
    source, target, partial = (tmp_path / name for name in ("a.csv", "answers.csv", "answers.partial.csv"))
    source.write_bytes(f"note;text\r\n{';'.join(row)}\r\nx;Bonjour\r\n".encode())
    assert main([str(source), "-o", str(target)]) == 0
    whole = target.read_bytes()
    second = whole.index(b"x;Bonjour")

    for size, kept in ((len(whole), 2), (second, 1), (second + 3, 1), (whole.index(b"Modalia"), 0)):
        partial.write_bytes(whole[:size])
        assert len(list(kept_rows(partial, ";", ["note", "text"]))) == kept


def test_what_was_answered_is_not_answered_again(
    source: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "answers.csv"
    (tmp_path / "answers.partial.csv").write_bytes(whole.read_bytes())
    say_how(target)
    monkeypatch.setattr("sender_lookup.bulk.spread.answer_all", lambda rows, settings: [][: len(rows)] or 1 / len(rows))

    assert main([str(source), "-o", str(target), "--resume", "--as-of", AS_OF]) == 0
    assert target.read_bytes() == whole.read_bytes()


def test_what_a_stopped_run_left_is_not_written_over(source: Path, tmp_path: Path, capsys: Capture) -> None:
    left = tmp_path / "answers.partial.csv"
    left.write_text("a day's work", "utf-8")

    assert main([str(source), "-o", str(tmp_path / "answers.csv")]) == 2
    assert capsys.readouterr().err == (
        f"sender-lookup: {left}: was left by a run that was stopped: add --resume to go on, or remove it\n"
    )
    assert left.read_text("utf-8") == "a day's work"


def test_nothing_to_go_on_with_is_a_new_run(tmp_path: Path) -> None:
    source, target = many(tmp_path / "reports.csv", 3), tmp_path / "answers.csv"

    assert main([str(source), "-o", str(target), "--resume"]) == 0 and len(read(target)) == 3


Capture = pytest.CaptureFixture[str]
OTHERS = {
    "other columns": ("id;sender;note\r\n1;2;3\r\n", "was made from another table: remove it and start anew"),
    "other rows": ("", "row 2 is not the one that was answered before: give the same table, or remove"),
    "fewer rows": ("id;sender;text\r\n0;36180;Soldes\r\n", "has fewer rows than were answered before: give the same"),
}


@pytest.mark.parametrize(("content", "said"), OTHERS.values(), ids=OTHERS)
def test_a_run_does_not_go_on_with_another_table(tmp_path: Path, content: str, said: str, capsys: Capture) -> None:
    source, target = tmp_path / "reports.csv", tmp_path / "answers.csv"
    source.write_text("id;sender;text\r\n0;36180;Soldes\r\n1;36180;Bonjour\r\n", "utf-8")
    assert main([str(source), "-o", str(target)]) == 0
    capsys.readouterr()
    before = target.rename(tmp_path / "answers.partial.csv").read_bytes()
    told = say_how(target, as_of=date.today().isoformat())
    source.write_text(content or source.read_text("utf-8").replace("Bonjour", "Bonsoir"), "utf-8")

    assert main([str(source), "-o", str(target), "--resume"]) == 2
    err = without_columns(capsys.readouterr().err)
    assert said in err and err.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"reports.csv", "answers.partial.csv", told.name}
    assert (tmp_path / "answers.partial.csv").read_bytes() == before


DIFFER = {
    "country": (["--country", "ES"], {}, "country FR, this run has ES"),
    "day": (["--as-of", "2026-11-25"], {}, "as_of 2026-11-24, this run has 2026-11-25"),
    "columns": (["--sender", "text", "--text", "sender"], {}, "sender 'sender', this run has 'text'"),
    "version": ([], {"version": "0.0.1"}, f"version 0.0.1, this run has {__version__}"),
}


@pytest.mark.parametrize(("arguments", "others", "said"), DIFFER.values(), ids=DIFFER)
def test_a_run_does_not_go_on_with_other_settings(
    whole: Path, source: Path, tmp_path: Path, arguments: list[str], others: dict[str, str], said: str, capsys: Capture
) -> None:
    target, partial = tmp_path / "answers.csv", tmp_path / "answers.partial.csv"
    partial.write_bytes(b"".join(whole.read_bytes().splitlines(keepends=True)[:20]))
    told = say_how(target, **others)

    assert main([str(source), "-o", str(target), "--resume", *arguments]) == 2
    fix = "go on with the same, or remove it and start anew, without --resume"
    assert capsys.readouterr().err == f"sender-lookup: {partial}: was answered with {said}: {fix}\n"
    assert {path.name for path in tmp_path.iterdir()} == {partial.name, told.name}

    for damage in ("", "[]", "{}"):
        told.write_text(damage, "utf-8")
        assert main([str(source), "-o", str(target), "--resume"]) == 2
        err = capsys.readouterr().err
        assert f"how it was answered is not known, for {told.name} is gone or damaged: remove it" in err
        assert err.count("\n") == 1


def test_a_run_goes_on_with_its_own_day(tmp_path: Path) -> None:
    source, target = many(tmp_path / "reports.csv", 2), tmp_path / "answers.csv"
    assert main([str(source), "-o", str(target), "--as-of", AS_OF]) == 0
    target.rename(tmp_path / "answers.partial.csv")
    say_how(target)

    assert main([str(source), "-o", str(target), "--resume"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {source.name, target.name}


def test_a_process_that_is_killed_is_told(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "answers.csv"
    program = start(source, "-o", target, "--workers", 2)
    wait_for(tmp_path / "answers.partial.csv", 60_000)
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
    if not children.exists():
        program.kill()
        pytest.skip("tells the processes of a program by /proc")
    workers = [pid for pid in map(int, children.read_text().split()) if b"spawn_main" in command_of(pid)]
    os.kill(workers[0], signal.SIGKILL)
    err = without_columns(program.communicate(timeout=60)[1])

    assert program.returncode == 2 and err.count("\n") == 1
    assert err.startswith("sender-lookup: workers: a process was killed, perhaps for want of memory: try again with")
    assert err.endswith("go on with --resume\n")


def command_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


# --- what a terminal shows ------------------------------------------------------------------------------------------


def shown(source: Path, *arguments: str) -> str:
    """What the program writes to a terminal on standard error."""
    pytest.importorskip("pty", reason="needs a terminal of Unix")
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "sender_lookup.bulk", str(source), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT, timeout=60)
    os.close(theirs)
    assert (done.returncode, done.stdout) == (0, b"")
    return b"".join(pieces(ours)).decode("utf-8")


def test_a_terminal_shows_rate_and_time_left(tmp_path: Path) -> None:
    source = many(tmp_path / "reports.csv", 3_000)
    columns = ["--sender", "sender", "--text", "text", "--received", "id"]
    *meanwhile, end = shown(source, "-o", str(tmp_path / "answers.csv"), *columns).strip("\r\n").split("\r")

    left = r", (?:\d+ min )?\d+ s left"
    assert all(re.fullmatch(rf"[\d,]+ rows(, \d+ %)?, [\d,]+ a second({left})? *", said) for said in meanwhile)
    assert any(re.fullmatch(rf"[\d,]+ rows, \d+ %, [\d,]+ a second{left} *", said) for said in meanwhile)
    assert re.fullmatch(r"3,000 rows, [\d,]+ a second *", end)
    assert len(end) >= max(len(said.rstrip()) for said in meanwhile[-1:]), "the last line covers the one before"


def test_elsewhere_nothing_else_is_shown(tmp_path: Path, capsys: Capture) -> None:
    assert main([str(many(tmp_path / "reports.csv", 120)), "-o", str(tmp_path / "answers.csv")]) == 0
    out, err = capsys.readouterr()
    assert (out, without_columns(err)) == ("", "")


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    """Rows without an answer cost nothing but their reading and writing: a hundred times as many, the same memory."""
    if not Path("/proc/self/status").exists():
        pytest.skip("reads the most memory that a program had from /proc")
    peaks = []
    for count in (2_000, 200_000):
        table = tmp_path / f"{count}.csv"
        table.write_text("sender;text;note\n" + f";;{'x' * 100}\n" * count, "utf-8")
        program = (
            "import sys; from sender_lookup.bulk.command import main; assert main(sys.argv[1:]) == 0;"
            "print(*(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
        )
        command = [sys.executable, "-c", program, str(table), "-o", str(tmp_path / f"answers.{count}.csv")]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=True)
        peaks.append(int(done.stdout))

    assert peaks[1] < 1.05 * peaks[0]
