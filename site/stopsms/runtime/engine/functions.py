"""The list of the engine's functions that run here: `functions.txt`, which a person can read and a tool takes anew.

A function has a number (its place among those that `pyodide.asm.wasm` defines) and, where the module exports it, a
name. Each stands once, under what first called it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from . import wasm

FILE = Path(__file__).with_name("functions.txt")
HEAD = """\
# The functions of Pyodide's engine that run here, under what first called them. Written by `python -m tools.engine_functions`.
pyodide {pyodide}
sha256 {sha256}
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class Functions:
    """`by_stage`: numbers of functions, in their order; `pyodide`: of which version; `sha256`: of its wasm."""

    pyodide: str
    sha256: str
    by_stage: Mapping[str, tuple[int, ...]]

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `text` writes.

        >>> Functions.parse("pyodide 1\\nsha256 ab\\n[start]\\n7 malloc\\n9\\n").by_stage
        {'start': (7, 9)}
        """
        head: dict[str, str] = {}
        stages: dict[str, list[int]] = {}
        for line in text.splitlines():
            first, _, rest = line.partition(" ")
            if line.startswith("["):
                stages[line.strip("[]")] = []
            elif first.isdigit():
                stages[next(reversed(stages))].append(int(first))
            elif line and first != "#":
                head[first] = rest
        return cls(head["pyodide"], head["sha256"], {stage: tuple(found) for stage, found in stages.items()})

    def text(self, names: Mapping[int, str]) -> str:
        """The file's text; `names` by number."""
        lines = [HEAD.format(pyodide=self.pyodide, sha256=self.sha256)]
        for stage, numbers in self.by_stage.items():
            lines += [f"[{stage}]", *(f"{number} {names.get(number, '')}".rstrip() for number in numbers), ""]
        return "\n".join(lines)

    def without(self, stage: str) -> Self:
        """The list as if that stage had never been."""
        return type(self)(
            self.pyodide, self.sha256, {name: found for name, found in self.by_stage.items() if name != stage}
        )

    @property
    def numbers(self) -> list[int]:
        """All, in their order."""
        return sorted({number for found in self.by_stage.values() for number in found})


def read_functions() -> Functions:
    """The list of the tree."""
    return Functions.parse(FILE.read_text(encoding="utf-8"))


def of_calls(pyodide: str, binary: bytes, calls: Iterable[tuple[str, Iterable[int]]]) -> Functions:
    """The list from what was called, stage after stage."""
    seen: set[int] = set()
    stages: dict[str, tuple[int, ...]] = {}
    for stage, called in calls:
        new = set(called) - seen
        stages[stage] = tuple(sorted({*stages.get(stage, ()), *new}))
        seen |= new
    return Functions(pyodide, hashlib.sha256(binary).hexdigest(), stages)


def names_of(binary: bytes) -> dict[int, str]:
    """The first name under which a module exports a function, by the function's number."""
    sections = dict(wasm.read(binary))
    imported = sum(found.kind is wasm.Kind.FUNCTION for found in wasm.imports(sections[wasm.Id.IMPORT]))
    names: dict[int, str] = {}
    for export in wasm.exports(sections[wasm.Id.EXPORT]):
        if export.kind is wasm.Kind.FUNCTION:
            names.setdefault(export.index - imported, export.name)
    return names
