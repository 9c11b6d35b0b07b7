"""A slow line between a browser and a server on this machine: latency, bandwidth and the opening of connections.

The throttle of a browser's developer tools delays each request, but opens connections at no cost and leaves out what
workers fetch. Here every byte passes, whoever asks for it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Queue
from urllib.parse import urlsplit


@dataclass
class Line:
    """`round_trip` in seconds, `down` and `up` in bytes per second; all connections share them.

    Slow 4G as Lighthouse has it: 150 ms to and fro, 1.6 Mbit/s down, 750 kbit/s up.
    """

    round_trip: float = 0.15
    down: float = 1_600_000 / 8
    up: float = 750_000 / 8

    def __post_init__(self) -> None:
        self.free = {"down": 0.0, "up": 0.0}  # when the last byte that was sent that way has passed

    async def carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, way: str, opened: float) -> None:
        """Pass on what comes, late and no faster than the line; nothing is sent before the connection stands."""
        loop, rate = asyncio.get_running_loop(), getattr(self, way)
        with suppress(ConnectionError):
            while chunk := await source.read(2920):  # two packets
                sent = max(loop.time(), opened + self.round_trip, self.free[way])
                self.free[way] = sent + len(chunk) / rate
                arrival = self.free[way] + self.round_trip / 2
                loop.call_at(arrival, _write, target, chunk)
                await asyncio.sleep(max(0.0, self.free[way] - loop.time()))
        loop.call_later(self.round_trip, target.close)


def _write(target: asyncio.StreamWriter, chunk: bytes) -> None:
    if not target.is_closing():
        target.write(chunk)


@contextmanager
def slow(url: str, line: Line | None = None) -> Iterator[str]:
    """The address of the same server at the other end of the line."""
    ports: Queue[int] = Queue()
    end = threading.Event()
    # A thread of its own: Playwright has a loop in this one.
    thread = threading.Thread(target=lambda: asyncio.run(_serve(url, line or Line(), ports, end)), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{ports.get()}{urlsplit(url).path}"
    finally:
        end.set()
        thread.join()


async def _serve(url: str, line: Line, ports: Queue[int], end: threading.Event) -> None:
    parts = urlsplit(url)

    async def connect(browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        opened = asyncio.get_running_loop().time()
        answers, to_server = await asyncio.open_connection(parts.hostname, parts.port)
        ways = (line.carry(browser, to_server, "up", opened), line.carry(answers, to_browser, "down", opened))
        try:
            await asyncio.gather(*ways)
        except asyncio.CancelledError:  # the measurement is over
            for writer in (to_browser, to_server):
                writer.transport.abort()

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    ports.put(server.sockets[0].getsockname()[1])
    await asyncio.to_thread(end.wait)
    server.close()
