"""A letter's text in pieces, so that a page can mark what is still to be said and replace one fact without the rest.

A text is written twice: with the facts, and with each fact as a run of a character of its own, of the same length.
Where the second has such a run, the first has that fact; a bracket that is left is the letter's own, not a message's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

Pieces = tuple[tuple[str, str], ...]

FIRST = 0xE000  # private use: no character that anybody writes
TO_FILL, TO_CHOOSE = "fill", "choose"  # the letter's own brackets: to complete, and to keep or to delete
AS_GIVEN = ("sender", "text")  # what decides which sentences a letter has, and stands in no field of its form
OURS = re.compile(r"[\[\]\ue000-\ue0ff]")
FOUND = re.compile(r"([\ue000-\ue0ff])\1*|\[[^\[\]]*\]")


def masked(values: Mapping[str, str], given: Collection[str]) -> dict[str, str]:
    """The facts as runs; `sender` and `text`, where given, without what could be taken for one of ours.

    >>> masked({"text": "[-20 %]", "name": "Li"}, ("text",)) == {"text": ".-20 %.", "name": "\\ue001\\ue001"}
    True
    """
    return {
        name: OURS.sub(".", value) if name in AS_GIVEN and name in given else chr(FIRST + n) * len(value)
        for n, (name, value) in enumerate(values.items())
    }


def pieces_of(text: str, mask: str, names: tuple[str, ...], label: str) -> Pieces:
    """(text, what) in order; `what` is "" for the letter's words, else the name of a fact, "fill" or "choose".

    `mask` is the same text written with `masked` facts, in the order of `names`; `label` is how a bracket begins that
    is to be completed. Where the two differ in length (a fact of several lines in one line), the text is one piece.

    >>> pieces_of("I, Li, [fill in: age]", "I, \\ue000\\ue000, [fill in: age]", ("name",), "[fill in")
    (('I, ', ''), ('Li', 'name'), (', ', ''), ('[fill in: age]', 'fill'))
    """
    if len(text) != len(mask):
        return ((text, ""),)
    pieces: list[tuple[str, str]] = []
    end = 0
    for found in FOUND.finditer(mask):
        start, run = found.start(), found[1]
        own = TO_FILL if found[0].startswith(label) else TO_CHOOSE
        pieces += [(text[end:start], ""), (text[start : found.end()], names[ord(run) - FIRST] if run else own)]
        end = found.end()
    return tuple(piece for piece in (*pieces, (text[end:], "")) if piece[0])


def blanks_in(text: str, blanks: Sequence[str]) -> Pieces:
    """The text in pieces, where `blanks` stand in it.

    >>> blanks_in("[name], Lugo", ["[name]", "[city]"])
    (('[name]', 'fill'), (', Lugo', ''))
    """
    parts = re.split(f"({'|'.join(map(re.escape, blanks))})", text) if blanks else [text]
    return tuple((part, TO_FILL if part in blanks else "") for part in parts if part)
