"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.pages.built import prepare

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


def pytest_configure() -> None:
    """One folder of builds for the run: worker processes inherit the choice."""
    prepare()
