"""What reads pictures in the browser: the engine of tesseract.js-core and its models, fetched when somebody uses it.

<out>/simd-<hash>/    simd.mjs, simd.wasm: the engine for browsers with vectors
<out>/plain-<hash>/   the same for others
<out>/<language>-<hash>/  <language>.traineddata.bin: a model, as a gzip stream
<out>/files-<hash>/   files.json: where each of them lies, for `static/js/picture/files.js`

A new version of one changes its address alone: who comes again fetches what changed. A further model is a package in
site/package.json, and a row in `static/js/picture/models.js`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import BuildError, Problem
from ..runtime.archives import write_tree
from ..runtime.inputs import NPM, SITE, place_of
from ..runtime.parts import Part

FILES = "files"
MODULES = SITE / "node_modules"
CORE = "tesseract.js-core"
MODELS = "@tesseract.js-data/"
# Our name of the engine -> that of the package's. Both have only the newer of Tesseract's two ways to read (LSTM).
ENGINES = {"simd": "tesseract-core-simd-lstm", "plain": "tesseract-core-lstm"}
# The best models with integers in place of floating numbers: a fifth of the bytes of those with both ways to read.
MODEL = "4.0.0_best_int"
# The package's glue is a script that leaves a name behind; a module worker imports it as this.
EXPORT = b"\nexport default TesseractCore;\n"
GLUE_BEGINS = b"var TesseractCore="


def build_reader(out: Path) -> dict[str, str]:
    """Write all of it into `out`; the folder of each part by the part's name."""
    made = parts()
    for part in made:
        write_tree(out / part.folder, part.files)
    return {part.name: part.folder for part in made}


def parts() -> list[Part]:
    """The engines, the models, and the list of both."""
    loaded = [*engines(), *models()]
    return [*loaded, Part(FILES, {"files.json": json.dumps(listed(loaded), sort_keys=True).encode()})]


def listed(loaded: list[Part]) -> dict[str, Mapping[str, object]]:
    """Every file by its name: its address, seen from the list, and its length in memory."""
    files = {
        name.removesuffix(".bin"): {
            "address": f"../{part.folder}/{name}",
            "inflated": len(gzip.decompress(content) if name.endswith(".bin") else content),
        }
        for part in loaded
        for name, content in part.files.items()
    }
    return {"files": files}


def engines() -> Iterator[Part]:
    """Each engine: its WebAssembly, and the glue as a module."""
    for name, given in ENGINES.items():
        glue = read(MODULES / CORE / f"{given}.js")
        if not glue.startswith(GLUE_BEGINS):
            what, fix = f"does not begin with {GLUE_BEGINS.decode()}", "see what this version leaves behind"
            raise BuildError(Problem(place_of(MODULES / CORE / f"{given}.js"), 0, what, fix))
        yield Part(name, {f"{name}.mjs": glue + EXPORT, f"{name}.wasm": read(MODULES / CORE / f"{given}.wasm")})


def models() -> Iterator[Part]:
    """The model of each package of the site's that holds one."""
    for package in json.loads((SITE / "package.json").read_text("utf-8"))["dependencies"]:
        if package.startswith(MODELS):
            language = package.removeprefix(MODELS)
            content = read(MODULES / package / MODEL / f"{language}.traineddata.gz")
            yield Part(language, {f"{language}.traineddata.bin": content})


def read(path: Path) -> bytes:
    """A file of an npm package."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BuildError(Problem(place_of(path), 0, "is not there", NPM)) from None
