"""A line in the United Kingdom was told of French codes, of French help, and of a letter that it does not have."""

from __future__ import annotations

import pytest

from sender_lookup.output.answer import as_text
from tests.lookup.case_tables import ask

PARCEL = "Royal Mail: your parcel is held. Pay the 1.45 fee within 24 hours at parcel-fee.example/pay or it is returned"


@pytest.mark.parametrize(
    "given",
    [{"sender": "ACME"}, {"sender": "PARCELCO", "text": PARCEL, "clicked": True}, {"sender": "70070"}],
)
def test_nothing_of_france(given: dict[str, object]) -> None:
    text = as_text(ask({"country": "GB", **given}), "en")

    for word in ("36", "17cyber", "France", "letter is ready", "one month"):
        assert word not in text
