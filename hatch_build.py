"""Compile the gettext catalogues of `sender_lookup`: a hatchling build hook, and `python hatch_build.py` for `make`.

The .po files are committed and edited; the .mo files are made here, so that `pip install .` alone gives all words.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
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


class CatalogueHook(BuildHookInterface[Any]):
    """Makes the compiled catalogues before hatchling collects the files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling for wheels, source distributions and editable installs alike."""
        compile_catalogues()


if __name__ == "__main__":
    compile_catalogues()
