"""The service workers of builds, run under Node without a browser (service_worker.mjs tells the steps)."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_suffix(".mjs")


@dataclass(frozen=True, slots=True)
class Done:
    """What a step gave: its answer or error, path and length of each file that it fetched, what is kept after it."""

    answer: Any
    error: str | None
    fetched: dict[str, int]
    caches: dict[str, list[str]]


def run(*steps: dict[str, Any]) -> list[Done]:
    """Do the steps one by one, in the life of one browser."""
    node = shutil.which("node") or "node"
    done = subprocess.run([node, SCRIPT], input=json.dumps(steps), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [
        Done(step.get("answer"), step.get("error"), dict(step["fetched"]), step["caches"])
        for step in json.loads(done.stdout)
    ]


def install(dist: Path, *broken: str) -> dict[str, Any]:
    """The step in which the browser finds the worker of a build; files whose paths end so cannot be had."""
    return {"do": "install", "dist": str(dist), "broken": list(broken)}


def message(kind: str, **data: Any) -> dict[str, Any]:
    """The step in which a page asks the worker."""
    return {"do": "message", "data": {"type": kind, **data}}


ACTIVATE = {"do": "activate"}
