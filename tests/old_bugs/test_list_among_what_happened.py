"""A list or an object among the things that happened ended the program: one such line cost all that came after it."""

from __future__ import annotations

from datetime import date

import pytest

from sender_lookup import lookup


@pytest.mark.parametrize("happened", [[[]], [{}], ["clicked", ["paid"]], [None], [3], {}])
def test_what_is_no_code_is_named_and_the_others_hold(happened: object) -> None:
    result = lookup({"sender": "36180", "happened": happened}, as_of=date(2026, 11, 24))

    assert result.warnings == ("bad_happened",)
    assert result.request.happened == (("clicked",) if "clicked" in str(happened) else ())
