"""Every example in a docstring of ours is run: its folder is one of those where pytest looks."""

from __future__ import annotations

import tomllib

from stopsms.config import ROOT


def test_every_package_with_examples_is_searched() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
    tracked = [path for name in ("sender_lookup", "site/stopsms") for path in (ROOT / name).rglob("*.py")]
    with_examples = [path for path in tracked if ">>> " in path.read_text("utf-8")]
    searched = [ROOT / name for name in options["testpaths"]]

    assert "--doctest-modules" in options["addopts"].split()
    assert len(with_examples) > 20
    assert [path for path in with_examples if not any(path.is_relative_to(folder) for folder in searched)] == []
