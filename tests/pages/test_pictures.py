"""What reads pictures is in the build: every file under an address of its own content, the list with all of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from stopsms.config import ROOT
from stopsms.pictures import parts

from tests.pages.built import built


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
