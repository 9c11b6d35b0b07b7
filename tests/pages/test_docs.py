"""The documentation for developers: its list, what is made of the code, and every example on its pages, run."""

from __future__ import annotations

import ast
import doctest
import importlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_overloads

import pytest
from stopsms.config import DOCS, ROOT, Site
from stopsms.docs.contract import Row, tables
from stopsms.docs.markdown import Block, anchors_of, blocks_of, render
from stopsms.docs.pages import LIST, read_docs
from stopsms.docs.reference import fenced, fields_of, names_of, reference_of, signature, signatures
from stopsms.docs.terminal import commands

import sender_lookup
from sender_lookup.bulk.command import parser as table_parser
from sender_lookup.cli.command import COMMANDS
from tests.pages.document import Element

WANTED = ("", "tutorial", "json", "verdicts", "tables", "sites", "reference")
MODULES = ("sender_lookup", "sender_lookup.bulk", "sender_lookup.schema")
# Blocks that another test runs, by page and language: with a server, a browser, a copy of the project.
ELSEWHERE = {
    ("adding.md", "toml"): "tests/lookup/test_adding.py",
    ("hosting.md", "nginx"): "tests/e2e/test_nginx.py",
    **{("sites.md", language): "tests/e2e/test_sites.py" for language in ("html", "js", "http")},
}
PAGES = read_docs(DOCS)[0]
SOURCES = [page for page in PAGES if page.file]
NOT_RUN = re.compile(r"pip install (\.|\"\.\[(?P<extra>\w+)\]\")")  # tests/project/test_distributions.py installs


def path_of(slug: str) -> str:
    return f"docs/{slug}/" if slug else "docs/"


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_pages_that_are_wanted_are_there(documents: dict[str, Element], site: Site) -> None:
    slugs = [page.slug for page in site.docs]
    assert not set(WANTED) - set(slugs)
    assert [page.module for page in site.docs if page.module] == list(MODULES)
    assert [page.slug for page in site.docs if page.commands] == ["reference/command-line"]
    assert {path for path in documents if path.startswith("docs/")} == {path_of(slug) for slug in slugs}
    alone = tomllib.loads((DOCS / LIST).read_text("utf-8"))["in_repository_alone"]
    files = [*(page.file for page in SOURCES), *alone]

    assert sorted(path.name for path in DOCS.glob("*.md")) == sorted(files), "each file is a page, or said to be none"


BROKEN = {
    "no list": ({}, "docs/pages.toml: cannot be read"),
    "nothing in it": ({"a.md": "# A\n", LIST: 'slug = ""\n'}, "docs/pages.toml: cannot be read"),
    "no title": ({LIST: '[[pages]]\nslug = ""\nname = "A"\ndescription = "B"\n'}, "the page '' has no title"),
    "no file": ({LIST: "file = 'a.md'"}, "docs/a.md: is missing: write it, or take it out of docs/pages.toml"),
    "no heading": ({"a.md": "A\n", LIST: "file = 'a.md'"}, "docs/a.md:1: has no title"),
    "made of two": ({"a.md": "# A\n", LIST: "file = 'a.md'\nmodule = 'b'"}, "made of nothing, or of two things"),
    "made of nothing": ({LIST: ""}, "made of nothing, or of two things"),
    "unknown key": ({"a.md": "# A\n", LIST: "file = 'a.md'\nolder = 1"}, "the page 'a': older is not known"),
    "too long": ({"a.md": "# A\n", LIST: f"file = 'a.md'\ntitle = '{'t' * 66}'"}, "title has 66 characters"),
    "a bad slug": ({"a.md": "# A\n", LIST: "file = 'a.md'\nslug = 'A b'"}, "the page 'A b' has no slug of its own"),
    "a link": ({"a.md": "# A\n\n[b](b.md)\n", LIST: "file = 'a.md'"}, "docs/a.md:3: link 'b.md' leads nowhere"),
    "a fragment": ({"a.md": "# A\n\n[b](#b)\n", LIST: "file = 'a.md'"}, "docs/a.md:3: link '#b' leads nowhere"),
}


@pytest.mark.parametrize(("files", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_told_in_a_line(files: dict[str, str], said: str, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in files.items():
        if name == LIST and "description" not in text and text != 'slug = ""\n':
            rest = {"slug": "a", "name": "A", "title": "A", "description": "A."}
            lines = [f"{key} = '{value}'" for key, value in rest.items() if f"{key} =" not in text]
            text = "\n".join(["[[pages]]", *lines, text])
        (folder / name).write_text(text, "utf-8")
    assert any(said in str(problem) for problem in read_docs(folder)[1])


def test_nothing_is_wrong_with_ours() -> None:
    assert read_docs(DOCS)[1] == []


# --- the pages --------------------------------------------------------------------------------------------------------


def test_they_need_no_scripts_and_have_one_menu(documents: dict[str, Element], site: Site) -> None:
    for page in site.docs:
        document = documents[path_of(page.slug)]
        assert document.all("script") == [] and not document.all("form")
        (menu,) = document.all("nav", cls="docs-menu")
        first = [p for p in site.docs if "/" not in p.slug]
        assert [a.get("href") for a in menu.all("a")] == [f"/{path_of(p.slug)}" for p in first]
        here = [a.get("href") for a in menu.all("a") if "aria-current" in a.attributes]
        assert here == [f"/{path_of(page.slug.partition('/')[0])}"], page.slug


def test_code_can_be_reached_by_keyboard_and_has_a_name(documents: dict[str, Element], site: Site) -> None:
    found = 0
    for page in site.docs:
        document = documents[path_of(page.slug)]
        scrolling = [*document.all("pre"), *document.all("div", cls="table-scroll")]
        found += len(scrolling)
        for block in scrolling:
            assert block.get("tabindex") == "0" and block.get("role") == "group" and block.get("aria-label"), page.slug
    assert found > 100


def test_every_language_leads_there_and_says_that_it_is_english(documents: dict[str, Element], site: Site) -> None:
    for language in site.languages:
        index = site.guide(language, "index")
        assert index is not None
        for path, parts in ((f"{language}/", "footer"), (f"{language}/{index.slug}/", "main")):
            links = [a for a in documents[path].all(parts)[0].all("a") if a.get("href") == "/docs/"]
            assert [a.get("hreflang") for a in links] == ["en"], path


def test_no_visitor_gets_them_without_asking(dist: Path) -> None:
    """The service worker may keep one that was read; no language's list makes a browser fetch it."""
    found = re.search(r"BUILD = (?:/\*.*?\*/ )?\(?(\{.*?\})\)?;\n", (dist / "sw.js").read_text("utf-8"))
    assert found is not None
    build = json.loads(found[1])
    fetched = [a for language in build["languages"].values() for a in (*language["start"], *language["rest"])]
    assert len(fetched) > 100
    assert [a for a in (*fetched, *build["shared"], *build["python"]) if a.startswith("/docs/")] == []
    assert "/docs/tutorial/" in build["files"]


def test_no_search_finds_them(dist: Path) -> None:
    assert "/docs/" not in (dist / "en" / "search.json").read_text("utf-8")


# --- made of the code -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES)
def test_everything_public_is_explained(module: str, documents: dict[str, Element]) -> None:
    document = documents[path_of(f"reference/{module}")]
    exported = getattr(importlib.import_module(module), "__all__", ["request_schema", "result_schema"])
    names = [name for name in exported if not name.startswith("_")]
    assert len(names) > 1
    for name in names:
        (heading,) = document.all("h3", id=name)
        assert heading.text == name
    listed = {a.get("href") for a in documents[path_of("reference")].all("a")}
    assert {f"/docs/reference/{module}/#{name}" for name in names} <= listed


def test_fields_types_and_codes_are_those_of_the_code(documents: dict[str, Element]) -> None:
    document = documents[path_of("reference/sender_lookup")]
    text = " ".join(document.all("main")[0].text.split())
    assert "result.timing.reasons, result.letters" in text, "an example of a docstring"
    assert "do_not_reply, nothing_to_stop, premium, check_first" in text
    rows = {tuple(cell.text for cell in row.children if isinstance(cell, Element)) for row in document.all("tr")}
    assert ("received", "datetime | None", "None") in rows and ("via", "Via", "") in rows
    (field,) = [a for row in document.all("tr") if "Via" in row.text for a in row.all("a") if a.text == "Via"]
    assert field.get("href") == "#Via"


def test_a_long_signature_has_a_line_for_each_argument() -> None:
    def short(a: int, *, b: str = "x") -> bool:
        raise NotImplementedError

    def long(a: int, /, b: int, *rest: int, some_long_name: int = 1, another_long_name: int = 2, more: int = 3) -> None:
        raise NotImplementedError

    def keywords(*, some_long_name: int = 1, another_long_name: int = 2, one_more_long_name: int = 3) -> None:
        raise NotImplementedError

    assert signature("short", short) == "short(a: int, *, b: str = 'x') -> bool"
    assert signature("long", long).splitlines() == [
        "long(", "    a: int,", "    /,", "    b: int,", "    *rest: int,", "    some_long_name: int = 1,",
        "    another_long_name: int = 2,", "    more: int = 3,", ") -> None",
    ]  # fmt: skip
    assert signature("keywords", keywords).splitlines()[:3] == ["keywords(", "    *,", "    some_long_name: int = 1,"]
    for told in (signature("short", short), signature("long", long), signature("keywords", keywords)):
        ast.parse(f"def {told}: ...")


def test_every_signature_is_python() -> None:
    """What stands there could be written there."""
    for module in MODULES:
        found = importlib.import_module(module)
        for name in names_of(module):
            thing = getattr(found, name)
            kind = "function" if not isinstance(thing, type) else "class"
            for told in signatures(name, thing, kind) if callable(thing) else ():
                ast.parse(f"{told}: ..." if kind == "class" else f"def {told}: ...")
    assert len(signatures("lookup", sender_lookup.lookup, "function")) == max(
        1, len(get_overloads(sender_lookup.lookup))
    )


def test_names_of_classes_in_prose_become_code_and_indented_code_stays() -> None:
    assert fenced("Raises RuleError and `KeyError`, see JSON.") == "Raises `RuleError` and `KeyError`, see JSON."
    assert fenced("    intake -> RuleError") == "    intake -> RuleError"


def test_what_docstrings_say_is_html_of_ours() -> None:
    """Nothing in a docstring becomes an element."""
    for group in reference_of("sender_lookup").groups:
        for entry in group[1]:
            assert "<script" not in entry.html and "&lt;" in f"{entry.html}{entry.signature}&lt;"
    assert render("a <b>c</b>", str).text == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"


def test_an_empty_corner_of_a_table_is_no_heading() -> None:
    assert render("| | a |\n|---|---|\n| b | c |\n", str).text.count("<th ") == 1


def test_headings_of_the_same_words_have_fragments_of_their_own() -> None:
    page = "## Policy\n\n## Other\n\n### Policy\n"
    assert anchors_of(page) == ("policy", "other", "policy-1")
    assert [f'id="{anchor}"' in render(page, str).text for anchor in anchors_of(page)] == [True] * 3


def test_records_have_their_defaults() -> None:
    told = {name: default for name, _, default in fields_of(sender_lookup.Request)}
    assert (told["as_of"], told["sender"], told["happened"], told["answers"]) == ("", "None", "()", "{}")


def test_every_command_is_explained(documents: dict[str, Element]) -> None:
    document = documents[path_of("reference/command-line")]
    names = ["sender-lookup", *(f"sender-lookup {name}" for name in COMMANDS)]
    assert [command.name for command in commands()] == names
    assert [h.text for h in document.all("main")[0].all("h2") if h.get("id") != "toc-title"] == names
    text = document.all("main")[0].text
    for action in table_parser()._actions:
        assert all(option in text for option in action.option_strings)
    assert "%(" not in text and "\x1b" not in text


# --- the tables of the contract ---------------------------------------------------------------------------------------

SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "The whole.",
    "oneOf": [{"required": ["advice"]}, {"required": ["error"]}],
    "properties": {
        "sender": {"anyOf": [{"$ref": "#/$defs/sender"}, {"type": "null"}], "description": "Who."},
        "advice": {"type": "object", "required": ["steps"], "properties": {
            "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}},
            "verdict": {"enum": ["stop", "premium", None]},
        }},
        "also": {"$ref": "#/$defs/step"},
        "answers": {"type": "object", "additionalProperties": {"type": "boolean"}},
        "happened": {"type": "array", "items": {"type": "string", "enum": ["paid"]}},
        "schema": {"const": 1, "type": "integer"},
    },
    "$defs": {
        "sender": {"type": "object", "description": "Who it is.", "properties": {"e164": {"type": ["string", "null"]}}},
        "step": {"type": "object", "properties": {
            "action": {"type": "string"}, "then": {"type": "array", "items": {"$ref": "#/$defs/step"}},
        }},
    },
}  # fmt: skip


def test_a_schema_as_tables() -> None:
    found = tables(SCHEMA, "result")
    places = ["result-whole", "result-sender", "result-advice", "result-also"]
    assert [(t.path, t.anchor) for t in found] == list(zip(("", "sender", "advice", "also"), places, strict=True))
    rows = {row.name: row for row in found[0].rows}
    assert rows["sender"] == Row("sender", "object or null", "result-sender", False, "Who.")
    assert rows["advice"].is_always and not rows["also"].is_always
    assert (rows["answers"].type, rows["answers"].table) == ("object of booleans", "")
    assert (rows["happened"].type, rows["happened"].values) == ("list of strings", ("paid",))
    assert rows["schema"].values == ("1",)
    steps, verdict = found[2].rows
    assert (steps.type, steps.table, steps.is_always) == ("list of objects", "result-also", True), (
        "once, where it is met"
    )
    assert verdict.values == ("stop", "premium")
    assert [row.table for row in found[3].rows] == ["", "result-also"], "a step in a step"


def test_the_page_explains_every_field_of_the_contract(documents: dict[str, Element]) -> None:
    document = documents[path_of("json")]
    places = {element.get("id") for element in document.walk()}
    shown = [e.text for row in document.all("tr") for e in row.all("th", scope="row")]
    for made, name in (
        (sender_lookup.schema.request_schema, "request"),
        (sender_lookup.schema.result_schema, "result"),
    ):
        found = tables(made(), name)
        assert len(found) == (2 if name == "request" else 1 + len(made()["$defs"])), "each object once"
        for table in found:
            assert table.rows, table.path
            assert not table.path or table.anchor in places
            assert any(row.said for row in table.rows) or table.path == "answers"
            for row in table.rows:
                assert any(cell.startswith(row.name) for cell in shown) and (not row.table or row.table in places), row
    text = document.all("main")[0].text
    assert "One of marketing, transactional, one_time_code" in text


# --- the examples -----------------------------------------------------------------------------------------------------


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    for page in SOURCES:
        for block in blocks_of(page.source):
            if (page.file, block.language) in ELSEWHERE:
                text = (ROOT / ELSEWHERE[page.file, block.language]).read_text("utf-8")
                assert page.file in text or "docs" in text
            else:
                assert block.language in ("pycon", "python", "sh", "text", "json", "csv", "toml"), (page.file, block)
        assert "\n    " not in re.sub(r"```.*?```", "", page.source, flags=re.DOTALL), f"{page.file}: code in a fence"


@pytest.mark.parametrize("page", SOURCES, ids=lambda page: page.file)
def test_what_python_prints_is_what_stands_there(page: Any) -> None:
    """All examples of a page, one after the other."""
    names: dict[str, Any] = {}
    runner, parser = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False), doctest.DocTestParser()
    said: list[str] = []
    for block in blocks_of(page.source):
        if block.language == "pycon":
            test = parser.get_doctest(block.text, names, page.file, f"docs/{page.file}", block.line - 1)
            assert test.examples, block
            runner.run(test, out=said.append, clear_globs=False)
            names = test.globs
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


def test_other_python_is_python_that_imports_what_we_have() -> None:
    """What needs an engine of somebody else's: the tests of whole tables run the same calls."""
    found = 0
    for page in SOURCES:
        for block in (b for b in blocks_of(page.source) if b.language == "python"):
            for node in ast.walk(ast.parse(block.text)):
                if isinstance(node, ast.ImportFrom) and str(node.module).startswith("sender_lookup"):
                    module = importlib.import_module(str(node.module))
                    assert all(hasattr(module, alias.name) for alias in node.names)
                    found += 1
    assert found >= 2


def test_data_is_what_it_says_it_is() -> None:
    for page in SOURCES:
        for block in blocks_of(page.source):
            if block.language == "json" and not block.file:
                json.loads(block.text)
            if block.language == "toml":
                tomllib.loads(block.text)


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment in which `sender-lookup` is a command."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "sender-lookup").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sender_lookup "$@"\n', "utf-8")
    (folder / "sender-lookup").chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")}
    yield kept | {"PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}


def commands_of(block: Block) -> list[str]:
    return [line for line in block.text.splitlines() if line.strip() and not line.startswith("#")]


WITH_COMMANDS = [page for page in SOURCES if any(block.language == "sh" for block in blocks_of(page.source))]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.file)
def test_what_the_terminal_prints_is_what_stands_there(page: Any, shell: dict[str, str], tmp_path: Path) -> None:
    """Each command in a folder with the files that the page shows; what it prints where the page says it."""
    folder = tmp_path / "files"
    folder.mkdir()
    blocks = blocks_of(page.source)
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.file:
            (folder / block.file).write_text(block.text, "utf-8")
        if block.language != "sh":
            continue
        run = [line for line in commands_of(block) if not skipped(line)]
        done = subprocess.run(
            ["sh", "-c", "\n".join(run)], cwd=folder, env=shell, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, f"docs/{page.file}:{block.line}: {done.stderr}"
        if after is not None and after.language == "text":
            checker = doctest.OutputChecker()
            said = f"docs/{page.file}:{after.line}\n{done.stdout}"
            assert checker.check_output(after.text, done.stdout, doctest.ELLIPSIS), said


def skipped(line: str) -> bool:
    """What cannot run here: an install, and Parquet where pyarrow is not installed; each must still be right."""
    if found := NOT_RUN.fullmatch(line):
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert found["extra"] is None or found["extra"] in project["optional-dependencies"]
        return True
    if line.startswith("python -m tools."):  # what rebuilds a part of the project: minutes, and more than a checkout
        assert (ROOT / f"{line.removeprefix('python -m ').replace('.', '/')}.py").is_file()
        return True
    if ".parquet" in line:
        table_parser().parse_args(re.findall(r'"[^"]+"|\S+', line)[2:])
        return True
    return False
