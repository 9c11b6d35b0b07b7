"""WebKitGTK's MiniBrowser through its own WebDriver and Selenium, on a screen of Xvfb: it has no headless mode."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from selenium.common.exceptions import (
    InvalidSessionIdException,
    NoSuchWindowException,
    SessionNotCreatedException,
    WebDriverException,
)
from selenium.webdriver import WebKitGTK as Driver
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from urllib3.exceptions import HTTPError, TimeoutError  # Selenium lets them through

from tests.engines.engine import STILL, STUCK, DriverError, EngineError, call
from tests.engines.install import path_of

PROGRAMS = ("WebKitWebDriver", "Xvfb")
SCREEN = ("-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
# Selenium hands over what a promise is fulfilled with, not what it is rejected with.
SETTLE = """const done = arguments[0];
Promise.resolve(%s).then((result) => done({ result }), (error) => done({ error: String(error?.message ?? error) }));"""
# What a browser that is gone leads to; WebDriverException itself is what the driver has no name for.
GONE = (InvalidSessionIdException, NoSuchWindowException, SessionNotCreatedException)


@contextmanager
def errors() -> Iterator[None]:
    """Whatever the driver says or does not say, as one of ours."""
    try:
        yield
    except WebDriverException as error:
        is_gone = isinstance(error, GONE) or type(error) is WebDriverException
        raise (DriverError if is_gone else EngineError)(f"{type(error).__name__}: {error.msg}") from error
    except TimeoutError as error:
        raise EngineError(f"{type(error).__name__}: {error}") from error
    except HTTPError as error:
        raise DriverError(f"{type(error).__name__}: {error}") from error


class WebKit:
    """See `engine.Engine`."""

    def __init__(self, display: str) -> None:
        self._display = display
        self._driver = self._start()
        self.name = f"WebKitGTK {self._driver.capabilities['browserVersion']}"

    def _start(self) -> Driver:
        service = Service(path_of(PROGRAMS[0]), env={**os.environ, "DISPLAY": self._display})
        with errors():
            driver = Driver(options=Options(), service=service)
            driver.set_script_timeout(STUCK)
        return driver

    def goto(self, url: str) -> None:
        with errors():
            self._driver.get(url)

    def run(self, function: str, *arguments: object) -> Any:
        with errors():
            answer = self._driver.execute_async_script(SETTLE % call(function, arguments))
        if "error" in answer:
            raise EngineError(answer["error"])
        return answer.get("result")

    def type(self, selector: str, text: str) -> None:
        with errors():
            self._driver.find_element(By.CSS_SELECTOR, selector).send_keys(text)

    def tap(self, selector: str) -> None:
        self.run(STILL, selector)  # the driver does not scroll: what is below the fold is "not interactable" to it
        with errors():
            self._driver.find_element(By.CSS_SELECTOR, selector).click()

    def renew(self) -> None:
        self.close()
        self._driver = self._start()  # every session of the driver is a private one

    def close(self) -> None:
        """End the browser and its driver."""
        self._driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a display that nobody sees."""
    command = [path_of(PROGRAMS[1]), *SCREEN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="ascii") as server:
        assert server.stdout
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


@contextmanager
def opened() -> Iterator[WebKit]:
    """A running WebKitGTK."""
    with _screen() as display:
        engine = WebKit(display)
        try:
            yield engine
        finally:
            engine.close()
