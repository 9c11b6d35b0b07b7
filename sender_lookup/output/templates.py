"""The Jinja2 environments of the package: answers and evidence sheets, and letters."""

from __future__ import annotations

from functools import cache

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined
from jinja2.exceptions import TemplateNotFound

from ..resources import read_text

FOLDERS = ("templates", "letters")


class PackageTemplates(BaseLoader):
    """Templates in a folder of the package, through the one module that reads files."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, None]:
        """The text of a template; TemplateNotFound where the folder has none of that name."""
        source = read_text(f"{self.folder}/{template}")
        if source is None:
            raise TemplateNotFound(template)
        return source, template, None


@cache
def environment(folder: str) -> Environment:
    """The environment of a folder of templates. HTML is autoescaped, which a template's name tells; a letter is plain
    text for a person to read and send, where escaping would leave &amp;.
    """
    return Environment(
        loader=PackageTemplates(folder), autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def bytecode_comes_from(cache: BytecodeCache) -> None:
    """For a host that keeps the bytecode of templates: both folders are read through it."""
    for folder in FOLDERS:
        environment(folder).bytecode_cache = cache
