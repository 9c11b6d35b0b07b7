"""Files in `.cache/` that the next build need not make again: written whole or not at all, and not without end."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever reads a part of it: a build may be interrupted, and another may run."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)


def drop_oldest(folder: Path, most: int) -> None:
    """Remove the files that were not used for the longest, until those left have at most so many bytes."""
    left = most
    for path, stat in sorted(((p, p.stat()) for p in folder.iterdir()), key=lambda pair: -pair[1].st_mtime_ns):
        left -= stat.st_size
        if left < 0:
            path.unlink(missing_ok=True)
