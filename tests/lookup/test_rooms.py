"""The rooms of our two packages: which may ask which. README draws the same map."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import stopsms

import sender_lookup


@dataclass(frozen=True, slots=True)
class House:
    """A package: its rooms from the ground up. A room may ask those that stand before it, never one behind it."""

    folder: Path
    rooms: tuple[str, ...]
    outside_a_room: int  # at most so many modules
    apart: str = ""  # a folder of another Python's modules

    def modules(self) -> dict[str, set[str]]:
        """Module -> the modules of the package that it asks."""
        return {self.name_of(path): set(self.asked(path)) for path in self.files()}

    def files(self) -> list[Path]:
        """The files of its modules."""
        return [path for path in sorted(self.folder.rglob("*.py")) if self.apart not in path.parts]

    def name_of(self, path: Path) -> str:
        """The name of a file's module: `country.loader`, `country.__init__`."""
        return ".".join(path.relative_to(self.folder).with_suffix("").parts)

    def asked(self, module: Path) -> Iterator[str]:
        """The modules that a module imports; what only the type checker reads aside."""
        tree = ast.parse(module.read_text("utf-8"))
        unread = {
            id(node)
            for branch in ast.walk(tree)
            if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
            for node in ast.walk(branch)
        }
        folders = module.relative_to(self.folder).parts[:-1]
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level and id(node) not in unread:
                start = [*folders[: len(folders) - node.level + 1], *(node.module.split(".") if node.module else ())]
                for alias in node.names:
                    yield self.found([*start, alias.name]) or self.found(start) or ".".join(start)

    def found(self, parts: list[str]) -> str:
        """The module of that name, of a package its `__init__`; "" where there is none."""
        files = (self.folder.joinpath(*parts, "__init__.py"), self.folder.joinpath(*parts).with_suffix(".py"))
        return next((self.name_of(file) for file in files if file.is_file()), "")


CORE = House(
    Path(sender_lookup.__file__).parent,
    (
        "codes", "errors", "memory", "model", "resources", "country", "text", "intake", "picture", "sender", "message",
        "advice", "pipeline", "output", "draft", "cases", "data_forms", "archive", "worker", "schema", "api",
        "__init__", "bulk", "cli", "__main__",
    ),
    outside_a_room=12,
)  # fmt: skip
SITE = House(
    Path(stopsms.__file__).parent,
    (
        "errors", "i18n", "companies", "content", "numbering", "examples", "country_pages", "search", "runtime",
        "pictures", "docs", "config", "decisions", "views", "publish", "checks", "__init__", "cli",
    ),
    outside_a_room=6,
    apart="guest",
)  # fmt: skip
HOUSES = pytest.mark.parametrize("house", [pytest.param(CORE, id="core"), pytest.param(SITE, id="site")])
RIM = ("cli", "bulk")


def room(module: str) -> str:
    return module.partition(".")[0]


@HOUSES
def test_every_room_is_on_the_map(house: House) -> None:
    assert {room(module) for module in house.modules()} == set(house.rooms)


def test_nothing_asks_the_rim() -> None:
    """`cli` and `bulk` read files, clock and environment: a core that asked them would not be pure any more."""
    asked = {
        (room(module), room(other))
        for module, others in CORE.modules().items()
        for other in others
        if room(other) in RIM and room(module) != room(other)
    }
    assert asked == {("__main__", "cli"), ("cli", "bulk")}


@HOUSES
def test_the_arrows_between_rooms_run_one_way(house: House) -> None:
    upwards = [
        (module, other)
        for module, others in house.modules().items()
        for other in others
        if room(other) != room(module) and house.rooms.index(room(other)) > house.rooms.index(room(module))
    ]
    assert upwards == []


@HOUSES
def test_no_modules_ask_each_other_in_a_circle(house: House) -> None:
    modules = house.modules()
    assert len(tuple(TopologicalSorter(modules).static_order())) == len(modules)  # CycleError names the circle


@HOUSES
def test_modules_of_a_package_name_each_other_from_where_they_stand(house: House) -> None:
    """An absolute import would be an arrow that the map does not see."""
    named = [
        (house.name_of(path), name)
        for path in house.files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in names_of(node)
        if room(name) == house.folder.name
    ]
    assert named == []


def names_of(node: ast.AST) -> list[str]:
    """The modules that an import names absolutely."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


@HOUSES
def test_few_modules_lie_outside_a_room(house: House) -> None:
    assert len(list(house.folder.glob("*.py"))) <= house.outside_a_room
