"""The Jinja2 environment of answers and evidence sheets: templates of the package, HTML autoescaped."""

from __future__ import annotations

from functools import cache

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.exceptions import TemplateNotFound

from .compiled import Bytecode
from .load import read_text


class _Loader(BaseLoader):
    """Templates of the package, through the one module that reads files."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, None]:
        source = read_text(f"templates/{template}")
        if source is None:
            raise TemplateNotFound(template)
        return source, template, None


@cache
def environment() -> Environment:
    """One environment for all; the name of a template says whether it is HTML."""
    return Environment(
        loader=_Loader(), autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, bytecode_cache=Bytecode(),
    )  # fmt: skip
