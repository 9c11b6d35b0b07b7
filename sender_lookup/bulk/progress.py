"""How far a run is, on standard error where that is a terminal; and the wish to stop it."""

from __future__ import annotations

import signal
import sys
import threading
import time
from types import FrameType
from typing import Any

EVERY = 0.5  # seconds between two updates


class Progress:
    """Rows, rows a second and time left, on one line that is written over."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._begun = self._last = time.monotonic()
        self._kept = 0
        self._kept_share = 0.0
        self._width = 0

    def say(self, text: str) -> None:
        """Say it on a line of its own, on a terminal or not."""
        print(f"sender-lookup table: {text}", file=sys.stderr)

    def skip(self, rows: int, share: float) -> None:
        """These rows were answered in an earlier run: the rate and the time left are those of this one."""
        self._kept, self._kept_share, self._begun = rows, share, time.monotonic()

    def show(self, rows: int, share: float) -> None:
        """Say how far it is, now and then."""
        now = time.monotonic()
        if self._shown and now - self._last >= EVERY:
            self._last = now
            self._write(line(rows, rows - self._kept, share, share - self._kept_share, now - self._begun))

    def end(self, rows: int) -> None:
        """Say what was done, and go on below."""
        if self._shown:
            self._write(line(rows, rows - self._kept, 1.0, 1.0, time.monotonic() - self._begun))
            print(file=sys.stderr)

    def _write(self, text: str) -> None:
        print(f"\r{text.ljust(self._width)}", end="", file=sys.stderr, flush=True)
        self._width = len(text)


def line(rows: int, new_rows: int, share: float, new_share: float, seconds: float) -> str:
    """The line: rows in all and in this run, the share of the table that is read in all and by this run.

    >>> line(12_400, 12_400, 0.25, 0.25, 31), line(12_400, 0, 0.25, 0, 0), line(500, 400, 1, 0.8, 2)
    ('12,400 rows, 25 %, 400 a second, 1 min 33 s left', '12,400 rows, 25 %', '500 rows, 200 a second')
    """
    said = [f"{rows:,} rows"]
    if share < 1:
        said.append(f"{share:.0%}".replace("%", " %"))
    if new_rows and seconds:
        said.append(f"{new_rows / seconds:,.0f} a second")
        if share < 1 and new_share > 0:
            said.append(f"{in_words(seconds * (1 - share) / new_share)} left")
    return ", ".join(said)


def in_words(seconds: float) -> str:
    """A duration as people say it.

    >>> in_words(9.6), in_words(93), in_words(7500)
    ('10 s', '1 min 33 s', '2 h 05 min')
    """
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


class Stop:
    """Ctrl-C, being told to end, or a terminal that closes, as a wish: whoever works looks at `asked` between two
    pieces of work. Who wishes it twice is obeyed at once, by KeyboardInterrupt."""

    NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Stop:
        if threading.current_thread() is threading.main_thread():
            numbers = {getattr(signal, name) for name in self.NAMES if hasattr(signal, name)}
            if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
                numbers.remove(signal.SIGHUP)  # nohup: the terminal may close
            self._before = {number: signal.signal(number, self._ask) for number in numbers}
        return self

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
