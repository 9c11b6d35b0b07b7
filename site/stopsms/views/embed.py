"""What other sites may use: the form in a frame, the script that puts it there, and Python for their own pages.

`embed.js` and `engine.js` keep their addresses for ever, since they stand in pages that we do not see.
"""

from __future__ import annotations

import json
from pathlib import Path

from flask import Response

from sender_lookup import Verdict, __version__

from ..config import ROOT
from ..errors import BuildError, Problem
from ..i18n import site_words
from .home import form_values
from .layout import check_language, pages, show
from .urls import address, current_site

SCRIPTS = ROOT / "site" / "static" / "js"
SOURCE = SCRIPTS / "embed" / "embed.js"
ENGINE = SCRIPTS / "engine" / "stop_sms.js"
# What stands in the sources.
EMPTY = "const TITLES = {};"
NO_VERDICTS = "const VERDICTS = [];"
NO_BUILD = 'const BUILD = { runtime: "", version: "", languages: [] };'
BESIDE = 'from "../'  # how `ENGINE` imports the scripts that it shares with our pages


@pages.get("/embed/<language>/")
def embed(language: str) -> str:
    """The form and its answer, nothing else: no menus, no service worker in a page that is not ours."""
    check_language(language)
    title = site_words(language)("site.embed.title")
    return show("embed.html", language, title=title, embedded=True, worker="", **form_values(language))


@pages.get("/embed.js")
def embed_script() -> Response:
    """`static/js/embed/embed.js` with the frame's title in each language, and the verdicts that it may hear."""
    titles = {language: site_words(language)("site.embed.title") for language in current_site().languages}
    return _script(
        SOURCE,
        (EMPTY, EMPTY.replace("{}", _js(titles)), "the titles"),
        (NO_VERDICTS, NO_VERDICTS.replace("[]", _js(list(Verdict))), "the verdicts"),
    )


@pages.get("/engine.js")
def engine_script() -> Response:
    """`static/js/engine/stop_sms.js` with the addresses of what it loads, seen from the root of the site."""
    site = current_site()
    build = {"runtime": site.runtime, "version": __version__, "languages": list(site.languages)}
    scripts = address("static", ("filename", "js/")).removeprefix(address("pages.root"))
    filled = NO_BUILD.partition("{")[0] + _js(build) + ";"
    response = _script(ENGINE, (NO_BUILD, filled, "the addresses"))
    response.set_data(response.get_data(as_text=True).replace(BESIDE, f'from "./{scripts}'))
    return response


def _js(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _script(source: Path, *places: tuple[str, str, str]) -> Response:
    """A script with its places filled in: what stands there, what shall, and what that is."""
    script = source.read_text("utf-8")
    for empty, filled, what in places:
        if script.count(empty) != 1:
            place = source.relative_to(ROOT).as_posix()
            raise BuildError(Problem(place, 0, f"has no place for {what}", f"write {empty} once"))
        script = script.replace(empty, filled)
    return Response(script, mimetype="text/javascript")
