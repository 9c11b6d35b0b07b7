"""Problems that a maintainer can mend: `file:line: what is wrong: how to mend it`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem in content, rules or configuration."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {self.mend}"


class ProblemsError(Exception):
    """The build cannot go on; `problems` says why, one line each."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class RuntimeProblem(Exception):
    """The text is meant for the person who runs the build: what is wrong, the value, the mend."""
