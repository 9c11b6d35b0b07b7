"""What the engines need from the system: looked for, and installed from Debian where that may be done."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable

from tests.e2e.browser import install_from_debian

PACKAGES = {"firefox-esr": "firefox-esr", "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}  # program -> package


def path_of(program: str) -> str:
    """Where it lies; its name where it does not."""
    return shutil.which(program) or program


def ensure(
    programs: Iterable[str],
    find: Callable[[str], str | None] = shutil.which,
    install: Callable[..., bool] = install_from_debian,
) -> None:
    """Make sure that the programs are there; ends with one line that says how to fix it where they cannot be had."""
    if packages := install_missing(programs, find, install):
        raise SystemExit(f"engines: not installed: `apt-get install {' '.join(packages)}` as root, then run this again")


def install_missing(
    programs: Iterable[str],
    find: Callable[[str], str | None] = shutil.which,
    install: Callable[..., bool] = install_from_debian,
) -> list[str]:
    """Install what is missing; returns the packages that are missing still."""
    wanted = list(programs)
    if packages := _missing(wanted, find):
        print(f"engines: installing {', '.join(packages)}", file=sys.stderr, flush=True)
        install(*packages)
    return _missing(wanted, find)


def _missing(programs: list[str], find: Callable[[str], str | None]) -> list[str]:
    return [PACKAGES[program] for program in programs if find(program) is None]
