"""The vocabulary of opt-outs as patterns: keywords, verbs, labels and what may stand around them.

The words of all reading languages come from the lexicon. All patterns are tried at a fixed place or in a short window;
each is compiled when it is first asked for, since few messages need them all and the browser compiles slowly.

>>> bool(vocabulary().before_verb.search("envoyez "))
True
>>> from ...text.tokens import prepare
>>> [start for start, _ in places_of(prepare("Soldes ! STOP au 36180"))]
[9]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from string import ascii_lowercase, digits

from ...text.phrases import alternation, lexicon
from ...text.tokens import WORD, Text

SHORTEST_VERB = 3  # letters of a verb that a keyword may stick to
# A number as printed: grouped by blanks, dots or dashes, not part of a price, an hour or a longer word.
# Grouped forms come first, so that "217 136" is not taken for 217.
NUMBER = (
    r"(?<![\w.,])(?P<number>(?:\+\d{2} ?|0)\d(?:[ .\-]?\d{2,3}){3,4}|0 \d{3}(?:[ .]\d{2,3}){2,3}"
    r"|0\d{2,4}[ .\-]\d{3,4}[ .\-]\d{3,4}"
    r"|\d{3}(?:[ .\-]\d{2,3}){2,3}|\d{3}[ .\-]\d{3}|\d{2}[ .\-]\d{3}|\d(?: \d){4,5}|\d \d\d \d\d|\+?\d{3,15})"
    r"(?![\w€$£%]|[.,:]\d| ?(?:€|%|eur\b))"
)
QUOTE = r"[\s\"'«»<>()\[\]*_.:,=\-]{0,4}"
# Where a phrase may begin, and of which kinds.
KEYWORD, LABEL, VERB = 1, 2, 4
KEYS = (("keywords", KEYWORD), ("labels", LABEL), ("send_verbs", VERB), ("reply_verbs", VERB))
PhraseStarts = list[tuple[int, int]]
Pattern = re.Pattern[str]


class Vocabulary:
    """The words of opt-outs by their part ("keywords", "to" ...), and the patterns made from them."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self.words = words
        self.starts = _starts(words)
        self._labels: dict[str, Pattern] = {}
        verbs = (*words["send_verbs"], *words["reply_verbs"])
        self.verbs = tuple(v for v in verbs if v.isalpha() and SHORTEST_VERB <= len(v) < 6)
        self.verb_beginnings = frozenset(v[:SHORTEST_VERB] for v in self.verbs)

    def _any(self, part: str) -> str:
        return alternation(self.words[part])

    @cached_property
    def _verb(self) -> str:
        return rf"(?:{self._any('send_verbs')}|{self._any('reply_verbs')})"

    @cached_property
    def keyword(self) -> Pattern:
        """A keyword, digits of a number may follow at once ("STOP36229", "stopsms36105")."""
        padding = self._any("padding")
        return re.compile(rf"(?<![^\W\d_])(?P<k>{self._any('keywords')})(?:(?![^\W\d_])|(?=(?:{padding})\d))")

    @cached_property
    def before_verb(self) -> Pattern:
        """Up to the keyword: a verb of sending or replying."""
        return re.compile(rf"\b{self._verb}{QUOTE}$")

    @cached_property
    def before_verb_and_words(self) -> Pattern:
        """The same with one or two words between ("txt CLUB STOP")."""
        return re.compile(rf"\b{self._verb}{QUOTE}(?P<extra>(?:[\w+]+ ){{1,2}})$")

    @cached_property
    def before_noun(self) -> Pattern:
        """Words after which "stop" is a thing ("rue du Stop")."""
        return re.compile(rf"(?<![^\W_])(?:{self._any('nouns')}) $")

    @cached_property
    def before_label(self) -> Pattern:
        """A label right before the keyword."""
        return re.compile(rf"(?<![^\W\d_])(?:{self._any('labels')}){QUOTE}$")

    @cached_property
    def only_label(self) -> Pattern:
        """A label, padding or keyword and nothing else."""
        return re.compile(rf"{self._any('labels')}|{self._any('padding')}|{self._any('keywords')}")

    @cached_property
    def before_number(self) -> Pattern:
        """A number right before the keyword ("36180 : STOP")."""
        return re.compile(NUMBER + r"[\s:=>\-→]{1,4}(?:par )?$")

    @cached_property
    def after_number(self) -> Pattern:
        """A number after the keyword, with padding and "to" between ("SMS au 36 180")."""
        between = (
            rf"(?:\s*(?:{self._any('padding')})(?![^\W\d_]))*"
            rf"[^\w+]{{0,5}}(?:\b{self._any('to')}\b)?[^\w+]{{0,4}}(?:(?:n|no|num|numero)[°o.:]{{0,2}} ?)?"
        )
        return re.compile(between + NUMBER.replace(r"(?<![\w.,])", r"(?<![\d.,])", 1))  # "stopsms36105"

    @cached_property
    def after_words_number(self) -> Pattern:
        """A number after one or two more words of the keyword ("STOP CAVE au 36200")."""
        to = self._any("to")
        return re.compile(rf" (?P<extra>[\w]+(?: [\w]+)?)[\"'»” ]{{1,3}}(?:{to})\b[\s:]{{0,2}}{NUMBER}")

    @cached_property
    def after_call(self) -> Pattern:
        """A verb of calling and a number."""
        return re.compile(rf"[^.!\n]{{0,12}}?\b(?:{self._any('call_verbs')})\b[^\d\n]{{0,14}}{NUMBER}")

    @cached_property
    def after_purpose(self) -> Pattern:
        """What for ("to opt out", "2stop", "= fin")."""
        return re.compile(
            rf"{QUOTE}(?:{self._any('purposes')})\b|2(?:end|stop|exit|quit|cancel)\b| ?= ?(?:end|quit|cancel|fin)\b"
        )

    @cached_property
    def after_padding(self) -> Pattern:
        """Words after a keyword that do not belong to it ("STOP SMS")."""
        return re.compile(rf"(?:\s+(?:{self._any('padding')})\b)+")

    @cached_property
    def label(self) -> Pattern:
        """What announces an opt-out without its keyword ("Désabo", "Pour ne plus recevoir")."""
        return self._label(self.words["labels"])

    def label_from(self, letter: str) -> Pattern:
        """The labels that begin with that letter: one pattern for all takes long to compile."""
        if letter not in self._labels:
            self._labels[letter] = self._label(w for w in self.words["labels"] if w.startswith(letter))
        return self._labels[letter]

    @staticmethod
    def _label(labels: Iterable[str]) -> Pattern:
        # A bank's "service opposition" and a code "d'opposition" are about a card.
        return re.compile(rf"(?<![^\W\d_])(?<!\bd')(?!(?<=service )opposition)(?:{alternation(labels)})\b")

    @cached_property
    def weak_reply(self) -> Pattern:
        """A verb with a word that is a keyword only there ("reply NO")."""
        weak = self._any("weak_keywords")
        return re.compile(rf"\b{self._verb}{QUOTE}(?P<k>{weak}|\w{{0,6}}stop)\b(?! (?:to |a |au )?(?:this|ce|the))")

    @cached_property
    def label_call(self) -> Pattern:
        """A number to call after a label."""
        return re.compile(
            rf"(?:[^\d\n]{{0,24}}?\b(?:{self._any('call_verbs')})\b[^\d\n.]{{0,14}}"
            rf"|[ :]{{1,3}}(?:{self._any('padding')})?[ :]{{0,3}}(?:{self._any('to')} )?){NUMBER}"
        )

    @cached_property
    def link_for(self) -> Pattern:
        """After an address: what for."""
        return re.compile(rf"[ :(]{{1,3}}(?:{self._any('purposes')})\b")

    @cached_property
    def label_click(self) -> Pattern:
        """After a label: "click here"."""
        return re.compile(rf"[^.!?\n]{{0,40}}?\b(?:{self._any('click')})")

    @cached_property
    def button_words(self) -> frozenset[str]:
        """The first words of the labels of buttons."""
        return frozenset(WORD.findall(label)[0] for label in self.words["buttons"])

    @cached_property
    def button_alone(self) -> Pattern:
        """The label of a button, as a line of its own."""
        return re.compile(rf"[\W_]*(?P<label>{self._any('buttons')})[\W_]*")

    @cached_property
    def button_named(self) -> Pattern:
        """ "Appuyez sur Se désabonner": the label of a button after a verb that means one."""
        return re.compile(
            rf"(?<![^\W_])(?:{self._any('press')})[\W_]{{1,4}}(?P<label>{self._any('buttons')})(?![^\W_])"
        )

    @cached_property
    def in_chat(self) -> Pattern:
        """ "Dans cette conversation"."""
        return re.compile(rf"(?<![^\W_])(?:{self._any('in_chat')})(?![^\W_])")

    @cached_property
    def label_post(self) -> Pattern:
        """After a label: by letter."""
        return re.compile(rf"[^!?\n]{{0,30}}?\b(?:{self._any('post')})\b")


@cache
def vocabulary() -> Vocabulary:
    """That of all reading languages."""
    return Vocabulary(lexicon().opt_out)


def _starts(words: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Each phrase by its first word, and by all its words run together ("stopsms", "optout")."""
    starts: dict[str, int] = {}
    for key, kind in KEYS:
        for phrase in words[key]:
            parts = WORD.findall(phrase)
            for word in (parts[0], "".join(parts), "".join(parts[:2])):
                starts[word] = starts.get(word, 0) | kind
    for keyword in words["keywords"]:
        for padding in words["padding"]:
            glued = "".join(WORD.findall(keyword + padding))
            starts[glued] = starts.get(glued, 0) | KEYWORD
    return starts


def places_of(text: Text) -> PhraseStarts:
    """Where keywords, labels and verbs may begin, outside web addresses."""
    known = vocabulary()
    starts, verbs = known.starts, known.verb_beginnings
    found: PhraseStarts = []
    for word, start, _ in text.prose:
        if word in starts:
            found.append((start, starts[word]))
        elif word[:SHORTEST_VERB] in verbs or not word.isalpha():
            found += _glued(known, word, start)
    return found


def _glued(known: Vocabulary, word: str, start: int) -> PhraseStarts:
    """What begins with a word that has something stuck to it: "txtstop", "36180STOP"."""
    if word.isalpha():
        return [(start, VERB)] if word.startswith(known.verbs) else []
    bare = word.lstrip(digits)
    kinds = known.starts.get(bare[: len(bare) - len(bare.lstrip(ascii_lowercase))], 0)
    return [(start + len(word) - len(bare), kinds)] if kinds else []
