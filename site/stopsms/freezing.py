"""Freeze the app into a folder: Frozen-Flask, with its warnings as errors, then the headers file."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from flask_frozen import Freezer, FrozenFlaskWarning

from .addresses import addresses
from .headers import headers_file
from .site import Site


def freeze(app: Flask, site: Site, out: Path, *, progress: bool = False) -> list[Path]:
    """Write every page and static file into `out`; returns the files written, relative to it.

    Raises FrozenFlaskWarning (an address without a page, a wrong type ...) and Frozen-Flask's own errors.
    """
    app.config.update(
        FREEZER_DESTINATION=str(out), FREEZER_BASE_URL=site.base_url, FREEZER_REMOVE_EXTRA_FILES=True,
        FREEZER_DESTINATION_IGNORE=["runtime"], FREEZER_STATIC_IGNORE=[], FREEZER_RELATIVE_URLS=False,
    )  # fmt: skip
    freezer = Freezer(app, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(_addresses)
    with warnings.catch_warnings():
        warnings.simplefilter("error", FrozenFlaskWarning)
        written = [
            Path(page.path if hasattr(page, "path") else page) for page in _bar(freezer.freeze_yield(), progress)
        ]
    (out / "_headers").write_text(headers_file(), encoding="utf-8")
    return written


def _addresses() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Endpoint and values of every address, as Frozen-Flask wants them to know which endpoints were visited."""
    prefix = urlsplit(current_app.config["SITE"].base_url).path.rstrip("/")
    adapter = current_app.url_map.bind("localhost")
    for address in addresses():
        yield adapter.match(address.removeprefix(prefix) or "/")


def _bar[T](items: Iterator[T], progress: bool) -> Iterator[T]:
    """Count the pages on a terminal."""
    count = 0
    for count, item in enumerate(items, 1):
        if progress and count % 20 == 0:
            print(f"\rfreezing: {count} files", end="", flush=True)
        yield item
    if progress:
        print(f"\rfreezing: {count} files")
