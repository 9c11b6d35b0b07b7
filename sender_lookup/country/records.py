"""Turns plain tables (from TOML) into frozen records, with errors that a rule author can act on.

A record's dataclass is its schema: `record_from(Family, table, ...)` takes the field names, their types and their
defaults from it, refuses unknown keys, and names file, path, value and fix in every error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from ..codes import DraftState, Kind, Strength, TimingVerdict
from ..errors import RuleError

# Annotation (as written in the record: to evaluate each would slow the browser's start) -> what a table may hold, in
# words for the author.
TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a text in quotes"),
    "str | None": ((str,), "a text in quotes"),
    "bool": ((bool,), "true or false"),
    "int": ((int,), "a whole number"),
    "int | None": ((int,), "a whole number"),
    "date | None": ((date,), "a date such as 2026-03-01"),
    "time | None": ((time,), "a time such as 08:00:00"),
    "tuple[str, ...]": ((list,), "a list of texts"),
    "tuple[int, ...]": ((list,), "a list of whole numbers"),
    "Mapping[str, str]": ((dict,), "a table of texts"),
    "Mapping[str, Sequence[str]]": ((dict,), "a table of lists of texts"),
    "Mapping[str, Mapping[str, str]]": ((dict,), "a table of tables of texts"),
    "re.Pattern[str] | None": ((str,), "a pattern in single quotes"),
}
CODES: Mapping[str, type[StrEnum]] = {code.__name__: code for code in (Kind, Strength, TimingVerdict, DraftState)}
CASTS: Mapping[str, Callable[[str], object]] = {"date": date.fromisoformat, "time": time.fromisoformat}


def compile_pattern(pattern: str, file: str, where: str) -> re.Pattern[str]:
    """An anchored pattern (the whole string must match), or RuleError.

    Only the subset that means the same in JavaScript is taken: the instant answer runs the same patterns.
    """
    if re.search(r"\(\?(?!:)|[\\](?![dD.+*?()|\[\]{}^$\-])|[*+?}]\+", pattern):
        problem = f"pattern {pattern!r} uses syntax that JavaScript reads differently"
        raise RuleError(file, where, problem, "use digits, [...], \\d, {n}, | and (?:...)")
    try:
        return re.compile(rf"(?:{pattern})\Z", re.ASCII)
    except re.error as error:
        raise RuleError(file, where, f"pattern {pattern!r}: {error}", "correct the pattern") from None


def _value(kind: str, given: Any, file: str, where: str) -> Any:
    if type(given) is str and kind in ("str", "str | None"):
        return given  # most values are
    if (codes := CODES.get(kind.removesuffix(" | None"))) is not None:
        return _code(codes, given, file, where)
    value: Any = _cast(kind, given)
    accepted, words = TYPES[kind]
    wrong = not isinstance(value, accepted) or (isinstance(value, bool) and bool not in accepted)
    if wrong or not _has_right_items(kind, value):
        raise RuleError(file, where, f"{value!r} is not {words}", f"write {words}")
    if kind.startswith("re.Pattern"):
        return compile_pattern(str(value), file, where)
    return tuple(value) if isinstance(value, list) else value


def _code(codes: type[StrEnum], given: Any, file: str, where: str) -> StrEnum:
    try:
        return codes(given)
    except ValueError:
        raise RuleError(file, where, f"{given!r} is unknown", f"use one of {', '.join(codes)}") from None


def _has_right_items(kind: str, value: Any) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if kind.count("Mapping") > 1:
        return all(isinstance(item, dict) and all(isinstance(text, str) for text in item.values()) for item in items)
    if "Sequence" in kind:
        return all(isinstance(item, list) and all(isinstance(text, str) for text in item) for item in items)
    return all(isinstance(item, int if "int" in kind else str) for item in items)


def _cast(kind: str, value: Any) -> object:
    """The browser's JSON form of a table holds dates and times as text."""
    cast = CASTS.get(kind.split(" ")[0])
    try:
        return cast(value) if cast and isinstance(value, str) else value
    except ValueError:
        return value  # no date: the check of types says so


def record_from[T](record: type[T], table: Mapping[str, Any], file: str, where: str, **extra: Any) -> T:
    """A frozen record from a table. `extra` gives fields that do not come from the table itself.

    Raises RuleError for an unknown key, a missing one, or a value of the wrong type.
    """
    known = _schema(record)  # type: ignore[arg-type]
    at = f"{where}." if where else ""
    for key in table:
        if key not in known or key in extra:
            fix = f"use one of {', '.join(sorted(known.keys() - extra.keys()))}"
            raise RuleError(file, f"{at}{key}", "unknown key", fix)
    values = dict(extra)
    for name, field in known.items():
        if name in table:
            values[name] = _value(field.kind, table[name], file, f"{at}{name}")
        elif field.needed and name not in extra:
            raise RuleError(file, where, f"{name!r} is missing", f"add {name} = ...")
    return record(**values)


class _Field(NamedTuple):
    kind: str  # the annotation
    needed: bool


@cache
def _schema(record: type) -> dict[str, _Field]:
    """The fields of a record by name."""
    return {f.name: _Field(str(f.type), f.default is MISSING and f.default_factory is MISSING) for f in fields(record)}


def records_from[T](record: type[T], table: Mapping[str, Any], key: str, file: str) -> tuple[T, ...]:
    """The records under `[[key]]`; an absent key is an empty list. Errors name the entry by its id or position."""
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise RuleError(file, key, "is not a list of tables", f"write [[{key}]] before each entry")
    ids = [row["id"] for row in rows if "id" in row]
    for twice in (i for i in ids if ids.count(i) > 1):
        raise RuleError(file, f"{key}[{twice}]", "is defined twice", "give each entry an id of its own")
    return tuple(record_from(record, row, file, f"{key}[{row.get('id', n)}]") for n, row in enumerate(rows))
