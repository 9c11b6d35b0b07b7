"""Phone metadata in two parts: regions that most senders are of come at the start, the others on demand.

`guest/first_regions.json` names the first ones, and why.
"""

from __future__ import annotations

import json
import re
from functools import cache

import phonenumbers

from .inputs import GUEST

MODULE = re.compile(r"phonenumbers/data/region_([A-Z]{2})\.pyc")  # services (region_800) belong to no country


@cache
def first_regions() -> frozenset[str]:
    """Those that come at the start: a number is told from all regions of its calling code, so these stay together."""
    named = json.loads((GUEST / "first_regions.json").read_text(encoding="utf-8"))["first"]
    codes = {phonenumbers.country_code_for_region(region) for region in named}
    return frozenset(region for code in codes for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code])


def is_rare(name: str) -> bool:
    """Whether a file is the metadata of a region that can wait.

    >>> [is_rare(f"phonenumbers/data/region_{region}.pyc") for region in ("JP", "FR", "800")]
    [True, False, False]
    """
    match = MODULE.fullmatch(name)
    return match is not None and match[1] not in first_regions()
