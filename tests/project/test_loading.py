"""The package finds its files on every system and in every Python that it says it works with."""

from __future__ import annotations

import ast
import ntpath
import posixpath
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from stopsms.config import ROOT

from sender_lookup import resources

SYSTEMS = [
    pytest.param(posixpath, "/home/a/sender_lookup/", id="posix"),
    pytest.param(posixpath, "/packages.zip/sender_lookup/", id="archive"),
    pytest.param(ntpath, "C:\\Users\\a\\sender_lookup\\", id="windows"),
    pytest.param(ntpath, "\\\\server\\share\\sender_lookup\\", id="windows-share"),
]


class Loader:
    """In the place of a module's loader: notes the paths that it is asked for, and has none of them."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get_data(self, path: str) -> bytes:
        self.asked.append(path)
        raise FileNotFoundError(path)


def run(source: Path, file: str, loader: Loader) -> dict[str, Any]:
    """The names of a module that is run as if it were `file`, with the loader."""
    spec = SimpleNamespace(loader=loader, parent="sender_lookup")
    names: dict[str, Any] = {"__name__": source.stem, "__file__": file, "__package__": spec.parent, "__spec__": spec}
    exec(compile(source.read_text("utf-8"), file, "exec"), names)
    return names


@pytest.mark.parametrize(("system", "folder"), SYSTEMS)
def test_data_are_looked_for_beside_the_module(
    system: ModuleType, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "os.path", system)
    loader = Loader()
    names = run(Path(resources.__file__), folder + "resources.py", loader)

    assert names["read_bytes"]("data/index.toml") is None
    assert [system.normpath(path) for path in loader.asked] == [system.normpath(folder + "data/index.toml")]


def test_no_module_asks_for_its_loader_by_the_name_that_goes() -> None:
    """Python sets no `__loader__` from 3.16 on; it stands in `__spec__`."""
    sources = [path for name in ("sender_lookup", "site/stopsms") for path in (ROOT / name).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (*sources, ROOT / "build.py", ROOT / "hatch_build.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == "__loader__"
    ]

    assert len(sources) > 90
    assert found == []
