"""What a guide's statements rest on: a small mark behind the sentence, which leads to the page's own list of claims.

In Markdown, `[words](claim:<id>)` names the words that a claim stands behind (`[](claim:<id>)`: the sentence). On the
page these words are no link: whoever taps "Call your bank" wants to call, not to read an article of law. A mark's
number is the place of its claim in the list, which has the claims in the order in which the page mentions them.

>>> [found.end() for found in END.finditer("It is free, see L. 34-5. Then “wait.” Now")]
[24, 37]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

END = re.compile(r"[.!?…](?:[\s\u00a0]?[»”)])*(?=\s+[^\sa-z0-9à-ÿ]|\s*$)")  # of a sentence; no `L. 34-5`
KIND = "claim:"


def put_marks(tokens: list[Token], name: Callable[[str], str]) -> tuple[str, ...]:
    """Turn links to claims into marks; return the claims in their order. `name` says what a number is: "source 3"."""
    known: list[str] = []
    for token in tokens:
        if token.children:
            token.children = list(_marked(token.children, known, name))
    return tuple(known)


def _marked(children: list[Token], known: list[str], name: Callable[[str], str]) -> Iterator[Token]:
    waiting: list[str] = []
    depth, inside = 0, False  # of emphasis and other links; of a claim's words
    for child in children:
        href = str(child.attrs.get("href", ""))
        if child.type == "link_open" and href.startswith(KIND):
            inside = True
            waiting.append(href.removeprefix(KIND))
        elif child.type == "link_close" and inside:
            inside = False
        elif child.type == "text" and depth == 0 and not inside and waiting and (end := END.search(child.content)):
            yield _text(child.content[: end.end()])
            yield from _marks(waiting, known, name)
            yield _text(child.content[end.end() :])
        else:
            depth += child.nesting
            yield child
    yield from _marks(waiting, known, name)


def _marks(waiting: list[str], known: list[str], name: Callable[[str], str]) -> Iterator[Token]:
    if not waiting:
        return
    yield Token("sup_open", "sup", 1, attrs={"class": "claim-marks"})
    for n, claim in enumerate(dict.fromkeys(waiting)):
        if claim not in known:
            known.append(claim)
        number = str(known.index(claim) + 1)
        if n:
            yield _text(" ")
        yield Token("link_open", "a", 1, attrs={"class": "claim-mark", "href": f"#{claim}", "aria-label": name(number)})
        yield _text(number)
        yield Token("link_close", "a", -1)
    yield Token("sup_close", "sup", -1)
    waiting.clear()


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
