"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

from tests.pages.built import prepare

ROOT = Path(__file__).parent
SHARED = Path(__file__).parents[2] / "shared"  # facts, corpora and open data that are not part of the repository

# The same examples in every run, so that a change is judged by what it changes; no deadline, for machines differ.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; skips the test where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: corpora and open data are not part of the repository")
    return SHARED


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright: one for each process, which may not have two."""
    with sync_playwright() as running_playwright:
        yield running_playwright


# The files that take longest, the longest first: a process that gets one of them last works on alone. Of one file all
# tests run in one process, which shares a page and builds among them.
LONG = (
    "pages/test_same_bytes", "e2e/test_offline", "pages/test_every_page", "project/test_distributions",
    "pages/test_two_speeds", "e2e/test_screens_read", "pages/test_returning_visitor", "pages/test_links",
    "e2e/test_shares", "e2e/test_failures", "e2e/test_cases", "e2e/test_draft", "e2e/test_second_part",
    "pages/test_addresses", "e2e/test_sheets", "e2e/test_axe", "e2e/test_layout", "e2e/test_search",
    "e2e/test_companies", "e2e/test_letters",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With `--no-loadscope-reorder`, xdist gives the files out in this order."""
    order = {f"{ROOT / name}.py": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(str(item.path), len(LONG)))


def pytest_configure() -> None:
    """One folder of builds for the run: worker processes inherit the choice."""
    prepare()
