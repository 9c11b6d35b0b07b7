"""Who a message claims to be: the bodies that fraud imitates, and what is really theirs.

`data/official/<cc>.toml` lists the bodies of a country, `any.toml` those of every country: how a sender name or a text
calls them, their web domains and telephone numbers, and what of these was read on an official page and may be shown.
Nothing is looked up anywhere else, and a name proves nothing: whoever writes can print it.

>>> body = bodies_of("FR").named("AMELI")
>>> body.id, body.topic, body is bodies_of("FR").owner_of_host("assure.ameli.fr")
('ameli', 'health', True)
>>> bodies_of("FR").owner_of_host("ameli.fr.top")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..country.records import record_from
from ..country.schema import Source
from ..memory import remembered
from ..resources import read_table
from ..text.normalize import fold
from ..text.tokens import WORD

EVERYWHERE = "any"  # data/official/any.toml: bodies without a country
# A page of these can be anybody's: their addresses prove nothing about a message of somebody else.
OPEN_TO_ALL = frozenset({"platform"})
PHONE_TAIL = 9  # digits at the end of a whole number that are the same however it is written


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """One body. `site` and `phone` are shown to people, and only where a source was read; `domains` and `phones` only
    weigh. `names` count in a text and as a sender, `sender_names` (everyday words: "orange") as a sender alone."""

    id: str
    topic: str
    names: tuple[str, ...] = ()
    sender_names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    site: str | None = None
    phone: str | None = None
    sources: tuple[Source, ...] = field(default_factory=tuple)

    @property
    def was_read(self) -> bool:
        """True where somebody read a page on which its site or number stands."""
        return any(s.read != "no" for s in self.sources)


Names = Mapping[str, tuple[tuple[tuple[str, ...], Body], ...]]  # first word -> whole names and their bodies


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Bodies:
    """The bodies that a line of one country may meet."""

    all: tuple[Body, ...]
    by_id: Mapping[str, Body]
    in_texts: Names
    seconds: Mapping[str, frozenset[str] | None]  # first word of a name in texts -> its second words; None if it is one
    as_senders: Names
    by_domain: Mapping[str, Body]
    by_phone: Mapping[str, Body]

    def owner_of_host(self, host: str) -> Body | None:
        """The body whose address that is: the end of a host tells ("x.ameli.fr", never "ameli.fr.example")."""
        while host:
            if host in self.by_domain:
                return self.by_domain[host]
            host = host.partition(".")[2]
        return None

    def owner_of_phone(self, digits: str) -> Body | None:
        """The body whose number that is, written nationally or internationally."""
        return self.by_phone.get(_tail(digits))

    def named(self, name: str) -> Body | None:
        """The body that a sender name stands for ("AMELI", "La Poste", "BNP-PARIBAS")."""
        return _named(self, name)

    def begins_with_name(self, words: Sequence[str]) -> bool:
        """True where the first of these words begin the name of a body."""
        return bool(words) and _at(self.in_texts, words, 0) is not None

    def in_words(self, words: Sequence[str], there: frozenset[str]) -> Body | None:
        """The first body that the words of a text name; `there` are the same words."""
        seconds = [(w, self.seconds[w]) for w in self.seconds.keys() & there]
        first = {w for w, second in seconds if second is None or not second.isdisjoint(there)}
        if not first:
            return None
        return next((b for at, w in enumerate(words) if w in first and (b := _at(self.in_texts, words, at))), None)


@remembered
def _named(bodies: Bodies, name: str) -> Body | None:
    words = WORD.findall(fold(name))
    for at in range(len(words)):
        for table in (bodies.as_senders, bodies.in_texts):
            if body := _at(table, words, at):
                return body
    glued = "".join(words)
    return next((b for whole, b in bodies.in_texts.get(glued, ()) if whole == (glued,)), None)


def _at(table: Names, words: Sequence[str], at: int) -> Body | None:
    """The body whose whole name begins there; of several the longest name."""
    for name, body in table.get(words[at], ()):
        if tuple(words[at : at + len(name)]) == name:
            return body
    return None


def _seconds(names: Iterable[tuple[str, ...]]) -> frozenset[str] | None:
    """The second words of names; None where one has a single word."""
    names = list(names)
    return None if any(len(name) == 1 for name in names) else frozenset(name[1] for name in names)


def _tail(digits: str) -> str:
    """'0969391391' and '+33969391391' end alike; short numbers are compared whole."""
    plain = digits.lstrip("+")
    return plain[-PHONE_TAIL:] if len(plain) >= PHONE_TAIL else plain


def _names(bodies: Iterable[Body], key: str) -> Names:
    found: dict[str, list[tuple[tuple[str, ...], Body]]] = {}
    for body in bodies:
        for name in getattr(body, key):
            words = tuple(name.split())
            found.setdefault(words[0], []).append((words, body))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}


def _read(name: str) -> tuple[Body, ...]:
    table, file = read_table(f"official/{name}") or {}, f"official/{name}.toml"
    bodies = []
    for row in table.get("bodies", ()):
        where = f"bodies[{row.get('id')}]"
        sources = tuple(record_from(Source, s, file, f"{where}.sources") for s in row.get("sources", ()))
        bodies.append(record_from(Body, {k: v for k, v in row.items() if k != "sources"}, file, where, sources=sources))
    return tuple(bodies)


@cache
def bodies_of(code: str) -> Bodies:
    """The bodies that a line of that country (ISO 3166-1 alpha-2) may meet: its own first, then those of any."""
    every = (*_read(code.lower()), *_read(EVERYWHERE))
    first = every[::-1]  # where two share something, the first one has it
    in_texts = _names(every, "names")
    return Bodies(
        all=every,
        by_id={b.id: b for b in first},
        in_texts=in_texts,
        seconds={word: _seconds(name for name, _ in rows) for word, rows in in_texts.items()},
        as_senders=_names(every, "sender_names"),
        by_domain={d: b for b in first for d in b.domains},
        by_phone={_tail(p): b for b in first for p in b.phones},
    )
