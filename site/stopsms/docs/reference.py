"""The reference of a public module, made of what it exports: signatures, types, docstrings.

Docstrings are Markdown with examples (`>>>`); names of what the module exports become links. Nothing is written here
that the code does not say.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from html import escape
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Any, ForwardRef, get_overloads

from .markdown import block_of, render

SHORT = 30  # characters; a longer default is none that one reads
WIDE = 88  # characters; a longer signature has a line for each argument
GROUPS = {
    "function": "Functions",
    "record": "Records",
    "class": "Classes",
    "codes": "Codes",
    "error": "Errors",
    "constant": "Constants",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its name, its type as HTML, its default as it is written, or ""."""

    name: str
    type: str
    default: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One exported name. `html` is its docstring; `members` are the methods and properties of a class."""

    name: str
    kind: str
    said: str
    signature: str
    html: str
    fields: tuple[Field, ...] = ()
    codes: tuple[str, ...] = ()
    members: tuple[Entry, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Reference:
    """A module: its docstring as HTML, and its names by kind (the title of each, and its entries)."""

    html: str
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]


def reference_of(module: str, elsewhere: Callable[[str], str] = lambda name: "") -> Reference:
    """The reference of a module; `elsewhere` gives the address of a name that another page explains, or ""."""
    found = import_module(module)
    own = names_of(module)
    words = Words(lambda name: f"#{name}" if name in own else elsewhere(name))
    entries = [words.entry(name, getattr(found, name)) for name in sorted(own, key=str.lower)]
    groups = ((title, tuple(e for e in entries if e.kind == kind)) for kind, title in GROUPS.items())
    return Reference(words.docstring(found), tuple((title, some) for title, some in groups if some))


@cache
def names_of(module: str) -> frozenset[str]:
    """The names of a module that its page explains: those of `__all__`, else its own functions and classes."""
    found = import_module(module)
    own = [n for n, thing in vars(found).items() if getattr(thing, "__module__", "") == module]
    return frozenset(name for name in getattr(found, "__all__", own) if not name.startswith("_"))


class Words:
    """What the code says, as HTML in which public names are links."""

    def __init__(self, address: Callable[[str], str]) -> None:
        self.address = address

    def entry(self, name: str, thing: Any) -> Entry:
        """One exported name."""
        kind = kind_of(thing)
        if kind == "constant":
            told = f"{name} = {thing!r}"
            return Entry(name, kind, "", block_of(escape(told, quote=False), "Python"), "")
        doc = inspect.getdoc(thing) or ""
        return Entry(
            name=name,
            kind=kind,
            said=first_sentence(doc),
            signature="".join(block_of(self.code(s, name), "Signature") for s in signatures(name, thing, kind)),
            html=self.markdown(doc),
            fields=tuple(Field(n, self.code(t), d) for n, t, d in fields_of(thing)) if kind == "record" else (),
            codes=tuple(member.value for member in thing) if kind == "codes" else (),
            members=tuple(self.members(thing)) if kind in ("record", "class") else (),
        )

    def members(self, cls: type) -> Iterator[Entry]:
        """The methods and properties that a class of ours adds."""
        names = {name for name, *_ in fields_of(cls)}
        for name, member in vars(cls).items():
            if name.startswith("_") or name in names or not (doc := inspect.getdoc(member)):
                continue
            if isinstance(member, property):
                told = f"{name}: {inspect.get_annotations(member.fget)['return']}" if member.fget else name
                yield Entry(name, "property", "", block_of(self.code(told), "Signature"), self.markdown(doc))
            elif inspect.isfunction(member):
                yield Entry(
                    name, "method", "", block_of(self.code(signature(name, member)), "Signature"), self.markdown(doc)
                )

    def docstring(self, module: ModuleType) -> str:
        """What a module says of itself."""
        return self.markdown(inspect.getdoc(module) or "")

    def markdown(self, doc: str) -> str:
        """A docstring as HTML. Its examples are code, and names of ours in its prose are links."""
        return render(fenced(doc), lambda target: target, self.address).text

    def code(self, text: str, name: str = "") -> str:
        """Code with links to the classes in it, but not to `name`, which it is about."""

        def link(found: re.Match[str]) -> str:
            url = "" if found[0] == name else self.address(found[0])
            return f'<a href="{escape(url)}">{found[0]}</a>' if url else found[0]

        return re.sub(r"\b[A-Z]\w+\b", link, escape(text, quote=False))


def fenced(doc: str) -> str:
    """A docstring whose examples are fenced, and whose names of classes are code.

    >>> fenced("It adds.\\n\\n>>> 1 + 1\\n2\\n\\nRaises RuleError.").splitlines()
    ['It adds.', '', '```pycon', '>>> 1 + 1', '2', '```', '', 'Raises `RuleError`.']
    """
    blocks = re.split(r"\n{2,}", doc)
    return "\n\n".join(f"```pycon\n{b}\n```" if b.startswith(">>>") else _coded(b) for b in blocks)


def _coded(block: str) -> str:
    """Names of classes (two capitals, `RuleError`) in a paragraph as code; indented code stays as it is."""
    if block.startswith("    "):
        return block
    return re.sub(r"(?<![`\w.])([A-Z][a-z]+(?:[A-Z][a-z]+)+)(?![`\w])", r"`\1`", block)


def first_sentence(doc: str) -> str:
    """What a docstring says first.

    >>> first_sentence("What a sender is, in any country.\\n\\nMore.")
    'What a sender is, in any country.'
    """
    paragraph = " ".join(doc.partition("\n\n")[0].split())
    return re.split(r"(?<=[.;:])\s", paragraph, maxsplit=1)[0].rstrip(";:")


def kind_of(thing: Any) -> str:
    """Which group a thing belongs to."""
    if not isinstance(thing, type):
        return "function" if inspect.isroutine(thing) else "constant"
    if issubclass(thing, BaseException):
        return "error"
    if issubclass(thing, Enum):
        return "codes"
    return "record" if fields_of(thing) else "class"


class _Written:
    """An annotation as the source has it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _as_told(p: inspect.Parameter) -> inspect.Parameter:
    """A parameter as the source has it; an empty mapping that nobody can change is `{}` to who reads."""
    default = _Written("{}") if type(p.default) is MappingProxyType and not p.default else p.default
    return p.replace(annotation=_as_written(p.annotation), default=default)


def _as_written(annotation: Any) -> Any:
    if annotation is inspect.Parameter.empty:
        return annotation
    if isinstance(annotation, ForwardRef):  # as named tuples keep theirs
        return _Written(annotation.__forward_arg__)
    return _Written(annotation if isinstance(annotation, str) else inspect.formatannotation(annotation))


def signatures(name: str, thing: Any, kind: str) -> list[str]:
    """The ways to call a function, the bases of a class."""
    if kind == "function":
        return [signature(name, way) for way in get_overloads(thing) or [thing]]
    bases = [base.__name__ for base in thing.__bases__ if base is not object]
    return [f"class {name}({', '.join(bases)})" if bases else f"class {name}"]


def signature(name: str, function: Any) -> str:
    """A function's signature as one would write it: on a line, or an argument a line.

    >>> def lookup(given: Mapping[str, object], *, as_of: date) -> Result: ...
    >>> signature("lookup", lookup)
    'lookup(given: Mapping[str, object], *, as_of: date) -> Result'
    """
    told = inspect.signature(function)
    parameters = [_as_told(p) for p in told.parameters.values() if p.name != "self"]
    told = told.replace(parameters=parameters, return_annotation=_as_written(told.return_annotation))
    line = f"{name}{told}"
    if len(line) <= WIDE or not parameters:
        return line
    parts: list[str] = []
    for before, p in zip([None, *parameters], parameters, strict=False):
        if before is not None and before.kind is p.POSITIONAL_ONLY is not p.kind:
            parts.append("/")
        if p.kind is p.KEYWORD_ONLY and (before is None or before.kind not in (p.KEYWORD_ONLY, p.VAR_POSITIONAL)):
            parts.append("*")
        parts.append(str(p))
    returns = line.rpartition(")")[2]
    return "\n".join([f"{name}(", *(f"    {part}," for part in parts), f"){returns}"])


def fields_of(cls: Any) -> list[tuple[str, str, str]]:
    """Name, type and default of each field of a record: a named tuple or a dataclass."""
    types = {name: str(_as_written(kind)) for name, kind in inspect.get_annotations(cls).items()}
    if dataclasses.is_dataclass(cls):
        return [(f.name, types.get(f.name, ""), _default_of(f)) for f in dataclasses.fields(cls)]
    if hasattr(cls, "_fields"):
        defaults = cls._field_defaults
        return [(n, types.get(n, ""), _told(defaults[n]) if n in defaults else "") for n in cls._fields]
    return []


def _default_of(f: dataclasses.Field[Any]) -> str:
    if f.default_factory is not dataclasses.MISSING:
        return f"{getattr(f.default_factory, '__name__', '...')}()"
    return "" if f.default is dataclasses.MISSING else _told(f.default)


def _told(default: Any) -> str:
    told = "{}" if type(default) is MappingProxyType else repr(default)
    return told if len(told) <= SHORT else "..."
