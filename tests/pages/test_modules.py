"""The scripts of a page come in one go: it names every module that its scripts import, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.pages.document import Element

IMPORT = re.compile(r"""^(?:import|export)\b[^"';]*["'](?P<address>\.[^"']+)["']""", re.MULTILINE)


def with_imports(dist: Path, scripts: Iterable[str]) -> set[str]:
    """The addresses of these modules and of all that they import."""
    found: set[str] = set()
    waiting = list(scripts)
    while waiting:
        address = waiting.pop()
        if address not in found:
            found.add(address)
            imported = IMPORT.findall((dist / address.lstrip("/")).read_text("utf-8"))
            waiting += [urljoin(address, one) for one in imported]
    return found


@pytest.mark.parametrize("form", ["data-lookup", "data-draft"])
def test_a_page_names_each_module_once(documents: dict[str, Element], dist: Path, form: str) -> None:
    of_form = [page for page in documents.values() if any(form in f.attributes for f in page.all("form"))]
    assert len(of_form) >= 4  # one in each language
    for page in of_form:
        scripts = [script.get("src") for script in page.all("script", type="module")]
        named = scripts + [link.get("href") for link in page.all("link", rel="modulepreload")]
        assert sorted(named) == sorted(with_imports(dist, scripts))
