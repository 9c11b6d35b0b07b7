"""Freeze the app into a folder: Frozen-Flask, with its warnings as errors, then the headers file."""

from __future__ import annotations

import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, got_request_exception, request
from flask_frozen import Freezer, FrozenFlaskWarning

from ..config import ROOT, Site
from ..errors import BuildError, Problem
from ..views.urls import every_page, page_sets, url_of
from .ahead import made_ahead
from .headers import headers_file


def freeze(app: Flask, site: Site, out: Path, *, progress: bool = False, processes: int = 1) -> list[Path]:
    """Write every page and static file into `out`; returns the files written, relative to it.

    With several `processes`, others make the pages while this one writes them.

    Raises FrozenFlaskWarning (an address without a page, a wrong type ...), and BuildError for a page that cannot
    be made.
    """
    app.config.update(
        FREEZER_DESTINATION=str(out.absolute()), FREEZER_BASE_URL=site.base_url, FREEZER_REMOVE_EXTRA_FILES=True,
        FREEZER_DESTINATION_IGNORE=["runtime", "pictures"], FREEZER_STATIC_IGNORE=[], FREEZER_RELATIVE_URLS=False,
        PROPAGATE_EXCEPTIONS=True,
    )  # fmt: skip
    freezer = Freezer(app, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(every_page)
    with warnings.catch_warnings(), _told_in_a_line(app):
        warnings.simplefilter("error", FrozenFlaskWarning)
        with made_ahead(app, *_paths(app, site), site.base_url, processes):
            written = [
                Path(page.path if hasattr(page, "path") else page) for page in _bar(freezer.freeze_yield(), progress)
            ]
    (out / "_headers").write_text(headers_file(), encoding="utf-8")
    return written


def _paths(app: Flask, site: Site) -> tuple[list[str], list[tuple[str, ...]]]:
    """One path of each kind of page, and all of them in the sets that are best made together: each without the folder
    of the site."""
    folder = urlsplit(site.base_url).path.rstrip("/")
    with app.test_request_context(base_url=site.base_url):
        sets = [[(page[0], url_of(page).removeprefix(folder)) for page in pages] for pages in page_sets()]
    kinds = dict(chain.from_iterable(reversed(sets)))
    return list(kinds.values()), [tuple(path for _, path in pages) for pages in sets]


@contextmanager
def _told_in_a_line(app: Flask) -> Iterator[None]:
    """What a view raises becomes a problem that names the page, and the last line of ours that was running."""
    pages: list[str] = []

    def remember(_app: Flask, **_: Any) -> None:
        pages.append(request.path)

    with got_request_exception.connected_to(remember, app):
        try:
            yield
        except (BuildError, FrozenFlaskWarning):
            raise  # says its place itself
        except Exception as error:
            what = f"{type(error).__name__}: {error}".replace("\n", " ")
            page = f"the page {pages[-1]} cannot be made: " if pages else ""
            raise BuildError(Problem(*_place_of(error), page + what, "fix what this line asks for")) from error


def _place_of(error: Exception) -> tuple[str, int]:
    """File and line of ours where it was raised: a module, a template (Jinja puts those into the traceback)."""
    frames = [(Path(frame.filename), frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [
        (path.relative_to(ROOT), line)
        for path, line in frames
        if path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / ".venv")
    ]
    path, line = ours[-1]  # at least this module, which asks for the pages
    return path.as_posix(), line


def _bar[T](items: Iterator[T], progress: bool) -> Iterator[T]:
    """Count the pages on a terminal."""
    count = 0
    for count, item in enumerate(items, 1):
        if progress and count % 20 == 0:
            print(f"\rfreezing: {count} files", end="", flush=True)
        yield item
    if progress:
        print(f"\rfreezing: {count} files")
