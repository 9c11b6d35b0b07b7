"""Pages made by hand: rows of words where a phone would print them, in the colours of its themes."""

from __future__ import annotations

from typing import Any

from sender_lookup.picture.page import DEEP, DEPTH

Colour = tuple[int, int, int]
WHITE, BLACK, GREY, BLUE, LETTERS, PALE = (
    (254, 254, 254), (0, 0, 0), (233, 233, 235), (0, 122, 255), (20, 20, 20), (140, 140, 140),
)  # fmt: skip
DARK = (38, 37, 42)
LETTER = 0.72  # the width of a letter, in heights of a capital


def row(
    text: str, left: int, top: int, *, ground: Colour = WHITE, ink: Colour = LETTERS, size: int = 24, sure: float = 95
) -> list[dict[str, Any]]:
    """The words of a row; `top` is that of its capitals; small letters alone are drawn as high."""
    words, at = [], float(left)
    for word in text.split(" "):
        width = len(word) * LETTER * size
        depth = round(DEPTH * size) if DEEP & set(word) else 0
        box = [round(at), top, round(at + width), top + size + depth]
        words.append({"text": word, "box": box, "confidence": sure, "ink": list(ink), "ground": list(ground)})
        at += width + 0.4 * size
    return words


def rows(texts: list[str], left: int, top: int, pitch: int = 44, **look: Any) -> list[dict[str, Any]]:
    """Rows below each other; an empty text is an empty line."""
    return [word for n, text in enumerate(texts) if text for word in row(text, left, top + n * pitch, **look)]


def page(*parts: list[dict[str, Any]], width: int = 750, height: int = 1600) -> dict[str, Any]:
    """A page of these rows. Each is a line of its own, as none of the engine's lines is trusted."""
    lines = [{"box": word["box"], "words": [word]} for part in parts for word in part]
    return {"width": width, "height": height, "lines": lines}


def iphone(*parts: list[dict[str, Any]], sender: str = "36180", **size: int) -> dict[str, Any]:
    """A conversation with its bar, its sender and the field to write in."""
    return page(
        row("21:14", 71, 41), row("5G 73%", 560, 41), row(sender, 320, 212, size=17),
        row("Message texte · SMS", 270, 281, size=19, ink=PALE), row("Aujourd'hui 14:02", 285, 310, size=19, ink=PALE),
        *parts, row("Message texte", 136, 1509, ink=PALE), **size,
    )  # fmt: skip
