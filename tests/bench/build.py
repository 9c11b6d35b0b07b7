"""How fast the site is built, today's and one four times as large: `python -m tests.bench.build`.

The large one has each language four times, under the codes of others: as many pages as with four times the languages,
each with its own words. Both are built in copies of the tree, first with nothing kept but the wheels (Python for the
browser is compiled, and all is compressed), then again with nothing changed. Pages a second are those of freezing:
every HTML page, also at former addresses, with its country's tables and its language's search.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from stopsms.config import ROOT

from tests.pages.built import copy_sources

# Language -> the codes under which it is there again.
AGAIN = {"fr": ("it", "pt", "ca"), "gl": ("de", "nl", "eu"), "es": ("pl", "ro", "sv"), "en": ("da", "fi", "cs")}
TIMED = """
import sys, time
began = time.time()
from stopsms import cli
freeze = cli.freeze
def timed(*arguments, **options):
    start = time.perf_counter()
    files = freeze(*arguments, **options)
    print("frozen:", sum(file.suffix == ".html" for file in files), time.perf_counter() - start)
    return files
cli.freeze = timed
raise SystemExit(cli.main(["--as-of", "2026-11-24"], began=began))
"""


class Built(NamedTuple):
    """One run of the build: pages made, the seconds that took, and the whole time."""

    pages: int
    freezing: float
    whole: float


def main() -> None:
    """Print both sites' figures with the aims beside them."""
    sites: dict[str, Mapping[str, tuple[str, ...]]] = {"today's site": {}, "four times the languages": AGAIN}
    for name, again in sites.items():
        with tempfile.TemporaryDirectory() as folder:
            tree = copy_of_the_tree(Path(folder) / "tree", again)
            cold, unchanged = run(tree), run(tree)
        rate = f"{cold.pages / cold.freezing:,.0f} pages a second ({cold.pages:,} in {cold.freezing:.1f} s; aim 150)"
        print(f"{name}: {rate}; cold {cold.whole:.1f} s (bar 60), unchanged {unchanged.whole:.1f} s (aim 2)")


def copy_of_the_tree(tree: Path, again: Mapping[str, tuple[str, ...]]) -> Path:
    """What a build reads, with some languages again under other codes, and the wheels, for which it would need a
    network."""
    copy_sources(tree)
    shutil.copytree(ROOT / ".cache" / "wheels", tree / ".cache" / "wheels")
    (tree / "site" / "node_modules").symlink_to(ROOT / "site" / "node_modules")
    for language, codes in again.items():
        for code in codes:
            _add(tree, language, code)
    subprocess.run([sys.executable, "hatch_build.py"], cwd=tree, check=True)
    return tree


def _add(tree: Path, language: str, code: str) -> None:
    """A language as docs/adding.md says, with the words of another."""
    pages = tree / "site" / "stopsms"
    for folder in (tree / "content", tree / "sender_lookup" / "locale", pages / "locale"):
        shutil.copytree(folder / language, folder / code)
    search = pages / "search"
    shutil.copy(search / f"wordings.{language}.toml", search / f"wordings.{code}.toml")
    _add_sentences(tree / "sender_lookup" / "data", language, code)
    _insert(pages / "config.py", r"^LANGUAGE_NAMES = \{", f'"{code}": "{code}", ')
    index = tree / "sender_lookup" / "data" / "index.toml"
    _insert(index, r"^languages = \[", f'"{code}", ')
    if start := re.search(rf'^start_countries = .*\b{language} = ("\w+")', index.read_text("utf-8"), re.MULTILINE):
        _insert(index, r"^start_countries = \{", f" {code} = {start[1]},")


def _add_sentences(data: Path, language: str, code: str) -> None:
    """Its own file, of the other's, or of its tables in the file of those that are read for everybody."""
    own, new = (data / f"sentences.{name}.toml" for name in (language, code))
    if own.is_file():
        shutil.copy(own, new)
        return
    whole = (data / "sentences.toml").read_text("utf-8")
    tables = re.findall(rf"^\[{language}[].](?:.*\n(?!\[))*.*\n?", whole, re.MULTILINE)
    new.write_text("\n".join(re.sub(rf"^\[{language}(?:\]\n|\.)", _beginning, table) for table in tables), "utf-8")


def _beginning(found: re.Match[str]) -> str:
    return "" if found[0].endswith("\n") else "["


def _insert(path: Path, after: str, text: str) -> None:
    whole, times = re.subn(f"({after})", rf"\g<1>{text}", path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert times, f"{path} has no line {after}"
    path.write_text(whole, "utf-8")


def run(tree: Path) -> Built:
    """Build in a process of its own, as `build.py` does."""
    environment = {**os.environ, "PYTHONPATH": f"{tree}{os.pathsep}{tree / 'site'}"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", TIMED], cwd=tree, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    whole = time.perf_counter() - start
    frozen = re.search(r"^frozen: (\d+) ([\d.]+)", done.stdout, re.MULTILINE)
    return Built(int(frozen[1]) if frozen else 0, float(frozen[2]) if frozen else 0.0, whole)


if __name__ == "__main__":
    main()
