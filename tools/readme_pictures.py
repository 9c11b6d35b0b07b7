"""The pictures at the head of README.md: an answer on a phone, light and dark.

python -m tools.readme_pictures     # builds the site, writes docs/pictures/
"""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import sync_playwright
from stopsms.config import ROOT
from stopsms.publish.dev_server import running

from tests.e2e.browser import launch
from tests.e2e.conftest import new_context
from tests.e2e.form import Home
from tests.pages.built import built

FOLDER = ROOT / "docs" / "pictures"
PHONE = {"width": 390, "height": 640}
COLOURS = 128  # of a picture's palette: flat areas and text need no more
ASKED = {"sender": "MODALIA", "text": "MODALIA : -40 % sur toute la boutique jusqu'à dimanche ! STOP au 36180"}
BY_THEME = "answer-{theme}.png"


def main() -> None:
    """Ask the page, and write what the screen of a phone shows of the answer."""
    _, dist = built()
    FOLDER.mkdir(exist_ok=True)
    with running(dist) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for theme in ("light", "dark"):
            context = new_context(browser, viewport=PHONE, color_scheme=theme, device_scale_factor=2)
            page = context.new_page()
            Home(page, address).ask("en", **ASKED)
            page.locator("[data-answer]").evaluate("answer => scrollTo(0, answer.offsetTop - 8)")
            taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
            taken.convert("RGB").quantize(COLOURS).save(FOLDER / BY_THEME.format(theme=theme), optimize=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
