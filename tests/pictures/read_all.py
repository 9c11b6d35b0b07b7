"""Reads every picture of a folder with the built site's own reader, in Chromium.

    python -m tests.pictures.read_all FOLDER OUT.json [--dist DIST]

OUT.json: the picture's name -> its Page, or {"code": ...} where it was not read. Beside each may lie a JSON file
of the same name with its `language` and `country`; the models are those that the site takes for them. Without `--dist`
the site is built.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from stopsms.publish.dev_server import running

from tests.e2e.browser import launch
from tests.pages.built import built
from tests.pictures.reading import read_file

KINDS = (".png", ".jpg", ".jpeg", ".webp", ".gif")


def read_all(folder: Path, dist: Path) -> dict[str, dict[str, Any]]:
    """What the reader says of each picture, by the picture's name."""
    pictures = sorted(path for path in folder.rglob("*") if path.suffix in KINDS)
    found: dict[str, dict[str, Any]] = {}
    with sync_playwright() as playwright, running(dist) as url:
        page = launch(playwright).new_page()
        page.goto(f"{url}fr/")
        for path in pictures:
            found[path.name] = read_file(page, path, **options_of(path))
    return found


def options_of(path: Path) -> dict[str, str]:
    """The language and the country of a picture, where the file beside it says them."""
    beside = path.with_suffix(".json")
    told = json.loads(beside.read_text("utf-8")) if beside.is_file() else {}
    return {name: told[name] for name in ("language", "country") if name in told}


def main(arguments: list[str] | None = None) -> int:
    """Read, write, and say in a line how it went."""
    p = argparse.ArgumentParser(prog="read_all", description="Read every picture of a folder.")
    p.add_argument("folder", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--dist", type=Path, help="a built site (default: it is built)")
    options = p.parse_args(arguments)
    found = read_all(options.folder, options.dist or built()[1])
    pages = {name: one.get("page", {"code": one.get("code")}) for name, one in found.items()}
    options.out.write_text(json.dumps(pages, ensure_ascii=False, separators=(",", ":")), "utf-8")
    seconds = [one["seconds"] for one in found.values() if "seconds" in one]
    if not seconds:
        print(f"none of {len(found)} pictures was read")
        return 1
    print(f"{len(seconds)} of {len(found)} pictures read, {statistics.median(seconds):.2f} s each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
