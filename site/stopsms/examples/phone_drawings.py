"""What the small drawings of a phone show, and the samples beside the links to families: a sender and the piece of a
message that counts, both from the examples of the country (`<cc>.toml` beside this file), read by the package itself.

The last digits are masked, as everywhere on family pages.

>>> numbers_in("36180, 36111…: a text from a number in 36"), numbers_in("A text signed with a name: whose is it?")
('36180, 36111…', '')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sender_lookup.codes import Kind, Purpose
from sender_lookup.country.schema import Country, Family
from sender_lookup.model import Message

from .masked import masked
from .situations import Situation, answer_to, example_of, examples_for

TONES = {
    Purpose.MARKETING: "advert",
    Purpose.SCAM: "scam",
    Purpose.PREMIUM_TRAP: "premium",
    Purpose.ONE_TIME_CODE: "code",
}
SIGNS = {"scam": ("link", "phone"), "premium": ("premium_price", "amount"), "code": ("code_digits",)}  # best first
ON_FAMILY_PAGES = ("advert", "scam", "premium", "code")  # at most two of them, in this order


@dataclass(frozen=True, slots=True)
class Drawing:
    """A phone: `sender` at the top; a message of that `tone`, in which `excerpt` can be read; and our `verdict`."""

    sender: str
    tone: str = "plain"
    excerpt: str = ""
    verdict: str = ""


def numbers_in(title: str) -> str:
    """The numbers with which a family's title begins; empty for one that has none."""
    sample, colon, _ = title.partition(":")
    return sample.strip() if colon and re.search(r"\d", sample) else ""


def sample_of(family: Family, country: Country, title: str) -> str:
    """What stands for the senders of a family: the numbers of its title, else an example."""
    return numbers_in(title) or _seen(family, country)


def _seen(family: Family, country: Country) -> str:
    """What stands in the sender's place: an example, cut where it is long; three dots where nothing can be read."""
    example = example_of(family, country.code)
    if family.kind == Kind.SERVICE_NUMBER:
        return example  # a public one: it may be seen, and dialled
    example = masked(example)
    if family.kind == Kind.EMAIL:
        return example.partition("@")[0] + "@…"
    return "…" if family.kind == Kind.UNREADABLE else example


def drawing_of(situation: Situation, sender: str, country: str, as_of: date) -> Drawing:
    """The drawing of an example message from that sender."""
    result = answer_to(sender, situation.text, country, as_of)
    message, verdict = result.message, result.advice.verdict
    if message is None:
        return Drawing(masked(sender), verdict=verdict)
    tone = TONES.get(message.purpose, "plain")
    return Drawing(masked(sender), tone, _excerpt(message, situation.text, tone), verdict)


def _excerpt(message: Message, text: str, tone: str) -> str:
    """The opt-out of an advertisement as printed, numbers masked; else the evidence that gives the tone away."""
    if tone == "advert" and message.opt_out and (keyword := message.opt_out.keyword):
        to = message.opt_out.to or ""
        printed = re.search(rf"{re.escape(keyword)}(?: \S+ {to})?" if to else re.escape(keyword), text)
        return printed[0].replace(to, masked(to)) if printed and to else keyword
    found = [e.text for code in SIGNS.get(tone, ()) for s in message.signals if s.code == code for e in s.evidence]
    return found[0].partition("/")[0] if found else ""


@cache
def _drawings(family_id: str, sender: str, seen: str, country: str, language: str, as_of: date) -> tuple[Drawing, ...]:
    drawn = [
        replace(drawing_of(s, sender, country, as_of), sender=seen)
        for s in examples_for(country, language)
        if family_id in s.families
    ]
    first = {d.tone: d for d in reversed(drawn) if d.excerpt}  # the first of each tone
    shown = tuple(first[tone] for tone in ON_FAMILY_PAGES if tone in first)[:2]
    return shown or (Drawing(seen),)


def drawings_of_family(family: Family, country: Country, language: str, as_of: date) -> tuple[Drawing, ...]:
    """What a family page draws: an advertisement and a false message from such a sender; else the sender alone."""
    sender = example_of(family, country.code)
    return _drawings(family.id, sender, _seen(family, country), country.code, language, as_of)


def drawings_of_examples(country: Country, language: str, as_of: date) -> Iterator[tuple[Situation, Drawing]]:
    """The examples of the home page with their drawings."""
    for situation in examples_for(country.code, language):
        if situation.example:
            yield situation, drawing_of(situation, situation.sender, country.code, as_of)


def drawings_of_guide(name: str, country: Country, language: str, as_of: date) -> tuple[Drawing, ...]:
    """What a guide draws: an advertisement and a scam, or the first alone where the guide tells how to stop one."""
    tones = ("advert",) if name == "step-by-step" else ("advert", "scam")
    return tuple(d for _, d in drawings_of_examples(country, language, as_of) if d.tone in tones)


def usual_sender(country: Country) -> str:
    """A short number of the country for the drawing beside the form's first field."""
    families = [f for f in country.families if f.kind == Kind.SHORT_CODE and f.examples]
    return masked(families[0].examples[0]) if families else ""
