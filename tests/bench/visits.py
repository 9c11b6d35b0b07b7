"""From the navigation to Python's answer: the first visit, the second, and an answer once Python is there.

`python -m tests.bench.visits [DIST]` prints medians and their ratio, on this machine's own line and on slow 4G
(line.py), and what a reader who saves data downloads before asking anything.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from stopsms.serving import running

from tests.bench.line import slow
from tests.e2e.browser import WHOLE, launch
from tests.e2e.conftest import SAVE_DATA
from tests.pages.built import built

RUNS = 3
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


def two_visits(browser: Browser, url: str) -> tuple[float, float, float]:
    """Milliseconds of the first visit, of the second, and of an answer once Python is there."""
    with context_of(browser) as context:
        page, first = visit(context, url)
        again: list[float] = page.evaluate(AGAIN, TEXTS)
        page.locator("html[data-kept-pages][data-kept-python]").wait_for(state="attached")
        page.close()
        _, second = visit(context, url)
        return first, second, statistics.median(again)


@contextmanager
def context_of(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(180_000)
    try:
        yield context
    finally:
        context.close()


def saved(browser: Browser, url: str) -> int:
    """Bytes of Python that a reader who saves data downloads without asking."""
    with context_of(browser) as context:
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
        browser = launch(playwright, names=WHOLE)
        report("this machine's line", [two_visits(browser, url) for _ in range(RUNS)])
        with slow(url) as far:
            report("slow 4G", [two_visits(browser, far)])
        print(f"with Save-Data, before a question: {saved(browser, url)} bytes of Python (aim 0)")
        browser.close()


def report(line: str, times: list[tuple[float, float, float]]) -> None:
    first, second, again = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"to Python's answer on {line}: {first:.0f} ms, second visit {second:.0f} ms: {second / first:.2f} (aim 0.5)")
    print(f"an answer once Python is there: {again:.0f} ms (aim 50)")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
