"""The headers of production: one source for `_headers` and for the server of this machine."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import brotli
import pytest
from stopsms.config import Site
from stopsms.publish.dev_server import running
from stopsms.publish.headers import FOR_ALL, FOREVER, FRESH, HEADERS, IMMUTABLE, POLICY, headers_file, headers_of


@pytest.fixture(scope="module")
def url(dist: Path) -> Iterator[str]:
    """The site, served."""
    with running(dist) as address:
        yield address


def headers_of_answer(url: str) -> Message:
    try:
        with urlopen(url) as response:
            found: Message = response.headers
    except HTTPError as error:
        with error:
            found = error.headers
            found["Status"] = str(error.code)
    return found


def test_the_file_says_what_the_code_says(dist: Path, site: Site) -> None:
    text = (dist / "_headers").read_text("utf-8")

    assert text == headers_file()
    blocks: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            block = blocks.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            block[name] = value
    everywhere = {**HEADERS, POLICY: blocks["/*"][POLICY], "Cache-Control": FRESH}
    assert blocks.pop("/*") == everywhere
    assert blocks.pop("/embed.js") == FOR_ALL
    kept = {f"/{folder}*": {"Cache-Control": FOREVER} for folder in IMMUTABLE}
    places = ("/", *(f"/{language}/*" for language in site.languages), "/docs/*")
    own = {place: {POLICY: HEADERS[POLICY]} for place in places}
    assert blocks == {**own, **kept}


def directives(policy: str) -> set[str]:
    return set(policy.split("; "))


def test_only_the_form_may_be_framed_and_only_its_script_loaded(url: str, site: Site, dist: Path) -> None:
    for path in (path.relative_to(dist).as_posix().removesuffix("index.html") for path in dist.rglob("*.html")):
        policy = directives(headers_of(path)[POLICY])
        framable = path in {f"embed/{language}/" for language in site.languages}
        assert ("frame-ancestors 'none'" not in policy) == framable, path
        assert policy | {"frame-ancestors 'none'"} == directives(HEADERS[POLICY]), path
    for path in (*(f"embed/{language}/" for language in site.languages), "fr/", "embed.js", "sw.js"):
        served = headers_of_answer(url + path)
        assert {name: served[name] for name in headers_of(path)} == headers_of(path), path
        assert served["Access-Control-Allow-Origin"] == ("*" if path == "embed.js" else None), path


@pytest.mark.parametrize("path", ["", "fr/", "docs/", "sw.js", "fr/fr/instant.json", "sitemap.xml", "nowhere/"])
def test_every_answer_has_them(url: str, path: str) -> None:
    served = headers_of_answer(url + path)

    assert {name: served[name] for name in HEADERS} == HEADERS
    assert served["Cache-Control"] == FRESH


def test_only_what_is_there_is_kept_for_ever(url: str, dist: Path) -> None:
    for kept in (*dist.glob("runtime/*/worker.js"), *dist.glob("static/*/js/lookup/page.js")):
        assert headers_of_answer(url + kept.relative_to(dist).as_posix())["Cache-Control"] == FOREVER
        missing = headers_of_answer(url + kept.relative_to(dist).parts[0] + "/0/worker.js")
        assert (missing["Status"], missing["Cache-Control"]) == ("404", FRESH)


def test_types_that_browsers_insist_on(url: str, dist: Path) -> None:
    places = ("runtime/engine-*", "static/*")
    engine, static = (next(dist.glob(place)).relative_to(dist).as_posix() for place in places)
    for path, kind in {
        "fr/": "text/html; charset=utf-8",
        "sw.js": "text/javascript; charset=utf-8",
        f"{static}/js/lookup/page.js": "text/javascript; charset=utf-8",
        f"{engine}/pyodide.mjs": "text/javascript; charset=utf-8",
        f"{engine}/pyodide.asm.wasm": "application/wasm",
        "fr/fr/instant.json": "application/json",
        "fr/app.webmanifest": "application/manifest+json",
    }.items():
        assert headers_of_answer(url + path)["Content-Type"] == kind, path


@pytest.mark.parametrize(("accepted", "coding"), [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("", None)])
def test_the_compressed_copy_is_sent_to_who_takes_it(url: str, dist: Path, accepted: str, coding: str | None) -> None:
    script = next(dist.glob("static/*/js/lookup/page.js"))
    expand = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    for path, file, kind in (
        ("fr/", dist / "fr" / "index.html", "text/html; charset=utf-8"),
        (script.relative_to(dist).as_posix(), script, "text/javascript; charset=utf-8"),
    ):
        with urlopen(Request(url + path, headers={"Accept-Encoding": accepted})) as response:
            assert response.headers["Content-Encoding"] == coding
            assert response.headers["Content-Type"] == kind
            assert response.headers["Vary"] == "Accept-Encoding"
            body = response.read()
        assert int(response.headers["Content-Length"]) == len(body)
        assert expand(body) == file.read_bytes()


# Written out, so that a directive that goes or gets looser is seen, whatever the code says.
STRICT = {
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    *(f"{kind}-src 'self'" for kind in ("worker", "connect", "style", "img", "font", "manifest")),
    *(f"{what} 'none'" for what in ("form-action", "base-uri", "frame-ancestors")),
    "require-trusted-types-for 'script'",
    "trusted-types stop-sms",
}
PRIVATE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def test_a_page_is_strict_and_private(url: str) -> None:
    served = headers_of_answer(url + "fr/")

    assert directives(served["Content-Security-Policy"]) == STRICT
    assert {name: served[name] for name in PRIVATE} == PRIVATE


def test_what_stays_for_ever_has_the_version_in_its_address(url: str, dist: Path) -> None:
    kept = next(dist.glob("static/*/js/lookup/page.js")).relative_to(dist).as_posix()

    assert headers_of_answer(url + kept)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers_of_answer(url + "fr/")["Cache-Control"] == "no-cache"
