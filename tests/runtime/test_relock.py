"""The lock made anew: the versions wanted, else those that it has; a wheel with compiled parts is made pure."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from stopsms.runtime import relock
from stopsms.runtime.inputs import LOCK, PYODIDE
from stopsms.runtime.wheels import read_lock

PLATFORM = "thing-1.0-cp314-cp314-manylinux2014_x86_64.whl"
PURE = "other-2.0-py3-none-any.whl"


def wheel(path: Path, name: str, version: str) -> None:
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What pip was asked for; it brings two wheels. The lock that is written is one of the test."""
    calls: list[tuple[str, ...]] = []

    def bring(*what: str, python: str, cache: Path) -> None:
        calls.append(what)
        cache.mkdir(parents=True)
        wheel(cache / PLATFORM, "thing", "1.0")
        wheel(cache / PURE, "other", "2.0")

    monkeypatch.setattr(relock, "run_pip", bring)
    monkeypatch.setattr(relock, "LOCK", tmp_path / "lock.json")
    return calls


needs_pyodide = pytest.mark.skipif(not (PYODIDE / "pyodide-lock.json").is_file(), reason="needs the npm packages")


@needs_pyodide
def test_a_lock_says_of_what_a_pure_wheel_was_made(asked: list[tuple[str, ...]], tmp_path: Path) -> None:
    relock.main(["thing==1.0", "other==2.0"])
    packages, python = read_lock(tmp_path / "lock.json")
    by_name = {p["name"]: p for p in packages}

    assert asked == [("thing==1.0", "other==2.0")]
    assert by_name["thing"]["file_name"] == "thing-1.0-py3-none-any.whl"
    assert by_name["thing"]["tool"]["published"]["file_name"] == PLATFORM
    assert by_name["other"]["file_name"] == PURE and not by_name["other"]["tool"]
    assert python == json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]["python"]


@needs_pyodide
def test_without_arguments_the_versions_stay(asked: list[tuple[str, ...]], tmp_path: Path) -> None:
    (tmp_path / "lock.json").write_bytes(LOCK.read_bytes())
    packages, _ = read_lock(LOCK)
    relock.main([])

    assert asked == [tuple(f"{p['name']}=={p['version']}" for p in packages)]


@pytest.mark.parametrize("argument", ["--help", "--no-such", "thing", "thing>=1", "", "thing==1.0 --pre"])
def test_what_is_no_version_leaves_the_lock_alone(asked: list[tuple[str, ...]], tmp_path: Path, argument: str) -> None:
    with pytest.raises(SystemExit):
        relock.main([argument])

    assert not asked and not (tmp_path / "lock.json").exists()
