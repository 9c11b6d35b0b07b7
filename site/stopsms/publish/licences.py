"""licences.txt: what the site distributes, under which licence, and the whole text of each.

Texts of packages are read from the very packages that are served, so that a new version brings its own. Those that no
package brings are kept in LICENSES/.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

from ..config import ROOT
from ..errors import BuildError, Problem
from ..runtime.inputs import SITE

NAME = "licences.txt"
LICENSES = ROOT / "LICENSES"
# What is in LICENSES/, and of what it is the licence. MPL-2.0.txt is Pyodide's and hiwire's: the npm package brings
# no text, so that `of_npm` takes it.
KEPT = {
    "CC-BY-4.0.txt": "the texts of STOP SMS",
    "OFL-1.1.txt": "Atkinson Hyperlegible Next, the face of the headings",
    "CC0-1.0.txt": "the lists of firms, from datenanfragen.de",
    "PSF-2.0.txt": "CPython and its standard library",
    "CPython-incorporated.txt": "Smaller parts of CPython by others",
    "expat.txt": "Expat, in CPython",
    "libmpdec.txt": "libmpdec, in CPython",
    "HACL.txt": "HACL*, in CPython",
    "mimalloc.txt": "mimalloc, in CPython",
    "zlib.txt": "zlib, in Pyodide and tesseract.js-core",
    "bzip2.txt": "bzip2, in Pyodide",
    "liblzma.txt": "liblzma, in Pyodide",
    "zstd.txt": "zstd, in Pyodide",
    "SQLite.txt": "SQLite, in Pyodide",
    "libffi.txt": "libffi, in Pyodide",
    "Emscripten.txt": "Emscripten, in Pyodide",
    "musl.txt": "musl, in Pyodide",
    "LLVM.txt": "LLVM's libraries, in Pyodide",
    "stackframe.txt": "stackframe and error-stack-parser, in Pyodide",
    "socket.txt": "@arrowood.dev/socket, in Pyodide",
    "Leptonica.txt": "Leptonica, in tesseract.js-core",
    "libpng.txt": "libpng, in tesseract.js-core",
    "libjpeg.txt": "libjpeg, in tesseract.js-core",
    "libtiff.txt": "libtiff, in tesseract.js-core",
    "giflib.txt": "giflib, in tesseract.js-core",
    "libwebp.txt": "libwebp, in tesseract.js-core",
    "holidays.txt": "holidays, with which the table of public holidays is made",
    "Unicode-3.0.txt": "Unicode data, in CPython, in libc++ and in the table of look-alike letters",
}
LINE = "=" * 100


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence text, and what is under it."""

    of: str
    text: str


def write_licences(out: Path, wheels: Mapping[str, Path]) -> Path:
    """Write `out/licences.txt`; `wheels` are those of which Python for the browser is made."""
    found = [Licence("STOP SMS", (ROOT / "LICENSE").read_text("utf-8")), *of_npm(), *of_wheels(wheels), *kept()]
    parts = [(ROOT / "NOTICE").read_text("utf-8"), *(f"{LINE}\n{one.of}\n{LINE}\n\n{one.text}" for one in found)]
    target = out / NAME
    target.write_text("\n\n".join(part.strip() for part in parts) + "\n", "utf-8")
    return target


def kept(folder: Path = LICENSES) -> Iterator[Licence]:
    """The texts that no package brings."""
    for name, of in KEPT.items():
        yield Licence(of, (folder / name).read_text("utf-8"))


def of_wheels(wheels: Mapping[str, Path]) -> Iterator[Licence]:
    """Every licence file of every wheel, under the wheel's name and version."""
    for path in wheels.values():
        with zipfile.ZipFile(path) as wheel:
            inside = {name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
            metadata = message_from_bytes(wheel.read(inside["METADATA"]))
            texts = [
                name for short, name in sorted(inside.items()) if short.startswith("licenses/") and name[-1] != "/"
            ]
            if not texts:
                raise BuildError(Problem(path.name, 0, "holds no licence text", "lock a version that brings one"))
            for name in texts:
                yield Licence(f"{metadata['Name']} {metadata['Version']}", wheel.read(name).decode("utf-8"))


def of_npm(site: Path = SITE) -> Iterator[Licence]:
    """The licence of every npm package that is served: its own files, else the text of the licence that it names."""
    for name in json.loads((site / "package.json").read_text("utf-8"))["dependencies"]:
        folder = site / "node_modules" / name
        package = json.loads((folder / "package.json").read_text("utf-8"))
        named = LICENSES / f"{package['license']}.txt"
        texts = sorted(folder.glob("LICEN[CS]E*")) or ([named] if named.is_file() else [])
        if not texts:
            what, fix = "has no licence text", f"put it into LICENSES/{named.name}"
            raise BuildError(Problem(f"site/node_modules/{name}", 0, what, fix))
        for path in texts:
            yield Licence(f"{name} {package['version']}", path.read_text("utf-8"))
