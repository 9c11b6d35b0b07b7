"""Pyodide's glue, `pyodide.asm.mjs`: which exports of the module it uses, and without what nobody can call then.

It is written by Emscripten for a module that further modules may be linked to at any time: each of 8,560 exports gets
a variable and a name in `Module`, and the functions of WebGL, SDL and OpenAL are there for them. No module is linked
here. All forms that are looked for must be there: glue of another form is refused, and the whole engine is shipped.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from . import wasm

WORD = re.compile(r"[A-Za-z_$][\w$]*")
ASSIGN = "function assignWasmExports(wasmExports){"
IMPORTS = "var wasmImports={"
# `_malloc=Module["_malloc"]=wasmExports["malloc"]`, with `.value>>>0` behind an address.
ASSIGNED = re.compile(
    r'((?:(?:[\w$]+|(?:Module|wasmImports)\["[\w$]+"\])=)+)wasmExports\["([\w$.]+)"\](?:\.value>>>0)?'
)
SIGNATURE = re.compile(r'(?<=[;}])([A-Za-z_$][\w$]*)\.sig="\w*";')
NAMED = re.compile(r'(?<=[;}])Module\["([\w$]+)"\]=([\w$]+);')
PROPERTY = re.compile(r"\.([A-Za-z_$][\w$]*)|[\"']([A-Za-z_$][\w$]*)[\"']")
LINK = "updateGOT(origExports);"  # a place in the table for each export, for modules that are linked: 16 ms
EVAL = re.compile(r"(?<![.\w$])eval\(")
UNNAMED_KINDS = (wasm.Kind.TABLE, wasm.Kind.MEMORY, wasm.Kind.TAG)  # few, and used by what holds them


class OtherForm(Exception):
    """The glue is not of the form that is known here; says what is missing."""


@dataclass(frozen=True, slots=True)
class Glue:
    """The text in its parts: `declared` are the variables of exports, `assigned` (export, text) their assignments,
    `imported` (name, text) what the module may import."""

    before: str
    declared: tuple[str, ...]
    assigned: tuple[tuple[str, str], ...]
    imported: tuple[tuple[str, str], ...]
    after: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises OtherForm."""
        if text.count(LINK) != 1:
            raise OtherForm("exports are not offered to other modules in one place")
        before, found, rest = text.partition(ASSIGN)
        body, found_too, rest = rest.partition("}" + IMPORTS)
        entries, found_end, after = rest.partition("}")
        start = before.rfind(";var ") + 1  # the statement right before the function
        if not (found and found_too and found_end and start and before.endswith(";")):
            raise OtherForm("no assignment of exports, or no list of imports behind it")
        return cls(
            before[:start],
            tuple(before[start + len("var ") : -1].split(",")),
            tuple(_assignments(body)),
            tuple((entry.partition(":")[0].strip('"'), entry) for entry in entries.split(",")),
            after,
        )

    def text(self) -> str:
        """The parts in one."""
        assigned = ";".join(text for _, text in self.assigned)
        imported = ",".join(text for _, text in self.imported)
        return f"{self.before}var {','.join(self.declared)};{ASSIGN}{assigned}}}{IMPORTS}{imported}}}{self.after}"

    def needed(self, exports: Iterable[wasm.Export], loader: str, linked: Collection[str]) -> list[wasm.Export]:
        """The exports that something names: this text elsewhere, Pyodide's `loader`, or the imports of the module
        that are filled from its own exports (`linked`)."""
        words = {*WORD.findall(self.before), *WORD.findall(self.after), *WORD.findall(loader), *linked}
        words |= {WORD.match(text.partition(":")[2] or text).group() for _, text in self.imported}  # type: ignore[union-attr]
        variables = {name: set(WORD.findall(text)) - {"Module", "wasmExports", "value"} for name, text in self.assigned}
        return [
            export
            for export in exports
            if export.kind in UNNAMED_KINDS or words & {export.name, f"_{export.name}", *variables.get(export.name, ())}
        ]

    def pruned(self, exports: Collection[str], imports: Collection[str], loader: str) -> Glue:
        """Without the exports and imports that the module has no more, and what only they use.

        The module has no imports that are filled from its own exports (`cut` sees to it), nor does anything link to it.
        """
        assigned = tuple((name, text) for name, text in self.assigned if name in exports)
        gone = {word for name, text in self.assigned if name not in exports for word in WORD.findall(text)}
        gone -= {word for _, text in assigned for word in WORD.findall(text)}
        imported = tuple((name, text) for name, text in self.imported if name in imports)
        if missing := set(imports) - {name for name, _ in imported}:
            raise OtherForm(f"no import {sorted(missing)}")
        slim = Glue(
            self.before.replace(LINK, ""),
            tuple(name for name in self.declared if name not in gone),
            assigned,
            imported,
            self.after,
        )
        return slim.without_names(loader)

    def without_names(self, loader: str) -> Glue:
        """Without signatures and names in `Module` that nobody reads.

        Direct `eval` becomes an indirect one, which sees no local variables: only so can a minifier tell what is used.
        It serves modules that are linked later, and the site's policy forbids it anyway.
        """
        live = {text.partition(":")[2] or name for name, text in self.imported}
        whole = self.before + self.after
        own = Counter(name for name, _ in NAMED.findall(whole))
        read = Counter(dotted or quoted for dotted, quoted in PROPERTY.findall(whole))
        named = set(WORD.findall(loader))

        def signature(found: re.Match[str]) -> str:
            return found[0] if found[1] in live else ""

        def name(found: re.Match[str]) -> str:
            is_read = found[1] in named or read[found[1]] > own[found[1]] or found[1] != found[2]
            return found[0] if is_read else ""

        def slim(text: str) -> str:
            return EVAL.sub("(0,eval)(", NAMED.sub(name, SIGNATURE.sub(signature, text)))

        return Glue(slim(self.before), self.declared, self.assigned, self.imported, slim(self.after))


def _assignments(body: str) -> Iterator[tuple[str, str]]:
    for text in body.split(";"):
        found = ASSIGNED.fullmatch(text)
        if not found:
            raise OtherForm(f"an assignment of exports reads {text[:80]!r}")
        yield found[2], text


def minified(text: str, terser: Path, node: str) -> bytes:
    """Without the functions that nothing calls, by terser."""
    with tempfile.TemporaryDirectory() as scratch:
        source, target = Path(scratch, "glue.mjs"), Path(scratch, "minified.mjs")
        source.write_text(text, encoding="utf-8")
        command = [node, str(terser), str(source), "--module", "--compress", "passes=2", "--mangle", "-o", str(target)]
        subprocess.run(command, check=True, capture_output=True, text=True)
        return target.read_bytes()
