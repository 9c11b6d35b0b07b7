"""A server that remembers what it was asked, and can be told to fail: for tests of privacy and of failures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from unittest.mock import patch

from stopsms.publish import dev_server


@dataclass
class Served:
    """`url` of the site; `asked`: each request with its headers and body as text; `faults`: end of a path -> bytes
    instead of the file, None for "not found"; `held`: ends of paths that wait until `release` is set; `cut`: end of a
    path -> number of bytes after which the connection breaks; `is_down`: whether every connection breaks at once."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    faults: dict[str, bytes | None] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    cut: dict[str, int] = field(default_factory=dict)
    is_down: bool = False
    release: Event = field(default_factory=Event)


def _handler(served: Served) -> type[dev_server.Handler]:
    class Observed(dev_server.Handler):
        """The server's handler, observed."""

        def parse_request(self) -> bool:
            if served.is_down:
                raise ConnectionAbortedError
            parsed = super().parse_request()
            if parsed:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                served.asked.append(f"{self.requestline}\n{self.headers}\n{body!r}")
            return parsed

        def send_head(self) -> Any:
            path = self.path.partition("?")[0]
            if path.endswith(tuple(served.held)):
                served.release.wait(60)
            for end, content in served.faults.items():
                if path.endswith(end):
                    return self._instead(content)
            return super().send_head()

        def copyfile(self, source: Any, outputfile: Any) -> None:
            path = self.path.partition("?")[0]
            whole = [length for end, length in served.cut.items() if path.endswith(end)]
            if not whole:
                return super().copyfile(source, outputfile)
            outputfile.write(source.read(whole[0]))
            raise ConnectionAbortedError

        def _instead(self, content: bytes | None) -> None:
            if content is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(self.path))
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

    return Observed


@contextmanager
def observed(folder: Path, base_url: str = "http://localhost:8000/", **options: Any) -> Iterator[Served]:
    """The folder, served as `stopsms.publish.dev_server.running` does it."""
    served = Served()
    with patch.object(dev_server, "Handler", _handler(served)), dev_server.running(folder, base_url, **options) as url:
        served.url = url
        try:
            yield served
        finally:
            served.release.set()


@contextmanager
def served_by(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Another site; gives its address, which is another origin: another host and another port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
