"""Rebuilds site/static/img/share-<language>.png: the picture that messengers show beside a link to the site.

    python -m tools.share_images

Drawn by the system's Chromium from the words of the home page, in the colours of site/static/css/site.css; then reduced
to 64 colours, because flat areas need no more. To be run when those words or colours change.
"""

from __future__ import annotations

import io
import sys
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from stopsms.i18n import site_words  # noqa: E402  # the folder `site` is no package

from sender_lookup.country.loader import load_index  # noqa: E402
from tests.e2e.browser import launch  # noqa: E402

FOLDER = ROOT / "site" / "static" / "img"
SIZE = {"width": 1200, "height": 630}
PAGE = """<!DOCTYPE html><html lang="{language}"><meta charset="utf-8"><style>
  body {{ margin: 0; inline-size: 1200px; block-size: 630px; box-sizing: border-box; padding: 60px 72px;
    background: #faf5ec; color: #16302d; font-family: "DejaVu Sans", Arial, sans-serif;
    display: flex; flex-direction: column; justify-content: space-between; }}
  .mark {{ display: flex; align-items: center; gap: 22px; font-size: 44px; font-weight: 800; color: #0b5b54; }}
  .mark svg {{ inline-size: 88px; block-size: 88px; }}
  h1 {{ font-size: 72px; line-height: 1.12; letter-spacing: -0.02em; margin: 0; padding: 44px 56px; text-wrap: balance;
    background: #0c4a44; color: #fdf6ea; border-radius: 8px 56px 56px 56px; align-self: flex-start; }}
  p {{ font-size: 37px; line-height: 1.35; color: #3f524e; margin: 0; }}
</style><div class="mark">{icon}<span>STOP&nbsp;SMS</span></div><h1>{title}</h1><p>{text}</p></html>"""


def main() -> None:
    """Draw one picture for each language."""
    icon = (FOLDER / "icon.svg").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        for language in load_index().languages:
            t = site_words(language)
            title, text = escape(t("site.home.h1")).replace("? ", "?<br>"), escape(t("site.home.intro"))
            page.set_content(PAGE.format(language=language, icon=icon, title=title, text=text))
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.quantize(64, dither=Image.Dither.NONE).save(FOLDER / f"share-{language}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
