"""Whose number it is: from a string of digits to a family of the country, a number of its plan, or a foreign one.

The order, and why: short numbers belong to the country's families only, and come before whole numbers because `36 46`
must never be glued into something longer; `+` or the international prefix comes next; then the country's own plan; a
missing `+` is tried last and noted, since a national reading is what the phone meant where both are possible.

>>> from ..country.loader import load_country
>>> sender = read_number("0692123456", load_country("FR"))
>>> sender.e164, sender.territory, sender.display
('+262692123456', 'RE', '06 92 12 34 56')
"""

from __future__ import annotations

from functools import cache

from ..codes import CODE_KINDS, Kind
from ..country.number_blocks import ALLOCATED, UNALLOCATED, UNKNOWN, holding
from ..country.schema import Country, Family, Territory
from ..model import Sender
from .phonelib import WorldNumber, calling_codes_of, parse_number

SHORT = range(2, 7)  # digits of a short number
LONG_CODES = range(7, 9)  # of a longer one (Spain's 799xxxx, Australia's 199xxxxx), which needs a family's pattern
LONGEST_SHORT = 7
NOT_ASSIGNED = "not_assigned"  # the note of a number of the right length that nobody has
WHOLE = 10  # digits of a whole number in most plans: tells "too short" from "too long"
MISCOUNTED = (4, 13)  # so many digits are a number with one left out, or one too many
WITHOUT_PLUS = 11  # fewer digits are not taken for an international number without its plus


def read_number(digits: str, country: Country, raw: str = "") -> Sender:
    """The sender with these digits (at most a leading `+`), which were read out of `raw`."""
    if not digits.startswith("+"):
        if len(digits) in SHORT or (len(digits) in LONG_CODES and _is_code(digits, country)):
            return _short(digits, country, raw)
        if digits.startswith("00"):
            digits = "+" + digits[2:]
    if digits.startswith("+"):
        return _international(digits, country, raw) or _unreadable(digits, country, raw)
    found = _national(digits, country, raw)
    if found is None and not digits.startswith("0"):
        found = _without_plus(digits, country, raw)
    return found or _unreadable(digits, country, raw)


def _unreadable(digits: str, country: Country, raw: str) -> Sender:
    size = len(digits)
    note = "too_short" if size < WHOLE else "too_long" if size > WHOLE else "not_in_plan"
    family = country.family_of_kind(Kind.UNREADABLE)
    if _has_right_length(digits, country):
        return Sender(raw=raw, display="", kind=Kind.UNREADABLE, family=family.id, notes=(NOT_ASSIGNED,))
    notes = (note, "miscounted") if MISCOUNTED[0] <= size <= MISCOUNTED[1] else (note,)
    return Sender(raw=raw, display="", kind=Kind.UNREADABLE, family=family.id, notes=notes)


def _has_right_length(digits: str, country: Country) -> bool:
    """True where some number of that many digits exists there, so that none is missing and none too many: what forgers
    show. Where we describe the plan, its examples tell how many digits its numbers have."""
    if len(digits) <= LONGEST_SHORT and not digits.startswith("+"):
        return False
    if country.national is not None and len(_as_dialled(digits, country)) not in _sizes(country):
        return False
    return parse_number(digits, None if digits.startswith("+") else country.code) is not None


def _as_dialled(digits: str, country: Country) -> str:
    """Digits of the own plan without their calling code; those of another one as they are."""
    code = next((c for c in country.calling_codes if digits.startswith("+" + c)), None)
    return digits if code is None else country.trunk + digits[1 + len(code) :].removeprefix(country.trunk)


@cache
def _sizes(country: Country) -> frozenset[int]:
    """How many digits the whole numbers of a described plan have."""
    whole = (digits for f in country.families for e in f.examples if (digits := "".join(filter(str.isdigit, e))))
    return frozenset(len(d) for d in whole if country.national is not None and country.national.match(d))


def _is_code(digits: str, country: Country) -> bool:
    """True for a long one: a landline with a short area code may have as many digits."""
    family = _matching(digits, country)
    return family is not None and family.kind in CODE_KINDS


def _matching(national: str, country: Country, *, whole: bool = False) -> Family | None:
    """The first family with such digits; of a `whole` number none of short codes: Luxembourg's landlines may be as
    short, and are told by their calling code."""
    for family in country.families:
        if family.pattern is not None and not (whole and family.kind in CODE_KINDS) and family.pattern.match(national):
            return family
    return None


def _short(digits: str, country: Country, raw: str) -> Sender:
    """A number of 2 to 8 digits: a family of the country, else any short code where the country's list is open."""
    family = _matching(digits, country)
    if family is None and country.short_numbers == "any" and len(digits) > 2:
        family = country.family_of_kind(Kind.SHORT_CODE)
    if family is None:
        return _unreadable(digits, country, raw)
    held = holding(digits, country) if family.kind is Kind.SERVICE_NUMBER else UNKNOWN
    # What the table lacks may stand in another list (emergency numbers): then nothing is known.
    allocation, operator = held if held[0] == ALLOCATED else UNKNOWN
    return Sender(
        raw=raw, display=_grouped(digits, family.grouping) if family.grouping else digits, kind=family.kind,
        family=family.id, region=family.country or country.code,
        operator=operator, allocation=allocation, replyable=family.replyable, notes=family.notes,
    )  # fmt: skip


def _national(digits: str, country: Country, raw: str) -> Sender | None:
    """A number as dialled inside the country, or None where its plan has no such number."""
    if country.national is not None:
        return _own(digits, country, raw) if country.national.match(digits) else None
    number = parse_number(digits, country.code)
    if number is None or not _is_known(number, country):
        return None
    return _world(number, country, raw) if _is_own(number, country) else _foreign(number, country, raw)


def _own(national: str, country: Country, raw: str) -> Sender:
    """A number of a plan that the country file describes, given as dialled nationally."""
    family = _matching(national, country, whole=True) or country.family_of_kind(Kind.LANDLINE)
    territory = next((t for t in country.territories if t.pattern is not None and t.pattern.match(national)), None)
    allocation, operator = holding(national, country)
    notes = family.notes if territory is None else (*family.notes, "in_territory")
    return Sender(
        raw=raw, display=_shown(national, family, country), kind=family.kind,
        family=family.id, e164=_e164(national, country, territory),
        region=territory.region if territory else country.code, territory=territory.region if territory else None,
        operator=operator, allocation=allocation, replyable=family.replyable,
        notes=(*notes, "unallocated") if allocation == UNALLOCATED else notes,
    )  # fmt: skip


def _shown(national: str, family: Family, country: Country) -> str:
    """In the groups of the family or of the country; as phonenumbers does where neither has any (area codes differ)."""
    if grouping := family.grouping or country.grouping:
        return _grouped(national, grouping)
    number = parse_number(national, country.code)
    return number.national() if number and number.valid else national


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


def _international(digits: str, country: Country, raw: str) -> Sender | None:
    """A number that begins with `+` and a calling code: of the own plan, or foreign."""
    for code in country.calling_codes if country.national is not None else ():
        if digits.startswith("+" + code):
            return _own_international(digits, code, country, raw)
    number = parse_number(digits, None)
    while number is not None and not number.valid and number.e164 != digits:
        digits = number.e164  # each reading takes one zero off a number that nobody assigns: read until it stays
        number = parse_number(digits, None)
    if number is None:
        return None
    if _is_own(number, country):
        return _world(number, country, raw) if _is_known(number, country) else None
    return _foreign(number, country, raw)


def _own_international(digits: str, code: str, country: Country, raw: str) -> Sender | None:
    """'+33612345678', '+330612345678' and '+508411234', back to the form that is dialled at home."""
    assert country.national is not None
    rest = digits[1 + len(code) :]
    area = next((t.area for t in country.territories if t.calling_code == code), "")
    dialled = rest if country.trunk and rest.startswith(country.trunk) else country.trunk + rest
    for national in (dialled, area + rest):
        if country.national.match(national):
            sender = _own(national, country, raw)
            if sender.e164 and not sender.e164.startswith("+" + code):
                return sender._replace(notes=(*sender.notes, "national_form_of_territory"))
            return sender
    return None


def _is_known(number: WorldNumber, country: Country) -> bool:
    """True for what phonenumbers knows, and for what a family describes (numbers kept for films are nobody's)."""
    return number.valid or _matching(_dialled(number), country) is not None


def _dialled(number: WorldNumber) -> str:
    """Its digits as dialled inside its country."""
    return "".join(c for c in number.national() if c.isdigit())


def _is_own(number: WorldNumber, country: Country) -> bool:
    """Members of one plan (+1) are not foreign to each other."""
    return number.calling_code in (country.calling_codes or calling_codes_of(country.code))


def _foreign(number: WorldNumber, country: Country, raw: str) -> Sender:
    family = country.family_of_kind(Kind.FOREIGN)
    note = country.region_notes.get(number.region or "")
    return Sender(
        raw=raw, display=number.international(), kind=Kind.FOREIGN, family=family.id, e164=number.e164,
        region=number.region, notes=(*family.notes, *((note,) if note else ())),
    )  # fmt: skip


def _world(number: WorldNumber, country: Country, raw: str) -> Sender:
    """A number of the line's own plan where phonenumbers knows it and the country file has no plan of its own."""
    national, digits = number.national(), _dialled(number)
    family = _matching(digits, country) or country.family_of_kind(number.kind or Kind.LANDLINE)
    # A free number is the whole plan's; a shorter one would read as a short code.
    here = number.region in (country.code, None) or number.kind is Kind.TOLL_FREE
    own = here and len(digits) > LONGEST_SHORT
    return Sender(
        raw=raw, display=national if own else number.international(), kind=family.kind, family=family.id,
        e164=number.e164, region=number.region, replyable=family.replyable, notes=family.notes,
    )  # fmt: skip


def _without_plus(digits: str, country: Country, raw: str) -> Sender | None:
    """'33612345678' and '447700900123': the plus is missing; no other reading is possible for so many digits."""
    own = any(digits.startswith(code) for code in country.calling_codes)
    if not own and len(digits) < WITHOUT_PLUS:
        return None
    sender = _international("+" + digits, country, raw)
    return sender._replace(notes=("plus_was_missing", *sender.notes)) if sender else None
