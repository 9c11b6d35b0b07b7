"""`make screenshots`: every kind of page and answer as a picture, on a phone and a wide screen, light and dark.

Writes `screenshots/` (not committed) with an index.html; `python -m tests.e2e.gallery answer/` takes what begins so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from stopsms.config import ROOT, Site
from stopsms.publish.dev_server import running

from tests.e2e.browser import launch
from tests.e2e.conftest import new_context
from tests.e2e.form import Home
from tests.e2e.test_axe import ADVERT, SCAM, of_each_template
from tests.pages.built import built

FOLDER = ROOT / "screenshots"
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
TALLEST = 6000  # pixels; what is longer is cut
ANSWERS: dict[str, dict[str, str]] = {
    "stop": {"sender": "LUNAMODE", "text": ADVERT, "received": "2026-11-22T21:45"},
    "scam": {"sender": "+33 7 56 00 00 00", "text": SCAM},
    "both-doors": {"sender": "06 12 34 56 78"},
    "code": {"sender": "38011", "text": "Votre code de vérification est 482913. Ne le communiquez à personne."},
    "premium": {"sender": "81234", "text": "Bravo ! Envoyez OUI au 81234 (3 € par SMS) pour jouer. STOP au 81234"},
    "nothing-given": {"knows": "yes"},
}


def paths(site: Site) -> list[str]:
    """One of each kind of page in French, the guides of the site among them, and some in the other languages."""
    guides = [
        f"fr/{g.country.lower()}/{g.slug}/" if g.country else f"fr/{g.slug}/"
        for (lang, _), g in site.guides.items()
        if lang == "fr"
    ]
    embedded = "embed/fr/"
    return [
        *dict.fromkeys(
            [
                "",
                "404.html",
                embedded,
                *of_each_template("fr"),
                *guides,
                "gl/",
                "es/",
                "en/",
                "fr/fr/mobile/",
                "fr/fr/foreign/",
            ]
        )
    ]


def pictures(page: Page, address: str, site: Site, only: str) -> Iterator[str]:
    """Go to each place; gives its name when it can be taken."""
    for path in (p for p in paths(site) if p.startswith(only)):
        response = page.goto(address + path)
        if response is not None and (response.ok or path == "404.html"):
            yield path
    for name, given in ANSWERS.items():
        if not f"answer/{name}".startswith(only) and only:
            continue
        Home(page, address).open("fr").fill(**given).submit()
        if name == "nothing-given":
            page.locator("[name=text][aria-invalid]").wait_for()
        else:
            Home(page, address).ready()
        yield f"answer/{name}"
    if not only:
        Home(page, address).ask("fr", sender="LUNAMODE", text=ADVERT)
        page.locator("[data-letter]").first.click()
        page.locator("textarea[name=letter]").wait_for()
        yield "answer/letter"


def take(browser: Browser, address: str, site: Site, only: str, width: int, scheme: str) -> list[tuple[str, str]]:
    """(name, file) of each picture at that width in that theme."""
    context = new_context(browser, viewport={"width": width, "height": 844}, color_scheme=scheme)
    page, taken = context.new_page(), []
    for name in pictures(page, address, site, only):
        file = f"{name.strip('/').replace('/', '_') or 'root'}-{width}-{scheme}.png"
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        page.screenshot(path=FOLDER / file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
        taken.append((name, file))
    context.close()
    return taken


def index(taken: dict[str, list[str]]) -> str:
    """A page with all pictures, by place."""
    rows = "".join(
        f"<h2>{escape(name or '/')}</h2><p>"
        + "".join(f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy"></a>' for file in files)
        + "</p>"
        for name, files in taken.items()
    )
    style = "img{height:420px;margin:4px;border:1px solid #999;vertical-align:top}body{font:16px sans-serif}"
    return f'<!DOCTYPE html><meta charset="utf-8"><title>STOP SMS</title><style>{style}</style>{rows}\n'


def main(only: str = "") -> int:
    """Build, take the pictures, write the index."""
    site, dist = built()
    FOLDER.mkdir(exist_ok=True)
    taken: dict[str, list[str]] = {}
    with running(dist) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for width in WIDTHS:
            for scheme in SCHEMES:
                for name, file in take(browser, address, site, only, width, scheme):
                    taken.setdefault(name, []).append(file)
                print(f"{FOLDER.name}/: {width} px, {scheme}", flush=True)
        browser.close()
    Path(FOLDER / "index.html").write_text(index(taken), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
