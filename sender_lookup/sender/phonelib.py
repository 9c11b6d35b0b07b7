"""The boundary to `phonenumbers`: the only module that imports it, and it does so on first use.

Its answers may add, never veto (the country files outrank it): it knows plans and lengths of the world, but not the
national ranges for SMS, and it reads letters as digits (`AMELI3646` as a French premium number), so only strings of
digits ever come here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..codes import Kind
from ..errors import MissingRegionsError

# Where phonenumbers cannot tell fixed from mobile, "mobile" is the useful reading: it is what sends SMS.
KINDS = {
    "FIXED_LINE": Kind.LANDLINE,
    "MOBILE": Kind.MOBILE,
    "FIXED_LINE_OR_MOBILE": Kind.MOBILE,
    "TOLL_FREE": Kind.TOLL_FREE,
    "PREMIUM_RATE": Kind.PREMIUM_NUMBER,
    "SHARED_COST": Kind.PREMIUM_NUMBER,
    "VOIP": Kind.VOIP,
    "PERSONAL_NUMBER": Kind.MOBILE,
    "PAGER": Kind.MOBILE,
    "UAN": Kind.LANDLINE,
}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WorldNumber:
    """A number of some country's plan: E.164 form, region, kind where it is known; written out only when asked."""

    parsed: Any
    e164: str
    region: str | None
    calling_code: str
    kind: Kind | None
    valid: bool

    def international(self) -> str:
        """As written in another country: '+44 7700 900123'."""
        return str(_library().format_number(self.parsed, _library().PhoneNumberFormat.INTERNATIONAL))

    def national(self) -> str:
        """As written at home: '07700 900123'."""
        return str(_library().format_number(self.parsed, _library().PhoneNumberFormat.NATIONAL))


@cache
def _library() -> Any:
    import phonenumbers

    return phonenumbers


def parse_number(digits: str, region: str | None) -> WorldNumber | None:
    """The number written as `+...`, or as dialled inside `region`; None where no plan has such a length.

    Raises MissingRegionsError where a host has told which regions are here (`regions_are_known_by`).
    """
    lib = _library()
    _need(_regions_of(digits) if digits.startswith("+") else (region,))
    try:
        number = lib.parse(digits, region)
    except lib.NumberParseException:
        return None
    if not lib.is_possible_number(number):
        return None
    kind = lib.number_type(number)
    valid = kind != lib.PhoneNumberType.UNKNOWN  # what is_valid_number asks too
    found = lib.region_code_for_number(number) if valid else None
    if found is None:
        found = next(iter(lib.COUNTRY_CODE_TO_REGION_CODE.get(number.country_code, ())), None)
    return WorldNumber(
        parsed=number,
        e164=lib.format_number(number, lib.PhoneNumberFormat.E164),
        region=found if found != "001" else None,
        calling_code=str(number.country_code),
        kind=KINDS.get(lib.PhoneNumberType.to_string(kind)),
        valid=valid,
    )


def calling_codes_of(region: str) -> tuple[str, ...]:
    """The calling code of a region that has no country file, as a one-element tuple; empty where unknown.

    Raises MissingRegionsError.
    """
    _need((region,))
    code = _library().country_code_for_region(region)
    return (str(code),) if code else ()


_is_here: list[Callable[[str], bool]] = []
_here: set[str] = set()  # regions that were asked for and whose metadata are here, or nowhere


def regions_are_known_by(is_here: Callable[[str], bool]) -> None:
    """For a host where the metadata of some regions may be missing: `is_here` is asked before they are read."""
    _is_here[:] = [is_here]


def _regions_of(digits: str) -> tuple[str, ...]:
    """All regions of the calling code with which `+...` begins: it has one to three digits, and none begins another."""
    known = _library().COUNTRY_CODE_TO_REGION_CODE
    codes = (int(digits[1:end]) for end in (2, 3, 4) if digits[1:end].isdigit())
    return next((known[code] for code in codes if code in known), ())


def _need(regions: Iterable[str | None]) -> None:
    """Ask before `phonenumbers` does, which holds a lock for ever where a region's module is missing."""
    for is_here in _is_here:
        for region in regions:
            if region is not None and region not in _here:
                if region in _library().SUPPORTED_REGIONS and not is_here(region):
                    raise MissingRegionsError(region)
                _here.add(region)
