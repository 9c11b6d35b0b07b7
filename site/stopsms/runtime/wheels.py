"""The wheels that the browser gets: fetched with pip, checked against `site/runtime-lock.json`, read as sources.

The lock is a `pyodide-lock.json` (made by relock.py with pyodide-lock): name, version, file, sha256, imports. A package
with compiled parts (markupsafe) is locked as a pure wheel that we make from the published one by leaving these out; the
published file and its hash stand under `tool.published`.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from ..errors import BuildError, Problem
from .archives import pack

LOCK_NAME = "site/runtime-lock.json"
RELOCK = "run `python -m stopsms.runtime.relock` if the new version is wanted"
# Any one platform will do, as only the .py files are read; naming it makes the file the same on every machine.
PLATFORM = ("--platform", "manylinux2014_x86_64", "--implementation", "cp")


class Published(TypedDict):
    """A file of the package index, and its hash."""

    file_name: str
    sha256: str


class Locked(TypedDict):
    """One package of the lock; the fields of pyodide-lock's `PackageSpec` that are used here."""

    name: str
    version: str
    file_name: str
    sha256: str
    imports: list[str]
    tool: dict[str, Published]


def read_lock(path: Path) -> tuple[list[Locked], str]:
    """The locked packages by name, and the version of the Python that they were locked for."""
    lock = json.loads(path.read_text(encoding="utf-8"))
    return [lock["packages"][name] for name in sorted(lock["packages"])], str(lock["info"]["python"])


def fetch_wheels(packages: list[Locked], python: str, cache: Path) -> dict[str, Path]:
    """Name -> wheel in `cache` with exactly the locked bytes. Asks the package index only for what is not there yet."""
    cache.mkdir(parents=True, exist_ok=True)
    missing = [package for package in packages if not is_file_with_hash(cache / source(package)["file_name"], package)]
    if missing:
        download(missing, python, cache)
    return {package["name"]: pure_wheel(package, cache) for package in packages}


def source(package: Locked) -> Published:
    """The published file that a locked wheel is, or is made from."""
    return package["tool"].get("published") or Published(file_name=package["file_name"], sha256=package["sha256"])


def is_file_with_hash(path: Path, package: Locked) -> bool:
    """Whether a file is the published one of a locked package."""
    return path.is_file() and sha256(path.read_bytes()) == source(package)["sha256"]


def sha256(content: bytes) -> str:
    """The hash as the lock writes it."""
    return hashlib.sha256(content).hexdigest()


def download(packages: list[Locked], python: str, cache: Path) -> None:
    """Let pip fetch the files, with the locked hashes as its condition."""
    wanted = cache / "wanted.txt"
    lines = [f"{entry['name']}=={entry['version']} --hash=sha256:{source(entry)['sha256']}" for entry in packages]
    wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run_pip("--require-hashes", "-r", str(wanted), python=python, cache=cache)


def run_pip(*what: str, python: str, cache: Path) -> None:
    """`pip download` into `cache`: wheels only, no dependencies, for the Python of the browser."""
    minor = ".".join(python.split(".")[:2])
    options = ["--no-deps", "--only-binary=:all:", "--python-version", minor, *PLATFORM, "--dest", str(cache)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", *options, *what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(Problem(LOCK_NAME, 0, f"pip could not fetch the wheels: {done.stderr.strip()}", RELOCK))


def pure_wheel(package: Locked, cache: Path) -> Path:
    """The locked wheel itself, made from the published one where that has compiled parts."""
    path = cache / package["file_name"]
    published = cache / source(package)["file_name"]
    if path != published:
        path.write_bytes(without_compiled_parts(published, path.name))
    found = sha256(path.read_bytes())
    if found != package["sha256"]:
        what = f"sha256 is {found}, {LOCK_NAME} says {package['sha256']}"
        raise BuildError(Problem(path.name, 0, what, RELOCK))
    return path


def without_compiled_parts(published: Path, name: str) -> bytes:
    """The bytes of a wheel called `name` (..-py3-none-any.whl) with the pure parts and the metadata of `published`."""
    with zipfile.ZipFile(published) as wheel:
        files = {entry: wheel.read(entry) for entry in wheel.namelist() if is_pure(entry)}
    tag = name.removesuffix(".whl").split("-", 2)[2]
    for entry in [entry for entry in files if entry.endswith(".dist-info/WHEEL")]:
        files[entry] = f"Wheel-Version: 1.0\nGenerator: stopsms\nRoot-Is-Purelib: true\nTag: {tag}\n".encode()
    return pack(files)


def is_pure(entry: str) -> bool:
    """Whether a wheel's entry belongs in the pure wheel. RECORD would not be true any more."""
    return entry.endswith((".py", ".typed", "/WHEEL", "/METADATA")) or "/licenses/" in entry


def python_files(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the wheel's modules."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".py"):
                yield name, archive.read(name)
