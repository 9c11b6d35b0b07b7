"""Pictures are read in the browser, or a code says why not; without a network once one was read."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.e2e.served import Served
from tests.pictures.reading import read, words

pytestmark = pytest.mark.service_worker

TEXT = "Votre colis est bloqué. Réglez 1,99 € avant le 28/11. STOP au 36180"


def one_colour(width: int, height: int) -> bytes:
    """A white PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    row = b"\0" + b"\xff" * -(-width // 8)
    packed = zlib.compressobj()
    rows = b"".join([packed.compress(row) for _ in range(height)]) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def written(page: Page, text: str) -> bytes:
    """A picture of a text, white on black, by the browser itself."""
    draw = """async (text) => {
      const canvas = new OffscreenCanvas(900, 420);
      const context = canvas.getContext("2d");
      context.fillRect(0, 0, 900, 420);
      context.fillStyle = "white";
      context.font = "40px sans-serif";
      text.match(/.{1,34}(?= |$)/g).forEach((line, n) => context.fillText(line.trim(), 40, 100 + 60 * n));
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }"""
    return base64.b64decode(page.evaluate(draw, text))


@pytest.fixture
def home_page(page: Page, address: str) -> Page:
    """The French home page."""
    page.goto(f"{address}fr/")
    page.locator("html[data-scripted]").wait_for()
    return page


def test_a_clear_picture_is_read_and_again_without_a_network(home_page: Page, context: BrowserContext) -> None:
    home_page.locator("html[data-kept-pages]").wait_for()
    home_page.reload()  # now the service worker answers
    picture = written(home_page, TEXT)
    found = read(home_page, picture)
    assert words(found).split() == TEXT.split()
    assert {stage for stage, _, _ in found["stages"]} == {"download", "start", "read"}
    word = found["page"]["lines"][0]["words"][0]
    assert min(word["ink"]) > 200 and max(word["ground"]) < 40
    home_page.wait_for_timeout(500)  # until the worker has put away what it saw
    context.set_offline(True)
    home_page.reload()
    assert words(read(home_page, picture)).split() == TEXT.split()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"no picture", "not-a-picture"), (one_colour(10_000, 5_000), "too-large"), (one_colour(400, 300), "no-text")],
    ids=["not-a-picture", "too-large", "no-text"],
)
def test_what_cannot_be_read_has_a_code(home_page: Page, content: bytes, code: str) -> None:
    assert read(home_page, content).get("code") == code


def test_a_failed_download_is_told_and_the_next_picture_is_read(context: BrowserContext, observed_site: Served) -> None:
    page = context.new_page()
    page.goto(f"{observed_site.url}fr/")
    picture = written(page, TEXT)
    observed_site.faults["/fra.traineddata.bin"] = None
    assert read(page, picture).get("code") == "download"
    observed_site.faults.clear()
    assert words(read(page, picture)).split() == TEXT.split()


def test_a_word_as_large_as_the_picture_has_its_colours(home_page: Page) -> None:
    """The engine takes a keyboard or a photo for one word now and then."""
    colours = """async () => {
      const { colouringOf } = await import(new URL("../picture/colours.js", document.querySelector("script[src$='/lookup/page.js']").src));
      const data = new Uint8ClampedArray(1000 * 1000 * 4).map((_, at) => (at % 4000 < 1000 ? 200 : 20));
      return colouringOf({ data, width: 1000, height: 1000 }, [0, 0, 1000, 1000]);
    }"""
    assert home_page.evaluate(colours) == {"ink": [200, 200, 200], "ground": [20, 20, 20]}
