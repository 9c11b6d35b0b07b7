"""The same tree and the same day give the same bytes, in another copy and process; leftovers of earlier builds go."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from stopsms.config import ROOT
from stopsms.publish.kept import inputs

from tests.pages.built import AS_OF, copy_sources

LINKED = (".git", ".cache", "site/node_modules")  # not copied: large, and no build changes it


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def copy_of_the_tree(folder: Path) -> Path:
    """Another checkout of the same revision, in which nothing has been made yet."""
    copy_sources(folder)
    for name in LINKED:
        if (ROOT / name).exists():
            (folder / name).symlink_to(ROOT / name)
    return folder


# `build.py`, which writes the names of the files that it opens, in all its processes.
WATCHED = """
import os, runpy, sys
opened = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        os.write(opened, os.path.abspath(arguments[0]).encode() + b"\\n")
sys.addaudithook(watch)
sys.argv = ["build.py", *sys.argv[2:]]
runpy.run_path("build.py", run_name="__main__")
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another copy of the tree with its own build in `out`, made under another clock with its own catalogues; beside
    the copy, `opened` lists the files that the build opened."""
    copy = copy_of_the_tree(tmp_path_factory.mktemp("second") / "copy")
    for left_over in ("fr/gone/index.html", "runtime/000000000000/worker.js", "static/old.js"):
        (copy / "out" / left_over).parent.mkdir(parents=True, exist_ok=True)
        (copy / "out" / left_over).write_text("old", "utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": "1", "LANG": "C", "TZ": "Asia/Tokyo", "PYTHONPATH": str(copy)}
    options = ("--fresh", "--as-of", str(AS_OF), "--out", "out")
    for command in (["hatch_build.py"], ["-c", WATCHED, str(copy.parent / "opened"), *options]):
        done = subprocess.run(
            [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return copy


def test_two_builds_are_equal(dist: Path, copy: Path) -> None:
    ours, theirs = contents(dist), contents(copy / "out")
    assert set(ours) == set(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_kept_build_is_known_by_every_file_that_a_build_opens(copy: Path) -> None:
    """Else a change of one would give the site of before."""
    opened = {Path(line) for line in (copy.parent / "opened").read_text("utf-8").splitlines()}
    of_the_tree = {path.relative_to(copy) for path in opened if path.is_relative_to(copy) and path.exists()}
    read = {path for path in of_the_tree if path.parts[0] not in ("out", ".cache") and "__pycache__" not in path.parts}
    known = {path.relative_to(copy) for path in inputs(copy)}

    assert len(read) > 300 and Path("content/fr/charged.md") in read, "the build was watched"
    assert sorted(read - known) == []


FRESH = """
import sys
from pathlib import Path
from stopsms.runtime import build_runtime

build_runtime(Path(sys.argv[1], "runtime"), package=Path("sender_lookup"), cache=Path(".cache"))
"""


def test_python_made_from_a_fresh_copy_is_the_same(dist: Path, tmp_path: Path) -> None:
    """Else each publication would bring it anew to everybody who comes again."""
    copy, out = tmp_path / "copy", tmp_path / "out"
    for folder in ("sender_lookup", "site/stopsms", "site/static/js", ".cache/wheels"):
        shutil.copytree(ROOT / folder, copy / folder, copy_function=shutil.copyfile)  # today's dates
    for file in ("runtime-lock.json", "package.json"):
        shutil.copyfile(ROOT / "site" / file, copy / "site" / file)
    (copy / "site" / "node_modules").symlink_to(ROOT / "site" / "node_modules")
    environment = {**os.environ, "PYTHONPATH": f"{copy}:{copy / 'site'}", "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", FRESH, out], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

    theirs = contents(out)
    ours = {name: content for name, content in contents(dist).items() if name.startswith("runtime/")}
    ours = {name: content for name, content in ours.items() if not name.endswith((".br", ".gz"))}
    assert set(ours) == set(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
