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
from .numbers import BEGINNING

SHORTEST_VERB = 3  # letters of a verb that a keyword may stick to
QUOTE = r"[\s\"'«»<>()\[\]*_.:,=\-]{0,4}"
SHORTENED = "(?:rep|resp|respd|risp|env|antw|odp|rpta|rta|rpd|repd|rply)"  # verbs that a full stop may follow
# After a purpose: what is stopped is messages, not "the payment".
NO_THING = r"(?! (?:the|a|an|your|it|this)\b(?! (?:t?e?xts?|msgs?|messages|list|service)))"
GAP = r"[ '.+\-]{1,3}"
MOST_WORDS = 3  # between "ne veux plus" and "offres"
# Where a phrase may begin, and of which kinds.
KEYWORD, LABEL, VERB, WEAK, NEGATED, PURPOSE, GLUED = 1, 2, 4, 8, 16, 32, 64
KEYS = (
    ("keywords", KEYWORD), ("labels", LABEL), ("sure_labels", LABEL), ("send_verbs", VERB), ("reply_verbs", VERB),
    ("own_keywords", WEAK), ("off_keywords", WEAK), ("weak_keywords", WEAK), ("none", NEGATED), ("unwanted", NEGATED),
    ("link_labels", WEAK), ("purposes", PURPOSE),
)  # fmt: skip
PhraseStarts = list[tuple[int, int]]
Pattern = re.Pattern[str]


class Vocabulary:
    """The words of opt-outs by their part ("keywords", "to" ...), and the patterns made from them."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self.words = words
        self.starts = _starts(words)
        self._label_words = (*words["labels"], *words["sure_labels"])
        self._labels: dict[str, Pattern] = {}
        self._alternatives: dict[tuple[str, ...], str] = {}
        self.sure_labels = frozenset(normal(label) for label in words["sure_labels"])
        self.alone = frozenset(normal(k) for k in words["alone"])
        self.own = frozenset(normal(k) for k in words["own_keywords"])
        self.off = frozenset(normal(k) for k in words["off_keywords"])
        self.link_labels = frozenset(words["link_labels"])
        self.paths, self.link_words = frozenset(words["paths"]), frozenset(words["link_words"])
        self.labels_or_words = frozenset(
            normal(w) for part in ("labels", "sure_labels", "padding", "keywords") for w in words[part]
        )
        verbs = (*words["send_verbs"], *words["reply_verbs"])
        self.verbs = tuple(v for v in verbs if v.isalpha() and SHORTEST_VERB <= len(v) < 6)
        self.verb_beginnings = frozenset(v[:SHORTEST_VERB] for v in self.verbs)

    def _any(self, *parts: str) -> str:
        if parts not in self._alternatives:
            self._alternatives[parts] = _any_of(word for part in parts for word in self.words[part])
        return self._alternatives[parts]

    @cached_property
    def _verb(self) -> str:
        return self._any("send_verbs", "reply_verbs")

    @cached_property
    def keyword(self) -> Pattern:
        """A keyword, digits of a number may follow at once ("STOP36229", "stopsms36105")."""
        padding = self._any("padding")
        return re.compile(
            rf"(?<![^\W\d_])(?P<k>{self._any('keywords')})(?:(?![^\W\d_])|(?=(?:{padding})[\s:]{{0,2}}\d))"
        )

    @cached_property
    def weak(self) -> Pattern:
        """A word that is a keyword only beside something else that says so, or one digit."""
        words = self._any("own_keywords", "off_keywords", "weak_keywords", "link_labels")
        return re.compile(rf"(?<![^\W\d_])(?P<k>{words}|\d)(?![^\W\d_])")

    @cached_property
    def keyword_again(self) -> Pattern:
        """Another keyword at once, or after a verb: the first one was a label ("Opt out: text STOP")."""
        return re.compile(rf"{QUOTE}(?:{self._verb}{QUOTE})?(?P<k>{self._any('keywords')})(?![^\W\d_])")

    @cached_property
    def before_verb(self) -> Pattern:
        """Up to the keyword: a verb of sending or replying."""
        return re.compile(
            rf"(?<![^\W_])(?:{SHORTENED}\.?"
            rf"|(?:{self._verb}(?: {self._any('fillers')})?|\d{{3,}} (?:{self._any('with')}))"
            rf"(?![^\W_]|\.\s)){QUOTE}$"
        )

    @cached_property
    def before_verb_and_words(self) -> Pattern:
        """The same with one or two words between ("txt CLUB STOP")."""
        return re.compile(rf"(?<![^\W_]){self._verb}(?![^\W_]){QUOTE}(?P<extra>(?:[\w+]+ ){{1,2}})$")

    @cached_property
    def purpose(self) -> Pattern:
        """What for, anywhere."""
        return re.compile(rf"(?<![^\W_])(?:{self._any('purposes')})(?![^\W_]){NO_THING}")

    @cached_property
    def glued_verb(self) -> Pattern:
        """A verb that the keyword sticks to ("txtSTOP")."""
        return re.compile(rf"(?<![^\W_]){self._verb}$")

    @cached_property
    def before_with(self) -> Pattern:
        """ "Mit", right before the keyword."""
        return re.compile(rf"(?<![^\W_])(?:{self._any('with')}){QUOTE}$")

    @cached_property
    def before_noun(self) -> Pattern:
        """Words after which "stop" is a thing ("rue du Stop")."""
        return re.compile(rf"(?<![^\W_])(?:{self._any('nouns')}) $")

    @cached_property
    def before_number(self) -> Pattern:
        """A number right before the keyword ("36180 : STOP")."""
        return re.compile(
            rf"(?<![\w.,])(?P<number>\d[\d .\-]{{1,10}}\d)"
            rf"(?:[\s:=>\-→]{{1,4}}(?:par |{self._verb} |{self._any('with')} )?)?$"
        )

    @cached_property
    def after_number(self) -> Pattern:
        """A number after the keyword, with padding and "to" between ("SMS au 36 180")."""
        between = (
            rf"(?:\s*(?:{self._any('padding')})(?![^\W\d_]))*"
            rf"[^\w+€$£%(]{{0,5}}\(?(?P<to>\b{self._any('to')}\b)?[^\w+€$£%(]{{0,4}}"
            r"(?:(?:n|no|nr|num|numero)[°º.:]{0,2} ?)?"
        )
        return re.compile(rf"{between}(?<![\d.,]){BEGINNING}")  # "stopsms36105"

    @cached_property
    def after_words_number(self) -> Pattern:
        """A number after one or two more words of the keyword ("STOP CAVE au 36200")."""
        return re.compile(
            rf" (?P<extra>[\w]+(?: [\w]+)?)[\"'»” ]{{1,3}}(?:{self._any('to')})\b[\s:./]{{0,3}}{BEGINNING}"
        )

    @cached_property
    def after_call(self) -> Pattern:
        """A verb of calling and a number."""
        return re.compile(
            rf"[^.!\n\d]{{0,12}}?\b(?:{self._any('call_verbs')})\b[^\d\n+(]{{0,14}}(?<![\w.,]){BEGINNING}"
        )

    @cached_property
    def after_glued_purpose(self) -> Pattern:
        """ "STOP2end", "STOP=end"."""
        return re.compile(r"2(?:end|stop|exit|quit|cancel|optout|unsub)\b| ?= ?(?:end|quit|cancel|fin)\b")

    @cached_property
    def after_sure_keyword(self) -> Pattern:
        """After a word that can hardly mean anything else: how to use it, what it does, when to ("STOP si ...")."""
        words = self._any("loose_purposes", "in_reply", "conditions")
        return re.compile(rf"[\"'»”)]?\s{{0,2}}(?:[=≠→]|[-–]?> ?(?!\d)|(?:{words})(?![^\W_]))")

    @cached_property
    def in_reply(self) -> Pattern:
        """ "... in reply"."""
        return re.compile(rf"[\s\"'»”)]{{0,3}}(?:{self._any('in_reply')})(?![^\W_])")

    @cached_property
    def only_padding(self) -> Pattern:
        """Padding to the end of the text."""
        return re.compile(rf"(?:\s*(?:{self._any('padding')})\b)?[\W_]*$")

    @cached_property
    def after_padding(self) -> Pattern:
        """Words after a keyword that do not belong to it ("STOP SMS")."""
        return re.compile(rf"(?:\s+(?:{self._any('padding')})\b)+")

    @cached_property
    def no_more_of_it(self) -> Pattern:
        """After a word that may belong to the keyword: what does not ("STOP SI", "STOP POUR")."""
        return re.compile(rf"\s+(?:{self._any('conditions', 'in_reply', 'loose_purposes', 'to')})\b")

    @cached_property
    def label(self) -> Pattern:
        """What announces an opt-out without its keyword ("Désabo", "Pour ne plus recevoir")."""
        return self._label(self._label_words)

    def label_from(self, letter: str) -> Pattern:
        """The labels that begin with that letter: one pattern for all takes long to compile."""
        if letter not in self._labels:
            self._labels[letter] = self._label(w for w in self._label_words if w.startswith(letter))
        return self._labels[letter]

    @staticmethod
    def _label(labels: Iterable[str]) -> Pattern:
        # A bank's "service opposition" and a code "d'opposition" are about a card; who is "de baja" is ill.
        return re.compile(
            r"(?<![^\W\d_])(?<!\bd')(?!(?<=service )opposition)(?!(?<=\bde )bai?[jx]as?\b)"
            rf"(?:{_any_of(labels)})(?![^\W_])"
        )

    @cached_property
    def unwanted(self) -> Pattern:
        """ "Keine Angebote", "si no quieres más avisos", "plus envie de nos SMS": what is not wanted is messages."""
        word = rf"(?!(?:{self._any('missed')})\b)\w+"
        return re.compile(
            rf"(?<![^\W_])(?:{self._any('none')}(?:{GAP}(?:{self._any('filler')})\b){{0,2}}"
            rf"|{self._any('unwanted')}(?:{GAP}{word}){{0,{MOST_WORDS}}}?)"
            rf"{GAP}(?:{self._any('messages')})(?![^\W_])(?! (?:\w+ )?(?:{self._any('missed')})\b)"
        )

    @cached_property
    def missed(self) -> Pattern:
        """Right before "keine Angebote": "verpassen Sie"."""
        return re.compile(rf"(?<![^\W_])(?:{self._any('missed')})(?: (?:sie|u|je|vous|pas))?[ .]$")

    @cached_property
    def glued(self) -> Pattern:
        """A word that "stop" is part of ("SHOPSTOP", "STOPSKY"), or a verb that a keyword sticks to ("txtSTOP")."""
        return re.compile(
            rf"(?<![^\W_])(?:(?P<verb>{self._verb})(?P<k>{self._any('keywords')})|(?!unstop|nonstop)(?P<own>\w{{1,6}}stop|stop\w{{1,8}}))"
            r"(?![^\W\d_])"
        )

    @cached_property
    def label_keyword(self) -> Pattern:
        """After a label: a word to send, whatever it is ("Keine Einladungen mehr? ADE an 88040")."""
        return re.compile(
            rf"[^\w\n]{{1,4}}(?:(?:{self._any('with')}|(?P<verb>{self._verb}))(?![^\W_])[\s:\"'«]{{1,3}})?"
            rf"(?P<k>[^\W\d_][\w+]*(?: [^\W\d_][\w+]*)??)[\"'»”]?"
            rf"(?:[ \"'»”]{{1,3}}(?:{self._any('to')})\b[\s:./]{{0,3}}{BEGINNING}|(?=[\W_]*$))"
        )

    @cached_property
    def label_call(self) -> Pattern:
        """A number to call after a label."""
        return re.compile(
            rf"(?:[^\d\n+(]{{0,24}}?\b(?P<call>{self._any('call_verbs')})\b\.?[^\d\n.+(]{{0,14}}"
            rf"|(?: [^\W\d_]+){{0,3}}[\s:?!]{{1,4}}(?:{self._any('padding')})?[ :]{{0,3}}(?:{self._any('to')} )?)"
            rf"(?<![\w.,]){BEGINNING}"
        )

    @cached_property
    def label_click(self) -> Pattern:
        """After a label: "click here"."""
        return re.compile(rf"[^.!?\n]{{0,40}}?\b(?:{self._any('click')})\b")

    @cached_property
    def button_words(self) -> frozenset[str]:
        """The first words of the labels of buttons."""
        return frozenset(WORD.findall(label)[0] for label in self.words["buttons"])

    @cached_property
    def press_words(self) -> frozenset[str]:
        """The first words of "press": where none stands, no button is named."""
        return frozenset(form for verb in self.words["press"] for form in _first_words(verb))

    @cached_property
    def post_words(self) -> frozenset[str]:
        """The first words of "by letter"."""
        return frozenset(form for way in self.words["post"] for form in _first_words(way))

    @cached_property
    def chat_words(self) -> frozenset[str]:
        """The last words of "in this conversation"."""
        return frozenset(WORD.findall(place)[-1] for place in self.words["in_chat"])

    @cached_property
    def button_alone(self) -> Pattern:
        """The label of a button, as a line of its own."""
        return re.compile(rf"[\W_]*(?P<label>{self._any('buttons')})[\W_]*")

    @cached_property
    def button_named(self) -> Pattern:
        """ "Appuyez sur Se désabonner", "[Voir] [Se désabonner]": the label of a button after a verb that means one, or
        in the brackets that some telephones copy."""
        return re.compile(
            rf"(?:(?<![^\W_])(?:{self._any('press')})[\W_]{{1,4}}|\[ ?)(?P<label>{self._any('buttons')})(?![^\W_])"
        )

    @cached_property
    def in_chat(self) -> Pattern:
        """ "Dans cette conversation"."""
        return re.compile(rf"(?<![^\W_])(?:{self._any('in_chat')})(?![^\W_])")

    @cached_property
    def label_post(self) -> Pattern:
        """After a label: by letter."""
        return re.compile(rf"[^!\n]{{0,30}}?\b(?:{self._any('post')})\b")


@cache
def vocabulary() -> Vocabulary:
    """That of all reading languages."""
    return Vocabulary(lexicon().opt_out)


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, written with a stroke as well ("p/ sair")."""
    return alternation(phrases).replace(r"[ '.+\-]", r"[ '.+/\-]")


def normal(phrase: str) -> str:
    """'No + SMS' and 'opt-out' as their words with one blank between."""
    return " ".join(WORD.findall(phrase))


def _first_words(phrase: str) -> tuple[str, str, str]:
    """What the first word of a phrase may be in a text: by itself, with all others run together, with the second."""
    parts = WORD.findall(phrase)
    return parts[0], "".join(parts), "".join(parts[:2])


def _starts(words: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Each phrase by its first word, and by all its words run together ("stopsms", "optout")."""
    starts: dict[str, int] = {}
    for key, kind in KEYS:
        for phrase in words[key]:
            for word in _first_words(phrase):
                starts[word] = starts.get(word, 0) | kind
    for keyword in words["keywords"]:
        for padding in words["padding"]:
            glued = "".join(WORD.findall(keyword + padding))
            starts[glued] = starts.get(glued, 0) | KEYWORD
    for digit in digits:
        starts[digit] = starts.get(digit, 0) | WEAK
    return starts


def places_of(text: Text) -> PhraseStarts:
    """Where keywords, labels and verbs may begin, outside web addresses."""
    known = vocabulary()
    starts, verbs = known.starts, known.verb_beginnings
    found: PhraseStarts = []
    for word, start in zip(text.spelt, text.starts, strict=True):
        if word in starts:
            found.append((start, starts[word]))
        elif word[:SHORTEST_VERB] in verbs or not (word.isalpha() or word.isdigit()) or "stop" in word:
            found += _glued(known, word, start)
    return found


def _glued(known: Vocabulary, word: str, start: int) -> PhraseStarts:
    """What begins with a word that has something stuck to it: "txtstop", "36180STOP"."""
    if word.isalpha():
        return [(start, GLUED)] if word.startswith(known.verbs) or _is_about_stop(word) else []
    bare = word.lstrip(digits)
    kinds = known.starts.get(bare[: len(bare) - len(bare.lstrip(ascii_lowercase))], 0)
    if not kinds and _is_about_stop(word):
        return [(start, GLUED)]
    return [(start + len(word) - len(bare), kinds)] if kinds else []


def _is_about_stop(word: str) -> bool:
    return word.startswith("stop") or word.endswith("stop")
