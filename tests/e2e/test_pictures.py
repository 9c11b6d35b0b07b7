"""Pictures are read in the browser, or a code says why not; without a network once one was read."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Callable

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


def written(page: Page, text: str, kind: str = "image/png") -> bytes:
    """A picture of a text, white on black, by the browser itself; "raw": the pixels, a byte for each."""
    draw = """async ([text, type]) => {
      const canvas = new OffscreenCanvas(900, 420);
      const context = canvas.getContext("2d");
      context.fillRect(0, 0, 900, 420);
      context.fillStyle = "white";
      context.font = "40px sans-serif";
      text.match(/.{1,34}(?= |$)/g).forEach((line, n) => context.fillText(line.trim(), 40, 100 + 60 * n));
      const bytes = type === "raw"
        ? context.getImageData(0, 0, 900, 420).data.filter((_, n) => n % 4 === 0)
        : new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }"""
    return base64.b64decode(page.evaluate(draw, [text, kind]))


def gif(frames: list[bytes], width: int = 900, height: int = 420) -> bytes:
    """An animation of raw pictures in 128 greys: each pixel is a code of eight bits, as the table never grows."""
    size = struct.pack("<HH", width, height)
    made = b"GIF89a" + size + b"\xf6\0\0" + bytes(level * 2 for level in range(128) for _ in range(3))
    for frame in frames:
        pixels = bytes(level >> 1 for level in frame)
        codes = b"".join(b"\x80" + pixels[at : at + 120] for at in range(0, len(pixels), 120)) + b"\x81"
        blocks = (codes[at : at + 255] for at in range(0, len(codes), 255))
        made += b"\x21\xf9\x04\0\x32\0\0\0" + b"\x2c\0\0\0\0" + size + b"\0\x07"
        made += b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"
    return made + b"\x3b"


def webp(frames: list[bytes], width: int = 900, height: int = 420) -> bytes:
    """An animation of WebP pictures."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)

    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    made = chunk(b"VP8X", b"\x02\0\0\0" + size) + chunk(b"ANIM", b"\0" * 6)
    for frame in frames:
        lossy_or_not = frame[re.search(rb"VP8[ L]", frame).start() :]  # type: ignore[union-attr]
        made += chunk(b"ANMF", b"\0" * 6 + size + b"\xf4\x01\0\0" + lossy_or_not)
    return b"RIFF" + struct.pack("<I", len(made) + 4) + b"WEBP" + made


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


@pytest.mark.parametrize(("kind", "animation"), [("raw", gif), ("image/webp", webp)], ids=["gif", "webp"])
def test_an_animation_is_read_by_its_first_picture(
    kind: str, animation: Callable[[list[bytes]], bytes], home_page: Page
) -> None:
    content = animation([written(home_page, text, kind) for text in (TEXT, "Un autre texte")])
    assert words(read(home_page, content, "image/any")).split() == TEXT.split()


@pytest.mark.parametrize("stage", ["download", "read"])
def test_who_takes_a_picture_back_can_give_another(stage: str, home_page: Page) -> None:
    picture = written(home_page, TEXT)
    found = read(home_page, picture, abortAt=stage)
    assert found.get("code") == "aborted" and found["stages"][-1][0] == stage
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
      const { src } = document.querySelector("script[src$='/lookup/page.js']");
      const { colouringOf } = await import(new URL("../picture/colours.js", src));
      const data = new Uint8ClampedArray(1000 * 1000 * 4).map((_, at) => (at % 4000 < 1000 ? 200 : 20));
      return colouringOf({ data, width: 1000, height: 1000 }, [0, 0, 1000, 1000]);
    }"""
    assert home_page.evaluate(colours) == {"ink": [200, 200, 200], "ground": [20, 20, 20]}


def test_lines_that_fall_are_read_level(home_page: Page) -> None:
    """A photo of a screen is seldom straight."""
    turned = """async (type) => {
      const canvas = new OffscreenCanvas(900, 700);
      const context = canvas.getContext("2d");
      context.fillStyle = "white";
      context.fillRect(0, 0, 900, 700);
      context.rotate((4 * Math.PI) / 180);
      context.fillStyle = "black";
      context.font = "34px sans-serif";
      for (let n = 0; n < 7; n += 1) context.fillText(`Réglez la somme numéro ${n} avant demain soir`, 60, 80 + 60 * n);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }"""
    found = read(home_page, base64.b64decode(home_page.evaluate(turned, "image/png")))

    assert 0.05 < found["page"]["slope"] < 0.09, "tan 4 degrees is 0.07"
    assert words(found).split() == [
        w for n in range(7) for w in f"Réglez la somme numéro {n} avant demain soir".split()
    ]


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        pytest.param(("36180", 96), "36180", id="surer"),
        pytest.param(("36190", 40), "361B0", id="less-sure"),
        pytest.param(("36", 99), "361B0", id="digits-lost"),
    ],
)
def test_digits_that_were_unsure_are_read_again(home_page: Page, again: tuple[str, int], expected: str) -> None:
    look = """async ([text, confidence]) => {
      const { src } = document.querySelector("script[src$='/lookup/page.js']");
      const { readAgain } = await import(new URL("../picture/second_look.js", src));
      const line = (text, confidence, box) => ({ box, words: [{ text, confidence, box }] });
      const picture = { data: new Uint8ClampedArray(400 * 200 * 4).fill(255), width: 400, height: 200 };
      const engine = { read: () => [line(text, confidence, [12, 12, 112, 32])] };
      const first = [line("Bonjour", 30, [10, 10, 90, 30]), line("361B0", 60, [40, 60, 90, 70])];
      return readAgain(first, picture, engine).map(({ words }) => words.map(({ text, box }) => [text, box]));
    }"""
    (hello, number) = home_page.evaluate(look, list(again))

    assert hello == [["Bonjour", [10, 10, 90, 30]]], "no digit, no second look"
    assert [text for text, _ in number] == [expected]
    if expected == again[0]:
        assert number[0][1] == [41, 61, 91, 71], "its place in the picture"
