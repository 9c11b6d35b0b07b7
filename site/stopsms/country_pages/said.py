"""Pieces of a page: what the package says of a step, a service, a family or a claim, as Markdown.

The words are those of the catalogues, never changed; behind them stands what they rest on, as a mark
(`content/marks.py`).

>>> marked("It is free. Send it.", ["xx.free"]), marked("Ask", ["xx.a", "xx.b"])
('It is free. Send it[](claim:xx.free).', 'Ask[](claim:xx.a)[](claim:xx.b)')
>>> plain("*99# or [x]")
'\\\\*99# or \\\\[x\\\\]'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MARKDOWN = re.compile(r"([\\`*_\[\]<>])")  # characters of words that Markdown would read as its own
NOTHING = "…"
MARKS = 2  # of a sentence: the step itself, or the page of a family, has them all
ENDS = re.compile(r"[\s\u00a0]?[.!?…][»”)]*$")


def plain(text: str) -> str:
    """Words of a catalogue, as Markdown that shows them as they are."""
    return MARKDOWN.sub(r"\\\1", text)


def marked(text: str, claims: Iterable[str]) -> str:
    """A text with the marks of its claims at the end of its last sentence."""
    marks = "".join(f"[](claim:{c})" for c in dict.fromkeys(claims))
    end = found.start() if (found := ENDS.search(text)) else len(text)
    return text[:end] + marks + text[end:]


@dataclass(frozen=True, slots=True)
class Said:
    """A step: its `title` without a full stop, and what is said of it."""

    action: str
    title: str
    text: str
    claims: tuple[str, ...] = ()

    @property
    def marks(self) -> str:
        """The marks of what it rests on first, for a sentence of the template."""
        return marked("", self.claims[:MARKS])

    @property
    def sentence(self) -> str:
        """The title as a sentence."""
        return stopped(self.title)

    @property
    def inside(self) -> str:
        """The title within a sentence."""
        return self.title[:1].lower() + self.title[1:]

    @property
    def item(self) -> str:
        """As an item of a list: the title, then the text."""
        return f"**{self.sentence}** {self.text}"


def stopped(title: str) -> str:
    """A title as a sentence.

    >>> stopped("Report it"), stopped("Not sure?")
    ('Report it.', 'Not sure?')
    """
    return title if ENDS.search(title) else f"{title}."


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim: its id, and its words with their mark."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Service:
    """Where to report, to complain or to get help. `phone`, `url`, `link` (to it, as guides write one) and
    `sms` (a number for texts) are "" where it has none; `what` says what it does, with its marks, and
    `colon` is that of the language."""

    id: str
    name: str
    phone: str = ""
    url: str = ""
    link: str = ""
    sms: str = ""
    what: str = ""
    claims: tuple[str, ...] = ()
    colon: str = ":"

    @property
    def short(self) -> str:
        """The name without what stands in brackets behind it, as a link to its site where it has one."""
        return self._linked(self.name.partition(" (")[0])

    @property
    def named(self) -> str:
        """The name as a link to its site, and the number to ring as one: "[IDCARE](route:x), [1800 ...](tel:x)"."""
        name = self.name.removesuffix(f", {self.phone}") if self.phone else self.name
        if name == self.phone:
            return self.call
        return ", ".join(filter(None, (self._linked(name), self.call)))

    @property
    def call(self) -> str:
        """The telephone number as a link, or ""."""
        return f"[{self.phone}](tel:{self.id})" if self.phone else ""

    @property
    def item(self) -> str:
        """As an item of a list: the name, the number to ring, what it does."""
        first, comma, rest = self.named.partition(", ")
        return f"**{first[:1].upper()}{first[1:]}**{comma}{rest}{self.colon} {self.what}"

    def _linked(self, name: str) -> str:
        return f"[{name}]({self.link})" if self.link else name


@dataclass(frozen=True, slots=True)
class Sort:
    """A family of senders: `seen` is what a phone shows, `words` a few for a list, `about` what it is, with its marks;
    `first` the first step where nothing is known of the message."""

    id: str
    seen: str
    words: str
    about: str
    first: Said
    kind: str
    is_paid: bool
    claims: tuple[str, ...]

    @property
    def named(self) -> str:
        """What a phone shows, as a link to its page; its words where a phone shows nothing."""
        return f"[{self.words if self.seen == NOTHING else self.seen}](family:{self.id})"

    @property
    def head(self) -> str:
        """The same at the head of an item, with its full stop where the dots of more numbers are none."""
        return f"**{self.named}{'' if self.seen.endswith(NOTHING) and self.seen != NOTHING else '.'}**"


@dataclass(frozen=True, slots=True)
class Shown:
    """An example message, numbers masked, with what the package finds in it, and what it answers."""

    sender: str
    text: str
    signs: tuple[str, ...]
    steps: tuple[Said, ...]
