"""Which columns of a table hold the sender, the message and the moment, and which columns are added.

>>> choose(["Dossier", "Numéro de l'expéditeur", "Contenu du message", "Date", "Heure"], {}, "reports.csv")
Chosen(sender=(1,), text=(2,), received=(3, 4))
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..intake.several import PARTICLES
from ..intake.timestamp import screen
from ..text.normalize import clean, fold
from .errors import TableError

ADDED = (
    "verdict", "first_action", "purpose", "kind", "family", "opt_out_keyword", "opt_out_to", "opt_out_via", "timing",
    "error",
)  # fmt: skip
USUAL = {  # of tables, beside those of `screen`; whoever pastes an export of a phone has none of them
    "origine": "sender", "originator": "sender", "sender id": "sender", "numero court": "sender",
    "reception": "received", "received at": "received", "jour": "received", "day": "received", "hour": "received",
}  # fmt: skip
# A table of reports has name, phone and home of who complains: alone they never say who sent the message. ("address"
# may: it is what Android calls the sender.)
OWN = frozenset({"adresse", "nom", "name", "nombre", "contact", "contacto", "phone", "telephone", "telefono"})
NUMBER = frozenset({"numero", "number", "nummer"})
DAY = frozenset({"date", "jour", "day", "fecha", "datum", "data"})
HOUR = frozenset({"heure", "hour", "time", "hora"})
WORD = re.compile(r"[^\W_]+")
ELIDED = frozenset("dl")  # of "l'expéditeur", "d'envoi"
NONE = "none"
SHOWN = 12  # names of columns in an error


class Chosen(NamedTuple):
    """The places of the columns; the moment may stand in two, the day and the hour."""

    sender: tuple[int, ...]
    text: tuple[int, ...]
    received: tuple[int, ...]


def choose(names: Sequence[str], named: Mapping[str, Sequence[str]], where: object) -> Chosen:
    """The columns of a table: those that the person named (by `sender`, `text`, `received`), the others by their names.

    Raises TableError where a named column is not there, two columns may be the same thing, none holds a sender or a
    message, or the table has a column of ours already.
    """
    if taken := [name for name in names if name in ADDED]:
        raise TableError(where, f"has a column {taken[0]!r} already", "rename it, for one of that name is added")
    roles = [_role(name) for name in names]
    found = Chosen(*(_places(names, roles, field, named.get(field) or (), where) for field in Chosen._fields))
    if not found.sender and not found.text:
        fix = "name them with --sender COLUMN and --text COLUMN"
        raise TableError(where, f"no column is known to hold senders or messages, among {_listed(names)}", fix)
    return found


def _places(
    names: Sequence[str], roles: Sequence[str | None], field: str, named: Sequence[str], where: object
) -> tuple[int, ...]:
    for name in named:
        if name not in names:
            fix = f"name one of {_listed(names)} with --{field}"
            raise TableError(where, f"has no column {name!r}", fix)
        if names.count(name) > 1:
            raise TableError(where, f"has {names.count(name)} columns {name!r}", "rename all but one")
    if named:
        return tuple(names.index(name) for name in named)
    places = tuple(at for at, role in enumerate(roles) if role == field)
    if len(places) > 1 and not (field == "received" and _day_and_hour([names[at] for at in places])):
        found = ", ".join(repr(names[at]) for at in places)
        raise TableError(where, f"{found} may each be the {field}", f"name one with --{field} COLUMN")
    return places


def said(names: Sequence[str], chosen: Chosen, named: Mapping[str, Sequence[str]]) -> str | None:
    """Which columns were chosen, on one line; None where the person named them all.

    >>> said(["Origine", "SMS"], Chosen((0,), (1,), ()), {"text": ["SMS"]})
    "sender: 'Origine' (guessed), text: 'SMS', received: none"
    """
    if all(named.get(field) for field in Chosen._fields):
        return None
    each = columns_of(names, chosen)
    return ", ".join(
        f"{field}: {columns}{' (guessed)' if columns != NONE and not named.get(field) else ''}"
        for field, columns in each.items()
    )


def columns_of(names: Sequence[str], chosen: Chosen) -> dict[str, str]:
    """The names of the columns of each field, as people read them: "'Date' + 'Heure'", or "none"."""
    return {
        field: " + ".join(repr(names[at]) for at in places) or NONE
        for field, places in zip(Chosen._fields, chosen, strict=True)
    }


def _day_and_hour(names: Sequence[str]) -> bool:
    """Whether two columns are a day and an hour, by their names: two moments are no moment together."""
    told = [(bool(words & DAY), bool(words & HOUR)) for words in map(set, map(_words, names))]
    return sorted(told) == [(False, True), (True, False)]


def _role(name: str) -> str | None:
    """What a column holds, by its name: one of the usual names, or several that say the same ("contenu du message")."""
    known, words = {**screen().columns, **USUAL}, _words(name)
    if OWN.intersection(words) and set(words) <= OWN | NUMBER:
        return None
    if (folded := _folded(name)) in known:
        return known[folded]
    roles = {known.get(word) for word in words}
    return roles.pop() if len(roles) == 1 else None


def _words(name: str) -> list[str]:
    return [word for word in WORD.findall(_folded(name)) if word not in PARTICLES and word not in ELIDED]


def _folded(name: str) -> str:
    return fold(clean(name)).replace("_", " ")


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:SHOWN])
    return f"{shown} and {len(names) - SHOWN} more" if len(names) > SHOWN else shown
