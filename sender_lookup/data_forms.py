"""The forms of the package's data in a wheel and in the browser: the same content, made from the committed files.

TOML tables become JSON, which Python reads in C: 1 ms for what takes tomllib 40 ms, and its import 16 more. The tables
of words become the one that the package would make of them. Builds ask for it; `resources` reads what they made.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date, time

from .errors import RuleError
from .text.phrases import gather

DATA = "sender_lookup/data"
WORDS = f"{DATA}/words/"


def derive(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with each table as JSON in the place of its TOML form (the order of keys is kept: rules have one),
    and with one table for all words. Raises RuleError."""
    kept = {name: content for name, content in files.items() if not name.startswith(WORDS)}
    derived = dict(
        as_json(name, content) if name.endswith(".toml") else (name, content) for name, content in kept.items()
    )
    return derived | ({f"{DATA}/lexicon.json": lexicon_json(files)} if len(kept) < len(files) else {})


def lexicon_json(files: Mapping[str, bytes]) -> bytes:
    """The words of all languages as the package gathers them from its tables, which costs it 70 ms and more."""

    def table(path: str) -> dict[str, object] | None:
        content = files.get(path)
        return None if content is None else tomllib.loads(content.decode("utf-8"))

    index = table(f"{DATA}/index.toml") or {}
    gathered = gather(index["lexicons"], lambda language: table(f"{WORDS}{language}.toml"))  # type: ignore[arg-type]
    return json.dumps(gathered, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def as_json(name: str, content: bytes) -> tuple[str, bytes]:
    """('data/fr.toml', its bytes) -> ('data/fr.json', its bytes).

    Dates and times, which JSON lacks, become text:

    >>> as_json("data/fr.toml", b"price = 0.35\\nchecked = 2026-11-24")
    ('data/fr.json', b'{"price":0.35,"checked":"2026-11-24"}')
    """
    table = tomllib.loads(content.decode("utf-8"))
    try:
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=iso_text)
    except (TypeError, ValueError) as error:
        raise RuleError(name, "", str(error), "write the value in a form that JSON has, too") from None
    return f"{name.removesuffix('.toml')}.json", text.encode("utf-8")


def iso_text(value: object) -> str:
    """A date, time or moment of a TOML table as ISO 8601 text."""
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON")
