"""The parts of the runtime: what is added to the table gets an address of its own, and the worker is told of it."""

from __future__ import annotations

import pytest
from stopsms.errors import BuildError
from stopsms.runtime import assemble, parts
from stopsms.runtime.archives import pack
from stopsms.runtime.parts import ARCHIVES, STDLIB, Archive, Part, divide

WORDS = "sender_lookup/data/words/fr.json"
FILES = {
    WORDS: b"{}", "sender_lookup/worker.pyc": b"p", "jinja2/ext.pyc": b"j", "phonenumbers/data/region_JP.pyc": b"r"
}  # fmt: skip


def made(files: dict[str, bytes]) -> dict[str, Part]:
    """The parts that the worker loads, by name, but for Pyodide's own."""
    divided = divide(files)
    zips = {STDLIB: pack({}), **{archive.name: pack(content) for archive, content in divided.items()}}
    return {part.name: part for part in assemble.make_parts(zips, {}, divided) if part.name != parts.ENGINE}


def test_a_further_part_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    table = (Archive("lexicon", "lexicon.zip.bin", WORDS.__eq__, at_start=False), *ARCHIVES)
    for module in (parts, assemble):
        monkeypatch.setattr(module, "ARCHIVES", table)
    before, after = made(FILES), made({**FILES, WORDS: b'{"word": 1}'})
    manifest = assemble.describe(after.values(), {})

    assert set(after) == {"library", "core", "lexicon"}
    assert [name for name in after if after[name].folder != before[name].folder] == ["lexicon"]
    assert manifest["files"]["lexicon.zip.bin"]["address"] == f"../{after['lexicon'].folder}/lexicon.zip.bin"
    assert manifest["path"] == ["core.zip.bin", "packages.zip.bin"]  # the new one when somebody asks for it


def test_an_address_tells_names_and_contents_apart() -> None:
    folders = {Part("core", files).folder for files in ({"a": b"bc"}, {"ab": b"c"}, {"a": b"b", "c": b""}, {"a": b"b"})}

    assert len(folders) == 4


def test_a_worker_without_a_place_for_the_manifest_ends_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assemble, "EMPTY", "{ not there }")

    with pytest.raises(BuildError, match=r"worker\.js: has no place for the manifest"):
        assemble.worker(assemble.describe([], {}))
