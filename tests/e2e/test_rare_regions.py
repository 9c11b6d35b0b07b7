"""Numbers of regions whose phone metadata do not come at the start: fetched when one is asked about, and only then."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.form import Home
from tests.e2e.served import Served
from tests.e2e.watch import Watch

REGIONS = "regions.zip.bin"
NEAR, RARE, RARE_AS_WRITTEN = "+44 7400 123456", "+819012345678", "+81 90-1234-5678"


@pytest.fixture
def address(observed_site: Served) -> str:
    return observed_site.url


def asked_for(served: Served) -> int:
    """How often the archive was asked for."""
    return sum(REGIONS in line.partition("\n")[0] for line in served.asked)


def expect_rare(home: Home) -> None:
    home.ready().expect(verdict="do_not_reply", action="do_not_reply", kind="foreign")
    expect(home.page.locator("[data-answer]")).to_contain_text(RARE_AS_WRITTEN)


def test_they_come_when_they_are_needed(home: Home, observed_site: Served) -> None:
    home.ask("en", sender=NEAR).expect(verdict="do_not_reply", action="do_not_reply", kind="foreign")
    before = asked_for(observed_site)

    home.fill(sender=RARE).submit()
    expect_rare(home)
    home.fill(sender="+55 11 91234 5678").submit()
    home.ready().expect(verdict="do_not_reply", action="do_not_reply", kind="foreign")

    assert (before, asked_for(observed_site)) == (0, 1)


def test_where_they_cannot_be_had_it_is_said_and_the_next_question_tries_again(
    home: Home, observed_site: Served, watch: Watch
) -> None:
    watch.expect("404", "Failed to load")
    observed_site.faults[REGIONS] = None
    home.open("en").fill(sender=RARE).submit()
    expect(home.page.locator("[data-answer]")).to_have_attribute("data-state", "failed")
    expect(home.page.locator("[data-failed]")).to_be_visible()
    assert home.page.locator("[name=sender]").input_value() == RARE

    observed_site.faults.clear()
    home.page.locator("[data-retry]").click()
    expect_rare(home)


@pytest.mark.service_worker
def test_they_are_kept_with_python(home: Home, context: BrowserContext) -> None:
    home.ask("en", sender=NEAR)
    home.page.locator("html[data-kept-python]").wait_for(state="attached")
    context.set_offline(True)

    home.fill(sender=RARE).submit()
    expect_rare(home)
