"""The line of figures by which both readers of messages are judged."""

from __future__ import annotations

from collections.abc import Collection

from sender_lookup.codes import Purpose
from sender_lookup.message.ngrams import load_table, sums_of
from sender_lookup.message.purpose import SCORED
from sender_lookup.text.tokens import prepare

NO_ALARM = (Purpose.SCAM, Purpose.PREMIUM_TRAP)  # to call one of these a scam accuses nobody honest


def by_words(text: str) -> Purpose:
    """What the n-grams alone make of a message."""
    sums = sums_of(prepare(text)) or load_table().start
    return SCORED[sums.index(max(sums))]


def show(name: str, pairs: Collection[tuple[Purpose, Purpose]]) -> None:
    """Print how many of (label, what was read) are the same, how many scams were seen, and how many honest messages
    were called one."""
    same = sum(label is read for label, read in pairs)
    scams = [read is Purpose.SCAM for label, read in pairs if label is Purpose.SCAM]
    alarms = [read is Purpose.SCAM for label, read in pairs if label not in NO_ALARM]
    counts = f"scams {sum(scams)}/{len(scams)}  alarms {sum(alarms)}/{len(alarms)}"
    print(f"{name:24} {len(pairs):4}  same {same / len(pairs):.3f}  {counts}")
