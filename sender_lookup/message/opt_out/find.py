"""The opt-out as printed in a message: which word, to which number, or by reply, link, telephone or post.

Every printing of a known keyword is looked at in turn, with what stands right before and after it:

- *word and number*: "STOP au 36180", "STOP SMS: 38200", "STOP36229", "envoyez STOP CAVE au 36 200", "36180 : STOP";
- *word and verb of replying, or a purpose*: "Répondez STOP", "STOP to opt out", "Txt ALTO para cancelar";
- *word alone*, where it can hardly mean anything else: "STOP" at the end of the message, "STOP = fini";
- *word or label and an address*: "Désabo: x.example/u", "STOP PUB > https://...";
- *label and telephone*: "Baja gratis en 900 000 000", "2 stop texts call 0871...";
- *label and any word*: "Keine Einladungen mehr? ADE an 88040".

A word in a sentence is nothing ("bus stop", "Stop aux prix fous"), and a number counts only right beside it, so prices,
postcodes, promo codes and one-time codes are never taken for targets. Whether the target can take an SMS at all is
for the advice to say: this module reports what is printed.

>>> from ...country.loader import load_country
>>> from ...text.tokens import prepare
>>> found = find_opt_out(prepare("Soldes ! STOP SMS : 36 180"), load_country("FR"))
>>> found.keyword, found.to, found.via.value
('STOP', '36180', 'sms')
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from re import Match

from ...codes import Via
from ...country.schema import Country
from ...model import OptOut
from ...text.tokens import Text
from .context import WINDOW, Place
from .labels import by_label, by_words
from .patterns import GLUED, KEYWORD, VERB, WEAK, PhraseStarts, places_of, vocabulary
from .reasons import Reasons, matches, reasons_of

ORDER = {Via.SMS: 0, Via.REPLY: 1, Via.LINK: 2, Via.CALL: 3, Via.POST: 4}


def find_opt_out(text: Text, country: Country) -> OptOut | None:
    """The first opt-out that works by SMS, else the first printed, with the others in `also`; None without any."""
    places = places_of(text)
    found: list[OptOut] = []
    if places or text.links:
        p = vocabulary()
        keywords = matches(text, places, KEYWORD, lambda _: p.keyword)
        words = matches(text, places, WEAK, lambda _: p.weak)
        reasons = reasons_of(text, places, (*keywords, *words))
        _add(found, _by_keyword(text, country, places, reasons, keywords))
        _add(found, _by_word(text, country, places, reasons, words, has_other=bool(found)))
        _add(found, by_words(text, country, reasons, found))
        _add(found, by_label(text, country, reasons, list(found)))
    if not found:
        return OptOut(via=Via.REPLY) if button_in(text) else None
    best = min(found, key=lambda o: ORDER[o.via])
    others = tuple([o for o in found if o is not best and not _same(o, best)])
    return best._replace(also=others) if others else best


def _add(found: list[OptOut], more: Iterable[OptOut]) -> None:
    """Those that are not there yet. The same word in capitals is the one that is meant ("Stop? Reply STOP")."""
    for opt_out in list(more):
        same = next((n for n, f in enumerate(found) if _same(opt_out, f)), None)
        if same is None:
            found.append(opt_out)
        elif opt_out.keyword and opt_out == found[same]._replace(keyword=(found[same].keyword or "").upper()):
            found[same] = opt_out


def _same(one: OptOut, other: OptOut) -> bool:
    """The same word printed twice, once with its number and once without, is one opt-out."""
    if one.via in (Via.SMS, Via.REPLY) and other.via in (Via.SMS, Via.REPLY):
        word, whole = (one.keyword or "").upper(), (other.keyword or "").upper()
        same_word = word == whole or f" {word} " in f" {whole} "
        return same_word and (one.to == other.to or one.to is None)
    return one.via == other.via and one.to == other.to and one.url == other.url


def _by_keyword(
    text: Text, country: Country, places: PhraseStarts, reasons: Reasons, keywords: Iterable[Match[str]]
) -> Iterable[OptOut]:
    for match in keywords:
        near = _kinds_before(places, match.start())
        if opt_out := Place(text, country, match.start(), match.end(), reasons, near).at_keyword():
            yield opt_out
    for match in matches(text, places, GLUED, lambda _: vocabulary().glued):
        start, end = match.span("k") if match["k"] else match.span("own")
        place = Place(text, country, start, end, reasons, VERB)
        if opt_out := place.at_keyword() if match["k"] else place.at_glued():
            yield opt_out


def _by_word(
    text: Text,
    country: Country,
    places: PhraseStarts,
    reasons: Reasons,
    words: Iterable[Match[str]],
    *,
    has_other: bool,
) -> Iterable[OptOut]:
    """'NO', 'X', 'OUT', 'END': keywords only where something near says so."""
    for match in words:
        start, end = match.span("k")
        near = _kinds_before(places, start)
        stands_out = text.printed(start, end).isupper()
        if not stands_out and (has_other or not (near & VERB or reasons.all or text.links)):
            continue
        if opt_out := Place(text, country, start, end, reasons, near).at_word():
            yield opt_out


def _kinds_before(places: PhraseStarts, start: int) -> int:
    """The kinds of the phrases that begin within the window before that place."""
    kinds = 0
    for _, kind in places[bisect_left(places, (start - WINDOW, 0)) : bisect_left(places, (start, 0))]:
        kinds |= kind
    return kinds


def button_in(text: Text) -> tuple[int, int] | None:
    """Where the label of a conversation's own button stands: alone in the last line ("Se désabonner"), as people copy
    it with the message, or named as one ("appuyez sur Se désabonner")."""
    p = vocabulary()
    if p.button_words.isdisjoint(text.there):
        return None
    last = max(text.folded.rstrip().rfind("\n"), text.folded.rstrip().rfind("|")) + 1
    if last and (m := p.button_alone.fullmatch(text.folded, last, len(text.folded.rstrip()))):
        return m.span("label")
    if "[" not in text.folded and p.press_words.isdisjoint(text.there):
        return None
    return m.span("label") if (m := p.button_named.search(text.folded)) else None


def in_chat(text: Text) -> bool:
    """True where the way out is said to be in this very conversation, which a brand can only say in RCS or an app."""
    p = vocabulary()
    return not p.chat_words.isdisjoint(text.there) and p.in_chat.search(text.folded) is not None
