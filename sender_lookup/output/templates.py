"""The Jinja2 environment of answers and evidence sheets, and the loader of every template of the package."""

from __future__ import annotations

from functools import cache

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.exceptions import TemplateNotFound

from ..resources import read_text
from .template_cache import Bytecode


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
def environment() -> Environment:
    """HTML is autoescaped: the name of a template says whether it is HTML."""
    return Environment(
        loader=PackageTemplates("templates"), autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, bytecode_cache=Bytecode(),
    )  # fmt: skip
