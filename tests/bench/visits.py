"""From the navigation to Python's answer: the first visit, the second, and an answer once Python is there.

`python -m tests.bench.visits [DIST]` prints medians and their ratio, on this machine's own line and on slow 4G
(line.py), and what a reader who saves data downloads before asking anything.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright
from stopsms.publish.dev_server import running

from tests.bench.line import slow
from tests.e2e.browser import WHOLE, flags, path_of
from tests.e2e.conftest import FAST, SAVE_DATA
from tests.pages.built import built

RUNS = 5
MACHINE_CODE = 100_000  # bytes: more than the empty index
# Asks as soon as the scripts are there, and notes when Python's answer stands.
ASK = """new MutationObserver(() => {
  const root = document.documentElement;
  const button = document.querySelector("form[data-lookup] [type=submit]");
  if (!("scripted" in root.dataset) || !button) return;
  if (!("asked" in root.dataset)) {
    root.dataset.asked = "";
    document.querySelector("[name=sender]").value = "36180";
    button.click();
  }
  const ready = document.querySelector("[data-answer][data-state=ready]");
  if (ready && !root.dataset.readyAt) root.dataset.readyAt = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true})"""
AGAIN = """(texts) => texts.reduce(async (times, text) => {
  const found = await times;
  const answer = document.querySelector("[data-answer]");
  const begin = performance.now();
  return new Promise((resolve) => {
    new MutationObserver((_, watcher) => {
      if (answer.dataset.state !== "ready") return;
      watcher.disconnect();
      resolve([...found, performance.now() - begin]);
    }).observe(answer, {attributes: true});
    document.querySelector("[name=text]").value = text;
    document.querySelector("form[data-lookup] [type=submit]").click();
  });
}, Promise.resolve([]))"""
TEXTS = [f"MODALIA : -{n} % sur toute la boutique jusqu'à dimanche ! STOP au 36180" for n in range(10, 60, 5)]


def visit(context: BrowserContext, url: str) -> tuple[Page, float]:
    """A page that was asked at once, and the milliseconds from its navigation to Python's answer."""
    page = context.new_page()
    page.add_init_script(ASK)
    page.goto(f"{url}fr/", wait_until="commit")
    ready = page.locator("html[data-ready-at]")
    ready.wait_for(state="attached")
    return page, float(ready.get_attribute("data-ready-at") or "nan")


def two_visits(playwright: Playwright, url: str, *, is_fast: bool) -> tuple[float, float, float]:
    """Milliseconds of the first visit, of the second, and of an answer once Python is there.

    In a profile that is kept, as people's is. A browser that has measured no line yet takes it for a slow one: on the
    machine's own it is told.
    """
    with tempfile.TemporaryDirectory() as profile, in_profile(playwright, profile) as context:
        if is_fast:
            context.add_init_script(FAST)
        page, first = visit(context, url)
        again: list[float] = page.evaluate(AGAIN, TEXTS)
        page.locator("html[data-kept-pages][data-kept-python]").wait_for(state="attached")
        if is_fast:
            wait_for_machine_code(Path(profile))
        page.close()
        _, second = visit(context, url)
        return first, second, statistics.median(again)


def wait_for_machine_code(profile: Path) -> None:
    """Until the browser has written what it made of the WebAssembly: some seconds after Python's first work."""
    for _ in range(100):
        if sum(path.stat().st_size for path in profile.glob("*/Code Cache/wasm/*_0")) > MACHINE_CODE:
            return
        time.sleep(0.1)
    print("the browser has kept no machine code within 10 seconds", file=sys.stderr)


@contextmanager
def in_profile(playwright: Playwright, folder: str) -> Iterator[BrowserContext]:
    """The browser that people use, where it is, with a profile that lies in a folder."""
    context = playwright.chromium.launch_persistent_context(folder, executable_path=path_of(WHOLE), args=flags())
    context.set_default_timeout(180_000)
    try:
        yield context
    finally:
        context.close()


def saved(playwright: Playwright, url: str) -> int:
    """Bytes of Python that a reader who saves data downloads without asking."""
    with tempfile.TemporaryDirectory() as profile, in_profile(playwright, profile) as context:
        context.add_init_script(SAVE_DATA)
        sizes: list[int] = []
        context.on("response", lambda r: sizes.append(len(r.body())) if "/runtime/" in r.url else None)
        page = context.new_page()
        page.goto(f"{url}fr/")
        page.locator("[name=sender]").press_sequentially("36180")
        page.locator("[data-answer][data-state=instant]").wait_for()
        page.wait_for_load_state("networkidle")
        return sum(sizes)


def main(folder: Path | None = None) -> None:
    """Print the medians."""
    with running(folder or built()[1]) as url, sync_playwright() as playwright:
        report("this machine's line", [two_visits(playwright, url, is_fast=True) for _ in range(RUNS)])
        with slow(url) as far:
            report("slow 4G", [two_visits(playwright, far, is_fast=False)])
        print(f"with Save-Data, before a question: {saved(playwright, url)} bytes of Python (aim 0)")


def report(line: str, times: list[tuple[float, float, float]]) -> None:
    first, second, again = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"to Python's answer on {line}: {first:.0f} ms, second visit {second:.0f} ms: {second / first:.2f} (aim 0.5)")
    print(f"an answer once Python is there: {again:.0f} ms (aim 50)")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
