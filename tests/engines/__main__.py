"""`python -m tests.engines [firefox] [webkit]`: the main path in each, with its times; exit 1 where one fails.

With `--where-possible` an engine that this machine has not and cannot install is named and left out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tests.engines import firefox, webkit
from tests.engines.engine import DriverError, Engine, EngineError
from tests.engines.install import ensure, install_missing
from tests.engines.path import walk
from tests.pages.built import built, is_split, thin

ENGINES: dict[str, tuple[Callable[[], AbstractContextManager[Engine]], tuple[str, ...]]] = {
    "firefox": (firefox.opened, firefox.PROGRAMS),
    "webkit": (webkit.opened, webkit.PROGRAMS),
}

WHERE_POSSIBLE = "--where-possible"


def drive(name: str, dist: Path, more: int = 1) -> bool:
    """Go the path in one engine, and tell how it went.

    Once more where the driver died, for it can for the machine's sake. What did not come in time would be late again.
    """
    began = time.monotonic()
    try:
        with ENGINES[name][0]() as engine:
            title = engine.name
            times = walk(engine, dist)
    except (EngineError, OSError) as error:
        print(f"{name}: FAILED: {error}", file=sys.stderr, flush=True)
        return isinstance(error, DriverError) and more > 0 and drive(name, dist, more - 1)
    print(f"{title}: all right, {time.monotonic() - began:.0f} s", flush=True)
    for what, milliseconds in times.items():
        print(f"  {milliseconds:6.0f} ms  {what}", flush=True)
    return True


def main(arguments: list[str]) -> int:
    """Drive the named engines, else all."""
    names = [name for name in arguments if name != WHERE_POSSIBLE]
    if unknown := set(names) - set(ENGINES):
        raise SystemExit(f"engines: {', '.join(sorted(unknown))}: not one of {', '.join(ENGINES)}")
    wanted = names or list(ENGINES)
    if WHERE_POSSIBLE in arguments:
        wanted = [name for name in wanted if is_there(name)]
    else:
        ensure(program for name in wanted for program in ENGINES[name][1])
    dist = built()[1]
    dist = thin() if is_split(dist) else dist
    went_well = [drive(name, dist) for name in wanted]  # each, also after one that failed
    return 0 if all(went_well) else 1


def is_there(name: str) -> bool:
    """True where the engine is installed, or could be; says so where not."""
    missing = install_missing(ENGINES[name][1])
    if missing:
        print(f"{name}: NOT TRIED: this machine lacks {', '.join(missing)}", file=sys.stderr, flush=True)
    return not missing


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
