"""The signs in a message, each with the characters that show it: words (from the lexicon), links, numbers, the sender.

A sign decides nothing by itself: `purpose` adds up their weights, which are all in `data/weights.toml`.
"""

from __future__ import annotations

import re

from ..codes import Kind, Via
from ..country.schema import Country
from ..model import OptOut, Sender
from ..sender.classify import classify_printed, takes_paid_words
from ..text.normalize import foreign_letters
from ..text.phrases import Places
from ..text.tokens import LIMIT, Text
from .amounts import add_code, add_numbers
from .bodies import bodies_of
from .compound_signals import combined
from .links import SPACED_HOST, host_of, is_of_the_state, signs_of_host
from .opt_out.find import button_in, in_chat
from .opt_out.patterns import vocabulary
from .printed_numbers import kind_of, numbers_in

PLACEHOLDER = re.compile(r"\[[^\]\n]{0,20}(?:lien|link|rich|url|enlace)[^\]\n]{0,20}\]")
HIDDEN_IN_WORD = re.compile(r"[^\W\d_][\u200b-\u200f\u00ad\u2060\ufeff\u202a-\u202e]+[^\W\d_]")
# "DEBlT", "AppIe"
CASE_TRICK = re.compile(r"\b(?:[A-Z]{2,}l[A-Z]+|[A-Z]+l[A-Z]{2,}|[a-z]+I[a-z]+|I[a-z]*[bcdfgkpqvwxz][a-z]*I[a-z]*)\b")
MAY_BE_CASE_TRICK = re.compile(r"[Il](?:(?<=[a-z]I)|(?<=I)[a-z]+I|(?<=[A-Z]l)[A-Z])")
OTHER_ALPHABET = re.compile(r"[\u0370-\u052f]")
EMAIL_REACH = 50  # characters between "pour ne plus recevoir" and the address
EMAIL = re.compile(r"[\w.\-]{2,40}@[\w\-]{2,40}\.[a-z]")


OF_THE_STATE = frozenset({"link", "official_link"})  # nobody else can have an address with that ending


def _add_links(text: Text, sender: Sender | None, country: Country, found: Places) -> None:
    if text.links:
        prose = "".join(text.spelt)
        if sender is not None:
            prose += "".join(filter(str.isalnum, sender.display.lower()))
        for start, end in text.links:
            host = host_of(text.folded[start:end])
            codes = OF_THE_STATE if is_of_the_state(host, country) else signs_of_host(host, prose)
            for code in sorted(codes):
                found.setdefault(code, []).append((start, end))
        if len(found.get("official_link", ())) < len(text.links):
            found.pop("official_link", None)  # one true address lends its credit to the false one beside it
        return
    folded = text.folded
    if "[" in folded or "(." in folded or " . " in folded:
        for code, pattern in (("link", PLACEHOLDER), ("link", SPACED_HOST), ("split_link", SPACED_HOST)):
            for m in pattern.finditer(folded):
                found.setdefault(code, []).append(m.span())


PHONE_SIGNS = {
    Kind.PREMIUM_NUMBER: "premium_call", Kind.MOBILE: "phone_mobile", Kind.LANDLINE: "phone", Kind.VOIP: "phone",
    Kind.TOLL_FREE: "phone_free", Kind.FOREIGN: "phone", Kind.TELEMARKETING_NUMBER: "phone",
}  # fmt: skip


def _add_phones(text: Text, country: Country, found: Places) -> None:
    for start, end, digits in numbers_in(text):
        code = PHONE_SIGNS.get(kind_of(digits, country))  # type: ignore[arg-type]
        if code is None and len(digits) >= 9 and digits[0] in "+0":
            code = "phone"  # of some other country's plan
        if code:
            found.setdefault(code, []).append((start, end))


def _add_characters(text: Text, found: Places) -> None:
    raw = text.raw[:LIMIT]
    if text.index is not None and HIDDEN_IN_WORD.search(raw):
        found["hidden_characters"] = []
    elif text.index is None:
        if not raw.isascii() and OTHER_ALPHABET.search(raw):
            for m in re.finditer(r"[^\W\d_]{3,}", raw):
                if not m.group().isascii() and foreign_letters(m.group()):
                    found.setdefault("homoglyphs", []).append(m.span())
        for m in CASE_TRICK.finditer(raw) if MAY_BE_CASE_TRICK.search(raw) else ():
            found.setdefault("odd_spelling", []).append(m.span())
    for span in text.dotted:
        found.setdefault("odd_spelling", []).append(span)


SENDER_SIGNS = {
    Kind.MOBILE: "sender_mobile", Kind.FOREIGN: "sender_foreign", Kind.MACHINE: "sender_machine",
    Kind.EMAIL: "sender_email",
    Kind.PREMIUM_SHORT_CODE: "sender_premium", Kind.SHORT_CODE: "sender_code", Kind.NAME: "sender_name",
    Kind.PREMIUM_NUMBER: "sender_premium",
}  # fmt: skip
SERVICE_RANGE = "ask_identity"  # what the country file says of a range for service messages, not for advertising


# The sender's name gives a theme, as in every forged thread: topic of a body -> the sign that its words would give.
THEME_OF_TOPIC = {
    "bank": "bank", "payment": "bank", "tax": "tax", "customs": "customs", "fine": "fine", "toll": "toll",
    "delivery": "parcel", "health": "health_card", "pension": "tax", "benefits": "tax", "police": "public_body",
    "court": "public_body", "telecom": "telecom", "energy": "telecom", "water": "telecom",
    "training": "training_account",
}  # fmt: skip


def _add_sender(sender: Sender, country: Country, found: Places) -> None:
    sign = SENDER_SIGNS.get(sender.kind)
    body = bodies_of(country.code).named(sender.display) if sender.kind is Kind.NAME else None
    if body is not None and body.topic in THEME_OF_TOPIC:
        found.setdefault(THEME_OF_TOPIC[body.topic], [])
    if country.family(sender.family).alone == SERVICE_RANGE:
        sign = "sender_service_code"
    if sign:
        found[sign] = []
    if "homoglyphs" in sender.notes:
        found.setdefault("homoglyphs", [])
    if "hidden_sender" in sender.notes:
        found["sender_hidden"] = []


def _add_way_out(text: Text, opt_out: OptOut | None, found: Places) -> None:
    """A button of the conversation; an e-mail address that is named as the way out."""
    button = button_in(text) if opt_out is None or opt_out.via is Via.REPLY else None
    if button or (opt_out is not None and opt_out.via is Via.REPLY and in_chat(text)):
        found["rcs_button"] = [button] if button else []
    if (
        opt_out is None
        and "email" in found
        and (labels := [m.span() for m in vocabulary().label.finditer(text.folded)])
    ):
        near = [mail for mail in found["email"] if any(abs(mail[0] - e) < EMAIL_REACH for _, e in labels)]
        if near:
            found["email_opt_out"] = near


def _add_opt_out(opt_out: OptOut, country: Country, found: Places) -> None:
    found["opt_out_link" if opt_out.via is Via.LINK else "opt_out"] = []
    if opt_out.to is None:
        return
    target = classify_printed(opt_out.to, country)
    if takes_paid_words(target):
        found["opt_out_premium"] = []
    elif country.family(target.family).alone == SERVICE_RANGE:
        found["opt_out_service"] = []


def find_signs(text: Text, found: Places, sender: Sender | None, opt_out: OptOut | None, country: Country) -> Places:
    """Sign -> places in the folded text (empty for a sign that the sender gives). `found` are those that words show;
    the others are added to them."""
    _add_links(text, sender, country, found)
    _add_phones(text, country, found)
    _add_characters(text, found)
    add_code(text, found)
    add_numbers(text, found)
    if "@" in text.folded and (emails := [m.span() for m in EMAIL.finditer(text.folded)]):
        found["email"] = emails
    _add_way_out(text, opt_out, found)
    if sender is not None:
        _add_sender(sender, country, found)
    if opt_out is not None:
        _add_opt_out(opt_out, country, found)
    for code in combined(found, text):
        found[code] = []
    return found
