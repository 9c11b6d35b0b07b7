"""What a driver of an engine can do, and the waiting that all share: on states of the page, never on the clock."""

from __future__ import annotations

import json
from typing import Any, Protocol

PATIENCE = 90  # seconds until a state of the page is given up: a ceiling for slow machines
STUCK = PATIENCE + 30  # seconds until a driver that says nothing is given up

# Resolves once an element matches; where none comes, says what stands there instead.
WAIT = """(selector, seconds) => new Promise((resolve, reject) => {
  const seen = new MutationObserver(check);
  const timer = setTimeout(() => end(reject, new Error(`nothing matches ${selector} after ${seconds} s; ${now()}`)), seconds * 1000);
  function now() {
    const answer = document.querySelector("[data-answer]");
    const told = ["[data-status]", "[data-failed-text]"].map((one) => document.querySelector(one)?.textContent.trim());
    const faults = globalThis.engineTest?.faults; // see path.py
    return `answer ${JSON.stringify({ ...answer?.dataset })}, told ${JSON.stringify(told)}, faults ${JSON.stringify(faults)}`;
  }
  function end(how, what) {
    clearTimeout(timer);
    seen.disconnect();
    how(what);
  }
  function check() {
    if (document.querySelector(selector)) end(resolve, true);
  }
  seen.observe(document, { subtree: true, childList: true, attributes: true });
  check();
})"""  # noqa: E501

# Brings an element into view, and resolves once it stands still there: an answer scrolls smoothly to its place.
STILL = """(selector) => new Promise((resolve) => {
  const element = document.querySelector(selector);
  let before = NaN;
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const look = () => {
    const { top } = element.getBoundingClientRect();
    if (top === before) return resolve(true);
    before = top;
    requestAnimationFrame(look);
  };
  look();
})"""


class EngineError(Exception):
    """What the page or the driver said."""


class DriverError(EngineError):
    """The driver or its browser is gone, which tells nothing of the page."""


class Engine(Protocol):
    """One running engine with one open page, and a fresh profile: nothing is cached."""

    name: str  # with its version

    def goto(self, url: str) -> None:
        """Go there, until the page is loaded."""

    def run(self, function: str, *arguments: object) -> Any:
        """Call a JavaScript function in the page, and wait for its promise; values are those of JSON."""

    def type(self, selector: str, text: str) -> None:
        """Put the focus there, and type key by key."""

    def tap(self, selector: str) -> None:
        """Bring the element into view, and press it as a person does."""

    def renew(self) -> None:
        """Another page that shares nothing with the former one, not even the cache."""


def wait(engine: Engine, selector: str) -> None:
    """Until an element of the page matches."""
    engine.run(WAIT, selector, PATIENCE)


def call(function: str, arguments: tuple[object, ...]) -> str:
    """An expression that calls the function.

    >>> call("(a) => a", ("b",))
    '((a) => a)("b")'
    """
    return f"({function})({', '.join(json.dumps(argument) for argument in arguments)})"
