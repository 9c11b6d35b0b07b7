"""The glossary's terms: where each stands on its page, and links to it from the first mention in a guide.

A term is a line of the glossary, `- **Term** (“what people say”, “another”): in one sentence`; its words are the term
and what people say. The glossary's `unlinked` names words that are no links elsewhere: those that a reader sends, and
the numbers to send them to (who taps STOP in an instruction expects to send it), and verbs with more than one meaning.

>>> [t.words for t in terms_of("- **Short code** (“five-digit number”): a number for texts.")]
[('Short code', 'five-digit number')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it.token import Token

GLOSSARY = "glossary"
LINE = re.compile(r"^- \*\*(?P<name>[^*\[]+|\[[^\]]+\]\([^)]*\))\*\*(?: \((?P<said>[^)]*)\))?", re.M)
SAID = re.compile(r"[“«]\s*(.+?)\s*[”»]")
NO_PLACE = ("heading_open", "th_open")  # what stands before a text that gets no links


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its anchor and all words for it; a term with a page of its own has no `words`."""

    name: str
    anchor: str
    words: tuple[str, ...]


def anchor_of(name: str) -> str:
    """'Code à usage unique' -> 'code-a-usage-unique'."""
    plain = unicodedata.normalize("NFKD", name.replace("’", " ")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@cache
def terms_of(source: str, unlinked: tuple[str, ...] = ()) -> tuple[Term, ...]:
    """The terms of a glossary's Markdown, in its order."""
    return tuple(_term(found["name"], found["said"] or "", unlinked) for found in LINE.finditer(source))


def _term(name: str, said: str, unlinked: tuple[str, ...]) -> Term:
    if name.startswith("["):
        name = name[1:].partition("]")[0]
        return Term(name, anchor_of(name), ())
    words = (name, *SAID.findall(said.replace("\u00a0", " ")))
    return Term(name, anchor_of(name), tuple(w for w in words if w not in unlinked))


def put_anchors(tokens: list[Token], terms: tuple[Term, ...]) -> None:
    """Give the lines of the glossary their anchors."""
    left = iter(terms)
    for token, after in zip(tokens, tokens[2:], strict=False):
        if token.type == "list_item_open" and after.type == "inline" and after.content.startswith("**"):
            token.attrs["id"] = next(left).anchor


def put_links(tokens: list[Token], terms: tuple[Term, ...], address: Callable[[str], str]) -> None:
    """Link the first mention of each term; `address` gives that of an anchor."""
    pattern, by_group = _pattern(terms)
    seen: set[str] = set()
    for before, token in pairwise(tokens):
        if token.type != "inline" or before.type in NO_PLACE:
            continue
        depth = 0
        children: list[Token] = []
        for child in token.children or ():
            depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            plain = child.type == "text" and depth == 0
            children += _linked(child.content, pattern, by_group, seen, address) if plain else [child]
        token.children = children


def _linked(
    text: str, pattern: re.Pattern[str], by_group: dict[str, Term], seen: set[str], address: Callable[[str], str]
) -> Iterator[Token]:
    start = 0
    for found in pattern.finditer(text):
        term = by_group[found.lastgroup or ""]
        if term.anchor in seen:
            continue
        seen.add(term.anchor)
        yield _text(text[start : found.start()])
        yield Token("link_open", "a", 1, attrs={"class": "term", "href": address(term.anchor)})
        yield _text(found[0])
        yield Token("link_close", "a", -1)
        start = found.end()
    yield _text(text[start:])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


@cache
def _pattern(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], dict[str, Term]]:
    """One pattern for all words, the longer ones first, and the term of each of its groups."""
    words = sorted(((word, term) for term in terms for word in term.words), key=lambda pair: -len(pair[0]))
    groups = {f"t{n}": term for n, (_, term) in enumerate(words)}
    either = "|".join(f"(?P<t{n}>{_as_written(word)})" for n, (word, _) in enumerate(words))
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])"), groups


def _as_written(word: str) -> str:
    """A word as guides write it: any case unless it is an abbreviation, an `s` of plurals, any spaces between."""
    parts = [re.escape(part) + ("s?" if part[-1].isalpha() and not part.isupper() else "") for part in word.split()]
    pattern = r"[\s\u00a0]+".join(parts)
    return pattern if word.isupper() else f"(?i:{pattern})"
