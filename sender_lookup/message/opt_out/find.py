"""The opt-out as printed in a message: which word, to which number, or by reply, link, telephone or post.

Every printing of a known keyword is looked at in turn, with what stands right before and after it:

- *word and number*: "STOP au 36180", "STOP SMS: 38200", "STOP36229", "envoyez STOP CAVE au 36 200", "36180 : STOP";
- *word and verb of replying, or a purpose*: "Répondez STOP", "STOP to opt out", "Txt ALTO para cancelar";
- *word or label and an address*: "Désabo: x.example/u", "STOP PUB > https://...";
- *label and telephone*: "Baja gratis en 900 000 000", "2 stop texts call 0871...".

The word alone is nothing ("bus stop", "Stop aux prix fous"), and a number counts only right beside it, so prices,
postcodes, promo codes and one-time codes are never taken for targets. Whether the target can take an SMS at all is
for the advice to say: this module reports what is printed.

>>> from ...country.loader import load_country
>>> from ...text.tokens import prepare
>>> found = find_opt_out(prepare("Soldes ! STOP SMS : 36 180"), load_country("FR"))
>>> found.keyword, found.to, found.via.value
('STOP', '36180', 'sms')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ...codes import Via
from ...country.schema import Country
from ...model import OptOut
from ...text.tokens import Text
from ..links import host_of, links_table
from ..printed_numbers import digits_of
from .context import WINDOW, at_keyword, kinds_before, link_after, longer, to_number
from .patterns import KEYWORD, LABEL, VERB, Places, places_of, vocabulary

ORDER = {Via.SMS: 0, Via.REPLY: 1, Via.LINK: 2, Via.CALL: 3, Via.POST: 4}


def find_opt_out(text: Text, country: Country) -> OptOut | None:
    """The first opt-out that works by SMS, else the first printed, with the others in `also`; None without any."""
    places = places_of(text)
    if not places and not text.links:
        return OptOut(via=Via.REPLY) if button_in(text) else None
    kinds = 0
    for _, kind in places:
        kinds |= kind
    found = _by_keyword(text, country, places) if kinds & KEYWORD else []
    if kinds & VERB:
        found += [o for o in _by_weak_keyword(text, country, places, has_other=bool(found)) if o not in found]
    found += [o for o in _by_label(text, places, found) if o not in found]
    if not found:
        return OptOut(via=Via.REPLY) if button_in(text) else None
    best = min(found, key=lambda o: ORDER[o.via])
    others = tuple([o for o in found if o is not best and not _same(o, best)])
    return replace(best, also=others) if others else best


def _same(one: OptOut, other: OptOut) -> bool:
    """The same word printed twice, once with its number and once without, is one opt-out."""
    same_word = (one.keyword or "").upper() == (other.keyword or "").upper()
    return same_word and (one.to == other.to or one.to is None) and one.url == other.url


def _by_keyword(text: Text, country: Country, places: Places) -> list[OptOut]:
    found: list[OptOut] = []
    for match in _matches(text, places, KEYWORD, lambda _: vocabulary().keyword):
        opt_out = at_keyword(text, country, match.start(), match.end(), kinds_before(places, match.start()))
        if opt_out and not any(_same(opt_out, f) for f in found):
            found.append(opt_out)
    return found


def _by_weak_keyword(text: Text, country: Country, places: Places, *, has_other: bool) -> list[OptOut]:
    """'NO', 'X', 'OUT', 'END': keywords only where a label or a purpose stands near a verb of sending."""
    found = []
    p, folded = vocabulary(), text.folded
    for match in _matches(text, places, VERB, lambda _: p.weak_reply):
        start, end = match.span("k")
        before, after = folded[max(0, match.start() - 45) : match.start()], folded[end : end + WINDOW]
        asked = folded[start:end] + "?" in before[-20:]  # "End? Reply END SPTV"
        if not (asked or p.label.search(before) or p.after_purpose.match(after) or folded[start:end].endswith("stop")):
            continue
        printed = text.printed(start, end)
        if has_other and (printed.upper() != printed or folded[start:end].endswith("stop")):
            continue
        m = p.after_number.match(after)
        opt_out = to_number(text, country, start, end, m, end) if m else None
        found.append(opt_out or OptOut(via=Via.REPLY, keyword=longer(text, start, end, after, True)))
    return found


def _by_label(text: Text, places: Places, others: list[OptOut]) -> list[OptOut]:
    """'Désabo: x.example/u', 'Pour ne plus recevoir nos offres, cliquez ici', 'Baja gratis en 900 000 000'."""
    found: list[OptOut] = []
    p, folded = vocabulary(), text.folded
    for match in _matches(text, places, LABEL, p.label_from):
        end = match.end()
        after = folded[end : end + WINDOW]
        if url := link_after(text, end, 45):
            found.append(OptOut(via=Via.LINK, url=url))
        elif not others and (m := p.label_call.match(after)) and len(digits_of(m["number"])) >= 8:
            found.append(OptOut(via=Via.CALL, to=digits_of(m["number"])))
        elif not others and p.label_click.match(after):
            found.append(OptOut(via=Via.LINK))
        elif not others and p.label_post.match(after):
            found.append(OptOut(via=Via.POST))
    found += [
        OptOut(via=Via.LINK, url=text.printed(s, e)) for s, e in text.links if p.link_for.match(folded[e : e + WINDOW])
    ]
    hosts = links_table().opt_out_hosts
    found += [OptOut(via=Via.LINK, url=text.printed(s, e)) for s, e in text.links if host_of(text.folded[s:e]) in hosts]
    unique: list[OptOut] = []
    for opt_out in found:
        if opt_out not in unique and not any(o.url == opt_out.url and o.via == opt_out.via for o in others):
            unique.append(opt_out)
    return unique


def button_in(text: Text) -> tuple[int, int] | None:
    """Where the label of a conversation's own button stands: alone in the last line ("Se désabonner"), as people copy
    it with the message, or named as one ("appuyez sur Se désabonner")."""
    p = vocabulary()
    if p.button_words.isdisjoint(text.there):
        return None
    last = max(text.folded.rstrip().rfind("\n"), text.folded.rstrip().rfind("|")) + 1
    if last and (m := p.button_alone.fullmatch(text.folded, last, len(text.folded.rstrip()))):
        return m.span("label")
    return m.span("label") if (m := p.button_named.search(text.folded)) else None


def in_chat(text: Text) -> bool:
    """True where the way out is said to be in this very conversation, which a brand can only say in RCS or an app."""
    return vocabulary().in_chat.search(text.folded) is not None


def _matches(
    text: Text, places: Places, kind: int, pattern_from: Callable[[str], re.Pattern[str]]
) -> Iterator[re.Match[str]]:
    """The matches of the pattern for phrases of that kind with that first letter, none inside another."""
    done = 0
    for start, kinds in places:
        if kinds & kind and start >= done and (match := pattern_from(text.folded[start]).match(text.folded, start)):
            done = match.end()
            yield match
