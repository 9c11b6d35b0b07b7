"""How well screens were read: `python -m tests.pictures.judge TRUTHFOLDER answers.json`.

Prints the shares and each miss. The answers are `{name: {"sender": ..., "text": ..., "received": ...}}` of the newest
message of each screen; a screen without one counts as wrong in everything that stands on it.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from sender_lookup import Result, lookup
from sender_lookup.model import Request

Truth = Mapping[str, Any]
Answer = Mapping[str, Any]
# One sign, written in several ways, that no reader of a picture can tell apart.
SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "\u202f": " "}
)
KNOWS_PICTURES = "from_picture" in Request._fields


@dataclass(frozen=True, slots=True)
class Judged:
    """One screen: what was right. `words` are the true words found, in their order, and all of them."""

    name: str
    sender: bool
    found: int
    words: int
    opt_out: bool
    verdict: bool
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Of many screens, what share was right."""

    screens: int
    sender: float
    words: float
    opt_out: float
    verdict: float

    def __str__(self) -> str:
        parts = (f"{name} {getattr(self, name):.4f}" for name in ("sender", "words", "opt_out", "verdict"))
        return f"{self.screens} screens: " + ", ".join(parts)


def judge_all(truths: Sequence[Truth], answers: Mapping[str, Answer]) -> Shares:
    """The shares over all of these screens."""
    return shares_of([judge(truth, answers.get(truth["name"]) or {}) for truth in truths])


def shares_of(judged: Sequence[Judged]) -> Shares:
    """Nothing judged is no share: 0."""
    many = len(judged) or 1
    return Shares(
        screens=len(judged),
        sender=sum(j.sender for j in judged) / many,
        words=sum(j.found for j in judged) / (sum(j.words for j in judged) or 1),
        opt_out=sum(j.opt_out for j in judged) / many,
        verdict=sum(j.verdict for j in judged) / many,
    )


def judge(truth: Truth, answer: Answer) -> Judged:
    """What was read of one screen against what stands on it."""
    true_text, text = truth["messages"][0]["text"], answer.get("text") or ""
    wanted, got = words_of(true_text), words_of(text)
    found = sum(block.size for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks())
    true = {"sender": truth["sender"], "text": true_text, "received": truth["received"]}
    right, read = _looked_up(true, truth), _looked_up(answer, truth)
    same_sender = plain_sender(truth["sender"]) == plain_sender(answer.get("sender"))
    pairs = {
        "sender": (same_sender, truth["sender"], answer.get("sender")),
        "words": (found == len(wanted), true_text, text),
        "opt-out": (_opt_out(right) == _opt_out(read), _opt_out(right), _opt_out(read)),
        "verdict": (_verdict(right) == _verdict(read), _verdict(right), _verdict(read)),
    }
    misses = tuple(f"{what}: {want!r} was read as {had!r}" for what, (fits, want, had) in pairs.items() if not fits)
    return Judged(truth["name"], same_sender, found, len(wanted), pairs["opt-out"][0], pairs["verdict"][0], misses)


def words_of(text: str) -> list[str]:
    """Words with their accents and punctuation; emoji are none.

    >>> words_of("Jusqu’à -50 % 🎁 STOP au 36180")
    ["Jusqu'à", '-50', '%', 'STOP', 'au', '36180']
    """
    kept = "".join(c for c in unicodedata.normalize("NFC", text.translate(SAME)) if not _is_emoji(c))
    return kept.split()


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk", "Cs", "Cf", "Mn", "Me") and char not in "°©®™"


def plain_sender(sender: str | None) -> str:
    """Its letters and digits alone, as two senders are compared.

    >>> plain_sender("+33 6 12 34 56 78") == plain_sender("+33612345678"), plain_sender("Modalia")
    (True, 'modalia')
    """
    return re.sub(r"[^\w+@]", "", sender or "").casefold()


def _looked_up(given: Answer, truth: Truth) -> Result | None:
    """The answer to what was read from a picture; None where there is nothing to ask."""
    request = {key: given.get(key) for key in ("sender", "text", "received") if given.get(key)}
    if not request.keys() & {"sender", "text"}:
        return None
    picture = {"from_picture": True} if KNOWS_PICTURES else {}
    return lookup({**request, **picture, "country": truth["country"]}, as_of=date.fromisoformat(truth["today"]))


def _opt_out(result: Result | None) -> tuple[str | None, str | None] | None:
    found = result.message.opt_out if result and result.message else None
    return (found.keyword, found.to) if found else None


def _verdict(result: Result | None) -> str | None:
    return result.advice.verdict.value if result else None


def load_truths(folder: Path) -> list[Truth]:
    """The truth of each screen of a folder."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the shares over all, those held out and those of the quick run, and each miss."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.judge")
    parser.add_argument("truths", type=Path)
    parser.add_argument("answers", type=Path)
    given = parser.parse_args(arguments)
    answers = json.loads(given.answers.read_text(encoding="utf-8"))
    truths = load_truths(given.truths)
    judged = [judge(truth, answers.get(truth["name"]) or {}) for truth in truths]
    for one in judged:
        for miss in one.misses:
            print(f"{one.name}: {miss}")
    for name, of in (("all", None), ("held out", "held_out"), ("short", "short")):
        chosen = [j for j, truth in zip(judged, truths, strict=True) if of is None or truth[of]]
        if chosen:
            print(f"{name}: {shares_of(chosen)}")


if __name__ == "__main__":
    main()
