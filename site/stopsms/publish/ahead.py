"""Pages made ahead by other processes, so that every core works: the freezer asks the app for them as ever, in its own
order, and gets them from here.

What could not be made ahead is made when it is asked for. So a page that fails does so in this process, with the line
and the page in its problem; and where there is one core, or no processes can be had, nothing is made ahead.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask

from ..examples.phone_drawings import drawings_of_examples

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_apps: list[Flask] = []  # in a process that makes pages ahead: its app


class Made(NamedTuple):
    """What the app answered to a path, where all went well."""

    headers: list[tuple[str, str]]
    body: bytes


Pages = Mapping[str, Made]  # by path


def cores() -> int:
    """How many processes can make pages at once. One where this process cannot be copied: elsewhere than on Linux that
    is unsafe, and where it has threads, anywhere."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


@contextmanager
def made_ahead(
    app: Flask, first: Iterable[str], sets: Iterable[tuple[str, ...]], base_url: str, processes: int
) -> Iterator[None]:
    """Meanwhile the app answers with pages that other processes make, all paths of a set in the same one.

    Those that come `first` are made here, so that what they share with others is there in every process.
    """
    if processes < 2:
        yield
        return
    own = app.wsgi_app
    _make(app, first, base_url)
    for country in app.config["SITE"].countries:
        for language in country.languages:  # reads what messages are read with
            list(drawings_of_examples(country, language, app.config["SITE"].as_of))
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), initializer=_begin, initargs=(app,))
    try:
        app.wsgi_app = _taken(own, _submitted(pool, sets, base_url))  # type: ignore[assignment,method-assign]
        yield
    finally:
        app.wsgi_app = own  # type: ignore[method-assign]
        pool.shutdown(cancel_futures=True)


def _begin(app: Flask) -> None:
    """What a process does first. Ctrl+C is for the one that waits for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _apps.append(app)


def _submitted(pool: ProcessPoolExecutor, sets: Iterable[tuple[str, ...]], base_url: str) -> dict[str, Future[Pages]]:
    waiting: dict[str, Future[Pages]] = {}
    for paths in sets:
        waiting |= dict.fromkeys(paths, pool.submit(_make_in_pool, paths, base_url))
    return waiting


def _make_in_pool(paths: Iterable[str], base_url: str) -> Pages:
    return _make(_apps[0], paths, base_url)


def _make(app: Flask, paths: Iterable[str], base_url: str) -> Pages:
    """The pages, without those that fail."""
    made = {}
    for path in paths:
        with suppress(Exception):  # it will be raised again when the page is asked for
            response = app.test_client().get(path, base_url=base_url)
            if response.status_code == 200:
                made[path] = Made(response.headers.to_wsgi_list(), response.data)
    return made


def _taken(own: WSGIApplication, waiting: dict[str, Future[Pages]]) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        future = waiting.pop(path, None)
        page = future.result().get(path) if future and not future.exception() else None
        if page is None:
            return own(environ, start_response)
        start_response("200 OK", page.headers)
        return [page.body]

    return answer
