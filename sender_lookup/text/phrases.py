"""The words of all reading languages, compiled once: phrases for signals, and the vocabulary of opt-outs.

The words are data (`data/words/<lang>.toml`, and `any.toml` for brands); this module only gives them a form that is
quick to look up. Phrases are found through their first word, so that reading stays linear in the message however many
phrases there are. A message is read with the words of its own language, known from the small words in it ("le",
"votre", "the"); where that cannot be told, with those of all languages. Digits that stand for letters ("c0lis",
"act1vés") are read as letters where that gives a known word.

>>> from .tokens import prepare
>>> found = find_cues(prepare("Votre colis est bloqué"))
>>> sorted(code for code in found.signs if code in ("parcel", "trouble"))
['parcel', 'trouble']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from struct import Struct
from sys import intern
from typing import Any, NamedTuple

from ..country.loader import load_index
from ..errors import RuleError
from ..resources import read_table
from .normalize import fold
from .tokens import Text

GAP = 4  # words that `~` may stand for
LANE = 16  # bits in which the words of one language are counted; a message has fewer words than fill them
STEM = 3  # letters of a stem by which it is found; no stem is shorter
BEGINNING = itemgetter(slice(STEM))
ODD_SPELLING = "odd_spelling"
WORD_OR_PLUS = re.compile(r"[^\W_]+|\+")  # "no + sms" wants its plus
BLANKS = r"[ '.+\-]{0,3}"  # between two words of a phrase in a pattern
PHRASE = re.compile(r"~|[^\W_]+\*?")
LETTERS_FOR_DIGITS = (str.maketrans("013457", "oieast"), str.maketrans("013457", "oleast"))
# A phrase in the form of JSON: 0 for a sign or 1 for a condition, its code, the languages as bits; then, where words
# are left after those by which it is found, these; then, where it is loose, a word that it cannot lack, or null.
Row = Sequence[Any]
REST = 3  # the place of these words in it
# What begins with a word: the phrases that it is alone, those whose second word is free or a stem, and second word ->
# the others.
Begun = tuple[Sequence[Row], Sequence[Row], Mapping[str, Sequence[Row]]]
Gathered = tuple[list[list[Any]], list[list[Any]], dict[str, list[list[Any]]]]  # the same while it is gathered
Places = dict[str, list[tuple[int, int]]]  # code -> (start, end) in the folded text


class Cues(NamedTuple):
    """The phrases found in a message: signs, which weigh, and conditions of the rules, which do not."""

    signs: Places
    conditions: Places


@dataclass(frozen=True, eq=False, repr=False)
class Lexicon:
    """Phrases by their first word, or by the first letters of the stem with which they begin, and other words.

    All of it is made at once and nothing is added: no word of a message stays here.
    """

    by_word: Mapping[str, Begun]
    by_stem: Mapping[str, Sequence[tuple[str, Begun]]]
    shows: Mapping[str, int]  # small word -> a one in the lane of each language that has it: added up, all are counted
    lanes: Struct
    opt_out: Mapping[str, tuple[str, ...]]
    surcharged_prefixes: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        """Every whole word of three letters or more. Few messages ask for them, and the browser need not fetch them."""
        stems = [begun for stems in self.by_stem.values() for _, begun in stems]
        words = {*self.by_word, *self.shows}
        for _, loose, followed in (*self.by_word.values(), *stems):
            words.update(followed)
            for row in (*loose, *(row for rows in followed.values() for row in rows)):
                words.update(row[REST])
        return frozenset(w for w in words if len(w) > 2 and w[-1] != "*")

    def plain(self, word: str) -> str:
        """'c0lis' -> 'colis' where letters and digits are mixed and the outcome is a known word; else the word."""
        if not word[:1].isalpha() or len(word) < STEM or word in self.known:
            return word
        spelt = (word.translate(table) for table in LETTERS_FOR_DIGITS)
        return next((s for s in spelt if s.isalpha() and (s in self.known or self._has_stem(s))), word)

    def _has_stem(self, word: str) -> bool:
        return any(word.startswith(stem) and len(stem) > STEM for stem, _ in self.by_stem.get(word[:STEM], ()))


@cache
def lexicon() -> Lexicon:
    """The words of every reading language together: people get messages in languages that they do not speak."""
    made = read_table("lexicon") or gather(load_index().lexicons, lambda language: read_table(f"words/{language}"))
    return Lexicon(
        by_word=made["by_word"],
        by_stem=made["by_stem"],
        shows={word: _lanes(mask) for word, mask in made["function_words"].items()},
        lanes=Struct(f"<{len(load_index().lexicons)}H"),
        opt_out={key: tuple(words) for key, words in made["opt_out"].items()},
        surcharged_prefixes=tuple(made["surcharged_prefixes"]),
    )


def gather(languages: Sequence[str], table_of: Callable[[str], Mapping[str, Any] | None]) -> dict[str, Any]:
    """The tables of words laid together, folded and cut, as plain data. The build ships it as `data/lexicon.json`."""
    by_word: dict[str, Gathered] = {}
    by_stem: dict[str, Gathered] = {}
    opt_out: dict[str, set[str]] = {}
    function_words: dict[str, int] = {}
    surcharged: set[str] = set()
    for n, language in enumerate((*languages, "any")):
        table = table_of(language)
        if table is None:
            fix = "write it or drop the language"
            raise RuleError("index.toml", "lexicons", f"data/words/{language}.toml does not exist", fix)
        mask = 1 << n if language != "any" else (1 << n) - 1
        for word in table.get("language", {}).get("function", ()):
            function_words[word] = function_words.get(word, 0) | mask
        surcharged.update(table.get("language", {}).get("surcharged_prefixes", ()))
        for key, words in table.get("opt_out", {}).items():
            opt_out.setdefault(key, set()).update(fold(w) for w in words)
        for kind, shown in enumerate((table["cues"], table.get("rules", {}))):
            # Codes are looked up by the hundred: one object for each is told from others without reading it.
            for code, phrase in _phrases(shown, table.get("spellings", {})):
                first, *rest = PHRASE.findall(fold(phrase))
                _add(by_stem if first[-1] == "*" else by_word, first.rstrip("*"), [kind, code, mask], rest)
    stems: dict[str, list[tuple[str, Begun]]] = {}
    for stem, seconds in by_stem.items():
        stems.setdefault(stem[:STEM], []).append((stem, _packed(seconds)))
    return {
        "by_word": {word: _packed(seconds) for word, seconds in by_word.items()},
        "by_stem": stems,
        "function_words": function_words,
        "opt_out": {k: sorted(v, key=lambda w: (-len(w), w)) for k, v in opt_out.items()},
        "surcharged_prefixes": sorted(surcharged),
    }


def _phrases(shown: Mapping[str, Iterable[str]], spellings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Code and phrase; those that people write to each other also as they spell them in a text ("i will find u")."""
    for code, phrases in shown.items():
        short: Mapping[str, str | Sequence[str]] = spellings.get("words", {}) if code in spellings.get("of", ()) else {}
        for form in dict.fromkeys(form for phrase in phrases for form in _spelt(phrase, short)):
            yield intern(code), form


def _spelt(phrase: str, short: Mapping[str, str | Sequence[str]]) -> Iterator[str]:
    """The phrase, and with each word that has short forms in each of them: every mixture, as people write ("if you
    dont", "if u dont")."""
    forms = [f" {phrase} "]
    for word, spelt in short.items():
        for form in [spelt] if isinstance(spelt, str) else spelt:
            forms += [f.replace(f" {word} ", f" {form} ") for f in forms if f" {word} " in f]
    return map(str.strip, forms)


def _packed(begun: Gathered) -> Begun:
    """As tuples: they take less room than lists, so that more of them is at hand for the next message."""
    alone, loose, followed = begun
    return _rows(alone), _rows(loose), {second: _rows(rows) for second, rows in followed.items()}


def _rows(rows: list[list[Any]]) -> Sequence[Row]:
    return tuple([tuple(row) for row in rows])


def _add(table: dict[str, Gathered], first: str, row: list[Any], rest: list[str]) -> None:
    """A phrase that several languages have is there once, with the bits of all."""
    alone, loose, followed = table.setdefault(first, ([], [], {}))
    rows = alone
    if rest and rest[0][-1] in "~*":
        rows, row = loose, [*row, rest, next((w for w in rest if w[-1] not in "~*"), None)]
    elif rest:
        rows, row = followed.setdefault(rest[0], []), [*row, rest[1:]]
    same = next((r for r in rows if r[:2] == row[:2] and r[3:] == row[3:]), None)
    if same:
        same[2] |= row[2]
    else:
        rows.append(row)


def find_cues(text: Text) -> Cues:
    """The phrases in a message, with their places in the folded text. Words inside web addresses are not read."""
    known, starts, ends, there = lexicon(), text.starts, text.ends, text.there
    found: tuple[Places, Places] = ({}, {})
    spelt = [*text.spelt]
    for at in text.figures:
        spelt[at] = known.plain(spelt[at])
    odd = [(starts[at], ends[at]) for at in text.figures if spelt[at] != text.spelt[at]]
    if odd:
        there, found[0][ODD_SPELLING] = frozenset(spelt), odd
    by_word, by_stem = known.by_word, known.by_stem
    languages = _languages(spelt, known)
    spelt.append("")  # nothing comes after the last word
    begun = [(at, after) for at, after in enumerate(map(by_word.get, spelt)) if after]
    for at, stems in enumerate(map(by_stem.get, map(BEGINNING, spelt))):
        if stems:
            begun += [(at, after) for stem, after in stems if spelt[at].startswith(stem)]
    for at, after in begun:
        alone, loose, followed = after
        for kind, code, mask in alone:
            if mask & languages:
                found[kind].setdefault(code, []).append((starts[at], ends[at]))
        for kind, code, mask, rest, needed in loose:
            if mask & languages and (needed is None or needed in there) and (last := _match(spelt, at + 1, rest)) >= 0:
                found[kind].setdefault(code, []).append((starts[at], ends[last]))
        for kind, code, mask, rest in followed.get(spelt[at + 1], ()):
            if mask & languages and (last := _match(spelt, at + 2, rest) if rest else at + 1) >= 0:
                found[kind].setdefault(code, []).append((starts[at], ends[last]))
    return Cues(*found)


def _languages(words: Iterable[str], known: Lexicon) -> int:
    """The languages that the small words show, as bits: those with at least half as many as the first; else all."""
    shown = sum(filter(None, map(known.shows.get, words)))
    counts = known.lanes.unpack(shown.to_bytes(known.lanes.size, "little"))
    best = max(counts)
    return sum([1 << n for n, count in enumerate(counts) if count * 2 > best]) if best > 1 else -1


def languages_of(text: Text) -> tuple[str, ...]:
    """The reading languages that a message may be in, by its small words: all of them where it has too few.

    >>> from .tokens import prepare
    >>> languages_of(prepare("Uw pakket is onderweg en wij komen het morgen bij u brengen"))
    ('nl',)
    """
    bits = _languages(text.spelt, lexicon())
    return tuple([language for n, language in enumerate(load_index().lexicons) if bits >> n & 1])


def _lanes(mask: int) -> int:
    """0b110 -> a one in the second and in the third lane."""
    return sum(1 << LANE * n for n in range(mask.bit_length()) if mask >> n & 1)


def _match(words: list[str], at: int, rest: Sequence[str]) -> int:
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

    Beginnings that several share are written once: `re` tries the alternatives of a group one by one, and where they
    differ in their first letter only one can fit.
    """
    tree: dict[str, Any] = {}
    for phrase in sorted(set(phrases), key=lambda w: (-len(w), w)):
        branch = tree
        for n, word in enumerate(WORD_OR_PLUS.findall(phrase)):
            for part in (*([BLANKS] if n else []), *([r"\+"] if word == "+" else word)):
                branch = branch.setdefault(part, {})
        branch[""] = {}  # a phrase ends here
    return f"(?:{_pattern_of(tree)})"


def _pattern_of(tree: Mapping[str, Any]) -> str:
    pieces = [part + _pattern_of(rest) for part, rest in tree.items() if part]
    if "" in tree:
        pieces.append("")  # what goes on is tried before what ends
    return "".join(pieces) if len(pieces) == 1 else f"(?:{'|'.join(pieces)})"
