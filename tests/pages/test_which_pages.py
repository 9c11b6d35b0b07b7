"""The pages that should exist against the frozen files, both ways; Frozen-Flask's warnings end a build."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_frozen import FrozenFlaskWarning
from stopsms import create_app
from stopsms.config import CONTENT, LOOKS, ROOT, Site, assets_version
from stopsms.examples.situations import example_of
from stopsms.publish import freeze

from sender_lookup.country.schema import Country
from tests.pages.addresses import old_addresses, slug_of
from tests.pages.built import is_split

ALWAYS = (
    "index.html",
    "404.html",
    "sitemap.xml",
    "robots.txt",
    "sw.js",
    "embed.js",
    "engine.js",
    "_headers",
    "licences.txt",
)
PACKED = (".br", ".gz")
TEMPLATES = "any/"  # of pages that are made for each country without a file
RULES = ROOT / "sender_lookup" / "data"
RUNTIME = {
    "engine": ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"),
    "library": ("stdlib.zip.bin", "packages.zip.bin", "regions.zip.bin"),
    "core": ("core.zip.bin", "later.zip.bin"),
    "start": ("worker.js",),
    "picture": ("picture.zip.bin",),
    "cases": ("cases.zip.bin",),
}
PICTURES = {
    "simd": ("simd.mjs", "simd.wasm"),
    "plain": ("plain.mjs", "plain.wasm"),
    "files": ("files.json",),
} | {model: (f"{model}.traineddata.bin",) for model in ("deu", "eng", "fra", "glg", "ita", "nld", "por", "spa")}


def expected(site: Site, dist: Path) -> Iterator[str]:
    """From the files and rules themselves, not through the code that lists addresses."""
    yield from ALWAYS
    static = ROOT / "site" / "static"
    served = f"static/{assets_version()}"  # named by content
    yield from (f"{served}/{path.relative_to(static).as_posix()}" for path in static.rglob("*") if path.is_file())
    yield f"{served}/js/npm/idb.js"
    for language in site.languages:
        yield f"{language}/index.html"
        yield f"{language}/app.webmanifest"
        yield f"{language}/search.json"
        yield f"{language}/pictures.json"
        yield f"{language}/keep.json"
        yield f"embed/{language}/index.html"
        written = {p.relative_to(CONTENT / language).as_posix(): p for p in (CONTENT / language).rglob("*.md")}
        for name, path in written.items():
            if not name.startswith(TEMPLATES):
                front = tomllib.loads(path.read_text("utf-8").split("+++\n")[1])
                place = "/".join(filter(None, (language, front.get("country", "").lower(), front["slug"])))
                yield f"{place}/index.html"
        for country in (c for c in site.countries if language in c.languages):
            code = country.code.lower()
            yield f"{language}/{code}/instant.json"
            shown = [f.id for f in country.families if example_of(f, country.code)]
            yield from (f"{language}/{code}/{slug_of('family', i, language, country)}/index.html" for i in shown)
            made = dict(templates_for(country, language, site))
            yield from (f"{language}/{code}/{slug}/index.html" for slug in made.values())
            letters = f"{language}/{code}/{made['letters']}"
            yield from (f"{letters}/{slug_of('letter', i, language, country)}/index.html" for i in country.letters)
    yield from (f"{old}index.html" for old, _ in old_addresses(site))
    for page in tomllib.loads((ROOT / "docs" / "pages.toml").read_text("utf-8"))["pages"]:
        yield f"docs/{page['slug']}/index.html" if page["slug"] else "docs/index.html"
    packs = [f"words-{language}" for language in site.languages]
    packs += {path.name[:2] for folder in (RULES, RULES / "official") for path in folder.glob("??.toml")}
    packs += [f"{c.code.lower()}-{language}" for c in site.countries for language in c.languages]
    runtime = RUNTIME | {pack: (f"{pack}.zip.bin",) for pack in packs}
    if is_split(dist):
        runtime["engine"] = (*RUNTIME["engine"], "second.wasm")
    for place, parts in (("runtime", runtime), ("pictures", PICTURES)):
        for part, names in parts.items():
            (folder,) = dist.glob(f"{place}/{part}-{'[0-9a-f]' * 12}")  # of "es", and not of "es-en"
            yield from (f"{folder.relative_to(dist).as_posix()}/{name}" for name in names)


def templates_for(country: Country, language: str, site: Site) -> Iterator[tuple[str, str]]:
    """Name and slug of each page that is made of a template for the country: it has no file of its own, and each of its
    languages has the template; those with guides of their own are a set apart."""
    has_guides = language in country.guide_languages
    alike = [lang for lang in country.languages if (lang in country.guide_languages) == has_guides]
    folder = "" if country.code == site.index.default_country else f"{country.code.lower()}/"
    for path in sorted((CONTENT / language / TEMPLATES).glob("*.md")):
        own = any((CONTENT / lang / f"{folder}{path.name}").exists() for lang in alike)
        everywhere = all((CONTENT / lang / TEMPLATES / path.name).exists() for lang in alike)
        found = re.search(r'^slug = "([a-z0-9-]+)"$', path.read_text("utf-8"), re.MULTILINE)
        if everywhere and not own and found:
            yield path.stem, found[1]


def test_what_should_exist_does_and_nothing_else(site: Site, dist: Path) -> None:
    wanted = set(expected(site, dist))
    files = {path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file()}
    packed = {name for name in files if name.endswith(PACKED)}
    frozen = files - packed

    assert packed <= {name + ending for name in frozen for ending in PACKED}
    assert sorted(wanted - frozen) == [], "missing"
    assert sorted(frozen - wanted) == [], "nobody asked for these"


def test_every_family_is_found_under_a_look(site: Site) -> None:
    for country in site.countries:
        assert {family.look for family in country.families} <= set(LOOKS)


def test_an_endpoint_without_a_page_ends_the_build(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freeze, "every_page", lambda: iter([("pages.root", {})]))

    with pytest.raises(FrozenFlaskWarning, match="Nothing frozen for endpoints"):
        freeze.freeze(create_app(site), site, tmp_path)


def test_a_page_of_another_type_than_its_name_ends_the_build(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(site)
    app.add_url_rule("/odd.txt", view_func=lambda: "<p>not plain text", endpoint="odd")
    monkeypatch.setattr(freeze, "every_page", lambda: iter([("odd", {})]))

    with pytest.raises(FrozenFlaskWarning, match="does not match"):
        freeze.freeze(app, site, tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        "/xx/",
        "/fr/xx/letters/",
        "/fr/fr/nowhere/",
        "/fr/nowhere/",
        "/fr/fr/nowhere/company-objection/",
        "/fr",
        "/docs/nowhere/",
    ],
)
def test_other_addresses_are_no_pages(site: Site, path: str) -> None:
    assert create_app(site).test_client().get(path).status_code in (308, 404)
