"""Which tests run which line of `sender_lookup`, measured once with coverage.

What a test asks for a second time may come from a cache, and then its lines count for the test before it, or for none
where that was while tests were collected. So a change that the tests of a line let through is shown to all others.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

TESTS = ("tests/lookup", "tests/old_bugs")
RUN = (
    *("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadfile"),
    *("--cov", "--cov-branch", "--cov-context=test", "--cov-report=", "--cov-fail-under=0"),
)


@dataclass(frozen=True, slots=True)
class Touched:
    """Module -> line -> ids of tests; `size` counts the lines of a test: those with few are tried first."""

    by_line: dict[str, dict[int, frozenset[str]]]
    size: Counter[str]

    def line(self, module: str, line: int) -> frozenset[str]:
        """The tests that run that line; those of the module where it runs at import."""
        return self.by_line[module].get(line) or self.module(module)

    def module(self, module: str) -> frozenset[str]:
        """The tests that run any line of the module."""
        return frozenset().union(*self.by_line[module].values())


def measure(project: Path) -> Touched:
    """Run the tests of a copy of the project. Raises SystemExit where they fail as they are."""
    done = subprocess.run([sys.executable, *RUN, *TESTS], cwd=project, check=False)
    if done.returncode:
        raise SystemExit("the tests fail without any change: fix that first")
    data = CoverageData(str(project / ".coverage"))
    data.read()
    package = project / "sender_lookup"
    own = {file: Path(file) for file in data.measured_files() if Path(file).is_relative_to(package)}
    by_line = {path.relative_to(package).as_posix(): _lines(data, file) for file, path in own.items()}
    return Touched(by_line, Counter(t for lines in by_line.values() for tests in lines.values() for t in tests))


def _lines(data: CoverageData, file: str) -> dict[int, frozenset[str]]:
    """Line -> tests; a context is "tests/x.py::test_y|run", and "" what runs at import."""
    found = data.contexts_by_lineno(file)
    # One text for each test, not one for each line that it runs: every run is a fork of what is held here.
    return {n: frozenset(sys.intern(c.rpartition("|")[0]) for c in contexts if c) for n, contexts in found.items()}
