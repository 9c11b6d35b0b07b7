"""What a phone prints itself: the words of buttons, states and hints, moments, the kind of a message.

>>> is_furniture("Signaler un courrier indésirab1e"), is_furniture("Signalez-nous tout problème")
(True, False)
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ..intake.paste import PhoneLine, read_phone_line
from ..resources import read_table
from ..text.normalize import fold

SIGNS = re.compile(r"[^a-z0-9]+")
MISREAD = str.maketrans("01|!5", "oilis")  # letters and digits that are taken for each other
LETTERS_PER_MISTAKE = 8
DOT = re.compile(r"(?<![^ ])[^\w ]+(?![^ ])|(?<![^ ])\w(?![^ ])")  # between "jeudi" and "10:15"
AGE = re.compile(r"(?<!\d)\d{1,2} ?")
FEWEST = 2  # letters of a line that is compared


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of a kind, in every language: a phone need not speak the page's."""
    return frozenset(_plain(line) for table in (read_table("picture") or {}).values() for line in table[kind])


def phone_line(line: str, as_of: date) -> PhoneLine | None:
    """A line with the moment or the kind of a message, whatever became of the dot between its parts."""
    return read_phone_line(line, as_of) or read_phone_line(DOT.sub(" ", line).strip(), as_of)


def begins_hint(text: str) -> bool:
    """True for a text of the phone's that may be several lines long."""
    plain = _plain(text)
    return any(_is_almost(plain[: len(known)], known) for known in _words("hints"))


def is_just_now(line: str) -> bool:
    """True for the age of a notification ("maintenant", "il y a 5 min")."""
    plain = SIGNS.sub("", AGE.sub("", fold(line)))
    return plain in _words("ages")


def _plain(line: str) -> str:
    """Letters alone, those that look alike as one: 'Non lu' -> 'noniu'."""
    return SIGNS.sub("", fold(line).translate(MISREAD)).replace("l", "i")


def is_furniture(line: str) -> bool:
    """True for a line that a phone prints itself, read with a few wrong letters."""
    plain = _plain(line)
    if len(plain) < FEWEST:
        return False
    lines = _words("lines")
    return plain in lines or any(_is_almost(plain, known) for known in lines)


def _is_almost(read: str, known: str) -> bool:
    """True where so few letters differ that it is a misreading."""
    most = len(known) // LETTERS_PER_MISTAKE
    return read == known or (most > 0 and abs(len(read) - len(known)) <= most and _mistakes(read, known, most) <= most)


def _mistakes(read: str, known: str, most: int) -> int:
    """How many letters are wrong, missing or too many (Levenshtein); more than `most` is only that."""
    row = list(range(len(known) + 1))
    for n, letter in enumerate(read, 1):
        before, row = row, [n]
        for m, other in enumerate(known, 1):
            row.append(min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != other)))
        if min(row) > most:
            return most + 1
    return row[-1]
