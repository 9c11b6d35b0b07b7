"""`sms:36180?body=STOP`, copied from a button, was read as the name of a sender."""

from __future__ import annotations

import pytest

from sender_lookup.country.loader import load_country
from sender_lookup.sender.classify import classify


@pytest.mark.parametrize(
    "link", ["sms:36180?body=STOP", "sms:36180?&body=STOP", "sms:36180;body=STOP", "SMSTO:36180:STOP"]
)
def test_the_number_of_a_link(link: str) -> None:
    assert classify(link, load_country("FR")).family == "36xxx"
