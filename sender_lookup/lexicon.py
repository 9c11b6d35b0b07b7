"""The words of all reading languages, compiled once: phrases for signals, and the vocabulary of opt-outs.

The words are data (`data/words/<lang>.toml`, and `any.toml` for brands); this module only gives them a form that is
quick to look up. Phrases are found through their first word, so that reading stays linear in the message however many
phrases there are. A message is read with the words of its own language, known from the small words in it ("le",
"votre", "the"); where that cannot be told, with those of all languages. Digits that stand for letters ("c0lis",
"act1vés") are read as letters where that gives a known word.

>>> found = find_cues(prepare("Votre colis est bloqué"))
>>> sorted(code for code in found.signs if code in ("parcel", "trouble"))
['parcel', 'trouble']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from .characters import fold
from .country import load_index
from .load import RuleError, read_table
from .memory import Memory
from .text import Text, prepare

__all__ = ["Lexicon", "find_cues", "lexicon", "prepare"]

GAP = 4  # words that `~` may stand for
LANE = 16  # bits in which the words of one language are counted; a message has fewer words than fill them
FULL_LANE = (1 << LANE) - 1
ODD_SPELLING = "odd_spelling"
RULE = "rule."  # before the name of a condition (table [rules]), which is no sign: it weighs nothing
WORD_OR_PLUS = re.compile(r"[^\W_]+|\+")  # "no + sms" wants its plus
PHRASE = re.compile(r"~|[^\W_]+\*?")
LETTERS_FOR_DIGITS = (str.maketrans("013457", "oieast"), str.maketrans("013457", "oleast"))
Rows = dict[str, list[list[Any]]]  # first word -> phrases, in the form of JSON: code, words after the first, languages
Places = dict[str, list[tuple[int, int]]]  # code -> (start, end) in the folded text
SIGN, CONDITION = 0, 1  # the place in `Cues` of what a phrase shows
Phrase = tuple[int, str, tuple[str, ...]]  # the place in `Cues`, the code, and the words after the first ones


class Cues(NamedTuple):
    """The phrases found in a message: signs, which weigh, and conditions of the rules, which do not."""

    signs: Places
    conditions: Places


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Start:
    """The phrases that begin with one word, in the languages of the message."""

    alone: tuple[tuple[int, str], ...]
    followed: Mapping[str, tuple[Phrase, ...]]  # by the second word: what comes after both
    loose: tuple[tuple[str | None, Phrase], ...]  # second word free, or its ending; first, a word that it cannot lack


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon:
    """Phrases by first word, phrases by first stem, the lengths of those stems, and the words of opt-outs."""

    by_word: Rows
    by_stem: Rows
    stem_lengths: tuple[int, ...]
    shows: Mapping[str, int]  # small word -> a one in the lane of each language that has it: added up, all are counted
    known: frozenset[str]
    opt_out: Mapping[str, tuple[str, ...]]
    dear_numbers: tuple[str, ...]

    def start(self, word: str, languages: int) -> Start | None:
        """The phrases of those languages (as bits) that begin with a word in plain spelling; None where none does."""
        rows = list(self.by_word.get(word, ()))
        for length in self.stem_lengths:
            if length > len(word):
                break
            rows += self.by_stem.get(word[:length], ())
        phrases = [_phrase(code, rest) for code, rest, mask in rows if mask & languages]
        if not phrases:
            return None
        followed: dict[str, list[Phrase]] = {}
        loose: list[tuple[str | None, Phrase]] = []
        for kind, code, rest in phrases:
            if rest and rest[0][-1] not in "~*":
                followed.setdefault(rest[0], []).append((kind, code, rest[1:]))
            elif rest:
                loose.append((next((w for w in rest if w[-1] not in "~*"), None), (kind, code, rest)))
        alone = tuple((kind, code) for kind, code, rest in phrases if not rest)
        return Start(alone, {second: tuple(found) for second, found in followed.items()}, tuple(loose))

    def plain(self, word: str) -> str:
        """'c0lis' -> 'colis' where letters and digits are mixed and the outcome is a known word; else the word."""
        if word in self.known or not word[:1].isalpha() or len(word) < 3:
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
        shows={word: _lanes(mask) for word, mask in made["function_words"].items()},
        known=frozenset(made["known"]),
        opt_out={key: tuple(words) for key, words in made["opt_out"].items()},
        dear_numbers=tuple(made["dear_numbers"]),
    )


@lru_cache(maxsize=50)  # a handful of languages make few sets; a message in a mixture of them is rare
def starts(languages: int) -> Memory[str, Start | None]:
    """The phrases that begin with each of the words met so far, in those languages."""
    return Memory(lambda word: lexicon().start(word, languages))


def _phrase(code: str, rest: Iterable[str]) -> Phrase:
    is_condition = code.startswith(RULE)
    return CONDITION if is_condition else SIGN, code.removeprefix(RULE), tuple(rest)


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


def find_cues(text: Text) -> Cues:
    """The phrases in a message, with their places in the folded text. Words inside web addresses are not read."""
    words = lexicon()
    tokens, there = text.prose, text.there
    found: tuple[Places, Places] = ({}, {})
    spelt = [word if word.isalpha() else words.plain(word) for word in text.spelt]
    odd = [at for at, word in enumerate(text.spelt) if word is not spelt[at]]
    if odd:
        there = frozenset(spelt)
        found[SIGN][ODD_SPELLING] = [tokens[at][1:] for at in odd]
    shows = words.shows
    begins = starts(_languages(sum([shows[word] for word in spelt if word in shows])))
    spelt.append("")  # nothing comes after the last word
    for at, (_, first, end) in enumerate(tokens):
        if (start := begins[spelt[at]]) is None:
            continue
        for kind, code in start.alone:
            found[kind].setdefault(code, []).append((first, end))
        for needed, (kind, code, rest) in start.loose:
            if (needed is None or needed in there) and (last := _match(spelt, at + 1, rest)) >= 0:
                found[kind].setdefault(code, []).append((first, tokens[last][2]))
        for kind, code, rest in start.followed.get(spelt[at + 1], ()):
            if (last := _match(spelt, at + 2, rest) if rest else at + 1) >= 0:
                found[kind].setdefault(code, []).append((first, tokens[last][2]))
    return Cues(*found)


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
    """A pattern for any of the phrases, the longest that fits first, with flexible blanks between their words.

    Grouped by their first letter: `re` tries the alternatives of a group one by one, and only one group can fit.
    """
    groups: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda w: (-len(w), w)):
        first, *others = WORD_OR_PLUS.findall(phrase)
        rest = r"[ '.+\-]{0,3}".join(map(re.escape, (first[1:], *others)))
        groups.setdefault(re.escape(first[0]), []).append(rest)
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in groups.items()) + ")"
