"""How a browser is found and installed; nothing is installed here."""

from __future__ import annotations

import pytest

from tests.e2e.browser import main


def test_a_browser_that_is_there_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(lambda: "/usr/bin/chromium", ()) == 0
    assert capsys.readouterr().out == "browser: /usr/bin/chromium\n"


def test_ways_are_tried_in_order_until_one_works(capsys: pytest.CaptureFixture[str]) -> None:
    found = iter([None, "/usr/bin/chromium"])
    tried = []

    def way(name: str, works: bool) -> bool:
        tried.append(name)
        return works

    ways = (("a", lambda: way("a", False)), ("b", lambda: way("b", True)), ("c", lambda: way("c", True)))

    assert main(lambda: next(found), ways) == 0
    assert tried == ["a", "b"]
    assert capsys.readouterr().out.splitlines()[-1] == "browser: /usr/bin/chromium"


def test_where_nothing_works_one_line_says_how_to_mend_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(lambda: None, (("a", lambda: False),)) == 1
    assert capsys.readouterr().err.count("\n") == 1
