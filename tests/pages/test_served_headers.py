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
from stopsms.publish.headers import FOR_ALL, FOREVER, FRESH, HEADERS, POLICY, headers_file, headers_of


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
    assert blocks.pop("/embed.js") == blocks.pop("/engine.js") == FOR_ALL
    for_ever = {"Cache-Control": FOREVER}
    kept = {"/pictures/*": for_ever, "/runtime/*": {**for_ever, **FOR_ALL}, "/static/*": {**for_ever, **FOR_ALL}}
    places = ("/", *(f"/{language}/*" for language in site.languages), "/docs/*")
    own = {place: {POLICY: HEADERS[POLICY]} for place in places}
    assert blocks == {**own, **kept}


def by_host(text: str, path: str, *, joins: bool) -> dict[str, str]:
    """The headers that a host makes of `_headers` for a path: of those that several rules set it joins the values, as
    Cloudflare Pages does, or takes the last, as Netlify does."""
    found: dict[str, str] = {}
    fits = False
    for line in text.splitlines():
        if line.startswith("/"):
            place = line.removesuffix("*")
            fits = f"/{path}".startswith(place) if line.endswith("*") else f"/{path}" == place
        elif fits:
            name, _, value = line.strip().partition(": ")
            found[name] = f"{found[name]}, {value}" if joins and name in found else value
    return found


@pytest.mark.parametrize("joins", [True, False])
def test_what_a_static_host_makes_of_the_file(dist: Path, site: Site, joins: bool) -> None:
    text = (dist / "_headers").read_text("utf-8")
    scripts = (
        "static/*/js/python/engine.js",
        "static/*/js/lib/today.js",
        "runtime/start-*/worker.js",
        "runtime/*/*.wasm",
    )
    loaded = [next(dist.glob(place)).relative_to(dist).as_posix() for place in scripts]
    for path in ("embed.js", "engine.js", *loaded):
        found = by_host(text, path, joins=joins)
        assert found["Access-Control-Allow-Origin"] == "*", path
        # Joined it is no policy, which stops only what is loaded without asking for CORS by a page that demands one.
        assert found["Cross-Origin-Resource-Policy"] == ("same-origin, cross-origin" if joins else "cross-origin"), path
        assert ("no-cache" in found["Cache-Control"]) == (joins or "/" not in path), path
    for path in ("", "fr/", "sw.js", "embed/fr/", "pictures/x", "fr/fr/instant.json"):
        found = by_host(text, path, joins=joins)
        assert "Access-Control-Allow-Origin" not in found, path
        assert found["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert ("frame-ancestors 'none'" in found[POLICY]) == (path in ("", "fr/", "fr/fr/instant.json")), path


def directives(policy: str) -> set[str]:
    return set(policy.split("; "))


def test_only_the_form_may_be_framed_and_only_what_is_for_others_loaded(url: str, site: Site, dist: Path) -> None:
    for path in (path.relative_to(dist).as_posix().removesuffix("index.html") for path in dist.rglob("*.html")):
        policy = directives(headers_of(path)[POLICY])
        framable = path in {f"embed/{language}/" for language in site.languages}
        assert ("frame-ancestors 'none'" not in policy) == framable, path
        assert policy | {"frame-ancestors 'none'"} == directives(HEADERS[POLICY]), path
    script, worker = (
        next(dist.glob(place)).relative_to(dist).as_posix()
        for place in ("static/*/js/python/engine.js", "runtime/start-*/worker.js")
    )
    loadable = ("embed.js", "engine.js", script, worker, "runtime/no-such-file", "static/no-such-file")
    for path in (*(f"embed/{language}/" for language in site.languages), "fr/", "sw.js", *loadable):
        served = headers_of_answer(url + path)
        assert {name: served[name] for name in headers_of(path)} == headers_of(path), path
        is_loadable = path in loadable
        assert served["Access-Control-Allow-Origin"] == ("*" if is_loadable else None), path
        wanted = "cross-origin" if is_loadable else "same-origin"
        assert served["Cross-Origin-Resource-Policy"] == wanted, path


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
