"""The opt-out as printed in a message: which word, to which number, or by reply, link, telephone or post.

Every printing of a known keyword is looked at in turn, with what stands right before and after it:

- *word and number*: "STOP au 36180", "STOP SMS: 38200", "STOP36229", "envoyez STOP CAVE au 36 200", "36180 : STOP";
- *word and verb of replying, or a purpose*: "Répondez STOP", "STOP to opt out", "Txt ALTO para cancelar";
- *word or label and an address*: "Désabo: x.example/u", "STOP PUB > https://...";
- *label and telephone*: "Baja gratis en 900 000 000", "2 stop texts call 0871...".

The word alone is nothing ("bus stop", "Stop aux prix fous"), and a number counts only right beside it, so prices,
postcodes, promo codes and one-time codes are never taken for targets. Whether the target can take an SMS at all is
for the advice to say: this module reports what is printed.

>>> from .country import load_country
>>> from .text import prepare
>>> found = find_opt_out(prepare("Soldes ! STOP SMS : 36 180"), load_country("FR"))
>>> found.keyword, found.to, found.via.value
('STOP', '36180', 'sms')
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from .country import Country
from .lexicon import alternation, lexicon
from .model import Kind, OptOut, Via
from .sender import classify
from .text import LIMIT, WORD, Text

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WINDOW = 60  # characters looked at before and after a keyword: an opt-out is printed in one breath
# A number as printed: grouped by blanks, dots or dashes, not part of a price, an hour or a longer word.
# Grouped forms come first, so that "217 136" is not taken for 217.
NUMBER = (
    r"(?<![\w.,])(?P<number>(?:\+\d{2} ?|0)\d(?:[ .\-]?\d{2,3}){3,4}|0 \d{3}(?:[ .]\d{2,3}){2,3}"
    r"|0\d{2,4}[ .\-]\d{3,4}[ .\-]\d{3,4}"
    r"|\d{3}(?:[ .\-]\d{2,3}){2,3}|\d{3}[ .\-]\d{3}|\d{2}[ .\-]\d{3}|\d(?: \d){4,5}|\d \d\d \d\d|\+?\d{3,15})"
    r"(?![\w€$£%]|[.,:]\d| ?(?:€|%|eur\b))"
)
CODE_KINDS = {Kind.SHORT_CODE, Kind.PREMIUM_SHORT_CODE}
VOICE_KINDS = {Kind.PREMIUM_NUMBER, Kind.TOLL_FREE, Kind.LANDLINE, Kind.SERVICE_NUMBER, Kind.VOIP}


@dataclass(frozen=True, slots=True)
class Patterns:
    """The vocabulary of opt-outs as patterns; all are tried at a fixed place or in a short window."""

    keyword: re.Pattern[str]
    before_verb: re.Pattern[str]
    before_verb_and_words: re.Pattern[str]
    before_noun: re.Pattern[str]
    before_label: re.Pattern[str]
    only_label: re.Pattern[str]
    before_number: re.Pattern[str]
    after_number: re.Pattern[str]
    after_words_number: re.Pattern[str]
    after_call: re.Pattern[str]
    after_purpose: re.Pattern[str]
    after_padding: re.Pattern[str]
    label: re.Pattern[str]
    weak_reply: re.Pattern[str]
    label_call: re.Pattern[str]
    link_for: re.Pattern[str]
    label_click: re.Pattern[str]
    label_post: re.Pattern[str]
    verbs: tuple[str, ...]
    starts: Mapping[str, int]  # first words of keywords, labels and verbs: where it is worth while to look


@cache
def patterns() -> Patterns:
    """Compiled from the words of all reading languages."""
    words = lexicon().opt_out
    keyword, weak = alternation(words["keywords"]), alternation(words["weak_keywords"])
    send, reply = alternation(words["send_verbs"]), alternation(words["reply_verbs"])
    to, padding = alternation(words["to"]), alternation(words["padding"])
    label, purpose = alternation(words["labels"]), alternation(words["purposes"])
    call, click, post = alternation(words["call_verbs"]), alternation(words["click"]), alternation(words["post"])
    quote = r"[\s\"'«»<>()\[\]*_.:,=\-]{0,4}"
    sep = (
        rf"(?:\s*(?:{padding})(?![^\W\d_]))*"
        rf"[^\w+]{{0,5}}(?:\b{to}\b)?[^\w+]{{0,4}}(?:(?:n|no|num|numero)[°o.:]{{0,2}} ?)?"
    )
    return Patterns(
        keyword=re.compile(rf"(?<![^\W\d_])(?P<k>{keyword})(?:(?![^\W\d_])|(?=(?:{padding})\d))"),
        before_verb=re.compile(rf"\b(?:{send}|{reply}){quote}$"),
        before_verb_and_words=re.compile(rf"\b(?:{send}|{reply}){quote}(?P<extra>(?:[\w+]+ ){{1,2}})$"),
        before_noun=re.compile(rf"(?<![^\W_])(?:{alternation(words['nouns'])}) $"),
        before_label=re.compile(rf"(?<![^\W\d_])(?:{label}){quote}$"),
        only_label=re.compile(rf"{label}|{padding}|{keyword}"),
        before_number=re.compile(NUMBER + r"[\s:=>\-→]{1,4}(?:par )?$"),
        after_number=re.compile(sep + NUMBER.replace(r"(?<![\w.,])", r"(?<![\d.,])", 1)),  # "stopsms36105"
        after_words_number=re.compile(rf" (?P<extra>[\w]+(?: [\w]+)?)[\"'»” ]{{1,3}}(?:{to})\b[\s:]{{0,2}}{NUMBER}"),
        after_call=re.compile(rf"[^.!\n]{{0,12}}?\b(?:{call})\b[^\d\n]{{0,14}}{NUMBER}"),
        after_purpose=re.compile(
            rf"{quote}(?:{purpose})\b|2(?:end|stop|exit|quit|cancel)\b| ?= ?(?:end|quit|cancel|fin)\b"
        ),
        after_padding=re.compile(rf"(?:\s+(?:{padding})\b)+"),
        label=re.compile(rf"(?<![^\W\d_])(?<!\bd')(?:{label})\b"),
        weak_reply=re.compile(
            rf"\b(?:{send}|{reply}){quote}(?P<k>{weak}|\w{{0,6}}stop)\b(?! (?:to |a |au )?(?:this|ce|the))"
        ),
        label_call=re.compile(
            rf"(?:[^\d\n]{{0,24}}?\b(?:{call})\b[^\d\n.]{{0,14}}"
            rf"|[ :]{{1,3}}(?:{padding})?[ :]{{0,3}}(?:{to} )?){NUMBER}"
        ),
        link_for=re.compile(rf"[ :(]{{1,3}}(?:{purpose})\b"),
        label_click=re.compile(rf"[^.!?\n]{{0,40}}?\b(?:{click})"),
        verbs=tuple(v for v in (*words["send_verbs"], *words["reply_verbs"]) if v.isalpha() and 2 < len(v) < 6),
        starts=_starts(words),
        label_post=re.compile(rf"[^!?\n]{{0,30}}?\b(?:{post})\b"),
    )


KEYWORD, LABEL, VERB = 1, 2, 4
KEYS = (("keywords", KEYWORD), ("labels", LABEL), ("send_verbs", VERB), ("reply_verbs", VERB))


def _starts(words: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Each phrase by its first word, and by all its words run together ("stopsms", "optout")."""
    starts: dict[str, int] = {}
    for key, kind in KEYS:
        for phrase in words[key]:
            parts = WORD.findall(phrase)
            for word in (parts[0], "".join(parts), "".join(parts[:2])):
                starts[word] = starts.get(word, 0) | kind
    for keyword in words["keywords"]:
        for padding in words["padding"]:
            glued = "".join(WORD.findall(keyword + padding))
            starts[glued] = starts.get(glued, 0) | KEYWORD
    return starts


Places = list[tuple[int, int]]  # where a phrase may begin, and of which kinds


def _places(text: Text) -> Places:
    """Where keywords, labels and verbs may begin, outside web addresses; digits may stick to a word ("36180STOP")."""
    p = patterns()
    starts, found = p.starts, []
    for word, start, _ in text.prose:
        kinds = starts.get(word, 0)
        if not kinds and word.isalpha():
            kinds = VERB if word.startswith(p.verbs) else 0  # "txtstop"
        elif not kinds:
            bare = word.lstrip("0123456789")
            start += len(word) - len(bare)
            kinds = starts.get(bare[: len(bare) - len(bare.lstrip(LETTERS))], 0)
        if kinds:
            found.append((start, kinds))
    return found


def _matches(text: Text, places: Places, pattern: re.Pattern[str], kind: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with a phrase of that kind, none inside another."""
    done = 0
    for start, kinds in places:
        if kinds & kind and start >= done and (match := pattern.match(text.folded, start)):
            done = match.end()
            yield match


def find_opt_out(text: Text, country: Country) -> OptOut | None:
    """The first opt-out that works by SMS, else the first printed, with the others in `also`; None without any."""
    places = _places(text)
    found = _by_keyword(text, country, places)
    found += [o for o in _by_weak_keyword(text, country, places, has_other=bool(found)) if o not in found]
    found += [o for o in _by_label(text, country, places, found) if o not in found]
    if not found:
        return None
    order = {Via.SMS: 0, Via.REPLY: 1, Via.LINK: 2, Via.CALL: 3, Via.POST: 4}
    best = min(found, key=lambda o: order[o.via])
    return replace(best, also=tuple(o for o in found if o is not best and not _same(o, best)))


def _same(one: OptOut, other: OptOut) -> bool:
    """The same word printed twice, once with its number and once without, is one opt-out."""
    same_word = (one.keyword or "").upper() == (other.keyword or "").upper()
    return same_word and (one.to == other.to or one.to is None) and one.url == other.url


def _by_keyword(text: Text, country: Country, places: Places) -> list[OptOut]:
    found: list[OptOut] = []
    for match in _matches(text, places, patterns().keyword, KEYWORD):
        opt_out = _at_keyword(text, country, match.start(), match.end())
        if opt_out and not any(_same(opt_out, f) for f in found):
            found.append(opt_out)
    return found


def _at_keyword(text: Text, country: Country, start: int, end: int) -> OptOut | None:
    """The opt-out that the keyword at folded[start:end] belongs to, or None where it is only a word."""
    p, folded = patterns(), text.folded
    before, after = folded[max(0, start - WINDOW) : start], folded[end : end + WINDOW]
    if p.before_noun.search(before):
        return None  # "rue du Stop, 38200 Vienne", "faire du stop": a thing, not an instruction
    begin, verb = _keyword_start(text, start, before)
    if m := p.after_number.match(after):
        if opt_out := _to_number(text, country, begin, end, m, end):
            return opt_out
    elif m := p.after_words_number.match(after):
        stop = end + m.end("extra")
        if _is_printed_keyword(text, end + 1, stop) and (opt_out := _to_number(text, country, begin, stop, m, end)):
            return opt_out
    if m := p.after_call.match(after):
        return OptOut(via=Via.CALL, to=_digits(m["number"]))
    if url := _link_after(text, end, 24):
        return OptOut(via=Via.LINK, url=url)
    if m := p.before_number.search(before):
        number = _digits(m["number"])
        if kind_of_target(number, country) in CODE_KINDS:
            return OptOut(via=Via.SMS, keyword=text.printed(start, end), to=number)
    if verb or p.after_purpose.match(after) or p.before_label.search(before):
        return OptOut(via=Via.REPLY, keyword=_longer(text, begin, end, after, verb))
    return None


def _keyword_start(text: Text, start: int, before: str) -> tuple[int, bool]:
    """Where the keyword really begins ("txt CLUB STOP", "! SKY OPT OUT"), and whether a verb stands before it."""
    p = patterns()
    if p.before_verb.search(before):
        return start, True
    if (verb := p.before_verb_and_words.search(before)) and _is_printed_keyword(
        text, start - len(verb["extra"]), start
    ):
        return start - len(verb["extra"]), True
    alone = re.search(r"(?:^|[.!?\n] ?)(?P<extra>[a-z0-9]{2,10} )$", before)
    if (
        alone
        and _is_printed_keyword(text, start - len(alone["extra"]), start)
        and not p.only_label.fullmatch(alone["extra"].strip())
    ):
        return start - len(alone["extra"]), False
    return start, False


def _longer(text: Text, begin: int, end: int, after: str, verb: bool) -> str:
    """'END SPTV' and 'STOP LUNA' after a verb: a second word in capitals belongs to the keyword, padding does not."""
    m = re.match(r" ([a-z0-9]{2,10})(?=\s*(?:$|[.,;:!)\n]))", after)
    if (
        verb
        and m
        and not patterns().after_padding.match(after)
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


def _to_number(text: Text, country: Country, start: int, end: int, match: re.Match[str], offset: int) -> OptOut | None:
    """An SMS to the number printed beside the keyword; None where that number can be no target."""
    number = _digits(match["number"])
    if _is_amount(text.folded, offset + match.start("number"), offset + match.end("number")):
        return None
    kind = kind_of_target(number, country)
    direct = bool(re.search(r"[a-z]", text.folded[offset : offset + match.start("number")]))
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


def kind_of_target(number: str, country: Country) -> Kind:
    """The kind of a printed number; short ones are told by the country's list alone, which is quick."""
    if len(number) <= 6 and number.isdigit():
        for family in country.families:
            if family.pattern is not None and family.pattern.match(number):
                return Kind(family.kind)
    return classify(number, country).kind


def _is_amount(folded: str, start: int, end: int) -> bool:
    return folded[end : end + 1] in "€%$£" and end < len(folded) and folded[end] != " "


def _digits(number: str) -> str:
    """National form kept: '36 180' -> '36180', '+44 7786' -> '+447786'."""
    return ("+" if number.startswith("+") else "") + "".join(c for c in number if c.isdigit())


def _link_after(text: Text, end: int, window: int) -> str | None:
    """The web address that begins within `window` characters after `end`, in the same sentence."""
    for s, e in text.links[bisect_left(text.links, (end, 0)) :][:1]:
        if s <= end + window and not re.search(r"[!?\n][^\W_]|\. ", text.folded[end:s]):
            return text.printed(s, e)
    return None


def _by_weak_keyword(text: Text, country: Country, places: Places, *, has_other: bool) -> list[OptOut]:
    """'NO', 'X', 'OUT', 'END': keywords only where a label or a purpose stands near a verb of sending."""
    found = []
    p, folded = patterns(), text.folded
    for match in _matches(text, places, p.weak_reply, VERB):
        start, end = match.span("k")
        before, after = folded[max(0, match.start() - WINDOW) : match.start()], folded[end : end + WINDOW]
        asked = folded[start:end] + "?" in before[-20:]  # "End? Reply END SPTV"
        if not (
            asked or p.label.search(before[-45:]) or p.after_purpose.match(after) or folded[start:end].endswith("stop")
        ):
            continue
        printed = text.printed(start, end)
        if has_other and (printed.upper() != printed or folded[start:end].endswith("stop")):
            continue
        m = p.after_number.match(after)
        opt_out = _to_number(text, country, start, end, m, end) if m else None
        found.append(opt_out or OptOut(via=Via.REPLY, keyword=_longer(text, start, end, after, True)))
    return found


def _by_label(text: Text, country: Country, places: Places, others: list[OptOut]) -> list[OptOut]:
    """'Désabo: x.example/u', 'Pour ne plus recevoir nos offres, cliquez ici', 'Baja gratis en 900 000 000'."""
    found: list[OptOut] = []
    p, folded = patterns(), text.folded
    for match in _matches(text, places, p.label, LABEL):
        end = match.end()
        after = folded[end : end + WINDOW]
        if url := _link_after(text, end, 45):
            found.append(OptOut(via=Via.LINK, url=url))
        elif not others and (m := p.label_call.match(after)) and len(_digits(m["number"])) >= 8:
            found.append(OptOut(via=Via.CALL, to=_digits(m["number"])))
        elif not others and p.label_click.match(after):
            found.append(OptOut(via=Via.LINK))
        elif not others and p.label_post.match(after):
            found.append(OptOut(via=Via.POST))
    found += [
        OptOut(via=Via.LINK, url=text.printed(s, e)) for s, e in text.links if p.link_for.match(folded[e : e + WINDOW])
    ]
    unique: list[OptOut] = []
    for opt_out in found:
        if opt_out not in unique and not any(o.url == opt_out.url and o.via == opt_out.via for o in others):
            unique.append(opt_out)
    return unique
