"""The standard library for the browser: stubs take the place of modules that Pyodide really has."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from stopsms.errors import BuildError
from stopsms.runtime import library
from stopsms.runtime.inputs import STUB, STUBBED


@pytest.fixture
def pyodide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A standard library with two modules; one of them has a stub, and one is replaced."""
    with zipfile.ZipFile(tmp_path / "python_stdlib.zip", "w") as archive:
        archive.mkdir("json/")
        for name in ("json/__init__.py", "pickle.py", *STUBBED):
            archive.writestr(name, f"# Pyodide's {name}\n")
    instead = tmp_path / "instead"
    instead.mkdir()
    (instead / "pickle.py").write_text("# ours\n", "utf-8")
    monkeypatch.setattr(library, "PYODIDE", tmp_path)
    monkeypatch.setattr(library, "STUBS", instead)
    return tmp_path


def test_stubs_and_replacements_take_the_place_of_what_is_there(pyodide: Path) -> None:
    found = library.library_sources()

    assert found["json/__init__.py"] == b"# Pyodide's json/__init__.py\n"
    assert found["pickle.py"] == b"# ours\n"
    assert {found[name] for name in STUBBED} == {STUB.read_bytes()}
    assert found.keys() - {"json/__init__.py", "pickle.py", *STUBBED} == {"precompiled.py", "sitecustomize.py"}


def test_a_replacement_of_what_pyodide_has_not_ends_the_build(pyodide: Path) -> None:
    """Else a module that a new Pyodide renamed would come whole, and nobody would know."""
    (pyodide / "instead" / "gone.py").write_text("", "utf-8")

    with pytest.raises(BuildError, match=r"stubs for \['gone\.py'\], which Pyodide's standard library lacks"):
        library.library_sources()


def test_what_notes_compilations_runs_at_the_start_of_python() -> None:
    assert list(library.recorder()) == ["sitecustomize.py"]


def test_an_error_of_a_stub_can_be_named_in_except() -> None:
    """Else Python raises a TypeError in the place of the error that really happened."""
    stub = ModuleType("stub")
    exec(STUB.read_text("utf-8"), stub.__dict__)

    with pytest.raises(ZeroDivisionError):
        try:  # noqa: SIM105 - suppress() would not show it
            print(1 / 0)
        except stub.DecodeError:
            pass
    with pytest.raises(NotImplementedError, match=r"stub\.Decoder is left out"):
        stub.Decoder()
