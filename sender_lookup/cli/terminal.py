"""What speaks to the terminal: its characters, its colours, and how far a long run is."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from typing import TextIO

PROGRESS_EVERY = 200  # lines between two updates of the progress bar
BAR = 30  # its width in characters
# ECMA-48, as every terminal of today reads it.
BOLD, UNDERLINED, RED, GREEN, YELLOW = "\x1b[1m", "\x1b[4m", "\x1b[31m", "\x1b[32m", "\x1b[33m"
PLAIN = "\x1b[0m"


def speak_utf8() -> None:
    """UTF-8 whatever the terminal's locale is; half characters in either direction never stop the program."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            encoding = "utf-8-sig" if stream is sys.stdin else "utf-8"
            stream.reconfigure(encoding=encoding, errors=errors, newline="\n")


def has_colours(stream: TextIO) -> bool:
    """True for a terminal that shows colours, unless NO_COLOR is set; FORCE_COLOR makes it true for anything."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb" and (os.name != "nt" or "WT_SESSION" in os.environ)


def styled(text: str, *styles: str) -> str:
    """The text between the codes that begin and end its style."""
    return f"{''.join(styles)}{text}{PLAIN}"


def marked_as_error(text: str, stream: TextIO) -> str:
    """The text in red where the stream shows colours."""
    return styled(text, BOLD, RED) if has_colours(stream) else text


def with_progress(source: TextIO) -> Iterator[str]:
    """The lines, with a bar on standard error where that is a terminal and the size is known; else a count."""
    if not sys.stderr.isatty():
        yield from source
        return
    total = _size(source)
    done = count = 0
    for count, line in enumerate(source, 1):
        yield line
        done += len(line.encode())
        if count % PROGRESS_EVERY == 0:
            full = BAR * done // total if total else 0
            bar = f"[{'#' * full}{'.' * (BAR - full)}] " if total else ""
            print(f"\r{bar}{count} lines", end="", file=sys.stderr, flush=True)
    print(f"\r{count} lines{' ' * (BAR + 4)}", file=sys.stderr)


def _size(source: TextIO) -> int:
    """The bytes of a regular file on standard input; 0 for a pipe."""
    try:
        status = os.fstat(source.fileno())
    except (OSError, ValueError):
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0
