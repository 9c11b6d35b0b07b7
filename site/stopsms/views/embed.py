"""The form in other sites' pages: the frame that they may show, and the script that puts it there.

`embed.js` keeps its address for ever, since it stands in pages that we do not see.
"""

from __future__ import annotations

import json

from flask import Response

from ..config import ROOT
from ..errors import BuildError, Problem
from ..i18n import site_words
from .home import form_values
from .layout import check_language, pages, show
from .urls import current_site

SOURCE = ROOT / "site" / "static" / "js" / "embed" / "embed.js"
EMPTY = "const TITLES = {};"  # what stands in the source


@pages.get("/embed/<language>/")
def embed(language: str) -> str:
    """The form and its answer, nothing else: no menus, no service worker in a page that is not ours."""
    check_language(language)
    title = site_words(language)("site.embed.title")
    return show("embed.html", language, title=title, embedded=True, worker="", **form_values(language))


@pages.get("/embed.js")
def embed_script() -> Response:
    """`static/js/embed/embed.js` with the frame's title in each language."""
    source = SOURCE.read_text("utf-8")
    if source.count(EMPTY) != 1:
        place = SOURCE.relative_to(ROOT).as_posix()
        raise BuildError(Problem(place, 0, "has no place for the titles", f"write {EMPTY} once"))
    titles = {language: site_words(language)("site.embed.title") for language in current_site().languages}
    filled = EMPTY.replace("{}", json.dumps(titles, ensure_ascii=False))
    return Response(source.replace(EMPTY, filled), mimetype="text/javascript")
