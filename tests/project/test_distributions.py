"""What `pip install` gets: the wheel and the source distribution, made from a copy of the sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest
from stopsms.config import ROOT
from trove_classifiers import classifiers

TOP = ("hatch_build.py", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
FOLDERS = ("sender_lookup", "site/stopsms/locale", "LICENSES")
CATALOGUES = {
    po.relative_to(ROOT).with_suffix("").as_posix() for po in ROOT.glob("sender_lookup/locale/*/LC_MESSAGES/*.po")
}
LICENCES = ("LICENSE", "NOTICE", *(f"LICENSES/{name}.txt" for name in ("CC-BY-4.0", "Unicode-3.0", "holidays")))


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a wheel and a source distribution."""
    tree = tmp_path_factory.mktemp("tree")
    for name in TOP:
        shutil.copy(ROOT / name, tree)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    made = tree / "made"
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(made)]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> dict[str, bytes]:
    (path,) = distributions.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def metadata(wheel: dict[str, bytes]) -> Message:
    (name,) = (name for name in wheel if name.endswith(".dist-info/METADATA"))
    return message_from_string(wheel[name].decode("utf-8"))


def test_type_checkers_may_rely_on_the_wheel(wheel: dict[str, bytes], metadata: Message) -> None:
    assert "sender_lookup/py.typed" in wheel
    assert "Typing :: Typed" in (metadata.get_all("Classifier") or [])


def test_the_wheel_has_compiled_catalogues_and_not_their_sources(wheel: dict[str, bytes]) -> None:
    assert {name for name in wheel if name.endswith(".mo")} == {f"{name}.mo" for name in CATALOGUES}
    assert [name for name in wheel if name.endswith((".po", ".pot", ".pyc"))] == []


def test_the_source_distribution_has_what_a_wheel_is_made_from(distributions: Path) -> None:
    (path,) = distributions.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {*TOP, *LICENCES, "sender_lookup/py.typed", *(f"{name}.po" for name in CATALOGUES)} <= names


def test_the_wheel_carries_both_licences(wheel: dict[str, bytes], metadata: Message) -> None:
    """Code is under MIT; letters, words and claims, a third of the bytes, are under CC BY 4.0."""
    carried = {name.partition(".dist-info/licenses/")[2]: text for name, text in wheel.items() if "/licenses/" in name}

    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0"
    assert carried == {name: (ROOT / name).read_bytes() for name in LICENCES}
    assert b"Creative Commons Attribution 4.0 International Public License" in carried["LICENSES/CC-BY-4.0.txt"]


def test_classifiers_are_known_to_the_index(metadata: Message) -> None:
    assert set(metadata.get_all("Classifier") or []) - classifiers == set()
