"""The rooms of the package: which may ask which. README draws the same map."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import sender_lookup

PACKAGE = Path(sender_lookup.__file__).parent
# From the ground up: a room may ask those that stand before it, never one behind it.
ROOMS = (
    "codes", "errors", "memory", "model", "resources", "country", "text", "intake", "sender", "message", "advice",
    "pipeline", "output", "draft", "cli", "worker", "__init__", "__main__",
)  # fmt: skip


def asked(module: Path) -> Iterator[str]:
    """The modules of the package that a module imports, as dotted names; what only the type checker reads aside."""
    tree = ast.parse(module.read_text("utf-8"))
    unread = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    folders = module.relative_to(PACKAGE).parts[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and id(node) not in unread:
            start = [*folders[: len(folders) - node.level + 1], *(node.module.split(".") if node.module else ())]
            for alias in node.names:
                inner = [*start, alias.name]
                yield ".".join(inner if PACKAGE.joinpath(*inner).with_suffix(".py").exists() else start)


def modules() -> dict[str, set[str]]:
    """Module -> the modules that it asks."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {".".join(p.relative_to(PACKAGE).with_suffix("").parts): set(asked(p)) - {""} for p in paths}


def room(module: str) -> str:
    return module.partition(".")[0]


def test_every_room_is_on_the_map() -> None:
    assert {room(module) for module in modules()} == set(ROOMS)


def test_the_arrows_between_rooms_run_one_way() -> None:
    upwards = [
        (module, other)
        for module, others in modules().items()
        for other in others
        if room(other) != room(module) and ROOMS.index(room(other)) > ROOMS.index(room(module))
    ]
    assert upwards == []


def test_no_modules_ask_each_other_in_a_circle() -> None:
    assert len(tuple(TopologicalSorter(modules()).static_order())) >= len(modules())  # CycleError names the circle


def test_few_modules_lie_outside_a_room() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 12
