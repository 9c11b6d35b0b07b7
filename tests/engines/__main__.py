"""`python -m tests.engines [firefox] [webkit]`: the main path in each, with its times; exit 1 where one fails."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tests.engines import firefox, webkit
from tests.engines.engine import Engine, EngineError
from tests.engines.install import ensure
from tests.engines.path import walk
from tests.pages.built import built

ENGINES: dict[str, tuple[Callable[[], AbstractContextManager[Engine]], tuple[str, ...]]] = {
    "firefox": (firefox.opened, firefox.PROGRAMS),
    "webkit": (webkit.opened, webkit.PROGRAMS),
}


def drive(name: str, dist: Path) -> bool:
    """Go the path in one engine, and tell how it went."""
    began = time.monotonic()
    try:
        with ENGINES[name][0]() as engine:
            title = engine.name
            times = walk(engine, dist)
    except (EngineError, OSError) as error:
        print(f"{name}: FAILED: {error}", file=sys.stderr, flush=True)
        return False
    print(f"{title}: all right, {time.monotonic() - began:.0f} s", flush=True)
    for what, milliseconds in times.items():
        print(f"  {milliseconds:6.0f} ms  {what}", flush=True)
    return True


def main(names: list[str]) -> int:
    """Drive the named engines, else all."""
    if unknown := set(names) - set(ENGINES):
        raise SystemExit(f"engines: {', '.join(sorted(unknown))}: not one of {', '.join(ENGINES)}")
    wanted = names or list(ENGINES)
    ensure(program for name in wanted for program in ENGINES[name][1])
    dist = built()[1]
    went_well = [drive(name, dist) for name in wanted]  # each, also after one that failed
    return 0 if all(went_well) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
