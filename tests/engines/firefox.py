"""Firefox ESR, headless, through firefox.mjs, because puppeteer-core is a library of Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.engines.engine import STILL, STUCK, DriverError, EngineError, call
from tests.engines.install import path_of

PROGRAMS = ("firefox-esr",)
DRIVER = Path(__file__).with_suffix(".mjs")


class Firefox:
    """See `engine.Engine`."""

    def __init__(self, driver: subprocess.Popen[str]) -> None:
        self._driver = driver
        self._answer()  # it has started
        self.name = str(self._ask("name")).replace("firefox/", "Firefox ")

    def _ask(self, op: str, *arguments: object) -> Any:
        assert self._driver.stdin
        with suppress(BrokenPipeError):  # the driver is gone: that there is no answer says it
            self._driver.stdin.write(json.dumps({"op": op, "arguments": arguments}) + "\n")
            self._driver.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._driver.stdout
        line = self._driver.stdout.readline()
        if not line:
            raise DriverError(f"the driver ended with code {self._driver.wait()}; it says why above")
        answer = json.loads(line)
        if "error" in answer:
            raise EngineError(answer["error"])
        return answer["result"]

    def goto(self, url: str) -> None:
        self._ask("goto", url)

    def run(self, function: str, *arguments: object) -> Any:
        return self._ask("run", call(function, arguments))

    def type(self, selector: str, text: str) -> None:
        self._ask("type", selector, text)

    def tap(self, selector: str) -> None:
        self.run(STILL, selector)
        self._ask("tap", selector)

    def renew(self) -> None:
        self._ask("renew")


@contextmanager
def opened() -> Iterator[Firefox]:
    """A running Firefox."""
    command = ["node", str(DRIVER), path_of(PROGRAMS[0]), str(STUCK)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as driver:
        yield Firefox(driver)  # the end of its input ends the driver
