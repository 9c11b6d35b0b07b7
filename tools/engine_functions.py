"""Takes anew which functions of Pyodide's engine run here: `python -m tools.engine_functions`.

Writes site/stopsms/runtime/engine/functions.txt, by which the build cuts the engine in two. An engine that counts
its calls (`wasm-split --instrument`) answers, in Node as in the build's own check and then in Chromium, Firefox and
WebKit: all sample requests, every letter in its languages, and the messages of corpus/ through every operation. To be
run with a new version of Pyodide, and when the build says that a request needs the second part. Takes some minutes;
needs binaryen.
"""

from __future__ import annotations

import base64
import json
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from stopsms.runtime import Choice, build_runtime  # noqa: E402  # the folder `site` is no package
from stopsms.runtime.assemble import Manifest, manifest_of, worker  # noqa: E402
from stopsms.runtime.engine import wasm  # noqa: E402
from stopsms.runtime.engine.cut import FEATURES, FIRST  # noqa: E402
from stopsms.runtime.engine.functions import FILE, names_of, of_calls  # noqa: E402
from stopsms.runtime.inputs import PYODIDE, own_files, sample_requests  # noqa: E402
from stopsms.runtime.node_job import run_job  # noqa: E402

from sender_lookup.intake.request import HAPPENED, QUESTIONS  # noqa: E402
from tests.bench.cold_start import PAGE, serving  # noqa: E402
from tests.e2e.browser import launch  # noqa: E402
from tests.engines import firefox, webkit  # noqa: E402
from tests.engines.engine import Engine, wait  # noqa: E402

PACKAGE = ROOT / "sender_lookup"
CACHE = ROOT / ".cache"
CORPUS = ROOT / "corpus"
EVERYDAY = Path(__file__).with_name("everyday_python.py")
LANGUAGES = ("fr", "es", "gl", "en")
TODAY = "2026-11-27"
OTHERS = ("draft", "evidence", "calendar", "wrong")  # operations that take a message as a lookup does
ONE_IN = 20  # messages for each of them
START = "start"
HEAD_OF_PROFILE = 8  # bytes: a hash of the module
PYTHON = "python"  # the stage of that script
BROWSERS = "browsers"  # the stage of what no request in Node calls
IN_BROWSERS = 10  # there one request in so many: what differs is between Python and JavaScript
FACTS = {
    "name": "Zoé Ñ", "address": "1 rue X\n75001 Paris", "company": "Modalia", "sender": "36180",
    "received": "2026-11-22T21:00", "stop_sent": "2026-10-01", "letter_sent": "2026-10-10", "text": "-50 % \u20ac STOP",
}  # fmt: skip
FORM = {  # as the page sends it
    "text": "", "sender": "", "country": "FR", "received": "", "knows_sender": "", "own_number": "", "happened": [],
    "answers": {}, "stop_sent": "", "letter_sent": "",
}  # fmt: skip
TOLD: tuple[dict[str, Any], ...] = (  # what a person says about a message, or asks besides
    {}, {}, {}, {"knows_sender": "yes"}, {"knows_sender": "no"},
    {"stop_sent": "2026-11-20"}, {"stop_sent": "2026-09-01"}, {"letter_sent": "2026-10-10"},
    {"letter_sent": "2026-11-20", "stop_sent": "2026-11-01"}, {"own_number": "0612345678"},
    {"question": "J'ai cliqué sur le lien, que faire ?"}, {"received": "2026-11-22T21:00"}, {"received": "2026-11-22"},
    *({"happened": [code]} for code in HAPPENED), {"happened": [*HAPPENED]},
    *({"answers": {question: answer}} for question in QUESTIONS for answer in ("yes", "no")),
)  # fmt: skip
UNUSUAL = (  # what nobody types, and what the page must live through
    "", "[]", "{", '{"op": 1}', '{"op": "lookup"}', '{"op": "lookup", "today": "2026-11-27", "request": 3}',
    '{"op": "letter", "id": 7, "country": "??", "facts": []}', '{"op": "qr", "uri": "mailto:x"}',
)  # fmt: skip
UNUSUAL_SENDERS = (
    "+81 3-1234-5678", "+1 650 253 0000", "\U0001f600", "\x00", "3617\u200b9", "\uff21\uff4d\uff45\uff4c\uff49",
    "\u0430meli", "+33 6 12 34 56 78 90", "1e400", "\u0663\u0666\u0661\u0667\u0669", "\u0130stanbul", "\ufb01rm",
    "https://x.example/?q=%F0%9F%98%80", "mailto:a@b.example", "a" * 2000,
)  # fmt: skip

# Before the worker's own script: keeps the module that counts, and says what it has called.
SPY = """
const spied = WebAssembly.instantiate;
let counting;
WebAssembly.instantiate = async (...given) => {
  const made = await spied(...given);
  if (given[1]?.env) counting = made.exports;
  return made;
};
addEventListener("message", (event) => {
  if (!event.data.count) return;
  event.stopImmediatePropagation();
  const place = counting.malloc(event.data.count);
  const length = counting.__write_profile(place, event.data.count);
  const profile = new Uint8Array(counting.memory.buffer, place, length).slice();
  counting.free(place);
  let text = "";
  for (const byte of profile) text += String.fromCharCode(byte);
  postMessage({ type: "profile", profile: btoa(text) });
});
"""
# The page's script: asks all, then stands there with the profile.
SCRIPT = """
  const { requests, start, room } = await (await fetch("requests.json")).json();
  const worker = new Worker(start, { type: "module" });
  const told = (wanted) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data.type === "failed") document.documentElement.dataset.failed = `${data.stage}: ${data.reason}`;
      if (wanted(data)) resolve(data);
    };
  });
  const said = (message, wanted) => {
    const answer = told(wanted);
    worker.postMessage(message);
    return answer;
  };
  await told(({ type }) => type === "ready");
  for (const [id, request] of requests.entries()) await said({ id, request }, (data) => data.id === id);
  globalThis.profile = (await said({ count: room }, ({ type }) => type === "profile")).profile;
  document.documentElement.dataset.done = "";
"""


def messages() -> Iterator[dict[str, Any]]:
    """What a person asks about each message of the corpus, in one language after the other, with what they say."""
    lines = [line for path in sorted(CORPUS.rglob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    for language, told, line in zip(cycle(LANGUAGES), cycle(TOLD), lines, strict=False):
        case = json.loads(line)
        given = {name: case[name] for name in ("sender", "text", "country", "received") if case.get(name)}
        yield {"language": language, "today": TODAY, "request": {**FORM, **given, **told, "language": language}}


def stages() -> dict[str, list[str]]:
    """What is asked: stage -> requests. Each operation in its own, for the list tells what needed a function."""
    asked: dict[str, list[str]] = {START: []}
    letters = (name for name, _ in own_files(PACKAGE))
    for request in sample_requests(letters):
        call = json.loads(request)
        asked.setdefault(call["op"], []).append(request)
        if call["op"] == "letter":
            asked["letter"].append(json.dumps({**call, "facts": {**FACTS, "short": True}}))
    for n, message in enumerate(messages()):
        asked["lookup"].append(json.dumps({"op": "lookup", **message}))
        if n % ONE_IN == 0:
            for op in OTHERS:
                asked[op].append(json.dumps({"op": op, **message}))
    senders = [{"op": "lookup", "today": TODAY, "language": "fr", "request": {"sender": s}} for s in UNUSUAL_SENDERS]
    return {**asked, "unusual": [*UNUSUAL, *map(json.dumps, senders)]}


def called(profile: str) -> set[int]:
    """The numbers of the functions that a profile of wasm-split names: behind its head, when each was called first."""
    content = base64.b64decode(profile)[HEAD_OF_PROFILE:]
    times = struct.unpack(f"<{len(content) // 4}I", content)
    return {number for number, time in enumerate(times) if time}


def counting_runtime(folder: Path) -> tuple[str, Manifest, int]:
    """The whole runtime into `folder`, its engine counting; the worker's address there, the manifest, and the bytes
    that a profile takes."""
    runtime = build_runtime(folder, package=PACKAGE, cache=CACHE, choice=Choice.WHOLE)
    module = next(folder.glob(f"engine-*/{FIRST}"))
    source = PYODIDE / FIRST
    subprocess.run(["wasm-split", FEATURES, "--instrument", str(source), "-o", str(module)], check=True)
    script = folder / runtime.start / "worker.js"
    manifest = manifest_of(script.read_bytes())
    manifest["files"][FIRST]["inflated"] = module.stat().st_size
    script.write_bytes(SPY.encode() + worker(manifest))
    defined = len(wasm.type_numbers(dict(wasm.read(source.read_bytes()))[wasm.Id.FUNCTION]))
    return f"{runtime.start}/worker.js", manifest, HEAD_OF_PROFILE + 4 * defined


def in_node(folder: Path, manifest: Manifest, asked: dict[str, list[str]], room: int) -> list[tuple[str, set[int]]]:
    """What each stage has called, in Node."""
    paths = {name: str(folder / file["address"].removeprefix("../")) for name, file in manifest["files"].items()}
    stages = [{"requests": requests, "script": ""} for requests in asked.values()]
    stages.append({"requests": [], "script": EVERYDAY.read_text("utf-8")})
    with tempfile.TemporaryDirectory() as scratch:
        report = run_job(Path(scratch), mode="count", paths=paths, manifest=manifest, stages=stages, room=room)
    return [(stage, called(profile)) for stage, profile in zip([*asked, PYTHON], report["profiles"], strict=True)]


class Chromium:
    """As much of an `Engine` as is needed here."""

    def __init__(self, page: Any) -> None:
        self.name = "Chromium"
        self.goto = page.goto
        self._page = page

    def run(self, function: str, *arguments: object) -> Any:
        """See `Engine`."""
        listed = ", ".join(json.dumps(argument) for argument in arguments)
        return self._page.evaluate(f"({function})({listed})")


@contextmanager
def chromium() -> Iterator[Chromium]:
    """The system's."""
    with sync_playwright() as playwright, launch(playwright) as browser:
        yield Chromium(browser.new_page())


BROWSER: tuple[Callable[[], AbstractContextManager[Any]], ...] = (chromium, firefox.opened, webkit.opened)


def in_browser(engine: Engine, url: str) -> set[int]:
    """What all requests together call there."""
    engine.goto(url)
    wait(engine, "html[data-done], html[data-failed]")
    return called(engine.run("() => globalThis.profile"))


def main() -> int:
    """Ask everywhere, and write the list."""
    asked = stages()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        start, manifest, room = counting_runtime(folder)
        calls = in_node(folder, manifest, asked, room)
        print(f"Node: {len(set().union(*(found for _, found in calls)))} functions", flush=True)
        requests = [request for stage in asked.values() for request in stage[::IN_BROWSERS]]
        (folder / "requests.json").write_text(json.dumps({"requests": requests, "start": start, "room": room}), "utf-8")
        (folder / "index.html").write_text(PAGE, "utf-8")
        (folder / "page.js").write_text(SCRIPT, "utf-8")
        with serving(folder) as url:
            for opened in BROWSER:
                with opened() as engine:
                    found = in_browser(engine, url)
                    calls.append((BROWSERS, found))
                    print(f"{engine.name}: {len(found)} functions", flush=True)
    binary = (PYODIDE / FIRST).read_bytes()
    version = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
    listed = of_calls(version, binary, calls)
    FILE.write_text(listed.text(names_of(binary)), "utf-8")
    print(f"{len(listed.numbers)} functions in {FILE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
