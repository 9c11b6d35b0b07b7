"""The wheels of the lock: nothing else than the locked bytes comes in, and what is wrong is said with how to fix it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from stopsms.errors import BuildError
from stopsms.runtime.wheels import Locked, Published, fetch_wheels, python_files, read_lock, without_compiled_parts

PURE, PLATFORM = "thing-1.0-py3-none-any.whl", "thing-1.0-cp314-cp314-manylinux2014_x86_64.whl"
FILES = {
    "thing/__init__.py": b"x = 1\n", "thing/_fast.cpython-314.so": b"\x7fELF", "thing/_fast.c": b"int x;",
    "thing/py.typed": b"", "thing-1.0.dist-info/METADATA": b"Name: thing\n", "thing-1.0.dist-info/RECORD": b"wrong",
    "thing-1.0.dist-info/WHEEL": b"Tag: cp314-cp314-manylinux2014_x86_64\n",
    "thing-1.0.dist-info/licenses/LICENSE.txt": b"free\n",
}  # fmt: skip


class Pip:
    """In the place of pip: it brings `file`, or fails."""

    def __init__(self, file: Path | None) -> None:
        self.file, self.commands = file, list[list[str]]()

    def __call__(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        """One call of pip."""
        self.commands.append(command)
        if self.file is None:
            return subprocess.CompletedProcess(command, 1, "", "THESE PACKAGES DO NOT MATCH THE HASHES\n")
        target = Path(command[command.index("--dest") + 1]) / self.file.name
        target.write_bytes(self.file.read_bytes())
        return subprocess.CompletedProcess(command, 0, "", "")


def pip(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> Pip:
    """No test asks the package index."""
    stand_in = Pip(file)
    monkeypatch.setattr(subprocess, "run", stand_in)
    return stand_in


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A wheel with compiled parts."""
    path = tmp_path / "index" / PLATFORM
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    return path


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def locked(published: Path, sha256: str = "") -> Locked:
    """The entry for the pure wheel that is made of a published one."""
    origin = Published(file_name=published.name, sha256=digest(published.read_bytes()))
    made = sha256 or digest(without_compiled_parts(published, PURE))
    return Locked(
        name="thing", version="1.0", file_name=PURE, sha256=made, imports=["thing"], tool={"published": origin}
    )


def test_a_pure_wheel_holds_no_compiled_part_and_says_that_it_is_for_every_platform(
    published: Path, tmp_path: Path
) -> None:
    made = tmp_path / PURE
    made.write_bytes(without_compiled_parts(published, PURE))
    with zipfile.ZipFile(made) as wheel:
        found = {name: wheel.read(name) for name in wheel.namelist()}

    assert FILES.keys() - found.keys() == {
        "thing/_fast.cpython-314.so", "thing/_fast.c", "thing-1.0.dist-info/RECORD"
    }  # fmt: skip
    assert b"\nTag: py3-none-any\n" in found["thing-1.0.dist-info/WHEEL"]
    assert list(python_files(made)) == [("thing/__init__.py", b"x = 1\n")]


def test_a_missing_wheel_is_fetched_by_its_hash_and_one_that_is_there_is_not(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, cache = pip(monkeypatch, published), tmp_path / "cache"
    first = fetch_wheels([locked(published)], "3.14.2", cache)
    again = fetch_wheels([locked(published)], "3.14.2", cache)

    assert first == again == {"thing": cache / PURE}
    (command,) = asked.commands
    assert command[0] == sys.executable and "--require-hashes" in command
    assert command[command.index("--python-version") + 1] == "3.14"
    assert (cache / "wanted.txt").read_text("utf-8") == f"thing==1.0 --hash=sha256:{digest(published.read_bytes())}\n"


def test_a_spoilt_file_in_the_cache_is_fetched_anew(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, cache = pip(monkeypatch, published), tmp_path / "cache"
    cache.mkdir()
    (cache / PLATFORM).write_bytes(published.read_bytes()[:-1])
    fetch_wheels([locked(published)], "3.14.2", cache)

    assert len(asked.commands) == 1 and (cache / PLATFORM).read_bytes() == published.read_bytes()


def test_what_pip_refuses_ends_the_build_with_its_words(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip(monkeypatch, None)

    with pytest.raises(BuildError, match=r"^site/runtime-lock\.json: .*DO NOT MATCH THE HASHES: run `python -m "):
        fetch_wheels([locked(published)], "3.14.2", tmp_path / "cache")


def test_a_made_wheel_with_other_bytes_than_the_locked_ones_is_refused(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip(monkeypatch, published)

    with pytest.raises(BuildError, match=rf"^{PURE}: sha256 is [0-9a-f]{{64}}, site/runtime-lock\.json says 0+: "):
        fetch_wheels([locked(published, sha256="0" * 64)], "3.14.2", tmp_path / "cache")


def test_the_lock_is_read_by_name(tmp_path: Path) -> None:
    lock = {"info": {"python": "3.14.2"}, "packages": {"b": {"name": "b"}, "a": {"name": "a"}}}
    path = tmp_path / "lock.json"
    path.write_text(json.dumps(lock), "utf-8")

    packages, python = read_lock(path)
    assert ([p["name"] for p in packages], python) == (["a", "b"], "3.14.2")
