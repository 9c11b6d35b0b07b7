"""What reads pictures is in the build: every file under an address of its own content, the list with all of them."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest
from stopsms.config import ROOT
from stopsms.pictures import FILES, listed, parts
from stopsms.publish.service_worker import write_service_worker
from stopsms.runtime.archives import write_tree
from stopsms.runtime.parts import Part

from tests.pages.built import built
from tests.pages.service_worker import ACTIVATE, install, run


def test_the_list_names_files_that_are_there_and_the_page_names_the_list(dist: Path) -> None:
    (listed,) = dist.glob("pictures/files-*/files.json")
    files = json.loads(listed.read_text("utf-8"))["files"]

    assert {"simd.mjs", "simd.wasm", "plain.mjs", "plain.wasm", "fra.traineddata"} <= set(files)
    assert all((listed.parent / file["address"]).is_file() for file in files.values())
    assert f'data-pictures="/pictures/{listed.parent.name}/"' in (dist / "fr" / "index.html").read_text("utf-8")


def test_every_model_that_is_asked_for_is_there(dist: Path) -> None:
    (listed,) = dist.glob("pictures/files-*/files.json")
    files = json.loads(listed.read_text("utf-8"))["files"]
    source = (ROOT / "site" / "static" / "js" / "picture" / "models.js").read_text("utf-8")
    asked = set(re.findall(r'"([a-z]{3})"', source))

    assert asked >= {"fra", "spa", "glg", "eng"}
    assert all(f"{name}.traineddata" in files for name in asked)


def test_addresses_are_by_content() -> None:
    assert {part.folder for part in parts()} == {folder.name for folder in (built()[1] / "pictures").iterdir()}


@pytest.fixture(scope="module")
def later(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build with another French model."""
    target = tmp_path_factory.mktemp("later") / "dist"
    shutil.copytree(dist, target, ignore=shutil.ignore_patterns("*.br", "*.gz", "pictures"))
    another = Part("fra", {"fra.traineddata.bin": gzip.compress(b"another model")})
    loaded = [another if part.name == "fra" else part for part in parts() if part.name != FILES]
    for part in (*loaded, Part(FILES, {"files.json": json.dumps(listed(loaded)).encode()})):
        write_tree(target / "pictures" / part.folder, part.files)
    write_service_worker(built()[0], target)
    return target


def used_in(dist: Path) -> set[str]:
    """The paths of what a French picture needs."""
    files = (path for part in ("files", "simd", "fra") for path in dist.glob(f"pictures/{part}-*/*"))
    return {f"/{path.relative_to(dist).as_posix()}" for path in files if path.suffix not in (".br", ".gz")}


def kept(caches: dict[str, list[str]]) -> set[str]:
    """What is kept of all that reads pictures."""
    return {path for paths in caches.values() for path in paths if path.startswith("/pictures/")}


def test_who_read_a_picture_has_what_a_new_build_needs_for_it(dist: Path, later: Path) -> None:
    reading = [{"do": "get", "path": path} for path in sorted(used_in(dist))]
    first, _, *_, read, update, used = run(install(dist), ACTIVATE, *reading, install(later), ACTIVATE)

    assert kept(first.caches) == set()
    assert kept(read.caches) == used_in(dist)
    assert {path for path in update.fetched if path.startswith("/pictures/")} == used_in(later) - used_in(dist)
    assert kept(used.caches) == used_in(later)
