"""What stands around one keyword: a number, an address, a verb or a purpose makes it an opt-out, else it is a word.

>>> from .country import load_country
>>> text = prepare("Promo. STOP CLUB au 36 180")
>>> at_keyword(text, load_country("FR"), 7, 11)
OptOut(via=<Via.SMS: 'sms'>, keyword='STOP CLUB', to='36180', url=None, also=())
"""

from __future__ import annotations

import re
from bisect import bisect_left

from .country import Country
from .lexicon import lexicon
from .model import Kind, OptOut, Via
from .opt_out_words import vocabulary
from .sender import classify_printed
from .text import LIMIT, Text, prepare

__all__ = ["WINDOW", "at_keyword", "digits_of", "link_after", "longer", "prepare", "to_number"]

WINDOW = 60  # characters looked at before and after a keyword: an opt-out is printed in one breath
CODE_KINDS = {Kind.SHORT_CODE, Kind.PREMIUM_SHORT_CODE}
VOICE_KINDS = {Kind.PREMIUM_NUMBER, Kind.TOLL_FREE, Kind.LANDLINE, Kind.SERVICE_NUMBER, Kind.VOIP}
ALONE = re.compile(r"(?:^|[.!?\n] ?)(?P<extra>[a-z0-9]{2,10} )$")
SECOND_WORD = re.compile(r" ([a-z0-9]{2,10})(?=\s*(?:$|[.,;:!)\n]))")
LETTER = re.compile(r"[a-z]")
NEXT_SENTENCE = re.compile(r"[!?\n][^\W_]|\. ")


def at_keyword(text: Text, country: Country, start: int, end: int) -> OptOut | None:
    """The opt-out that the keyword at folded[start:end] belongs to, or None where it is only a word."""
    p, folded = vocabulary(), text.folded
    before, after = folded[max(0, start - WINDOW) : start], folded[end : end + WINDOW]
    if p.before_noun.search(before):
        return None  # "rue du Stop, 38200 Vienne", "faire du stop": a thing, not an instruction
    begin, verb = _keyword_start(text, start, before)
    if m := p.after_number.match(after):
        if opt_out := to_number(text, country, begin, end, m, end):
            return opt_out
    elif m := p.after_words_number.match(after):
        stop = end + m.end("extra")
        if _is_printed_keyword(text, end + 1, stop) and (opt_out := to_number(text, country, begin, stop, m, end)):
            return opt_out
    if m := p.after_call.match(after):
        return OptOut(via=Via.CALL, to=digits_of(m["number"]))
    if url := link_after(text, end, 24):
        return OptOut(via=Via.LINK, url=url)
    if m := p.before_number.search(before):
        number = digits_of(m["number"])
        if classify_printed(number, country).kind in CODE_KINDS:
            return OptOut(via=Via.SMS, keyword=text.printed(start, end), to=number)
    if verb or p.after_purpose.match(after) or p.before_label.search(before):
        return OptOut(via=Via.REPLY, keyword=longer(text, begin, end, after, verb))
    return None


def _keyword_start(text: Text, start: int, before: str) -> tuple[int, bool]:
    """Where the keyword really begins ("txt CLUB STOP", "! SKY OPT OUT"), and whether a verb stands before it."""
    p = vocabulary()
    if p.before_verb.search(before):
        return start, True
    if (verb := p.before_verb_and_words.search(before)) and _is_printed_keyword(
        text, start - len(verb["extra"]), start
    ):
        return start - len(verb["extra"]), True
    alone = ALONE.search(before)
    if (
        alone
        and _is_printed_keyword(text, start - len(alone["extra"]), start)
        and not p.only_label.fullmatch(alone["extra"].strip())
    ):
        return start - len(alone["extra"]), False
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
    if _is_amount(text.folded, offset + match.start("number"), offset + match.end("number")):
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


def _is_amount(folded: str, start: int, end: int) -> bool:
    return folded[end : end + 1] in "€%$£" and end < len(folded) and folded[end] != " "


def digits_of(number: str) -> str:
    """National form kept: '36 180' -> '36180', '+44 7786' -> '+447786'."""
    return ("+" if number.startswith("+") else "") + "".join(c for c in number if c.isdigit())


def link_after(text: Text, end: int, window: int) -> str | None:
    """The web address that begins within `window` characters after `end`, in the same sentence."""
    for s, e in text.links[bisect_left(text.links, (end, 0)) :][:1]:
        if s <= end + window and not NEXT_SENTENCE.search(text.folded, end, s):
            return text.printed(s, e)
    return None
