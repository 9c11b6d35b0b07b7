"""What ends a build: problems that a maintainer can fix, `file:line: what is wrong: how to fix it`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem in content, rules, configuration or what the build is made of; line 0 means the whole file."""

    file: str
    line: int
    what: str
    fix: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}: {self.fix}"


class BuildError(Exception):
    """The build cannot go on; `problems` says why, one line each."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
