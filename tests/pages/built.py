"""Builds of the whole site that all tests share; each is made once in a run, also where several processes run it."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from stopsms.cli import CACHE, RUNTIME, build
from stopsms.config import ROOT, Site, load_site
from stopsms.publish.service_worker import write_service_worker
from stopsms.runtime import Choice, build_runtime
from stopsms.runtime.archives import write_tree
from stopsms.runtime.assemble import describe, manifest_of, worker
from stopsms.runtime.engine import engine_of
from stopsms.runtime.engine.cut import SECOND
from stopsms.runtime.engine.functions import read_functions
from stopsms.runtime.inputs import PYODIDE
from stopsms.runtime.parts import ENGINE, START, Part

AS_OF = date(2026, 11, 24)
ROOT_URL = "http://localhost:8000/"
SUB_PATH_URL = "http://localhost:8000/some/where/"
SOURCES = ("build.py", "hatch_build.py", "LICENSE", "LICENSES", "NOTICE", "sender_lookup", "site", "content", "docs")
MADE = ("*.mo", "__pycache__", "node_modules")
ENGINE_CHOICE = "STOP_SMS_ENGINE"  # in the environment: as build.py --engine
FOLDER = "STOP_SMS_BUILDS"  # in the environment: where the processes of a run find its builds
_kept: list[tempfile.TemporaryDirectory[str]] = []  # removed when the run ends


def built(base_url: str = ROOT_URL) -> tuple[Site, Path]:
    """The site and the folder that it was built into, with Python for the browser (from `.cache`)."""
    return _built(base_url)


def prepare() -> None:
    """Choose the folder for the builds, before there are other processes."""
    if not os.environ.get(FOLDER):
        _kept.append(tempfile.TemporaryDirectory(prefix="stop-sms-"))
        os.environ[FOLDER] = _kept[-1].name


@cache
def _built(base_url: str) -> tuple[Site, Path]:
    prepare()
    folder = Path(os.environ[FOLDER])
    target = folder / ("root" if base_url == ROOT_URL else "sub-path") / "dist"
    site = load_site(base_url, AS_OF)
    with _alone(folder):  # also for `.cache`, which builds write
        if not (target.parent / "complete").exists():
            build(site, target, engine=Choice(os.environ.get(ENGINE_CHOICE, Choice.WHERE_POSSIBLE)))
            (target.parent / "complete").touch()
    return site.with_runtime(f"{RUNTIME}/{start_of(target).name}/"), target


def start_of(dist: Path) -> Path:
    """The folder of Python's worker in a build."""
    (start,) = (dist / RUNTIME).glob("start-*")
    return start


def is_split(dist: Path) -> bool:
    """Whether a build has Python's engine in two parts."""
    return bool(list((dist / RUNTIME).glob(f"engine-*/{SECOND}")))


def reworded() -> Path:
    """The same build once a word was added and our code changed, as a reader of that day gets it."""
    return _changed("reworded", _reword)


def _reword(site: Site, now: Path, target: Path) -> None:
    package = target.parent / "sender_lookup"
    shutil.copytree(ROOT / "sender_lookup", package)
    words = package / "data" / "words" / "fr.toml"
    words.write_text(words.read_text("utf-8").replace("buttons = [", 'buttons = ["plus rien du tout", ', 1), "utf-8")
    with (package / "worker.py").open("a", encoding="utf-8") as module:
        module.write("\n\ndef name_that_no_other_build_has(pattern: str) -> str:\n    return pattern\n")
    shutil.copytree(now, target, ignore=shutil.ignore_patterns(RUNTIME, "*.br", "*.gz"))
    start = build_runtime(target / RUNTIME, package=package, cache=CACHE).start
    _point_to(start, site, now, target)


def thin() -> Path:
    """The same build, whose engine has what only an evidence sheet needs in its second part."""
    return _changed("thin", _make_thin)


def _make_thin(site: Site, now: Path, target: Path) -> None:
    listed = read_functions().without("evidence")
    engine = Part(ENGINE, engine_of(PYODIDE, Choice.SPLIT, CACHE / "engines", listed).files)
    manifest = manifest_of((start_of(now) / "worker.js").read_bytes())
    manifest["files"] |= describe([engine], {})["files"]
    start = Part(START, {"worker.js": worker(manifest)})
    others = shutil.ignore_patterns("engine-*", "start-*", "*.br", "*.gz")
    shutil.copytree(now, target, ignore=others)
    for part in (engine, start):
        write_tree(target / RUNTIME / part.folder, part.files)
    _point_to(start.folder, site, now, target)


def _point_to(start: str, site: Site, now: Path, target: Path) -> None:
    """Have the pages in `target`, copied from `now`, start this worker."""
    for page in target.rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace(start_of(now).name, start), "utf-8")
    write_service_worker(site.with_runtime(f"{RUNTIME}/{start}/"), target)


def _changed(name: str, make: Callable[[Site, Path, Path], None]) -> Path:
    """The build that is made of the shared one, once in a run: `make` is given its site, its folder and the other's."""
    site, now = built()
    target = now.parent.parent / name / "dist"
    with _alone(target.parents[1]):
        if not (target.parent / "complete").exists():
            make(site, now, target)
            (target.parent / "complete").touch()
    return target


def copy_sources(folder: Path) -> None:
    """What a build reads, into a new folder, but for what is made from it, what git keeps and the npm packages."""
    folder.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(*MADE))
        else:
            shutil.copy(ROOT / name, folder / name)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other process of the run builds meanwhile; the lock goes with a process that dies."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
