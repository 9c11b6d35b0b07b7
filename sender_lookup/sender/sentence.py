"""What is no sender at all: a question, or what happened, typed where the sender belongs.

The wordings are data, read only where words with a blank between them were typed: most senders are numbers or one word.
Those of `data/sentences.toml` are read for everybody, those of `data/sentences.<language>.toml` for readers of that
language alone: a browser gets them with its words. Names are left alone: of eleven characters at most (the limit of a
sender ID) unless a wording fits, of a body that we know, and of words that begin with capitals, as a contact in the
phone is written.

>>> read_sentence("j'ai cliqué sur un lien")
Sentence(guide='i-clicked', happened=('clicked',))
>>> read_sentence("comment arrêter les sms").guide, read_sentence("azerty qwerty fdsf dsf 12").guide
('step-by-step', None)
>>> read_sentence("Caisse d'Allocations Familiales") is None, read_sentence("Je n'ai pas cliqué sur le lien").happened
(True, ())
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from ..codes import HAPPENED
from ..country.records import record_from
from ..errors import RuleError
from ..resources import read_table
from ..text.normalize import clean, fold

SENTENCE = "sentence"  # the note of a sender that is one
FILE = "sentences.toml"
WORD = re.compile(r"[^\W_]+")
NAME_LENGTH = 11  # characters of a sender ID
NAME_WORDS = 3  # a sender of more words, not written as a name, is a sentence
SHORT_WORD = 3  # letters of the words that stay small in a name ("de la")
CLICKED, CHARGED = "i-clicked", "charged"  # the guides for what happened


class Typed(NamedTuple):
    """The words of what was typed, and the wordings whose first word is one of them: no other can stand there."""

    words: list[str]
    possible: frozenset[str]


class Sentence(NamedTuple):
    """What somebody typed for a sender: the guide that answers it, None where no wording fits, and what happened."""

    guide: str | None
    happened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of one language; see the head of the file."""

    unless: tuple[str, ...]
    speech: tuple[str, ...]
    happened: Mapping[str, Sequence[str]]
    guides: Mapping[str, Sequence[str]]


@cache
def wordings(language: str = "") -> tuple[Wordings, ...]:
    """Those of a reader's language, then those that are read for everybody. Raises RuleError where a file is wrong."""
    tables = read_table(FILE.removesuffix(".toml")) or {}
    found = {code: _checked(table, FILE, code) for code, table in tables.items()}
    name = f"sentences.{language}"
    if language and language not in found and (own := read_table(name)):
        found[language] = _checked(own, f"{name}.toml", "")
    return tuple(found[code] for code in sorted(found, key=lambda code: code != language))


def _checked(table: Mapping[str, Any], file: str, where: str) -> Wordings:
    read = record_from(Wordings, table, file, where)
    if unknown := read.happened.keys() - set(HAPPENED):
        fix = f"use one of {', '.join(HAPPENED)}"
        where = f"{where}.happened".removeprefix(".")
        raise RuleError(file, where, f"{min(unknown)!r} is nothing that may have happened", fix)
    return read


def guides(languages: Iterable[str] = ("",)) -> tuple[str, ...]:
    """The ids of all guides that a sentence may lead to, for readers of these languages."""
    known = chain.from_iterable(wordings(language) for language in languages)
    return tuple(sorted({CLICKED, CHARGED, *(guide for of_language in known for guide in of_language.guides)}))


def read_sentence(given: str, language: str = "") -> Sentence | None:
    """What the sentence is about, to a reader of that language; None for what may be a sender."""
    shown = clean(given).strip()
    if " " not in shown:
        return None
    words, known = WORD.findall(fold(shown)), wordings(language)
    typed = Typed(words, _beginning_with(words, language))
    if not typed.possible:
        return Sentence(None, ()) if _is_speech(shown, words, known) else None
    happened = tuple(code for code in HAPPENED if any(_tells(typed, w, code) for w in known))
    guide = _guide_of(happened) or next((g for w in known for g in w.guides if _fits(typed, w.guides[g])), None)
    return Sentence(guide, happened) if guide or _is_speech(shown, words, known) else None


def _guide_of(happened: Sequence[str]) -> str | None:
    """The emergency before the bill."""
    return None if not happened else CHARGED if tuple(happened) == ("billed",) else CLICKED


def _tells(typed: Typed, of_language: Wordings, code: str) -> bool:
    """True where one of its wordings stands there, and nothing before its end takes it back."""
    ends = _ends(typed, of_language.happened.get(code, ()))
    return any(not set(typed.words[:end]) & set(of_language.unless) for end in ends)


def _fits(typed: Typed, found: Sequence[str]) -> bool:
    return any(True for _ in _ends(typed, found))


def _ends(typed: Typed, wordings_of_one: Sequence[str]) -> Iterator[int]:
    """Where those of the wordings end that stand there."""
    if typed.possible.isdisjoint(wordings_of_one):
        return
    for wording in wordings_of_one:
        if wording in typed.possible and (end := _end(typed.words, wording)) is not None:
            yield end


@cache
def _parts(wording: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a wording in their order, and those that must not be there."""
    parts = wording.split()
    return tuple(part for part in parts if part[0] != "!"), frozenset(part[1:] for part in parts if part[0] == "!")


@cache
def _by_first_word(language: str) -> Mapping[str, frozenset[str]]:
    """All wordings by the first of their words, as it is written: "clique", "bloqu*"."""
    found: dict[str, set[str]] = {}
    for of_language in wordings(language):
        for wording in chain(*of_language.happened.values(), *of_language.guides.values()):
            found.setdefault(_parts(wording)[0][0], set()).add(wording)
    return {first: frozenset(those) for first, those in found.items()}


@cache
def _lengths(language: str) -> tuple[int, ...]:
    """Of the beginnings of words by which wordings begin."""
    return tuple({len(first) - 1 for first in _by_first_word(language) if first.endswith("*")})


def _beginning_with(words: Sequence[str], language: str) -> frozenset[str]:
    """The wordings that begin with one of the words: in most names there is none, and no more is asked."""
    known, lengths = _by_first_word(language), _lengths(language)
    written = {*words, *(f"{word[:length]}*" for word in words for length in lengths if len(word) >= length)}
    return frozenset(chain.from_iterable(known[word] for word in written & known.keys()))


def _end(words: Sequence[str], wording: str) -> int | None:
    """The place of the last word of the wording, None where it does not stand there."""
    wanted, unwanted = _parts(wording)
    if (len(wanted) == 1 and len(words) < NAME_WORDS) or not unwanted.isdisjoint(words):
        return None
    at = -1
    for part in wanted:
        at = next((n for n in range(at + 1, len(words)) if _is(words[n], part)), len(words))
    return at if at < len(words) else None


def _is(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _is_speech(shown: str, words: list[str], known: Iterable[Wordings]) -> bool:
    """Longer than a sender ID, and either many words that are not written as a name or a few with a verb or pronoun."""
    if len(shown) <= NAME_LENGTH or len(words) < NAME_WORDS:
        return False
    if any(word in of_language.speech for of_language in known for word in words):
        return True
    return len(shown.split()) > NAME_WORDS and not _is_written_as_name(shown)


def _is_written_as_name(shown: str) -> bool:
    """True where at least half of the longer words begin with a capital: "Salon de coiffure Marie"."""
    longer: list[str] = [word for word in WORD.findall(shown) if len(word) > SHORT_WORD]
    return 2 * sum(word[0].isupper() for word in longer) >= max(1, len(longer))
