"""What distributions have in another form than the tree: a hatchling build hook; `python hatch_build.py` for `make`.

The .po files are committed and edited; the .mo files are made here, so that `pip install .` alone gives all words. A
wheel has its tables as JSON, which takes two fifths off the first answer; the tree and what is installed to be edited
(`pip install -e .`) are read as they are.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent
LOCALES = (HERE / "sender_lookup" / "locale", HERE / "site" / "stopsms" / "locale")
# Babel would write the minute of the build into each file, and a browser would fetch Python anew after every build.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


def compile_catalogues(folders: tuple[Path, ...] = LOCALES) -> list[Path]:
    """Write the .mo beside every .po, where it is not there with these bytes; return the .mo files."""
    compiled = []
    for po in sorted(po for folder in folders for po in folder.glob("*/LC_MESSAGES/*.po")):
        mo, content = po.with_suffix(".mo"), compiled_form(po)
        if not mo.exists() or mo.read_bytes() != content:
            mo.write_bytes(content)
        compiled.append(mo)
    return compiled


def compiled_form(po: Path) -> bytes:
    """The bytes of the .mo for a .po: the same at any time and in any folder."""
    with po.open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    catalogue.creation_date = ALWAYS
    target = BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def derived_tables(folder: Path) -> dict[str, str]:
    """Write the tables of the package as JSON into a folder; returns what is where: path on disk -> name in a wheel."""
    sys.path.insert(0, str(HERE))  # an isolated build knows of nothing but this file
    from sender_lookup.data_forms import derive

    tables = sorted((HERE / "sender_lookup" / "data").rglob("*.toml"))
    derived = derive({table.relative_to(HERE).as_posix(): table.read_bytes() for table in tables})
    for name, content in derived.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return {str(folder / name): name for name in derived}


class DistributionHook(BuildHookInterface[Any]):
    """Makes what is not committed before hatchling collects the files."""

    PLUGIN_NAME = "custom"
    made: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling for wheels, source distributions and editable installs alike."""
        compile_catalogues()
        if self.target_name == "wheel" and version != "editable":
            self.made = TemporaryDirectory()
            build_data["force_include"] |= derived_tables(Path(self.made.name))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the files are collected."""
        if self.made is not None:
            self.made.cleanup()


if __name__ == "__main__":
    compile_catalogues()
