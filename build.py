"""Build the site: `python build.py` writes `dist/`. Run `python build.py --help` for the options.

Any Python starts it: where this one is too old or has not the packages, it hands over to that of `.venv/`, which
`make` makes. So this file alone must be readable for older ones.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).absolute().parent
OWN_PYTHON = ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 12)  # as in pyproject.toml
OURS = ("stopsms", "sender_lookup")
UNUSABLE = 2


def main() -> int:
    """Build with this Python, or with that of `.venv/`. Returns the exit code: 2 where neither can."""
    began = time.time()
    missing = what_is_missing()
    if not missing:
        from stopsms.cli import main as build

        return build(began=began)
    if OWN_PYTHON.is_file() and Path(sys.executable) != OWN_PYTHON:
        return hand_over()
    how = f"run `make build`, or `pip install --group dev -e .` with a Python of {OLDEST[0]}.{OLDEST[1]} or later"
    print(f"build.py: {missing}: {how}, in {ROOT}", file=sys.stderr)
    return UNUSABLE


def what_is_missing() -> str:
    """What this Python cannot build without, in words; empty where it has all."""
    if sys.version_info < OLDEST:
        return f"{sys.executable} is Python {sys.version_info[0]}.{sys.version_info[1]}"
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    try:
        import stopsms.cli  # noqa: F401
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in OURS:
            raise
        return f"{sys.executable} has no package {error.name}"
    return ""


def hand_over() -> int:
    """Run the same command with the Python of `.venv/`."""
    command = [str(OWN_PYTHON), str(ROOT / "build.py"), *sys.argv[1:]]
    if os.name == "nt":  # where a program that replaces another one is not waited for
        return subprocess.call(command)
    os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
