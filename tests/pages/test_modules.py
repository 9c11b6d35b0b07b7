"""The scripts of a page come in one go, and without their comments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from stopsms.config import ROOT
from stopsms.errors import BuildError
from stopsms.publish.strip_comments import without_comments

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


ROOMS = (
    ("lib", "npm"),
    ("python",),
    ("offline",),
    ("form", "engine"),
    ("npm",),
    ("picture",),
    ("cases",),
    ("lookup", "draft", "embed"),
    ("search",),
)  # each may ask those before it


def test_a_module_asks_its_own_room_or_one_beneath() -> None:
    folder = ROOT / "site" / "static" / "js"
    floor = {room: n for n, rooms in enumerate(ROOMS) for room in rooms}
    asked = 0
    for path in folder.rglob("*.js"):
        for address in re.findall(r"""["'](\.[^"'\s]+\.js)["']""", path.read_text("utf-8")):  # types too
            room, other = path.parent.name, (path.parent / address).resolve().relative_to(folder).parts[0]
            assert room == other or floor[other] < floor[room], f"{path.name}: {address}"
            asked += 1
    assert asked >= 40


@pytest.mark.parametrize("form", ["data-lookup", "data-draft"])
def test_a_page_names_each_module_once(documents: dict[str, Element], dist: Path, form: str) -> None:
    of_form = [page for page in documents.values() if any(form in f.attributes for f in page.all("form"))]
    assert len(of_form) >= 4  # one in each language
    for page in of_form:
        scripts = [script.get("src") for script in page.all("script", type="module")]
        named = scripts + [link.get("href") for link in page.all("link", rel="modulepreload")]
        assert sorted(named) == sorted(with_imports(dist, scripts))


def test_what_is_sent_has_no_comments(dist: Path) -> None:
    scripts = list(dist.glob("static/*/js/**/*.js"))
    assert len(scripts) > 15
    for path in scripts:
        assert not re.search(r"^\s*(//|/\*\*(?!.*\*/.))", path.read_text("utf-8"), re.MULTILINE), path


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("// note", ""),
        ("  /* note */  ", ""),
        ("/** begins\n * and ends */", "\n"),
        ("f(); // note", "f(); // note"),
        ("const url = 'https://example.org/*';", "const url = 'https://example.org/*';"),
        ("/** @type {A} */ (a);\nb();\n/** note */", "/** @type {A} */ (a);\nb();\n"),
        ("/* one */ a(); /* two */", "/* one */ a(); /* two */"),
    ],
)
def test_only_comments_with_lines_to_themselves_go(line: str, sent: str) -> None:
    assert without_comments(f"a();\n{line}\nb();\n") == f"a();\n{sent}\nb();\n"


def test_a_text_that_may_hold_what_looks_like_a_comment_ends_the_build() -> None:
    with pytest.raises(BuildError, match=r"x\.js:2: .*one backquote"):
        without_comments("a();\nb(`\n// no comment\n`);\n", "x.js")
