"""From what an engine saw in a picture to sender, moment and messages: the answer to the worker's call `picture`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from .mend import mended
from .page import read_page
from .parts import Bubble, screen_of
from .text import Written, trimmed, written
from .unsure import unsure


def find(page: object, as_of: date) -> dict[str, Any]:
    """Sender, moment, channel, and the messages, the newest first. Raises BadRequestError where `page` is none."""
    screen = screen_of(read_page(page), as_of)
    edge = max((bubble.block.right for bubble in screen.bubbles), default=0)
    messages = [_message(bubble, edge, screen.pitch) for bubble in reversed(screen.bubbles)]
    return {
        "sender": _read(trimmed(written([screen.sender], 0, 1))) if screen.sender else None,
        "received": messages[0]["received"] if messages else None,
        "channel": screen.channel,
        "messages": messages,
    }


def _message(bubble: Bubble, edge: int, pitch: float) -> dict[str, Any]:
    block = bubble.block
    return _read(written(block.rows, edge, block.size * pitch)) | {"received": _iso(bubble.received)}


def _read(said: Written) -> dict[str, Any]:
    said, changed = mended(said)
    return {"text": said.text, "unsure": unsure(said, changed)}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="minutes") if moment else None
