"""The page of decisions: every line of the verdict table stands there, in order, in every language."""

from __future__ import annotations

from datetime import date

import pytest
from stopsms import create_app
from stopsms.addresses import page_url
from stopsms.decisions import decisions
from stopsms.site import load_site

from sender_lookup.advice import RULES
from sender_lookup.country import load_country

DAY = date(2026, 11, 24)


def test_every_rule_in_order() -> None:
    shown = [d.rule for d in decisions(load_country("FR"), "en", DAY)]

    assert shown == [name for name, *_ in RULES]


@pytest.mark.parametrize("language", ["fr", "gl", "es", "en"])
def test_the_page(language: str) -> None:
    site = load_site("http://localhost:8000/", DAY, revision="test")
    app = create_app(site)
    with app.test_request_context():
        address = page_url(language, "decision-graph")
    html = app.test_client().get(address).get_data(as_text=True)

    for d in decisions(load_country("FR"), language, DAY):
        assert f'id="{d.rule}"' in html
    assert "sms:" not in html
