"""Universal treatment of characters, the same for every country and language.

`clean` removes what cannot be seen (zero-width and bidirectional marks, soft hyphens) and turns every kind of space
into a plain one. `fold` maps a text to lower-case ASCII where that is possible *character by character*, so that an
offset in the folded text is an offset in the text itself; the reading of messages relies on it.

>>> clean("\\u202a+33\\u00a06 12\\u202c")
'+33 6 12'
>>> fold("Désabonnement: STOP AU 36\\u202f180")
'desabonnement: stop au 36 180'
>>> foreign_letters("P\\u0430ypal")
True
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

# Letters of other alphabets that pass for Latin ones. Source: Unicode confusables (UTS #39), the part that is
# met in scam messages; the fold makes "Αmeli" with a Greek alpha read like "Ameli".
LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁһӏԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονικрАВЕКМНОРСТХІЅЈ",
        "aeopcyxijsdhlqwabezhikmnoptyxaovikpabekmhopctxisj",
        strict=True,
    )
)
# Ligatures and letters that Unicode does not take apart, and the punctuation that is typed instead of ASCII's.
SPECIAL = {
    "œ": "o", "Œ": "o", "æ": "a", "Æ": "a", "ß": "s", "ø": "o", "Ø": "o", "ł": "l", "’": "'", "‘": "'",
    "‐": "-", "‑": "-", "–": "-", "—": "-", "：": ":", "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip


NOT_ASCII = re.compile(r"[^\x00-\x7f]")
VARIATION = re.compile("[\ufe00-\ufe0f]")  # selectors of a variant: printable, and not to be seen
MANY = 30  # different characters
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@lru_cache(maxsize=5_000)
def is_invisible(char: str) -> bool:
    """True for format characters (zero-width, bidi, soft hyphen) and variation selectors."""
    return (unicodedata.category(char) in {"Cf", "Cc"} and char not in "\t\n\r") or "\ufe00" <= char <= "\ufe0f"


def _clean_char(code: int) -> str:
    """What stands for a character in a clean text: nothing where it is invisible, one kind of blank."""
    char = chr(code)
    category = unicodedata.category(char)
    if category == "Zs" or char == "\t":
        return " "
    return "" if is_invisible(char) or category == "Cs" else char


def _fold_char(code: int) -> str:
    """One character for one: lower-case ASCII where there is a sensible one, else the character itself."""
    char = chr(code)
    if char in SPECIAL:
        return SPECIAL[char]
    if char in LOOKALIKES:
        return LOOKALIKES[char]
    if unicodedata.category(char) == "Zs" or char == "\t":
        return " "
    base = unicodedata.normalize("NFKD", char)[:1] or char
    lowered = base.lower()
    # Looked up once more, so that folding what is folded changes nothing: "Ł" is taken apart to no end, "Ԛ" is a "q".
    plain = LOOKALIKES.get(base) or LOOKALIKES.get(lowered) or SPECIAL.get(lowered, lowered)
    return plain if len(plain) == 1 else char


class Table(dict[int, str]):
    """For `str.translate`: code point -> what stands for it, made when it is first met. Single characters, of which no
    text can be read."""

    def __init__(self, make: Callable[[int], str]) -> None:
        self.make = make

    def __missing__(self, code: int) -> str:
        value = self[code] = self.make(code)
        return value


_CLEAN = Table(_clean_char)
_FOLD = Table(_fold_char)


def clean(text: str) -> str:
    """`text` in NFC without invisible characters, every blank a plain space (line breaks kept), stripped."""
    if text.isascii():
        return text.replace("\t", " ").strip() if text.isprintable() else text.translate(_CLEAN).strip()
    return unicodedata.normalize("NFC", text.translate(_CLEAN)).strip()


def fold(text: str) -> str:
    """`text` in lower case without accents, as ASCII where possible; always of the same length as `text`."""
    if text.isascii():
        return text.lower().replace("\t", " ")
    others = set(NOT_ASCII.findall(text))
    if len(others) > MANY:
        return text.translate(_FOLD)
    for char in others:  # few, as a rule: three times as quick as to translate every character
        text = text.replace(char, _FOLD[ord(char)])
    return text.lower().replace("\t", " ")


def has_invisible(text: str) -> bool:
    """True where `text` carries characters that nobody sees (line breaks and tabs aside)."""
    if text.isascii() or text.isprintable():  # what is printable can be seen; a line break is not, nor is a blank
        return not text.isascii() and VARIATION.search(text) is not None
    return CONTROL.search(text) is not None or any(map(is_invisible, set(NOT_ASCII.findall(text))))


def foreign_letters(text: str) -> bool:
    """True where Cyrillic or Greek letters stand among Latin ones: a trick to pass for another name."""
    if text.isascii():
        return False
    scripts = {unicodedata.name(c, "").split(" ", 1)[0] for c in text if c.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})
