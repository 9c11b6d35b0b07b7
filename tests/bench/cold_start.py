"""Cold start of Python in Chromium: our worker against Pyodide as npm brings it, doing the same job in the same run.

`python -m tests.bench.cold_start [RUNS]` prints, for each, the median time from starting the worker to the answer,
their ratio, and the bytes to download. Each run has a fresh browser context, so nothing is cached; the two take turns,
so what else the machine does hits both. The page is served with the production policy.

Stock: `loadPyodide()`, unpack the locked wheels and our package as sources, import, answer.
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import statistics
import sys
import tempfile
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from stopsms.runtime import build_runtime
from stopsms.runtime.inputs import ENTRY, LOCK, PYODIDE, REQUESTS
from stopsms.runtime.wheels import fetch_wheels, read_lock

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
PACKAGE = ROOT / "sender_lookup"
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; "
    "style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'"
)
PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title>
<script type="module" src="/page.js"></script>"""
SCRIPT = """
const request = await (await fetch("/request.json")).text();
const begin = performance.now();
const worker = new Worker(location.hash.slice(1), { type: "module" });
const finish = (text) => { document.body.dataset.done = text; };
worker.addEventListener("error", (event) => finish(`failed: ${event.message}`));
worker.addEventListener("message", ({ data }) => {
  if (data.type === "ready") worker.postMessage({ id: 1, request });
  if (data.type === "failed" || data.error) finish(`failed: ${data.reason ?? data.error}`);
  if (data.response) finish(JSON.stringify([performance.now() - begin, data.response]));
});
"""
STOCK = """
import { loadPyodide } from "./pyodide.mjs";
const pyodide = await loadPyodide();
for (const name of %s) {
  const file = await fetch(new URL(name, import.meta.url));
  pyodide.unpackArchive(await file.arrayBuffer(), name.endsWith(".whl") ? "wheel" : "zip");
}
const { respond } = pyodide.pyimport("%s");
addEventListener("message", ({ data: { id, request } }) => postMessage({ id, response: respond(request) }));
postMessage({ type: "ready" });
"""


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder with the production policy, without a log."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}  # noqa: RUF012

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def write_stock(folder: Path) -> None:
    """The stock side: the npm package, the locked wheels, our package as sources, a worker of ten lines."""
    folder.mkdir()
    for name in PARTS:
        shutil.copy(PYODIDE / name, folder)
    locked, python = read_lock(LOCK)
    wheels = fetch_wheels(locked, python, CACHE / "wheels").values()
    for wheel in wheels:
        shutil.copy(wheel, folder)
    (folder / "sender_lookup.zip").write_bytes(sources_zip())
    archives = [*(wheel.name for wheel in wheels), "sender_lookup.zip"]
    (folder / "worker.js").write_text(STOCK % (json.dumps(archives), ENTRY), encoding="utf-8")


def sources_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(PACKAGE.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".po":
                archive.write(path, path.relative_to(ROOT))
    return buffer.getvalue()


def cold_start(browser: Browser, address: str, worker: str) -> tuple[float, str]:
    """Milliseconds from starting the worker to its answer, and the answer."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{address}/#{worker}")
        done = page.locator("body[data-done]")
        done.wait_for(state="attached", timeout=60_000)
        text = done.get_attribute("data-done") or ""
        if not text.startswith("["):
            raise SystemExit(f"{worker}: {text}")
        milliseconds, answer = json.loads(text)
        return milliseconds, answer
    finally:
        context.close()


def chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        raise SystemExit("no Chromium found: install the package `chromium`")
    return found


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), compresslevel=9))


def measure(folder: Path, runs: int, sides: dict[str, str]) -> dict[str, list[float]]:
    """Times by side, in turns, after one start of each that does not count (the browser itself warms up)."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    times: dict[str, list[float]] = {side: [] for side in sides}
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=options)
        address = f"http://127.0.0.1:{server.server_port}"
        for run in range(runs + 1):
            starts = {side: cold_start(browser, address, worker) for side, worker in sides.items()}
            if len({answer for _, answer in starts.values()}) > 1:
                raise SystemExit("the two sides answer differently, so that their times cannot be compared")
            for side, (milliseconds, _) in starts.items():
                times[side] += [milliseconds] if run else []
            print(f"\r{run}/{runs}", end="", file=sys.stderr, flush=True)
        browser.close()
    print(file=sys.stderr)
    server.shutdown()
    return times


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        runtime = build_runtime(folder, package=PACKAGE, cache=CACHE)
        write_stock(folder / "stock")
        (folder / "index.html").write_text(PAGE, encoding="utf-8")
        (folder / "page.js").write_text(SCRIPT, encoding="utf-8")
        first = json.loads(REQUESTS.read_text(encoding="utf-8"))[0]
        (folder / "request.json").write_text(json.dumps(first), encoding="utf-8")
        sides = {"ours": f"/{runtime['version']}/worker.js", "stock": "/stock/worker.js"}
        times = measure(folder, runs, sides)
        report(times, {side: folder / worker.strip("/").split("/")[0] for side, worker in sides.items()})


def report(times: dict[str, list[float]], folders: dict[str, Path]) -> None:
    for side, values in times.items():
        sizes = {path.name: compressed(path) for path in sorted(folders[side].iterdir())}
        print(f"{side}: median {statistics.median(values):.0f} ms of {len(values)}, fastest {min(values):.0f} ms")
        for name, size in sizes.items():
            print(f"    {size / 1e6:6.3f} MB gzip  {name}")
        print(f"    {sum(sizes.values()) / 1e6:6.3f} MB gzip  in all")
    ratio = statistics.median(times["ours"]) / statistics.median(times["stock"])
    print(f"cold start, ours / stock: {ratio:.3f} (budget 0.38, aim 0.30)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
