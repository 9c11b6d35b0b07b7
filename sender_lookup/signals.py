"""The signs in a message, each with the characters that show it: words (from the lexicon), links, numbers, the sender.

A sign decides nothing by itself: `purpose` adds up their weights, which are all in `data/weights.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .characters import foreign_letters
from .country import Country
from .lexicon import find_cues, lexicon
from .load import read_table
from .model import Kind, OptOut, Sender, Via
from .sender import classify
from .text import Text

Places = dict[str, list[tuple[int, int]]]

AMOUNT = re.compile(r"(?:[€£$] ?\d+(?:[.,]\d{2})?|\b\d+(?:[ .,]\d{2,3})*(?: ?(?:€|£|\$|euros?\b|eur\b|e\b(?=[ .,:])|usd\b|gbp\b|chf\b)))")
PERCENT = re.compile(r"[\-–]? ?\d{1,2} ?%|\b[1-9]x[1-9]\b|\b\d \+ \d\b")
CODE = re.compile(r"(?<![\w.,/\-+])(?:[a-z]{1,3}[\- ]?)?(?:\d{4,8}|\d{2,4}[ \-]\d{2,4}(?:[ \-]\d{2})?)(?![\w€%]|[.,:/]\d| ?(?:€|eur))")
PLACEHOLDER = re.compile(r"\[[^\]\n]{0,20}(?:lien|link|rich|url|enlace)[^\]\n]{0,20}\]")
SPACED_HOST = re.compile(r"\b[\w\-]{3,} ?(?:\(\.\)|\[\.\]| \. ) ?(?:com|fr|info|net|org|top|xyz|eu|online|es)\b")
HIDDEN_IN_WORD = re.compile(r"[^\W\d_][\u200b-\u200f\u00ad\u2060\ufeff\u202a-\u202e][^\W\d_]")
LEET = re.compile(r"\b[a-z]+[013][a-z]+\b", re.I)
# Themes that a scam borrows: one of them with an unknown link, a call-back number or a mobile sender is the pattern.
THEMES = frozenset(
    "parcel customs fine health_card training_account emission_sticker bank tax streaming toll telecom marketplace crypto public_body apple_id voicemail_link inheritance".split()
)


@dataclass(frozen=True, slots=True)
class Links:
    """What is known about hosts, from data/links.toml."""

    shorteners: frozenset[str]
    odd_tlds: frozenset[str]
    official: frozenset[str]
    brand_labels: re.Pattern[str]


@cache
def links_table() -> Links:
    """The link tables, compiled."""
    table = read_table("links") or {}
    labels = "|".join(sorted(map(re.escape, table["brand_labels"]), key=len, reverse=True))
    return Links(frozenset(table["shorteners"]), frozenset(table["odd_tlds"]), frozenset(table["official"]), re.compile(rf"(?:{labels})"))


def host_of(address: str) -> str:
    """'https://ameli.fr.example/x' -> 'ameli.fr.example' (lower case, without port and www)."""
    rest = re.sub(r"^(?:https?|hxxps?) ?:?[/l]{1,2} ?", "", address)
    return re.split(r"[/?#:]", rest, maxsplit=1)[0].removeprefix("www.")


def _is_official(host: str, official: frozenset[str]) -> bool:
    parts = host.split(".")
    return any(".".join(parts[n:]) in official for n in range(len(parts)))


def _link_signs(host: str) -> Iterator[str]:
    """The codes that one host earns."""
    table = links_table()
    yield "link"
    if _is_official(host, table.official):
        yield "official_link"
        return
    if host in table.shorteners:
        yield "short_link"
    if re.fullmatch(r"[\d. ]+", host):
        yield "ip_link"
    if "xn--" in host or not host.isascii():
        yield "punycode_link"
    if host.rpartition(".")[2] in table.odd_tlds:
        yield "odd_tld"
    if table.brand_labels.search(host):
        yield "lookalike_link"
    if host.count("-") >= 2 or re.search(r"\d{2}", host):
        yield "strange_host"


def _add_links(text: Text, found: Places) -> None:
    for start, end in text.links:
        for code in _link_signs(host_of(text.folded[start:end])):
            found.setdefault(code, []).append((start, end))
    for code, pattern in (("link", PLACEHOLDER), ("link", SPACED_HOST), ("split_link", SPACED_HOST)):
        for m in pattern.finditer(text.folded) if "[" in text.folded or " . " in text.folded or "(." in text.folded else ():
            if not text.links or pattern is not SPACED_HOST:
                found.setdefault(code, []).append(m.span())


PHONE_SIGNS = {Kind.PREMIUM_NUMBER: "premium_call", Kind.MOBILE: "phone_mobile", Kind.LANDLINE: "phone", Kind.VOIP: "phone", Kind.TOLL_FREE: "phone_free", Kind.FOREIGN: "phone"}


def _add_phones(text: Text, country: Country, found: Places) -> None:
    for start, end in text.phones:
        code = PHONE_SIGNS.get(classify(text.folded[start:end].strip(), country).kind)
        if code:
            found.setdefault(code, []).append((start, end))


def _add_characters(text: Text, found: Places) -> None:
    if text.index is not None and HIDDEN_IN_WORD.search(text.raw):
        found["hidden_characters"] = []
    if not text.raw.isascii():
        for m in re.finditer(r"[^\W\d_]{3,}", text.raw if text.index is None else ""):
            if foreign_letters(m.group()):
                found.setdefault("homoglyphs", []).append(m.span())
    for m in re.finditer(r"\b(?:[A-Z]*l[A-Z]{3,}|[A-Z]{3,}l[A-Z]*|[a-z]+I[a-z]+|[A-Za-z]{2,}[013][a-z]{2,})\b", text.raw if text.index is None else ""):
        found.setdefault("odd_spelling", []).append(m.span())


def _add_code(text: Text, found: Places) -> None:
    """A one-time code: digits of the usual length with a word for "code", and the word is not about a promotion."""
    if "code_word" not in found:
        return
    near = [m.span() for m in CODE.finditer(text.folded) if not any(s <= m.start() < e for s, e in (*text.links, *text.phones))]
    words = found["code_word"]
    for start, end in near:
        if any(-60 < start - e < 60 or 0 <= s - end < 60 for s, e in words):
            found.setdefault("code_digits", []).append((start, end))


SENDER_SIGNS = {
    Kind.MOBILE: "sender_mobile", Kind.FOREIGN: "sender_foreign", Kind.MACHINE: "sender_machine", Kind.EMAIL: "sender_email",
    Kind.PREMIUM_SHORT_CODE: "sender_premium", Kind.SHORT_CODE: "sender_code", Kind.NAME: "sender_name",
}  # fmt: skip


def find_signs(text: Text, sender: Sender | None, opt_out: OptOut | None, country: Country) -> Places:
    """Sign -> places in the folded text (empty for a sign that the sender gives)."""
    found: Places = find_cues(text, lexicon())
    _add_links(text, found)
    _add_phones(text, country, found)
    _add_characters(text, found)
    _add_code(text, found)
    for code, pattern in (("amount", AMOUNT), ("percent", PERCENT)):
        if spans := [m.span() for m in pattern.finditer(text.folded)]:
            found[code] = spans
    if sender is not None:
        if sign := SENDER_SIGNS.get(sender.kind):
            found[sign] = []
        if "homoglyphs" in sender.notes:
            found.setdefault("homoglyphs", [])
        if "hidden_sender" in sender.notes:
            found["sender_hidden"] = []
    if opt_out is not None:
        found["opt_out_link" if opt_out.via is Via.LINK else "opt_out"] = []
        if opt_out.to and classify(opt_out.to, country).kind is Kind.PREMIUM_SHORT_CODE:
            found["opt_out_premium"] = []
    _combine(found, text)
    return found


def _combine(found: Places, text: Text) -> None:
    """Signs that are more than their parts: who it claims to be, with how it wants you to act."""
    themes = [t for t in THEMES if t in found]
    unknown_link = "link" in found and "official_link" not in found
    stranger = {"sender_mobile", "sender_foreign", "sender_machine", "sender_email"} & found.keys()
    asks = {"trouble", "payment_request", "credential_request", "pressure", "money_due_to_you", "not_you"} & found.keys()
    if themes and unknown_link and asks:
        found["theme_and_link"] = []
    if themes and stranger:
        found["theme_and_stranger"] = []
    if {"phone", "phone_mobile"} & found.keys() and "call_back" in found and ({"not_you", "trouble"} & found.keys()) and themes:
        found["theme_and_call_back"] = []
    if "family_trick" in found and ({"new_number", "chat_app"} & found.keys()):
        found["family_and_new_number"] = []
    if "new_number" in found and "chat_app" in found:
        found["new_number_and_chat"] = []
    if "job" in found and ({"chat_app", "phone_mobile"} & found.keys() or ("amount" in found and "link" not in found)):
        found["job_and_contact"] = []
    if len(asks) >= 2:
        found["several_demands"] = []
    if len(asks) >= 2 and unknown_link:
        found["demands_and_link"] = []
    if len(found.get("offer", ())) >= 3:
        found["several_offers"] = []
    if len(found.get("chatty", ())) >= 3:
        found["very_chatty"] = []
    if len(found.get("chatty", ())) >= 6:
        found["extremely_chatty"] = []
    if len(found.get("premium_play", ())) >= 3:
        found["several_premium"] = []
    if len(found.get("account_notice", ())) + len(found.get("delivery_notice", ())) + len(found.get("appointment", ())) >= 3:
        found["several_notices"] = []
    if "code_digits" in found and "code_warning" in found:
        found["code_and_warning"] = []
    if "promo_code" in found or "percent" in found:
        found["reduction"] = []
    if len(text.words) <= 12:
        found["short_text"] = []
