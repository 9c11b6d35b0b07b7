"""Which phone metadata come with the first download."""

from __future__ import annotations

import phonenumbers
import pytest
from stopsms.runtime.regions import apart, first_regions

from sender_lookup.country import load_country, load_index


@pytest.mark.parametrize("code", load_index().countries)
def test_a_country_with_rules_and_its_territories_come_first(code: str) -> None:
    country = load_country(code)
    own = {code, *country.aliases, *(t.region for t in country.territories)}

    assert own & phonenumbers.SUPPORTED_REGIONS <= first_regions()


def test_regions_that_share_a_calling_code_are_not_torn_apart() -> None:
    for regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.values():
        assert not first_regions() & set(regions) or set(regions) <= first_regions()


def test_every_file_is_in_one_of_the_two() -> None:
    names = ("phonenumbers/data/__init__.pyc", "phonenumbers/data/region_800.pyc", "sender_lookup/data/jp.json")
    regions = (f"phonenumbers/data/region_{code}.pyc" for code in phonenumbers.SUPPORTED_REGIONS)
    files = dict.fromkeys((*names, *regions), b"")
    first, later = apart(files)

    assert not first.keys() & later.keys() and first.keys() | later.keys() == files.keys()
    assert set(names) <= first.keys() and len(later) > 150
