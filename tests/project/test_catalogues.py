"""The compiled catalogues follow from the .po files alone: not from the clock, nor from what was compiled before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from stopsms.config import ROOT

LOCALES = ("sender_lookup/locale", "site/stopsms/locale")


def copy_of_the_sources(folder: Path, modified: float) -> Path:
    """A tree with the hook and the .po files alone, all last changed at `modified`."""
    folder.mkdir()
    shutil.copy(ROOT / "hatch_build.py", folder)
    for locale in LOCALES:
        shutil.copytree(ROOT / locale, folder / locale, ignore=shutil.ignore_patterns("*.mo"))
    for path in folder.rglob("*.po"):
        os.utime(path, (modified, modified))
    return folder


def compiled(folder: Path, timezone: str) -> dict[str, bytes]:
    """The catalogues that the hook makes in a tree, where the clock shows the time of `timezone`."""
    environment = {**os.environ, "TZ": timezone}
    subprocess.run([sys.executable, "hatch_build.py"], cwd=folder, env=environment, check=True)
    return {mo.relative_to(folder).as_posix(): mo.read_bytes() for mo in folder.rglob("*.mo")}


def test_two_copies_compile_to_the_same_bytes(tmp_path: Path) -> None:
    ours = compiled(copy_of_the_sources(tmp_path / "ours", 1_000_000_000), "UTC")
    theirs = compiled(copy_of_the_sources(tmp_path / "theirs", 1_700_000_000), "Asia/Tokyo")

    assert set(ours) == {po.relative_to(ROOT).with_suffix(".mo").as_posix() for po in ROOT.glob("s*/**/*.po")}
    assert ours == theirs


def test_a_catalogue_that_is_newer_than_other_words_is_compiled_again(tmp_path: Path) -> None:
    """As after a change of branch with a clock that went back: the time of a file proves nothing."""
    tree = copy_of_the_sources(tmp_path / "tree", 1_000_000_000)
    first = compiled(tree, "UTC")
    changed = tree / "sender_lookup/locale/en/LC_MESSAGES/messages.po"
    changed.write_text(changed.read_text("utf-8") + '\nmsgid "a.new.key"\nmsgstr "A new word"\n', "utf-8")
    os.utime(changed, (1_000_000_000, 1_000_000_000))

    again = compiled(tree, "UTC")
    assert [name for name in first if first[name] != again[name]] == ["sender_lookup/locale/en/LC_MESSAGES/messages.mo"]


def test_a_catalogue_that_is_right_is_left_as_it_is(tmp_path: Path) -> None:
    """Others may be reading it, and `make` calls the hook at every target."""
    tree = copy_of_the_sources(tmp_path / "tree", 1_000_000_000)
    compiled(tree, "UTC")
    written = {mo: mo.stat().st_mtime_ns for mo in tree.rglob("*.mo")}
    compiled(tree, "UTC")

    assert written == {mo: mo.stat().st_mtime_ns for mo in written}
