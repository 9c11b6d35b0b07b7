"""A page that cannot be made is a problem in one line, with the file and the page: no traceback, exit 1."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from stopsms import cli
from stopsms.runtime import Runtime
from stopsms.views import layout, machine_readable


def fail(*_: Any) -> None:
    raise KeyError("no such rule")


def test_it_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine_readable, "instant_table", fail)
    monkeypatch.setattr(cli, "build_runtime", lambda *_, **__: Runtime({"start": "start-0"}))
    (tmp_path / "runtime").mkdir()

    assert cli.main(["--out", str(tmp_path)]) == 1

    said = capfd.readouterr().err.splitlines()
    assert len(said) == 1, said
    assert re.match(r"tests/pages/test_broken_view\.py:\d+: the page /fr/fr/instant\.json cannot be made: ", said[0])
    assert "KeyError: 'no such rule'" in said[0]


def test_so_is_an_address_without_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine_readable, "check_language", lambda _: layout.country_of("nowhere", "fr"))
    monkeypatch.setattr(cli, "build_runtime", lambda *_, **__: Runtime({"start": "start-0"}))
    (tmp_path / "runtime").mkdir()

    assert cli.main(["--out", str(tmp_path)]) == 1

    said = capfd.readouterr().err.splitlines()
    assert len(said) == 1 and "404 NOT FOUND" in said[0] and "/fr/fr/instant.json" in said[0], said
