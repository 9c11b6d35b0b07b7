"""`python build.py`: arguments, then the steps in their order, each in a module of its own."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from flask_frozen import FrozenFlaskWarning

from sender_lookup.country.loader import load_country, load_index

from . import create_app
from .checks import find_problems, maintenance_notes
from .companies.compile import compile_companies
from .companies.lists import write_lists
from .config import ROOT, Site, load_site
from .errors import BuildError
from .numbering.sources import compile_given, write_table
from .pictures import FILES, build_reader
from .publish.ahead import cores
from .publish.compress import compress_all
from .publish.dev_server import make_server
from .publish.freeze import freeze
from .publish.kept import fingerprint, keep, restore
from .publish.licences import write_licences
from .publish.service_worker import write_service_worker
from .publish.strip_comments import drop_comments
from .runtime import Choice, build_runtime
from .runtime.inputs import LOCK
from .runtime.wheels import fetch_wheels, read_lock

DEFAULT_URL = "http://localhost:8000/"
RUNTIME = "runtime"
PICTURES = "pictures"
CACHE = ROOT / ".cache"  # what the next build need not make again


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: write it as 2026-11-24") from None


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not the address of a site: write it as https://example.org/ or https://example.org/folder/"
        )
    return text if text.endswith("/") else text + "/"


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    p = argparse.ArgumentParser(prog="build.py", description="Write the static site.")
    p.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder to write (default: dist)")
    p.add_argument("--base-url", type=_address, default=DEFAULT_URL, help="where the site will stand: root or sub-path")
    p.add_argument(
        "--serve", nargs="?", type=int, const=8000, metavar="PORT", help="build, then serve with the production headers"
    )
    p.add_argument("--as-of", type=_day, default=None, help="the day whose rules hold (default: today)")
    p.add_argument("--check", action="store_true", help="validate content, rules and links; write nothing")
    p.add_argument(
        "--engine", type=Choice, choices=list(Choice), default=Choice.WHERE_POSSIBLE, metavar="|".join(Choice),
        help="Python's engine in two parts (half the bytes; needs binaryen), or whole (default: in two where possible)",
    )  # fmt: skip
    p.add_argument("--fresh", action="store_true", help="build, even where a build of the same inputs was kept")
    table = p.add_mutually_exclusive_group()
    table.add_argument("--numbering", type=Path, metavar="FILE", help="compile this table of blocks (MAJNUM.csv)")
    table.add_argument("--update-numbering", action="store_true", help="fetch the tables; nothing else uses a network")
    p.add_argument("--operators", type=Path, metavar="FILE", help="with --numbering: names (identifiants_CE.csv)")
    p.add_argument("--companies", type=Path, metavar="FILE", help="make the lists of firms anew (companies-DATE.jsonl)")
    return p


def main(arguments: Sequence[str] | None = None, *, began: float | None = None) -> int:
    """Run the command; 0 where all went well, 1 with one line per problem.

    `began` is when this process had read nothing of the tree yet. Without it, no build of before is used.
    """
    options = parse(arguments)
    try:
        numbering(options)
        companies(options)
        site = load_site(options.base_url, options.as_of or date.today())
        check(site)
        if options.check:
            return 0
        build_or_restore(site, options.out, began=began, fresh=options.fresh, engine=options.engine)
    except (BuildError, FrozenFlaskWarning) as error:
        print(error, file=sys.stderr)
        return 1
    if options.serve:
        serve(options.out, options.serve, options.base_url)
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; ends the program where they do not go together."""
    p = parser()
    options = p.parse_args(arguments)
    if options.operators and not options.numbering:
        p.error("--operators needs --numbering FILE: names alone make no table")
    return options


def numbering(options: argparse.Namespace) -> None:
    """The table of number blocks that the options ask for; without them, the one that is there stays."""
    table = compile_given(
        options.numbering, options.operators, update=options.update_numbering, cache=CACHE / "numbering"
    )
    if table is not None and not options.check:
        write_table(table)


def companies(options: argparse.Namespace) -> None:
    """The lists of firms that the option asks for, and what was kept; without it, those that are there stay."""
    if options.companies is None:
        return
    made = compile_companies(options.companies, [c for c in load_index().countries if load_country(c).letters])
    print("\n".join(made.report))
    if not options.check:
        write_lists(made.files)


def check(site: Site) -> None:
    """Raises BuildError where something must be fixed first; else prints what a maintainer should know."""
    if problems := find_problems(site):
        raise BuildError(*problems)
    for line in maintenance_notes(site):
        print(line)


def build_or_restore(site: Site, out: Path, *, began: float | None, fresh: bool, engine: Choice) -> None:
    """Make `out` what the inputs give: of inputs that were built before, by what was kept; else by a build."""
    start = time.monotonic()
    key = None if began is None else fingerprint(site, began, engine=engine)
    kept = CACHE / "sites" / f"{key}.zip"
    if key and not fresh and (number := restore(kept, out)):
        print(f"{number} files in {out}, as built before ({time.monotonic() - start:.1f} s)")
        return
    build(site, out, engine=engine)
    if key and began and fingerprint(site, began, engine=engine) == key:
        keep(out, kept)


def build(site: Site, out: Path, *, with_runtime: bool = True, engine: Choice = Choice.WHERE_POSSIBLE) -> Site:
    """Python for the browser, the reader of pictures, and the pages that point to both. Returns the site as built."""
    began = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    if with_runtime:
        runtime = build_runtime(out / RUNTIME, package=ROOT / "sender_lookup", cache=CACHE, choice=engine)
        if runtime.why_whole:
            print(runtime.why_whole)
        _drop_others(out / RUNTIME, runtime.folders.values())
        site = site.with_runtime(f"{RUNTIME}/{runtime.start}/")
    folders = build_reader(out / PICTURES)
    _drop_others(out / PICTURES, folders.values())
    site = site.with_pictures(f"{PICTURES}/{folders[FILES]}/")
    files = freeze(create_app(site), site, out, progress=sys.stdout.isatty(), processes=cores())
    write_licences(out, fetch_wheels(*read_lock(LOCK), CACHE / "wheels"))
    drop_comments(out / "static")
    write_service_worker(site, out)
    compress_all(out, CACHE / "compressed")
    print(f"{len(files)} files in {out} ({time.monotonic() - began:.1f} s)")
    return site


def _drop_others(folder: Path, parts: Collection[str]) -> None:
    """Parts of earlier builds: their pages are gone."""
    import shutil

    for old in folder.iterdir():
        if old.name not in parts:
            shutil.rmtree(old)


def serve(folder: Path, port: int, base_url: str) -> None:
    """Serve until interrupted."""
    server = make_server(folder, port, base_url)
    print(f"http://localhost:{port}{urlsplit(base_url).path} (Ctrl+C ends it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
