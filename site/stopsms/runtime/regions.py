"""Phone metadata in two parts: regions that most senders are of come at the start, the others on demand.

`build/regions.json` names the first ones, and why.
"""

import json
import re
from collections.abc import Mapping
from functools import cache

import phonenumbers

from stopsms.runtime.inputs import SCRIPTS

MODULE = re.compile(r"phonenumbers/data/region_([A-Z]{2})\.pyc")  # services (region_800) belong to no country


@cache
def first_regions() -> frozenset[str]:
    """Those that come at the start: a number is told from all regions of its calling code, so these stay together."""
    named = json.loads((SCRIPTS / "regions.json").read_text(encoding="utf-8"))["first"]
    codes = {phonenumbers.country_code_for_region(region) for region in named}
    return frozenset(region for code in codes for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code])


def apart(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of the second archive, and of the third: modules of the regions that can wait.

    >>> apart({"phonenumbers/data/region_JP.pyc": b"", "phonenumbers/data/region_FR.pyc": b"", "a.pyc": b""})[1]
    {'phonenumbers/data/region_JP.pyc': b''}
    """
    later = {
        name: content
        for name, content in files.items()
        if (match := MODULE.fullmatch(name)) and match[1] not in first_regions()
    }
    return {name: content for name, content in files.items() if name not in later}, later
