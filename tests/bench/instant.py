"""The instant answer in Chromium: from a keystroke, and from the navigation on a slow 4G line.

`python -m tests.bench.instant` prints medians; the aims are 100 ms and 1 s. Slow 4G as Lighthouse has it: 1.6 Mbit/s,
150 ms to and fro. The page is served without compression here, so that its figure is on the safe side.
"""

from __future__ import annotations

import statistics

from playwright.sync_api import Browser, Page, sync_playwright
from stopsms.serving import running

from tests.e2e.browser import launch
from tests.pages.built import built

RUNS = 5
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
TYPE = """() => new Promise((resolve) => {
  const answer = document.querySelector("[data-answer]");
  const begin = performance.now();
  const seen = new MutationObserver(() => answer.dataset.state === "instant" && resolve([performance.now() - begin, performance.now()]));
  seen.observe(answer, {attributes: true});
  const field = document.querySelector("[name=sender]");
  field.value = "36180";
  field.dispatchEvent(new Event("input", {bubbles: true}));
})"""  # noqa: E501


def measure(browser: Browser, url: str) -> tuple[float, float]:
    """Milliseconds from a keystroke on a page that stands, and from the navigation for one who typed at once."""
    context = browser.new_context(service_workers="block")
    page: Page = context.new_page()
    page.route("**/runtime/**", lambda route: None)  # Python never comes
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    page.goto(f"{url}fr/", wait_until="commit")
    page.locator("html[data-scripted]").wait_for()
    _, since_navigation = page.evaluate(TYPE)
    page.reload()
    page.locator("html[data-scripted]").wait_for()
    page.wait_for_load_state("networkidle")
    keystroke, _ = page.evaluate(TYPE)
    context.close()
    return keystroke, since_navigation


def main(runs: int = RUNS) -> None:
    """Print the medians."""
    with running(built()[1]) as url, sync_playwright() as playwright:
        browser = launch(playwright)
        times = [measure(browser, url) for _ in range(runs)]
        browser.close()
    keystroke, navigation = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"instant answer: {keystroke:.0f} ms after a keystroke (aim 100), of which 60 wait for the next one")
    print(f"instant answer: {navigation:.0f} ms after navigation on slow 4G, uncompressed (aim 1000)")


if __name__ == "__main__":
    main()
