"""What reads files, clock and environment (`cli`, `bulk`) stays out of the browser, and what only builds need too."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

from stopsms.runtime.inputs import FOR_PROGRAMS, RIM, own_files

import sender_lookup

PACKAGE = Path(sender_lookup.__file__).parent


def test_the_rim_is_not_in_the_browsers_archive(tmp_path: Path) -> None:
    """Whatever lies in it, now or later."""
    copy = tmp_path / "sender_lookup"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "data", "locale", "letters"))
    apart = (*RIM, *FOR_PROGRAMS)
    for folder in apart:
        (copy / folder / "deeper").mkdir(parents=True)
        (copy / folder / "deeper" / "table.html").touch()
    names = {name for name, _ in own_files(copy)}

    assert {"sender_lookup/worker.py", "sender_lookup/output/answer.py"} <= names
    assert [n for n in names if n.startswith(tuple(f"sender_lookup/{folder}/" for folder in apart))] == []
    left_out = ("api.py", "data_forms.py", "output/answer_text.py")
    assert all((PACKAGE / name).is_file() and f"sender_lookup/{name}" not in names for name in left_out)


def test_what_asks_for_the_world_outside_is_in_the_rim() -> None:
    """The modules that import `os` or `argparse` are the rim's: a new folder of such needs a place in `RIM`."""
    asking = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import) and {alias.name for alias in node.names} & {"os", "argparse"}
    }
    assert asking and asking <= set(RIM)
