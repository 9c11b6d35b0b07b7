"""The instant answer: before Python is there, where it never comes, and no advice on a message that it has not read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.form import Home
from tests.e2e.served import Served
from tests.lookup.corpus import Case, whole

INSTANT = "[data-answer][data-state=instant]"


def of_file(start: str) -> list[Case]:
    """The messages of our corpus whose id begins so, in the order of their ids."""
    return sorted((case for case in whole() if case["id"].startswith(start)), key=lambda case: str(case["id"]))


@pytest.fixture
def address(observed_site: Served) -> str:
    """Python's wasm never comes."""
    observed_site.held.add("pyodide.asm.wasm")
    return observed_site.url


def test_it_stands_while_python_does_not_come(home: Home) -> None:
    home.open("fr").fill(sender="36 180")
    home.page.locator(INSTANT).wait_for()

    assert (home.answer.data("source"), home.answer.data("verdict")) == ("instant", "stop")
    assert home.answer.sms_links()[0] == "sms:36180?&body=STOP"
    home.submit()
    home.page.locator(INSTANT).wait_for()
    expect(home.page.locator("[name=sender]")).to_have_value("36 180")


def test_a_number_stands_where_its_prepared_answer_has_marks(home: Home) -> None:
    home.open("fr").fill(sender="+33 6 98 76 54 32")
    home.page.locator(INSTANT).wait_for()

    assert "06 98 76 54 32" in home.answer.text()
    assert "sms:+33698765432?&body=STOP" in home.answer.sms_links()
    assert home.page.locator("[data-copy='+33698765432']").count() == 1
    html = home.page.locator("[data-answer]").inner_html()
    assert not re.search("[\ue000-\uf8ff]", html), html


def test_with_a_message_it_offers_nothing_to_send(home: Home) -> None:
    home.open("fr")
    for message in [*of_file("fr-sc-")[:12], *of_file("fr-mk-")[:12]]:
        home.page.fill("[name=sender]", "36180")
        home.page.fill("[name=text]", message["text"])
        home.page.locator(f"{INSTANT}[data-verdict=check_first]").wait_for()

        assert home.answer.sms_links() == []
        assert home.page.locator("[data-answer] a[href*='://']").count() == 0
        home.page.fill("[name=text]", "")
        home.page.locator(f"{INSTANT}[data-verdict=stop]").wait_for()
