"""Where the table of number blocks comes from: files given on the command line, or fetched from the regulator.

`--update-numbering` is the only option of the build that uses the network. What was fetched is kept in `.cache/`;
a table is replaced only by one that could be compiled.
"""

from __future__ import annotations

import urllib.request
from datetime import date
from pathlib import Path

import sender_lookup
from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.number_blocks import load_numbering, table_of
from sender_lookup.country.schema import Country, Index
from sender_lookup.errors import RuleError

from ..errors import BuildError, Problem
from .compile import compile_table

DATA = Path(sender_lookup.__file__).parent / "data"
TIMEOUT = 30  # seconds without a byte
LARGEST = 20_000_000  # bytes; the tables of 2026 have 1.1 and 0.2 million


def numbered_country() -> Country | None:
    """The first country whose file names a table. Raises RuleError where a file is wrong."""
    return next((c for c in map(load_country, load_index().countries) if c.numbering), None)


def numbering_date() -> date | None:
    """The date of the table that is there, or None. Raises BuildError where it cannot be read."""
    try:
        country = numbered_country()
        table = table_of(country) if country else None
    except RuleError as error:
        raise BuildError(Problem(f"sender_lookup/data/{error.file}", 1, error.what, error.fix)) from None
    return table.day if table else None


def write_table(content: bytes, folder: Path = DATA) -> Path:
    """Put a compiled table where the package looks for it, whole or not at all. Raises BuildError."""
    country = numbered_country()
    if country is None:
        fix = 'write numbering = "numbering.bin" in the file of the country that it belongs to'
        raise BuildError(Problem("sender_lookup/data/index.toml", 1, "no country names a numbering table", fix))
    target = folder / country.numbering
    load_numbering.cache_clear()
    if target.is_file() and target.read_bytes() == content:
        return target
    fresh = target.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(target)
    return target


def compile_given(numbering: Path | None, operators: Path | None, *, update: bool, cache: Path) -> bytes | None:
    """The table that the options ask for, or None where they ask for none. Raises BuildError."""
    if update:
        numbering, operators = fetch_tables(load_index(), cache)
    return compile_table(numbering, operators) if numbering else None


def fetch_tables(index: Index, cache: Path) -> tuple[Path, Path]:
    """Fetch both files into `cache`; their paths. Raises BuildError."""
    cache.mkdir(parents=True, exist_ok=True)
    numbering, operators = cache / "majnum.csv", cache / "operators.csv"
    for url, path in ((index.numbering_url, numbering), (index.operators_url, operators)):
        path.write_bytes(_fetch(url, index.numbering_page))
    return numbering, operators


def _fetch(url: str, page: str) -> bytes:
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "stop-sms-build"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            content: bytes = answer.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise BuildError(_problem(url, page, f"could not be fetched ({error})")) from None
    if not content or len(content) > LARGEST:
        raise BuildError(_problem(url, page, f"gave {len(content)} bytes"))
    return content


def _problem(url: str, page: str, what: str) -> Problem:
    index = (DATA / "index.toml").read_text("utf-8").splitlines()
    line = next((n for n, text in enumerate(index, 1) if url and url in text), 1)
    fix = f"fix the address there, or download the file from {page} and pass it with --numbering or --operators"
    return Problem("sender_lookup/data/index.toml", line, f"{url or 'an empty address'} {what}", fix)
