"""Screens of phones with invented messages, and the truth of each: `python -m tests.pictures.screens FOLDER [NAME...]`.

    --short      only those of the quick run
    --held-out   only those by which a reader is judged at the end, and never made
    --open       only the others

Writes `NAME.png` (or `.jpg`, `.webp`) and `NAME.json` for each screen of `screens.toml`. The same screens give the same
pixels on one machine.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import jinja2
from markupsafe import Markup
from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright

from sender_lookup import lookup
from tests.e2e.browser import launch
from tests.pictures.fonts import faces, font_files
from tests.pictures.moments import Words, above, phone_words, written
from tests.pictures.spoil import as_file, forwarded, photographed

HERE = Path(__file__).parent
ORIGIN = "http://phone.test/"
TODAY = date(2026, 11, 28)  # a Saturday: the day on which all of these screens were taken
ENDINGS = {"png": "png", "jpeg": "jpg", "webp": "webp"}
STYLES = ("iphone", "google", "samsung", "lock")
EXTRAS = frozenset(
    {
        "keyboard", "report", "glass", "video", "noreply", "noentry", "noavatar", "android", "imessage", "rcs",
    }
)  # fmt: skip
LOOKS = frozenset({"android", "glass", "imessage"})  # of the extras, those that change the whole look
# Letters at their exact places, as on the dense screens of phones: the system's hinting moves them.
EXACT = ("--font-render-hinting=none", "--force-color-profile=srgb")
LINK = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s,)]*)?(?<![.!?])", re.I)
NUMBER = re.compile(r"(?<![\w/.,-])(?:\+\d{1,3}|\d)(?:[\d .()/-]{1,18})\d(?![\w/]|[.,]\d)")
HUES = ("#8e63ce", "#0f9d58", "#d9534f", "#3b78e7", "#b06000", "#00838f")
WALLS = (
    "linear-gradient(160deg, #24324f, #6d4f7c 55%, #d98d6a)",
    "linear-gradient(200deg, #0c3b3e, #2f7f79 60%, #a7c7a0)",
    "linear-gradient(180deg, #11151c, #32435e)",
)
# A bubble that is not wholly on the screen makes its truth wrong.
CUT = """() => {
  const box = document.querySelector("[data-thread]").getBoundingClientRect();
  const bottom = Math.min(box.bottom, innerHeight);
  return [...document.querySelectorAll("[data-thread] > *")].some((e) => {
    const r = e.getBoundingClientRect();
    return r.top < box.top - 1 || r.bottom > bottom + 1 || r.right > innerWidth + 1 || r.left < 0;
  });
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """One message of a conversation, the oldest first; `own` are those that the phone's owner sent."""

    text: str
    moment: datetime | None = None
    own: bool = False
    photo: bool = False
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One screen of `screens.toml`. `height` 0: a scrolled screenshot, as long as the conversation.

    `spoilt` is what happened to it: "crop" (the newest bubble alone), "thread" (cut below the head), "photo",
    "forward". Widths are in CSS pixels, `scale` is the device's.
    """

    name: str
    style: str
    language: str = "fr"
    country: str = "FR"
    sender: str = ""
    bubbles: tuple[Bubble, ...]
    theme: str = "light"
    width: int = 390
    height: int = 844
    scale: float = 2
    font: float = 1
    typeface: str = ""
    clock: str = "21:14"
    operator: str = ""
    network: str = "5G"
    battery: int = 73
    unread: int = 0
    chips: tuple[str, ...] = ()
    extras: frozenset[str] = frozenset()
    spoilt: str = ""
    degrees: float = 0
    form: str = "png"
    quality: int = 75
    short: bool = False
    held_out: bool = False
    KNOWN: ClassVar[tuple[str, ...]] = ("crop", "thread", "photo", "forward")

    @property
    def file(self) -> str:
        """The name of the picture."""
        return f"{self.name}.{ENDINGS[self.form]}"

    @property
    def received(self) -> list[Bubble]:
        """What others sent, the newest first."""
        return [bubble for bubble in reversed(self.bubbles) if not bubble.own]


@cache
def load_screens() -> tuple[Screen, ...]:
    """All of them, checked."""
    tables = tomllib.loads((HERE / "screens.toml").read_text(encoding="utf-8"))["screens"]
    screens = tuple(map(_screen, tables))
    names = [screen.name for screen in screens]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"screens.toml: twice: {sorted(twice)}")
    return screens


def _screen(table: dict[str, Any]) -> Screen:
    name = table.get("name")
    if unknown := table.keys() - {f.name for f in fields(Screen)}:
        raise ValueError(f"screens.toml: {name}: unknown {sorted(unknown)}")
    bubbles = tuple(Bubble(**bubble) for bubble in table["bubbles"])
    made: dict[str, Any] = {"chips": tuple(table.get("chips", ())), "extras": frozenset(table.get("extras", ()))}
    screen = Screen(**{**table, **made, "bubbles": bubbles})
    if screen.style not in STYLES or screen.extras - EXTRAS or screen.spoilt not in ("", *Screen.KNOWN):
        raise ValueError(f"screens.toml: {name}: unknown style, extra or way of spoiling")
    return screen


# --- truth ------------------------------------------------------------------------------------------------------------


def truth_of(screen: Screen) -> dict[str, Any]:
    """What a perfect reader finds on the screen."""
    headless = screen.spoilt in ("crop", "thread")
    seen = screen.received[:1] if screen.spoilt == "crop" else screen.received
    dated = screen.spoilt != "crop" and screen.style != "lock"
    messages = [{"text": b.text, "received": _written(b.moment) if dated else None} for b in seen]
    sender = None if headless else screen.sender
    newest = messages[0]
    return {
        "name": screen.name,
        "file": screen.file,
        "style": screen.style,
        "language": screen.language,
        "country": screen.country,
        "today": TODAY.isoformat(),
        "sender": sender,
        "received": newest["received"],
        "channel": next((c for c in ("rcs", "imessage") if c in screen.extras and not headless), None),
        "messages": messages,
        "own": [] if screen.spoilt == "crop" else [b.text for b in reversed(screen.bubbles) if b.own],
        "opt_out": _opt_out(screen, newest["text"], sender),
        "links": [link for b in seen for link in LINK.findall(b.text)],
        "numbers": [number.strip() for b in seen for number in NUMBER.findall(b.text)],
        "short": screen.short,
        "held_out": screen.held_out,
    }


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="minutes") if moment else None


def _opt_out(screen: Screen, text: str | None, sender: str | None) -> dict[str, str | None] | None:
    result = lookup({"sender": sender, "text": text, "country": screen.country}, as_of=TODAY)
    found = result.message.opt_out if result.message else None
    return {"keyword": found.keyword, "to": found.to} if found else None


# --- the page ---------------------------------------------------------------------------------------------------------


def page_of(screen: Screen) -> str:
    """The screen as a page of HTML."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    styles = (HERE / "templates" / f"{screen.style}.css").read_text(encoding="utf-8")
    base = (HERE / "templates" / "base.css").read_text(encoding="utf-8")
    return templates.get_template("phone.html").render(
        s=_given(screen), base=_safe(base), styles=_safe(styles), faces=_safe(faces(f"{ORIGIN}fonts/"))
    )


def _safe(text: str) -> Markup:
    return Markup(text)


def _given(screen: Screen) -> dict[str, Any]:
    """What the templates read."""
    words = phone_words(screen.language)
    rcs, glass = "rcs" in screen.extras, "glass" in screen.extras
    kind = (
        "iMessage" if "imessage" in screen.extras else words["rcs_kind" if rcs else "kind_glass" if glass else "kind"]
    )
    entry = kind if "imessage" in screen.extras else words["entry_rcs" if rcs else "entry_glass" if glass else "entry"]
    chance = sum(map(ord, screen.name))
    shown = list(_shown(screen, words))
    return {
        **{f.name: getattr(screen, f.name) for f in fields(Screen)},
        "words": words,
        "header": screen.sender,
        "initial": screen.sender[:1].upper() if screen.sender[:1].isalpha() and "@" not in screen.sender else "",
        "kind": kind,
        "entry": words["entry_google"] if screen.style == "google" and not rcs else entry,
        "sub": words["rcs_sub"] if rcs else "",
        "lock_day": written(words["lock_day"], TODAY, words),
        "android": "android" in screen.extras,
        "wall": WALLS[chance % len(WALLS)],
        "hue": HUES[chance % len(HUES)],
        "shown": shown[::-1] if screen.style == "lock" else shown,
        "classes": " ".join(_classes(screen)),
    }


def _classes(screen: Screen) -> Iterator[str]:
    yield screen.theme
    yield from sorted(screen.extras & LOOKS)
    yield f"face-{screen.typeface.lower()}" if screen.typeface else "face-own"
    if screen.font > 1.3:
        yield "big"
    if screen.width < 350 or screen.width > screen.height > 0:
        yield "small"


def _shown(screen: Screen, words: Words) -> Iterator[dict[str, Any]]:
    before: datetime | None = None
    for index, bubble in enumerate(screen.bubbles):
        moment = bubble.moment or before
        bold, day = (
            above(screen.style, moment, TODAY, words) if moment and _is_new(screen, moment, before) else ("", "")
        )
        before = moment
        ago = 4 * (len(screen.bubbles) - 1 - index)
        yield {
            "html": _safe(_underlined(bubble.text)),
            "own": bubble.own,
            "photo": bubble.photo,
            "below": words.get(bubble.below, bubble.below),
            "day": day,
            "day_bold": bold,
            "time": f"{moment:%H:%M}" if moment else "",
            "ago": words["minutes"].format(ago) if ago else words["now"],
            "crop": bubble in screen.received[:1],
        }


def _is_new(screen: Screen, moment: datetime, before: datetime | None) -> bool:
    if screen.style == "samsung":
        return before is None or moment.date() != before.date()
    return moment != before


def _underlined(text: str) -> str:
    """Links and telephone numbers, as phones show them."""
    escaped = html.escape(text, quote=False)
    return LINK.sub(lambda found: f"<u>{found[0]}</u>", escaped)


# --- the picture ------------------------------------------------------------------------------------------------------


def draw(browser: Browser, screen: Screen) -> bytes:
    """The bytes of the picture. Raises ValueError where a bubble is cut by the edge."""
    picture = _shot(browser, screen)
    if screen.spoilt == "photo":
        picture = photographed(picture, screen.degrees, screen.name)
    elif screen.spoilt == "forward":
        picture = forwarded(picture)
    return as_file(picture, screen.form, screen.quality)


def _shot(browser: Browser, screen: Screen) -> Image.Image:
    viewport = {"width": screen.width, "height": screen.height or 844}
    context = browser.new_context(viewport=viewport, device_scale_factor=screen.scale)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        body = page_of(screen)
        page.route("**/*", lambda route: _serve(route, body))
        page.goto(ORIGIN)
        page.evaluate("document.fonts.ready")
        if screen.height and page.evaluate(CUT):
            raise ValueError(f"screens.toml: {screen.name}: a bubble is cut")
        return Image.open(io.BytesIO(_bytes(page, screen))).convert("RGB")
    finally:
        context.close()


def _serve(route: Route, page: str) -> None:
    file = font_files().get(route.request.url.rpartition("/")[2])
    if file:
        route.fulfill(path=file)
    else:
        route.fulfill(body=page, content_type="text/html; charset=utf-8")


def _bytes(page: Page, screen: Screen) -> bytes:
    if screen.spoilt not in ("crop", "thread"):
        return page.screenshot(full_page=not screen.height)
    box = page.locator("[data-crop]" if screen.spoilt == "crop" else "[data-thread]").last.bounding_box()
    assert box is not None
    edge = 6 if screen.spoilt == "crop" else 0
    x, y = max(0, box["x"] - edge), max(0, box["y"] - edge)
    width = min(screen.width - x, box["width"] + 2 * edge)
    return page.screenshot(clip={"x": x, "y": y, "width": width, "height": box["height"] + 2 * edge})


def write(browser: Browser, screens: Sequence[Screen], folder: Path) -> None:
    """The picture and the truth of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for screen in screens:
        (folder / screen.file).write_bytes(draw(browser, screen))
        truth = json.dumps(truth_of(screen), ensure_ascii=False, indent=1)
        (folder / f"{screen.name}.json").write_text(truth + "\n", encoding="utf-8")


def chosen(names: Sequence[str], *, short: bool = False, held_out: bool = False, is_open: bool = False) -> list[Screen]:
    """Those that were asked for. Raises ValueError where a name is unknown."""
    screens = load_screens()
    if unknown := set(names) - {screen.name for screen in screens}:
        raise ValueError(f"no such screens: {', '.join(sorted(unknown))}")
    return [
        screen
        for screen in screens
        if (not names or screen.name in names)
        and (not short or screen.short)
        and (not held_out or screen.held_out)
        and not (is_open and screen.held_out)
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write them."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.screens")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--open", action="store_true")
    given = parser.parse_args(arguments)
    screens = chosen(given.names, short=given.short, held_out=given.held_out, is_open=given.open)
    with sync_playwright() as playwright:
        write(launch(playwright, *EXACT), screens, given.folder)
    print(f"{len(screens)} screens in {given.folder}")


if __name__ == "__main__":
    main()
