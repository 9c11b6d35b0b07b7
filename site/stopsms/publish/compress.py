"""Compressed copies beside the files, for servers that send what lies there (nginx: `gzip_static`, `brotli_static`)."""

from __future__ import annotations

import ctypes
import gzip
import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli

from .cache import drop_oldest, write_whole

TEXT = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml")
LEAST = 512  # bytes: below, headers weigh more than the gain
LARGE = 100_000  # bytes: from here a copy is kept for the next build; Pyodide's wasm alone takes seconds
QUALITY = 9  # of brotli: 11 takes twenty times as long for 4 % less
LEVEL = 6  # of gzip
# Who compressed, and how: another library may give other bytes.
MADE_BY = {"br": f"{brotli.__version__}-{QUALITY}", "gz": f"{zlib.ZLIB_RUNTIME_VERSION}-{LEVEL}"}
MOST = 100_000_000  # bytes that are kept: a dozen versions of Pyodide
M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4  # of malloc.h


def compress_all(out: Path, cache: Path) -> int:
    """Write `.br` and `.gz` beside each text file; returns their number. What is compressed already is left alone.

    Copies of large files are kept in `cache` under the hash of their content: the runtime rarely changes.
    """
    cache.mkdir(parents=True, exist_ok=True)
    keep_freed_memory()
    for old in (*out.rglob("*.br"), *out.rglob("*.gz")):
        old.unlink()
    files = [p for p in sorted(out.rglob("*")) if p.suffix in TEXT and p.is_file() and p.stat().st_size >= LEAST]
    for path in files:
        content = path.read_bytes()
        for suffix, compress in (("br", as_brotli), ("gz", as_gzip)):
            path.with_name(f"{path.name}.{suffix}").write_bytes(_once(content, suffix, compress, cache))
    drop_oldest(cache, MOST)
    return 2 * len(files)


def _once(content: bytes, suffix: str, compress: Callable[[bytes], bytes], cache: Path) -> bytes:
    """The compressed content; that of a large file from the cache, where it was compressed before."""
    if len(content) < LARGE:
        return compress(content)
    kept = cache / f"{hashlib.sha256(content).hexdigest()}-{MADE_BY[suffix]}.{suffix}"
    if not kept.is_file():
        write_whole(kept, compress(content))
    kept.touch()
    return kept.read_bytes()


def as_brotli(content: bytes) -> bytes:
    """Brotli, as small as is worth the time."""
    return bytes(brotli.compress(content, quality=QUALITY))


def as_gzip(content: bytes) -> bytes:
    """Gzip without today's date in it."""
    return gzip.compress(content, LEVEL, mtime=0)


def keep_freed_memory() -> None:
    """Let this process use its freed memory again instead of giving it back.

    Brotli takes 32 MB for each file, however small; glibc would get them from the system each time, which clears them:
    ten times as long as compressing a page takes.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # no glibc
        return
    mallopt(M_MMAP_MAX, 0)
    mallopt(M_TRIM_THRESHOLD, 1 << 30)
