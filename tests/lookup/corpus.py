"""Our own messages, of the folder `corpus/`: what the weights are fitted on, and what they are judged on.

>>> {"id", "story", "country", "sender", "text", "purpose"} <= learned()[0].keys()
True
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "corpus"
COUNTRIES = {"UK": "GB"}
Case = dict[str, Any]


def read_file(path: Path) -> list[Case]:
    """Every row of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read_folder(folder: Path) -> tuple[Case, ...]:
    """Every row of the files of a folder, file after file."""
    return tuple(row for path in sorted(folder.glob("*.jsonl")) for row in read_file(path))


@cache
def learned() -> tuple[Case, ...]:
    """The rows that `tools/fit_weights.py` fits on."""
    return read_folder(FOLDER / "learned")


@cache
def held_out() -> tuple[Case, ...]:
    """The rows that it never sees: floors stand on these."""
    return read_folder(FOLDER / "held_out")


def whole() -> tuple[Case, ...]:
    """Both, for what has to hold of any message."""
    return learned() + held_out()
