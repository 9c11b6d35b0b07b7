"""What a picture costs in Chromium: `python -m tests.bench.pictures [DIST]`.

Prints the bytes that the first one fetches, as they come over the line; seconds for the first, from a server on this
machine, and for later ones (medians); and the memory that the engine has taken. The picture is a phone's screen in
size, with a message in letters of the usual height.
"""

from __future__ import annotations

import base64
import re
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.e2e.browser import WHOLE, launch
from tests.e2e.served import Served, observed
from tests.pages.built import built
from tests.pictures.reading import read

RUNS = 5
LATER = 3
DRAW = """async () => {
  const canvas = new OffscreenCanvas(1080, 2340);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, 1080, 2340);
  context.fillStyle = "#e9e9eb";
  context.fillRect(40, 400, 800, 700);
  context.fillStyle = "black";
  context.font = "46px sans-serif";
  const lines = ["Votre colis est bloqué : frais", "impayés de 1,99 €. Réglez sous", "48h : colis-suivi.example/payer", "STOP au 36180"];
  context.fillText("36180", 470, 200);
  lines.forEach((line, n) => context.fillText(line, 80, 480 + 64 * n));
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""  # noqa: E501
# Before the worker's own script: the engine's memory is seen by nobody else.
NOTE_MEMORY = """const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  globalThis.noted = Object.values(made.exports).find((found) => found instanceof WebAssembly.Memory);
  return made;
};
"""
ASKED = re.compile(r"GET /((?:.+/)?pictures?/\S+) ")
MEGABYTE = 1_000_000


def note_memory(route: Route) -> None:
    """Send the worker's script with that before it."""
    response = route.fetch()
    route.fulfill(response=response, body=NOTE_MEMORY + response.text())


def visit(browser: Browser, site: Served) -> tuple[float, list[float], int]:
    """Seconds for the first picture and for each later one; the bytes of the engine's memory."""
    context = browser.new_context(service_workers="block", locale="fr-FR")
    page = context.new_page()
    page.route("**/picture/reader.js", note_memory)
    page.goto(f"{site.url}fr/", wait_until="networkidle")
    picture = base64.b64decode(page.evaluate(DRAW))
    site.asked.clear()
    first, *later = (seconds(page, picture) for _ in range(1 + LATER))
    (memory,) = (
        worker.evaluate("() => noted.buffer.byteLength") for worker in page.workers if "reader.js" in worker.url
    )
    context.close()
    return first, later, memory


def seconds(page: Page, picture: bytes) -> float:
    """How long one takes from the file to its words."""
    found = read(page, picture)
    if "seconds" not in found:
        raise RuntimeError(f"the picture was not read: {found}")
    return float(found["seconds"])


def on_the_line(site: Served, dist: Path) -> int:
    """The bytes of the files that were asked for, as a server sends them that compresses what can be."""
    asked = {match[1] for request in site.asked if (match := ASKED.match(request))}
    return sum(length(dist / path) for path in asked)


def length(path: Path) -> int:
    """Of the file's gzip copy, where the build made one."""
    packed = path.with_name(f"{path.name}.gz")
    return (packed if packed.is_file() else path).stat().st_size


def main(folder: Path | None = None, runs: int = RUNS) -> None:
    """Measure and print."""
    dist = folder or built()[1]
    with observed(dist) as site, sync_playwright() as playwright:
        browser = launch(playwright, names=WHOLE)
        found = [visit(browser, site) for _ in range(runs)]
        bytes_fetched = on_the_line(site, dist)
        browser.close()
    first = statistics.median(one for one, _, _ in found)
    later = statistics.median(one for _, times, _ in found for one in times)
    print(f"pictures: {first:.2f} s for the first, {later:.2f} s for a later one")
    print(
        f"pictures: {bytes_fetched / MEGABYTE:.2f} MB for the first (gzip), {found[0][2] / MEGABYTE:.0f} MB of memory"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
