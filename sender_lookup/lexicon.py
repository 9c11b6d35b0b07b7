"""The words of all reading languages, compiled once: phrases for signals, and the vocabulary of opt-outs.

The words are data (`data/words/<lang>.toml`); this module only gives them a form that is quick to look up. Phrases
are found through their first word, so that reading stays linear in the message however many phrases there are.

>>> found = find_cues(prepare("Votre colis est bloqué"), lexicon())
>>> sorted(code for code in found if code in ("parcel", "trouble"))
['parcel', 'trouble']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from .characters import fold
from .country import load_index
from .load import RuleError, read_table
from .text import WORD, Text, prepare

__all__ = ["Lexicon", "find_cues", "lexicon", "prepare"]

GAP = 4  # words that `~` may stand for
PHRASE = re.compile(r"~|[^\W_]+\*?")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by first word, phrases by first stem, the lengths of those stems, and the words of opt-outs."""

    by_word: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    by_stem: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    stem_lengths: tuple[int, ...]
    opt_out: Mapping[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The words of every reading language together: people get messages in languages that they do not speak."""
    by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    by_stem: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    opt_out: dict[str, set[str]] = {}
    for language in load_index().lexicons:
        table = read_table(f"words/{language}")
        if table is None:
            raise RuleError("index.toml", "lexicons", f"data/words/{language}.toml does not exist", "write it or drop the language")
        for key, words in table["opt_out"].items():
            opt_out.setdefault(key, set()).update(fold(w) for w in words)
        for code, phrases in table["cues"].items():
            for phrase in phrases:
                first, *rest = PHRASE.findall(fold(phrase))
                target = by_stem if first.endswith("*") else by_word
                target.setdefault(first.rstrip("*"), []).append((code, tuple(rest)))
    return Lexicon(
        {k: tuple(dict.fromkeys(v)) for k, v in by_word.items()},
        {k: tuple(dict.fromkeys(v)) for k, v in by_stem.items()},
        tuple(sorted({len(k) for k in by_stem})),
        {k: tuple(sorted(v, key=lambda w: (-len(w), w))) for k, v in opt_out.items()},
    )


def find_cues(text: Text, words: Lexicon) -> dict[str, list[tuple[int, int]]]:
    """Signal code -> places (start, end) in the folded text. Words inside web addresses are not read."""
    found: dict[str, list[tuple[int, int]]] = {}
    tokens = text.words
    if text.links:
        tokens = tuple(t for t in tokens if not any(s <= t[1] < e for s, e in text.links))
    for at, (word, start, end) in enumerate(tokens):
        for code, rest in words.by_word.get(word, ()):
            stop = end if not rest else _match(tokens, at + 1, rest)
            if stop:
                found.setdefault(code, []).append((start, stop))
        for length in words.stem_lengths:
            if length > len(word):
                break
            for code, rest in words.by_stem.get(word[:length], ()):
                stop = end if not rest else _match(tokens, at + 1, rest)
                if stop:
                    found.setdefault(code, []).append((start, stop))
    return found


def _match(tokens: tuple[tuple[str, int, int], ...], at: int, rest: tuple[str, ...]) -> int:
    """The end of the phrase whose remaining words are `rest`, or 0 where it does not stand at `at`."""
    end = 0
    for n, part in enumerate(rest):
        if part == "~":
            return next((e for skip in range(GAP + 1) if (e := _match(tokens, at + skip, rest[n + 1 :]))), 0)
        if at >= len(tokens) or not (tokens[at][0].startswith(part[:-1]) if part[-1] == "*" else tokens[at][0] == part):
            return 0
        end = tokens[at][2]
        at += 1
    return end


def alternation(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first, with flexible blanks between their words."""
    ordered = sorted(set(phrases), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(r"[ '.\-]{0,2}".join(map(re.escape, WORD.findall(p))) for p in ordered) + ")"
