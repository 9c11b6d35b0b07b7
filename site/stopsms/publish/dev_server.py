"""Serve `dist/` on this machine with the production headers; for `make serve` and the tests, not for the public."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from .headers import FOREVER, FRESH, IMMUTABLE, headers_of

TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
COPIES = {"br": ".br", "gzip": ".gz"}  # coding -> ending of the compressed copy beside a file, the smallest first


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder under a prefix, quietly, with the headers of production and the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    status = 0
    coding = ""  # of the copy that this answer sends
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def __init__(self, *args: Any, prefix: str = "", extra: dict[str, str] | None = None, **kwargs: Any) -> None:
        self.prefix, self.extra = prefix, extra or {}
        super().__init__(*args, **kwargs)

    def parse_request(self) -> bool:
        """Begin anew: one handler answers all requests of a connection."""
        self.coding = ""
        return super().parse_request()

    def translate_path(self, path: str) -> str:
        """The file of a path; what lies outside the prefix is the 404 page."""
        if self.prefix and not path.startswith(self.prefix + "/"):
            return super().translate_path("/__outside__")
        return self.compressed(super().translate_path(path.removeprefix(self.prefix)))

    def compressed(self, path: str) -> str:
        """The copy of a file, or of a folder's page, that the browser takes; the path itself where there is none."""
        file = f"{path}index.html" if path.endswith("/") else path
        taken = self.headers.get("Accept-Encoding", "").replace(" ", "").split(",")
        self.coding = next((c for c, end in COPIES.items() if c in taken and is_current(file + end, file)), "")
        return file + COPIES[self.coding] if self.coding else path

    def end_headers(self) -> None:
        """The production headers; Python for the browser may be kept forever."""
        path = self.path.partition("?")[0].removeprefix(f"{self.prefix}/").removeprefix("/")
        for name, value in {**headers_of(path), **self.extra}.items():
            if value:
                self.send_header(name, value)
        versioned = self.path.startswith(tuple(f"{self.prefix}/{folder}" for folder in IMMUTABLE))
        kept = versioned and self.status in (200, 304)  # a failure must not be kept
        self.send_header("Cache-Control", FOREVER if kept else FRESH)
        self.send_header("Vary", "Accept-Encoding")
        if self.coding and self.status == 200:
            self.send_header("Content-Encoding", self.coding)
        super().end_headers()

    def send_response(self, code: int, message: str | None = None) -> None:
        """Remember the status: what may be kept depends on it."""
        self.status = code
        super().send_response(code, message)

    def handle(self) -> None:
        """A browser that goes away in the middle of a file is no error."""
        with suppress(ConnectionError):
            super().handle()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page where a file is missing."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def guess_type(self, path: Any) -> str:
        """Text is UTF-8."""
        kind = str(super().guess_type(str(path).removesuffix(COPIES.get(self.coding, ""))))
        return f"{kind}; charset=utf-8" if kind.startswith(("text/", "application/xml")) else kind

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a log of requests would be the only trace of a reader."""


def make_server(
    folder: Path, port: int, base_url: str = "http://localhost:8000/", extra: dict[str, str] | None = None
) -> ThreadingHTTPServer:
    """A server on 127.0.0.1 for the folder, under the path of `base_url`; port 0 takes a free one."""
    prefix = urlsplit(base_url).path.rstrip("/")
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder), prefix=prefix, extra=extra))


def is_current(copy: str, file: str) -> bool:
    """Whether there is a copy, and the file was not written since."""
    return Path(copy).is_file() and Path(copy).stat().st_mtime >= Path(file).stat().st_mtime


@contextmanager
def running(
    folder: Path, base_url: str = "http://localhost:8000/", extra: dict[str, str] | None = None
) -> Iterator[str]:
    """A server in the background; gives its address."""
    server = make_server(folder, 0, base_url, extra)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{urlsplit(base_url).path}"
    finally:
        server.shutdown()
        server.server_close()
