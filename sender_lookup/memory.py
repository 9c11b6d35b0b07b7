"""What is asked again and again while one request is answered, remembered until the answer is there, and no longer.

Numbers, names and words that a person typed would otherwise stay in the memory of a server, or of a terminal's long
run. What is kept longer (`functools.cache`) is made of our own data alone.

>>> @remembered
... def length(word: str) -> int:
...     print("counting")
...     return len(word)
>>> length("STOP"), length("STOP")
counting
(4, 4)
>>> forget()
>>> length("STOP")
counting
4
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

MOST = 1_000  # results of one function; a message has far fewer numbers, and hostile ones must not fill the memory
_CLEARS: list[Callable[[], None]] = []


def remembered[**Given, Result](function: Callable[Given, Result]) -> Callable[Given, Result]:
    """A function of hashable arguments that gives the same for the same, until `forget`."""
    wrapped = lru_cache(maxsize=MOST)(function)
    _CLEARS.append(wrapped.cache_clear)
    return cast("Callable[Given, Result]", wrapped)


def forget() -> None:
    """Forget all results: called wherever an answer is done, however it ended."""
    for clear in _CLEARS:
        clear()
