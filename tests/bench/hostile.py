"""How long hostile texts take in CPython: `python -m tests.bench.hostile`.

1. The worst of 100 KB: what lies beyond the characters that are read costs hardly anything.
2. How much longer twice the text takes, within those characters: about 2 where time grows as the text does.
"""

from __future__ import annotations

import time

from sender_lookup.country.loader import load_country
from sender_lookup.message.read import read_message
from sender_lookup.text.tokens import LIMIT
from tests.lookup.test_messages import HOSTILE

ROUNDS = 5
LONGEST = 100_000
FRANCE = load_country("FR")


def best(text: str) -> float:
    """Seconds for one reading, at best."""
    return min(_seconds(text) for _ in range(ROUNDS))


def _seconds(text: str) -> float:
    began = time.process_time()
    read_message(text, None, FRANCE)
    return time.process_time() - began


def main() -> None:
    """Print both figures, each with the kind of text that is the worst."""
    longest = {kind: best(make(LONGEST)) for kind, make in HOSTILE.items()}
    growth = {kind: best(make(LIMIT)) / best(make(LIMIT // 2)) for kind, make in HOSTILE.items()}
    slow, steep = max(longest, key=longest.__getitem__), max(growth, key=growth.__getitem__)
    print(f"100 KB of hostile text: {longest[slow] * 1000:.0f} ms at most ({slow}; bar 100 ms)")
    print(f"twice the text takes {growth[steep]:.1f} times as long at most ({steep})")


if __name__ == "__main__":
    main()
