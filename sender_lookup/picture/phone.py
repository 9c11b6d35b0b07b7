"""What a phone prints itself: the words of buttons, states and hints, moments, the kind of a message.

>>> is_furniture("Marquer comme 1u"), is_furniture("Marquer un point")
(True, False)
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ..intake.paste import PhoneLine, read_phone_line
from ..intake.timestamp import screen
from ..resources import read_table
from ..text.normalize import fold
from ..text.phrases import alternation
from .words import letters_in

SIGNS = re.compile(r"[^a-z0-9]+")
MISREAD = str.maketrans("01|!5", "oilis")  # letters and digits that are taken for each other
LETTERS_PER_MISTAKE = 8
DOT = re.compile(
    r"(?<![^ ])[^\w ]*[^\W\d]?(?![^ ])|[^\w:/.,'\u2019 ]"
)  # what becomes of the dot between "jeudi" and "10:15"
LOST_BLANK = re.compile(r"(?<=\d)(?=[^\W\d_]{3})")  # "21nov."
LETTERS_PER_MISTAKE_IN_A_DAY = 5
SHORT_DAY = 3
ICONS = 3  # letters that icons beside a field become
HINT_WORDS = 2
LETTERS_OF_ICON = 2
AGE = re.compile(r"(?<!\d)\d{1,2} ?")
SHORT_AGE = re.compile(r"[^a-z0-9]*\d{1,2} ?(?:m|min|mn|h|d|j)[^a-z0-9]*")
LONGEST_NAME = 4  # words before the age of a notification
FEWEST = 2  # letters of a line that is compared


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of a kind, in every language: a phone need not speak the page's."""
    return frozenset(_plain(line) for table in (read_table("picture") or {}).values() for line in table[kind])


def phone_line(line: str, as_of: date) -> PhoneLine | None:
    """A line with the moment or the kind of a message, whatever became of the dot between its parts."""
    words = [_day_word(word) for word in DOT.sub(" ", LOST_BLANK.sub(" ", line)).split()]
    said = read_phone_line(line, as_of) or read_phone_line(" ".join(words), as_of)
    has_day_alone = said is not None and said.arrival is not None and said.arrival.clock is None
    if has_day_alone and not (re.search(r"\d", line) or set(map(_plain, words)) & set(map(_plain, _days()))):
        return None  # "Merci" begins as "mercredi"
    return said


def _day_word(word: str) -> str:
    """ "Aujouratui" -> "aujourd'hui": the words that stand above messages most often."""
    plain = _plain(word)
    return next((day for day in _days() if _is_almost(plain, _plain(day), LETTERS_PER_MISTAKE_IN_A_DAY)), word)


@cache
def _days() -> tuple[str, ...]:
    return tuple(day for day in (*screen().today, *screen().yesterday) if " " not in day and len(day) > SHORT_DAY)


def is_field(line: str) -> bool:
    """True for the field in which one writes, with what became of its icons."""
    found = _kind().search(fold(line))
    return found is not None and sum(map(str.isalnum, line)) - sum(map(str.isalnum, found.group())) <= ICONS


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(screen().message_kinds)}[^a-z0-9]*)+")


def has_moment(line: str, as_of: date) -> bool:
    """True for a line with a day or a clock time."""
    said = phone_line(line, as_of)
    return said is not None and said.arrival is not None


def begins_hint(text: str) -> bool:
    """True for a text of the phone's that may be several lines long."""
    words = text.split()
    begin = 1 if len(words) > HINT_WORDS and letters_in(words[0]) <= 1 else 0  # what became of an icon
    plain = _plain(" ".join(words[begin:]))
    return any(_is_almost(plain[: len(known)], known) for known in _words("hints"))


def is_just_now(line: str) -> bool:
    """True for the age of a notification ("maintenant", "il y a 5 min")."""
    words = AGE.sub("", fold(line)).split()
    while len(words) > 1 and letters_in(words[0]) <= LETTERS_OF_ICON and words[0].startswith("("):
        words = words[1:]  # the round icon of an app
    ends = (words, words[:-1]) if words and len(words[-1]) == 1 else (words,)  # an arrow is read as a letter
    return any(
        _plain(" ".join(said[n:])) in _words("ages") and (n == 0 or is_furniture(" ".join(said[:n])))
        for said in ends
        for n in range(len(said))
    )


def before_age(line: str) -> str:
    """The name of an app or a person with the age of a notification behind it, without that; else nothing.

    >>> before_age("Livraison \u2022 maintenant"), before_age("Luna Mode 20 min"), before_age("On se voit maintenant ?")
    ('Livraison', 'Luna Mode', '')
    """
    words = [] if line.endswith(("?", "!")) else line.split()
    for n in range(1, min(len(words), LONGEST_NAME + 1)):
        age = " ".join(words[n:])
        if SHORT_AGE.fullmatch(fold(age)) or _plain(AGE.sub("", fold(age))) in _words("ages"):
            named = [word for word in words[:n] if any(map(str.isalnum, word))]
            return " ".join(words[:n] if len(named) == n else words[: len(named)])
    return ""


def is_other_app(name: str) -> bool:
    """True for the name of an app that shows no messages: mail, weather, an agenda."""
    return _plain(name) in _words("apps")


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


def _is_almost(read: str, known: str, per_mistake: int = LETTERS_PER_MISTAKE) -> bool:
    """True where so few letters differ that it is a misreading."""
    most = len(known) // per_mistake
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
