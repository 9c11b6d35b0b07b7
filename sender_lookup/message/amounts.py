"""The figures in a message: amounts, prices, reductions, hours, days, references and one-time codes.

Numbers are found once; the patterns are tried only where one begins, so that letters cost nothing.

>>> from ..text.tokens import prepare
>>> found: Places = {}
>>> add_numbers(prepare("Dès 4,90€ jusqu'au 12/05 à 18h30"), found)
>>> sorted(found)
['amount', 'clock', 'day', 'small_amount']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.phrases import Places
from ..text.tokens import Text, in_span

NUMBER = re.compile(r"[0-9]+")
NO_FIGURE = re.compile(r"[^\d.,]")
AMOUNT = re.compile(
    r"\d{1,6}(?:[ .,']\d{2,3}){0,3}(?:[.,]--?)?(?:[€£$]| [€£$](?!\d)"
    r"| ?(?:euros?|eur0s?|eur|usd|gbp|chf|ttc|zl|pln|franken|francs?|franchi)(?![a-z0-9]))"
    r"|\d{1,4}[.,]\d{2} ?e(?![a-z0-9])|\d{2,5}e(?![a-z0-9])"  # "4,50e", "25e", but not "3e etage"
    r"|\d{1,5}(?:[.,]--?|[.,]\d\d) ?fr(?![a-z0-9])"  # "29,90 Fr.", but not "um 18 Fr"
    r"|\d{1,5}(?:,--?(?![\w\-])|\.--?(?!\w|-| \d))"  # "49,-", "30.-", but not "24.-26.12."
)
CURRENCY_SIGNS = ("€", "£", "$")
AMOUNT_AFTER_SIGN = re.compile(r"\d{1,9}(?:[.,]\d{2,3})*")  # "£4.50"
# "EUR 49,-", "CHF 1'250.00", "Fr. -.50"; after a number it is that one's ("4,50 EUR 36180").
CURRENCY_BEFORE = re.compile(r"(?<![^\W_])(?<!\d )(?:chf|eur|euro|(?P<franc>s?fr))\.? ?(?P<cents>-?\.)?$")
AMOUNT_AFTER_CODE = re.compile(r"\d{1,6}(?:[ .,']\d{3}(?!\d))*(?:[.,](?:\d{1,2}(?!\d)|--?))?")
FRANCS = re.compile(r"\d{1,5}(?:'\d{3})*[.,](?:\d\d(?![\d.]| ?(?:uhr|h))|--?)")
CENTS = re.compile(r"\d\d(?!\d)")
A_DAY = re.compile(r"(?:[12]?\d|3[01])\.(?:0?[1-9]|1[0-2])(?!\d)")  # "Fr. 27.11" is a Friday
PERCENT = re.compile(r"\d{1,2} ?%|[1-9]x[1-9](?!\d)|\d ?\+ ?\d (?=[a-z])")
# "18h30", "14:30"; "14.30 Uhr", "14 Uhr", "14.30 uur", "14u30", "om 3 uur", "ore 14.30"; not "in 3 uur", "tot 18 uur"
CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3])(?: ?(?:h ?(?:[0-5]\d)?|:[0-5]\d|heures)"
    r"|(?:[.:][0-5]\d)? ?(?:uhr|auer)|[.:][0-5]\d ?uur|u(?:[0-5]\d)?"
    r"|(?:(?<=om \d)|(?<=om \d\d)|(?<=vanaf \d)|(?<=vanaf \d\d)) ?uur"
    r"|(?:(?<=ore \d)|(?<=ore \d\d)|(?<=alle \d)|(?<=alle \d\d))\.[0-5]\d(?!\.\d))(?![a-z0-9])"
)
DAY = re.compile(r"[0-3]?\d[/\-.][01]\d(?:[/\-.](?:20)?\d\d)?(?![\d/\-€]| ?(?:uhr|uur))")
# "4,50€/semaine", "0,99€ + prix SMS", "3 EUR par appel", "£1.50/msg", "150p": what an answer or a call will cost.
PRICE_PER_USE = re.compile(
    r"\d{1,3}(?:[.,](?:\d{1,2}|--?))? ?(?:€|£|euros?|eur|gbp|chf|fr\.?|e)? ?(?:/|par |per |pro |\+ ?|p/|pr )?"
    r" ?(?:px|prix|sms|mess|msg|envoi|appel|min|mn|sem|wk|week|text|txt|call)(?![b-df-hj-np-rt-z])"
    r"|(?:10|25|50|75|100|150)p(?:pm|/| ?per|ermsg|msg| a msg|min|(?![a-z0-9]))"
    r"|\d[.,]\d\d(?:p/|p(?:m|er)|/w)|\d x \d ?€"
)
HAS_PRICE = re.compile(r"[€£]|[.,][\d-]|\de(?![a-z])|eur|gbp|chf|\dp")
REFERENCE = re.compile(r"\*{2,}[ \-]?\w*|\*\d{3,4}(?!\d)|(?<!\w)n[°o] ?[\w\-]{4,}")
CODE = re.compile(
    r"(?<![\w.,/+*])(?:[a-z]{1,3}-)?(?:\d{4,8}|\d{2,4}[ \-]\d{2,4}(?:[ \-]\d{2})?|\d(?: \d){3,7}"
    r"|(?=[a-z0-9\-]{0,5}\d)(?=[a-z0-9\-]{0,5}[a-z])[a-z0-9]{2,6}(?:-[a-z0-9]{2,4})?)"  # "QX7-42K"
    r"(?![\w€%*]|[.,:/]\d| ?(?:€|eur))"
)
# "482 913 est votre code", "code : 482913", "OTP=770123": the digits are said to be the code.
CODE_AFTER = re.compile(r"[ ,]{1,2}(?:est |is |es |e |c'est )(?:votre|ton|le|your|tu|su|the|o|a|la) ")
CODE_BEFORE = re.compile(r"(?:[:=>]|\best(?: le)?|\bis|\bes|\be|\bcode|\bcodigo|\bpin) ?$")
# "sort code 20-00-00 acc 12345678": an account in Britain and Ireland.
SORT_CODE = re.compile(
    r"(?<![\w\-])\d\d([\- ]?)\d\d\1\d\d(?![\w\-])(?=[^.!?]{0,30}?(?<!\d)\d{8}(?!\d))[^.!?]{0,30}?\d{8}(?!\d)"
)
NAMES_ACCOUNT = re.compile(r"(?<![^\W_])(?:sort(?: ?code)?|s/c|acc(?:ount|t)?)(?![^\W_])")
CODES_BEFORE = ("chf", "eur", "fr.", "fr ")
CODE_BEFORE_REACH = 8  # characters of "euro. -."
SMALL = 10  # an amount below this is what a fake fee asks for
PATTERNS = {"percent": PERCENT, "clock": CLOCK, "day": DAY}
# What can follow a number (after a blank or not) that one of the patterns above matches; 0 stands for any digit.
FOLLOWS = {"amount": ".,'€£$eugctzpf0", "percent": "%x+", "clock": "h:.ua", "day": "/-.", "price": ".,€£egcf/p+smawtx "}
TRIED = {char: [name for name, chars in FOLLOWS.items() if char in chars] for char in "".join(FOLLOWS.values())}


def _near(places: list[tuple[int, int]], start: int, end: int, distance: int) -> bool:
    return any(start - distance < e and s < end + distance for s, e in places)


def accounts_in(text: Text) -> list[tuple[int, int]]:
    """Where a sort code and the number of an account stand."""
    if not NAMES_ACCOUNT.search(text.folded):
        return []
    return [m.span() for m in SORT_CODE.finditer(text.folded)]


def add_code(text: Text, found: Places) -> None:
    """A one-time code: digits of the usual length with a word for "code", and the word is not about a promotion."""
    others = found.get("promo_code", ())
    words = [w for w in found.get("code_word", ()) if not any(s < w[1] and w[0] < e for s, e in others)]
    if not words:
        found.pop("code_word", None)
        return
    found["code_word"] = words
    accounts = accounts_in(text)
    for m in CODE.finditer(text.folded):
        start, end = m.span()
        if any(s <= start < e for s, e in accounts):
            continue
        if _near(words, start, end, 60) and not text.in_link(start) and not in_span(text.phones, start):
            found.setdefault("code_digits", []).append((start, end))
            if CODE_AFTER.match(text.folded, end) or CODE_BEFORE.search(text.folded, max(0, start - 14), start):
                found.setdefault("code_stated", []).append((start, end))


def add_numbers(text: Text, found: Places) -> None:
    """Amounts, reductions, hours, days and prices, each looked for where a number begins."""
    folded = text.folded
    coded = any(map(folded.__contains__, CODES_BEFORE))
    signed = coded or any(map(folded.__contains__, CURRENCY_SIGNS))
    done = 0
    for start, end in _numbers(text):
        if start and folded[start - 1] in ".,/:-" and start > 1 and folded[start - 2].isdigit():
            continue  # the tail of "1,50", "12/05", "18:30"
        tried = TRIED.get(_following(folded, end), ())
        if start >= done and (signed or tried):
            done = max(done, _add_amount(folded, start, "amount" in tried, coded, found))
        for code in tried:
            if code in PATTERNS and (m := PATTERNS[code].match(folded, start)):
                found.setdefault(code, []).append(m.span())
        if "price" in tried and (m := PRICE_PER_USE.match(folded, start)) and HAS_PRICE.search(m.group()):
            found.setdefault("premium_price", []).append(m.span())
    _add_references(text, found)


def _numbers(text: Text) -> Iterator[tuple[int, int]]:
    """Where each number begins and ends, also within a word ("19h30"); those of web addresses are none."""
    for at in text.figures:
        word, start, end = text.spelt[at], text.starts[at], text.ends[at]
        if word.isdigit() and word.isascii():
            yield start, end
        else:
            yield from [number.span() for number in NUMBER.finditer(text.folded, start, end)]


def _following(folded: str, end: int) -> str:
    """The character that stands there or after one blank; 0 for every digit."""
    char = folded[end : end + 1]
    if char == " ":
        char = folded[end + 1 : end + 2]
        return "0" if char.isdigit() else char
    return char


def _add_amount(folded: str, start: int, may_be: bool, coded: bool, found: Places) -> int:
    """The amount that begins there, small ones also as such; returns where it ends, or 0."""
    m = AMOUNT.match(folded, start) if may_be else None
    if m is None and folded[max(0, start - 2) : start].strip()[-1:] in CURRENCY_SIGNS:
        m = AMOUNT_AFTER_SIGN.match(folded, start)
    code = CURRENCY_BEFORE.search(folded, max(0, start - CODE_BEFORE_REACH), start) if coded else None
    if code is not None:
        m = _after_code(folded, start, code) or m
    if m is None:
        return 0
    found.setdefault("amount", []).append(m.span())
    number = NO_FIGURE.sub("", m.group()).replace(",", ".").strip(".")
    if code is not None and code["cents"]:
        number = f"0.{number}"
    if number[-4:-3] == ".":
        number = number.replace(".", "")  # "9,000"
    if number.count(".") < 2 and float(number) < SMALL:
        found.setdefault("small_amount", []).append(m.span())
    return m.end()


def _after_code(folded: str, start: int, code: re.Match[str]) -> re.Match[str] | None:
    """The amount that follows "EUR" or "CHF"; after "Fr." only what a Friday's date or hour cannot be."""
    if code["cents"]:
        return CENTS.match(folded, start)
    if code["franc"]:
        return None if A_DAY.match(folded, start) else FRANCS.match(folded, start)
    return AMOUNT_AFTER_CODE.match(folded, start)


def _add_references(text: Text, found: Places) -> None:
    """Masked cards and plates, case numbers, parcel numbers: "*4471", "n° CF88123", "1Z9996A80300000000"."""
    if "*" in text.folded or "n°" in text.folded or "no " in text.folded:
        for m in REFERENCE.finditer(text.folded):
            found.setdefault("reference", []).append(m.span())
    for at in text.figures:
        word, start, end = text.spelt[at], text.starts[at], text.ends[at]
        if end - start > 10 and len(word) < 25 and any(map(str.isdigit, word)):
            found.setdefault("reference", []).append((start, end))
