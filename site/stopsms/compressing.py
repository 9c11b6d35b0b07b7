"""Compressed copies beside the files, for servers that send what lies there (nginx: `gzip_static`, `brotli_static`)."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

TEXT = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml")
LEAST = 512  # bytes: below, headers weigh more than the gain
QUALITY = 9  # of brotli: 11 takes twenty times as long for 4 % less


def compress_all(out: Path) -> int:
    """Write `.br` and `.gz` beside each text file; returns their number. What is compressed already is left alone."""
    for old in (*out.rglob("*.br"), *out.rglob("*.gz")):
        old.unlink()
    files = [p for p in sorted(out.rglob("*")) if p.suffix in TEXT and p.is_file() and p.stat().st_size >= LEAST]
    for path in files:
        content = path.read_bytes()
        path.with_name(path.name + ".br").write_bytes(as_brotli(content))
        path.with_name(path.name + ".gz").write_bytes(as_gzip(content))
    return 2 * len(files)


def as_brotli(content: bytes) -> bytes:
    """Brotli, as small as is worth the time."""
    return bytes(brotli.compress(content, quality=QUALITY))


def as_gzip(content: bytes) -> bytes:
    """Gzip without today's date in it."""
    return gzip.compress(content, 6, mtime=0)
