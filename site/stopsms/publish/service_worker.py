"""The service worker of a build: `static/js/offline/sw.js` with the list of the build's files, at the site's root.

The list is what makes updates whole: the worker keeps a file only if its bytes are those listed here, and its own
address, which the browser compares at each visit, holds other bytes as soon as any file changes. What has its content
in its address (`python`) stays from build to build.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..companies.lists import FOLDER as COMPANIES
from ..config import CASES_PAGE, ROOT, Site
from ..errors import BuildError, Problem
from ..runtime.parts import CORE
from ..views.slugs import old_paths

SOURCE = ROOT / "site" / "static" / "js" / "offline" / "sw.js"
NAME = "sw.js"
# What stands in the source.
EMPTY = '{ version: "", base: "/", runtime: "", files: {}, shared: [], python: [], packs: {}, languages: {} }'
NOT_KEPT = ("_headers", "robots.txt", "sitemap.xml", "404.html", NAME)
NOT_OF_PAGES = (NAME, "worker.js", "embed.js", "stop_sms.js")  # scripts that lie in static/js as sources


def write_service_worker(site: Site, out: Path) -> Path:
    """Write `out/sw.js` for the files that are in `out`."""
    source = SOURCE.read_text("utf-8")
    if source.count(EMPTY) != 1:
        place = SOURCE.relative_to(ROOT).as_posix()
        raise BuildError(Problem(place, 0, "has no place for the list", f"write {EMPTY} once"))
    build = describe(site, out)
    target = out / NAME
    target.write_text(source.replace(EMPTY, json.dumps(build, separators=(",", ":"), sort_keys=True)), "utf-8")
    return target


def describe(site: Site, out: Path) -> dict[str, Any]:
    """The list: every file's address and hash, what Python needs, and what a language needs at once."""
    base = urlsplit(site.base_url).path
    old = {base + path for path in old_paths(site)}
    files = {
        address: digest(path)
        for path in sorted(out.rglob("*"))
        if is_kept(path, out) and (address := address_of(path, out, base)) not in old
    }
    packs = {name: a for a in files if a.startswith(f"{base}runtime/") and (name := pack_in(a))}
    whole = hashlib.sha256(json.dumps(files, sort_keys=True).encode() + SOURCE.read_bytes()).hexdigest()
    return {
        "version": whole[:12],
        "base": base,
        "runtime": base + site.runtime if site.runtime else "",
        "files": files,
        "shared": [a for a in files if a.startswith(f"{base}static/") and f"/{COMPANIES}/" not in a],
        "python": [a for a in files if a.startswith(f"{base}runtime/") and a not in packs.values()],
        "packs": packs,
        "languages": {language: of_language(site, language, base, list(files)) for language in site.languages},
    }


def pack_in(address: str) -> str:
    """The pack of Python's that is a part of its own at this address; empty where there is none.

    >>> pack_in("/runtime/words-fr-0a1b2c/words-fr.zip.bin"), pack_in("/runtime/core-0a1b2c/core.zip.bin")
    ('words-fr', '')
    """
    folder, _, file = address.removesuffix(".zip.bin").rpartition("/")
    part = folder.rpartition("/")[2].rpartition("-")[0]
    return part if part == file and part != CORE else ""


def is_kept(path: Path, out: Path) -> bool:
    """Whether the service worker may keep a file."""
    name = path.relative_to(out).as_posix()
    if path.suffix in (".br", ".gz") or name in NOT_KEPT:
        return False
    unused = path.name in NOT_OF_PAGES or path.name.startswith("share-")  # pictures for messengers
    return path.is_file() and not (name.startswith("static/") and unused)


def address_of(path: Path, out: Path, base: str) -> str:
    """The path under which a browser asks for a file."""
    return base + path.relative_to(out).as_posix().removesuffix("index.html")


def digest(path: Path) -> str:
    """The first 8 bytes of a file's SHA-256, as the worker computes it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def of_language(site: Site, language: str, base: str, addresses: list[str]) -> dict[str, Any]:
    """A language's home page, what it needs to answer, and its other pages, except those of other countries."""
    home = f"{base}{language}/"
    own = [a for a in addresses if a.startswith(home)]
    cases = site.guide(language, CASES_PAGE)  # what was kept must be there without a network
    at_once = {home, f"{home}{cases.slug}/"} if cases else {home}
    here = site.start_country(language).code
    elsewhere = tuple(f"{home}{c.code.lower()}/" for c in site.countries_in(language) if c.code != here)
    needed = [a for a in own if a in at_once or a.endswith((".json", ".webmanifest"))]
    start = [a for a in needed if not a.startswith(elsewhere)]
    return {"home": home, "start": start, "rest": [a for a in own if a not in start and not a.startswith(elsewhere)]}
