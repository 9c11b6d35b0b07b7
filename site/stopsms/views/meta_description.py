"""What a search result says of a page: whole sentences, long enough to tell something, short enough not to be cut."""

from __future__ import annotations

import re

LEAST, MOST = 70, 160  # characters: search engines replace what is shorter, and cut what is longer


def description(text: str, more: str = "") -> str:
    """The sentences of `text`, then of `more`, as far as they fit; a cut one only where the rest says too little.

    >>> description("A landline number.", "STOP or not: the right answer by what the message says, with sources.")
    'A landline number. STOP or not: the right answer by what the message says, with sources.'
    """
    said = ""
    sentences = re.split(r"(?<=[.!?])\s+", f"{text} {more}".strip())
    for sentence in sentences:
        longer = f"{said} {sentence}".strip()
        if len(longer) <= MOST:
            said = longer
        elif len(said) < LEAST:
            return longer[: MOST - 1].rpartition(" ")[0].rstrip(" ,;:(«“") + "…"
    return said
