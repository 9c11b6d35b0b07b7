"""Which phone metadata come with the first download."""

from __future__ import annotations

import phonenumbers
import pytest
from stopsms.runtime.regions import first_regions, is_rare

from sender_lookup.country.loader import load_country, load_index


@pytest.mark.parametrize("code", load_index().countries)
def test_a_country_with_rules_and_its_territories_come_first(code: str) -> None:
    country = load_country(code)
    own = {code, *country.aliases, *(t.region for t in country.territories)}

    assert own & phonenumbers.SUPPORTED_REGIONS <= first_regions()


def test_regions_that_share_a_calling_code_are_not_torn_apart() -> None:
    for regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.values():
        assert not first_regions() & set(regions) or set(regions) <= first_regions()


def test_most_regions_can_wait_and_nothing_else_can() -> None:
    names = ("phonenumbers/data/__init__.pyc", "phonenumbers/data/region_800.pyc", "sender_lookup/data/jp.json")
    regions = [f"phonenumbers/data/region_{code}.pyc" for code in phonenumbers.SUPPORTED_REGIONS]

    assert not any(is_rare(name) for name in names)
    assert sum(is_rare(name) for name in regions) > 150
