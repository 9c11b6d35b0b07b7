"""Whole tables, and the first answer of the terminal: `python -m tests.bench.tables`.

Prints rows a second by one process and by two, and their ratio; the most memory that a process had at 1, 10 and 100
thousand rows; what two processes cost on 1,000 rows; and the time of a processor from the start of the terminal
program to its answer, in a bare environment with the wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import NamedTuple

from stopsms.config import ROOT

from tests.bulk.tables import AS_OF, many

SIZES = (1_000, 10_000, 100_000)
SPREAD = 60_000  # rows for the ratio of two processes to one
STARTS = 9
QUESTIONS = {
    "a sender alone": ("36180",),
    "with a message": ("MODALIA", "--text", "Soldes -40% chez Modalia. STOP au 36180"),
}
BARE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # not the sources of this checkout
# A program that runs a table and tells the most memory that any of its processes had.
PROGRAM = (
    "import sys; from sender_lookup.bulk.command import main; assert main(sys.argv[1:]) == 0;"
    "from resource import getrusage, RUSAGE_SELF; print(getrusage(RUSAGE_SELF).ru_maxrss)"
)


class Run(NamedTuple):
    """Seconds from the start of the program to its end, and its most memory in MB."""

    seconds: float
    memory: float


def answered(table: Path, workers: int) -> Run:
    """A table answered by so many processes."""
    target = table.with_suffix(".answers.csv")
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        str(table),
        "-o",
        str(target),
        "--as-of",
        AS_OF,
        "--workers",
        str(workers),
    ]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    return Run(time.perf_counter() - began, int(done.stdout) / 1024)


def starts(folder: Path) -> dict[str, float]:
    """Milliseconds of a processor for each question, the least of several starts; and of Python's own start."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONSAFEPATH": "1"},
    )  # fmt: skip
    venv.create(folder / "bare", with_pip=True)
    programs = folder / "bare" / "bin"
    (wheel,) = folder.glob("*.whl")
    subprocess.run([programs / "pip", "install", "--quiet", wheel], check=True, capture_output=True)
    asked = {name: [programs / "sender-lookup", *given] for name, given in QUESTIONS.items()}
    return {
        name: min(_of_a_processor([str(part) for part in command]) for _ in range(STARTS))
        for name, command in {"Python alone": [programs / "python", "-c", "pass"], **asked}.items()
    }


def _of_a_processor(command: list[str]) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=BARE)
    after = getrusage(RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, milliseconds in starts(folder).items():
            print(f"{milliseconds:8.0f} ms  first answer in a terminal, {name}", flush=True)
        one, two = (answered(many(folder / "spread.csv", SPREAD), workers) for workers in (1, 2))
        print(f"{SPREAD / one.seconds:8,.0f} rows/s by one process, {SPREAD / two.seconds:,.0f} by two", flush=True)
        print(f"{one.seconds / two.seconds:8.2f} two processes to one, {SPREAD:,} rows", flush=True)
        one, two = (answered(many(folder / "few.csv", SIZES[0]), workers) for workers in (1, 2))
        print(f"{one.seconds:8.1f} s   {SIZES[0]:,} rows by one process, {two.seconds:.1f} by two", flush=True)
        for size in SIZES:
            print(f"{answered(many(folder / 'size.csv', size), 1).memory:8.0f} MB  {size:,} rows", flush=True)


if __name__ == "__main__":
    main()
