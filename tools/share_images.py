"""Rebuilds site/static/img/share-*.png: the pictures that messengers show beside a link to the site.

    python -m tools.share_images

One for each verdict in each language, one for the site in each, one for the list of languages. Drawn by the system's
Chromium: the site's own sign with the mouth of the verdict, in the verdict's colour (site/static/css/site.css), beside
the words of the catalogues; then reduced to 32 colours, because flat areas need no more. To be run when words, sign or
colours change.
"""

from __future__ import annotations

import base64
import io
import re
import sys
from datetime import date
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from stopsms import create_app  # noqa: E402  # the folder `site` is no package
from stopsms.config import load_site  # noqa: E402
from stopsms.views.pictures import NAME, ROOT_FILE, file_name, lines_of, root_lines  # noqa: E402

from sender_lookup.codes import Verdict  # noqa: E402
from tests.e2e.browser import launch  # noqa: E402

FOLDER = ROOT / "site" / "static" / "img"
FONT = ROOT / "site" / "static" / "fonts" / "headings.woff2"
CSS = ROOT / "site" / "static" / "css" / "site.css"
SIZE = {"width": 1200, "height": 630}
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
  @font-face {{ font-family: Headings; src: url("data:font/woff2;base64,{font}"); }}
  body {{ margin: 0; inline-size: 1200px; block-size: 630px; box-sizing: border-box; padding: 56px 68px 52px;
    background: {back}; color: #fffdf9; font-family: Headings;
    display: grid; grid-template: 1fr auto / 300px 1fr; gap: 0 56px; align-items: center; }}
  svg {{ inline-size: 300px; block-size: 300px; }}
  .face-bubble {{ fill: #fffdf9; stroke: #fffdf9; }}
  .face-mouth {{ stroke: {back}; }}
  h1 {{ font-size: {large}px; line-height: 1.14; letter-spacing: -0.015em;
    font-weight: 700; margin: 0; text-wrap: balance; }}
  h1 span {{ display: block; }}
  p {{ grid-column: 1 / -1; font-size: 27px; line-height: 1.5; margin: 0;
    display: flex; gap: 30px; align-items: baseline; }}
  b {{ font-size: 40px; white-space: nowrap; color: #f6bb72; }}
</style>{face}<h1>{title}</h1><p>{text}</p>"""
LINE = "<b>STOP&nbsp;SMS</b><span>{}</span>"


def main() -> None:
    """Draw them all."""
    site = load_site("http://localhost:8000/", date.today())
    app = create_app(site)
    faces = app.jinja_env.get_template("parts.html").module
    with app.test_request_context(), sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        for language in site.languages:
            for verdict in ("", *Verdict):
                shown = verdict or Verdict.STOP
                face = faces.verdict_face(shown)  # type: ignore[attr-defined]
                title, text = lines_of(language, verdict)
                draw(page, file_name(language, verdict), colour_of(shown), face, title, LINE.format(escape(text)))
        face = faces.verdict_face(Verdict.STOP)  # type: ignore[attr-defined]
        promises = "<br>".join(map(escape, root_lines()))
        draw(page, ROOT_FILE, colour_of(Verdict.STOP), face, NAME, f'<span style="font-size: 32px">{promises}</span>')
        browser.close()


def colour_of(verdict: str) -> str:
    """The colour of an answer's head, as the style sheet has it."""
    own = re.search(rf"\.verdict-{verdict} {{[^}}]*--solid: (#\w+)", CSS.read_text("utf-8"))
    common = re.search(r"\.verdict, \.head {[^}]*--solid: (#\w+)", CSS.read_text("utf-8"))
    found = own or common
    if found is None:
        raise SystemExit(f"{CSS.relative_to(ROOT)}: no --solid for {NAME}'s verdict {verdict}")
    return found[1]


def draw(page: Page, name: str, back: str, face: str, title: str, text: str) -> None:
    """One picture; what follows a question in its title begins a line, and a long title is set smaller."""
    parts = re.split(r"(?<=\?) ", title)
    lines = "".join(f"<span>{escape(part)}</span>" for part in parts)
    large = 120 if title == NAME else 70 if len(title) > 44 else 82
    font = base64.b64encode(FONT.read_bytes()).decode()
    page.set_content(PAGE.format(font=font, back=back, face=face, title=lines, text=text, large=large))
    page.evaluate("document.fonts.ready.then(() => true)")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(32, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
