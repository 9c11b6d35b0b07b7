"""The time of a shared message that was taken went on, and its end deleted the next one before the page took it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from stopsms.config import Site, load_site
from stopsms.publish.service_worker import write_service_worker

from tests.pages.built import AS_OF, ROOT_URL
from tests.pages.service_worker import ACTIVATE, install, message, run

TAKE = message("take")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site without files: its worker alone."""
    site: Site = load_site(ROOT_URL, AS_OF)
    write_service_worker(site, tmp_path)
    return tmp_path


def share(text: str) -> dict[str, object]:
    return {"do": "share", "to": "/fr/share/", "text": text}


def texts(answer: Any) -> list[str]:
    return [one["text"] for one in answer["shares"]]


def after(seconds: int) -> dict[str, object]:
    return {"do": "pass", "milliseconds": seconds * 1000}


def test_a_second_message_has_its_own_time(folder: Path) -> None:
    steps = (share("first"), TAKE, after(40), share("second"), after(30), TAKE)
    _, _, shared, first, _, _, _, second = run(install(folder), ACTIVATE, *steps)

    assert (shared.answer, texts(first.answer)) == ("http://localhost:8000/fr/", ["first"])
    assert texts(second.answer) == ["second"]


def test_one_that_waits_has_the_time_of_the_next(folder: Path) -> None:
    *_, last = run(install(folder), ACTIVATE, share("first"), after(40), share("second"), after(30), TAKE)

    assert texts(last.answer) == ["first", "second"]


def test_nobody_takes_it_after_its_time(folder: Path) -> None:
    *_, late = run(install(folder), ACTIVATE, share("first"), after(61), TAKE)

    assert texts(late.answer) == []
