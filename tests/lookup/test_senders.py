"""Senders as properties: any string gives a result, and a number is the same however it is written."""

from __future__ import annotations

from importlib.util import find_spec, module_from_spec
from types import ModuleType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sender_lookup.codes import Kind
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.model import Sender
from sender_lookup.sender.classify import classify
from sender_lookup.sender.notation import plain_digits

COUNTRIES = (*load_index().countries, "DE", "CI", "IN", "ZZ")
FR = load_country("FR")

DIGITS = st.text("0123456789", min_size=1, max_size=16)
NATIONAL = st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True)
SHORT = st.from_regex(r"[3-9][0-9]{4}", fullmatch=True)
SEPARATOR = st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "\u202f", "\u2009", "‑", "–", "_"])
SCRIPTS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"]
WRAPPING = st.sampled_from(
    [
        "{}",
        " {} ",
        "\u202a{}\u202c",
        "\u2066{}\u2069",
        "\u200b{}",
        "{}\u200e",
        "<{}>",
        '"{}"',
        "« {} »",
        "De : {}",
        "Expéditeur : {}",
        "From: {}",
        "Remitente: {}",
        "tel:{}",
        "sms:{}",
        "sms:{}?body=STOP",
        "n° {}",
        "({})",
    ]
)


def who(sender: Sender) -> tuple[Kind, str, str | None, str | None, str | None]:
    """What must not depend on the way of writing."""
    return sender.kind, sender.family, sender.e164, sender.region, sender.territory


@given(st.text(st.characters()), st.sampled_from(COUNTRIES))
@settings(max_examples=500, deadline=None)
def test_any_string_gives_a_sender(raw: str, code: str) -> None:
    country = load_country(code)
    sender = classify(raw, country)

    assert raw == sender.raw
    assert country.family(sender.family).kind == sender.kind
    assert sender.replyable <= country.family(sender.family).replyable
    assert sender.e164 is None or (sender.e164[0] == "+" and sender.e164[1:].isdigit() and sender.e164.isascii())


@given(DIGITS, st.sampled_from(COUNTRIES), st.booleans())
@settings(max_examples=500, deadline=None)
def test_a_number_and_its_display_are_the_same(digits: str, code: str, plus: bool) -> None:
    country = load_country(code)
    sender = classify("+" * plus + digits, country)

    if sender.kind is not Kind.UNREADABLE:
        assert who(sender) == who(classify(sender.display, country))
        if sender.e164:
            assert who(sender) == who(classify(sender.e164, country))


@given(st.one_of(NATIONAL, SHORT), SEPARATOR, WRAPPING, st.sampled_from(SCRIPTS), st.data())
@settings(max_examples=500, deadline=None)
def test_the_way_of_writing_does_not_matter(
    digits: str, separator: str, wrapping: str, script: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(digits) - 1))
    written = (digits[:at] + separator + digits[at:]).translate(str.maketrans("0123456789", script))

    assert who(classify(digits, FR)) == who(classify(wrapping.format(written), FR))


@given(NATIONAL, SEPARATOR, st.sampled_from(["+33", "0033", "+33(0)", "+33 (0)", "(+33)", "00 33 ", "+330", "tel:+33"]))
@settings(max_examples=300, deadline=None)
def test_the_country_code_does_not_matter(national: str, separator: str, prefix: str) -> None:
    assert who(classify(national, FR)) == who(classify(prefix + separator + national[1:], FR))


@given(
    st.sampled_from(["0590", "0690", "0594", "0694", "0596", "0696", "0262", "0692", "0269", "0639"]),
    st.from_regex(r"[0-9]{6}", fullmatch=True),
)
def test_territories_have_their_own_code(area: str, rest: str) -> None:
    home = classify(area + rest, FR)

    assert home.territory == home.region != "FR"
    assert home.e164 is not None and not home.e164.startswith("+33")
    assert who(home) == who(classify(home.e164, FR))
    assert "in_territory" in home.notes


@given(st.text("ABCDEFGHIKLMNOPRSTUVWXYZ0123456789", min_size=2, max_size=11))
@settings(max_examples=300, deadline=None)
def test_letters_are_looked_at_before_digits(name: str) -> None:
    """phonenumbers reads AMELI3646 as a number; a name with more letters than O, I or l never is one."""
    assume(any(c.isalpha() and c not in "OIXN" for c in name))
    sender = classify(name, FR)

    assert sender.kind in (Kind.NAME, Kind.UNREADABLE)
    assert sender.e164 is None


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_mobile_sender_may_be_forged(code: str) -> None:
    country = load_country(code)

    assert "forged_possible" in country.family_of_kind(Kind.MOBILE).notes


@given(SHORT)
def test_french_short_codes_by_their_first_digits(digits: str) -> None:
    kind, family = classify(digits, FR).kind, classify(digits, FR).family
    if digits == "33700":
        assert Kind.SERVICE_NUMBER is kind
    elif digits[0] == "3":
        expected = {"36": "36xxx", "38": "38xxx"}.get(digits[:2], "3xxxx")
        assert (Kind.SHORT_CODE, expected) == (kind, family)
    else:
        assert (Kind.PREMIUM_SHORT_CODE, "9xxxx" if digits[0] == "9" else "premium-sms") == (kind, family)


def test_never_too_long_to_read() -> None:
    """What is beyond a thousand characters is not read: the time has a bound."""
    long = "0612345678" + " " * 990 + "x" * 1_000_000

    assert classify(long, FR).e164 == "+33612345678"


@pytest.mark.parametrize(
    ("text", "digits"),
    [("²", None), ("①②③", None), ("Ⅷ", None), ("½", None), ("", None), ("+", None), ("٣٦١٨٠", "36180")],
)
def test_only_decimal_digits_are_digits(text: str, digits: str | None) -> None:
    assert digits == plain_digits(text)


# --- regions whose metadata a browser fetches on demand ---------------------------------------------------------------


def without_region(code: str) -> ModuleType:
    """`sender_lookup.sender.phonelib` as a browser has it at the start, without the metadata of that region."""
    spec = find_spec("sender_lookup.sender.phonelib")
    assert spec is not None and spec.loader is not None
    numbers = module_from_spec(spec)
    spec.loader.exec_module(numbers)
    numbers.regions_are_known_by(lambda region: region != code)
    return numbers


def test_a_number_of_a_region_that_is_not_here_is_said_before_the_library_is_asked() -> None:
    numbers = without_region("JP")

    for digits, region in (("+819012345678", None), ("9012345678", "JP")):
        with pytest.raises(numbers.MissingRegionsError):
            numbers.parse_number(digits, region)
    with pytest.raises(numbers.MissingRegionsError):
        numbers.calling_codes_of("JP")
    assert numbers.parse_number("+447400123456", None) is not None
    assert numbers.parse_number("+999123456789", None) is None and numbers.calling_codes_of("ZZ") == ()
