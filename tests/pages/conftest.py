"""The builds that tests of pages look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from stopsms.config import Site

from tests.pages.built import SUB_PATH_URL, built
from tests.pages.document import Element, pages


@pytest.fixture(scope="session")
def site() -> Site:
    """What the site was built from."""
    return built()[0]


@pytest.fixture(scope="session")
def dist() -> Path:
    """The built site."""
    return built()[1]


@pytest.fixture(scope="session")
def documents(dist: Path) -> dict[str, Element]:
    """Its pages by path."""
    return pages(dist)


@pytest.fixture(scope="session")
def dist_in_a_folder() -> Path:
    """The site built for a sub-path."""
    return built(SUB_PATH_URL)[1]
