"""What is asked again and again, remembered: a dict that makes a missing value, so that a known one costs no call.

>>> length = Memory(len)
>>> length["STOP"], dict(length)
(4, {'STOP': 4})
"""

from __future__ import annotations

from collections.abc import Callable

MOST = 20_000  # entries; a person's messages have far fewer words, and hostile ones must not fill the memory


class Memory[Key, Value](dict[Key, Value]):
    """Key -> `make(key)`, made on first use. It forgets everything when it is full."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        self.make = make

    def __missing__(self, key: Key) -> Value:
        if len(self) >= MOST:
            self.clear()
        value = self[key] = self.make(key)
        return value
