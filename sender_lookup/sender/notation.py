"""How it is written: the many forms in which people write one sender, reduced to digits or to words.

The same for every country: labels ("Expéditeur : 36180"), `tel:` and `sms:` links, a line of the contacts ("Paul
<+33 6 ...>", "06 ... (Paul)"), quotes, separators of every kind, digits of every script, a letter typed for a digit.
Whose number it is comes later, in `numbering_plan`.

>>> plain_digits("+33 (0)6.12-34 56/78"), plain_digits("AMELI3646")
('+33612345678', None)
>>> unwrapped("Expéditeur : « 36 180 »"), unwrapped("sms:36180?&body=STOP")
('36 180', '36180')
>>> number_in_card("Paul Durand 06 12 34 56 78"), number_in_card("AMELI3646")
('0612345678', None)
>>> code_beside_name("36180 (Modalia)"), code_beside_name("AMELI3646")
('36180', None)
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

from ..country.loader import load_index
from ..intake.timestamp import screen
from ..text.normalize import fold
from ..text.phrases import alternation, lexicon

# Between digits people write blanks, dots, dashes of every width, slashes, brackets and middle dots.
SEPARATORS = re.compile(r"[\s.\-/()\u2010-\u2015\u2212_,;:!\[\]\u00b7]+")
TRUNK_IN_BRACKETS = re.compile(r"\(0\)")
EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]{2,}")
SCHEME = r"(?:tel|sms|smsto|mms|mmsto|callto|facetime|mailto):(?://)?"
LINK = re.compile(SCHEME + r"(?P<target>[^?;]+?)(?::[^?;\d]*)?(?:[?;].*)?", re.I)
QUOTES = " \"'<>«»“”„‘’`#"
# A letter typed for the digit that looks like it.
LETTER_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
# Digits that are hidden or cut off: "06 12 XX XX XX", "07 48 32 ...", "*******0228", "06nnnnnnnn".
MASKED = re.compile(r"\d[ .\-]*(?:[xX]{2,}|[nN]{3,}|[*•…]|\.{3})|(?:[xX]{2,}|[*•…]|\.{3})[ .\-]*\d|^[*•…]+$")
# A whole number within a line. A sender name has at most 11 characters, so nine digits beside a name are none.
IN_BRACKETS = re.compile(r"[^<(]*[<(](?P<number>[+\d][\d\s.\-/]{3,})[>)]?[^\d]*")
BESIDE_WORDS = re.compile(r"[^\d+]*(?<![^\W\d])(?P<number>\+?(?:\(?\d\)?[\s.\-/]*){9,15})(?![^\W\d])[^\d+]*")
CODE_AND_NAME = re.compile(
    r"(?P<before>\d{3,6}) [(<]?(?=[^\d]*[^\W\d])[^\d()<>]+[)>]?|(?=[^\d]*[^\W\d])[^\d()<>]+ (?P<after>\d{3,6})"
)
NUMBER_AND_KIND = re.compile(r"(?P<number>[+0-9][\d\s.\-/]*) (?P<kind>[^\W\d]{2,12})")
LABEL_END = " .°:="


def plain_digits(text: str) -> str | None:
    """Digits with at most a leading `+`, or None where anything else than separators stands in `text`."""
    if text.isascii() and text.isdigit():
        return text
    if text.isalpha():
        return None
    international = "+" in text or "＋" in text or text.startswith("00")
    bare = SEPARATORS.sub("", TRUNK_IN_BRACKETS.sub("", text) if international else text)
    if not bare.isascii():
        bare = "".join(str(int(c)) if c.isdecimal() else "+" if c == "＋" else c for c in bare)
    digits = bare.lstrip("+")
    if not (digits.isascii() and digits.isdigit()):
        return None
    return "+" + digits if bare[:1] == "+" else digits


def unwrapped(text: str) -> str:
    """`text` without quotes, the scheme and parameters of a link, and a known label before it."""
    if text.isalpha():
        return text  # most names: nothing is wrapped around them
    body = text.strip(QUOTES)
    if link := LINK.fullmatch(body):
        body = unquote(link["target"]).strip(QUOTES)
    return _without_label(body).strip(QUOTES)


def _without_label(text: str) -> str:
    """Take off a known label: 'Expéditeur : 36180' -> '36180', 'From +33 6...' -> '+33 6...'."""
    head, colon, tail = text.partition(":")
    if colon and tail.strip() and fold(head).strip(LABEL_END) in _labels():
        return tail.strip()
    words = re.match(r"(?P<label>[^\d+]{1,24}?)[ .°]{1,4}(?=[+\d])", text)  # "n° 36180", but never N26
    if words and fold(words["label"]).strip(LABEL_END) in _labels():
        return text[words.end() :].strip()
    around = NUMBER_AND_KIND.fullmatch(text)  # "36180 SMS"
    if around and fold(around["kind"]) in screen().message_kinds:
        return around["number"].strip()
    return text


def number_after_keyword(text: str) -> str | None:
    """The digits where somebody typed the way out instead of the sender ("STOP au 36180"), else None."""
    match = _keyword().match(fold(text))
    return plain_digits(text[match.end() :]) if match else None


@cache
def _keyword() -> re.Pattern[str]:
    words = lexicon().opt_out
    optional = "".join(f"(?:{alternation(words[key])}[ :]{{1,3}})?" for key in ("padding", "to"))
    return re.compile(rf"{alternation(words['keywords'])}[ :]{{1,3}}{optional}(?=[+\d])")


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(label) for label in load_index().sender_labels)


def number_in_card(text: str) -> str | None:
    """The digits of the one number in a line of the contacts, or None where there is none or more than one."""
    for form in (IN_BRACKETS, BESIDE_WORDS):
        if (match := form.fullmatch(text)) and (digits := plain_digits(match["number"])):
            return digits
    return None


def code_beside_name(text: str) -> str | None:
    """The digits of a short number before or after a name ("36180 (Modalia)", "MODALIA 36180"), else None.

    For a line that is too long to be a sender name, or has brackets, which phones do not show in one.
    """
    match = CODE_AND_NAME.fullmatch(text)
    return match and (match["before"] or match["after"])


def email_in(text: str) -> str | None:
    """The address where `text` is one, alone or as 'Shop <info@shop.example>'."""
    if "@" not in text:
        return None
    address = text.rpartition("<")[2].strip(QUOTES) if "<" in text else text
    return address if EMAIL.fullmatch(address) else None


def letters_as_digits(text: str) -> str | None:
    """'O6 12 34 56 78' -> '0612345678' where O, o, I, l are the only letters and fewer than the digits."""
    letters = sum(c.isalpha() for c in text)
    if letters >= sum(c.isdecimal() for c in text):
        return None
    return plain_digits(text.translate(LETTER_DIGITS))


def is_masked(text: str) -> bool:
    """True where digits are hidden or cut off."""
    return MASKED.search(text) is not None


def is_hidden(folded: str) -> bool:
    """True for what a phone shows where the sender hides, in the languages of the site."""
    return folded.strip(" .()[]\"'") in _words("hidden")


BRAND = 2  # letters of a name such as EE or AA


def is_nothing(folded: str) -> bool:
    """True for what people type where there is no sender ("Néant", "none", "hhh")."""
    return folded in _words("none") or (len(set(folded)) == 1 and len(folded) != BRAND)


@cache
def _words(which: str) -> frozenset[str]:
    index = load_index()
    return frozenset(fold(w) for w in (index.hidden_senders if which == "hidden" else index.no_senders))
