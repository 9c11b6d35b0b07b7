"""Whose number it is, at the edges of plans: how many digits, which prefix, and what is said of a number of nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from sender_lookup.country.loader import load_country
from sender_lookup.sender.classify import classify

NOBODYS = [
    # country, digits, what is said of them: by how many are missing from, or beside, the ten that most plans have
    ("FR", "12", "too_short"),
    ("FR", "123", "too_short"),
    ("FR", "1234", "too_short miscounted"),
    ("FR", "1234567", "too_short miscounted"),
    ("FR", "612345678", "too_short miscounted"),
    ("FR", "4477009001", "not_in_plan miscounted"),
    ("FR", "06123456789", "too_long miscounted"),
    ("FR", "0123456789012", "too_long miscounted"),
    ("FR", "01234567890123", "too_long"),
    ("FR", "+33", "too_short"),
    ("FR", "+331", "too_short miscounted"),
    ("FR", "+4477009001230000", "too_long"),
    # where we do not describe the plan, a right length is told apart: forgers show such numbers
    ("GB", "12", "too_short"),
    ("GB", "1234567", "too_short miscounted"),
    ("GB", "12345678", "not_assigned"),
    ("GB", "030123456", "not_assigned"),
    ("GB", "0123456789012", "too_long miscounted"),
    ("US", "12345678", "too_short miscounted"),
    ("GB", "0123456789012", "too_long miscounted"),
]


@pytest.mark.parametrize(("country", "digits", "notes"), NOBODYS)
def test_a_number_of_nobody(country: str, digits: str, notes: str) -> None:
    sender = classify(digits, load_country(country))

    assert (sender.kind, sender.display, " ".join(sender.notes)) == ("unreadable", digits, notes)


SOMEBODYS = [
    # country, as written, then kind, E.164, region, territory, as that country's phones show it, notes
    ("FR", "0690123456", "mobile +590690123456 GP GP", "06 90 12 34 56", "forged_possible in_territory"),
    ("FR", "+590690123456", "mobile +590690123456 GP GP", "06 90 12 34 56", "forged_possible in_territory"),
    ("FR", "+33690123456", "mobile +590690123456 GP GP", "06 90 12 34 56",
     "forged_possible in_territory national_form_of_territory"),
    ("FR", "0508411234", "landline +508411234 PM PM", "05 08 41 12 34", "in_territory"),
    ("FR", "+508411234", "landline +508411234 PM PM", "05 08 41 12 34", "in_territory"),
    ("FR", "+33508411234", "landline +508411234 PM PM", "05 08 41 12 34", "in_territory national_form_of_territory"),
    ("FR", "0033612345678", "mobile +33612345678 FR -", "06 12 34 56 78", "forged_possible"),
    ("FR", "33612345678", "mobile +33612345678 FR -", "06 12 34 56 78", "plus_was_missing forged_possible"),
    ("FR", "447700900123", "foreign +447700900123 GB -", "+44 7700 900123", "plus_was_missing"),
    ("GB", "442070836089", "landline +442070836089 GB -", "020 7083 6089", ""),
    ("US", "442070836089", "foreign +442070836089 GB -", "+44 20 7083 6089", "plus_was_missing"),
    ("US", "+1 416 555 0123", "mobile +14165550123 CA -", "+1 416-555-0123", "forged_possible"),
    ("GB", "123", "service_number - GB -", "123", ""),
    ("PL", "123", "short_code - PL -", "123", "may_cost"),
    ("GB", "116123", "service_number - GB -", "116123", ""),
    ("US", "223456", "short_code - US -", "223456", "may_cost"),
    # a plan that we do not describe, by what the library calls the number
    ("GB", "0121 234 5678", "landline +441212345678 GB -", "0121 234 5678", ""),
    ("GB", "07400 123456", "mobile +447400123456 GB -", "07400 123456", "forged_possible"),
    ("GB", "0800 123 4567", "toll_free +448001234567 GB -", "0800 123 4567", ""),
    ("GB", "0909 879 0123", "premium_number +449098790123 GB -", "0909 879 0123", ""),
    ("CH", "0840 123 456", "premium_number +41840123456 CH -", "0840 123 456", ""),
    ("GB", "056 1234 5678", "voip +445612345678 GB -", "056 1234 5678", ""),
    ("GB", "070 1234 5678", "premium_number +447012345678 GB -", "070 1234 5678", ""),
    ("GB", "076 4012 3456", "premium_number +447640123456 GB -", "076 4012 3456", ""),
    ("GB", "055 1234 5678", "voip +445512345678 GB -", "055 1234 5678", ""),
    ("US", "(201) 555-0123", "mobile +12015550123 US -", "(201) 555-0123", "forged_possible"),
    ("FR", "Pub (36180)", "short_code - FR -", "36180", "number_in_line"),
    ("FR", "Pub 36180", "name - - -", "Pub 36180", "unusual_in_sender_name"),
    ("FR", "36180 Modalia Paris", "short_code - FR -", "36180", "number_in_line"),
    ("FR", "Bouygues 6160", "name - - -", "Bouygues 6160", "too_long_for_sender_name unusual_in_sender_name"),
    ("FR", "Magasin de Paris 75011", "name - - -", "Magasin de Paris 75011",
     "too_long_for_sender_name unusual_in_sender_name"),
]  # fmt: skip


@pytest.mark.parametrize(("country", "written", "is_", "display", "notes"), SOMEBODYS)
def test_a_number_of_somebody(country: str, written: str, is_: str, display: str, notes: str) -> None:
    s = classify(written, load_country(country))

    assert " ".join(x or "-" for x in (s.kind, s.e164, s.region, s.territory)) == is_
    assert (s.display, " ".join(s.notes)) == (display, notes)


PLAN = """
    country = "XX"
    calling_codes = ["999", "998"]
    trunk = "0"
    national = '0\\d{8}(?:\\d{3})?'
    grouping = [3, 3, 3]

    [[families]]
    id = "blue"
    kind = "short_code"
    pattern = '7\\d{6}'

    [[territories]]
    region = "XY"
    calling_code = "998"
    area = "05"
    pattern = '05\\d{7}'
"""


@pytest.mark.parametrize(
    ("written", "e164", "display"),
    [
        ("012345678", "+99912345678", "012 345 678"),
        ("012345678901", "+99912345678901", "012 345 678 901"),
        ("+999012345678", "+99912345678", "012 345 678"),
        ("+9981234567", "+9981234567", "051 234 567"),
        ("051234567", "+9981234567", "051 234 567"),
        ("+99951234567", "+9981234567", "051 234 567"),
        ("7123456", None, "7123456"),
        ("71234567", None, "71234567"),
        ("8123456", None, "8123456"),
    ],
)
def test_a_plan_that_a_country_file_describes(tmp_path: Path, written: str, e164: str | None, display: str) -> None:
    """What the grouping does not cover stands at the end; an area code stands for the territory's calling code."""
    (tmp_path / "xx.toml").write_text(PLAN, "utf-8")
    sender = classify(written, load_country("XX", tmp_path))

    assert (sender.e164, sender.display) == (e164, display)
    assert (sender.kind == "short_code") is (written == "7123456")
    assert (sender.territory == "XY") is (e164 == "+9981234567")


@pytest.mark.parametrize("written", ["0810 123456", "+43 810 123456"])
def test_a_family_of_whole_numbers_in_a_country_without_a_plan(tmp_path: Path, written: str) -> None:
    """Before the kind that the library of all plans gives such a number."""
    file = 'country = "AT"\n[[families]]\nid = "caller"\nkind = "telemarketing_number"\npattern = "0810[0-9]{6}"\n'
    (tmp_path / "at.toml").write_text(file, "utf-8")
    sender = classify(written, load_country("AT", tmp_path))

    assert (sender.family, sender.kind, sender.e164) == ("caller", "telemarketing_number", "+43810123456")
