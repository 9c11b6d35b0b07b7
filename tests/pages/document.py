"""A page of the built site as a tree of elements, enough for tests: nothing is repaired, what is not closed fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """An element with its children and texts in order."""

    tag: str
    attributes: dict[str, str]
    line: int = 0
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if not isinstance(child, str)]

    def all(self, tag: str = "", cls: str = "", **attributes: str) -> list[Element]:
        """The elements of that tag, class and attributes."""
        return [
            element
            for element in self.walk()
            if (not tag or element.tag == tag)
            and (not cls or cls in element.get("class").split())
            and all(element.attributes.get(name) == value for name, value in attributes.items())
        ]

    def get(self, name: str) -> str:
        """An attribute; empty where it is not there."""
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}> at {self.getpos()}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@cache
def read(path: Path) -> Element:
    """The page in a file."""
    builder = _Builder()
    builder.feed(path.read_text("utf-8"))
    builder.close()
    assert len(builder.open) == 1, f"{path}: <{builder.open[-1].tag}> is not closed"
    return builder.root


def pages(folder: Path) -> dict[str, Element]:
    """Path from the root ("fr/", "404.html") -> page, for every page of a built site."""
    found = sorted(folder.rglob("*.html"))
    return {path.relative_to(folder).as_posix().removesuffix("index.html"): read(path) for path in found}
