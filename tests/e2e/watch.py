"""What must never happen on a page, whatever a test does: console errors, exceptions, requests elsewhere, dialogs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response, WebError

# Violations are printed by Chromium as well; the event says it of report-only policies and of what it does not print.
LISTEN = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.effectiveDirective} ${event.blockedURI}`))"""


class Watch:
    """Watches a browser context from its beginning. `expect` takes back what a test of failures provokes."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        self.faults: list[str] = []
        self.requests: list[Request] = []
        self.console: list[str] = []
        self.on_dialog: Callable[[Dialog], None] = self._unexpected_dialog
        self._expected: list[str] = []
        context.add_init_script(LISTEN)
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._message)
        context.on("weberror", self._error)
        context.on("dialog", lambda dialog: self.on_dialog(dialog))

    def forget(self) -> None:
        """Begin anew, for another test on the same page."""
        self.faults.clear()
        self._expected.clear()
        self.on_dialog = self._unexpected_dialog

    def expect(self, *parts: str) -> None:
        """Faults that hold one of these texts are part of this test."""
        self._expected += parts

    def unexpected(self) -> list[str]:
        """What should not have happened."""
        return [fault for fault in self.faults if not any(part in fault for part in self._expected)]

    def _request(self, request: Request) -> None:
        self.requests.append(request)
        parts = urlsplit(request.url.removeprefix("blob:"))
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.faults.append(f"request to another origin: {request.url}")
        if request.method not in ("GET", "HEAD"):
            self.faults.append(f"{request.method} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"status {response.status}: {response.url}")

    def _message(self, message: ConsoleMessage) -> None:
        self.console.append(message.text)
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"exception: {error.error}")

    def _unexpected_dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()
