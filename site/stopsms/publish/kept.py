"""A whole site that is kept in `.cache/sites`, for the next build of the same inputs.

Its name is a hash of everything that can change a byte of it: every file that a build reads, the packages and the
Python that read them, and what the command line and the calendar say. Nothing is kept, or taken from there, where an
input was changed while the build ran: it may have been read before or after.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..config import ROOT, Site
from ..runtime.engine.cut import wasm_split
from .cache import drop_oldest

# What a build reads of the tree. What it reads in `.cache/` is made of these, or has its hash in the lock.
READ = ("build.py", "LICENSE", "LICENSES", "NOTICE", "content", "docs", "sender_lookup", "site")
UNREAD = ("node_modules", "__pycache__")  # of node_modules, what the site depends on is read: `_npm`
TERSER = "terser"  # makes a part of what is published, and is needed for nothing else: a dependency of development
MOST = 500_000_000  # bytes
TICK = 0.01  # seconds by which the clock of a file system may be behind


def fingerprint(site: Site, began: float, root: Path = ROOT, engine: str = "") -> str | None:
    """The hash of all inputs; None where one was changed since `began`, when this process had read none of them."""
    made_by = [sys.version, sys.platform, zlib.ZLIB_RUNTIME_VERSION, *packages()]
    told = [site.base_url, site.as_of.isoformat(), site.revision, engine, wasm_split()]
    found = hashlib.sha256(json.dumps([made_by, told]).encode())
    for path in inputs(root):
        stat = path.stat()
        if max(stat.st_mtime, stat.st_ctime) >= began - TICK:
            return None
        content = path.read_bytes()
        found.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def inputs(root: Path = ROOT) -> Iterator[Path]:
    """Every file of the tree that a build reads, and some that it does not."""
    for name in READ:
        yield from _files(root / name)
    package = json.loads((root / "site" / "package.json").read_text("utf-8"))
    for name in (*package["dependencies"], TERSER):
        yield from _files(root / "site" / "node_modules" / name)


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for folder, folders, names in os.walk(place, followlinks=True):
        folders[:] = sorted(set(folders).difference(UNREAD))
        yield from (Path(folder, name) for name in sorted(names))


def packages() -> list[str]:
    """Every installed package with its version, as the folder of its metadata is called."""
    return sorted(found.name for folder in sys.path for found in Path(folder).glob("*.dist-info"))


def keep(out: Path, kept: Path) -> None:
    """Keep the whole folder, and forget those that were not asked for longest."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=kept.parent)
    with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as archive:
        for path in _files_in(out):
            archive.writestr(zipfile.ZipInfo(path.relative_to(out).as_posix()), path.read_bytes())
    Path(name).replace(kept)  # whole, or not at all: a build may be interrupted
    drop_oldest(kept.parent, MOST)


def restore(kept: Path, out: Path) -> int:
    """Make the folder what was kept, and touch only files that differ; returns their number, 0 where none was kept."""
    try:
        with zipfile.ZipFile(kept) as archive:
            number = _restored(archive, out)
            os.utime(kept)
            return number
    except FileNotFoundError:
        return 0
    except zipfile.BadZipFile:  # the disk's fault: it is made anew
        kept.unlink()
        return 0


def _restored(archive: zipfile.ZipFile, out: Path) -> int:
    names = archive.namelist()
    for path in set(_files_in(out)) - {out / name for name in names}:
        path.unlink()
    for folder, _, _ in os.walk(out, topdown=False):
        if not os.listdir(folder):
            os.rmdir(folder)
    written: set[str] = set()
    for name in names:  # a file before its compressed copies, which must not be older
        path, content = out / name, archive.read(name)
        if path.with_suffix("").as_posix() in written or not _holds(path, content):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.add(path.as_posix())
    return len(names)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def _files_in(out: Path) -> list[Path]:
    return sorted(Path(folder, name) for folder, _, names in os.walk(out) for name in names)
