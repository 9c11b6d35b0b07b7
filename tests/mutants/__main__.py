"""`python -m tests.mutants`: make the changes, run the tests, name what they let through, print its share."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import tomllib
from dataclasses import replace
from pathlib import Path

import flask  # noqa: F401  # imported before the runs fork, as is what follows: it need not be imported in each
import jinja2  # noqa: F401
import phonenumbers  # noqa: F401

from .mutations import Mutant, mutants_of
from .running import PROJECT, copy_of, survivors
from .touched import measure

ROOMS = ("intake", "sender", "message", "advice", "draft")  # what judges, but for the two lines below
MORE = ("country/loader.py", "text/tokens.py", "output/letters.py", "output/calendar.py")
# What adds up weights, and is to be judged by messages: a small change of a weight shows in no single answer.
WEIGHED = ("message/amounts.py", "message/compound_signals.py", "message/purpose.py")
COUNT, SEED = 120, 2026
MOST = 0.10  # the share that may survive


def main() -> int:
    """0 where fewer than a tenth of the changes go unnoticed."""
    p = argparse.ArgumentParser(prog="tests.mutants", description="Do the tests notice small changes of the code?")
    p.add_argument("--count", type=int, default=COUNT, help=f"how many changes are tried (default {COUNT})")
    p.add_argument("--seed", type=int, default=SEED, help=f"which ones (default {SEED})")
    p.add_argument("--only", help="the changes of one module, as advice/follow_up.py")
    options = p.parse_args()
    tried = sample(options.only, options.count, options.seed)
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        place = Path(scratch).resolve()
        unchanged, *copies = [copy_of(PROJECT, place / name) for name in ("unchanged", "one", "two")]
        touched = measure(unchanged)
        same = unchanged_like(tried[0])
        found = list(survivors([same, *tried], copies, touched))
    if same not in found:
        raise SystemExit("the tests fail in a copy where nothing is changed: nothing is proven")
    left = sorted(str(m) for m in found if m is not same)
    print(f"\n{len(left)} of {len(tried)} changes were not noticed ({len(left) / len(tried):.0%}):", file=sys.stderr)
    print("\n".join(left))
    return int(len(left) / len(tried) >= MOST)


def unchanged_like(one: Mutant) -> Mutant:
    """A change of nothing in that module, tried among the others: no test may notice it."""
    source = (PROJECT / "sender_lookup" / one.module).read_text("utf-8")
    return replace(one, before="nothing", after="changed", source=source)


def sample(only: str | None, count: int, seed: int) -> list[Mutant]:
    """So many changes of the modules that judge, without those that no answer can show."""
    modules = [only] if only else judges()
    sources = ((name, (PROJECT / "sender_lookup" / name).read_text("utf-8")) for name in modules)
    known = equivalent()
    found = [m for name, text in sources for m in mutants_of(name, text) if (name, m.before, m.after) not in known]
    return random.Random(seed).sample(found, min(count, len(found)))


def judges() -> list[str]:
    """The modules that judge, as paths in the package."""
    package = PROJECT / "sender_lookup"
    found = [p.relative_to(package).as_posix() for room in ROOMS for p in sorted((package / room).rglob("*.py"))]
    return [name for name in (*found, *MORE) if name not in WEIGHED]


def equivalent() -> set[tuple[str, str, str]]:
    """(module, before, after) of the changes in `equivalent.toml`."""
    rows = tomllib.loads((Path(__file__).parent / "equivalent.toml").read_text("utf-8"))["changes"]
    return {(row["module"], row["before"], row["after"]) for row in rows}


if __name__ == "__main__":
    sys.exit(main())
