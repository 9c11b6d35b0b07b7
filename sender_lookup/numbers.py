"""The boundary to `phonenumbers`: the only module that imports it, and it does so on first use.

Its answers may add, never veto (the country files outrank it): it knows plans and lengths of the world, but not the
national ranges for SMS, and it reads letters as digits (`AMELI3646` as a French premium number), so only strings of
digits ever come here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from .model import Kind

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


@dataclass(frozen=True, slots=True)
class WorldNumber:
    """A number of some country's plan: E.164 form, form for reading, region, kind where it is known."""

    e164: str
    display: str
    national_display: str
    region: str | None
    calling_code: str
    kind: Kind | None
    valid: bool


@cache
def _library() -> Any:
    import phonenumbers

    return phonenumbers


def parse_number(digits: str, region: str | None) -> WorldNumber | None:
    """The number written as `+...`, or as dialled inside `region`; None where no plan has such a length."""
    lib = _library()
    try:
        number = lib.parse(digits, region)
    except lib.NumberParseException:
        return None
    if not lib.is_possible_number(number):
        return None
    type_name = lib.PhoneNumberType.to_string(lib.number_type(number))
    code = str(number.country_code)
    regions = lib.COUNTRY_CODE_TO_REGION_CODE.get(number.country_code, ())
    found = lib.region_code_for_number(number) or (regions[0] if regions else None)
    return WorldNumber(
        e164=lib.format_number(number, lib.PhoneNumberFormat.E164),
        display=lib.format_number(number, lib.PhoneNumberFormat.INTERNATIONAL),
        national_display=lib.format_number(number, lib.PhoneNumberFormat.NATIONAL),
        region=found if found != "001" else None,
        calling_code=code,
        kind=KINDS.get(type_name),
        valid=lib.is_valid_number(number),
    )


def calling_codes_of(region: str) -> tuple[str, ...]:
    """The calling code of a region that has no country file, as a one-element tuple; empty where unknown."""
    code = _library().country_code_for_region(region)
    return (str(code),) if code else ()
