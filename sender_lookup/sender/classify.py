"""Who sent it: from what the phone shows to a kind, a family and, for numbers, the E.164 form.

The order of the questions, and why:

1. *Are there only digits and separators?* The common case and the quick one: `numbering_plan` says whose number it is.
2. *Is anything there?* Empty, hidden ("Numéro masqué") and rubbish ("--", "Néant") are answers of their own.
3. *Is it an e-mail?* An address may hold digits and dots.
4. *Are there letters?* Before any number is looked for: `phonenumbers` drops or converts letters (it reads
   `AMELI3646` as a premium number). A known label ("De : 36180"), a link or a line of the contacts ("Paul <+33 6...>")
   is taken for the number in it; a lone O or l among digits is read as 0 or 1, with a note; cut or masked digits
   ("06 12 XX") are unreadable; anything else is a name.

Nothing here depends on the country: `notation` knows the forms of writing, `numbering_plan` the numbers, through the
country file.

>>> from ..country.loader import load_country
>>> classify("36 180", load_country("FR")).family
'36xxx'
>>> classify("AMELI3646", load_country("FR")).kind
<Kind.NAME: 'name'>
>>> classify("0692 12 34 56", load_country("FR")).e164
'+262692123456'
"""

from __future__ import annotations

from ..codes import Kind
from ..country.schema import Country, Family
from ..memory import remembered
from ..model import Sender
from ..text.normalize import clean, fold, foreign_letters, has_invisible
from . import notation
from .numbering_plan import read_number

MAX_LENGTH = 1000  # what is beyond is not read: no phone shows a sender of that length
NAME_LENGTH = 11  # characters of a classic alphanumeric sender ID (3GPP TS 23.040, TP-OA)


def classify(raw: str, country: Country) -> Sender:
    """The sender as that country's phones show it. Never raises: what cannot be read is of kind `unreadable`."""
    shown = raw[:MAX_LENGTH]
    text = clean(shown)
    digits = None if "..." in text else notation.plain_digits(text)  # "07 48 32 ..." is cut off
    sender = _words(text, country, raw) if digits is None else _number(digits, text, country, raw)
    return sender._replace(notes=("invisible_characters", *sender.notes)) if has_invisible(shown) else sender


@remembered
def classify_printed(number: str, country: Country) -> Sender:
    """`classify` for the digits of a number that stands in a message: every part of the reading asks about the same."""
    return _number(number, number, country, number)


def takes_paid_words(sender: Sender) -> bool:
    """True for what always costs and understands words: a premium code, a long premium number that can be answered."""
    return sender.kind is Kind.PREMIUM_SHORT_CODE or (sender.kind is Kind.PREMIUM_NUMBER and sender.replyable)


def _number(digits: str, text: str, country: Country, raw: str, *notes: str) -> Sender:
    """A string of digits; where no plan has such a number, the text stays what is shown."""
    sender = read_number(digits, country, raw)
    if not notes and sender.display:
        return sender
    return sender._replace(display=sender.display or text, notes=(*notes, *sender.notes))


def _words(text: str, country: Country, raw: str) -> Sender:
    """Questions 2 to 4: something else than digits and separators stands there."""
    body = notation.unwrapped(text)
    folded = fold(body)
    if notation.is_hidden(folded):
        return _simple(text, Kind.UNREADABLE, country, raw, "hidden_sender")
    if body.isalpha():
        return _name(body, folded, text, country, raw)  # most names: nothing below can be in them
    if address := notation.email_in(body):
        return _simple(address, Kind.EMAIL, country, raw)
    if notation.is_masked(text):
        return _simple(text, Kind.UNREADABLE, country, raw, "masked")
    digits = notation.plain_digits(body)
    if digits is not None:
        return _number(digits, text, country, raw)
    has_digits = any(map(str.isdecimal, body))
    if has_digits and (digits := notation.number_in_card(body) or notation.number_after_keyword(body)):
        return _number(digits, text, country, raw, "number_in_line")
    if has_digits and ("(" in body or len(body) > NAME_LENGTH) and (code := notation.code_beside_name(body)):
        sender = _number(code, text, country, raw, "number_in_line")
        if sender.kind is Kind.SHORT_CODE:  # "Bouygues 6160" names none, and "Magasin 75011" is no premium code
            return sender
    if not any(map(str.isalpha, folded)):
        return _simple(text, Kind.UNREADABLE, country, raw, "too_short")
    if has_digits and (digits := notation.letters_as_digits(body)):
        sender = _number(digits, text, country, raw, "letters_read_as_digits")
        if sender.kind is not Kind.UNREADABLE:
            return sender
    return _name(body, folded, text, country, raw)


def _name(body: str, folded: str, text: str, country: Country, raw: str) -> Sender:
    if notation.is_nothing(folded):
        return _simple(text, Kind.UNREADABLE, country, raw, "too_short")
    notes = () if _labelled(body, country) else _notes_on_name(body)
    return _simple(body, Kind.NAME, country, raw, *notes)


def _simple(display: str, kind: Kind, country: Country, raw: str, *notes: str) -> Sender:
    family = _labelled(display, country) or country.family_of_kind(kind)
    return Sender(
        raw=raw, display=display, kind=family.kind, family=family.id, replyable=family.replyable,
        notes=(*notes, *family.notes),
    )  # fmt: skip


def _labelled(display: str, country: Country) -> Family | None:
    """The family of what networks of the country show in the place of a name ("Likely Scam")."""
    labelled = [f for f in country.families if f.labels]
    shown = fold(display) if labelled else ""
    return next((f for f in labelled if shown in f.labels), None)


def no_sender(sender: Sender, country: Country, note: str) -> Sender:
    """The same, where what was typed turns out to be no sender: `note` says what it is."""
    return _simple(sender.display, Kind.UNREADABLE, country, sender.raw, note)


def _notes_on_name(name: str) -> list[str]:
    notes = []
    if foreign_letters(name):
        notes.append("homoglyphs")
    if len(name) > NAME_LENGTH:
        notes.append("too_long_for_sender_name")
    if not (name.isascii() and name.isalnum()):
        notes.append("unusual_in_sender_name")
    return notes
