"""What the message says: `read_message` gives purpose, printed opt-out, what it wants, and signs with evidence.

The same message in any case, with or without accents, emoji or line breaks reads the same; nothing is looked up
anywhere else; time grows with the length of the text only.

>>> from ..country.loader import load_country
>>> read_message("Votre code est 482913. Ne le communiquez à personne.", None, load_country("FR")).purpose.value
'one_time_code'
"""

from __future__ import annotations

from ..codes import Purpose
from ..country.schema import Country
from ..model import Evidence, Message, Sender
from ..text.phrases import Places, find_cues
from ..text.tokens import Text, prepare
from .demands import read_demands
from .fraud import OPENS, OWN_ADDRESS, Proof
from .ngrams import sums_of
from .notice_marks import OF_A_PERSON, PLAIN_OFFERS
from .opt_out.find import find_opt_out
from .purpose import Decision, decide, is_doubtful, weights
from .reading import without_denied
from .reasons import signals_of
from .signals import find_signs

WORDS_ALONE = frozenset({Purpose.MARKETING, Purpose.PERSONAL, Purpose.UNKNOWN})
CALLS = frozenset({"call", "foreign_call", "numberless_call"})
# A notice's mark, for what its words alone may take it (None: for anything), and what it may want (None: that is for
# the advice to say; the lower bar of a scam holds then).
NOTICES: tuple[tuple[str, frozenset[Purpose] | None, frozenset[str] | None], ...] = (
    ("alert", None, CALLS | {"tap"}),
    ("wage", None, frozenset()),
    ("visit_due", None, CALLS | {"answer"}),
    (OWN_ADDRESS, WORDS_ALONE | {Purpose.TRANSACTIONAL}, OPENS),
    ("collects", None, CALLS),
    ("for_another", None, None),
    ("opinion", WORDS_ALONE | {Purpose.TRANSACTIONAL}, frozenset()),
    ("bank_question", WORDS_ALONE | {Purpose.TRANSACTIONAL}, frozenset({"answer"})),
    ("thanked", frozenset({Purpose.MARKETING}), None),
    ("own_notice", frozenset({Purpose.MARKETING}), None),
    ("help_line", frozenset({Purpose.MARKETING}), None),
    ("stop_confirmed", frozenset({Purpose.MARKETING}), frozenset()),
)
HARMLESS = frozenset({OWN_ADDRESS, "visit_due"})  # whatever the readers say: by these nobody gains anything
PAID_CALLS = ("surcharged_number", "bait_and_call")  # a bait to call at one's cost is a premium trap
OWN_WAY_OUT = frozenset({"offer", "own_link", "opt_out_link"})
OFFERS = frozenset({"offer", "percent", "promo_code", "legal_mention", "premium_price"})


def read_message(raw: str, sender: Sender | None, country: Country, *, from_picture: bool = False) -> Message | None:
    """The reading of one message; None where there is no text at all. Never raises.

    `from_picture`: a letter may be another one, so what it prints is proven to be nobody's.
    """
    if not raw.strip():
        return None
    text = prepare(raw)
    opt_out = find_opt_out(text, country)
    cues = find_cues(text)
    signs = find_signs(text, without_denied(text, cues.signs, cues.conditions), sender, opt_out, country)
    demands = read_demands(text, signs, cues.conditions, sender, opt_out, country, proves=not from_picture)
    if _is_other_script(text) or not any(map(str.isalpha, text.folded)):
        said = Decision(Purpose.UNKNOWN, 0.0)  # we cannot read it, and a link or a few digits alone prove nothing
    else:
        said = decide(signs, sums_of(text))
    praises = not OFFERS.isdisjoint(signs)
    offers = praises and opt_out is not None
    # Friends ask each other for money too: there both must be sure.
    enough = weights().sure if said.purpose is Purpose.PERSONAL else weights().both
    both = min(said.by_words, said.by_signs) >= enough
    proof = Proof(demands, said.scam, said.purpose, sender.kind if sender else None, offers, both, praises)
    reason, is_hard = proof.reason(), proof.is_hard()
    purpose, doubt = _judge(proof, reason, is_hard, said.by_words, signs)
    return Message(
        purpose=purpose, opt_out=opt_out, signals=signals_of(text, signs, demands, purpose, doubt),
        unsure=doubt, fraud=None if proof.is_threat else reason, wants=demands.wants,
        marks=demands.marks | {"hard"} if is_hard else demands.marks,
        body=demands.body.id if demands.body else None, speaks_for_a_body=demands.speaks_for_a_body,
        topic=demands.topic, proven=demands.proven,
    )  # fmt: skip


def _judge(proof: Proof, reason: str | None, is_hard: bool, alone: float, signs: Places) -> tuple[Purpose, bool]:
    """The purpose, and whether it is doubtful: one reader alone says scam, or what it seems could as well be one.

    What a person writes without wanting anything that costs is no scam.
    """
    purpose, limits, talk = proof.purpose, weights(), proof.is_talk and not is_hard
    if reason in PAID_CALLS and purpose is Purpose.PREMIUM_TRAP and proof.share < limits.scam:
        return purpose, False
    if reason:
        return Purpose.SCAM, False
    if proof.only_opens:
        return Purpose.PERSONAL, False
    if proof.marked("political"):
        return Purpose.MARKETING, False
    if _is_notice(proof):
        return Purpose.TRANSACTIONAL, False
    if proof.marked("runs_at_a_price") and proof.share < limits.scam:
        return Purpose.PREMIUM_TRAP, False
    if purpose is Purpose.PREMIUM_TRAP and proof.marked("gift_by_text"):
        purpose = Purpose.MARKETING  # an appeal of a charity, and nothing that runs
    if purpose is Purpose.ONE_TIME_CODE and proof.marked("pickup") and not proof.marked("pickup_code"):
        purpose = Purpose.TRANSACTIONAL  # the code of a locker or a counter proves nobody's identity
    if purpose is Purpose.ONE_TIME_CODE and proof.is_code_alone:
        return purpose, False
    if purpose is Purpose.MARKETING and proof.marked("reminder") and PLAIN_OFFERS.isdisjoint(signs):
        return Purpose.TRANSACTIONAL, False  # a reminder that prints STOP is a reminder
    if purpose is Purpose.MARKETING and OFFERS.isdisjoint(signs) and (proof.sells_nothing or proof.misleads):
        purpose = Purpose.TRANSACTIONAL
    if purpose is Purpose.PERSONAL and _is_of_a_firm(proof, signs):
        return Purpose.TRANSACTIONAL, False
    if purpose is Purpose.MARKETING and proof.marked("question") and not proof.demands.wants:
        purpose = Purpose.PERSONAL
    if purpose is Purpose.UNKNOWN and talk:
        purpose = Purpose.PERSONAL
    if talk and limits.scam <= proof.share < limits.sure:
        return Purpose.PERSONAL, False
    # It leads to where one goes by oneself; or says that something is done, and leads nowhere.
    by_words = 0.0 if "own_channel" in signs or proof.marked("settled") else alone
    # Its one address is the firm's own, for ending it.
    offers = 0.0 if not proof.demands.wants and signs.keys() >= OWN_WAY_OUT else alone
    doubt = is_doubtful(purpose, proof.share, offers, signs) or proof.is_odd(purpose, by_words)
    return (Purpose.SCAM if proof.share >= limits.scam else purpose), doubt


def _is_of_a_firm(proof: Proof, signs: Places) -> bool:
    """ "Elm Primary: bus 4 is late this morning": who names himself and says what it is about, in the words of people,
    but neither of himself nor to a friend."""
    told = proof.marked("firm") and proof.demands.topic is not None and not proof.demands.wants
    return told and proof.share < weights().doubt and OF_A_PERSON.isdisjoint(signs)


def _is_notice(proof: Proof) -> bool:
    """True for a notice by one of its marks, whatever else it may look like; not where it wants what such a notice
    does not, or the readers are sure of a scam."""
    return any(
        proof.marked(mark)
        and (taken_for is None or proof.purpose in taken_for)
        and (ways is None or proof.demands.wants <= ways)
        and (mark in HARMLESS or proof.share < (weights().scam if ways is None else weights().sure))
        for mark, taken_for, ways in NOTICES
    )


def _is_other_script(text: Text) -> bool:
    """True where most letters are of an alphabet that we do not read (look-alikes were turned into Latin before)."""
    if text.folded.isascii():
        return False
    words = [w for w in text.spelt if w.isalpha()]
    return sum(len(w) for w in words if not w.isascii()) * 2 > sum(map(len, words)) > 0


def shifted(message: Message, by: int) -> Message:
    """The message with its evidence that many characters later: it was read as a part of a longer text."""

    def moved(e: Evidence) -> Evidence:
        return e._replace(start=e.start + by, end=e.end + by)

    signals = tuple(s._replace(evidence=tuple(map(moved, s.evidence))) for s in message.signals)
    return message._replace(signals=signals)
