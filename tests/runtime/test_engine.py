"""Python's engine in two parts, and whole where that cannot be."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from stopsms.errors import BuildError
from stopsms.runtime import node_job
from stopsms.runtime.engine import Choice, choose, engine_of, wasm
from stopsms.runtime.engine.cut import FIRST, GLUE, LINKED, LOADER, SECOND, wasm_split
from stopsms.runtime.engine.functions import FILE, Functions, names_of, of_calls, read_functions
from stopsms.runtime.engine.glue import Glue, OtherForm
from stopsms.runtime.engine.stand_ins import LOAD, NAMESPACE, renumbered
from stopsms.runtime.inputs import PYODIDE

WHOLE = (PYODIDE / FIRST).read_bytes()
CACHE = Path(__file__).parents[2] / ".cache" / "engines"
needs_tool = pytest.mark.skipif(wasm_split() is None, reason="binaryen is not here")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder of Pyodide's files that may be changed, beside the tools."""
    pyodide = tmp_path / "pyodide"
    pyodide.mkdir()
    (tmp_path / "terser").symlink_to(PYODIDE.parent / "terser")
    for name in (FIRST, GLUE, LOADER, "package.json"):
        (pyodide / name).write_bytes((PYODIDE / name).read_bytes())
    return pyodide


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Those of the split engine."""
    return dict(engine_of(PYODIDE, Choice.SPLIT, CACHE).files)


def test_a_module_is_written_as_it_was_read() -> None:
    assert wasm.write(wasm.read(WHOLE)) == WHOLE


def test_the_glue_is_written_as_it_was_read() -> None:
    text = (PYODIDE / GLUE).read_text("utf-8")

    assert Glue.parse(text).text() == text


@needs_tool
class TestSplit:
    """The engine that is shipped."""

    def test_the_first_part_is_much_smaller(self, files: dict[str, bytes]) -> None:
        assert len(files[FIRST]) < 0.6 * len(WHOLE)
        assert len(files[GLUE]) < 0.3 * (PYODIDE / GLUE).stat().st_size
        assert files[LOADER] == (PYODIDE / LOADER).read_bytes()

    def test_one_import_asks_for_the_second(self, files: dict[str, bytes]) -> None:
        found = wasm.imports(dict(wasm.read(files[FIRST]))[wasm.Id.IMPORT])

        assert [(one.module, one.name) for one in found if one.module in (NAMESPACE, LOAD[0])] == [LOAD]
        assert [one.name for one in found if one.module in LINKED] == []

    def test_what_the_second_imports_the_first_exports(self, files: dict[str, bytes]) -> None:
        exports = wasm.exports(dict(wasm.read(files[FIRST]))[wasm.Id.EXPORT])
        wanted = wasm.imports(dict(wasm.read(files[SECOND]))[wasm.Id.IMPORT])

        assert {one.module for one in wanted} == {"primary"}
        assert {(one.name, one.kind) for one in wanted} <= {(one.name, one.kind) for one in exports}
        tables = [one.index for one in exports if one.kind is wasm.Kind.TABLE]
        assert sorted(tables) == list(range(len(tables)))


class TestWhole:
    """Where it cannot be split it is Pyodide's own, and one line says why."""

    def why(self, pyodide: Path, functions: Functions | None = None) -> str:
        engine = engine_of(pyodide, Choice.WHERE_POSSIBLE, CACHE, functions)
        assert engine.files == {name: (pyodide / name).read_bytes() for name in (FIRST, GLUE, LOADER)}
        with pytest.raises(BuildError):
            engine_of(pyodide, Choice.SPLIT, CACHE, functions)
        assert "\n" not in engine.why_whole
        return engine.why_whole

    def test_without_the_tool(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(choose, "wasm_split", lambda: None)

        assert "install binaryen" in self.why(PYODIDE)

    @needs_tool
    def test_with_another_version(self) -> None:
        old = dataclasses.replace(read_functions(), pyodide="0.1", sha256="0" * 64)

        assert "functions of Pyodide 0.1" in self.why(PYODIDE, old)
        assert "python -m tools.engine_functions" in self.why(PYODIDE, old)

    @needs_tool
    @pytest.mark.parametrize(
        ("was", "now"),
        [
            ("function assignWasmExports(", "function assignThem("),
            ("updateGOT(origExports);", "updateGOT(origExports),"),
            ('_malloc=Module["_malloc"]=', '_malloc=Module["_malloc"]||'),
        ],
    )
    def test_with_glue_of_another_form(self, elsewhere: Path, was: str, now: str) -> None:
        glue = elsewhere / GLUE
        assert was in glue.read_text("utf-8")
        glue.write_text(glue.read_text("utf-8").replace(was, now, 1), "utf-8")

        assert "is not of the form that is known" in self.why(elsewhere)

    def test_when_told_so_nothing_is_said(self) -> None:
        engine = engine_of(PYODIDE, Choice.WHOLE, CACHE)

        assert (SECOND in engine.files, engine.why_whole) == (False, "")


def test_a_request_that_needs_the_second_part_ends_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    def run_job(*_: object, **job: Any) -> dict[str, Any]:
        return {"responses": ["{}"], "needed": job["requests"][0]}

    monkeypatch.setattr(node_job, "run_job", run_job)
    compiled = node_job.Compiled("3", {}, {}, ["{}"])

    with pytest.raises(BuildError, match=r"functions\.txt: lists too few functions: .*engine_functions"):
        node_job.check_runtime({}, {}, compiled, ['{"op": "new"}'])


def test_a_function_stands_under_what_first_called_it() -> None:
    listed = of_calls("1", b"", [("start", {3, 1}), ("lookup", {1, 2, 3}), ("start", {9})])

    assert listed.by_stage == {"start": (1, 3, 9), "lookup": (2,)}
    assert listed.without("lookup").numbers == [1, 3, 9]


def test_the_list_is_written_as_it_was_read_and_its_names_are_those_of_the_module() -> None:
    assert read_functions().text(names_of(WHOLE)) == FILE.read_text("utf-8")


def test_glue_that_lacks_an_import_is_refused() -> None:
    glue = Glue.parse((PYODIDE / GLUE).read_text("utf-8"))

    with pytest.raises(OtherForm, match="no_such_import"):
        glue.pruned({"malloc"}, {"no_such_import"}, "")


def test_a_segment_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of the first table"):
        renumbered(b"\1\2\0\0\0", {})
