"""The JSON contract as tables: a JSON Schema (2020-12) of an object, one table for it and one for each object in it.

>>> verdict = {"enum": ["stop", "premium"]}
>>> found = tables({"type": "object", "required": ["verdict"], "properties": {"verdict": verdict}})
>>> [(row.name, row.type, row.is_always, row.values) for row in found[0].rows]
[('verdict', 'string', True, ('stop', 'premium'))]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A field: its type in words, the table that explains it (or ""), whether it is always there, what it may be."""

    name: str
    type: str
    table: str
    is_always: bool
    said: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """An object of the contract: `path` is where it stands (`advice.steps[]`), empty for the whole."""

    path: str
    said: str
    rows: tuple[Row, ...]
    anchor: str = field(default="")


def tables(schema: Schema, name: str = "") -> tuple[Table, ...]:
    """The tables of a schema: of the whole, then of each object, below the one that it is in. `name` begins anchors."""
    return tuple(_Walk(schema, name).tables())


class _Walk:
    def __init__(self, schema: Schema, name: str) -> None:
        self.whole, self.name = schema, name
        self.known: dict[str, str] = {}  # $ref -> the path where it was first met

    def tables(self) -> Iterator[Table]:
        waiting: list[tuple[str, Schema]] = [("", self.resolved(self.whole)[1])]
        while waiting:
            path, schema = waiting.pop(0)
            rows, below = [], []
            required = _always(schema)
            for name, given in schema.get("properties", {}).items():
                inner, place, words = self.inner(given, f"{path}.{name}" if path else name)
                if inner is not None:
                    below.append((place, inner))
                said = given.get("description") or self.resolved(given)[1].get("description", "")
                rows.append(Row(name, words, self.anchor(place), name in required, said, self.values(given)))
            waiting = [*below, *waiting]
            yield Table(path, schema.get("description", ""), tuple(rows), self.anchor(path or "whole"))

    def anchor(self, path: str) -> str:
        """The fragment of a table; empty for no table."""
        plain = path.replace("[]", "").replace(".", "-")
        return f"{self.name}-{plain}" if self.name and plain else plain

    def resolved(self, schema: Schema) -> tuple[str, Schema]:
        """What a `$ref` names, with the name; any other schema as it is."""
        ref = schema.get("$ref", "")
        if not ref:
            return "", schema
        found: Any = self.whole
        for part in ref.removeprefix("#").strip("/").split("/") if ref != "#" else ():
            found = found[part]
        return ref, found

    def inner(self, schema: Schema, path: str) -> tuple[Schema | None, str, str]:
        """The object in a field where it has a table of its own (None where another place has it), the path of that
        table ("" for none), and the field's type in words."""
        ref, found = self.resolved(schema)
        choices = found.get("anyOf") or found.get("oneOf")
        if choices:
            parts = [self.inner(choice, path) for choice in choices]
            inner = next((part for part in parts if part[1]), (None, "", ""))
            return inner[0], inner[1], " or ".join(dict.fromkeys(part[2] for part in parts))
        kinds = found.get("type", "string" if "enum" in found or "const" in found else "any")
        kinds = [kinds] if isinstance(kinds, str) else list(kinds)
        if "array" in kinds:
            of, place, words = self.inner(found.get("items", {}), f"{path}[]")
            return of, place, _or(kinds, {"array": f"list of {_several(words)}"})
        if "object" in kinds and "properties" in found:
            if ref and ref in self.known:
                return None, self.known[ref], _or(kinds, {})
            if ref:
                self.known[ref] = path
            return found, path, _or(kinds, {})
        if "object" in kinds and isinstance(found.get("additionalProperties"), Mapping):
            words = self.inner(found["additionalProperties"], path)[2]
            return None, "", _or(kinds, {"object": f"object of {_several(words)}"})
        return None, "", _or(kinds, {})

    def values(self, schema: Schema) -> tuple[str, ...]:
        """The closed list of a field, of the items of one that is a list, of what is not null."""
        found = self.resolved(schema)[1]
        for choice in (*found.get("anyOf", ()), *found.get("oneOf", ())):
            if some := self.values(choice):
                return some
        if "items" in found:
            return self.values(found["items"])
        listed = found.get("enum", [found["const"]] if "const" in found else [])
        return tuple(str(value) for value in listed if value is not None)


def _always(schema: Schema) -> tuple[str, ...]:
    """The fields that are always there; where an object is one of several, in the first of them."""
    first = (schema.get("oneOf") or [{}])[0]
    return (*schema.get("required", ()), *first.get("required", ()))


def _or(kinds: list[str], words: Mapping[str, str]) -> str:
    return " or ".join(words.get(kind, kind) for kind in kinds)


def _several(words: str) -> str:
    """'string' -> 'strings'."""
    return words if words in ("any", "") or " " in words else f"{words}s"
