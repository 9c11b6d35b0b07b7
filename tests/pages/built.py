"""Builds of the whole site that the tests of pages and the end-to-end tests share; each is made once in a run."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from stopsms.command import build
from stopsms.site import Site, load_site

AS_OF = date(2026, 11, 24)
ROOT_URL = "http://localhost:8000/"
SUB_PATH_URL = "http://localhost:8000/some/where/"
_kept: list[tempfile.TemporaryDirectory[str]] = []  # removed when the run ends


def built(base_url: str = ROOT_URL) -> tuple[Site, Path]:
    """The site and the folder that it was built into, with Python for the browser (from `.cache`)."""
    return _built(base_url)


@cache
def _built(base_url: str) -> tuple[Site, Path]:
    _kept.append(tempfile.TemporaryDirectory(prefix="stop-sms-"))
    folder = Path(_kept[-1].name) / "dist"
    return build(load_site(base_url, AS_OF), folder), folder
