"""Who a message claims to be: the bodies that fraud imitates, and what is really theirs.

`data/official/<cc>.toml` lists the bodies of a country, `any.toml` those of every country: how a sender name or a text
calls them, their web domains and telephone numbers, and what of these was read on an official page and may be shown.
Nothing is looked up anywhere else, and a name proves nothing: whoever writes can print it.

>>> body = bodies_of("FR").named("AMELI")
>>> body.id, body.topic, body.owns_host("assure.ameli.fr"), body.owns_host("ameli.fr.example")
('ameli', 'health', True, False)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from .characters import fold
from .load import read_table
from .rules import Source
from .tables import read
from .text import WORD

EVERYWHERE = "any"  # data/official/any.toml: bodies without a country
# A page of these can be anybody's: their addresses prove nothing about a message of somebody else.
OPEN_TO_ALL = frozenset({"platform"})


@dataclass(frozen=True, slots=True, kw_only=True)
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

    def owns_host(self, host: str) -> bool:
        """True where the host ends with one of its domains ("x.ameli.fr", never "ameli.fr.example")."""
        return any(host == d or host.endswith(f".{d}") for d in self.domains)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Bodies:
    """The bodies that a line of one country may meet, by the first word of each of their names."""

    by_word: Mapping[str, tuple[tuple[tuple[str, ...], Body], ...]]
    by_stem: Mapping[str, tuple[tuple[tuple[str, ...], Body], ...]]
    by_sender: Mapping[str, tuple[tuple[tuple[str, ...], Body], ...]]
    all: tuple[Body, ...]

    def owner_of_host(self, host: str) -> Body | None:
        """The body whose address that is."""
        return next((b for b in self.all if b.owns_host(host)), None)

    def owner_of_phone(self, digits: str) -> Body | None:
        """The body whose number that is, written nationally or internationally."""
        return next((b for b in self.all if any(_same_phone(p, digits) for p in b.phones)), None)

    def named(self, name: str) -> Body | None:
        """The body that a sender name stands for ("AMELI", "La Poste", "BNP-PARIBAS")."""
        words = WORD.findall(fold(name))
        joined = "".join(words)
        tables = (self.by_sender, self.by_word, self.by_stem)
        for at in range(len(words)):
            for table in tables:
                if body := _found(table, words, at):
                    return body
        glued = next((b for name, b in self.by_word.get(joined, ()) if name == (joined,)), None)
        return glued or (_found(self.by_stem, [joined], 0) if joined else None)

    def in_words(self, words: list[str]) -> Body | None:
        """The first body that the words of a text name."""
        for at, word in enumerate(words):
            if (word in self.by_word or word[:STEM] in self.by_stem) and (
                body := _found(self.by_word, words, at) or _found(self.by_stem, words, at)
            ):
                return body
        return None


STEM = 4  # letters of a stem by which a name with any ending is looked up
Table = Mapping[str, tuple[tuple[tuple[str, ...], Body], ...]]


def _same_phone(own: str, digits: str) -> bool:
    """'0969391391' and '+33969391391': the last nine digits are the same; short ones are compared whole."""
    plain = digits.lstrip("+")
    return plain == own or (len(own) >= 9 and len(plain) >= 9 and plain[-9:] == own[-9:])


def _found(table: Table, words: list[str], at: int) -> Body | None:
    word = words[at]
    for name, body in table.get(word, ()) or table.get(word[:STEM], ()):
        if at + len(name) <= len(words) and all(_is(part, words[at + n]) for n, part in enumerate(name)):
            return body
    return None


def _is(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part[-1] == "*" else word == part


def _index(bodies: Iterable[Body], names: str, *, stems: bool) -> dict[str, tuple[tuple[tuple[str, ...], Body], ...]]:
    """First word (of a stem: its first letters) -> names and their bodies, the longest name first."""
    found: dict[str, list[tuple[tuple[str, ...], Body]]] = {}
    for body in bodies:
        for name in getattr(body, names):
            words = tuple(name.split())
            if words[0].endswith("*") is stems:
                found.setdefault(words[0][:-1][:STEM] if stems else words[0], []).append((words, body))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}


def _read(name: str) -> tuple[Body, ...]:
    table, file = read_table(f"official/{name}") or {}, f"official/{name}.toml"
    bodies = []
    for row in table.get("bodies", ()):
        where = f"bodies[{row.get('id')}]"
        sources = tuple(read(Source, s, file, f"{where}.sources") for s in row.get("sources", ()))
        bodies.append(read(Body, {k: v for k, v in row.items() if k != "sources"}, file, where, sources=sources))
    return tuple(bodies)


@cache
def bodies_of(code: str) -> Bodies:
    """The bodies that a line of that country (ISO 3166-1 alpha-2) may meet: its own first, then those of any."""
    every = (*_read(code.lower()), *_read(EVERYWHERE))
    return Bodies(
        _index(every, "names", stems=False), _index(every, "names", stems=True),
        _index(every, "sender_names", stems=False), every,
    )  # fmt: skip


def body_of_id(code: str, body_id: str) -> Body | None:
    """The body of that id, as a line of that country may meet it."""
    return next((b for b in bodies_of(code).all if b.id == body_id), None)
