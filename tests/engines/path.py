"""The path that everybody takes: the answer at once, Python's, a letter, a sheet, a scam, a picture, a case that
is kept; then offline.

One visit with an empty cache, then one with the server gone. What must not happen on the way: a STOP link under a
message that was not read or that is a scam, an error, a request with something typed in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.served import Served, observed
from tests.engines.engine import Engine, EngineError, wait
from tests.pictures.reading import READ, words

SENDER = "36180"
TEXT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
SCAM = "Votre colis est bloqué : frais impayés de 1,99 €. Réglez sous 48h : colis-suivi.top/payer STOP au 36180"
TYPED = ("MODALIA", "colis-suivi")  # what no server may be told
STOP_LINK = f"sms:{SENDER}?&body=STOP"
READY = "[data-answer][data-state=ready][data-source=python]:not(.stale)"
KEPT = "html[data-kept-pages][data-kept-python]"

WATCH = """() => {
  const seen = (globalThis.engineTest = { faults: [], keystroke: 0, instant: 0 });
  const answer = document.querySelector("[data-answer]");
  addEventListener("error", (event) => seen.faults.push(String(event.message ?? event.target)), true);
  addEventListener("unhandledrejection", (event) => seen.faults.push(String(event.reason)));
  addEventListener("securitypolicyviolation", (event) => seen.faults.push(`${event.effectiveDirective} ${event.blockedURI}`));
  addEventListener("input", () => (seen.keystroke = performance.now()), true);
  new MutationObserver(() => answer.dataset.state === "instant" && (seen.instant = performance.now()))
    .observe(answer, { attributes: true });
}"""  # noqa: E501
PASTE = """(selector, text) => {
  const field = document.querySelector(selector);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
ANSWER = """() => {
  const answer = document.querySelector("[data-answer]");
  const { state, source, verdict } = answer.dataset;
  const first = answer.querySelector("[data-first-step]");
  const stop = answer.querySelector("[href^='sms:']:not([href^='sms:33700?'])"); // the first but the report's
  const link = stop?.getAttribute("href") ?? null;
  return { state, source, verdict, action: first?.dataset.action, link };
}"""
LETTER = "() => document.querySelector('textarea[name=letter]').value"
# A picture of a text, as a base64 string.
DRAW = """async (text) => {
  const canvas = new OffscreenCanvas(900, 200);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, 900, 200);
  context.fillStyle = "black";
  context.font = "40px sans-serif";
  context.fillText(text, 40, 110);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
SHOWN = "Votre colis est bloqué. STOP au 36180"
REACHES_SERVER = "() => fetch(`${location.pathname}?not-kept`).then(() => true, () => false)"


@dataclass
class Walk:
    """One engine on its way; `times` in milliseconds, by what they tell."""

    engine: Engine
    site: Served
    times: dict[str, float] = field(default_factory=dict)

    def open(self) -> None:
        """The French home page, once its scripts are there."""
        self.engine.goto("about:blank")
        self.engine.goto(f"{self.site.url}fr/#country=FR")  # whatever the browser's region
        wait(self.engine, "html[data-scripted]")
        self.engine.run(WATCH)

    def answer_at_once(self) -> None:
        """A typed sender is answered before Python is there; a pasted message takes that back until it is read."""
        self.engine.type("[name=sender]", SENDER)
        wait(self.engine, f'[data-answer][data-state=instant] [href="{STOP_LINK}"]')
        self._expect(state="instant", source="instant", verdict="stop", link=STOP_LINK)
        seen = self.engine.run("() => globalThis.engineTest")
        self.times["instant answer, after the last key"] = seen["instant"] - seen["keystroke"]
        self.engine.run(PASTE, "[name=text]", TEXT)
        wait(self.engine, "[data-answer][data-state=instant][data-verdict=check_first]")
        self._expect(state="instant", verdict="check_first", link=None)

    def answer_by_python(self) -> None:
        """The answer after the start of Python, which waits at the server until here: nothing of it is cached."""
        self._press_button()
        self._expect(state="instant", verdict="check_first", link=None)
        began = time.perf_counter()
        self.site.release.set()
        wait(self.engine, READY)
        self.times["Python's answer, after its start"] = (time.perf_counter() - began) * 1000
        self._expect(state="ready", source="python", verdict="stop", action="send_sms", link=STOP_LINK)

    def letter(self) -> None:
        """A letter is filled in."""
        self.engine.tap("[data-letter]")
        wait(self.engine, "[data-letter-panel]:not([hidden])")
        if len(self.engine.run(LETTER)) < 100:
            raise EngineError("the letter is empty")

    def sheet(self) -> None:
        """An evidence sheet: in the build of these tests, what needs the second part of Python's engine."""
        self.engine.tap("[data-evidence]")
        wait(self.engine, "[data-evidence-sheet] *")

    def scam(self) -> None:
        """A scam that prints a STOP: no answer to it."""
        self._ask("06 12 34 56 78", SCAM)
        self._expect(state="ready", verdict="do_not_reply", action="do_not_reply", link=None)

    def picture(self) -> None:
        """A picture is read, by the first engine and models that come over the network."""
        found = self.engine.run(READ, [self.engine.run(DRAW, SHOWN), "image/png", {}])
        if "page" not in found:
            raise EngineError(f"{found.get('code')}: {found.get('reason')}")
        if (told := words(found)) != SHOWN:
            raise EngineError(f"{SHOWN!r} is read as {told!r}")
        self.times["the words of a picture, with the download of what reads it"] = found["seconds"] * 1000

    def kept(self) -> None:
        """The service worker has all that the page needs."""
        wait(self.engine, KEPT)

    def cases(self) -> None:
        """A case is kept when the button is pressed, shown with what comes next, and deleted without a trace."""
        self._ask("MODALIA", TEXT)
        self._expect_databases()
        self.engine.tap("[data-keep-case]")
        wait(self.engine, "[data-kept]")
        self._expect_databases("stop-sms")
        self.engine.goto(self.engine.run("() => document.querySelector('[data-kept] a').href"))
        began = time.perf_counter()
        wait(self.engine, "[data-cases][data-state=ready] [data-case] [data-says]:not(:empty)")
        self.times["what comes next in a kept case, after its page"] = (time.perf_counter() - began) * 1000
        self.engine.tap("[data-delete-all]")
        wait(self.engine, "[data-none]:not([hidden])")
        self._expect_databases()

    def offline(self) -> None:
        """Another visit, with the server gone."""
        asked = len(self.site.asked)
        self.open()
        if self.engine.run(REACHES_SERVER) or len(self.site.asked) != asked:
            raise EngineError("the server still answers, so that this proves nothing")
        began = time.perf_counter()
        self._ask("MODALIA", TEXT)
        self.times["Python's answer without a network, after the button"] = (time.perf_counter() - began) * 1000
        self._expect(state="ready", source="python", verdict="stop", action="send_sms", link=STOP_LINK)
        self.letter()
        self.sheet()

    def faults(self) -> None:
        """Nothing went wrong unseen, and nothing typed was sent."""
        faults = self.engine.run("() => globalThis.engineTest.faults")
        faults += [asked.partition("\n")[0] for asked in self.site.asked if any(part in asked for part in TYPED)]
        if faults:
            raise EngineError("; ".join(faults))

    def _ask(self, sender: str, text: str) -> None:
        self.engine.run(PASTE, "[name=sender]", sender)
        self.engine.run(PASTE, "[name=text]", text)
        self._press_button()
        wait(self.engine, READY)

    def _expect_databases(self, *wanted: str) -> None:
        found = self.engine.run("() => indexedDB.databases().then((all) => all.map(({ name }) => name))")
        if found != list(wanted):
            raise EngineError(f"the databases are {found}, not {list(wanted)}")

    def _press_button(self) -> None:
        self.engine.tap("form[data-lookup] button[type=submit]")

    def _expect(self, **wanted: object) -> None:
        found: dict[str, Any] = self.engine.run(ANSWER)
        differ = [name for name, value in wanted.items() if found.get(name) != value]
        wrong = [f"{name} is {found.get(name)!r}, not {wanted[name]!r}" for name in differ]
        if wrong:
            raise EngineError("; ".join(wrong))


def _go(steps: Iterable[Callable[[], None]]) -> None:
    for step in steps:
        try:
            step()
        except EngineError as error:
            raise type(error)(f"{step.__name__}: {error}") from error


def walk(engine: Engine, dist: Path) -> dict[str, float]:
    """Go the whole way; the times. Raises EngineError with the step and what is wrong there."""
    # Connections end with their answer: one that is kept would be answered after the server has stopped.
    with observed(dist, extra={"Connection": "close"}) as site:
        site.held.add("/worker.js")
        on = Walk(engine, site)
        _go(
            [
                on.open,
                on.answer_at_once,
                on.answer_by_python,
                on.letter,
                on.sheet,
                on.scam,
                on.picture,
                on.faults,
                on.kept,
                on.cases,
            ]
        )
    _go([on.offline, on.faults])
    return on.times
