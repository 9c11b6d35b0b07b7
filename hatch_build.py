"""Compile the gettext catalogues of `sender_lookup`: a hatchling build hook, and `python hatch_build.py` for `make`.

The .po files are committed and edited; the .mo files are made here, so that `pip install .` alone gives all words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent
LOCALES = (HERE / "sender_lookup" / "locale", HERE / "site" / "stopsms" / "locale")


def compile_catalogues(folders: tuple[Path, ...] = LOCALES) -> list[Path]:
    """Write messages.mo beside every messages.po that is newer; return the .mo files."""
    compiled = []
    for po in sorted(po for folder in folders for po in folder.glob("*/LC_MESSAGES/messages.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            with po.open("rb") as source, mo.open("wb") as target:
                write_mo(target, read_po(source, abort_invalid=True))
        compiled.append(mo)
    return compiled


class CatalogueHook(BuildHookInterface[Any]):
    """Makes the compiled catalogues before hatchling collects the files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling for wheels, source distributions and editable installs alike."""
        compile_catalogues()


if __name__ == "__main__":
    compile_catalogues()
