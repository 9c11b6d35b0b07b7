"""Whole tables of messages: CSV and Parquet files, and the frames of engines that spread a table over machines.

`command` is `sender-lookup table`; `answer_frame` answers a pandas or Arrow frame. Ten columns are added to those of
the table (`columns.ADDED`), the others are kept.

This room is the rim of the package: it touches files, the clock and processes. Nothing but the terminal imports it, and
the browser's archive does not have it.
"""

from __future__ import annotations

from .columns import ADDED
from .errors import TableError
from .frame import answer_frame

__all__ = ["ADDED", "TableError", "answer_frame"]
