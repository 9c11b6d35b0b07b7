"""Builds of the whole site that all tests share; each is made once in a run, also where several processes run it."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from stopsms.command import RUNTIME, build
from stopsms.site import Site, load_site

AS_OF = date(2026, 11, 24)
ROOT_URL = "http://localhost:8000/"
SUB_PATH_URL = "http://localhost:8000/some/where/"
FOLDER = "STOP_SMS_BUILDS"  # in the environment: where the processes of a run find its builds
_kept: list[tempfile.TemporaryDirectory[str]] = []  # removed when the run ends


def built(base_url: str = ROOT_URL) -> tuple[Site, Path]:
    """The site and the folder that it was built into, with Python for the browser (from `.cache`)."""
    return _built(base_url)


def prepare() -> None:
    """Choose the folder for the builds, before there are other processes."""
    if FOLDER not in os.environ:
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
            build(site, target)
            (target.parent / "complete").touch()
    (runtime,) = (target / RUNTIME).iterdir()
    return site.with_runtime(f"{RUNTIME}/{runtime.name}/"), target


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other process of the run builds meanwhile; the lock goes with a process that dies."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
