"""The documentation for developers, in English alone: `/docs/` and what lies under it. No home page leads a visitor's
browser to keep it, the search does not know it, and no other language has it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import abort, render_template, url_for

from sender_lookup.schema import request_schema, result_schema

from ..docs.contract import Table, tables
from ..docs.markdown import PLACE, Html, inline, render
from ..docs.pages import DocPage
from ..docs.reference import Reference, names_of, reference_of
from ..docs.terminal import Command, commands
from .layout import Crumb, pages, show
from .urls import current_site, doc_url, page_url

LANGUAGE = "en"
SECTION = "For developers"


@pages.get("/docs/", defaults={"slug": ""})
@pages.get("/docs/<path:slug>/")
def doc(slug: str) -> str:
    """A page of the documentation."""
    page = page_at(slug)
    if page is None:
        abort(404)
    html = html_of(page)
    return show(
        "docs.html",
        LANGUAGE,
        alternates={LANGUAGE: doc_url(page.slug)},
        title=page.title,
        description=page.description,
        crumbs=above(page),
        page=page,
        menu=[p for p in current_site().docs if "/" not in p.slug],
        doc_url=doc_url,
        html=html.text,
        sections=[(anchor, heading, ()) for anchor, heading in html.sections],
    )


def above(page: DocPage) -> list[Crumb]:
    """The way to a page of the documentation: its first page, and of a module's or the commands' the reference."""
    slugs = dict.fromkeys(("", page.parent))
    return [
        Crumb(p.name if slug else SECTION, doc_url(slug))
        for slug in slugs
        if slug != page.slug and (p := page_at(slug))
    ]


def page_at(slug: str) -> DocPage | None:
    """The page with that slug."""
    return next((page for page in current_site().docs if page.slug == slug), None)


def html_of(page: DocPage) -> Html:
    """A page as HTML: of its Markdown, whose places are filled; or of the code."""
    if page.module:
        return reference(reference_of(page.module, lambda name: explained(name, page.module)))
    if page.commands:
        return of_commands(commands())
    html = render(page.source, link_address, explained)
    return Html(PLACE.sub(lambda found: place(found[1]), html.text), html.sections)


def place(name: str) -> str:
    """What stands in a place of a page: the list of the reference, or the tables of the request or of the result."""
    if name == "modules":
        return render_template(
            "docs/modules.html", modules=list(modules()), commands=commands(), terminal=terminal(), doc_url=doc_url,
            inline=inline,
        )  # fmt: skip
    return "".join(render_template("docs/table.html", table=table, inline=inline) for table in contract(name))


def modules() -> Iterator[tuple[DocPage, Reference]]:
    """The pages of modules, each with what it explains."""
    for page in current_site().docs:
        if page.module:
            yield page, reference_of(page.module)


def terminal() -> DocPage:
    """The page of the commands."""
    return next(page for page in current_site().docs if page.commands)


def contract(name: str) -> tuple[Table, ...]:
    """The tables of `request` or `result`, from the schema that the package makes of its own records."""
    return tables({"request": request_schema, "result": result_schema}[name](), name)


def reference(found: Reference) -> Html:
    """The reference of a module as HTML."""
    text = render_template("docs/reference.html", reference=found)
    return Html(text, tuple((title.lower(), title) for title, _ in found.groups))


def of_commands(found: tuple[Command, ...]) -> Html:
    """The reference of the terminal as HTML."""
    text = render_template("docs/commands.html", commands=found)
    return Html(text, tuple((command.slug, command.name) for command in found))


def explained(name: str, but: str = "") -> str:
    """The address where a public name is explained, or ""; `but` is the module whose own names are elsewhere."""
    for page in current_site().docs:
        if page.module and page.module != but and name in names_of(page.module):
            return f"{doc_url(page.slug)}#{name}"
    return ""


def link_address(target: str) -> str:
    """The address behind a link of a page: of another file of `docs/`, of a guide, of a heading, of another site."""
    file, hash_, anchor = target.partition("#")
    kind, _, guide = file.partition(":")
    if kind == "page":
        return page_url(LANGUAGE, guide)
    if kind == "home":
        return url_for("pages.home", language=LANGUAGE)
    page = next((page for page in current_site().docs if file and page.file == file), None)
    return f"{doc_url(page.slug)}{hash_}{anchor}" if page else target
