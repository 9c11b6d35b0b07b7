"""Fonts like those of phones, from Debian's packages: unpacked into `.cache/fonts`, nothing is installed.

Where that is impossible, one line says so and the pictures are made with the system's own fonts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.e2e.browser import is_root

CACHE = Path(__file__).parents[2] / ".cache" / "fonts"
# What a page calls it -> Debian's package, and the file of each weight (SF, Google Sans and SamsungOne are not free).
FONTS: dict[str, tuple[str, dict[int, str]]] = {
    "Inter": (
        "fonts-inter",
        {400: "Inter-Regular.otf", 500: "Inter-Medium.otf", 600: "Inter-SemiBold.otf", 700: "Inter-Bold.otf"},
    ),
    "Roboto": (
        "fonts-roboto-unhinted",
        {300: "Roboto-Light.ttf", 400: "Roboto-Regular.ttf", 500: "Roboto-Medium.ttf", 700: "Roboto-Bold.ttf"},
    ),
    "Open Sans": ("fonts-open-sans", {400: "OpenSans-Regular.ttf", 600: "OpenSans-Semibold.ttf"}),
    "Lato": ("fonts-lato", {400: "Lato-Regular.ttf", 600: "Lato-Semibold.ttf"}),
    "Cantarell": ("fonts-cantarell", {400: "Cantarell-Regular.otf", 700: "Cantarell-Bold.otf"}),
    "Emoji": ("fonts-noto-color-emoji", {400: "NotoColorEmoji.ttf"}),
}

# Ten megabytes: only fetched by a page that shows an emoji.
EMOJI = "unicode-range: U+200D, U+2600-27BF, U+2B00-2BFF, U+FE0F, U+1F000-1FAFF;"


@cache
def font_files() -> dict[str, Path]:
    """The path of each font file by its name; empty where they cannot be had."""
    wanted = {file for _, files in FONTS.values() for file in files.values()}
    if not wanted <= _found().keys() and not _unpack([package for package, _ in FONTS.values()]):
        print("pictures: no fonts from Debian (`apt-get download`): the system's own are used", file=sys.stderr)
    return {name: path for name, path in _found().items() if name in wanted}


def faces(address: str) -> str:
    """The rules that load them from `address`; a family without files falls back to the system's."""
    return "\n".join(_faces(address, font_files()))


def _faces(address: str, found: dict[str, Path]) -> Iterator[str]:
    for family, (_, files) in FONTS.items():
        for weight, file in files.items():
            if file in found:
                source = f'url("{address}{file}")'
                only = EMOJI if family == "Emoji" else ""
                yield f'@font-face {{ font-family: "Phone {family}"; font-weight: {weight}; src: {source}; {only} }}'


def _found() -> dict[str, Path]:
    return {path.name: path for path in sorted(CACHE.rglob("*.[ot]tf"))}


def _unpack(packages: list[str]) -> bool:
    """Into the cache, all or nothing: processes may do this at the same time."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return False
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE.parent) as folder:
        into = Path(folder) / "fonts"
        if not _download(packages, Path(folder)):
            return False
        for archive in sorted(Path(folder).glob("*.deb")):
            if not _succeeds("dpkg-deb", "-x", str(archive), str(into)):
                return False
        shutil.rmtree(CACHE, ignore_errors=True)
        try:
            into.rename(CACHE)
        except OSError:
            return bool(_found())  # another process was faster
    return True


def _download(packages: list[str], folder: Path) -> bool:
    if _succeeds("apt-get", "download", *packages, folder=folder):
        return True
    fresh = is_root() and _succeeds("apt-get", "update")
    return fresh and _succeeds("apt-get", "download", *packages, folder=folder)


def _succeeds(*command: str, folder: Path | None = None) -> bool:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
