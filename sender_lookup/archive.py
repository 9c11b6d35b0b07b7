"""What the browser's archive holds in another form than the package: read here, and asked for by the worker alone.

Templates lie there as bytecode that the build made, and the metadata of rare telephone regions come when a number of
theirs is asked about, as the words of a language, the rules of a country and the modules for pictures do (`packs.json`
lists which file is in which pack).
Where this package lies in a folder, none of that is there, and everything is read as anywhere else.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from zipimport import zipimporter

from jinja2.bccache import Bucket, BytecodeCache

from .output.templates import bytecode_comes_from
from .resources import files_are_packed, files_come_from, read_bytes, read_text
from .sender.phonelib import regions_are_known_by

COMPILED = "compiled/"  # the folder of the templates' bytecode
PACKS = "packs.json"  # file -> pack


def install() -> None:
    """Let the package read from the archive."""
    regions_are_known_by(has_region)
    bytecode_comes_from(Bytecode())
    files_are_packed(json.loads(read_text(PACKS) or "{}"))


def add_pack(path: str) -> None:
    """Let the package read from a pack, a zip at `path`, and import the modules in it."""
    pack = zipimporter(path)
    sys.path.append(path)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == __package__ and hasattr(module, "__path__"):
            module.__path__.append(f"{path}/{name.replace('.', '/')}")

    def read(name: str) -> bytes | None:
        try:
            return pack.get_data(f"{__package__}/{name}")
        except OSError:
            return None

    files_come_from(read)


def has_region(region: str) -> bool:
    """True where the metadata of a region of `phonenumbers` are here."""
    return find_spec(f"phonenumbers.data.region_{region}") is not None


class Bytecode(BytecodeCache):
    """The bytecode of templates, by file. Jinja2 itself refuses that of another source or Python, and compiles."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the file of that template, if there is one."""
        content = read_bytes(f"{COMPILED}{bucket.key}")
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep nothing: the archive is written by the build."""
