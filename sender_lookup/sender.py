"""Who sent it: from what the phone shows to a kind, a family and, for numbers, the E.164 form.

The order of the questions, and why:

1. *Is anything there?* Empty, hidden ("Numéro masqué") and rubbish ("--", "Néant") are answers of their own.
2. *Is it an e-mail?* An address may hold digits and dots.
3. *Are there letters?* Before any number is looked for: `phonenumbers` drops or converts letters (it reads
   `AMELI3646` as a premium number). A known label ("De : 36180") is taken off; a lone O or l among digits is read as
   0 or 1, with a note; cut or masked digits ("06 12 XX") are unreadable; anything else is a name.
4. *How many digits?* Short numbers belong to the country's families only. They come before whole numbers because
   `36 46` must never be glued into something longer.
5. *Whose plan?* `+` or the international prefix first; then the country's own plan; a missing `+` is tried last and
   noted, since a national reading is what the phone meant where both are possible.

Only 3-5 depend on the country, and only through its file.

>>> from .country import load_country
>>> classify("36 180", load_country("FR")).family
'36xxx'
>>> classify("AMELI3646", load_country("FR")).kind
<Kind.NAME: 'name'>
>>> classify("0692 12 34 56", load_country("FR")).e164
'+262692123456'
"""

from __future__ import annotations

import re

from .characters import clean, fold, foreign_letters, has_invisible
from .country import Country, Family, Territory, load_index
from .model import Kind, Sender
from .numbers import WorldNumber, calling_codes_of, parse_number

MAX_LENGTH = 1000  # what is beyond is not read: no phone shows a sender of that length
NAME_LENGTH = 11  # characters of a classic alphanumeric sender ID (3GPP TS 23.040, TP-OA)
SEPARATORS = re.compile(r"[\s.\-/()\u2010-\u2015\u2212_,;:!\[\]]+")
EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]{2,}")
LINK = re.compile(r"(?:tel|sms|smsto|callto|facetime):(?://)?", re.I)
LETTER_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
MASKED = re.compile(r"[*•…]|\.{3}|\d[xX]{2,}|[xX]{2,}\d|\d[nN]{3,}")
PARENTHESISED = re.compile(r"\s*\([^()0-9]*\)\s*$")


def classify(raw: str, country: Country) -> Sender:
    """The sender as that country's phones show it. Never raises: what cannot be read is of kind `unreadable`."""
    text = clean(raw[:MAX_LENGTH])
    notes: list[str] = ["invisible_characters"] if has_invisible(raw[:MAX_LENGTH]) else []
    sender = _read(raw, text, country)
    if not notes:
        return sender
    return _with_notes(sender, (*notes, *sender.notes))


def _with_notes(s: Sender, notes: tuple[str, ...]) -> Sender:
    return Sender(
        raw=s.raw, display=s.display, kind=s.kind, family=s.family, e164=s.e164, region=s.region, territory=s.territory,
        operator=s.operator, allocation=s.allocation, replyable=s.replyable, notes=notes,
    )  # fmt: skip


def _read(raw: str, text: str, country: Country) -> Sender:
    """Questions 1 to 3; numbers go on to `_number`."""
    digits = _plain_digits(text)
    if digits is not None:  # the common case, and the quick one: digits and separators alone
        return _number(raw, text, digits, country, ())
    body = _without_label(LINK.sub("", text.strip("<>\"'"), count=1))
    folded = fold(body)
    if folded.strip(" .()[]\"'") in _words("hidden"):
        return _unreadable(raw, text, country, "hidden_sender")
    if EMAIL.fullmatch(body):
        return _simple(raw, body, Kind.EMAIL, country)
    digits = _plain_digits(PARENTHESISED.sub("", body))
    if digits is not None:
        return _number(raw, text, digits, country, ())
    if not any(c.isalpha() for c in folded):
        return _unreadable(raw, text, country, "masked" if MASKED.search(body) else "too_short")
    if MASKED.search(body):
        return _unreadable(raw, text, country, "masked")
    repaired = _letters_as_digits(body)
    if repaired is not None:
        sender = _number(raw, text, repaired, country, ("letters_read_as_digits",))
        if sender.kind is not Kind.UNREADABLE:
            return sender
    if folded in _words("none") or len(set(folded)) == 1:
        return _unreadable(raw, text, country, "too_short")
    return _name(raw, body, country)


def _words(which: str) -> frozenset[str]:
    index = load_index()
    return frozenset(fold(w) for w in (index.hidden_senders if which == "hidden" else index.no_senders))


def _without_label(text: str) -> str:
    """Take off a known label: 'Expéditeur : 36180' -> '36180', 'From +33 6...' -> '+33 6...'."""
    head, colon, tail = text.partition(":")
    if colon and tail.strip() and fold(head).strip(" .°") in load_index().sender_labels:
        return tail.strip()
    match = re.match(r"([^\d+]+?)[ .°]*(?=[+\d])", text)
    if match and fold(match[1]).strip(" .°") in load_index().sender_labels:
        return text[match.end() :].strip()
    return text


def _plain_digits(text: str) -> str | None:
    """Digits with at most a leading `+`, or None where anything else than separators stands in `text`."""
    bare = SEPARATORS.sub("", text.replace("(0)", "") if "+" in text or text.startswith("00") else text)
    if bare.isascii():
        if bare.isdigit():
            return bare
    else:
        bare = "".join(str(int(c)) if c.isdecimal() else "+" if c == "＋" else c for c in bare)
    plus, digits = bare[:1] == "+", bare.removeprefix("+")
    return (("+" if plus else "") + digits) if digits.isascii() and digits.isdigit() else None


def _letters_as_digits(text: str) -> str | None:
    """'O6 12 34 56 78' -> '0612345678' where the letters O, o, I, l are the only ones and fewer than the digits."""
    letters = sum(c.isalpha() for c in text)
    if letters >= sum(c.isdecimal() for c in text):
        return None
    return _plain_digits(text.translate(LETTER_DIGITS))


def _simple(raw: str, display: str, kind: Kind, country: Country, *notes: str) -> Sender:
    family = country.family_of_kind(kind)
    return Sender(raw=raw, display=display, kind=kind, family=family.id, replyable=family.replyable, notes=notes)


def _unreadable(raw: str, text: str, country: Country, *notes: str) -> Sender:
    return _simple(raw, text, Kind.UNREADABLE, country, *notes)


def _name(raw: str, text: str, country: Country) -> Sender:
    notes = []
    if foreign_letters(text):
        notes.append("homoglyphs")
    if len(text) > NAME_LENGTH:
        notes.append("too_long_for_sender_name")
    if not all(c.isascii() and c.isalnum() for c in text):
        notes.append("unusual_in_sender_name")
    return _simple(raw, text, Kind.NAME, country, *notes)


def _number(raw: str, text: str, digits: str, country: Country, notes: tuple[str, ...]) -> Sender:
    """Questions 4 and 5, for a string of digits with at most a leading `+`."""
    if not digits.startswith("+"):
        if 2 <= len(digits) <= 6 or (len(digits) == 7 and _matching(digits, country)):
            return _short(raw, text, digits, country, notes)
        if digits.startswith("00"):
            digits = "+" + digits[2:]
    if digits.startswith("+"):
        return _international(raw, text, digits, country, notes) or _unreadable(raw, text, country, _length_note(digits), *notes)
    found = _national(raw, digits, country, notes)
    if found is None and not digits.startswith("0"):
        found = _without_plus(raw, text, digits, country, notes)
    return found or _unreadable(raw, text, country, _length_note(digits), *notes)


def _length_note(digits: str) -> str:
    return "too_short" if len(digits) < 10 else "too_long" if len(digits) > 10 else "not_in_plan"


def _short(raw: str, text: str, digits: str, country: Country, notes: tuple[str, ...]) -> Sender:
    """A number of 2 to 6 digits: a family of the country, else any short code where the country's list is open."""
    family = _matching(digits, country)
    if family is None and country.short_numbers == "any" and len(digits) >= 3:
        family = country.family_of_kind(Kind.SHORT_CODE)
    if family is None:
        return _unreadable(raw, text, country, "too_short", *notes)
    return Sender(
        raw=raw, display=digits, kind=Kind(family.kind), family=family.id, region=country.code, replyable=family.replyable, notes=(*notes, *family.notes)
    )  # fmt: skip


def _matching(national: str, country: Country) -> Family | None:
    for family in country.families:
        if family.pattern is not None and family.pattern.match(national):
            return family
    return None


def _national(raw: str, digits: str, country: Country, notes: tuple[str, ...]) -> Sender | None:
    """A number as dialled inside the country, or None where its plan has no such number."""
    if country.national is not None:
        return _own(raw, digits, country, notes) if country.national.match(digits) else None
    number = parse_number(digits, country.code)
    if number is None or not (number.valid or _matching(digits, country)):
        return None
    return _world(raw, number, country, notes)


def _own(raw: str, national: str, country: Country, notes: tuple[str, ...]) -> Sender:
    """A number of a plan that the country file describes, given as dialled nationally."""
    family = _matching(national, country) or country.family_of_kind(Kind.LANDLINE)
    territory = next((t for t in country.territories if t.pattern is not None and t.pattern.match(national)), None)
    return Sender(
        raw=raw, display=_grouped(national, family.grouping or country.grouping), kind=Kind(family.kind), family=family.id,
        e164=_e164(national, country, territory), region=territory.region if territory else country.code,
        territory=territory.region if territory else None, replyable=family.replyable,
        notes=(*notes, *family.notes, *(("in_territory",) if territory else ())),
    )  # fmt: skip


def _e164(national: str, country: Country, territory: Territory | None) -> str:
    if territory is None:
        return "+" + country.calling_codes[0] + national.removeprefix(country.trunk)
    if territory.area and national.startswith(territory.area):
        return "+" + territory.calling_code + national.removeprefix(territory.area)
    return "+" + territory.calling_code + national.removeprefix(country.trunk)


def _grouped(national: str, grouping: tuple[int, ...]) -> str:
    """'0612345678' in groups of 2 -> '06 12 34 56 78'; what the grouping does not cover is put at the end."""
    parts, at = [], 0
    for size in grouping:
        if at < len(national):
            parts.append(national[at : at + size])
            at += size
    return " ".join([*parts, national[at:]] if at < len(national) else parts)


def _international(raw: str, text: str, digits: str, country: Country, notes: tuple[str, ...]) -> Sender | None:
    """A number that begins with `+` and a calling code: of the own plan, or foreign."""
    for code in country.calling_codes if country.national is not None else ():
        if digits.startswith("+" + code):
            return _own_international(raw, digits, code, country, notes)
    number = parse_number(digits, None)
    if number is None:
        return None
    if number.calling_code in (country.calling_codes or calling_codes_of(country.code)):
        return _world(raw, number, country, notes) if number.valid else None
    family = country.family_of_kind(Kind.FOREIGN)
    return Sender(
        raw=raw, display=number.display, kind=Kind.FOREIGN, family=family.id, e164=number.e164, region=number.region,
        replyable=False, notes=notes,
    )  # fmt: skip


def _own_international(raw: str, digits: str, code: str, country: Country, notes: tuple[str, ...]) -> Sender | None:
    assert country.national is not None
    rest = digits[1 + len(code) :]
    area = next((t.area for t in country.territories if t.calling_code == code), "")
    for national in (rest if rest.startswith(country.trunk) and country.trunk else country.trunk + rest, area + rest):
        if country.national.match(national):
            sender = _own(raw, national, country, notes)
            written = "+" + code
            if sender.e164 and not sender.e164.startswith(written):
                return _with_notes(sender, (*sender.notes, "national_form_of_territory"))
            return sender
    return None


def _world(raw: str, number: WorldNumber, country: Country, notes: tuple[str, ...]) -> Sender:
    """A number of the line's own plan where phonenumbers knows it and the country file has no plan of its own."""
    digits = "".join(c for c in number.national_display if c.isdigit())
    family = _matching(digits, country) or country.family_of_kind(number.kind or Kind.LANDLINE)
    own = number.region in (country.code, None)
    return Sender(
        raw=raw, display=number.national_display if own else number.display, kind=Kind(family.kind), family=family.id,
        e164=number.e164, region=number.region, replyable=family.replyable, notes=(*notes, *family.notes),
    )  # fmt: skip


def _without_plus(raw: str, text: str, digits: str, country: Country, notes: tuple[str, ...]) -> Sender | None:
    """'33612345678' and '447700900123': the plus is missing. Foreign ones must be valid, not only possible."""
    noted = (*notes, "plus_was_missing")
    if any(digits.startswith(code) for code in country.calling_codes):
        return _international(raw, text, "+" + digits, country, noted)
    number = parse_number("+" + digits, None)
    if number is None or not number.valid or len(digits) < 11:
        return None
    return _international(raw, text, "+" + digits, country, noted)
