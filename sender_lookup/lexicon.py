"""The words of all reading languages, compiled once: phrases for signals, and the vocabulary of opt-outs.

The words are data (`data/words/<lang>.toml`, and `any.toml` for brands); this module only gives them a form that is
quick to look up. Phrases are found through their first word, so that reading stays linear in the message however many
phrases there are. A message is read with the words of its own language, known from the small words in it ("le",
"votre", "the"); where that cannot be told, with those of all languages. Digits that stand for letters ("c0lis",
"act1vés") are read as letters where that gives a known word.

>>> found = find_cues(prepare("Votre colis est bloqué"))
>>> sorted(code for code in found if code in ("parcel", "trouble"))
['parcel', 'trouble']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from .characters import fold
from .country import load_index
from .load import RuleError, read_table
from .memory import Memory
from .text import Text, prepare

__all__ = ["Lexicon", "find_cues", "lexicon", "prepare"]

GAP = 4  # words that `~` may stand for
LANE = 16  # bits in which the words of one language are counted; a message has fewer words than fill them
FULL_LANE = (1 << LANE) - 1
RULE = "rule."  # before the name of a condition (table [rules]), which is no sign: it weighs nothing
WORD_OR_PLUS = re.compile(r"[^\W_]+|\+")  # "no + sms" wants its plus
PHRASE = re.compile(r"~|[^\W_]+\*?")
LETTERS_FOR_DIGITS = (str.maketrans("013457", "oieast"), str.maketrans("013457", "oleast"))
Phrase = tuple[str, tuple[str, ...], int]  # code of the sign, the words after the first, languages as bits
Rows = dict[str, list[list[Any]]]  # first word -> phrases, in the form of JSON
Sign = tuple[str, int]  # code of the sign, languages as bits
Found = dict[str, list[tuple[int, int]]]
ODD_SPELLING: Sign = ("odd_spelling", -1)  # in any language


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Entry:
    """What is known about one word of a message: its plain spelling, phrases that begin with it, languages it shows.

    `shows` has a one in the lane of each language, so that adding up the words counts them all at once.
    """

    word: str
    alone: tuple[Sign, ...]
    followed: Mapping[str, tuple[Phrase, ...]]  # by the second word: what comes after both
    loose: tuple[tuple[str | None, Phrase], ...]  # second word free, or its ending; first, a word that it cannot lack
    shows: int
    begins: bool  # whether a sign may begin with this word


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon:
    """Phrases by first word, phrases by first stem, the lengths of those stems, and the words of opt-outs."""

    by_word: Rows
    by_stem: Rows
    stem_lengths: tuple[int, ...]
    function_words: Mapping[str, int]
    known: frozenset[str]
    opt_out: Mapping[str, tuple[str, ...]]
    dear_numbers: tuple[str, ...]

    def entry(self, word: str) -> Entry:
        """The entry of a folded word."""
        plain = self._plain(word)
        rows = list(self.by_word.get(plain, ()))
        for length in self.stem_lengths:
            if length > len(plain):
                break
            rows += self.by_stem.get(plain[:length], ())
        phrases: list[Phrase] = [(code, tuple(rest), mask) for code, rest, mask in rows]
        followed: dict[str, list[Phrase]] = {}
        for code, rest, mask in phrases:
            if rest and rest[0][-1] not in "~*":
                followed.setdefault(rest[0], []).append((code, rest[1:], mask))
        loose = [p for p in phrases if p[1] and p[1][0][-1] in "~*"]
        alone = [(code, mask) for code, rest, mask in phrases if not rest]
        return Entry(
            word=plain,
            alone=tuple(alone if plain == word else [ODD_SPELLING, *alone]),
            followed={second: tuple(found) for second, found in followed.items()},
            loose=tuple((next((w for w in p[1] if w[-1] not in "~*"), None), p) for p in loose),
            shows=_lanes(self.function_words.get(plain, 0)),
            begins=bool(phrases) or plain != word,
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
    made = read_table("lexicon") or gather(load_index().lexicons, lambda language: read_table(f"words/{language}"))
    return Lexicon(
        by_word=made["by_word"],
        by_stem=made["by_stem"],
        stem_lengths=tuple(sorted({len(stem) for stem in made["by_stem"]})),
        function_words=made["function_words"],
        known=frozenset(made["known"]),
        opt_out={key: tuple(words) for key, words in made["opt_out"].items()},
        dear_numbers=tuple(made["dear_numbers"]),
    )


@cache
def entries() -> Memory[str, Entry]:
    """The entries of the words met so far."""
    return Memory(lexicon().entry)


def gather(languages: Sequence[str], table_of: Callable[[str], Mapping[str, Any] | None]) -> dict[str, Any]:
    """The tables of words laid together, folded and cut, as plain data. The build ships it as `data/lexicon.json`."""
    by_word: Rows = {}
    by_stem: Rows = {}
    opt_out: dict[str, set[str]] = {}
    function_words: dict[str, int] = {}
    known: set[str] = set()
    dear: set[str] = set()
    for n, language in enumerate((*languages, "any")):
        table = table_of(language)
        if table is None:
            mend = "write it or drop the language"
            raise RuleError("index.toml", "lexicons", f"data/words/{language}.toml does not exist", mend)
        mask = 1 << n if language != "any" else (1 << n) - 1
        for word in table.get("language", {}).get("function", ()):
            function_words[word] = function_words.get(word, 0) | mask
        dear.update(table.get("language", {}).get("dear_numbers", ()))
        for key, words in table.get("opt_out", {}).items():
            opt_out.setdefault(key, set()).update(fold(w) for w in words)
        conditions = {RULE + code: phrases for code, phrases in table.get("rules", {}).items()}
        for code, phrases in (table["cues"] | conditions).items():
            for phrase in phrases:
                first, *rest = PHRASE.findall(fold(phrase))
                _add(by_stem if first[-1] == "*" else by_word, first.rstrip("*"), code, rest, mask)
                known.update(w for w in (first, *rest) if len(w) > 2 and w[-1] != "*")
    return {
        "by_word": by_word,
        "by_stem": by_stem,
        "function_words": function_words,
        "known": sorted(known | {w for w in function_words if len(w) > 2}),
        "opt_out": {k: sorted(v, key=lambda w: (-len(w), w)) for k, v in opt_out.items()},
        "dear_numbers": sorted(dear),
    }


def _add(rows: Rows, first: str, code: str, rest: list[str], mask: int) -> None:
    """A phrase that several languages have stands there once, with the bits of all."""
    there = rows.setdefault(first, [])
    same = next((row for row in there if row[:2] == [code, rest]), None)
    if same:
        same[2] |= mask
    else:
        there.append([code, rest, mask])


def find_cues(text: Text) -> Found:
    """Signal code -> places (start, end) in the folded text. Words inside web addresses are not read."""
    known = entries()
    tokens = text.prose
    read = [known[word] for word, _, _ in tokens]
    spelt = [e.word for e in read]
    there = set(spelt)
    allowed = _languages(sum([e.shows for e in read]))
    found: Found = {}
    spelt.append("")  # nothing comes after the last word
    for at, entry in enumerate(read):
        if not entry.begins:
            continue
        for code, mask in entry.alone:
            if mask & allowed:
                found.setdefault(code, []).append(tokens[at][1:])
        for needed, (code, rest, mask) in entry.loose:
            if mask & allowed and (needed is None or needed in there) and (last := _match(spelt, at + 1, rest)) >= 0:
                found.setdefault(code, []).append((tokens[at][1], tokens[last][2]))
        for code, rest, mask in entry.followed.get(spelt[at + 1], ()):
            if mask & allowed and (last := _match(spelt, at + 2, rest) if rest else at + 1) >= 0:
                found.setdefault(code, []).append((tokens[at][1], tokens[last][2]))
    return found


def _languages(shown: int) -> int:
    """The languages that the small words show, as bits: those with at least half as many as the first; else all."""
    counts = []
    while shown:
        counts.append(shown & FULL_LANE)
        shown >>= LANE
    best = max(counts, default=0)
    return sum([1 << n for n, count in enumerate(counts) if count * 2 > best]) if best > 1 else -1


def _lanes(mask: int) -> int:
    """0b110 -> a one in the second and in the third lane."""
    return sum(1 << LANE * n for n in range(mask.bit_length()) if mask >> n & 1)


def _match(words: list[str], at: int, rest: tuple[str, ...]) -> int:
    """The place of the last word of the phrase whose remaining words are `rest`, or -1 where it is not at `at`."""
    for n, part in enumerate(rest):
        if part == "~":
            for start in range(at, at + GAP + 1):
                if (end := _match(words, start, rest[n + 1 :])) >= 0:
                    return end
            return -1
        if at >= len(words):
            return -1
        if not (words[at].startswith(part[:-1]) if part[-1] == "*" else words[at] == part):
            return -1
        at += 1
    return at - 1


def alternation(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first, with flexible blanks between their words."""
    ordered = sorted(set(phrases), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(r"[ '.+\-]{0,3}".join(map(re.escape, WORD_OR_PLUS.findall(p))) for p in ordered) + ")"
