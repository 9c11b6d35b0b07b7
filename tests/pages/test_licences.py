"""Everything of others that is served is named in NOTICE, with its licence text in licences.txt."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from stopsms.config import ROOT, Site
from stopsms.errors import BuildError
from stopsms.publish import licences
from stopsms.publish.service_worker import pack_in
from stopsms.runtime.inputs import GUEST, LOCK, PYODIDE, STUBBED
from stopsms.runtime.wheels import Locked, read_lock

from sender_lookup.country.loader import load_index
from tests.pages.built import is_split
from tests.pages.document import Element

NOTICE = (ROOT / "NOTICE").read_text("utf-8")
NAMED = " ".join(item.partition(",")[0] for item in NOTICE.split("\n- ")[1:]).split()  # how each item begins
LOCKED = read_lock(LOCK)[0]
SERVED_NPM = json.loads((ROOT / "site" / "package.json").read_text("utf-8"))["dependencies"]
OURS = {"worker.js", "core.zip.bin"}  # and its packs
PYODIDES_OWN = "MPL-2.0.txt"  # served as the licence of the npm package
OF_MODELS = "MIT.txt"  # as well
# What tells that a library, in this version, is in a file of Pyodide. A new Pyodide that brings another version, or one
# without the library, fails here: then NOTICE and the text have to follow.
SIGNS = {
    "CPython 3.14.2": ("pyodide.asm.wasm", b"/python-3.14.2/"),
    "Expat 2.7.3": ("pyodide.asm.wasm", b"expat_2.7.3"),
    "libmpdec 2.5.1": ("pyodide.asm.wasm", b"\x002.5.1\x00"),
    "HACL*": ("pyodide.asm.wasm", b"HACL* internal routine"),
    "mimalloc": ("pyodide.asm.wasm", b"mimalloc: error"),
    "Unicode data 16.0.0": ("pyodide.asm.wasm", b"\x0016.0.0\x00"),
    "Smaller parts of CPython by others": ("pyodide.asm.wasm", b"PyInit__random"),
    "zlib 1.3.1": ("pyodide.asm.wasm", b"inflate 1.3.1 Copyright"),
    "bzip2 1.0.6": ("pyodide.asm.wasm", b"1.0.6, 6-Sept-2010"),
    "liblzma 5.2.2": ("pyodide.asm.wasm", b"\x005.2.2\x00"),
    "zstd 1.5.7": ("pyodide.asm.wasm", b"\x001.5.7\x00"),
    "SQLite 3.39.0": ("pyodide.asm.wasm", b"14e166f40dbfa6e055543f8301525f2ca2e96a02a57269818b9e69e162e98918"),
    "libffi after 3.4.4": ("pyodide.asm.wasm", b"ffi_prep_closure_loc"),
    "hiwire": ("pyodide.asm.wasm", b"hiwire_intern"),
    "Emscripten 5.0.3": ("pyodide-lock.json", b"emscripten_5_0_3"),
    "musl 1.2.5": ("pyodide.asm.wasm", b"__isoc99_vfwscanf"),
    "LLVM 21.1.8": ("pyodide.asm.wasm", b"ne210108"),
    "stackframe and error-stack-parser": ("pyodide.mjs", b"ErrorStackParser"),
    "@arrowood.dev/socket": ("pyodide.asm.mjs", b"secureTransport must be set to 'starttls'"),
}
# The same of the engine that reads pictures.
READER = ROOT / "site" / "node_modules" / "tesseract.js-core" / "tesseract-core-simd-lstm.wasm"
SIGNS_OF_READER = {
    "Leptonica": b"leptonica-%d.%d.%d",
    "libpng": b"libpng error: %s",
    "libjpeg 9a": b"Copyright (C) 2014, Thomas G. Lane, Guido Vollbeding",
    "libtiff": b"LIBTIFF_STRILE_ARRAY_MAX_RESIZE_COUNT",
    "giflib": b"could not open gif stream from memory",
    "libwebp": b"NULL VP8Io parameter in VP8Decode().",
    "zlib in the same": b"invalid window size",
}
# A sentence of each text that cannot be in another one.
SENTENCES = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy",
    "Creative Commons Attribution 4.0 International Public License",
    'Exhibit B - "Incompatible With Secondary Licenses" Notice',
    "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
    "Apache License",
    "Copyright 2007 Pallets",
    "Copyright 2010 Pallets",
    "Copyright (c) 2016 - 2025, Lars Heuer",
    "Jean-loup Gailly",
    "Rich Felker",
    "Emscripten authors",
    "UNICODE LICENSE V3",
    "Vacanza Team",
)


def kept_texts(name: str) -> list[str]:
    """The files of LICENSES/ that the item of NOTICE about `name` points to."""
    items = [" ".join(item.partition("\n\n")[0].split()) for item in NOTICE.split("\n- ")[1:]]
    about = [item for item in items if item.startswith((f"{name},", f"{name} ("))]
    return re.findall(r"LICENSES/([\w.-]+\.txt)", about[0]) if about else []


@pytest.fixture(scope="module")
def text(dist: Path) -> str:
    """What is served."""
    return (dist / "licences.txt").read_text("utf-8")


def runtime_files(dist: Path) -> dict[str, Path]:
    return {path.name: path for path in dist.glob("runtime/*/*") if path.suffix not in (".br", ".gz")}


@pytest.mark.parametrize("package", LOCKED, ids=lambda package: package["name"])
def test_every_locked_package_is_named_and_has_its_licence(package: Locked, text: str) -> None:
    assert package["name"] in NAMED
    assert f"\n{package['name']} {package['version']}\n".lower() in text.lower()


@pytest.mark.parametrize("name", SERVED_NPM)
def test_every_served_npm_package_is_named_and_has_its_licence(name: str, text: str) -> None:
    assert f"npm package `{name}`" in " ".join(NOTICE.split())
    assert f"\n{name} {SERVED_NPM[name]}\n" in text


def test_every_file_of_others_is_named(dist: Path) -> None:
    files = {name for name, path in runtime_files(dist).items() if not pack_in(path.as_posix())}

    assert len(files) > len(OURS)
    assert [name for name in sorted(files - OURS) if name not in NOTICE] == []


def test_the_archives_hold_only_what_is_named(dist: Path) -> None:
    imports = {name for package in LOCKED for name in package["imports"]}
    for name in ("packages.zip.bin", "regions.zip.bin", "later.zip.bin"):
        content = gzip.decompress(runtime_files(dist)[name].read_bytes())
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            packages = {entry.partition("/")[0].removesuffix(".pyc") for entry in archive.namelist()}
        assert packages - {"precompiled.bin", "sender_lookup"} <= imports, name


def test_what_is_replaced_is_named() -> None:
    """NOTICE says what is changed: each file of ours that stands in the place of one of others."""
    words = " ".join(NOTICE.split())
    instead = GUEST / "stubs" / "by_name"
    replaced = [path.relative_to(instead).with_suffix("") for path in instead.rglob("*.py")]

    assert replaced
    assert [name for path in replaced if f"`{(name := '.'.join(path.parts))}`" not in words] == []
    assert [name for path in STUBBED if f"`{(name := path.partition('/')[0].removesuffix('.py'))}`" not in words] == []
    assert "`phonenumbers/__init__` is rewritten" in words


@pytest.mark.parametrize("name", SIGNS)
def test_every_library_inside_pyodide_is_named_and_has_its_text(name: str) -> None:
    file, sign = SIGNS[name]
    texts = kept_texts(name)

    assert sign in (PYODIDE / file).read_bytes(), f"{name} is not, or not in this version, in {file}"
    assert texts, f"NOTICE has no item about {name} that points to a text in LICENSES/"
    for text in texts:
        assert text == PYODIDES_OWN or text in licences.KEPT, text
        assert (licences.LICENSES / text).stat().st_size > 300, text


@pytest.mark.parametrize("name", SIGNS_OF_READER)
def test_every_library_inside_the_reader_is_named_and_has_its_text(name: str) -> None:
    (text,) = kept_texts(name)

    assert SIGNS_OF_READER[name] in READER.read_bytes(), f"{name} is not in {READER.name}"
    assert text in licences.KEPT and (licences.LICENSES / text).stat().st_size > 300


def test_every_item_about_the_inside_of_others_is_checked() -> None:
    """No item of NOTICE that points to a text is without a sign of what it is about, and no text without an item."""
    named = {text for name in (*SIGNS, *SIGNS_OF_READER) for text in kept_texts(name)}
    for_others = {"CC-BY-4.0.txt", "CC0-1.0.txt", "OFL-1.1.txt", "holidays.txt", OF_MODELS}

    assert set(re.findall(r"LICENSES/([\w.-]+\.txt)", NOTICE)) == named
    assert {path.name for path in licences.LICENSES.iterdir()} == named | for_others
    assert set(licences.KEPT) == (named | for_others) - {PYODIDES_OWN, OF_MODELS}


def test_unchanged_files_are_unchanged(dist: Path) -> None:
    changed = {"pyodide.asm.mjs", "pyodide.asm.wasm"} if is_split(dist) else set()
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"):
        is_same = runtime_files(dist)[name].read_bytes() == (PYODIDE / name).read_bytes()
        assert is_same == (name not in changed), name


def test_notice_and_all_texts_are_served_whole(text: str) -> None:
    for source in (ROOT / "NOTICE", ROOT / "LICENSE", *(ROOT / "LICENSES").iterdir()):
        assert source.read_text("utf-8").strip() in text, source.name
    assert [sentence for sentence in SENTENCES if sentence.lower() not in text.lower()] == []


def test_every_page_leads_to_it(site: Site, documents: dict[str, Element]) -> None:
    for path, document in documents.items():
        if path.partition("/")[0] in site.languages:
            links = [a.get("href") for foot in document.all("footer") for a in foot.all("a")]
            assert links.count("/licences.txt") == 1, path


@pytest.mark.parametrize("language", load_index().languages)
def test_the_legal_notice_leads_to_it(site: Site, documents: dict[str, Element], language: str) -> None:
    guide = site.guides[language, "legal"]
    text = documents[f"{language}/{guide.slug}/"].all("article")[0]

    assert [a.get("href") for a in text.all("a")].count("/licences.txt") == 1


def test_a_wheel_without_a_licence_text_ends_the_build(tmp_path: Path) -> None:
    wheel = tmp_path / "bare-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("bare-1.dist-info/METADATA", "Name: bare\nVersion: 1\n")

    with pytest.raises(BuildError, match=r"bare-1-py3-none-any\.whl: holds no licence text"):
        list(licences.of_wheels({"bare": wheel}))


def test_an_npm_package_without_a_licence_text_ends_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "node_modules" / "bare"
    folder.mkdir(parents=True)
    (tmp_path / "package.json").write_text('{"dependencies": {"bare": "1"}}', "utf-8")
    (folder / "package.json").write_text('{"name": "bare", "version": "1", "license": "Beerware"}', "utf-8")

    with pytest.raises(BuildError, match=r"bare: has no licence text: put it into LICENSES/Beerware\.txt"):
        list(licences.of_npm(tmp_path))
    (folder / "LICENSE").write_text("Do as you like.", "utf-8")
    assert list(licences.of_npm(tmp_path)) == [licences.Licence("bare 1", "Do as you like.")]
