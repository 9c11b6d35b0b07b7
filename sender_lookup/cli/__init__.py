"""The terminal: `python -m sender_lookup SENDER --text ...`, `lookup`, `letter`, `draft`, `table` and `schema`.

The rim of the package, as `bulk` is: it alone reads the clock, the arguments, the environment, and files of the person
who runs it. Nothing imports it but `__main__`, and the browser's archive does not hold it.
"""

from __future__ import annotations

from .command import main

__all__ = ["main"]
