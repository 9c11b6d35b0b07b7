"""Archives with the same bytes for the same content: sorted names, one fixed date, no entry compressed.

The entries stay uncompressed and one gzip stream goes over the whole zip: the 500 small files of phone metadata
resemble each other, which only a common window can use (385 KB instead of 708 KB), Python reads the entries without
inflating, and no server needs to be taught to compress the file. The browser inflates it with `DecompressionStream`.

>>> pack({"b.txt": b"2", "a.txt": b"1"}) == pack({"a.txt": b"1", "b.txt": b"2"})
True
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

OLDEST_DATE = (1980, 1, 1, 0, 0, 0)  # the zip format knows no earlier one


def pack(files: Mapping[str, bytes]) -> bytes:
    """Name -> content in; the bytes of a zip without compression out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, OLDEST_DATE), files[name])
    return buffer.getvalue()


def squeeze(content: bytes) -> bytes:
    """The gzip form of `content`, without the date of today in its header."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`: its name relative to it, with forward slashes -> its content."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """The reverse of `read_tree`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
