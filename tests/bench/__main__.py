"""`python -m tests.bench`: lookups per second, whole tables, how fast the site is built; with a browser, cold start,
imports, visits, the instant answer and pictures.

`--engines` measures the cold start in Firefox ESR and WebKitGTK as well.
"""

from __future__ import annotations

import importlib.util
import sys

from . import build, hostile, tables, throughput

COLD_START_RUNS = 5
SHELL_ALONE = (
    "browser: only the headless shell of the tests is here, whose times follow; those of the Chromium that people use "
    "are not measured: `apt-get install chromium` (found: {path})"
)


def main() -> None:
    """Run the measurements that this machine can make."""
    throughput.main()
    hostile.main()
    tables.main()
    build.main()
    if importlib.util.find_spec("tests.bench.cold_start") is None or importlib.util.find_spec("playwright") is None:
        print("cold start: not measured (needs tests/bench/cold_start.py and playwright)")
        return
    from tests.e2e.browser import WHOLE, of_system

    from . import cold_start, imports, instant, pictures, visits

    if (path := of_system()) and not of_system(WHOLE):
        print(SHELL_ALONE.format(path=path))
    browsers: dict[str, cold_start.Opened] = {"Chromium": cold_start.in_chromium}
    if "--engines" in sys.argv:
        from tests.engines.cold_start import browsers as engines

        browsers |= engines()
    cold_start.main(COLD_START_RUNS, browsers)
    imports.main()
    instant.main()
    visits.main()
    pictures.main()


if __name__ == "__main__":
    main()
