"""Words of languages and rules of countries: what comes at the start does not grow with their number."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import pytest
from stopsms.runtime.parts import ARCHIVES, PACKS, divide

import sender_lookup
from sender_lookup import archive, resources
from sender_lookup.errors import MissingPackError

LETTER = "sender_lookup/letters/DE/de/widerspruch.txt.j2"
BYTECODE = (
    f"sender_lookup/compiled/{archive.Bytecode().get_cache_key('DE/de/widerspruch.txt.j2', 'DE/de/widerspruch.txt.j2')}"
)
NOW = {
    "sender_lookup/worker.pyc": b"p", "sender_lookup/data/eu.claims.json": b"e", "sender_lookup/data/fr.json": b"f",
    "sender_lookup/locale/fr/LC_MESSAGES/messages.mo": b"m", "jinja2/ext.pyc": b"j",
}  # fmt: skip
MORE = {
    "sender_lookup/data/de.json": b"d" * 9000, "sender_lookup/data/de.claims.json": b"c" * 9000, LETTER: b"l" * 9000,
    BYTECODE: b"b" * 9000, "sender_lookup/locale/de/LC_MESSAGES/messages.mo": b"m" * 9000,
}  # fmt: skip


def at_start(files: dict[str, bytes]) -> int:
    """The bytes of what comes at the start, without the list of what does not."""
    divided = divide(files)
    return sum(len(content) for part in ARCHIVES for name, content in divided[part].items() if name != PACKS)


def test_a_further_language_and_country_cost_nobody_else_anything() -> None:
    grown = divide({**NOW, **MORE})

    assert at_start({**NOW, **MORE}) == at_start(NOW)
    assert {found.name for found in grown} - {found.name for found in divide(NOW)} == {"de.zip.bin", "words-de.zip.bin"}
    assert {name for found, files in grown.items() if found.name == "de.zip.bin" for name in files} == {
        name for name in MORE if "locale" not in name
    }


def test_what_reads_pictures_is_no_part_of_the_first_download() -> None:
    reader = {"sender_lookup/picture/find.pyc": b"f" * 9000, "sender_lookup/data/picture.json": b"w" * 9000}
    grown = divide({**NOW, **reader})

    assert at_start({**NOW, **reader}) == at_start(NOW)
    assert next(set(files) for found, files in grown.items() if found.name == "picture.zip.bin") == set(reader)


def test_what_kept_cases_need_is_no_part_of_the_first_download() -> None:
    key = archive.Bytecode().get_cache_key("case_file.html", "case_file.html")
    kept = {
        "sender_lookup/cases/overview.pyc": b"o" * 9000, "sender_lookup/templates/case_file.html": b"t" * 9000,
        f"sender_lookup/compiled/{key}": b"b" * 9000,
    }  # fmt: skip
    grown = divide({**NOW, **kept})

    assert at_start({**NOW, **kept}) == at_start(NOW)
    assert next(set(files) for found, files in grown.items() if found.name == "cases.zip.bin") == set(kept)


def test_what_may_follow_an_answer_is_no_part_of_the_first_download() -> None:
    """Nor is it a pack of those who used it: with the rest of Python it is kept for all."""
    follows = dict.fromkeys(
        ("sender_lookup/draft/check.pyc", "sender_lookup/output/qr_code.pyc", "segno/encoder.pyc"), b"x" * 9000
    )
    grown = divide({**NOW, **follows})

    assert at_start({**NOW, **follows}) == at_start(NOW)
    assert next((found.part, set(files)) for found, files in grown.items() if found.name == "later.zip.bin") == (
        "core",
        set(follows),
    )


def test_modules_of_a_pack_can_be_imported_once_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZipFile(tmp_path / "more.zip.bin", "w") as pack:
        pack.writestr("sender_lookup/later.py", "SAYS = 'here'")
    monkeypatch.setattr(sender_lookup, "__path__", [*sender_lookup.__path__])
    monkeypatch.setattr(resources, "_other_files", [])
    with pytest.raises(ModuleNotFoundError):
        import_module("sender_lookup.later")
    archive.add_pack(str(tmp_path / "more.zip.bin"))

    assert import_module("sender_lookup.later").SAYS == "here"
    monkeypatch.delitem(sys.modules, "sender_lookup.later")


def test_what_is_in_a_pack_that_is_not_here_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_packed", {"data/de.letters.json": "de.zip.bin"})
    monkeypatch.setattr(resources, "_other_files", [])

    with pytest.raises(MissingPackError, match=r"^de\.zip\.bin$"):
        resources.read_bytes("data/de.letters.json")
    assert resources.read_bytes("data/nowhere.json") is None
    resources.files_come_from({"data/de.letters.json": b"here"}.get)
    assert resources.read_bytes("data/de.letters.json") == b"here"
