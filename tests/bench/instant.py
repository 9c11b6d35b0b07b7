"""The instant answer in Chromium: from a keystroke, and from the navigation on a slow 4G line.

`python -m tests.bench.instant [DIST]` prints medians; the aims are 100 ms and 1 s. The reader is quick: the sender
stands in the field as soon as the field is there, and the first key is pressed as soon as the scripts are, which asks
for Python. Slow 4G as Lighthouse has it (150 ms to and fro, 1.6 Mbit/s), in two ways: by the browser's own throttle,
and by a line of ours (line.py) that also makes connections wait and lets Python compete for the bandwidth.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright
from stopsms.publish.dev_server import running

from tests.bench.line import slow
from tests.e2e.browser import WHOLE, launch
from tests.pages.built import built

RUNS = 5
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
QUICK_READER = """new MutationObserver(() => {
  const field = document.querySelector("[name=sender]");
  if (!field) return;
  const root = document.documentElement;
  if (!("typed" in root.dataset)) { root.dataset.typed = ""; field.value = "36180"; field.focus(); }
  if ("scripted" in root.dataset && !("pressed" in root.dataset)) {
    root.dataset.pressed = "";
    field.dispatchEvent(new KeyboardEvent("keydown", {bubbles: true, key: "0"}));
  }
  const answer = document.querySelector("[data-answer][data-state=instant]");
  if (answer && !root.dataset.instantAt) root.dataset.instantAt = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true})"""
TYPE = """() => new Promise((resolve) => {
  const answer = document.querySelector("[data-answer]");
  const begin = performance.now();
  const seen = new MutationObserver(() => answer.dataset.state === "instant" && resolve(performance.now() - begin));
  seen.observe(answer, {attributes: true});
  const field = document.querySelector("[name=sender]");
  field.value = "36180";
  field.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def after_keystroke(browser: Browser, url: str) -> float:
    """Milliseconds from a keystroke on a page that stands; Python never comes."""
    context = browser.new_context(service_workers="block", locale="fr-FR")
    page = context.new_page()
    page.route("**/runtime/**", lambda route: None)
    page.goto(f"{url}fr/", wait_until="networkidle")
    milliseconds: float = page.evaluate(TYPE)
    context.close()
    return milliseconds


def after_navigation(context: BrowserContext, url: str, *, throttled: bool) -> float:
    """Milliseconds from the navigation to the answer that a quick reader sees."""
    page = context.new_page()
    page.add_init_script(QUICK_READER)
    if throttled:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
    page.goto(f"{url}fr/", wait_until="commit")
    answered = page.locator("html[data-instant-at]")
    answered.wait_for()
    milliseconds = float(answered.get_attribute("data-instant-at") or "nan")
    context.close()
    return milliseconds


def measure(url: str, runs: int = RUNS) -> dict[str, float]:
    """Medians: a keystroke, the navigation with the browser's throttle, and at the other end of our line."""
    times: dict[str, list[float]] = {"keystroke": [], "throttled": [], "line": []}
    with sync_playwright() as playwright:
        browser = launch(playwright, names=WHOLE)
        for _ in range(runs):
            times["keystroke"].append(after_keystroke(browser, url))
            times["throttled"].append(after_navigation(browser.new_context(locale="fr-FR"), url, throttled=True))
            with slow(url) as far:
                times["line"].append(after_navigation(browser.new_context(locale="fr-FR"), far, throttled=False))
        browser.close()
    return {name: statistics.median(values) for name, values in times.items()}


def main(folder: Path | None = None) -> None:
    """Print the medians."""
    with running(folder or built()[1]) as url:
        found = measure(url)
    print(f"instant answer: {found['keystroke']:.0f} ms after a keystroke (aim 100), of which 60 wait for the next one")
    print(f"instant answer: {found['throttled']:.0f} ms after navigation on slow 4G (aim 1000)")
    print(f"instant answer: {found['line']:.0f} ms the same, with opening of connections and with Python competing")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
