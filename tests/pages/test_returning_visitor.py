"""Who comes again after a change of words fetches our package and what names it; not Python, which stayed the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from stopsms.publish.service_worker import pack_in

from tests.pages.built import reworded, start_of
from tests.pages.service_worker import ACTIVATE, install, message, run

VISIT = (message("keep", language="fr", whole=True), message("keep-runtime", packs=["words-fr", "fr"]))


@pytest.fixture(scope="module")
def later() -> Path:
    """The build with other words and other code."""
    return reworded()


def files_of_python(dist: Path) -> dict[str, bytes]:
    """Path -> content."""
    files = (path for path in (dist / "runtime").rglob("*") if path.is_file() and path.suffix not in (".br", ".gz"))
    return {f"/{path.relative_to(dist).as_posix()}": path.read_bytes() for path in files}


def in_use(dist: Path) -> set[str]:
    """Their paths, without the packs of other languages and countries than a French visit uses."""
    others = {pack_in(path) for path in files_of_python(dist)} - {"", "words-fr", "fr"}
    return {path for path in files_of_python(dist) if pack_in(path) not in others}


def kept_message(dist: Path) -> dict[str, object]:
    """A page of that build asks whether Python is there."""
    return message("kept", runtime=f"/runtime/{start_of(dist).name}/")


def test_other_words_change_our_part_and_the_one_that_names_it(dist: Path, later: Path) -> None:
    before, after = files_of_python(dist), files_of_python(later)
    same = before.keys() & after.keys()

    assert {path.rpartition("-")[0] for path in after.keys() - same} == {"/runtime/core", "/runtime/start"}
    assert {path.rpartition("/")[0].rpartition("-")[0] for path in same if not pack_in(path)} == {
        "/runtime/engine", "/runtime/library",
    }  # fmt: skip
    assert {pack_in(path) for path in same} > {"words-fr", "words-es", "fr", "es"}
    assert [path for path in same if before[path] != after[path]] == []


def test_that_is_all_that_is_fetched(dist: Path, later: Path) -> None:
    *_, first, update, _, kept = run(install(dist), ACTIVATE, *VISIT, install(later), ACTIVATE, kept_message(later))
    python = {path: length for path, length in update.fetched.items() if path.startswith("/runtime/")}
    pages = update.fetched.keys() - python.keys()

    assert first.fetched.keys() == in_use(dist)
    assert python.keys() == in_use(later) - in_use(dist)
    assert sum(python.values()) * 10 < sum(first.fetched.values())
    assert pages and all(start_of(later).name in (later / page[1:] / "index.html").read_text("utf-8") for page in pages)
    assert kept.answer is True


def test_what_the_new_build_does_not_name_is_dropped_when_it_is_used(dist: Path, later: Path) -> None:
    *_, before, update, used = run(install(dist), ACTIVATE, *VISIT, install(later), ACTIVATE)
    (cache,) = (name for name in before.caches if name.endswith("python"))

    assert set(before.caches[cache]) == in_use(dist)
    assert set(update.caches[cache]) == in_use(dist) | in_use(later)
    assert set(used.caches[cache]) == in_use(later)
    assert len(used.caches) == 2  # with the cache of the pages


def test_a_build_that_cannot_be_had_whole_leaves_the_former_one_as_it_was(dist: Path, later: Path) -> None:
    broken = install(later, "core.zip.bin")
    *_, update, kept = run(install(dist), ACTIVATE, *VISIT, broken, kept_message(dist))

    assert "core.zip.bin is not that of this build" in (update.error or "")
    assert kept.answer is True
