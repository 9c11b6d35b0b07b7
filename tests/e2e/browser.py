"""The browser of the end-to-end tests: the system's Chromium; `python -m tests.e2e.browser` installs one where none is.

Prints one line that says what is used; where nothing works, one line that says how to fix it, and exit 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")  # what people use: for measurements
NAMES = ("chromium-headless-shell", *WHOLE)  # the same engine, no window that no test looks at: a third less work
QUIET = (
    "--disable-background-networking",  # the browser's own requests are not those of the page
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)
MEND = "no Chromium: install one (`apt-get install chromium`, `brew install --cask chromium`), then run this again"


def of_system(names: Sequence[str] = NAMES) -> str | None:
    """The path of the system's Chromium, or None."""
    return next(filter(None, map(shutil.which, names)), None)


def find_browser() -> str | None:
    """The system's Chromium, else the one that Playwright has fetched, else None."""
    return of_system() or _of_playwright()


def _of_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def path_of(names: Sequence[str] = NAMES) -> str | None:
    """The first of these that the system has, else any of ours; None: Playwright's own."""
    return of_system(names) or of_system()


def launch(playwright: Playwright, *more: str, names: Sequence[str] = NAMES) -> Browser:
    """A headless browser, the first of these names that is there, else any of ours; `more` are further flags."""
    return playwright.chromium.launch(executable_path=path_of(names), args=[*flags(), *more])


def flags() -> tuple[str, ...]:
    """What every start takes."""
    return (*QUIET, "--no-sandbox") if is_root() else QUIET  # Chromium refuses to start its sandbox as root


def is_root() -> bool:
    """True where files of the system may be written without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode == 0
    except OSError:
        return False


def install_from_debian(*packages: str) -> bool:
    """Debian's packages, as root or with a `sudo` that asks for no password."""
    if shutil.which("apt-get") is None:
        return False
    prefix: tuple[str, ...] = ()
    if not is_root():
        if shutil.which("sudo") is None or not _succeeds("sudo", "-n", "true"):
            return False
        prefix = ("sudo", "-n")
    get = (*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get")
    return _succeeds(*get, "update") and _succeeds(*get, "install", "-y", "--no-install-recommends", *packages)


def _from_debian() -> bool:
    return install_from_debian("chromium")


def _from_playwright() -> bool:
    return _succeeds(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium")


WAYS: tuple[tuple[str, Callable[[], bool]], ...] = (
    ("apt-get install chromium", _from_debian),
    ("playwright install chromium", _from_playwright),
)


def main(find: Callable[[], str | None] = find_browser, ways: tuple[tuple[str, Callable[[], bool]], ...] = WAYS) -> int:
    """Make sure that there is a browser."""
    if path := find():
        print(f"browser: {path}")
        return 0
    for name, install in ways:
        print(f"browser: none found, trying `{name}`", flush=True)
        if install() and (path := find()):
            print(f"browser: {path}")
            return 0
    print(MEND, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
