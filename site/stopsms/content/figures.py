"""How good the package is, as `tools/how_good.py` measured it: the lines of `content/how-good.jsonl`.

The first line has the day and the revision; each other line has the counts of one country in one set of messages, or
how often one kind of miss was made in a set. Nobody writes them by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sender_lookup.codes import Purpose, Verdict

from ..errors import Problem

MEND = "make the file anew with `python tools/how_good.py`"
SETS = ("held_out", "rounds")  # folders of corpus/
# What is counted, of scams, honest messages or all of them. The model of n-grams alone gives no advice.
ANSWERS = (
    "scams_seen", "scams_doubted", "scams_waved", "honest_accused", "honest_doubted", "answers_right", "kinds_right",
)  # fmt: skip
NGRAMS = ("scams_seen", "scams_waved", "honest_accused", "kinds_right")
KINDS = ("misread", "misadvised")  # of misses: taken for another purpose, or a wrong verdict
Count = tuple[int, int]  # so many, of so many


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The counts of a country in a set: of the answers, and of the n-grams alone."""

    set: str
    country: str
    messages: int
    answers: Mapping[str, Count]
    ngrams: Mapping[str, Count]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """How often a message that was `was` (a purpose) got `got`: a purpose where `kind` is misread, else a verdict."""

    set: str
    kind: str
    was: str
    got: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The whole file."""

    as_of: date
    revision: str
    measured: tuple[Measured, ...]
    misses: tuple[Miss, ...]

    def of(self, name: str) -> tuple[Measured, ...]:
        """The countries of a set, those with most messages first."""
        return tuple(sorted((m for m in self.measured if m.set == name), key=lambda m: (-m.messages, m.country)))

    def as_lines(self) -> str:
        """The file."""
        head = {"as_of": self.as_of.isoformat(), "revision": self.revision}
        rows = [*map(asdict, self.measured), *map(asdict, self.misses)]
        return "".join(f"{json.dumps(row)}\n" for row in (head, *rows))


def summed(measured: Iterable[Measured]) -> Measured:
    """All countries together."""
    rows = tuple(measured)

    def total(names: Iterable[str], counts: list[Mapping[str, Count]]) -> dict[str, Count]:
        return {name: (sum(c[name][0] for c in counts), sum(c[name][1] for c in counts)) for name in names}

    return Measured(
        set="", country="", messages=sum(m.messages for m in rows),
        answers=total(ANSWERS, [m.answers for m in rows]), ngrams=total(NGRAMS, [m.ngrams for m in rows]),
    )  # fmt: skip


def read_figures(path: Path, name: str) -> tuple[Figures | None, list[Problem]]:
    """The figures in a file, or each line that is broken; `name` is the file's in a problem."""
    if not path.is_file():
        return None, [Problem(name, 1, "is missing", MEND)]
    head: dict[str, Any] = {}
    rows: list[Measured | Miss] = []
    problems = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            if number == 1:
                head = _head(json.loads(line))
            else:
                rows.append(_row(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            problems.append(Problem(name, number, f"is no line of figures ({_said(error)})", MEND))
    measured = tuple(row for row in rows if isinstance(row, Measured))
    if not problems and not measured:
        problems.append(Problem(name, 1, "has no figures", MEND))
    if problems:
        return None, problems
    return Figures(**head, measured=measured, misses=tuple(row for row in rows if isinstance(row, Miss))), []


def _said(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _head(row: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(row["revision"], str) or not row["revision"]:
        raise ValueError("it names no revision")
    return {"as_of": date.fromisoformat(row["as_of"]), "revision": row["revision"]}


def _row(row: dict[str, Any]) -> Measured | Miss:
    if row["set"] not in SETS:
        raise ValueError(f"set is {row['set']!r}: one of {', '.join(SETS)}")
    return _miss(row) if "was" in row else _measured(row)


def _measured(row: dict[str, Any]) -> Measured:
    messages = _number(row["messages"], "messages")
    return Measured(
        set=row["set"], country=str(row["country"]), messages=messages,
        answers={name: _count(row["answers"][name], name, messages) for name in ANSWERS},
        ngrams={name: _count(row["ngrams"][name], name, messages) for name in NGRAMS},
    )  # fmt: skip


def _miss(row: dict[str, Any]) -> Miss:
    if row["kind"] not in KINDS:
        raise ValueError(f"kind is {row['kind']!r}: one of {', '.join(KINDS)}")
    got = Purpose(row["got"]) if row["kind"] == "misread" else Verdict(row["got"])
    times = _number(row["times"], "times")
    return Miss(set=row["set"], kind=row["kind"], was=Purpose(row["was"]).value, got=got.value, times=times)


def _number(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{name} is {value!r}: a number of messages, 1 or more")
    return value


def _count(value: Any, name: str, messages: int) -> Count:
    some, of = value
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in (some, of)) or not 0 <= some <= of <= messages:
        raise ValueError(f"{name} is {value!r}: so many, of so many, of {messages} messages")
    return some, of
