"""Cold start of Python in a browser: our worker against Pyodide as npm brings it, doing the same job in the same run.

`python -m tests.bench.cold_start [RUNS]` prints, for each, the median time from starting the worker to the answer in
Chromium, their ratio, and the bytes to download. Each run has a fresh browser context, so nothing is cached; the two
take turns, so what else the machine does hits both. The page is served with the production policy.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType

from playwright.sync_api import Browser, sync_playwright
from stopsms.publish.service_worker import pack_in
from stopsms.runtime import build_runtime
from stopsms.runtime.inputs import REQUESTS

from tests.bench.stock import CACHE, PACKAGE, write_stock
from tests.e2e.browser import WHOLE, launch

PACKS = ("words-fr", "fr")  # what the first question of a French page needs
ON_DEMAND = ("regions.zip.bin", "second.wasm")  # not part of a cold start, nor are other packs
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; "
    "style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'"
)
PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title>
<script type="module" src="/page.js"></script>"""
SCRIPT = """
const request = await (await fetch("/request.json")).text();
const begin = performance.now();
const worker = new Worker(location.hash.slice(1), { type: "module", name: "far words-fr fr" });
const finish = (text) => { document.body.dataset.done = text; };
const stages = {}; // when each began, in milliseconds
worker.addEventListener("error", (event) => finish(`failed: ${event.message}`));
worker.addEventListener("message", ({ data }) => {
  if (data.type === "progress") stages[data.stage] ??= performance.now() - begin;
  if (data.type === "ready") {
    stages.answer = performance.now() - begin;
    worker.postMessage({ id: 1, request });
  }
  if (data.type === "failed" || data.error) finish(`failed: ${data.reason ?? data.error}`);
  if (data.response) finish(JSON.stringify([performance.now() - begin, data.response, stages]));
});
"""
Stages = dict[str, float]
Start = Callable[[str], str]  # an address -> what its page says in `data-done`; nothing is cached in that browser
Opened = Callable[[], AbstractContextManager[Start]]


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder with the production policy, without a log."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}  # noqa: RUF012

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def in_chromium() -> Iterator[Start]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright, names=WHOLE)
        yield partial(in_context, browser)
        browser.close()


def in_context(browser: Browser, url: str) -> str:
    """See `Start`."""
    context = browser.new_context(locale="fr-FR")
    try:
        page = context.new_page()
        page.goto(url)
        done = page.locator("body[data-done]")
        done.wait_for(state="attached", timeout=60_000)
        return done.get_attribute("data-done") or ""
    finally:
        context.close()


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), compresslevel=9))


def cold_start(start: Start, url: str) -> tuple[float, str, Stages]:
    """Milliseconds from starting the worker to its answer, the answer, and when each stage of ours began."""
    text = start(url)
    if not text.startswith("["):
        raise SystemExit(f"{url}: {text}")
    milliseconds, answer, stages = json.loads(text)
    return milliseconds, answer, stages


def durations(began: Stages, end: float) -> dict[str, float]:
    """How long each stage took.

    >>> durations({"start": 300, "import": 500, "answer": 600}, 700)
    {'fetch and compile': 300, 'start of Python': 200, 'imports': 100, 'first answer': 100}
    """
    names = {"start": "fetch and compile", "import": "start of Python", "answer": "imports"}
    ends = {name: began[stage] for stage, name in names.items()} | {"first answer": end}
    return {name: at - before for (name, at), before in zip(ends.items(), [0, *ends.values()], strict=False)}


def measure(start: Start, urls: dict[str, str], runs: int) -> dict[str, list[float]]:
    """Times by side, in turns, after one start of each that does not count (the browser itself warms up)."""
    times: dict[str, list[float]] = {side: [] for side in urls}
    for run in range(runs + 1):
        starts = {side: cold_start(start, url) for side, url in urls.items()}
        if len({answer for _, answer, _ in starts.values()}) > 1:
            raise SystemExit("the two sides answer differently, so that their times cannot be compared")
        for side, (milliseconds, _, stages) in starts.items():
            times[side] += [milliseconds] if run else []
            if run and side == "ours":
                for name, duration in durations(stages, milliseconds).items():
                    times.setdefault(name, []).append(duration)
        print(f"\r{run}/{runs}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return times


def write_sides(folder: Path) -> dict[str, list[Path]]:
    """Both sides beside the page that starts them; the folders of each, that of its worker first."""
    runtime = build_runtime(folder, package=PACKAGE, cache=CACHE)
    write_stock(folder / "stock")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "page.js").write_text(SCRIPT, encoding="utf-8")
    first = json.loads(REQUESTS.read_text(encoding="utf-8"))[0]
    (folder / "request.json").write_text(json.dumps(first), encoding="utf-8")
    ours = sorted(runtime.folders.values(), key=lambda name: name != runtime.start)
    return {"ours": [folder / name for name in ours], "stock": [folder / "stock"]}


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The folder, served; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def main(runs: int, browsers: Mapping[str, Opened] = MappingProxyType({"Chromium": in_chromium})) -> None:
    """Measure in each of the browsers, by name."""
    with tempfile.TemporaryDirectory() as scratch, serving(Path(scratch)) as address:
        sides = write_sides(Path(scratch))
        for side, folders in sides.items():
            report_sizes(side, folders)
        urls = {side: f"{address}#/{folders[0].name}/worker.js" for side, folders in sides.items()}
        for name, opened in browsers.items():
            with opened() as start:
                report(name, measure(start, urls, runs))


def report_sizes(side: str, folders: list[Path]) -> None:
    files = [path for folder in folders for path in sorted(folder.iterdir())]
    late = {
        path.name for path in files if path.name in ON_DEMAND or (pack_in(path.as_posix()) or PACKS[0]) not in PACKS
    }
    sizes = {path.name: compressed(path) for path in files}
    total = sum(size for name, size in sizes.items() if name not in late)
    print(f"{side}: {total / 1e6:6.3f} MB gzip")
    for name, size in sizes.items():
        print(f"    {size / 1e6:6.3f} MB gzip  {name}{', not at the start' if name in late else ''}")


def report(browser: str, times: dict[str, list[float]]) -> None:
    for side in ("ours", "stock"):
        values = times[side]
        median = statistics.median(values)
        print(f"{browser}, {side}: median {median:.0f} ms of {len(values)}, fastest {min(values):.0f} ms")
    for stage in [name for name in times if name not in ("ours", "stock")]:
        print(f"    {statistics.median(times[stage]):5.0f} ms  {stage}")
    ratio = statistics.median(times["ours"]) / statistics.median(times["stock"])
    budget = " (budget 0.30, aim 0.25)" if browser == "Chromium" else ""
    print(f"cold start in {browser}, ours / stock: {ratio:.3f}{budget}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
