"""With what a message alarms or attracts, and what it is about: marks and topic, each from phrases that stand in it.

One everyday word never makes a mark.
"""

from __future__ import annotations

import re
from functools import cache

from ..codes import CODE_KINDS, MAY_COST, Kind
from ..sender.classify import classify_printed, takes_paid_words
from ..text.phrases import alternation, lexicon
from ..text.tokens import WORD, in_span
from .amounts import accounts_in
from .notice_marks import (
    OF_A_PERSON,
    asks_about_an_account,
    asks_of_a_payment,
    is_alert,
    is_at_an_hour,
    is_settled,
    is_wage,
    notice_marks,
)
from .printed_numbers import digits_of
from .reading import NEGATION, NEGATION_REACH, Reading, is_of_nobody

Span = tuple[int, int]

THING_STATE = 60  # characters between "votre compte" and "bloqué"
PAYS_OUT = frozenset({"tax", "benefits", "health", "pension", "training", "energy"})  # bodies with money for people
FAR = frozenset({Kind.FOREIGN, Kind.EMAIL})
# Openings that ask for nothing yet: the false adviser and the driver call or write again, the job moves elsewhere.
TRICKS = frozenset({
    "fake_adviser", "driver_trick", "job_and_contact", "split_link", "untraceable_payment", "code_and_call",
    "wrong_number",
})  # fmt: skip
MARK_OF_CUE = {
    "untraceable_payment": "voucher", "crypto": "crypto", "chat_app": "app", "parent": "parent",
    "family_trick": "parent",
}  # fmt: skip
CUED = TRICKS | MARK_OF_CUE.keys()
TOPICAL = frozenset({
    "alert", "account_change", "debt", "fine", "toll", "card", "school", "parcel", "order", "appointment", "work",
    "pension", "contract", "hazard", "bank_question", "wage", "opinion", "recall",
    "journey", "about_account",
})  # fmt: skip
OTHER_TOPICS = frozenset({"stop_confirmed", "survey"})
SIMPLE_MARKS = frozenset({
    "prize", "waiting", "bait", "new_number", "iban_new", "runs", "debt", "charged",
})  # fmt: skip
STOPS_THERE = re.compile(r" *(?:$|[.!?,;\n])")  # "I can't go on", but not "... on Saturday"
SENT_REACH = 60  # characters between a verb of sending and the number
BLACKMAIL_REACH = 12  # characters between "or I" and "send your pictures to"
ALARMING = frozenset({"alarm", "not_you", "right", "thing", "money"})
# A word to send to a number: "envoyez JEU au 83456", "text WIN to 81234".
INVITED = re.compile(
    r"(?P<number>[0-9](?<![\w.,][0-9])(?:(?<=[1-9])\d{2,7}|\d \d{3}| \d\d \d\d))(?![\w€$£%]|[.,:]\d| ?(?:€(?!\d)|eur))"
)
# "$4/wk", "£4.50/week", "€3/day": what it costs for how long.
PRICE_AND_TIME = re.compile(
    r"\d{1,3}(?:[.,]\d\d)? ?(?:€|£|\$|eur|gbp|usd|cad|aud)? ?(?:/|per |each |every |p/|a )"
    r" ?(?:d(?:ay)?|wk|week|mo|mth|month|sem|semaine|mois|semana|mes"
    r"|woche|monat|settimana|mese|maand)(?![a-z])"
)
SHORT = 12  # words of a question to a friend, at most
PRAISES = frozenset({"offer", "event", "amount", "promo_code", "legal_mention", "opt_out", "opt_out_link", "phone"})
CUT_REACH = 5  # characters between "20%" and "off"
GIFT_HOSTS = ("don.", "dons.", "donate.", "give.", "donner.", "donar.", "dona.", "secure.actblue.", "secure.winred.")
CAUSE_WORDS = {  # what shows it, its own words first
    "political": (("vote", "political"), ("party",)), "charity": (("charity",), ("helpers", "giving"), ("text_gift",)),
}  # fmt: skip
HANDLE = re.compile(r"(?<!\S)@\w{3,}")  # "Telegram : @someone"


def marks_of(r: Reading) -> frozenset[str]:
    """All marks; the places of each are noted."""
    found = r.codes & SIMPLE_MARKS
    for code in found:
        r.note(code, r.at(code))
    if handed := _handed_over(r):
        found |= {"handover"}
        r.note("handover", handed)
    if threats := _threats(r):
        found.add("threat")
        r.note("threat", threats)
    if (despair := _despair(r)) and r.note("despair", despair):
        found.add("despair")
    if _alarm(r):
        found.add("alarm")
        if _sends_inside(r):
            found.add("inside")
        if _is_ultimatum(r):
            found.add("ultimatum")
    sort_codes = accounts_in(r.text)
    if (r.text.ibans or sort_codes) and r.note("iban", [*r.text.ibans, *sort_codes]):
        found |= {"iban", "sort_code"} if sort_codes else {"iban"}
    if not CUED.isdisjoint(r.signs):
        found |= _cued_marks(r)
    if not _sells(r):
        found |= _causes(r)
    if _is_relative_in_need(r) and r.note("new_number", [*r.at("arrested"), *r.at("jam")]):
        found.add("new_number")
    if "code_stated" in r.signs and not r.links and not r.numbers and not r.has("handover"):
        found.add("code_alone")
    if r.has("code_sent"):
        found.add("sent_code")
    if _is_reminder(r):
        found.add("reminder")
    if r.has("job") and len(r.at("job")) > 1:
        found.add("offer_of_work")
    if r.is_talk:
        found.add("person")
    if r.name or r.links or r.own_words:
        found.add("firm")
    elif _is_a_question(r):
        found.add("question")
    if r.has("pickup", "pickup_code") and r.has("parcel", "order"):
        found.add("pickup")
        if not r.has("pickup"):
            found.add("pickup_code")  # the message is the code, not the parcel that waits
    if _is_gift_by_text(r):
        found.add("gift_by_text")
    if _runs_at_a_price(r):
        found.add("runs_at_a_price")
    if ("premium_price" in r.signs and "opt_out" in r.signs) or _answers_at_a_price(r):  # "$6.60/msg. Txt STOP to end"
        found.add("priced")
    if _has_payment_reference(r):
        found.add("payment_reference")
    if r.sender is not None and digits_of(r.sender.display) in r.country.advice.help_lines:
        found.add("help_line")
    if _invites(r):
        found.add("invites")
    return frozenset(found | notice_marks(r))


def _handed_over(r: Reading) -> list[Span]:
    """Where somebody comes for one's card; a bank that warns says that nobody ever does."""
    return [p for p in r.at("handover") if not is_of_nobody(r.text.folded, p[0])]


def _threats(r: Reading) -> list[Span]:
    """Its words; "I will" and what is done to people; or two of those that friends use as well ("I'll find you there",
    "to you and your family")."""
    menaces, intents = _apart(r.asked("menace")), [p for p in r.at("intent") if not _is_denied(r, p[0])]
    ifs = {at for code in ("if", "price_of_silence") for at, _ in r.at(code)}
    ends = [p for p in r.at("harm_end") if STOPS_THERE.match(r.text.folded, p[1]) or p[1] + 1 in ifs]
    meant = [(s, end) for s, e in intents for at, end in (*r.at("harm"), *ends) if 0 <= at - e <= 1]
    said = [p for p in r.at("threat") if not _is_denied(r, p[0])]
    return [*said, *meant, *_blackmail(r, intents), *(menaces if len(menaces) > 1 else ())]


def _is_denied(r: Reading, start: int) -> bool:
    """ "Not gonna": with nothing between, for "if you dont pay ill ..." denies nothing."""
    denial = NEGATION.search(r.text.folded, max(0, start - NEGATION_REACH), start)
    return denial is not None and len(denial.group().split()) == 1


def _blackmail(r: Reading, intents: list[Span]) -> list[Span]:
    """ "If you dont pay ill send those pics to your family": what will be shown to whom, and what would prevent it."""
    shown = r.at("exposure")
    if not shown or (r.sender is not None and r.sender.kind is Kind.NAME and not r.is_talk):
        return []
    said = [*r.at("or_else"), *(intents if r.has("price_of_silence") else ())]
    return [(s, end) for s, e in said for at, end in shown if 0 <= at - e <= BLACKMAIL_REACH]


def _despair(r: Reading) -> list[Span]:
    """Its words; "I can't do this anymore" where it says nothing of a job or a parting; or two of what those write who
    are low or take leave, one of them not a farewell alone."""
    broken_off = [p for p in r.asked("breaks_off") if STOPS_THERE.match(r.text.folded, p[1])]
    sure, spent, gloom = r.at("despair"), _apart([*r.asked("spent"), *broken_off]), _apart(r.at("gloom"))
    if sure or (spent and not r.has("outlet")):
        return [*sure, *spent]
    told = [*spent, *gloom]
    return [*told, *r.at("farewell")] if told and len(told) + len(_apart(r.at("farewell"))) > 1 else []


def _apart(places: list[Span]) -> list[Span]:
    """Each once, but not those that lie in a longer one."""
    once = sorted(set(places))
    return [(s, e) for s, e in once if not any(at <= s and e <= end and (at, end) != (s, e) for at, end in once)]


def _alarm(r: Reading) -> bool:
    if r.codes.isdisjoint(ALARMING):
        return False
    if is_settled(r):
        return False
    if r.has("alarm", "not_you"):
        return r.note("alarm", [*r.at("alarm"), *r.at("not_you")])
    pays_out = r.body.topic in PAYS_OUT if r.body is not None else r.has("aid")
    if pays_out and r.has("right"):
        return r.note("alarm", r.at("right"))
    for s, e in r.at("thing"):
        for s2, e2 in r.at("state"):
            if s2 < e + THING_STATE and s < e2 + THING_STATE:
                return r.note("alarm", [(min(s, s2), max(e, e2))])
    amounts = r.signs.get("amount", [])
    for s, e in r.at("money"):
        if any(s2 < e + THING_STATE and s < e2 + THING_STATE for s2, e2 in amounts):
            return r.note("alarm", [(s, e)])
    return False


def _sends_inside(r: Reading) -> bool:
    """True where something of one's own is in trouble, and only the app, area or branch that one knows is named to set
    it right: a forged text begins so as well, and its next one brings the link."""
    if "trouble" not in r.signs or r.has("not_you", "no_need") or r.is_talk or r.links or r.numbers:
        return False
    return r.has("inside", "on_card")


def _is_ultimatum(r: Reading) -> bool:
    """ "Your account will be blocked today. Last notice.": trouble and haste, which more than the trouble's own words
    tells, and no way out of it: the next message, or a call, brings it."""
    if r.is_talk or r.links or r.numbers or not (r.has("thing") and r.has("state")):
        return False
    if r.has("no_need", "pickup", "pickup_code") or "own_channel" in r.signs:
        return False
    troubles = r.signs.get("trouble", ())
    same = [(s, e) for s, e in r.signs.get("pressure", ()) for at, end in troubles if (s - at) * (e - end) <= 0]
    hastes = [place for place in r.signs.get("pressure", ()) if place not in same]
    return bool(troubles and hastes) and r.note("ultimatum", hastes)


def _cued_marks(r: Reading) -> set[str]:
    """The marks that some signs are by themselves."""
    found = {mark for cue, mark in MARK_OF_CUE.items() if cue in r.signs}
    if "app" in found and (r.text.phones or r.links or HANDLE.search(r.text.folded)):
        found.add("new_account")
    tricks = TRICKS & r.signs.keys()
    if tricks == {"wrong_number"} and _names_himself(r):
        return found | {"opening"}
    return found | {"trick"} if tricks else found


def _names_himself(r: Reading) -> bool:
    """ "Is this Jess? It's Karen from book club", "is this the number for the dog?", and not of an old acquaintance."""
    told = r.has("self_named", "signed", "for_sale") and not r.has("long_ago")
    return told and (r.sender is None or r.sender.kind not in FAR)


def _is_relative_in_need(r: Reading) -> bool:
    """ "Grandma it's me, I need bail money, don't tell mum": somebody who writes from a number that is not theirs."""
    if {"parent", "family_trick"}.isdisjoint(r.signs) or (r.sender is not None and r.sender.kind is Kind.NAME):
        return False
    return bool(r.asked("pay")) and (r.has("arrested") or (r.has("jam") and r.has("secret")))


def _runs_at_a_price(r: Reading) -> bool:
    """A service that is paid by the telephone's bill runs: it says so, or a code names its price and how to end it."""
    if "amount" not in r.signs or r.body is not None or _is_gift_by_text(r):
        return False
    ends = "opt_out" in r.signs and (r.sender is None or r.sender.kind in CODE_KINDS)
    runs, billed = len(_running(r)), r.has("billed")
    return (billed and (ends or runs > 0)) or (ends and (runs > 1 or (runs > 0 and r.has("paid_content"))))


def _is_a_question(r: Reading) -> bool:
    """ "20% auf alles?" from a mobile: a short question that praises and offers nothing."""
    short = r.text.size < SHORT and r.text.folded.rstrip().endswith("?")
    return short and r.sender is not None and r.sender.kind is Kind.MOBILE and PRAISES.isdisjoint(r.signs)


def _answers_at_a_price(r: Reading) -> bool:
    """ "Read your message? Answer YES (9.90/week)", from a code whose digits do not tell what it costs."""
    if r.sender is None or MAY_COST not in r.sender.notes or not r.asked("answer"):
        return False
    return "premium_price" in r.signs or ("amount" in r.signs and len(_running(r)) > 0)


def _is_gift_by_text(r: Reading) -> bool:
    """ "Text HOPE to 50555 to give $10": a charity asks for a gift. What says that it is billed says its price."""
    return r.has("text_gift") and r.has("charity", "appeal") and "amount" in r.signs and not r.has("billed")


def _running(r: Reading) -> list[tuple[int, int]]:
    """Where it says that something runs, or what it costs for how long: "$4/wk"."""
    told = r.at("runs")
    prices = [m.span() for s, _ in r.signs["amount"] if (m := PRICE_AND_TIME.match(r.text.folded, s))]
    return [*told, *((s, e) for s, e in prices if not any(at < e and s < end for at, end in told))]


def _is_reminder(r: Reading) -> bool:
    """ "Votre rendez-vous ... demain", or "Rappel" with a day and an hour."""
    if not r.has("reminder", "recall"):
        return False
    when = {"clock", "day", "event"} & r.signs.keys()
    on_a_day = bool(when) or (r.has("weekday") and "offer" not in r.signs)
    return (
        is_at_an_hour(r) or (r.has("reminder") and on_a_day) or (r.has("recall") and "clock" in when and len(when) > 1)
    )


def _causes(r: Reading) -> set[str]:
    """A party's or a charity's: by its words; or by who it is and that it wants a gift, which needs no such word."""
    gives = len(r.at("giving")) > len(r.within("giving", "no_giving")) or any(h.startswith(GIFT_HOSTS) for h in r.hosts)
    causes = {
        "political": _is_canvass(r) or (gives and r.has("party") and not r.is_talk),
        "charity": r.has("charity") or (gives and r.has("helpers")) or _is_gift_by_text(r),
    }
    found = {cause for cause, holds in causes.items() if holds}
    for cause in found:
        words = next((p for codes in CAUSE_WORDS[cause] if (p := [s for code in codes for s in r.at(code)])), r.links)
        r.note(cause, words)
    return found


def _sells(r: Reading) -> bool:
    """ "Donate old blankets, get 10% off": a shop names its price cut; "we are at 87% of our goal" is none."""
    offers = r.signs.get("offer", ())
    return any(s < at + CUT_REACH and at < e + CUT_REACH for at, _ in offers for s, e in r.signs.get("percent", ()))


def _is_canvass(r: Reading) -> bool:
    """True where a party or a candidate speaks: it asks for a vote, to many."""
    if not r.has("vote", "political"):
        return False
    to_many = r.sender is None or r.sender.kind in CODE_KINDS or r.sender.kind is Kind.NAME
    a_person = r.is_talk and not OF_A_PERSON.isdisjoint(r.signs)
    asks = r.has("vote") and (to_many or not a_person)
    words = {r.text.folded[s:e] for s, e in r.at("political")}
    return asks or (len(words) > 1 and not r.is_talk)


def _has_payment_reference(r: Reading) -> bool:
    pattern = r.country.advice.payment_reference
    match = reference_pattern(pattern).search(r.text.folded) if pattern else None
    return match is not None and r.note("payment_reference", [match.span()])


def _invites(r: Reading) -> bool:
    """True where it invites to send a word to a number that costs, or may: a game, a contact, a service."""
    found: list[tuple[int, int]] = []
    if sending_words().isdisjoint(r.text.there) and "premium_price" not in r.signs:
        return False
    done = 0
    for start in [r.text.starts[at] for at in r.text.figures]:
        m = INVITED.match(r.text.folded, start) if start >= done else None
        if m is None:
            continue
        done, digits = m.end(), digits_of(m["number"])
        if digits in r.opt_out_numbers or in_span(r.text.phones, start):
            continue
        sender = classify_printed(digits, r.country)
        costs = takes_paid_words(sender) or (sender.kind is Kind.SHORT_CODE and _may_cost(r, digits))
        if costs and _is_to_send(r, start, done):
            found.append(m.span())
    for start, end, digits in r.numbers:  # long ones, where such take words
        if digits not in r.opt_out_numbers and takes_paid_words(classify_printed(digits, r.country)):
            found += [(start, end)] if _is_to_send(r, start, end) else []
    return bool(found) and r.note("invites", found)


def _is_to_send(r: Reading, start: int, end: int) -> bool:
    """ "Send WIN to" before the number; "WIN an 8899 senden"; where a price is printed, "WIN an 8899" as well."""
    folded, begin = r.text.folded, max(0, start - SENT_REACH)
    if sending_pattern().search(folded[begin:start]):
        return True
    order = bare_order().search(folded, begin, start)
    if order is None:
        return False
    priced = "premium_price" in r.signs and r.text.printed(*order.span(1)).isupper()
    return priced or sent_behind().match(folded, end) is not None


def _may_cost(r: Reading, digits: str) -> bool:
    """A code whose digits do not tell its price counts as paid where a price per text or a gift by text is printed, or
    a game, a contact or a service is offered."""
    family = r.country.family(classify_printed(digits, r.country).family)
    if MAY_COST not in family.notes:
        return False
    if "premium_price" in r.signs:
        return True
    if _is_gift_by_text(r) or (r.has("billed") and "amount" in r.signs):
        # A charity that prints a way out writes an advert from its own code.
        return "opt_out" not in r.signs or r.sender is None or r.sender.display != digits
    return r.has("paid_play") and (not r.country.advice.default_keyword or _is_plainly_a_game(r))


def _is_plainly_a_game(r: Reading) -> bool:
    """ "Play the quiz: text WIN": where adverts answer to codes as well, one word ("win") tells no game from them."""
    words = {r.text.folded[s:e] for s, e in r.at("paid_play")}
    return len(words) > 1 and "opt_out" not in r.signs


def topic_of(r: Reading) -> str | None:
    """What it is about (open list); the most telling first."""
    if r.body is None and r.codes.isdisjoint(TOPICAL) and OTHER_TOPICS.isdisjoint(r.signs):
        return None
    if r.has("alert", "hazard") and (is_alert(r) or r.has("alert")):
        return "alert"
    if "stop_confirmed" in r.signs:
        return "stop_confirmed"
    if r.has("account_change") and not r.has("own_thing"):
        return "account_change"
    if r.has("opinion") and "trouble" not in r.signs:
        return "survey"
    travels = r.has("journey") and not r.has("parcel", "debt", "fine", "toll")
    if travels and (r.body is None or r.body.topic == "transport"):
        return "travel"
    if r.body is not None and r.body.topic not in ("platform", "court"):
        return r.body.topic
    for code in ("debt", "fine", "toll"):
        if r.has(code):
            return code
    if asks_about_an_account(r):
        return "debt"
    if (r.has("card") and not (r.has("appointment") and _is_reminder(r))) or asks_of_a_payment(r) or is_wage(r):
        return "bank"
    for topic, codes in (
        ("school", ("school",)), ("delivery", ("parcel", "order")), ("appointment", ("appointment",)),
        ("work", ("work",)), ("pension", ("pension",)), ("contract", ("contract",)),
    ):  # fmt: skip
        if r.has(*codes) or (topic == "appointment" and is_at_an_hour(r)):
            return topic
    return "survey" if "survey" in r.signs else None


@cache
def reference_pattern(pattern: str) -> re.Pattern[str]:
    """The country file's pattern of a payment reference that fraud uses."""
    return re.compile(pattern)


@cache
def sending_pattern() -> re.Pattern[str]:
    """Right before a number: a verb of sending, a word, and "to"."""
    words = lexicon().opt_out
    verb = alternation((*words["send_verbs"], *words["reply_verbs"]))
    return re.compile(rf"(?<![^\W_]){verb}(?![^\W_])[^.!?\n]{{0,50}}(?<![^\W_]){to_pattern()}$")


def to_pattern() -> str:
    """ "to", "to the number"."""
    return rf"{alternation(lexicon().opt_out['to'])}(?: (?:no|n|num|numero|number))?[\s:.°']*"


@cache
def bare_order() -> re.Pattern[str]:
    """Right before a number: one word, or "WIN + name", and "to"."""
    return re.compile(rf"(?<![^\W_])([^\W_]{{1,15}})[\"'»”]?(?: ?\+ ?[^\W_]+){{0,3}} {to_pattern()}$")


@cache
def sent_behind() -> re.Pattern[str]:
    """Right behind it: "senden", "sturen", "par SMS", but not "terug"."""
    words = lexicon().opt_out
    return re.compile(rf" {alternation(set(words['send_verbs']) & set(words['in_reply']))}(?![^\W_])")


@cache
def sending_words() -> frozenset[str]:
    """The first words of the verbs of sending."""
    verbs = (*lexicon().opt_out["send_verbs"], *lexicon().opt_out["reply_verbs"])
    return frozenset(WORD.findall(verb)[0] for verb in verbs)
