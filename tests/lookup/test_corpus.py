"""The two sides of the corpus tell different stories, so that what is judged was never learned."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from hashlib import sha256

import pytest

from sender_lookup.message.purpose import SCORED
from sender_lookup.text.normalize import fold
from tests.lookup.corpus import Case, held_out, learned, whole

LANGUAGES = {"fr", "es", "gl", "en", "de", "it", "nl", "pl", "pt"}  # with which the ids begin
ALIKE = 0.4  # share of the words of two messages that both have; from here on they tell one story
ADDRESS = re.compile(r"\S+\.\S+")
WORD = re.compile(r"[^\W\d_]{2,}")


def side(story: str) -> str:
    """The folder of a story: one in four is held out, and nobody chooses which."""
    return "held_out" if sha256(story.encode()).digest()[0] < 64 else "learned"


@cache
def words(text: str) -> frozenset[str]:
    """The words of a message without accents, figures and addresses: what a filled-in template leaves."""
    return frozenset(WORD.findall(ADDRESS.sub(" ", fold(text))))


def alike(one: str, other: str) -> float:
    """How much of the words of two messages is in both, 0 to 1."""
    either = words(one) | words(other)
    return len(words(one) & words(other)) / len(either) if either else 0.0


def twins(cases: tuple[Case, ...], others: tuple[Case, ...]) -> list[tuple[str, str, float]]:
    """Near-duplicates among two lots of messages: both ids and how alike they are."""
    having: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for word in words(case["text"]):
            having[word].append(case)
    found = []
    for other in others:
        near = {case["id"]: case for word in words(other["text"]) for case in having[word]}
        pairs = ((case, alike(case["text"], other["text"])) for case in near.values())
        found += [(case["id"], other["id"], round(share, 2)) for case, share in pairs if share >= ALIKE]
    return found


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Votre colis est bloqué : a.example/x", "VOTRE COLIS EST BLOQUE 36180 b.example", 1.0),
        ("Votre colis est bloqué", "Votre colis arrive demain", 2 / 6),
        ("On mange quoi ce soir ?", "Votre colis est bloqué", 0.0),
        ("482 913", "36180", 0.0),
    ],
)
def test_how_alike_two_messages_are(one: str, other: str, share: float) -> None:
    assert alike(one, other) == share


def test_twins_are_found() -> None:
    row = {"id": "fr-1", "text": "Votre colis est bloqué, réglez 1,99 € : a.example"}
    copy = {"id": "fr-2", "text": "votre colis est bloque, reglez 2,50 € vite : b.example"}

    assert [pair[:2] for pair in twins((row,), (copy,))] == [("fr-1", "fr-2")]


def test_every_row_lies_where_its_story_belongs() -> None:
    """So no story is on both sides."""
    lying = [("learned", case) for case in learned()] + [("held_out", case) for case in held_out()]
    assert [f"{c['id']} belongs in corpus/{side(c['story'])}" for at, c in lying if side(c["story"]) != at] == []


def test_a_story_has_the_id_of_a_message_that_tells_it() -> None:
    stories = {case["id"]: case["story"] for case in whole()}
    assert [name for name, story in stories.items() if stories.get(story) != story] == []


def test_no_message_has_a_twin_on_the_other_side() -> None:
    """Whoever adds one gives both the same story; its hash says where they go."""
    assert twins(learned(), held_out()) == []


@pytest.mark.parametrize("rows", [learned(), held_out()], ids=["learned", "held_out"])
def test_every_purpose_and_language_is_on_both_sides(rows: tuple[Case, ...]) -> None:
    assert {case["purpose"] for case in rows} == set(SCORED)
    assert {case["id"][:2] for case in rows} == LANGUAGES


def test_about_a_quarter_is_held_out() -> None:
    assert 0.2 <= len(held_out()) / len(whole()) <= 0.3


def test_every_id_is_given_once() -> None:
    ids = [case["id"] for case in whole()]
    assert sorted(set(ids)) == sorted(ids)
