"""The words of all reading languages, compiled once: phrases for signals, and the vocabulary of opt-outs.

The words are data (`data/words/<lang>.toml`, and `any.toml` for brands); this module only gives them a form that is
quick to look up. Phrases are found through their first word, so that reading stays linear in the message however many
phrases there are. A message is read with the words of its own language, known from the small words in it ("le",
"votre", "the"); where that cannot be told, with those of all languages. Digits that stand for letters ("c0lis",
"act1vés") are read as letters where that gives a known word.

>>> found = find_cues(prepare("Votre colis est bloqué"), lexicon())
>>> sorted(code for code in found if code in ("parcel", "trouble"))
['parcel', 'trouble']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from .characters import fold
from .country import load_index
from .load import RuleError, read_table
from .text import WORD, Text, prepare

__all__ = ["Lexicon", "find_cues", "lexicon", "prepare"]

GAP = 4  # words that `~` may stand for
REMEMBERED = 20_000  # words whose phrases are kept at hand; a person's messages use far fewer
PHRASE = re.compile(r"~|[^\W_]+\*?")
LETTERS_FOR_DIGITS = (str.maketrans("013457", "oieast"), str.maketrans("013457", "oleast"))
Phrase = tuple[str, tuple[str, ...], int]  # code of the sign, the words after the first, languages as bits
Found = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known about one word of a message: its plain spelling, phrases that begin with it, languages it shows."""

    word: str
    alone: tuple[tuple[str, int], ...]
    followed: Mapping[str, tuple[Phrase, ...]]  # by the second word
    loose: tuple[Phrase, ...]  # whose second word may be anything, or has a free ending
    shows: int
    misspelt: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by first word, phrases by first stem, the lengths of those stems, and the words of opt-outs."""

    by_word: Mapping[str, tuple[Phrase, ...]]
    by_stem: Mapping[str, tuple[Phrase, ...]]
    stem_lengths: tuple[int, ...]
    function_words: Mapping[str, int]
    known: frozenset[str]
    opt_out: Mapping[str, tuple[str, ...]]
    dear_numbers: tuple[str, ...]
    memory: dict[str, Entry] = field(default_factory=dict)

    def entry(self, word: str) -> Entry:
        """The entry of a folded word, made on first use."""
        found = self.memory.get(word)
        if found is None:
            if len(self.memory) >= REMEMBERED:
                self.memory.clear()
            found = self.memory[word] = self._make(word)
        return found

    def _make(self, word: str) -> Entry:
        plain = self._plain(word)
        phrases = list(self.by_word.get(plain, ()))
        for length in self.stem_lengths:
            if length > len(plain):
                break
            phrases += self.by_stem.get(plain[:length], ())
        followed: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if phrase[1] and phrase[1][0][-1] not in "~*":
                followed.setdefault(phrase[1][0], []).append(phrase)
        return Entry(
            word=plain,
            alone=tuple((code, mask) for code, rest, mask in phrases if not rest),
            followed={second: tuple(found) for second, found in followed.items()},
            loose=tuple(p for p in phrases if p[1] and p[1][0][-1] in "~*"),
            shows=self.function_words.get(plain, 0),
            misspelt=plain != word,
        )

    def _plain(self, word: str) -> str:
        """'c0lis' -> 'colis' where letters and digits are mixed and the outcome is a known word; else the word."""
        if word.isalpha() or word in self.known or not word[:1].isalpha() or len(word) < 3:
            return word
        spelt = (word.translate(table) for table in LETTERS_FOR_DIGITS)
        return next((s for s in spelt if s.isalpha() and (s in self.known or self._has_stem(s))), word)

    def _has_stem(self, word: str) -> bool:
        return any(word[:n] in self.by_stem for n in self.stem_lengths if 4 <= n <= len(word))


@cache
def lexicon() -> Lexicon:
    """The words of every reading language together: people get messages in languages that they do not speak."""
    by_word: dict[str, dict[tuple[str, tuple[str, ...]], int]] = {}
    by_stem: dict[str, dict[tuple[str, tuple[str, ...]], int]] = {}
    opt_out: dict[str, set[str]] = {}
    function_words: dict[str, int] = {}
    known: set[str] = set()
    dear: set[str] = set()
    languages = load_index().lexicons
    for n, language in enumerate((*languages, "any")):
        table = read_table(f"words/{language}")
        if table is None:
            mend = "write it or drop the language"
            raise RuleError("index.toml", "lexicons", f"data/words/{language}.toml does not exist", mend)
        mask = 1 << n if language != "any" else (1 << n) - 1
        for word in table.get("language", {}).get("function", ()):
            function_words[word] = function_words.get(word, 0) | mask
        dear.update(table.get("language", {}).get("dear_numbers", ()))
        for key, words in table.get("opt_out", {}).items():
            opt_out.setdefault(key, set()).update(fold(w) for w in words)
        for code, phrases in table["cues"].items():
            for phrase in phrases:
                first, *rest = PHRASE.findall(fold(phrase))
                rows = (by_stem if first[-1] == "*" else by_word).setdefault(first.rstrip("*"), {})
                key = (code, tuple(rest))
                rows[key] = rows.get(key, 0) | mask
                known.update(w for w in (first, *rest) if len(w) > 2 and w[-1] != "*")
    return Lexicon(
        by_word=_frozen(by_word),
        by_stem=_frozen(by_stem),
        stem_lengths=tuple(sorted({len(k) for k in by_stem})),
        function_words=function_words,
        known=frozenset(known | {w for w in function_words if len(w) > 2}),
        opt_out={k: tuple(sorted(v, key=lambda w: (-len(w), w))) for k, v in opt_out.items()},
        dear_numbers=tuple(sorted(dear)),
    )


def _frozen(rows: Mapping[str, Mapping[tuple[str, tuple[str, ...]], int]]) -> dict[str, tuple[Phrase, ...]]:
    return {word: tuple((code, rest, mask) for (code, rest), mask in row.items()) for word, row in rows.items()}


def find_cues(text: Text, words: Lexicon) -> Found:
    """Signal code -> places (start, end) in the folded text. Words inside web addresses are not read."""
    memory = words.memory
    entries = [memory.get(t[0]) or words.entry(t[0]) for t in text.prose]
    allowed = _languages(entries)
    found: Found = {}
    tokens = text.prose
    count = len(entries)
    for at, entry in enumerate(entries):
        if entry.misspelt:
            found.setdefault("odd_spelling", []).append(tokens[at][1:])
        for code, mask in entry.alone:
            if mask & allowed:
                found.setdefault(code, []).append(tokens[at][1:])
        phrases = entry.loose
        if at + 1 < count and (more := entry.followed.get(entries[at + 1].word)):
            phrases = phrases + more if phrases else more
        for code, rest, mask in phrases:
            if mask & allowed:
                last = _match(entries, at + 1, rest)
                if last >= 0:
                    found.setdefault(code, []).append((tokens[at][1], tokens[last][2]))
    return found


def _languages(entries: list[Entry]) -> int:
    """The languages that the small words show, as bits: those with at least half as many as the first; else all."""
    seen: dict[int, int] = {}
    for entry in entries:
        if entry.shows:
            seen[entry.shows] = seen.get(entry.shows, 0) + 1
    if not seen:
        return -1
    counts: dict[int, int] = {}
    for mask, count in seen.items():
        bit = 1
        while bit <= mask:
            if mask & bit:
                counts[bit] = counts.get(bit, 0) + count
            bit <<= 1
    best = max(counts.values())
    return sum(bit for bit, count in counts.items() if count * 2 > best) if best > 1 else -1


def _match(entries: list[Entry], at: int, rest: tuple[str, ...]) -> int:
    """The place of the last word of the phrase whose remaining words are `rest`, or -1 where it is not at `at`."""
    for n, part in enumerate(rest):
        if part == "~":
            tries = (_match(entries, at + skip, rest[n + 1 :]) for skip in range(GAP + 1))
            return next((end for end in tries if end >= 0), -1)
        if at >= len(entries):
            return -1
        word = entries[at].word
        if not (word.startswith(part[:-1]) if part[-1] == "*" else word == part):
            return -1
        at += 1
    return at - 1


def alternation(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first, with flexible blanks between their words."""
    ordered = sorted(set(phrases), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(r"[ '.\-]{0,2}".join(map(re.escape, WORD.findall(p))) for p in ordered) + ")"
