"""What is left out of the libraries: modules that nothing here uses, and the imports that name them."""

from __future__ import annotations

from stopsms.runtime.trim import trim

NUMBERS = b"from .phonenumberutil import parse\nfrom .geocoder import area\nfrom . import shortnumberinfo\n"


def test_unused_modules_are_gone_and_used_ones_stay_as_they_are() -> None:
    kept = {"phonenumbers/phonenumberutil.py": b"def parse(): ...\n", "phonenumbers/data/region_FR.py": b"FR = 1\n"}
    unused = {
        "phonenumbers/geodata/data0.py": b"", "phonenumbers/geocoder.py": b"area = 1\n",
        "phonenumbers/data/alt_format_33.py": b"", "segno/writers.py": b"", "segno/__init__.py": b"",
    }  # fmt: skip

    assert kept == trim({**kept, **unused})


def test_a_package_no_longer_imports_what_is_gone() -> None:
    files = {"phonenumbers/__init__.py": NUMBERS, "phonenumbers/geocoder.py": b"area = 1\n"}
    (source,) = trim(files).values()

    assert source == b"from .phonenumberutil import parse\nfrom . import shortnumberinfo"


def test_what_was_made_of_a_missing_name_goes_too_and_its_neighbour_stays() -> None:
    init = b"from .carrier import name as carrier_name\nfrom .util import f\nTABLE = {'c': carrier_name}\nOTHER = [f]\n"
    files = {"phonenumbers/__init__.py": init, "phonenumbers/carrier.py": b"name = 1\n"}

    assert trim(files)["phonenumbers/__init__.py"] == b"from .util import f\nOTHER = [f]"


def test_a_package_that_names_nothing_missing_keeps_its_bytes() -> None:
    init = b"from .util import f  # a comment that stays\n"

    assert trim({"jinja2/__init__.py": init, "phonenumbers/geocoder.py": b""})["jinja2/__init__.py"] == init


def test_only_packages_are_rewritten() -> None:
    """A module that names a missing one would fail in the build's check; it is not fixed silently."""
    module = b"from .geocoder import area\n"

    assert trim({"phonenumbers/util.py": module, "phonenumbers/geocoder.py": b""}) == {"phonenumbers/util.py": module}
