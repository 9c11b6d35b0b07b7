"""What a browser keeps: a visit after which the site works without a network, and all that the origin has stored."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.form import Home

TEXT = "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"
KEPT = "html[data-kept-pages][data-kept-python]"


def visit(home: Home, language: str = "fr") -> Home:
    """A first visit with a question, until everything is kept."""
    home.ask(language, sender="MODALIA", text=TEXT)
    home.page.locator(KEPT).wait_for()
    return home


def everything_kept(page: Page) -> str:
    """All that the origin has stored, as text."""
    text: str = page.evaluate(
        """async () => {
          const parts = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
          parts.push(JSON.stringify(history.state), location.href, JSON.stringify(await indexedDB.databases()));
          for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) {
              const response = await caches.match(request);
              parts.push(request.url, JSON.stringify([...response.headers]), await response.text());
            }
          }
          return parts.join("\\n");
        }"""
    )
    return text
