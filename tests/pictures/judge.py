"""How much of what screens of phones say was read: `python -m tests.pictures.judge TRUTHS ANSWERS.json`.

TRUTHS is a folder of what `screens.py` writes, ANSWERS.json `{name: {"sender": ..., "text": ..., "received": ...}}`
with the newest message of each screen; where `"messages": [text, ...]` stands there too, whether they were told apart
is judged as well. Prints each miss, then the shares over all, those held out and those of the quick run.

What a screen does not show (a sender, a moment, a way out) is not judged where nothing was read, and wrong where
something was. The verdict is compared with that on the true words, asked as read from a picture too.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from sender_lookup import NothingGivenError, lookup
from sender_lookup.text.normalize import fold

Truth = Mapping[str, Any]
Answer = Mapping[str, Any]
WORD = re.compile(r"\+?[^\W_](?:\S*[^\W_])?")  # without the marks at its edges: a number keeps its plus
SAME_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
JOINERS = re.compile("[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")  # parts of emoji
TOLD_APART = 0.5  # with fewer of its words in its place, a message was mixed up with another, or is one's own
KINDS = ("sender", "moment", "words", "opt_out", "verdict", "messages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One screen. None: nothing to judge there; `words` are those of the newest message, `extra` those it has not."""

    name: str
    sender: bool | None
    moment: bool | None
    opt_out: bool | None
    verdict: bool
    messages: bool | None
    found: int
    words: int
    extra: int
    misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shares:
    """Of several screens."""

    judged: tuple[Judged, ...]

    def counts(self, kind: str) -> tuple[int, int]:
        """How many are right, of how many. Raises ValueError for no kind of ours."""
        if kind not in KINDS:
            raise ValueError(kind)
        if kind == "words":
            return sum(one.found for one in self.judged), sum(one.words for one in self.judged)
        said = [getattr(one, kind) for one in self.judged if getattr(one, kind) is not None]
        return sum(said), len(said)

    def share(self, kind: str) -> float:
        """Of `KINDS`; 1 where there is nothing to judge."""
        right, of = self.counts(kind)
        return right / of if of else 1.0

    @property
    def extra(self) -> float:
        """Words that were read and are not in the message, to each that is: they cost no share of `words`."""
        return sum(one.extra for one in self.judged) / max(1, self.counts("words")[1])

    def only(self, is_wanted: Callable[[str], bool]) -> Shares:
        """Those whose name is wanted."""
        return Shares(tuple(one for one in self.judged if is_wanted(one.name)))


def judge_all(truths: Iterable[Truth], answers: Mapping[str, Answer]) -> Shares:
    """The shares of what was read right. A screen without an answer is wrong in all that it shows."""
    return Shares(tuple(judge(truth, answers.get(truth["name"], {})) for truth in truths))


def judge(truth: Truth, answer: Answer) -> Judged:
    """One screen."""
    true_text, text = truth["messages"][0]["text"], answer.get("text") or ""
    found, words, extra, wrong_words = compared(true_text, text)
    expected, read = _advice(truth, {**truth, "text": true_text}), _advice(truth, answer)
    texts = answer.get("messages")
    asked: dict[str, tuple[object, object, bool | None]] = {
        "sender": _same(truth["sender"], answer.get("sender"), plain_sender),
        "moment": _same(truth["received"], answer.get("received")),
        "opt_out": _same(expected[1], read[1]),
        "verdict": (expected[0], read[0], expected[0] == read[0]),
        "messages": (len(truth["messages"]), texts and len(texts), None if texts is None else _apart(truth, texts)),
    }
    misses = [
        f"{kind}: {true!r} read as {seen!r}" for kind, (true, seen, is_right) in asked.items() if is_right is False
    ]
    rights: dict[str, Any] = {kind: is_right for kind, (_true, _seen, is_right) in asked.items()}
    return Judged(
        name=truth["name"], **rights, found=found, words=words, extra=extra, misses=(*misses, *wrong_words)
    )  # fmt: skip


def _same(
    true: Any, read: Any, by: Callable[[Any], object] = lambda value: value
) -> tuple[object, object, bool | None]:
    """What was true, what was read, and whether that is the same."""
    return true, read, bool(true and read and by(true) == by(read)) if true or read else None


def plain_sender(sender: str) -> str:
    """As the package compares senders.

    >>> plain_sender("+33 6 12 34") == plain_sender("+336 1234"), plain_sender("Luna Mode") == plain_sender("LUNA-MODE")
    (True, True)
    """
    return "".join(filter(str.isalnum, fold(sender)))


def words_of(text: str) -> list[str]:
    """The words: accents and capitals count; emoji, and marks at the edges, do not.

    >>> words_of("🎁 L’offre : -40 % (jusqu’à samedi) ! +33 6 12, www.a.example/b1.")
    ["L'offre", '40', "jusqu'à", 'samedi', '+33', '6', '12', 'www.a.example/b1']
    """
    plain = JOINERS.sub("", unicodedata.normalize("NFC", text)).translate(SAME_MARKS)
    plain = "".join(" " if unicodedata.category(char) == "So" else char for char in plain)
    return WORD.findall(plain)


def compared(true: str, read: str) -> tuple[int, int, int, list[str]]:
    """How many of the true words were read, in order; of how many; how many more were read; what is wrong.

    >>> compared("Votre colis est là", "Votre colis es là SMS")
    (3, 4, 2, ["words: 'est' read as 'es'", "words: '' read as 'SMS'"])
    """
    words, seen = words_of(true), words_of(read)
    steps = SequenceMatcher(None, words, seen, autojunk=False).get_opcodes()
    found = sum(end - start for step, start, end, _, _ in steps if step == "equal")
    others = [(words[a:b], seen[c:d]) for step, a, b, c, d in steps if step != "equal"]
    wrong = [f"words: {' '.join(true_words)!r} read as {' '.join(read_words)!r}" for true_words, read_words in others]
    return found, len(words), len(seen) - found, wrong


def _apart(truth: Truth, texts: Sequence[str]) -> bool:
    """True where there are as many messages, and each holds the words of the true one in its place."""
    if len(texts) != len(truth["messages"]):
        return False
    pairs = (compared(message["text"], text) for message, text in zip(truth["messages"], texts, strict=True))
    return all(found >= TOLD_APART * words for found, words, _, _ in pairs)


def _advice(truth: Truth, said: Answer) -> tuple[str | None, tuple[str | None, str | None] | None]:
    """The verdict, and the keyword and number of the way out."""
    request = {
        "sender": said.get("sender"), "text": said.get("text"), "received": said.get("received"),
        "country": truth["country"], "from_picture": True,
    }  # fmt: skip
    try:
        result = lookup(request, as_of=date.fromisoformat(truth["today"]))
    except NothingGivenError:
        return None, None
    way_out = result.message.opt_out if result.message else None
    return result.advice.verdict.value, (way_out.keyword, way_out.to) if way_out else None


def load_truths(folder: Path) -> list[Truth]:
    """All of a folder, by name. Raises ValueError where there is none."""
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    if not truths:
        raise ValueError(f"no truths in {folder}")
    return truths


def report(truths: Sequence[Truth], answers: Mapping[str, Answer]) -> Iterator[str]:
    """The lines of the command."""
    shares = judge_all(truths, answers)
    for one in shares.judged:
        yield from (f"{one.name}: {miss}" for miss in one.misses)
    groups = {"held out": "held_out", "quick run": "short"}
    yield _line("all", shares)
    for title, flag in groups.items():
        names = {truth["name"] for truth in truths if truth.get(flag)}
        if names:
            yield _line(title, shares.only(names.__contains__))


def _line(title: str, shares: Shares) -> str:
    counts = ((kind, shares.share(kind), *shares.counts(kind)) for kind in KINDS)
    said = ", ".join(f"{kind} {share:.4f} ({right}/{of})" for kind, share, right, of in counts if of)
    return f"{title}, {len(shares.judged)} screens: {said}, words too many {shares.extra:.4f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge, and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.judge")
    parser.add_argument("truths", type=Path)
    parser.add_argument("answers", type=Path)
    given = parser.parse_args(arguments)
    answers = json.loads(given.answers.read_text(encoding="utf-8"))
    print("\n".join(report(load_truths(given.truths), answers)))


if __name__ == "__main__":
    main()
