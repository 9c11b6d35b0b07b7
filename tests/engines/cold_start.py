"""The cold start of tests/bench/cold_start.py in the other engines; each start has a profile of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from tests.bench.cold_start import Opened, Start
from tests.engines import firefox, webkit
from tests.engines.engine import Engine, wait
from tests.engines.install import ensure

DONE = "() => document.body.dataset.done"


def _start(engine: Engine, url: str) -> str:
    engine.renew()
    engine.goto(url)
    wait(engine, "body[data-done]")
    return str(engine.run(DONE))


@contextmanager
def _started(opened: Callable[[], AbstractContextManager[Engine]]) -> Iterator[Start]:
    with opened() as engine:
        yield partial(_start, engine)


def browsers() -> dict[str, Opened]:
    """The engines for `cold_start.main`, once they are installed."""
    ensure([*firefox.PROGRAMS, *webkit.PROGRAMS])
    return {"Firefox ESR": partial(_started, firefox.opened), "WebKitGTK": partial(_started, webkit.opened)}
