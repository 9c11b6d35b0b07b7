"""What tells a notice from an advert that is worded alike: the marks of alerts, receipts, a bank's question, wages.

A printed way out is no proof of an advert: banks, towns and charities print one under what they owe their people.

>>> from ..country.loader import load_country
>>> from ..text.phrases import find_cues
>>> from ..text.tokens import prepare
>>> text = prepare("Flooding: leave now, before the road is under water")
>>> sorted(notice_marks(Reading(text, *find_cues(text), None, None, load_country("GB"))))
['alert']
"""

from __future__ import annotations

from .bodies import OPEN_TO_ALL
from .links import SPACED_HOST, is_of_the_state
from .reading import Reading

PLAIN_OFFERS = frozenset({"percent", "promo_code", "several_offers", "legal_mention"})  # no notice has one
WAYS_OUT = frozenset({"opt_out", "opt_out_link"})
OF_A_PERSON = frozenset({"first_person", "familiar", "parent", "family_trick"})
NO_WAGE = frozenset({"job_and_contact", "chat_app", "crypto", "untraceable_payment"})  # beside these none was paid
# Without one of these conditions no mark is there: most messages have none.
NEEDED = frozenset({
    "alert", "hazard", "thanked", "bank_question", "wage", "status", "outage", "opinion", "debt", "bill",
    "settled", "visit_due", "journey",
})  # fmt: skip
SIGNS_NEEDED = frozenset({"only_official", "stop_confirmed"})  # or one of these signs
# Bodies that sell nothing: "CAO Round 1 offer" is no offer.
SELL_NOTHING = frozenset({
    "tax", "customs", "fine", "toll", "health", "pension", "benefits", "police", "court", "school", "water", "vehicle",
    "state",
})  # fmt: skip
Span = tuple[int, int]


def notice_marks(r: Reading) -> set[str]:
    """Those that it bears; the places of each are noted."""
    if r.codes.isdisjoint(NEEDED) and SIGNS_NEEDED.isdisjoint(r.signs):
        return set()
    told = {"promo_code", "several_offers"} if is_stop_confirmed(r) else {"promo_code"}  # what comes no more is named
    if not PLAIN_OFFERS.isdisjoint(r.signs.keys() - told) or outside(r, "promo_code", "other_code"):
        return set()
    found = {mark for mark, holds in NOTICE_MARKS if holds(r)}
    for mark in found:
        r.note(mark, r.at(mark))
    return found


def is_alert(r: Reading) -> bool:
    """An official warning: its own words, or a danger and what one is to do at once. Who tells a friend of one is a
    person, and who has something to sell names its price."""
    told = r.has("alert") or (r.has("hazard") and r.has("refuge"))
    if not told or r.body is not None or r.theme is not None or "amount" in r.signs:
        return False
    if r.links and not WAYS_OUT.isdisjoint(r.signs) and "official_link" not in r.signs:
        return False  # "Boil water notice? Our filters: ..."
    return not (r.is_talk and not OF_A_PERSON.isdisjoint(r.signs))


def is_thanked(r: Reading) -> bool:
    """A receipt for a gift, an order, a payment: it says how much or for what. Who asks for more thanks as well."""
    told = r.has("receipt") or len(r.signs.get("amount", ())) == 1
    asks = r.has("appeal") or bool(r.links) or len(outside(r, "offer", "thanked")) > 1
    return r.has("thanked") and told and not asks


def asks_of_a_payment(r: Reading) -> bool:
    """ "Did you attempt $412.90 at ...?": a bank asks whether it was its customer."""
    return bool(r.questions()) and "amount" in r.signs


def is_wage(r: Reading) -> bool:
    """One's pay is in one's account. A job that is offered names a salary too."""
    return r.has("wage") and r.has("paid_in") and NO_WAGE.isdisjoint(r.signs)


def is_at_an_hour(r: Reading) -> bool:
    """ "Reminder: Dr. Lee, 2:15 pm. Reply C to confirm": an appointment that nobody calls one."""
    return r.has("recall") and r.has("change") and "clock" in r.signs


def is_opinion(r: Reading) -> bool:
    """It asks how one was served, for nothing. One with a way out is sent to many, and is judged by its words."""
    return r.has("opinion") and "prize" not in r.signs and WAYS_OUT.isdisjoint(r.signs)


def is_of_ones_own(r: Reading) -> bool:
    """ "Your refill is delayed. Reply STOP to end", "outage in your area": how one's own thing or street is, and no
    word of an offer."""
    return "offer" not in r.signs and (_is_of_ones_order(r) or r.has("bill") or _is_on_a_journey(r) or _is_cut_off(r))


def _is_of_ones_order(r: Reading) -> bool:
    """One's own thing, or the carrier's parcel, and how it is."""
    of_a_carrier = r.body is not None and r.body.topic == "delivery" and "foreign_tap" not in r.places
    return r.has("status") and (r.has("own_thing") or of_a_carrier)


def _is_on_a_journey(r: Reading) -> bool:
    """ "Check in is open for FR812": a journey without a price was paid."""
    return r.has("journey") and "travel_notice" in r.signs and "amount" not in r.signs


def is_own_address(r: Reading) -> bool:
    """The only way that it has is a true address of the body that writes, or of the State, and it praises nothing:
    whoever sent it, nothing is gained by it. What prints a way out is judged by its words, unless its writer sells
    nothing."""
    if "only_official" not in r.signs or not all(map(r.owns_host, r.hosts)) or r.is_talk:
        return False
    if SPACED_HOST.search(r.text.folded):
        return False  # beside the true one, an address that one is to put together
    if r.body is not None and r.body.topic in OPEN_TO_ALL:
        return False  # at these addresses anybody has a page
    sells_nothing = any(is_of_the_state(host, r.country) for host in r.hosts)
    sells_nothing = sells_nothing or (r.body is not None and r.body.topic in SELL_NOTHING)
    return sells_nothing or ("offer" not in r.signs and WAYS_OUT.isdisjoint(r.signs))


def _is_cut_off(r: Reading) -> bool:
    return r.has("outage") and "amount" not in r.signs


def collects(r: Reading) -> bool:
    """A firm that collects debts, and a number of an office by which to reach it."""
    office = {"phone", "phone_free"} & r.signs.keys()
    return r.has("debt") and not r.speaks_for_a_body and bool(office) and not r.is_talk


def asks_about_an_account(r: Reading) -> bool:
    """ "Please call us about your account": so writes who collects a debt, and to the next holder of a number as well.
    Among people an account is shared, and a firm that sells praises something."""
    asks = r.has("about_account") and r.has("call", "ring") and not r.links and "offer" not in r.signs
    private = r.is_talk and not r.name
    return asks and not r.speaks_for_a_body and not private


def is_for_another(r: Reading) -> bool:
    """Who collects a debt asks for somebody by name, and alarms with nothing else: the number was another person's."""
    return collects(r) and r.has("for_another") and not r.has("alarm", "not_you", "pay")


def is_settled(r: Reading) -> bool:
    """ "Your licence renewal is complete. Your new card will be posted": all is done, and nothing leads anywhere."""
    ways = r.links or r.numbers or r.has("alarm", "not_you", "data", "paper", "pay", "answer", "code", "ring")
    return r.has("settled") and not ways


def is_visit_due(r: Reading) -> bool:
    """ "Time for Rex's shots. Call us to schedule": a clinic or a garage whose client one is, and no body speaks."""
    return r.has("visit_due") and r.has("change") and not r.speaks_for_a_body and not r.has("alarm", "not_you")


def is_stop_confirmed(r: Reading) -> bool:
    """ "You're unsubscribed from our offers. Reply START to come back": it names what comes no more, and no price."""
    return "stop_confirmed" in r.signs and not r.text.links and {"amount", *WAYS_OUT}.isdisjoint(r.signs)


def outside(r: Reading, sign: str, *conditions: str) -> list[Span]:
    """Where the sign stands beyond the phrases of these conditions."""
    formulas = [place for code in conditions for place in r.at(code)]
    return [(s, e) for s, e in r.signs.get(sign, ()) if not any(at < e and s < end for at, end in formulas)]


NOTICE_MARKS = (
    ("alert", is_alert),
    ("thanked", is_thanked),
    ("bank_question", asks_of_a_payment),
    ("wage", is_wage),
    ("own_notice", is_of_ones_own),
    ("opinion", is_opinion),
    ("own_address", is_own_address),
    ("collects", collects),
    ("for_another", is_for_another),
    ("settled", is_settled),
    ("visit_due", is_visit_due),
    ("stop_confirmed", is_stop_confirmed),
)
