"""The tests against one change, in a copy of the project; two copies work side by side."""

from __future__ import annotations

import compileall
import multiprocessing
import os
import py_compile
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest

from .mutations import Mutant
from .touched import TESTS, Touched

PROJECT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", "node_modules", ".venv", ".cache", "dist", "__pycache__", ".coverage*")
PATIENCE = 300  # seconds: a change that makes a loop endless is noticed, too
UNNOTICED = (0, 5)  # pytest's exit codes: all passed; no tests
NOTICED = (1, 2, 3, 4, -9)  # a test failed; nothing could be imported; ended after PATIENCE
BROKEN = 77  # ours: what runs the tests is at fault
FORK = multiprocessing.get_context("fork")


def copy_of(project: Path, place: Path) -> Path:
    """A copy to change, with bytecode that knows its source by content: a change is seen whatever the clock says."""
    shutil.copytree(project, place, ignore=LEFT_OUT)
    mode = py_compile.PycInvalidationMode.CHECKED_HASH
    compileall.compile_dir(place, quiet=2, invalidation_mode=mode)
    return place


def survivors(mutants: Iterable[Mutant], copies: list[Path], touched: Touched) -> Iterator[Mutant]:
    """The changes that no test notices: those of the line are tried first, then all others."""
    first = {m: Part(touched.line(m.module, m.line)) for m in mutants}
    others = {m: Part(first[m].tests, inside=False) for m in _let_through(first, copies, touched)}
    yield from _let_through(others, copies, touched)


@dataclass(frozen=True, slots=True)
class Part:
    """The tests named, or all but those."""

    tests: frozenset[str]
    inside: bool = True

    def __contains__(self, test: str) -> bool:
        return (test in self.tests) == self.inside

    @property
    def places(self) -> list[str]:
        """Where they lie: what pytest is to collect."""
        return sorted({test.partition("::")[0] for test in self.tests}) if self.inside else list(TESTS)


def _let_through(parts: Mapping[Mutant, Part], copies: list[Path], touched: Touched) -> Iterator[Mutant]:
    waiting, free = list(parts.items()), list(copies)
    busy: dict[int, tuple[Mutant, ForkProcess, Path, float]] = {}
    while waiting or busy:
        while waiting and free:
            mutant, part = waiting.pop(0)
            if not part.places:
                yield mutant
                continue
            copy = free.pop()
            (copy / "sender_lookup" / mutant.module).write_text(mutant.source, "utf-8")
            process = FORK.Process(target=_run, args=(copy, part, touched.size))
            process.start()
            busy[process.sentinel] = (mutant, process, copy, time.monotonic() + PATIENCE)
        ended = {s for s in wait(list(busy), timeout=1) if isinstance(s, int)}
        ended |= {s for s, (_, _, _, end) in busy.items() if time.monotonic() > end}
        for mutant, process, copy, _ in [busy.pop(s) for s in ended]:
            process.kill()
            process.join()
            shutil.copyfile(PROJECT / "sender_lookup" / mutant.module, copy / "sender_lookup" / mutant.module)
            free.append(copy)
            if _is_unnoticed(process.exitcode, mutant):
                yield mutant


def _is_unnoticed(exit_code: int | None, mutant: Mutant) -> bool:
    if exit_code not in (*UNNOTICED, *NOTICED):
        raise SystemExit(f"{mutant}: the tests could not be run (exit code {exit_code})")
    print(f"{mutant}: not yet noticed" if exit_code in UNNOTICED else "noticed", file=sys.stderr, flush=True)
    return exit_code in UNNOTICED


class Chosen:
    """A plugin of pytest: of all collected tests those of one part, those first that run the fewest lines; last those
    of which that is not known (they start Python anew, or ask what another one asked)."""

    def __init__(self, part: Part, size: Mapping[str, int], package: Path) -> None:
        self.part, self.size, self.package = part, size, package

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the others out."""
        import sender_lookup

        if Path(sender_lookup.__file__).parent != self.package:
            os._exit(BROKEN)
        items[:] = sorted(
            (i for i in items if i.nodeid in self.part), key=lambda i: self.size.get(i.nodeid, sys.maxsize)
        )


def _run(copy: Path, part: Part, size: Mapping[str, int]) -> None:
    """In a process of its own: the tests of that part in that copy, up to the first that fails; the exit code tells."""
    os.chdir(copy)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(copy), str(copy / "site")])
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    for name in [n for n in sys.modules if n == "tests" or n.startswith("tests.")]:
        del sys.modules[name]  # those of the copy are meant
    here = os.getcwd()
    others = ("", str(PROJECT), str(PROJECT / "site"))
    sys.path[:] = [here, f"{here}/site", *(p for p in sys.path if p not in others)]
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    arguments = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:xdist", *part.places]
    code: int = BROKEN
    try:
        code = pytest.main(arguments, plugins=[Chosen(part, size, copy / "sender_lookup")])
    finally:
        os._exit(code)
