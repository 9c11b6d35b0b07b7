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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from ..codes import CODE_KINDS, Kind, Via
from ..country.schema import Country
from ..memory import remembered
from ..model import OptOut, Sender
from ..sender.classify import classify_printed
from ..text.normalize import fold
from ..text.phrases import Places, alternation, lexicon
from ..text.tokens import WORD, Text, in_span
from .bodies import OPEN_TO_ALL, Body, bodies_of
from .links import host_of, is_bait, is_official, registered
from .printed_numbers import kind_of, numbers_in

NEAR = 60  # characters between an action and the number or address that it is about
THING_STATE = 60  # characters between "votre compte" and "bloqué"
THEMES = ("parcel", "fine", "toll", "card", "pension")  # texts about these speak for a body
TOPIC_OF_THEME = {"parcel": "delivery", "fine": "fine", "toll": "toll", "card": "bank", "pension": "pension"}
PAYS_OUT = frozenset({"tax", "benefits", "health", "pension", "training", "energy"})  # bodies with money for people
OF_THE_STATE = frozenset({"tax", "customs", "fine", "toll", "health", "pension", "benefits", "police", "court"})
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
    "pension", "contract",
})  # fmt: skip
OTHER_TOPICS = frozenset({"stop_confirmed", "survey"})
TALK = frozenset({"first_person", "familiar", "chatty", "parent", "family_trick"})
SIMPLE_MARKS = frozenset({
    "prize", "waiting", "bait", "new_number", "threat", "despair", "iban_new", "charity", "runs",
})  # fmt: skip
# A word to send to a number: "envoyez JEU au 83456", "text WIN to 81234".
INVITED = re.compile(
    r"(?=[0-9])(?<![\w.,])(?P<number>[2-9]\d{2,6}|\d{2} \d{3}|\d \d\d \d\d)(?![\w€$£%]|[.,:]\d| ?(?:€|eur))"
)
STOP_REACH = 11  # characters between "répondez" and the keyword
SHORT_NAME = 4  # letters of a name that is too short to be told from a beginning
OPENING = 45  # characters in which a firm names itself
HELP_REACH = 45  # characters between "pour toute question" and the number
CLOSE = 4  # characters between a number and the verb behind it
SENTENCE_END = re.compile(r"[.!?\n](?:\s|$)")
NEGATION = re.compile(
    r"(?<![^\W_])(?:ne|n|no|non|not|never|nunca|jamais|pas|nicht|niemals|niet|nooit|nao|mai|don t|don't|dont)[ ']"
    r"(?:[^\W_]{1,9} )?$"
)
# "au 01 87 ...", "securisez vos fonds au +44 ...": a number to which one is sent.
TO_NUMBER = re.compile(r"(?<![^\W_])(?:au|al|ao|on|at|unter|op)(?: (?:numero|number|num|n|no))?[\s:.]{1,3}$")
HANDLE = re.compile(r"(?<!\S)@\w{3,}")  # "Telegram : @someone"
AT_SHOP = re.compile(r"(?<![^\W_])chez $")


@dataclass(frozen=True, slots=True, kw_only=True)
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


@remembered
def _run_together(name: str) -> str:
    """'Luna Mode' -> 'lunamode'."""
    return "".join(c for c in fold(name) if c.isalnum())


class _Reader:
    """One reading; the parts of it ask each other for what they found."""

    def __init__(
        self,
        text: Text,
        signs: Places,
        conditions: Places,
        sender: Sender | None,
        opt_out: OptOut | None,
        country: Country,
    ) -> None:
        self.text, self.sender, self.country = text, sender, country
        self.signs, self.conditions = signs, conditions
        self.codes = conditions.keys()
        self.bodies = bodies_of(country.code)
        self.numbers = tuple(numbers_in(text)) if text.phones or text.masked else ()
        ways = (opt_out, *opt_out.also) if opt_out else ()
        self.opt_out_urls = {o.url for o in ways if o.url}
        self.opt_out_numbers = {o.to for o in ways if o.to}
        self.opt_out_links = any(o.via is Via.LINK for o in ways)
        self.places: dict[str, list[tuple[int, int]]] = {}
        name = sender.display if sender is not None and sender.kind is Kind.NAME else ""
        self.name = _run_together(name) if name else ""
        self.body = self._speaker(name)
        self.theme = None
        if not self.codes.isdisjoint(THEMES):
            self.theme = next(TOPIC_OF_THEME[theme] for theme in THEMES if theme in self.codes)
        self.speaks_for_a_body = self.body is not None or self.theme is not None
        self.own_words = self._own_words()
        self.links = [span for span in text.links if self._is_content(span)]
        self.is_talk = self._is_talk()

    def _speaker(self, name: str) -> Body | None:
        """The body in whose name it speaks. A firm that names itself in the text only mentions the others
        ("Intrum, mandaté par SFR")."""
        named = self.bodies.named(name) if name else None
        if named is not None:
            return named
        words = self.text.spelt
        if len(self.name) > 3 and self.name in "".join(words):
            return None
        return self.bodies.in_words(words)

    # --- the conditions -------------------------------------------------------------------------------------------

    def has(self, *codes: str) -> bool:
        """True where a phrase of one of these conditions stands in the text."""
        return not self.codes.isdisjoint(codes)

    def at(self, code: str) -> list[tuple[int, int]]:
        """Where its phrases stand."""
        return self.conditions.get(code, [])

    def asked(self, code: str) -> list[tuple[int, int]]:
        """Where something is asked for: "ne cliquez pas" asks for no click."""
        places = self.conditions.get(code)
        if not places:
            return []
        return [p for p in places if not NEGATION.search(self.text.folded, max(0, p[0] - 18), p[0])]

    def near(self, code: str, start: int, end: int, distance: int = NEAR) -> bool:
        """True where a phrase of the condition stands before that place in the same sentence, or right behind it."""
        folded = self.text.folded
        return any(
            (e <= start <= e + distance and not SENTENCE_END.search(folded, e, start))
            or (0 <= s - end <= CLOSE and "." not in folded[end:s])
            or s <= start < e
            for s, e in self.asked(code)
        )

    def note(self, what: str, places: Iterable[tuple[int, int]]) -> bool:
        """Keep the evidence of a fact; True, so that a condition can end with it."""
        self.places.setdefault(what, []).extend(places)
        return True

    # --- addresses and numbers ------------------------------------------------------------------------------------

    def _own_words(self) -> str:
        """The words before the first colon, run together: "Studio Lina : ..." names its writer."""
        head, colon, _ = self.text.folded[:60].partition(":")
        return "".join(filter(str.isalnum, head)) if colon and "http" not in head else ""

    def opening(self) -> str:
        """The first words, run together."""
        return "".join(w for w, start, _ in self.text.prose if start < OPENING)

    def _is_content(self, span: tuple[int, int]) -> bool:
        """False for an address that is a way out, or a shop where somebody paid ("chez FNAC.COM")."""
        shop = AT_SHOP.search(self.text.folded, max(0, span[0] - 8), span[0])
        return not shop and self.text.printed(*span) not in self.opt_out_urls

    def owns_host(self, host: str) -> bool:
        """True for an address of a known body or firm, and for one that bears the name of the firm that writes."""
        owner = self.bodies.owner_of_host(host)
        if owner is not None:
            return owner.topic not in OPEN_TO_ALL or owner is self.body
        if is_official(host) or _is_state(host, self.country):
            return True
        label = registered(host)
        parts, glued = label.split("-"), label.replace("-", "")
        names = [n for n in (self.name, self.own_words) if n]
        named = glued in names or any(len(glued) > SHORT_NAME and n.startswith(glued) for n in names)
        opening = self.opening()
        own = all(p in opening and p not in lexicon().known for p in parts)  # "Labo des Arceaux ... labo-arceaux"
        opens = len(glued) > SHORT_NAME and own
        return (named or opens) and self.body is None and not is_bait(host)

    def owns_phone(self, digits: str) -> bool:
        return self.bodies.owner_of_phone(digits) is not None

    # --- what is wanted -------------------------------------------------------------------------------------------

    def tap(self) -> frozenset[str]:
        """`tap`; with it `lost` where the address was lost in copying, `foreign_tap` where it leads elsewhere."""
        asked = self.asked("tap")
        links = self.links
        if not links:
            if not asked or self.text.links or self.opt_out_links:
                return frozenset()
            self.note("lost", asked)
            return frozenset({"tap", "lost", "foreign_tap"})
        foreign = [span for span in links if not self.owns_host(host_of(self.text.folded[slice(*span)]))]
        if not foreign:
            return frozenset({"tap"})
        self.note("foreign_tap", foreign)
        if not self.speaks_for_a_body and self.is_optional(foreign):
            return frozenset()
        return frozenset({"tap", "foreign_tap"})

    def is_optional(self, places: list[tuple[int, int]]) -> bool:
        """True where all that is offered is to move, cancel, confirm or track one's own appointment or parcel."""
        return self.has("own_thing") and all(self.near("change", s, e, 90) for s, e in places)

    def call(self) -> frozenset[str]:
        """`call`, and `foreign_call` where the number is not the body's; `dear` where it is surcharged."""
        found: set[str] = set()
        not_you = self.has("not_you")
        for start, end, digits in self.numbers:
            if digits in self.opt_out_numbers:
                continue
            asked = self.near("call", start, end) or TO_NUMBER.search(self.text.folded, max(0, start - 14), start)
            dear = kind_of(digits, self.country) is Kind.PREMIUM_NUMBER and not self.owns_phone(digits)
            if dear and (asked or self.has("bait", "prize", "waiting", "alarm")):
                self.note("dear", [(start, end)])
                found |= {"call", "dear", "foreign_call"}
                continue
            optional = not not_you and (self.is_help_line(start) or self.is_optional([(start, end)]))
            if (asked or not_you) and not optional:
                self.note("call", [(start, end)])
                found |= {"call"} if self.owns_phone(digits) else {"call", "foreign_call"}
        caller = self.sender is not None and self.sender.kind is Kind.PREMIUM_NUMBER  # it is itself the dear number
        if caller and self.asked("call") and self.note("dear", self.asked("call")):
            found |= {"call", "dear", "foreign_call"}  # "rappelez ce numéro"
        return frozenset(found)

    def is_help_line(self, start: int) -> bool:
        """ "Besoin d'aide ? Appelez le ...": the help comes first; "rappelez le secrétariat au ..." wants a call."""
        helps = [s for s, e in self.asked("help") if e <= start <= e + HELP_REACH]
        calls = [s for s, e in self.asked("call") if e <= start <= e + NEAR]
        return bool(helps) and (not calls or min(helps) < max(calls))

    def pay(self) -> bool:
        asked = self.asked("pay")
        return bool(asked) and self.note("pay", asked)

    def data(self) -> bool:
        """Data to enter: where there is a way to do so that is not one's own app or site."""
        asked = self.asked("data")
        inside = "own_channel" in self.signs and not self.links and not self.asked("tap")
        return bool(asked) and not inside and self.note("data", asked)

    def code(self) -> bool:
        """A code to pass on; to show one to the courier or at the counter is what it is for."""
        asked = self.asked("code") or (self.asked("give") if "code_word" in self.signs else [])
        shown = self.at("courier")
        asked = [p for p in asked if not any(0 <= s - p[1] < NEAR for s, _ in shown)]
        return bool(asked) and self.note("code", asked)

    def answer(self) -> bool:
        asked = self.asked("answer")
        stops = self.stops() if asked else []
        asked = [
            p
            for p in asked
            if (at := bisect_left(stops, p[1] - STOP_REACH)) == len(stops) or stops[at] > p[1] + STOP_REACH
        ]
        if not asked or "survey" in self.signs or (self.has("change") and self.has("reminder", "order", "appointment")):
            return False
        return self.note("answer", asked)

    def stops(self) -> list[int]:
        """Where keywords of opt-outs begin: "répondez STOP" asks for nothing."""
        return [m.start() for m in keyword_pattern().finditer(self.text.folded)]

    # --- marks ------------------------------------------------------------------------------------------------------

    def alarm(self) -> bool:
        if self.has("alarm", "not_you"):
            return self.note("alarm", [*self.at("alarm"), *self.at("not_you")])
        if self.body is not None and self.body.topic in PAYS_OUT and self.has("right"):
            return self.note("alarm", self.at("right"))
        for s, e in self.at("thing"):
            for s2, e2 in self.at("state"):
                if s2 < e + THING_STATE and s < e2 + THING_STATE:
                    return self.note("alarm", [(min(s, s2), max(e, e2))])
        amounts = self.signs.get("amount", [])
        for s, e in self.at("money"):
            if any(s2 < e + THING_STATE and s < e2 + THING_STATE for s2, e2 in amounts):
                return self.note("alarm", [(s, e)])
        return False

    def marks(self) -> frozenset[str]:
        found = self.codes & SIMPLE_MARKS
        for code in found:
            self.note(code, self.at(code))
        if self.alarm():
            found.add("alarm")
        if self.text.ibans and self.note("iban", self.text.ibans):
            found.add("iban")
        if not CUED.isdisjoint(self.signs):
            found |= self.cued_marks()
        if self.is_canvass() and self.note("political", [*self.at("vote"), *self.at("political")]):
            found.add("political")
        if self.is_reminder():
            found.add("reminder")
        if self.has("job") and len(self.at("job")) > 1:
            found.add("offer_of_work")
        if self.is_talk:
            found.add("person")
        if self.name or self.links or self.own_words:
            found.add("firm")
        if self.has_payment_reference():
            found.add("payment_reference")
        if self.invites():
            found.add("invites")
        return frozenset(found)

    def cued_marks(self) -> set[str]:
        """The marks that some signs are by themselves."""
        found = {mark for cue, mark in MARK_OF_CUE.items() if cue in self.signs}
        if "app" in found and (self.text.phones or self.links or HANDLE.search(self.text.folded)):
            found.add("new_account")
        return found if TRICKS.isdisjoint(self.signs) else found | {"trick"}

    def is_reminder(self) -> bool:
        """ "Votre rendez-vous ... demain", or "Rappel" with a day and an hour."""
        if not self.has("reminder", "recall"):
            return False
        when = {"clock", "day", "event"} & self.signs.keys()
        return (self.has("reminder") and bool(when)) or (self.has("recall") and "clock" in when and len(when) > 1)

    def is_canvass(self) -> bool:
        """True where a party or a candidate speaks: it asks for a vote, to many."""
        if not self.has("vote", "political"):
            return False
        to_many = self.sender is None or self.sender.kind in CODE_KINDS or self.sender.kind is Kind.NAME
        asks = self.has("vote") and (to_many or not self.is_talk)
        return asks or (len(self.at("political")) > 1 and not self.is_talk)

    def _is_talk(self) -> bool:
        """True where it reads as written by a person, not in the name of a body or a firm."""
        talk = len(TALK & self.signs.keys())
        if not talk or self.links or (self.sender is not None and self.sender.kind in CODE_KINDS):
            return False
        named = self.name and self.body is not None
        firm = "opt_out" in self.signs or "offer" in self.signs or "percent" in self.signs
        return not named and not firm and (talk > 1 or "formal" not in self.signs)

    def has_payment_reference(self) -> bool:
        pattern = self.country.advice.payment_reference
        match = reference_pattern(pattern).search(self.text.folded) if pattern else None
        return match is not None and self.note("payment_reference", [match.span()])

    def invites(self) -> bool:
        """True where it invites to send a word to a number that costs, or may: a game, a contact, a service."""
        found: list[tuple[int, int]] = []
        if sending_words().isdisjoint(self.text.there):
            return False
        for m in INVITED.finditer(self.text.folded):
            digits = "".join(c for c in m["number"] if c.isdigit())
            if digits in self.opt_out_numbers or self.text.in_link(m.start()) or in_span(self.text.phones, m.start()):
                continue
            before = self.text.folded[max(0, m.start() - 40) : m.start()]
            sender = classify_printed(digits, self.country)
            costs = sender.kind is Kind.PREMIUM_SHORT_CODE or (sender.kind is Kind.SHORT_CODE and self.may_cost(digits))
            if costs and sending_pattern().search(before):
                found.append(m.span())
        return bool(found) and self.note("invites", found)

    def may_cost(self, digits: str) -> bool:
        """A code whose digits do not tell its price counts as dear where a game, a contact or a service is offered."""
        family = self.country.family(classify_printed(digits, self.country).family)
        return family.pattern is None and self.has("paid_play") and not self.country.advice.default_keyword

    def proven(self, wants: frozenset[str]) -> bool:
        """True where every printed address and number belongs to the body or the sender, and there is one."""
        if not self.links and not self.numbers:
            return False
        phones = all(self.owns_phone(digits) for _, _, digits in self.numbers if digits not in self.opt_out_numbers)
        return "foreign_tap" not in wants and "foreign_tap" not in self.places and phones

    def topic(self) -> str | None:
        """What it is about (open list); the most telling first."""
        if self.body is None and self.codes.isdisjoint(TOPICAL) and OTHER_TOPICS.isdisjoint(self.signs):
            return None
        if self.has("alert"):
            return "alert"
        if "stop_confirmed" in self.signs:
            return "stop_confirmed"
        if self.has("account_change") and not self.has("own_thing"):
            return "account_change"
        if self.body is not None and self.body.topic not in ("platform", "court"):
            return self.body.topic
        for code in ("debt", "fine", "toll"):
            if self.has(code):
                return code
        if self.has("card"):
            return "bank"
        for topic, codes in (
            ("school", ("school",)), ("delivery", ("parcel", "order")), ("appointment", ("appointment",)),
            ("work", ("work",)), ("pension", ("pension",)), ("contract", ("contract",)),
        ):  # fmt: skip
            if self.has(*codes):
                return topic
        return "survey" if "survey" in self.signs else None


def _is_state(host: str, country: Country) -> bool:
    """True for an ending that is open to the State alone (`gouv.fr`), as the country file names it."""
    return any(host == ending or host.endswith(f".{ending}") for ending in country.advice.state_domains)


@cache
def reference_pattern(pattern: str) -> re.Pattern[str]:
    """The country file's pattern of a payment reference that fraud uses."""
    return re.compile(pattern)


@cache
def keyword_pattern() -> re.Pattern[str]:
    """The keywords of opt-outs, as words."""
    return re.compile(rf"(?<![^\W_]){alternation(lexicon().opt_out['keywords'])}(?![^\W_])")


@cache
def sending_pattern() -> re.Pattern[str]:
    """Right before a number: a verb of sending, a word, and "to"."""
    words = lexicon().opt_out
    verb, to = alternation((*words["send_verbs"], *words["reply_verbs"])), alternation(words["to"])
    return re.compile(
        rf"(?<![^\W_]){verb}(?![^\W_])[^.!?\n]{{0,30}}(?<![^\W_]){to}(?: (?:no|n|num|numero|number))?[\s:.°]*$"
    )


@cache
def sending_words() -> frozenset[str]:
    """The first words of the verbs of sending."""
    verbs = (*lexicon().opt_out["send_verbs"], *lexicon().opt_out["reply_verbs"])
    return frozenset(WORD.findall(verb)[0] for verb in verbs)


def read_demands(
    text: Text, signs: Places, conditions: Places, sender: Sender | None, opt_out: OptOut | None, country: Country
) -> Demands:
    """What the message wants and how it alarms, by its signs (`signals`) and the conditions that its phrases show
    (`lexicon.find_cues`)."""
    r = _Reader(text, signs, conditions, sender, opt_out, country)
    wants = r.tap() | r.call()
    wants |= {code for code, ask in (("pay", r.pay), ("data", r.data), ("answer", r.answer)) if ask()}
    if r.code():
        wants |= {"code"}
    return Demands(
        wants=wants, marks=r.marks(), body=r.body, theme=r.theme, topic=r.topic(), proven=r.proven(wants),
        places=r.places,
    )  # fmt: skip
