"""What all tests share."""

from __future__ import annotations

import sys
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
    rows: dict[str, list[pytest.Item]] = {}
    for item in items:
        rows.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for of_one_test in rows.values():
        every = -(-len(of_one_test) // WATCHED)
        for number, item in enumerate(of_one_test):
            item.stash[IS_WATCHED] = number % every == 0 and item.path.stem not in UNWATCHED


# What coverage sees takes twice as long: of one test so many rows, spread evenly, and nothing of the files that answer
# every row of every table once more.
WATCHED = 100
UNWATCHED = frozenset(f"test_{name}" for name in ("corpus", "coverage", "messages", "no_other_country", "words"))
IS_WATCHED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A row that coverage does not see runs without its tracer. (To stop and start coverage itself, as the marker of
    pytest-cov does, takes as long as a row.)"""
    tracer = sys.gettrace()
    if item.stash[IS_WATCHED] or type(tracer).__module__ != "coverage":
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


def pytest_configure() -> None:
    """One folder of builds for the run: worker processes inherit the choice."""
    prepare()
