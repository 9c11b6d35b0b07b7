"""A further attempt got what a server sent in the place of a file of Python, though a copy of that file was kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from stopsms.config import load_site
from stopsms.publish.service_worker import write_service_worker

from tests.pages.built import AS_OF, ROOT_URL
from tests.pages.service_worker import ACTIVATE, install, message, run

WASM = "/runtime/engine/pyodide.asm.wasm"
WHOLE, WRONG = "of this build", "a page of the network that asks for a password"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of one file."""
    path = tmp_path / WASM[1:]
    path.parent.mkdir(parents=True)
    path.write_text(WHOLE, "utf-8")
    write_service_worker(load_site(ROOT_URL, AS_OF), tmp_path)
    return tmp_path


def get(cache: str, **sent: str | None) -> dict[str, Any]:
    """The step in which a page fetches the file; `sent`: what the network sends instead, None for "not found"."""
    return {"do": "get", "path": WASM, "cache": cache, **sent}


KEEP = message("keep-runtime")


@pytest.mark.parametrize("sent", [WRONG, None])
def test_the_kept_copy_serves_a_further_attempt(folder: Path, sent: str | None) -> None:
    *_, answered, after = run(install(folder), ACTIVATE, KEEP, get("reload", sent=sent), get("default", sent=WRONG))

    assert (answered.answer, answered.error) == (WHOLE, None)
    assert after.answer == WHOLE  # it is still there


def test_the_browsers_own_copy_is_fetched_anew(folder: Path) -> None:
    """It was the fault, and would be again at the next visit."""
    *_, answered = run(install(folder), ACTIVATE, KEEP, get("reload"))

    assert (answered.answer, answered.fetched) == (WHOLE, {WASM: len(WHOLE)})


def test_a_kept_copy_that_has_rotted_gives_way(folder: Path) -> None:
    steps = (KEEP, {"do": "rot", "path": WASM}, get("default", sent=WRONG), get("reload"), get("default", sent=WRONG))
    *_, rotten, answered, after = run(install(folder), ACTIVATE, *steps)

    assert rotten.answer != WHOLE
    assert (answered.answer, after.answer) == (WHOLE, WHOLE)


def test_without_a_kept_copy_the_page_gets_what_was_sent(folder: Path) -> None:
    *_, answered = run(install(folder), ACTIVATE, get("reload", sent=WRONG))

    assert answered.answer == WRONG
