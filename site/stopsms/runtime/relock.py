"""`python -m stopsms.runtime.relock [NAME==VERSION ...]`: write `site/runtime-lock.json` anew.

Without arguments the versions stay and only the file is made again (after a new Pyodide); for a new phonenumbers, name
the versions, of all of them. Needs the package index.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

from pyodide_lock import InfoSpec, PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from .inputs import LOCK, PYODIDE
from .wheels import Published, run_pip, sha256, without_compiled_parts

PINNED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.!+]+")


def main(arguments: list[str]) -> None:
    """Fetch the wheels, make them pure, write the lock."""
    wanted = parser().parse_args(arguments).wanted
    info = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    with tempfile.TemporaryDirectory() as scratch:
        published = Path(scratch, "published")
        run_pip(*(wanted or current()), python=info["python"], cache=published)
        pure = {path: make_pure(path, Path(scratch)) for path in sorted(published.glob("*.whl"))}
        lock = add_wheels_to_spec(PyodideLockSpec(InfoSpec.from_dict(info), {}), list(pure.values()))
        for path, made in pure.items():
            name = next(name for name, spec in lock.packages.items() if spec.file_name == made.name)
            if path.name != made.name:
                origin = Published(file_name=path.name, sha256=sha256(path.read_bytes()))
                lock.packages[name].tool["published"] = dict(origin)
        LOCK.write_text(json.dumps(lock.to_dict(), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def parser() -> argparse.ArgumentParser:
    """The arguments of the command."""
    p = argparse.ArgumentParser(
        prog="python -m stopsms.runtime.relock", description="Write site/runtime-lock.json anew."
    )
    p.add_argument(
        "wanted", nargs="*", type=_pinned, metavar="NAME==VERSION", help="all packages (default: those of the lock)"
    )
    return p


def _pinned(text: str) -> str:
    if not PINNED.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a version of a package: write it as jinja2==3.1.6")
    return text


def current() -> list[str]:
    """The versions that the lock has now."""
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    return [f"{name}=={package['version']}" for name, package in packages.items()]


def make_pure(published: Path, folder: Path) -> Path:
    """A wheel for every platform: a copy, or one without the compiled parts under the name that says so."""
    if published.name.endswith("-none-any.whl"):
        path = folder / published.name
        path.write_bytes(published.read_bytes())
        return path
    name, version = published.name.split("-")[:2]
    path = folder / f"{name}-{version}-py3-none-any.whl"
    path.write_bytes(without_compiled_parts(published, path.name))
    return path


if __name__ == "__main__":
    main(sys.argv[1:])
