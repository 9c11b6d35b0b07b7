"""Words, names and numbers of a message stayed in caches of the whole process after the answer was given."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator

import pytest

from sender_lookup.worker import respond

# Taken apart, so that this module does not hold what it looks for.
NAME, WORD, MOBILE, CODE = "zyx wvut", "qw vzk", "6 46 52 98 76", "39 7 14"


def whole(parts: str) -> str:
    return parts.replace(" ", "")


def typed() -> dict[str, str]:
    word, code = whole(WORD), whole(CODE)
    text = f"{word}ment, vôtre c0l1s{word} : appelez le 0{MOBILE} ou STOP{word.upper()} au {code}"
    return {"sender": whole(NAME).upper(), "text": text}


def held(pieces: list[str]) -> Iterator[str]:
    """Every text that some container of the process holds with one of the pieces in it."""
    for container in gc.get_objects():
        if isinstance(container, dict | list | tuple | set | frozenset) and container is not pieces:
            within = [*container, *container.values()] if isinstance(container, dict) else list(container)
            for thing in within:
                if type(thing) is str and len(thing) < 400 and any(piece in thing.casefold() for piece in pieces):
                    yield thing


@pytest.mark.parametrize("op", ["lookup", "draft", "evidence", "calendar"])
def test_nothing_typed_is_held_after_the_answer(op: str) -> None:
    call = json.dumps({"op": op, "today": "2026-11-24", "request": {**typed(), "country": "FR"}})
    respond(call)
    del call
    gc.collect()

    assert not list(held([whole(parts) for parts in (NAME, WORD, MOBILE, CODE)]))
