"""What stands around one keyword: a number, an address, a verb or a purpose makes it an opt-out, else it is a word.

>>> from ...country.loader import load_country
>>> text = prepare("Promo. STOP CLUB au 36 180")
>>> at_keyword(text, load_country("FR"), 7, 11)
OptOut(via=<Via.SMS: 'sms'>, keyword='STOP CLUB', to='36180', url=None, also=())
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ...codes import CODE_KINDS, Kind, Via
from ...country.schema import Country
from ...model import OptOut
from ...sender.classify import classify_printed
from ...text.phrases import lexicon
from ...text.tokens import LIMIT, Text, prepare
from ..printed_numbers import digits_of
from .patterns import LABEL, VERB, Places, vocabulary

__all__ = ["WINDOW", "at_keyword", "kinds_before", "link_after", "longer", "prepare", "to_number"]

WINDOW = 60  # characters looked at before and after a keyword: an opt-out is printed in one breath
NOUN_REACH = 20  # of these, for "arret de bus "
ALONE_REACH = 14  # for ". SKYNEWSUK "
LAST_DIGIT = 9  # for the last digit of "36180 :   par "
VOICE_KINDS = {Kind.PREMIUM_NUMBER, Kind.TOLL_FREE, Kind.LANDLINE, Kind.SERVICE_NUMBER, Kind.VOIP}
ALONE = re.compile(r"(?:^|[.!?\n] ?)(?P<extra>[a-z0-9]{2,10} )$")
SECOND_WORD = re.compile(r" ([a-z0-9]{2,10})(?=\s*(?:$|[.,;:!)\n]))")
LETTER, DIGIT = re.compile(r"[a-z]"), re.compile(r"\d")
NEXT_SENTENCE = re.compile(r"[!?\n][^\W_]|\. ")


def at_keyword(text: Text, country: Country, start: int, end: int, near: int = VERB | LABEL) -> OptOut | None:
    """The opt-out that the keyword at folded[start:end] belongs to, or None where it is only a word.

    `near` says which kinds of phrases begin not far before: only those are looked for.
    """
    p, folded = vocabulary(), text.folded
    if p.before_noun.search(folded, max(0, start - NOUN_REACH), start):
        return None  # "rue du Stop, 38200 Vienne", "faire du stop": a thing, not an instruction
    after = folded[end : end + WINDOW]
    begin, verb = _keyword_start(text, start, near)
    if m := p.after_number.match(after):
        if opt_out := to_number(text, country, begin, end, m, end):
            return opt_out
    elif m := p.after_words_number.match(after):
        stop = end + m.end("extra")
        if folded.startswith(folded[start:end], end + 1):
            return None  # "para darte de baja BAJA JUEGO al 797555": the next one is the keyword
        if _is_printed_keyword(text, end + 1, stop) and (opt_out := to_number(text, country, begin, stop, m, end)):
            return opt_out
    if m := p.after_call.match(after):
        return OptOut(via=Via.CALL, to=digits_of(m["number"]))
    if url := link_after(text, end, 24):
        return OptOut(via=Via.LINK, url=url)
    if (number := _number_before(folded, start)) and classify_printed(number, country).kind in CODE_KINDS:
        return OptOut(via=Via.SMS, keyword=text.printed(start, end), to=number)
    labelled = near & LABEL and p.before_label.search(folded, max(0, start - WINDOW), start)
    if verb or labelled or p.after_purpose.match(after):
        return OptOut(via=Via.REPLY, keyword=longer(text, begin, end, after, verb))
    return None


def kinds_before(places: Places, start: int) -> int:
    """The kinds of the phrases that begin within the window before that place."""
    kinds = 0
    for _, kind in places[bisect_left(places, (start - WINDOW, 0)) : bisect_left(places, (start, 0))]:
        kinds |= kind
    return kinds


def _number_before(folded: str, start: int) -> str | None:
    """The digits of a number that stands right before the keyword ("36180 : STOP")."""
    if not DIGIT.search(folded, max(0, start - LAST_DIGIT), start):
        return None
    match = vocabulary().before_number.search(folded, max(0, start - WINDOW), start)
    return digits_of(match["number"]) if match else None


def _keyword_start(text: Text, start: int, near: int) -> tuple[int, bool]:
    """Where the keyword really begins ("txt CLUB STOP", "! SKY OPT OUT"), and whether a verb stands before it."""
    p, folded, window = vocabulary(), text.folded, max(0, start - WINDOW)
    if near & VERB:
        if p.before_verb.search(folded, window, start):
            return start, True
        verb = p.before_verb_and_words.search(folded, window, start)
        if verb and _is_printed_keyword(text, verb.start("extra"), start):
            return verb.start("extra"), True
    alone = ALONE.search(folded, max(0, start - ALONE_REACH), start)
    if (
        alone
        and _is_printed_keyword(text, alone.start("extra"), start)
        and not p.only_label.fullmatch(alone["extra"].strip())
    ):
        return alone.start("extra"), False
    return start, False


def longer(text: Text, begin: int, end: int, after: str, verb: bool) -> str:
    """'END SPTV' and 'STOP LUNA' after a verb: a second word in capitals belongs to the keyword, padding does not."""
    m = SECOND_WORD.match(after)
    if (
        verb
        and m
        and not vocabulary().after_padding.match(after)
        and text.printed(end + 1, end + m.end(1)).isupper()
        and text.printed(begin, end).isupper()
    ):
        return text.printed(begin, end + m.end(1))
    return text.printed(begin, end)


def _is_printed_keyword(text: Text, start: int, end: int) -> bool:
    """Words beside a keyword belong to it where they are printed in capitals or in its quotes, and are not padding;
    a message without any capital cannot tell."""
    piece = text.printed(start, end).strip() if end > start else ""
    stands_out = (
        piece.upper() == piece or text.raw[:LIMIT].islower() or (start > 0 and text.folded[start - 1] in "\"'«“")
    )
    return stands_out and any(c.isalpha() for c in piece) and piece.lower() not in lexicon().opt_out["padding"]


def to_number(text: Text, country: Country, start: int, end: int, match: re.Match[str], offset: int) -> OptOut | None:
    """An SMS to the number printed beside the keyword; None where that number can be no target."""
    number = digits_of(match["number"])
    if _is_amount(text.folded, offset + match.end("number")):
        return None
    kind = classify_printed(number, country).kind
    direct = LETTER.search(text.folded, offset, offset + match.start("number")) is not None
    keyword = text.printed(start, end)
    if kind in CODE_KINDS or (kind in (Kind.MOBILE, Kind.PLATFORM_NUMBER, Kind.FOREIGN) and len(number) > 8):
        return OptOut(via=Via.SMS, keyword=keyword, to=number)
    if kind in VOICE_KINDS and len(number) >= 9:
        return OptOut(
            via=Via.SMS if direct and kind is not Kind.LANDLINE else Via.CALL,
            keyword=keyword if direct and kind is not Kind.LANDLINE else None,
            to=number,
        )
    if kind is Kind.SERVICE_NUMBER and direct:
        return OptOut(via=Via.SMS, keyword=keyword, to=number)
    return None


def _is_amount(folded: str, end: int) -> bool:
    return end < len(folded) and folded[end] in "€%$£"


def link_after(text: Text, end: int, window: int) -> str | None:
    """The web address that begins within `window` characters after `end`, in the same sentence."""
    for s, e in text.links[bisect_left(text.links, (end, 0)) :][:1]:
        if s <= end + window and not NEXT_SENTENCE.search(text.folded, end, s):
            return text.printed(s, e)
    return None
