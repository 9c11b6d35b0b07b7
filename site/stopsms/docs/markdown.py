"""Markdown of the documentation -> HTML.

Code has no colours: it is told apart by its block and named by its language, and scrolls in its own block, which the
keyboard reaches. A second word after the language is the name of the file that the block shows: `json facts.json`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

LANGUAGES = {
    "pycon": "Python", "python": "Python", "sh": "Terminal", "json": "JSON", "csv": "CSV", "html": "HTML",
    "js": "JavaScript", "http": "Header", "toml": "TOML", "text": "Output", "nginx": "nginx", "": "Code",
}  # fmt: skip
PLACE = re.compile(r"<p>\[\[(\w+)\]\]</p>\n?")  # where what is made of the code stands


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: its language, the file that it shows, the line on which its text begins."""

    language: str
    file: str
    text: str
    line: int


def blocks_of(source: str) -> list[Block]:
    """Every fenced block of a page, in order.

    >>> blocks_of("Try:\\n```json facts.json\\n{}\\n```\\n")
    [Block(language='json', file='facts.json', text='{}\\n', line=3)]
    """
    fences = (token for token in _markdown().parse(source) if token.type == "fence")
    return [Block(*_told(token), token.content, (token.map or [0])[0] + 2) for token in fences]


def _told(fence: Token) -> tuple[str, str]:
    """Language and file of a block."""
    language, _, file = fence.info.strip().partition(" ")
    return language, file.strip()


def slug_of(heading: str) -> str:
    """The fragment of a heading, as viewers of Markdown make it.

    >>> slug_of("What it does, and what not"), slug_of("`as_dict`")
    ('what-it-does-and-what-not', 'as_dict')
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def anchors_of(source: str) -> tuple[str, ...]:
    """The fragments of a page: of its headings."""
    return tuple(slug for _, _, slug in _headings(_markdown().parse(source)))


def links_of(source: str) -> tuple[tuple[str, int], ...]:
    """Target and line of every link."""
    return tuple(
        (str(child.attrs["href"]), (token.map or [0])[0] + 1)
        for token in _markdown().parse(source)
        for child in token.children or ()
        if child.type == "link_open"
    )


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token, str]]:
    """The opening, the words and the fragment of each heading; a second one of the same words is counted."""
    met: Counter[str] = Counter()
    for token, words in pairwise(tokens):
        if token.type == "heading_open":
            slug = slug_of(words.content)
            yield token, words, f"{slug}-{met[slug]}" if met[slug] else slug
            met[slug] += 1


@dataclass(frozen=True, slots=True)
class Html:
    """A page as HTML: what it says, and fragment and title of its sections."""

    text: str
    sections: tuple[tuple[str, str], ...]


def render(source: str, address: Callable[[str], str], names: Callable[[str], str] = lambda name: "") -> Html:
    """The HTML of a page; `address` gives what is behind a link, `names` where a public name is explained, or ""."""
    markdown = _markdown()
    tokens = markdown.parse(source)
    sections = []
    for token, words, slug in _headings(tokens):
        token.attrs["id"] = slug
        if token.tag == "h2":
            sections.append((slug, "".join(child.content for child in words.children or ())))
    for token, inside, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.type == "th_open" and inside.content:
            token.attrs["scope"] = "col"
        elif token.type == "th_open":
            token.tag = end.tag = "td"  # a corner heads nothing
    for token in tokens:
        token.children = [_linked(child, address, names) for child in token.children or ()] or token.children
    return Html(str(markdown.renderer.render(tokens, markdown.options, {})), tuple(sections))


def inline(text: str) -> str:
    """A line of Markdown as HTML, without a paragraph.

    >>> inline("As `null` where < nothing")
    'As <code>null</code> where &lt; nothing'
    """
    return str(_markdown().renderInline(text))


def _linked(token: Token, address: Callable[[str], str], names: Callable[[str], str]) -> Token:
    if token.type == "link_open":
        token.attrs["href"] = url = address(str(token.attrs["href"]))
        if url.startswith("http"):
            token.attrs["rel"] = "noreferrer"
    if token.type == "code_inline" and (url := names(token.content)):
        return Token("html_inline", "", 0, content=f'<a href="{escape(url)}"><code>{escape(token.content)}</code></a>')
    return token


def code_block(text: str, language: str, file: str = "") -> str:
    """A block of code as HTML; `text` is plain."""
    return block_of(escape(text, quote=False), LANGUAGES.get(language, language), file, output=language == "text")


def block_of(code: str, label: str, file: str = "", *, output: bool = False) -> str:
    """A block of code as HTML; `code` is HTML already. What may scroll can be reached by keyboard, and has a name."""
    named = f"{label}: {file}" if file else label
    shown = f'<p class="doc-file">{escape(file)}</p>\n' if file else ""
    kind = "doc-code doc-output" if output else "doc-code"
    return (
        f'{shown}<pre class="{kind}" tabindex="0" role="group" aria-label="{escape(named)}"><code>{code}</code></pre>\n'
    )


def _fence(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return code_block(tokens[index].content, *_told(tokens[index]))


def _indented(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return code_block(tokens[index].content, "")


def _table(*_: Any) -> str:
    return '<div class="table-scroll" role="group" tabindex="0" aria-label="Table"><table class="doc-table">\n'


def _table_end(*_: Any) -> str:
    return "</table></div>\n"


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # the checks refuse what leads nowhere
    for name, rule in {
        "fence": _fence, "code_block": _indented, "table_open": _table, "table_close": _table_end,
    }.items():  # fmt: skip
        markdown.add_render_rule(name, rule)
    return markdown
