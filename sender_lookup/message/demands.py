"""What a message wants from its reader, and with what it alarms: the facts that the rules of advice ask about.

*Wanted* (`wants`): to tap, to call, to pay, to enter data, to pass on a code, to answer. What is optional does not
count: a help line at an ordinary price, a way to move, confirm or track one's own appointment or parcel. Always
counted: a tap in a body's name that leads elsewhere than to that body, and a call "if it was not you".
*Marks*: alarm, prize, threat, a new number and the like (design 4.1). One everyday word never makes one.

>>> from ..country.loader import load_country
>>> from ..text.phrases import find_cues
>>> from ..text.tokens import prepare
>>> text = prepare("Votre compte est bloqué, appelez le 01 87 00 00 00")
>>> found = read_demands(text, *find_cues(text), None, None, load_country("FR"))
>>> sorted(found.wants), "alarm" in found.marks
(['call', 'foreign_call'], True)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from ..codes import STRANGERS, Kind
from ..country.schema import Country
from ..model import OptOut, Sender
from ..text.phrases import Places, alternation, lexicon
from ..text.tokens import Text
from .amounts import accounts_in
from .bodies import Body
from .links import host_of
from .marks import marks_of, topic_of
from .notice_marks import asks_of_a_payment, is_alert, is_at_an_hour, is_thanked
from .printed_numbers import kind_of
from .reading import NEAR, Reading

OF_THE_STATE = frozenset({"tax", "customs", "fine", "toll", "health", "pension", "benefits", "police", "court"})
OFFICES = frozenset({Kind.LANDLINE, Kind.VOIP, Kind.TOLL_FREE, Kind.SERVICE_NUMBER})
STOP_REACH = 11  # characters between "répondez" and the keyword
HELP_REACH = 45  # characters between "pour toute question" and the number
IF_REACH = 90  # characters between "si vous ne pouvez pas venir" and "appelez-nous"
SEND_REACH = 24  # characters between "send" and "photo of your passport"
CODE_REACH = 2  # characters between "give us the code" and the code, which the writer then knows
OTHER_CODE_REACH = 4  # characters between "send me the code" and what else it is the code of
NEVER_REACH = 40  # characters between "nobody will ask you to" and "reply with the code"
NEW_SENTENCE = re.compile(r"[.!\n](?:\s|$)")  # after a question mark comes what one is to do then
# "au 01 87 ...", "securisez vos fonds au +44 ...": a number to which one is sent.
TO_NUMBER = re.compile(r"(?<![^\W_])(?:au|al|ao|on|at|unter|op)(?: (?:numero|number|num|n|no))?[\s:.]{1,3}$")


@dataclass(slots=True, kw_only=True)
class Demands:
    """What a message wants, and its marks; `places` holds the evidence of each in the folded text.

    `body` is the body that it names, `theme` the topic for which it speaks without a name, `topic` what it is about;
    `proven` is true where every address and number that it prints is the body's (or the sender's) own, if there
    is one.
    """

    wants: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    body: Body | None = None
    theme: str | None = None
    topic: str | None = None
    proven: bool = False
    places: Mapping[str, list[tuple[int, int]]] = field(default_factory=dict)

    @property
    def speaks_for_a_body(self) -> bool:
        """True where it names a body, or is about what only a body writes."""
        return self.body is not None or self.theme is not None

    @property
    def speaks_for_the_state(self) -> bool:
        """True where it speaks for a body that sells nothing."""
        topics = {self.theme, self.body.topic if self.body else None}
        return not topics.isdisjoint(OF_THE_STATE)


def read_demands(
    text: Text,
    signs: Places,
    conditions: Places,
    sender: Sender | None,
    opt_out: OptOut | None,
    country: Country,
    *,
    proves: bool = True,
) -> Demands:
    """What the message wants and how it alarms, by its signs (`signals`) and the conditions that its phrases show
    (`phrases.find_cues`). Where the letters are not certain, what is printed `proves` nothing."""
    r = Reading(text, signs, conditions, sender, opt_out, country)
    wants = _tap(r, proves) | _call(r)
    if not r.codes.isdisjoint(ASKED) or accounts_in(text):
        wants |= {code for code, is_wanted in SIMPLE_WANTS if is_wanted(r)}
    return Demands(
        wants=wants, marks=marks_of(r), body=r.body, theme=r.theme, topic=topic_of(r),
        proven=proves and _proven(r, wants), places=r.places,
    )  # fmt: skip


def _tap(r: Reading, proves: bool) -> frozenset[str]:
    """`tap`; with it `lost` where the address was lost in copying, `foreign_tap` where it leads elsewhere.

    An address that proves nothing is taken for what it seems: no advice rests on it (`Demands.proven`).
    """
    asked = r.asked("tap")
    links = r.links
    if not links:
        if not asked or r.text.links or r.opt_out_links:
            return frozenset()
        r.note("lost", asked)
        return frozenset({"tap", "lost", "foreign_tap"})
    foreign = [span for span in links if not r.owns_host(host_of(r.text.folded[slice(*span)]))]
    optional = not r.speaks_for_a_body and _is_optional(r, foreign or links)
    if not foreign:
        return frozenset() if not proves and (optional or _is_only_named(r)) else frozenset({"tap"})
    r.note("foreign_tap", foreign)
    if optional:
        return frozenset()
    return frozenset({"tap", "foreign_tap"})


def _is_only_named(r: Reading) -> bool:
    """ "Votre code impots.gouv.fr est 330 218": the site that the code is for, where nobody says to open it."""
    return "code_digits" in r.signs and not r.asked("tap") and all("/" not in r.text.folded[s:e] for s, e in r.links)


def _is_optional(r: Reading, places: list[tuple[int, int]]) -> bool:
    """True where all that is offered is to move, cancel, confirm or track one's own appointment or parcel."""
    own = r.has("own_thing") or is_at_an_hour(r)
    return own and all(r.near("change", s, e, 90, ends=NEW_SENTENCE) for s, e in places)


def _call(r: Reading) -> frozenset[str]:
    """`call`, and `foreign_call` where the number is not the body's; `paid_call` where it is surcharged, and
    `numberless_call` where none is printed."""
    found: set[str] = set()
    not_you = r.has("not_you")
    alerts = not not_you and is_alert(r)
    for start, end, digits in r.numbers:
        if digits in r.opt_out_numbers:
            continue
        if r.has("job") and r.follows("chat_app", start) and r.note("answer", [(start, end)]):
            found.add("answer")  # they want to chat
            continue
        asked = r.near("call", start, end) or TO_NUMBER.search(r.text.folded, max(0, start - 14), start)
        surcharged = kind_of(digits, r.country) is Kind.PREMIUM_NUMBER and not r.owns_phone(digits)
        if surcharged and (asked or r.has("bait", "prize", "waiting", "alarm")):
            r.note("paid_call", [(start, end)])
            found |= {"call", "paid_call", "foreign_call"}
            continue
        optional = not not_you and (_is_help_line(r, start) or _is_optional(r, [(start, end)]))
        optional = optional or (
            alerts and kind_of(digits, r.country) in OFFICES
        )  # "call Floodline": for who wants to know
        if (asked or not_you or r.has("for_another")) and not optional:
            r.note("call", [(start, end)])
            found |= {"call"} if r.owns_phone(digits) else {"call", "foreign_call"}
    caller = r.sender is not None and r.sender.kind is Kind.PREMIUM_NUMBER  # it is itself the surcharged number
    if caller and r.asked("call") and r.note("paid_call", r.asked("call")):
        found |= {"call", "paid_call", "foreign_call"}  # "rappelez ce numéro"
    if not r.numbers and (told := _calls_without_number(r)) and r.note("call", told):
        found |= {"call", "numberless_call"}
    return frozenset(found)


def _calls_without_number(r: Reading) -> list[tuple[int, int]]:
    """ "Merci de nous rappeler": a call is wanted, and one would have to look for the number.

    "Un doute ? Appelez-nous" only offers one, as does what says how to move an appointment; the number on the back of
    one's card is the bank's own.
    """
    asked = r.asked("ring")
    if not asked or r.links or r.has("on_card", "reminder") or "own_channel" in r.signs:
        return []
    offers = [
        *((e, HELP_REACH) for _, e in r.at("help")),
        *((e, IF_REACH) for c in ("change", "if") for _, e in r.at(c)),
    ]
    folded = r.text.folded
    return [
        (s, e)
        for s, e in asked
        if not any(at <= s <= at + reach and not NEW_SENTENCE.search(folded, at, s) for at, reach in offers)
    ]


def _is_help_line(r: Reading, start: int) -> bool:
    """ "Besoin d'aide ? Appelez le ...": the help comes first; "rappelez le secrétariat au ..." wants a call."""
    helps = [s for s, e in r.asked("help") if e <= start <= e + HELP_REACH]
    calls = [s for s, e in r.asked("call") if e <= start <= e + NEAR]
    return bool(helps) and (not calls or min(helps) < max(calls))


def _pay(r: Reading) -> bool:
    """ "Your pay has arrived", "did you try to pay ...?" and "a code for your transfer" ask for no payment."""
    told = r.within("pay", "wage", "bank_question", "transfer_noun")
    asked = [p for p in r.asked("pay") if p not in told]
    if r.sender is not None and r.sender.kind in STRANGERS:  # "deposit to sort 20-00-00 acc 12345678"
        asked += accounts_in(r.text)
    return bool(asked) and r.note("pay", asked)


def _data(r: Reading) -> bool:
    """Data to enter: where there is a way to do so that is not one's own app or site."""
    signs_in = r.within("data", "code_use")  # "use 448120 to sign in"
    asked = [p for p in r.asked("data") if p not in signs_in]
    if "own_channel" in r.signs and not r.links and not r.asked("tap"):
        asked = []
    asked = [*asked, *r.asked("paper"), *_identity_papers(r)]  # to be handed in, by whatever way
    return bool(asked) and r.note("data", asked)


def _identity_papers(r: Reading) -> list[tuple[int, int]]:
    """ "Send a photo of your passport", but not "thank you for the copy of your passport"."""
    sends = r.asked("sends") if r.has("identity_paper") else []
    folded = r.text.folded
    return [
        (s, e)
        for s, e in r.at("identity_paper")
        if any(0 <= s - end <= SEND_REACH and not NEW_SENTENCE.search(folded, end, s) for _, end in sends)
    ]


def _code(r: Reading) -> bool:
    """A code to pass on; to show one to the courier or at the counter is what it is for, the code of a gate or a
    discount proves nobody's identity, and who says that nobody asks for it asks for none."""
    others = r.at("no_proof_code")
    asked = r.asked("code") or (r.asked("give") if "code_word" in r.signs and not others else [])
    if not asked:
        return False
    shown, never, folded = r.at("courier"), r.at("ask_never"), r.text.folded
    asked = [
        (s, e)
        for s, e in asked
        if not any(0 <= at - e < NEAR for at, _ in shown)
        and not any(0 <= at - e <= CODE_REACH for at, _ in r.signs.get("code_digits", ()))
        and not any(s < end and at <= e + OTHER_CODE_REACH for at, end in others)
        and not any(at < s <= end + NEVER_REACH and not NEW_SENTENCE.search(folded, at, s) for at, end in never)
    ]
    return bool(asked) and r.note("code", asked)


def _answer(r: Reading) -> bool:
    if asks_of_a_payment(r):
        return r.note("answer", r.questions())  # "Y or N": whoever asks wants to know
    asked = r.asked("answer")
    stops = _stops(r) if asked else []
    asked = [
        p for p in asked if (at := bisect_left(stops, p[1] - STOP_REACH)) == len(stops) or stops[at] > p[1] + STOP_REACH
    ]
    helps = r.within("answer", "keyword_help")  # "reply HELP for help"
    asked = [p for p in asked if p not in helps]
    if "stop_confirmed" in r.signs and not r.links:
        return False  # "reply START to come back"
    if not asked or "survey" in r.signs or r.has("opinion") or is_thanked(r):
        return False
    if r.has("change") and (r.has("reminder", "order", "appointment") or is_at_an_hour(r)):
        return False
    return r.note("answer", asked)


def _stops(r: Reading) -> list[int]:
    """Where keywords of opt-outs begin: "répondez STOP" asks for nothing."""
    return [m.start() for m in keyword_pattern().finditer(r.text.folded)]


def _proven(r: Reading, wants: frozenset[str]) -> bool:
    """True where every printed address and number belongs to the body or the sender, and there is one."""
    if not r.links and not r.numbers:
        return False
    phones = all(r.owns_phone(digits) for _, _, digits in r.numbers if digits not in r.opt_out_numbers)
    return "foreign_tap" not in wants and "foreign_tap" not in r.places and phones


ASKED = frozenset(
    {"pay", "data", "paper", "identity_paper", "answer", "code", "give", "bank_question"}
)  # what one of these needs
SIMPLE_WANTS = (("pay", _pay), ("data", _data), ("answer", _answer), ("code", _code))


@cache
def keyword_pattern() -> re.Pattern[str]:
    """The keywords of opt-outs, as words."""
    return re.compile(rf"(?<![^\W_]){alternation(lexicon().opt_out['keywords'])}(?![^\W_])")
