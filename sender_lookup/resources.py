"""The only module that reads files: data, catalogues, templates and letters of this package.

It goes through the module's own loader, so it works from a folder, from an installed wheel and from the zip archive
in the browser. A `folder` takes the place of the packaged data: tests and authors of a new country pass one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from os.path import dirname, join
from typing import TYPE_CHECKING, Any

from .errors import MissingPackError, RuleError

if TYPE_CHECKING:
    from pathlib import Path

HERE = dirname(__file__)
LOADER: Any = __spec__.loader  # its type does not say that it reads files
_other_files: list[Callable[[str], bytes | None]] = []
_packed: dict[str, str] = {}


def files_come_from(read: Callable[[str], bytes | None]) -> None:
    """For a host that holds some packaged files elsewhere: `read` is asked for what is not beside this module."""
    _other_files.append(read)


def files_are_packed(packs: Mapping[str, str]) -> None:
    """For a host that gets some files later: their names, each with that of its pack."""
    _packed.update(packs)


def read_bytes(name: str, folder: Path | None = None) -> bytes | None:
    """The bytes of a packaged file (`name` relative to the package), or None where it does not exist.

    Raises MissingPackError where a host has told that it gets the file later (`files_are_packed`).
    """
    if folder is not None:
        path = folder / name.removeprefix("data/")
        return path.read_bytes() if path.is_file() else None
    try:
        return LOADER.get_data(join(HERE, name))  # type: ignore[no-any-return]
    except OSError:
        return _read_elsewhere(name)


def _read_elsewhere(name: str) -> bytes | None:
    for read in _other_files:
        if (content := read(name)) is not None:
            return content
    if name in _packed:
        raise MissingPackError(_packed[name])
    return None


def need(module: str) -> None:
    """Before a module is imported that a host may get later (`draft/check`): raises MissingPackError where it did not.

    Such a host holds modules compiled; where they lie as sources, there is nothing to wait for.
    """
    read_bytes(f"{module}.pyc")


def read_text(name: str, folder: Path | None = None) -> str | None:
    """The text of a packaged file, or None where it does not exist."""
    content = read_bytes(name, folder)
    return None if content is None else content.decode("utf-8")


def read_table(name: str, folder: Path | None = None) -> dict[str, Any] | None:
    """A data file `data/NAME.toml` as a dict, or None where it does not exist.

    Wheels and the browser's archive hold JSON in its place (see `data_forms`), whose dates and times are texts, which
    `country.records` takes. Raises RuleError with the line where the file is not TOML.
    """
    if folder is None and (text := read_text(f"data/{name}.json")) is not None:
        return json.loads(text)  # type: ignore[no-any-return]
    text = read_text(f"data/{name}.toml", folder)
    if text is None:
        return None
    import tomllib  # not at the top: where all tables are JSON, it costs more than they do

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}.toml", "", str(error), "correct the TOML there") from None
