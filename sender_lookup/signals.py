"""The signs in a message, each with the characters that show it: words (from the lexicon), links, numbers, the sender.

A sign decides nothing by itself: `purpose` adds up their weights, which are all in `data/weights.toml`. `COMBINED`
lists the signs that are more than their parts: who a message claims to be, with how it wants a person to act.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .characters import foreign_letters
from .country import Country
from .hosts import host_of, signs_of_host
from .lexicon import find_cues, lexicon
from .model import Kind, OptOut, Sender, Via
from .opt_out import kind_of_target
from .sender import classify
from .text import LIMIT, Text, in_span

__all__ = ["find_signs", "host_of"]

Places = dict[str, list[tuple[int, int]]]

# Numbers are found once; the patterns are tried only where one begins, so that letters cost nothing.
NUMBER = re.compile(r"\d+")
AMOUNT = re.compile(
    r"\d{1,6}(?:[ .,]\d{2,3}){0,3} ?(?:€|£|\$|(?:euros?|eur0s?|eur|usd|gbp|chf|ttc)(?![a-z0-9]))"
    r"|\d{1,4}[.,]\d{2} ?e(?![a-z0-9])|\d{2,5}e(?![a-z0-9])"  # "4,50e", "25e", but not "3e etage"
)
CURRENCY_SIGNS = ("€", "£", "$")
AMOUNT_AFTER_SIGN = re.compile(r"\d{1,9}(?:[.,]\d{2,3})*")  # "£4.50"
PERCENT = re.compile(r"\d{1,2} ?%|[1-9]x[1-9](?!\d)|\d ?\+ ?\d (?=[a-z])")
CLOCK = re.compile(r"(?:[01]?\d|2[0-3]) ?(?:h ?(?:[0-5]\d)?|:[0-5]\d|heures)(?![a-z0-9])")
DAY = re.compile(r"[0-3]?\d[/\-.][01]\d(?:[/\-.](?:20)?\d\d)?(?![\d/\-€])")
# "4,50€/semaine", "0,99€ + prix SMS", "3 EUR par appel", "£1.50/msg", "150p": what an answer or a call will cost.
DEAR = re.compile(
    r"\d{1,3}(?:[.,]\d{1,2})? ?(?:€|£|euros?|eur|gbp|e)? ?(?:/|par |per |\+ ?|p/|pr )?"
    r" ?(?:px|prix|sms|mess|msg|envoi|appel|min|mn|sem|wk|week|text|txt|call)(?![b-df-hj-np-rt-z])"
    r"|(?:10|25|50|75|100|150)p(?:pm|/| ?per|ermsg|msg| a msg|min|(?![a-z0-9]))"
    r"|\d[.,]\d\d(?:p/|p(?:m|er)|/w)|\d x \d ?€"
)
HAS_PRICE = re.compile(r"[€£]|[.,]\d|\de(?![a-z])|eur|gbp|\dp")
REFERENCE = re.compile(r"\*{2,}[ \-]?\w*|\*\d{3,4}(?!\d)|(?<!\w)n[°o] ?[\w\-]{4,}")
CODE = re.compile(
    r"(?<![\w.,/+*])(?:[a-z]{1,3}-)?(?:\d{4,8}|\d{2,4}[ \-]\d{2,4}(?:[ \-]\d{2})?|\d(?: \d){3,7}"
    r"|(?=[a-z0-9\-]{0,5}\d)(?=[a-z0-9\-]{0,5}[a-z])[a-z0-9]{2,6}(?:-[a-z0-9]{2,4})?)"  # "QX7-42K"
    r"(?![\w€%*]|[.,:/]\d| ?(?:€|eur))"
)
# "482 913 est votre code", "code : 482913", "OTP=770123": the digits are said to be the code.
CODE_AFTER = re.compile(r"[ ,]{1,2}(?:est |is |es |e |c'est )(?:votre|ton|le|your|tu|su|the|o|a|la) ")
CODE_BEFORE = re.compile(r"(?:[:=>]|\best(?: le)?|\bis|\bes|\be|\bcode|\bcodigo|\bpin) ?$")
PLACEHOLDER = re.compile(r"\[[^\]\n]{0,20}(?:lien|link|rich|url|enlace)[^\]\n]{0,20}\]")
SPACED_HOST = re.compile(
    r"(?<![\w\-])[\w\-]{3,40} ?(?:\(\.\)|\[\.\]| \. ) ?"
    r"(?:[\w\-]{2,40} ?(?:\(\.\)|\[\.\]| \. ) ?)?(?:com|fr|info|net|org|top|xyz|eu|online|es)\b"
)
HIDDEN_IN_WORD = re.compile(r"[^\W\d_][\u200b-\u200f\u00ad\u2060\ufeff\u202a-\u202e]+[^\W\d_]")
# "DEBlT", "AppIe"
CASE_TRICK = re.compile(r"\b(?:[A-Z]{2,}l[A-Z]+|[A-Z]+l[A-Z]{2,}|[a-z]+I[a-z]+|I[a-z]*[bcdfgkpqvwxz][a-z]*I[a-z]*)\b")
MAY_BE_CASE_TRICK = re.compile(r"[a-z]I|[A-Z]l[A-Z]|I[a-z]+I")
OTHER_ALPHABET = re.compile(r"[\u0370-\u052f]")
EMAIL = re.compile(r"[\w.\-]{2,40}@[\w\-]{2,40}\.[a-z]")
SMALL = 10  # an amount below this is what a fake fee asks for
# Themes that a scam borrows: one of them with an unknown link, a call-back number or a mobile sender is the pattern.
THEMES = frozenset({
    "parcel", "customs", "fine", "health_card", "training_account", "emission_sticker", "bank", "tax",
    "streaming", "toll", "telecom", "marketplace", "crypto", "public_body", "apple_id", "voicemail_link",
    "inheritance",
})  # fmt: skip
STRICT_THEMES = frozenset({
    "parcel", "customs", "fine", "health_card", "emission_sticker", "tax", "toll", "public_body", "bank",
    "crypto",
})  # fmt: skip
ASKS = frozenset({
    "trouble", "payment_request", "credential_request", "pressure", "money_due_to_you", "not_you",
})  # fmt: skip
ODD_LINKS = frozenset({"lookalike_link", "bait_link", "odd_tld", "short_link", "ip_link", "random_link"})
STRANGERS = frozenset({
    "sender_mobile", "sender_foreign", "sender_machine", "sender_email",
})  # fmt: skip
NOTICES = ("account_notice", "delivery_notice", "appointment", "travel_notice", "public_notice", "survey")
TALK = ("first_person", "familiar", "chatty")
BUSINESS = frozenset({
    "formal", "link", "phone", "phone_mobile", "phone_free", "premium_call", "amount", "opt_out",
    "opt_out_link", "offer", "percent", "code_word", "credential_request", "payment_request", "premium_play",
    "own_channel", "account_notice", "delivery_notice", "parcel", "bank", "prize", "job", "secret_admirer",
})  # fmt: skip
# By these a scam could reach its end; where none of them stands, nothing can happen to the person.
WAYS = frozenset({
    "link", "phone", "phone_mobile", "phone_free", "premium_call", "email", "chat_app", "split_link",
    "credential_request", "payment_request", "code_request", "untraceable_payment",
    "fake_adviser", "wrong_number", "driver_trick", "family_trick", "new_number", "follow_link", "not_you",
    "threat", "opt_out", "job",
})  # fmt: skip


def _add_links(text: Text, sender: Sender | None, found: Places) -> None:
    if text.links:
        prose = "".join(w for w, _, _ in text.prose)
        if sender is not None:
            prose += "".join(c for c in sender.display.lower() if c.isalnum())
        for start, end in text.links:
            for code in sorted(signs_of_host(host_of(text.folded[start:end]), prose)):
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
    dear = lexicon().dear_numbers
    for start, end in text.phones:
        digits = "".join(c for c in text.folded[start:end] if c.isdigit())
        code = PHONE_SIGNS.get(classify("+" * (text.folded[start] == "+") + digits, country).kind)
        if code is None and len(digits) >= 9:  # of some other country's plan
            code = "premium_call" if digits.startswith(dear) else "phone"
        if code:
            found.setdefault(code, []).append((start, end))


def _add_characters(text: Text, found: Places) -> None:
    raw = text.raw[:LIMIT]
    if text.index is not None and HIDDEN_IN_WORD.search(raw):
        found["hidden_characters"] = []
    elif text.index is None:
        if OTHER_ALPHABET.search(raw):
            for m in re.finditer(r"[^\W\d_]{3,}", raw):
                if not m.group().isascii() and foreign_letters(m.group()):
                    found.setdefault("homoglyphs", []).append(m.span())
        for m in CASE_TRICK.finditer(raw) if MAY_BE_CASE_TRICK.search(raw) else ():
            found.setdefault("odd_spelling", []).append(m.span())
    for span in text.dotted:
        found.setdefault("odd_spelling", []).append(span)


def _near(places: list[tuple[int, int]], start: int, end: int, distance: int) -> bool:
    return any(start - distance < e and s < end + distance for s, e in places)


def _add_code(text: Text, found: Places) -> None:
    """A one-time code: digits of the usual length with a word for "code", and the word is not about a promotion."""
    others = found.get("promo_code", ())
    words = [w for w in found.get("code_word", ()) if not any(s <= w[0] < e for s, e in others)]
    if not words:
        found.pop("code_word", None)
        return
    found["code_word"] = words
    for m in CODE.finditer(text.folded):
        start, end = m.span()
        if _near(words, start, end, 60) and not text.in_link(start) and not in_span(text.phones, start):
            found.setdefault("code_digits", []).append((start, end))
            if CODE_AFTER.match(text.folded, end) or CODE_BEFORE.search(text.folded, max(0, start - 14), start):
                found.setdefault("code_stated", []).append((start, end))


SENDER_SIGNS = {
    Kind.MOBILE: "sender_mobile", Kind.FOREIGN: "sender_foreign", Kind.MACHINE: "sender_machine",
    Kind.EMAIL: "sender_email",
    Kind.PREMIUM_SHORT_CODE: "sender_premium", Kind.SHORT_CODE: "sender_code", Kind.NAME: "sender_name",
    Kind.PREMIUM_NUMBER: "sender_premium",
}  # fmt: skip
SERVICE_RANGE = "ask_identity"  # what the country file says of a range for service messages, not for advertising
PATTERNS = (("percent", PERCENT), ("clock", CLOCK), ("day", DAY))


def _add_numbers(text: Text, found: Places) -> None:
    """Amounts, reductions, hours, days and prices, each looked for where a number begins."""
    folded = text.folded
    done = 0
    for number in NUMBER.finditer(folded):
        start = number.start()
        if start and folded[start - 1] in ".,/:-" and start > 1 and folded[start - 2].isdigit():
            continue  # the tail of "1,50", "12/05", "18:30"
        if text.links and text.in_link(start):
            continue
        if start >= done:
            done = max(done, _add_amount(folded, start, found))
        for code, pattern in PATTERNS:
            if m := pattern.match(folded, start):
                found.setdefault(code, []).append(m.span())
        if (m := DEAR.match(folded, start)) and HAS_PRICE.search(m.group()):
            found.setdefault("premium_price", []).append(m.span())
    _add_references(text, found)


def _add_amount(folded: str, start: int, found: Places) -> int:
    """The amount that begins there, small ones also as such; returns where it ends, or 0."""
    m = AMOUNT.match(folded, start)
    if m is None and folded[max(0, start - 2) : start].strip()[-1:] in CURRENCY_SIGNS:
        m = AMOUNT_AFTER_SIGN.match(folded, start)
    if m is None:
        return 0
    found.setdefault("amount", []).append(m.span())
    number = re.sub(r"[^\d.,]", "", m.group()).replace(",", ".").strip(".")
    if number.count(".") < 2 and float(number) < SMALL:
        found.setdefault("small_amount", []).append(m.span())
    return m.end()


def _add_references(text: Text, found: Places) -> None:
    """Masked cards and plates, case numbers, parcel numbers: "*4471", "n° CF88123", "1Z9996A80300000000"."""
    if "*" in text.folded or "n°" in text.folded or "no " in text.folded:
        for m in REFERENCE.finditer(text.folded):
            found.setdefault("reference", []).append(m.span())
    for word, start, end in text.prose:
        if end - start > 10 and not word.isalpha() and len(word) < 25 and any(map(str.isdigit, word)):
            found.setdefault("reference", []).append((start, end))


def _add_sender(sender: Sender, country: Country, found: Places) -> None:
    sign = SENDER_SIGNS.get(sender.kind)
    if sign == "sender_code" and country.family(sender.family).alone == SERVICE_RANGE:
        sign = "sender_service_code"
    if sign:
        found[sign] = []
    if "homoglyphs" in sender.notes:
        found.setdefault("homoglyphs", [])
    if "hidden_sender" in sender.notes:
        found["sender_hidden"] = []


def _add_opt_out(opt_out: OptOut, country: Country, found: Places) -> None:
    found["opt_out_link" if opt_out.via is Via.LINK else "opt_out"] = []
    if opt_out.to is None:
        return
    if kind_of_target(opt_out.to, country) is Kind.PREMIUM_SHORT_CODE:
        found["opt_out_premium"] = []
    elif any(f.alone == SERVICE_RANGE and f.pattern and f.pattern.match(opt_out.to) for f in country.families):
        found["opt_out_service"] = []


def find_signs(text: Text, sender: Sender | None, opt_out: OptOut | None, country: Country) -> Places:
    """Sign -> places in the folded text (empty for a sign that the sender gives)."""
    found: Places = find_cues(text, lexicon())
    _add_links(text, sender, found)
    _add_phones(text, country, found)
    _add_characters(text, found)
    _add_code(text, found)
    _add_numbers(text, found)
    if "@" in text.folded and (emails := [m.span() for m in EMAIL.finditer(text.folded)]):
        found["email"] = emails
    if sender is not None:
        _add_sender(sender, country, found)
    if opt_out is not None:
        _add_opt_out(opt_out, country, found)
    for code, holds in COMBINED:
        if holds(found, text):
            found[code] = []
    return found


# --- signs that are more than their parts -----------------------------------------------------------------------------


def _count(found: Places, *codes: str) -> int:
    return sum(len(found.get(c, ())) for c in codes)


def _unknown_link(found: Places) -> bool:
    return "link" in found and "official_link" not in found and "own_link" not in found


def _themes(found: Places) -> bool:
    return not THEMES.isdisjoint(found)


def _theme_asks(found: Places) -> bool:
    return _themes(found) and _asks(found) > 0


def _formal(found: Places) -> bool:
    return "formal" in found and "familiar" not in found


def _asks(found: Places) -> int:
    return len(ASKS & found.keys())


def _has(*codes: str) -> Callable[[Places], bool]:
    """True where every one of them was found; "a|b" stands for one of the two."""
    wanted = [frozenset(c.split("|")) for c in codes]
    return lambda found: all(not w.isdisjoint(found) for w in wanted)


PHONE = "phone|phone_mobile|phone_free"
CODE_SAFE = _has("code_digits", "code_warning")
CALL_TRICK = _has(PHONE, "not_you|trouble|amount|fake_adviser|pressure")
SMALL_FEE = _has("small_amount", "link", "payment_request|customs")
JOB_TRICK = _has("job", "chat_app|phone_mobile|sender_foreign")
CODE_CALL = _has("code_digits", PHONE, "not_you|fake_adviser")
OWN_AFFAIR = _has("own_channel|code_warning|official_link")
FAMILY = _has("family_trick|parent", "new_number|chat_app|untraceable_payment|payment_request|code_request")

COMBINED: tuple[tuple[str, Callable[[Places, Text], bool]], ...] = (
    ("theme_and_link", lambda f, t: _unknown_link(f) and (not STRICT_THEMES.isdisjoint(f) or _theme_asks(f))),
    ("prize_and_link", lambda f, t: "prize" in f and _unknown_link(f)),
    ("theme_and_bait", lambda f, t: _themes(f) and not ODD_LINKS.isdisjoint(f)),
    ("theme_and_stranger", lambda f, t: _themes(f) and not STRANGERS.isdisjoint(f) and _formal(f)),
    ("theme_and_call_back", lambda f, t: CALL_TRICK(f) and _themes(f) and not OWN_AFFAIR(f)),
    ("code_and_call", lambda f, t: CODE_CALL(f) and "code_warning" not in f),
    ("family_and_new_number", lambda f, t: FAMILY(f)),
    ("new_number_and_chat", lambda f, t: "new_number" in f and "chat_app" in f),
    ("job_and_contact", lambda f, t: JOB_TRICK(f)),
    ("small_fee", lambda f, t: SMALL_FEE(f) and "official_link" not in f),
    ("money_and_link", lambda f, t: "money_due_to_you" in f and _unknown_link(f)),
    ("several_demands", lambda f, t: _asks(f) >= 2),
    ("demands_and_link", lambda f, t: _asks(f) >= 2 and _unknown_link(f)),
    ("several_offers", lambda f, t: _count(f, "offer", "percent") >= 3),
    ("very_chatty", lambda f, t: _count(f, *TALK) >= 3),
    ("plain_talk", lambda f, t: BUSINESS.isdisjoint(f) and _count(f, *NOTICES) == 0),
    ("several_premium", lambda f, t: _count(f, "premium_play", "premium_price", "secret_admirer") >= 3),
    ("several_notices", lambda f, t: _count(f, *NOTICES) >= 3),
    ("code_and_warning", lambda f, t: CODE_SAFE(f)),
    ("nothing_asked", lambda f, t: WAYS.isdisjoint(f)),
    ("short_text", lambda f, t: len(t.words) <= 12),
)  # fmt: skip
