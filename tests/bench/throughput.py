"""Lookups per second in CPython: `python -m tests.bench.throughput`.

1. Senders alone against bare `phonenumbers` (parse, valid, type) on the same list, as a ratio: how much the whole
   classification costs beside the library that it uses. The two take turns, so what else the machine does hits both.
2. Full requests with a text of about 160 characters, per second and core: the median of many short rounds, and the
   best of them, which is what the machine can do when nothing else runs.

The list is that of the project's cases: every written form, family and country.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import phonenumbers

from sender_lookup import lookup
from sender_lookup.country.loader import load_country
from sender_lookup.sender.classify import classify
from tests.lookup.case_tables import AS_OF, rows, templates

ROUNDS = 7
PASSES = 10  # through the list, in one round
PADDING = " Offre valable en magasin et en ligne jusqu'à samedi, dans la limite des stocks disponibles."


def senders() -> list[tuple[str, str]]:
    """(sender, country) of all cases; long and empty ones aside, which the library refuses at once."""
    found = [(row["sender"], row["country"]) for _, row in rows("senders")]
    found += [(written, row["country"]) for _, row in rows("forms") for written in row["written"]]
    return [(sender, country) for sender, country in found if 0 < len(sender) <= 40]


def texts() -> list[dict[str, str]]:
    """Requests with the templates' messages, filled up to about 160 characters."""
    keys = ("sender", "text", "country")
    return [{k: t[k] for k in keys if t.get(k)} | {"text": (t["text"] + PADDING * 2)[:160]} for t in templates()]


def bare(sender: str, country: str) -> None:
    """What a caller of `phonenumbers` does."""
    try:
        number = phonenumbers.parse(sender, country)
    except phonenumbers.NumberParseException:
        return
    phonenumbers.is_valid_number(number)
    phonenumbers.number_type(number)


def ours(sender: str, country: str) -> None:
    """The whole classification of a sender."""
    classify(sender, load_country(country))


def per_second(work: Callable[[], None], count: int) -> float:
    """How many of `count` pieces of work were done in a second."""
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


def main() -> None:
    """Print both figures with the aim of the design beside them."""
    given, requests = senders(), texts()

    def all_senders(one: Callable[[str, str], None]) -> None:
        for _ in range(PASSES):
            for sender, country in given:
                one(sender, country)

    def all_requests() -> None:
        for request in requests:
            lookup(request, as_of=AS_OF)

    all_senders(ours)
    all_senders(bare)
    all_requests()
    count = len(given) * PASSES
    pairs = [
        (per_second(lambda: all_senders(ours), count), per_second(lambda: all_senders(bare), count))
        for _ in range(ROUNDS)
    ]
    mine, library = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    full = [per_second(all_requests, len(requests)) for _ in range(ROUNDS * PASSES)]
    print(f"senders: {ratio:.2f} of bare phonenumbers ({mine:,.0f} and {library:,.0f} per second; bar 0.5, aim 1)")
    found = f"{statistics.median(full):,.0f} per second and core by median, {max(full):,.0f} at best"
    print(f"requests with 160 characters: {found} (bar 2,500, aim 5,000)")


if __name__ == "__main__":
    main()
