"""The ways out that a label names without a keyword: an address, a telephone number, a letter, or a word of any form.

"Désabo: x.example/u", "Pour ne plus recevoir nos offres, cliquez ici", "Baja gratis en 900 000 000", "Keine Einladungen
mehr? ADE an 88040".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...codes import CODE_KINDS, Kind, Via
from ...country.schema import Country
from ...model import OptOut
from ...sender.classify import classify_printed
from ...text.tokens import LIMIT, Text
from ..links import host_of, links_table
from ..printed_numbers import digits_of
from .context import DIGIT, WINDOW, is_printed_keyword, link_after, to_number
from .numbers import NO_NUMBER, SHORTEST_PHONE, number_at
from .patterns import vocabulary
from .reasons import Reason, Reasons

FOR_REACH = 16  # characters between an address and what it is for
FOR = re.compile(r"(?P<sign> ?[=(→] ?|[ :]{1,3})(?:(?!stop)\w+/? ){0,2}")
POST_REACH = 24  # characters between a label that may be none and where to write
CALL_REACH = 36  # characters between a number and what it is for
NEXT_WORDS = re.compile(r"[?!] ?[^\W_]")
SENTENCE_END = re.compile(r"[.!?\n(]")
WHOLE = range(9, 12)  # digits of a telephone number that nobody has yet
LABEL_REACH = 45  # characters between a label and its address
TAIL = 30  # characters that may follow the last address of a message
PARTS = re.compile(r"[^\W_]+")
TAIL_LABEL = re.compile(
    r"(?:^|[.!?|\n)–—] ?|(?<=[^\w\s]) ?)(?:¿)?(?:(?P<label>[^\W\d_][^.!?:|\n]{1,30})[:?>|\-–=]{1,2} ?)?$"
)


def by_words(text: Text, country: Country, reasons: Reasons, others: list[OptOut]) -> Iterator[OptOut]:
    """A word to send, whatever it is, right after a label that can mean nothing else."""
    p = vocabulary()
    for reason in reasons.all:
        if not reason.sure:
            continue
        m = p.label_keyword.match(text.folded, reason.end, reason.end + WINDOW)
        if m is None or not is_printed_keyword(text, *m.span("k")):
            continue
        keyword = text.printed(*m.span("k"))
        if not keyword.isupper() or text.raw.isupper():
            continue
        if m["number"] is not None:
            found = to_number(text, country, keyword, m.start("number"), direct=True)
            if found and found.via is Via.SMS and found.to not in {o.to for o in others}:
                yield found
        elif m["verb"] and m.end() + 6 >= len(text.folded.rstrip()):
            yield OptOut(via=Via.REPLY, keyword=keyword)


def by_label(text: Text, country: Country, reasons: Reasons, others: list[OptOut]) -> Iterator[OptOut]:
    """The addresses, numbers and letters that labels name, and the addresses that say themselves what they are for."""
    p, folded = vocabulary(), text.folded
    dialled = {o.to for o in others if o.to}
    for reason in (r for r in reasons.all if r.label):
        after = folded[reason.end : reason.end + WINDOW]
        if (url := link_after(text, reason.end, LABEL_REACH)) and (
            reason.sure or not NEXT_WORDS.search(after.partition(url)[0])
        ):
            yield OptOut(via=Via.LINK, url=url)
        elif to := _called(text, country, reason, after):
            if to not in dialled:
                yield OptOut(via=Via.CALL, to=to)
        elif not others and p.label_click.match(after):
            yield OptOut(via=Via.LINK)
        elif (
            not p.post_words.isdisjoint(text.there)
            and "@" not in after
            and p.label_post.match(after if reason.sure else after[:POST_REACH])
        ):
            yield OptOut(via=Via.POST)
        elif not others and reason.sure and (to := _called_before(text, reason)):
            yield OptOut(via=Via.CALL, to=to)
    for s, e in text.links:
        if _says_what_for(text, e, reasons) or host_of(folded[s:e]) in links_table().opt_out_hosts:
            yield OptOut(via=Via.LINK, url=text.printed(s, e))
    if text.links and not others and _address_says_it(text, *text.links[-1]):
        yield OptOut(via=Via.LINK, url=text.printed(*text.links[-1]))


def _called(text: Text, country: Country, reason: Reason, after: str) -> str | None:
    m = vocabulary().label_call.match(after) if DIGIT.search(after) else None
    found = number_at(text.folded, reason.end + m.start("number"), country) if m else None
    if m is None or found is None or len(found[0]) < SHORTEST_PHONE or not (reason.sure or m["call"]):
        return None
    kind = classify_printed(found[0], country).kind
    if kind is Kind.MOBILE and reason.unwanted and not m["call"]:
        return None  # "Solo WhatsApp, no SMS: 612 345 678"
    is_unknown = kind in NO_NUMBER and not (m["call"] and found[0].startswith("0") and len(found[0]) in WHOLE)
    return None if kind in CODE_KINDS or is_unknown else found[0]


def _called_before(text: Text, reason: Reason) -> str | None:
    """The number before a label that it serves as well ("Bel 0570 000 900 om te boeken of om u af te melden")."""
    for start, end in reversed(text.phones):
        if end <= reason.start:
            near = reason.start - end <= CALL_REACH and not SENTENCE_END.search(text.folded, end, reason.start)
            return digits_of(text.folded[start:end]) if near else None
    return None


def _says_what_for(text: Text, end: int, reasons: Reasons) -> bool:
    """True where what follows the address says what it is for ("x.example/u pour vous désinscrire"). What begins with a
    capital is a sentence of its own ("x.example/u To opt out call ...")."""
    r = reasons.after(end, FOR_REACH)
    gap = FOR.fullmatch(text.folded, end, r.start) if r else None
    if r is None or gap is None:
        return False
    span = (end + len(gap["sign"]), r.end)
    goes_on = len(text.folded[r.end :].strip(" .!)\n")) > 0
    is_sentence = goes_on and text.printed(*span)[:1].isupper() and not text.raw[:LIMIT].isupper()
    return not is_sentence and link_after(text, span[1], 12) is None


def _address_says_it(text: Text, start: int, end: int) -> bool:
    """True for the last address of a message that is one by its own words and stands by itself or after a short label
    ("... bis Samstag. x.example/stopp", "¿No te gusta leernos? x.example/salir")."""
    p = vocabulary()
    if len(text.folded.rstrip()) - end > TAIL:
        return False
    segments = [PARTS.findall(part) for part in text.folded[start:end].partition("/")[2].partition("?")[0].split("/")]
    known = p.paths | p.link_words
    said = [s for s in segments if s and all(part in known for part in s)]
    strong = any(len(s) > 1 or s[0] in p.paths for s in said)
    if not strong and not (said and said[-1] == segments[-1]):
        return False
    m = TAIL_LABEL.search(text.folded, max(0, start - 40), start)
    if m is None:
        return False
    before = {host_of(text.folded[s:e]) for s, e in text.links[:-1]}
    return strong or (bool(m["label"]) and host_of(text.folded[start:end]) in before)
