"""How the engines are found and installed; nothing is installed here."""

from __future__ import annotations

import pytest

from tests.engines.__main__ import main
from tests.engines.install import ensure, install_missing


def test_what_is_there_is_not_installed() -> None:
    ensure(["firefox-esr"], lambda name: f"/usr/bin/{name}", lambda *packages: pytest.fail(f"installed {packages}"))


def test_what_is_missing_is_installed_by_the_name_of_its_package() -> None:
    there = {"Xvfb"}

    def install(*packages: str) -> bool:
        assert packages == ("webkit2gtk-driver",)
        there.add("WebKitWebDriver")
        return True

    ensure(["WebKitWebDriver", "Xvfb"], lambda name: name if name in there else None, install)
    assert "WebKitWebDriver" in there


def test_where_it_cannot_be_had_one_line_says_how_to_mend_it() -> None:
    with pytest.raises(SystemExit, match="apt-get install firefox-esr xvfb`"):
        ensure(["firefox-esr", "Xvfb"], lambda name: None, lambda *packages: False)


def test_what_cannot_be_had_is_named() -> None:
    missing = install_missing(["firefox-esr", "Xvfb"], lambda name: None, lambda *packages: False)

    assert missing == ["firefox-esr", "xvfb"]


def test_an_engine_that_is_not_known_is_refused() -> None:
    with pytest.raises(SystemExit, match="opera: not one of firefox, webkit"):
        main(["--where-possible", "opera"])
