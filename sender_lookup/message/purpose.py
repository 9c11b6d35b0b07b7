"""What a message is: the weights of its signs added up, per purpose. All weights stand in `data/weights.toml`.

The sum for each purpose is turned into a share (softmax). Two thresholds stand beside the weights, with the price of
each error: above `scam` a message is called a scam whatever else it may be; an advertisement with a share of scam
above `doubt` is `unsure`, and the advice is to find out first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from operator import add
from sys import intern
from typing import Any, NamedTuple

from ..codes import Purpose
from ..errors import RuleError
from ..resources import read_table

SCORED = (
    Purpose.MARKETING,
    Purpose.TRANSACTIONAL,
    Purpose.ONE_TIME_CODE,
    Purpose.PREMIUM_TRAP,
    Purpose.SCAM,
    Purpose.PERSONAL,
)
SCAM = SCORED.index(Purpose.SCAM)
WORDS = ("why", "for", "shown")  # what a row holds beside its weights
SHOWN = 0.4  # a sign with at least this weight for the purpose found, or for scam, is shown to the person


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Weights:
    """Per sign one weight for each scored purpose, the sums to start from, and the thresholds."""

    start: tuple[float, ...]
    signs: Mapping[str, tuple[float, ...]]
    shows: Mapping[Purpose, frozenset[str]]  # which signs are worth showing for which purpose
    scam: float
    sure: float
    doubt: float
    alone: float
    notice: float
    both: float
    unknown: float
    doubtful: frozenset[str]


@cache
def weights() -> Weights:
    """`data/weights.toml`. Raises RuleError where a purpose is misspelt."""
    table = read_table("weights") or {}
    signs = {intern(code): _row(row, f"signs.{code}") for code, row in table["signs"].items()}
    limits = table["thresholds"]
    always = frozenset(code for code, row in table["signs"].items() if row.get("shown"))
    never = frozenset(code for code, row in table["signs"].items() if row.get("shown") is False)
    shows = {purpose: always | {s for s, row in signs.items() if _clear(row, purpose)} - never for purpose in Purpose}
    # Of a scam, all that may speak for one: its theme is what a person recognises, however little it weighs.
    shows[Purpose.SCAM] |= {code for code, row in table["signs"].items() if Purpose.SCAM in row["for"]} - never
    return Weights(
        start=_row(table["start"], "start"), signs=signs, shows=shows, scam=limits["scam"],
        sure=limits["sure"], doubt=limits["doubt"], alone=limits["alone"], notice=limits["notice"], both=limits["both"],
        unknown=limits["unknown"], doubtful=frozenset(limits["doubtful"]),
    )  # fmt: skip


def _row(row: Mapping[str, Any], where: str) -> tuple[float, ...]:
    for key in (*row, *row.get("for", ())):
        if key not in SCORED and key not in WORDS:
            raise RuleError(
                "weights.toml", f"{where}.{key}", "is no purpose", f"use one of {', '.join((*SCORED, *WORDS))}"
            )
    return tuple(float(row.get(p, 0)) for p in SCORED)


class Decision(NamedTuple):
    """What the two readers say: `purpose` if it is no scam, the share of `scam` by both together, by the words alone
    and by the signs alone (0 to 1); by the signs alone it is told only where both together call it one."""

    purpose: Purpose
    scam: float
    by_words: float = 0.0
    by_signs: float = 0.0


def decide(signs: Collection[str], words: tuple[float, ...] | None = None) -> Decision:
    """What the signs and the words (`ngrams.sums_of`) add up to. Whether it is a scam is not for them alone to say
    (`fraud`)."""
    w = weights()
    rows = [*filter(None, map(w.signs.get, signs))]
    of_signs = [*map(sum, zip(w.start, *rows, strict=True))]
    both = of_signs if words is None else [*map(add, of_signs, words)]
    parts, total = _parts(both)
    scam, parts[SCAM] = parts[SCAM] / total, -1.0
    best = max(parts)
    rest = 1 - scam if scam >= w.scam else 1.0
    known = best / total >= rest * w.unknown and (rows or words is not None)
    by_words = 0.0 if words is None else _share_of_scam(words)
    by_signs = _share_of_scam(of_signs) if scam >= w.scam else 0.0
    return Decision(SCORED[parts.index(best)] if known else Purpose.UNKNOWN, scam, by_words, by_signs)


def _parts(sums: Sequence[float]) -> tuple[list[float], float]:
    """What each purpose has of the whole, and the whole."""
    top = max(sums)
    parts = [exp(s - top) for s in sums]
    return parts, sum(parts)


def _share_of_scam(sums: Sequence[float]) -> float:
    parts, total = _parts(sums)
    return parts[SCAM] / total


def is_doubtful(purpose: Purpose, scam: float, alone: float, signs: Collection[str]) -> bool:
    """True for what could be a scam as well: both readers together say so, or an advert or what we cannot tell bears
    its marks, or its words alone speak for one, against the signs."""
    w = weights()
    if scam >= w.scam:
        return True
    if purpose not in (Purpose.MARKETING, Purpose.UNKNOWN):
        return False
    return scam >= w.doubt or alone >= w.alone or not w.doubtful.isdisjoint(signs)


def _clear(row: tuple[float, ...], purpose: Purpose) -> bool:
    own = row[SCORED.index(purpose)] if purpose in SCORED else 0.0
    return own >= SHOWN or row[SCAM] >= SHOWN
