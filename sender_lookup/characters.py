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
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@lru_cache(maxsize=5_000)
def is_invisible(char: str) -> bool:
    """True for format characters (zero-width, bidi, soft hyphen) and variation selectors."""
    return (unicodedata.category(char) in {"Cf", "Cc"} and char not in "\t\n\r") or "\ufe00" <= char <= "\ufe0f"


class _Clean(dict[int, str]):
    """`str.translate` table that fills itself: invisible characters vanish, all blanks become one kind."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if category == "Zs" or char == "\t":
            value = " "
        elif is_invisible(char) or category == "Cs":
            value = ""
        else:
            value = char
        self[code] = value
        return value


def _fold_char(char: str) -> str:
    """One character for one: lower-case ASCII where there is a sensible one, else the character itself."""
    if char in SPECIAL:
        return SPECIAL[char]
    if char in LOOKALIKES:
        return LOOKALIKES[char]
    if unicodedata.category(char) == "Zs" or char == "\t":
        return " "
    base = unicodedata.normalize("NFKD", char)[:1] or char
    lowered = LOOKALIKES.get(base, base.lower())
    return lowered if len(lowered) == 1 else char


class _Fold(dict[int, str]):
    """`str.translate` table that fills itself with `_fold_char`."""

    def __missing__(self, code: int) -> str:
        value = _fold_char(chr(code))
        self[code] = value
        return value


_CLEAN = _Clean()
_FOLD = _Fold({code: chr(code).lower() for code in range(128)} | {9: " "})


def clean(text: str) -> str:
    """`text` in NFC without invisible characters, every blank a plain space (line breaks kept), stripped."""
    if text.isascii():
        return text.replace("\t", " ").strip() if text.isprintable() else text.translate(_CLEAN).strip()
    return unicodedata.normalize("NFC", text.translate(_CLEAN)).strip()


def fold(text: str) -> str:
    """`text` in lower case without accents, as ASCII where possible; always of the same length as `text`."""
    return text.translate(_FOLD)


def has_invisible(text: str) -> bool:
    """True where `text` carries characters that nobody sees (line breaks and tabs aside)."""
    return not text.isascii() and (
        CONTROL.search(text) is not None or any(map(is_invisible, set(NOT_ASCII.findall(text))))
    )


def foreign_letters(text: str) -> bool:
    """True where Cyrillic or Greek letters stand among Latin ones: a trick to pass for another name."""
    if text.isascii():
        return False
    scripts = {unicodedata.name(c, "").split(" ", 1)[0] for c in text if c.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})
