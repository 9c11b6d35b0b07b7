"""The guides: Markdown with TOML front matter in `content/<lang>/<page-id>.md` (an id may have a folder: `es/letters`).

Links in a guide name what they mean, not an address: `route:<id>` (the site of a service), `tel:<id>` (its telephone
line), `page:<page-id>`, `family:<id>`, `home:` and `licences:`; `render` turns them into addresses, the checks report
those that lead nowhere. `[words](claim:<id>)` is no link: it says what the words rest on (`marks.py`). A link to a
service that is alone in its paragraph is a button.

`in_short` says the guide in one or two short sentences, and `deed` the one thing to do, as a link: `[words](tel:<id>)`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..errors import Problem

FENCE = "+++\n"
FOR_ANY = "any"  # the folder of the templates from which pages of countries are made (country_pages/)
KEYS: dict[str, type] = {
    "title": str,
    "slug": str,
    "description": str,
    "country": str,
    "checked": date,
    "claims": list,
    "next": str,
    "unlinked": list,
    "in_short": str,
    "deed": str,
}
REQUIRED = ("title", "slug", "description", "checked")
MAX_LENGTH = {"title": 65, "description": 160, "in_short": 120}  # search engines cut beyond; a column is narrow
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)", re.M)  # [text](link) and [name]: link
DEED = re.compile(r"\[([^\]]+)\]\((route|tel|page):([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Deed:
    """What a guide says to do first: words, and the link's kind and target."""

    words: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of content in one language. `country` is empty for pages that hold everywhere."""

    id: str
    language: str
    title: str
    slug: str
    description: str
    checked: date
    source: str
    file: str
    country: str = ""
    claims: tuple[str, ...] = ()
    next: str = ""
    unlinked: tuple[str, ...] = ()  # the glossary's words that other pages do not link
    in_short: str = ""
    deed: Deed | None = None
    links: tuple[tuple[str, str, int], ...] = field(default=())

    @property
    def name(self) -> str:
        """The id without its country's folder: `es/letters` is the `letters` of Spain."""
        return self.id.rpartition("/")[2]

    @property
    def has_deed_button(self) -> bool:
        """Whether the text has a button for the deed, which the page need not give a second time."""
        deed = self.deed
        return deed is not None and any(
            found and found.groups()[1:] == (deed.kind, deed.target)
            for found in map(DEED.fullmatch, self.source.splitlines())
        )


def read_guide(path: Path, language: str, page_id: str, name: str) -> tuple[Guide | None, list[Problem]]:
    """The guide in a file, or the problems in its front matter."""
    return guide_from(path.read_text("utf-8"), language, page_id, name)


def guide_from(
    text: str, language: str, page_id: str, name: str, country: str = ""
) -> tuple[Guide | None, list[Problem]]:
    """The guide in a text, or the problems in its front matter; `country` is that of one which does not say it."""
    if not text.startswith(FENCE) or text.count(FENCE) < 2:
        return None, [Problem(name, 1, "has no front matter", "begin with +++, the fields, +++")]
    head, body = text[len(FENCE) :].split(FENCE, 1)
    try:
        fields = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(name, 1, f"front matter: {error}", "fix the TOML")]
    problems = list(_front_matter_problems(fields, head, name))
    if problems:
        return None, problems
    start = head.count("\n") + 3
    links = (*_links(head, 2), *_links(body, start))
    fields |= {name: tuple(fields.get(name, ())) for name in ("claims", "unlinked")}
    if country:
        fields["country"] = country
    if found := DEED.fullmatch(fields.get("deed", "")):
        words, kind, target = found.groups()
        fields["deed"] = Deed(on_one_line(words) if kind == "tel" else words, kind, target)
    return Guide(id=page_id, language=language, source=body, file=name, links=links, **fields), []


def _links(body: str, start: int) -> Iterator[tuple[str, str, int]]:
    """Kind, target and line of every link; one without a kind (a file, say) is there too, for the checks to refuse."""
    for found in LINK.finditer(body):
        kind, _, target = (found[1] or found[2] or "").partition(":")
        yield kind, target, start + body.count("\n", 0, found.start())


def _front_matter_problems(fields: dict[str, Any], head: str, name: str) -> Iterator[Problem]:
    def line(key: str) -> int:
        return next((n for n, text in enumerate(head.splitlines(), 2) if text.startswith(key)), 1)

    for key in REQUIRED:
        if key not in fields:
            yield Problem(name, 1, f"{key} is missing", f"add {key} = ...")
    for key, value in fields.items():
        if key not in KEYS:
            yield Problem(name, line(key), f"{key} is not known", f"use one of {', '.join(KEYS)}")
        elif not isinstance(value, KEYS[key]):
            yield Problem(name, line(key), f"{key} is not a {KEYS[key].__name__}", "write it as in the other guides")
        elif len(text := str(value)) > MAX_LENGTH.get(key, 10_000):
            yield Problem(name, line(key), f"{key} has {len(text)} characters", f"write at most {MAX_LENGTH[key]}")
    if isinstance(slug := fields.get("slug"), str) and not SLUG.fullmatch(slug):
        yield Problem(name, line("slug"), f"slug {slug!r}", "use lower-case ASCII letters, digits and single dashes")
    if isinstance(deed := fields.get("deed"), str):
        if not DEED.fullmatch(deed):
            yield Problem(
                name, line("deed"), f"deed {deed!r} is no link", "write [words](route:id), (tel:id) or (page:id)"
            )
        if "in_short" not in fields:
            yield Problem(name, line("deed"), "deed stands without in_short", "say the guide in one short sentence")


def read_guides(
    folder: Path, languages: tuple[str, ...], published: Mapping[str, tuple[str, ...]]
) -> tuple[dict[tuple[str, str], Guide], list[Problem]]:
    """(language, page id) -> guide, and every problem: front matter, pages that a language lacks.

    `published` gives the languages in which a country's guides are; all others are in every language.
    """
    guides: dict[tuple[str, str], Guide] = {}
    problems: list[Problem] = []
    for language in languages:
        for path in sorted((folder / language).rglob("*.md")):
            if path.parent.name == FOR_ANY:
                continue
            place = path.relative_to(folder / language).as_posix()
            guide, found = read_guide(path, language, place.removesuffix(".md"), f"{folder.name}/{language}/{place}")
            problems += found
            if guide is not None:
                guides[language, guide.id] = guide
    for page_id in sorted({page for _, page in guides}):
        here = next(g for (_, page), g in guides.items() if page == page_id)
        for language in published.get(here.country, languages):
            if (language, page_id) not in guides and not any(
                p.file == f"{folder.name}/{language}/{page_id}.md" for p in problems
            ):
                problems.append(
                    Problem(f"{folder.name}/{language}/{page_id}.md", 1, "is missing", f"translate {here.file}")
                )
    return guides, problems


def equal_slugs(guides: Mapping[tuple[str, str], Guide]) -> list[Problem]:
    """Guides that would have the same address."""
    taken: dict[tuple[str, str, str], Guide] = {}
    problems = []
    for guide in guides.values():
        other = taken.setdefault((guide.language, guide.country, guide.slug), guide)
        if other is not guide:
            problems.append(
                Problem(guide.file, 1, f"slug {guide.slug!r} is that of {other.file}", "choose another slug")
            )
    return problems


def render(
    source: str, address: Callable[[str, str], str], change: Callable[[list[Token]], None] = lambda tokens: None
) -> str:
    """HTML of a guide's Markdown; `address(kind, target)` gives the address behind `kind:target` links.

    `change` may change the parsed Markdown before.
    """
    markdown = _markdown()
    tokens = markdown.parse(source)
    change(tokens)
    for before, token in zip([None, *tokens], tokens, strict=False):
        links = [c for c in token.children or () if c.type == "link_open" and "class" not in c.attrs]
        for link in links:  # those with a class are addresses already: `change` made them
            kind, _, target = str(link.attrs["href"]).partition(":")
            link.attrs["href"] = url = address(kind, target)
            if url.startswith("http"):
                link.attrs["rel"] = "noreferrer"
            if kind == "tel":
                words = (token.children or [])[(token.children or []).index(link) + 1]
                words.content = on_one_line(words.content)
            if before is not None and before.type == "paragraph_open" and kind in ("route", "tel"):
                _as_button(before, token.children or [])
    return str(markdown.renderer.render(tokens, markdown.options, {}))


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # our own kinds of links; the check refuses others
    return markdown


def on_one_line(number: str) -> str:
    """A number never breaks at the end of a line.

    >>> on_one_line("Call 1-888-495 8501") == "Call\u00a01\u2011888\u2011495\u00a08501"
    True
    """
    return re.sub(r"(?<=\d)-(?=\d)", "\u2011", number.replace(" ", "\u00a0"))


def _as_button(paragraph: Token, children: list[Token]) -> None:
    """A link to a service is a button where its paragraph holds nothing else."""
    if [child.type for child in children] == ["link_open", "text", "link_close"]:
        paragraph.attrs["class"] = "actions"
        children[0].attrs["class"] = "button"
