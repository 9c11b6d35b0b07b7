"""What programs read: the table of the instant answer, the manifest, the sitemap, and the page for what is missing."""

from __future__ import annotations

import json

from flask import Response, render_template, url_for

from ..config import CASES_PAGE
from ..examples.instant_table import instant_table
from ..examples.situations import examples_for
from ..i18n import site_words
from .home import FILE_KINDS, guide_links, pages_of
from .layout import check_language, country_of, pages
from .urls import absolute, current_site, doc_url, family_url, page_groups, page_url, url_of

ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
)
# Of site.picture.*: what the scripts say once there is a picture, and what they fill in.
OF_PICTURES = (
    "reading", "progress", "which", "stop", "stopped", "size", "download", "cancel", "read", "undo", "again", "enlarge",
    "reduce", "picture", "several", "compare", "number", "sender", "right", "correct", "show", "address", "all",
    "not_a_picture", "heic", "too_large", "no_text", "absent", "engine",
)  # fmt: skip
# Of site.keep.*: what is said of a case that is kept.
OF_KEEPING = (
    "saved", "added", "noted", "undone", "undo", "attach", "attached", "file", "gone",
    "full", "blocked", "unavailable", "newer",
)  # fmt: skip
HOLES = ("percent", "n", "all", "count", "word")


@pages.get("/<language>/<country>/instant.json")
def instant(language: str, country: str) -> Response:
    """The table behind the instant answer."""
    check_language(language)
    rules = country_of(country, language)
    table = instant_table(rules, language, current_site().as_of, lambda i: family_url(language, rules, i))
    table |= {
        "guides": guide_links(language, rules), "pages": pages_of(language, rules),
        "hint": site_words(language, rules)("site.form.sender.hint"),
        "examples": {s.example: [s.sender, s.text] for s in examples_for(rules.code, language) if s.example},
    }  # fmt: skip
    return Response(json.dumps(table, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")


@pages.get("/<language>/pictures.json")
def picture_words(language: str) -> Response:
    """What is said of pictures of messages: it comes with the first one."""
    check_language(language)
    t = site_words(language)
    holes = {"button": t("site.form.submit"), **{name: f"{{{name}}}" for name in HOLES}}
    words = {name: t(f"site.picture.{name}", **holes) for name in OF_PICTURES}
    return Response(json.dumps(words, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")


@pages.get("/<language>/keep.json")
def keep_words(language: str) -> Response:
    """What is said of a case that is kept, and where the kept ones are: it comes with the first."""
    check_language(language)
    t = site_words(language)
    words = {name: t(f"site.keep.{name}", size="{size}") for name in OF_KEEPING}
    words["mine"] = t("site.nav.cases")
    words["page"] = page_url(language, CASES_PAGE)
    return Response(json.dumps(words, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")


@pages.get("/<language>/app.webmanifest")
def web_manifest(language: str) -> Response:
    """What a phone needs to install the site, and to offer it where a message is shared."""
    check_language(language)
    home = url_for("pages.home", language=language)
    manifest = {
        "id": url_for("pages.root"), "start_url": home, "scope": url_for("pages.root"), "lang": language, "dir": "ltr",
        "name": site_words(language)("site.home.title"), "short_name": "STOP SMS",
        "description": site_words(language)("site.home.description"), "display": "standalone",
        "background_color": "#faf5ec", "theme_color": "#0c4a44",
        "icons": [
            {"src": url_for("static", filename=f"img/{name}"), "sizes": sizes, "type": kind, "purpose": purpose}
            for name, sizes, kind, purpose in ICONS
        ],
        # The service worker answers it; no server sees what is shared.
        "share_target": {
            "action": f"{home}share/", "method": "POST", "enctype": "multipart/form-data",
            "params": {
                "title": "title", "text": "text", "url": "url",
                "files": [{"name": "screenshot", "accept": FILE_KINDS}],
            },
        },
    }  # fmt: skip
    return Response(json.dumps(manifest, ensure_ascii=False), mimetype="application/manifest+json")


@pages.get("/404.html")
def not_found() -> str:
    """One page in all languages: a static host cannot know which one was meant."""
    return render_template("404.html")


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """Every page with its languages."""
    groups = [{language: url_of(page) for language, page in group.items()} for group in page_groups()]
    docs = [doc_url(page.slug) for page in current_site().docs]  # in one language
    return Response(render_template("sitemap.xml", groups=groups, docs=docs), mimetype="application/xml")


@pages.get("/robots.txt")
def robots() -> Response:
    """Everything may be read."""
    return Response(f"User-agent: *\nAllow: /\nSitemap: {absolute(url_for('pages.sitemap'))}\n", mimetype="text/plain")
