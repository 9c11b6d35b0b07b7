"""What each import of a start costs: `python -m tests.bench.imports`, in the finished runtime under Node.

Prints the slowest modules, each without those that it imports itself, as the least of several starts: what else the
machine does can only add to a time.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from stopsms.runtime import build_runtime
from stopsms.runtime.inputs import REQUESTS

from tests.bench.stock import CACHE, PACKAGE

SCRIPT = Path(__file__).with_suffix(".mjs")
RUNS = 3
SHOWN = 15


def one_start(worker: Path) -> dict[tuple[str, int], int]:
    """(Module, how often it was tried before) -> microseconds."""
    command = [shutil.which("node") or "node", str(SCRIPT), str(worker), str(REQUESTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seen: Counter[str] = Counter()
    times: dict[tuple[str, int], int] = {}
    for microseconds, name in json.loads(done.stdout)["imports"]:
        times[name, seen[name]] = microseconds
        seen[name] += 1
    return times


def main(runs: int = RUNS) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        runtime = build_runtime(Path(scratch), package=PACKAGE, cache=CACHE)
        starts = [one_start(Path(scratch, runtime.start, "worker.js")) for _ in range(runs)]
    least = {key: min(start.get(key, time) for start in starts) for key, time in starts[0].items()}
    print(f"imports of a start: {len(least)} modules, {sum(least.values()) / 1000:.0f} ms in Node; the slowest:")
    for (name, _), microseconds in sorted(least.items(), key=lambda item: -item[1])[:SHOWN]:
        print(f"    {microseconds / 1000:6.1f} ms  {name}")


if __name__ == "__main__":
    main()
