"""Is it a scam? Row 2 of the advice as a list of conditions, each with its reason; the first that holds is named.

One reader (the signs, `purpose`) and a hard sign; or one of the conditions that are proof enough without a reader. A
scam verdict never rests on one soft sign. `SURE` is the share from which the reader needs no second one.

>>> from .demands import Demands
>>> Proof(Demands(wants=frozenset({"call", "foreign_call"}), marks=frozenset({"alarm"}), theme="bank"), 0.1).reason()
'alarm_and_call'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..codes import STRANGERS, Kind, Purpose
from .demands import Demands
from .purpose import weights

FAR = frozenset({Kind.FOREIGN, Kind.EMAIL})
HARD_MARKS = frozenset({"iban", "voucher", "crypto", "new_account"})
HARD_WANTS = frozenset({"code", "paid_call"})
CLAIMED = frozenset({"fine", "toll"})
# The State's money for people, of which installers and insurers speak as well: no alarm of it is an advert's.
AID = "aid"
# The mark of what has no way but a true address of the body that writes: there nothing is gained by it.
OWN_ADDRESS = "own_address"
OPENS = frozenset({"tap", "data", "pay"})
GAINS = frozenset({"handover", "payment_reference", "iban", "iban_new", "new_account"})


@dataclass(slots=True)
class Proof:
    """What is known of a message when one asks whether it is a scam. `share` is the reader's, `purpose` the best of
    what it may be otherwise; `praises` is true where it praises something, `offers` where it prints a way out as
    well, `both` where each reader alone says scam."""

    demands: Demands
    share: float
    purpose: Purpose = Purpose.UNKNOWN
    kind: Kind | None = None
    offers: bool = False
    both: bool = False
    praises: bool = False

    def wants(self, *codes: str) -> bool:
        """True where all of these are wanted."""
        return self.demands.wants.issuperset(codes)

    def marked(self, *codes: str) -> bool:
        """True where it bears one of these marks."""
        return not self.demands.marks.isdisjoint(codes)

    @property
    def is_advert(self) -> bool:
        """True where the signs speak of an advert: its offers, gifts and deadlines are no alarm and no prize."""
        w = weights()
        if self.demands.speaks_for_the_state or self.demands.theme == AID or self.misleads:
            return False
        return self.purpose is Purpose.MARKETING and (self.share < w.doubt or (self.offers and self.share < w.scam))

    @property
    def misleads(self) -> bool:
        """True where a carrier writes, praises nothing, and its address is no carrier's."""
        body = self.demands.body
        return body is not None and body.topic == "delivery" and self.wants("foreign_tap") and not self.praises

    @property
    def sells_nothing(self) -> bool:
        """True for a body of the State, and for a reminder of a debt: no advertiser."""
        return self.demands.speaks_for_the_state or self.demands.topic == "debt"

    @property
    def alarm(self) -> bool:
        """An alarm of somebody who is no advertiser."""
        return self.marked("alarm") and not self.is_advert

    @property
    def is_talk(self) -> bool:
        """A person speaks, and not for a body."""
        return self.marked("person")

    @property
    def is_threat(self) -> bool:
        """Who threatens is for the police, whatever they want: that comes first."""
        return self.marked("threat") and not self.demands.speaks_for_a_body

    @property
    def is_code_alone(self) -> bool:
        """A code that says what it is for, and at most to ring the number on one's card: it leads nowhere."""
        return self.marked("code_alone") and not self.demands.wants and not self.marked("trick", *HARD_MARKS)

    @property
    def only_opens(self) -> bool:
        """ "Is this Dave?": many a fraud begins so, and many a neighbour; nothing else speaks for either."""
        return self.marked("opening") and not self.demands.wants and not self.marked(*HARD_MARKS)

    def is_hard(self) -> bool:
        """One of the signs by which money or an account changes hands."""
        way = self.wants("foreign_tap") and (self.wants("data") or self.wants("pay"))
        by_reply = self.wants("answer", "data") and self.demands.speaks_for_a_body  # no body asks for them so
        return way or by_reply or self.marked(*HARD_MARKS) or not HARD_WANTS.isdisjoint(self.demands.wants)

    def is_odd(self, purpose: Purpose, by_words: float) -> bool:
        """True for a notice that is no scam for certain and yet doubtful: a known trick's opening in a body's name, a
        body that writes from a private number, an ultimatum that shows no way, or words that speak for a scam
        (`by_words`, their share)."""
        if purpose not in (Purpose.TRANSACTIONAL, Purpose.ONE_TIME_CODE) or self.demands.proven:
            return False
        if self.marked("trick") and self.demands.speaks_for_a_body:
            return True
        private = self.demands.body is not None and self.kind in STRANGERS
        bare = self.marked("ultimatum") and not self.marked("settled") and not self.demands.wants
        return purpose is Purpose.TRANSACTIONAL and (private or bare or by_words >= weights().notice)

    def reason(self) -> str | None:
        """The first condition that holds; None where it is no scam for sure."""
        if (
            not self.demands.wants
            and self.share < weights().scam
            and not self.marked("payment_reference", "offer_of_work", "handover")
        ):
            return None  # all others want something, or the reader to say so
        if self.marked(OWN_ADDRESS) and not self.marked(*GAINS) and self.demands.wants <= OPENS:
            return None
        return next((name for name, holds in CONDITIONS if holds(self)), None)


def _alarm_and_tap(e: Proof) -> bool:
    return e.alarm and e.wants("foreign_tap") and e.demands.speaks_for_a_body


def _alarm_and_call(e: Proof) -> bool:
    """Who collects a debt has a number of its own, which proves nothing: row 6, unless the readers call it a scam."""
    collects = e.marked("debt") and e.share < weights().scam
    return e.alarm and e.wants("foreign_call") and e.demands.speaks_for_a_body and not e.is_talk and not collects


def _bait_and_call(e: Proof) -> bool:
    """A prize, or a stranger's message that waits, and a number to call. A clinic that rang in vain has a name."""
    return (
        (e.marked("prize") or (e.marked("waiting") and (e.kind is not Kind.NAME or e.share >= weights().scam)))
        and e.wants("foreign_call")
        and not e.is_advert
    )


def _surcharged_number(e: Proof) -> bool:
    """It says to call a surcharged number, in a body's name or as a bait; an advert with its price is none."""
    return e.wants("paid_call") and not e.is_advert


def _claim_without_a_way(e: Proof) -> bool:
    """A fine or a toll is claimed, and no way to pay is printed: the next message brings it."""
    claimed = e.demands.topic in CLAIMED or e.demands.theme in CLAIMED
    calls = e.wants("call") and not e.wants("numberless_call")
    ways = e.wants("tap") or calls or e.demands.proven
    return claimed and e.alarm and not ways and not e.is_talk and (e.wants("pay") or e.share >= weights().scam)


def _work_or_money_from_afar(e: Proof) -> bool:
    """However friendly the offer is, where the reader too says that it is a scam."""
    told = not e.is_talk or e.share >= weights().scam
    return e.kind in FAR and e.marked("offer_of_work", "crypto") and told


def _body_and_stranger(e: Proof) -> bool:
    """A body that wants a tap elsewhere, or data, writes from no private number."""
    asks = e.wants("foreign_tap") or e.wants("data")
    return e.kind in STRANGERS and e.demands.speaks_for_a_body and asks and not e.is_advert and not e.is_talk


def _reader_and_hard_sign(e: Proof) -> bool:
    """Not where the only one is the account that a landlord says is new, who names his firm, or the British one to
    which a friend wants back what one owes: one rings them first. Who alarms, or writes from afar, is no landlord."""
    is_new = e.marked("iban_new") and e.marked("firm") and not (e.marked("alarm") or e.is_talk) and e.kind not in FAR
    theirs = is_new or (e.marked("sort_code") and (e.is_talk or e.marked("iban_new")))
    more = e.marked("voucher", "crypto", "new_account", "parent") or not e.demands.wants <= {"pay", "answer"}
    alone = theirs and not more and e.demands.body is None
    return e.share >= weights().scam and e.is_hard() and not alone


def _do_both_readers(e: Proof) -> bool:
    """Each reader alone says so. Not of a call without a number: one rings whom one finds, not the writer."""
    leads_nowhere = e.wants("numberless_call") and not e.wants("tap") and e.kind not in STRANGERS
    return e.both and not e.marked("iban_new", "for_another") and not leads_nowhere and not e.only_opens


def _is_sure(e: Proof) -> bool:
    """The reader alone, where it is sure and something is wanted, or a known trick begins."""
    if e.share < weights().sure or e.marked("iban_new", "for_another"):
        return False
    return e.marked("trick") or (e.marked("opening") and not e.only_opens) or (bool(e.demands.wants) and not e.is_talk)


CONDITIONS: tuple[tuple[str, Callable[[Proof], bool]], ...] = (
    ("surcharged_number", _surcharged_number),
    ("alarm_and_tap", _alarm_and_tap),
    ("alarm_and_call", _alarm_and_call),
    ("bait_and_call", _bait_and_call),
    ("card_handed_over", lambda e: e.marked("handover")),  # a bank sends nobody for a card or its code
    # Whoever wants the code that one has just been sent wants one's account.
    ("code_passed_on", lambda e: e.wants("code") and e.marked("sent_code")),
    ("payment_reference", lambda e: e.alarm and e.marked("payment_reference")),
    ("claim_without_a_way", _claim_without_a_way),
    ("work_from_afar", _work_or_money_from_afar),
    ("body_and_stranger", _body_and_stranger),
    ("reader_and_app", lambda e: e.share >= weights().scam and e.marked("app") and e.kind in STRANGERS),
    ("reader_and_hard_sign", _reader_and_hard_sign),
    ("sure_reader", _is_sure),
    ("both_readers", _do_both_readers),
)
