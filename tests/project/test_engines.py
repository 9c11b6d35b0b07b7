"""A browser that did not do in time what it should is not started again; one whose driver died is, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from selenium.common import exceptions as selenium
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError

from tests.engines import __main__ as engines
from tests.engines import webkit
from tests.engines.engine import DriverError, EngineError

POOL = HTTPConnectionPool("localhost")


@pytest.mark.parametrize(
    ("error", "starts"),
    [
        (EngineError("nothing matches html[data-scripted] after 90 s"), 1),
        (OSError("no such program"), 1),
        (DriverError("the driver ended with code 1"), 2),
    ],
)
def test_only_a_dead_driver_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, starts: int
) -> None:
    engine = MagicMock(**{"goto.side_effect": error})
    started: list[MagicMock] = []

    @contextmanager
    def opened() -> Iterator[MagicMock]:
        started.append(engine)
        yield engine

    monkeypatch.setitem(engines.ENGINES, "webkit", (opened, ()))
    monkeypatch.setattr(engines, "built", lambda: (None, tmp_path))

    assert engines.main(["webkit"]) == 1
    assert len(started) == starts
    assert capsys.readouterr().err.count(str(error)) == starts


@pytest.mark.parametrize(
    ("error", "is_dead"),
    [
        (selenium.TimeoutException("script"), False),  # a starved core
        (selenium.NoSuchElementException("[data-letter]"), False),
        (ReadTimeoutError(POOL, "/session", "no answer"), False),  # so is this
        (selenium.WebDriverException(""), True),  # the browser is gone
        (selenium.InvalidSessionIdException("session deleted because of page crash or hang."), True),
        (selenium.SessionNotCreatedException(""), True),
        (ProtocolError("Connection aborted."), True),  # the driver is
    ],
)
def test_what_the_driver_of_webkit_raises(error: selenium.WebDriverException | HTTPError, is_dead: bool) -> None:
    with pytest.raises(EngineError) as caught, webkit.errors():
        raise error

    assert isinstance(caught.value, DriverError) == is_dead
    assert type(error).__name__ in str(caught.value)
