"""One message, ready to be asked what it wants and how it alarms: where which phrase stands, in whose name it speaks,
and which addresses and numbers are that body's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from ..codes import CODE_KINDS, Kind, Via
from ..country.schema import Country
from ..memory import remembered
from ..model import OptOut, Sender
from ..text.normalize import fold
from ..text.phrases import Places, lexicon
from ..text.tokens import Text
from .bodies import OPEN_TO_ALL, Body, bodies_of
from .links import host_of, is_bait, is_of_the_state, is_official, registered
from .printed_numbers import local_numbers, numbers_in

NEAR = 60  # characters between an action and the number or address that it is about
THEMES = ("parcel", "fine", "toll", "card", "pension")  # texts about these speak for a body
TOPIC_OF_THEME = {"parcel": "delivery", "fine": "fine", "toll": "toll", "card": "bank", "pension": "pension"}
ALARMS = frozenset({"alarm", "not_you"})
FORMULAS = ("not_you", "bank_question", "opinion", "thanked")
TALK = frozenset({"first_person", "familiar", "chatty", "parent", "family_trick"})
SHORT_NAME = 4  # letters of a name that is too short to be told from a beginning
OPENING = 45  # characters in which a firm names itself
CLOSE = 4  # characters between a number and the verb behind it
NAME_WORDS = 5  # words of the longest name of a body
SENTENCE_END = re.compile(r"[.!?\n](?:\s|$)")
NEGATION = re.compile(
    r"(?<![^\W_])(?:(?:ne|n|no|non|not|never|nunca|jamais|pas|nicht|niemals|niet|nooit|nao|nie|mai|don t|don't|dont)"
    r"[ '](?:[^\W_]{1,9} )?"
    r"|(?:no need|inutile|pas besoin|no hace falta|no es necesario|nao precisa|nao e preciso|nao e necessario"
    r"|non e necessario|non e necesario|non fai falta|non occorre|hoeft niet|nie ma potrzeby) (?:to |de |d'|di |te )?)$"
)
NEGATION_REACH = 24  # characters of "nao e necessario de "
# "Se ha effettuato lei il pagamento": what would be a question says when the rest holds.
IF_BEFORE = re.compile(r"(?<![^\W_])(?:se|si|if|wenn|falls|als|indien|caso|jesli) $")
IF_REACH = 8  # characters of the longest of them
# "Nobody from the bank will collect your card", in one breath; "le 3 mai" and "une personne" deny nothing.
NOBODY = re.compile(
    r"(?<![^\W_])(?:(?:never|nobody|no one|jamais|personne ne|nunca|nadie|ninguem|nessuno|non [^\W_]+ mai|niemand"
    r"|niemals|nie|nooit|nikt|nigdy)(?![^\W_])[^.!?,;:\n]*"
    r"|(?:do not|don't|don t|ne|non|nao|niet|nicht) (?:[^\W_]{1,9} )?)$"
)
NOBODY_REACH = 45
# "Tell nobody that our courier ..." is what the false adviser says.
KEPT_SECRET = re.compile(r"(?<![^\W_])(?:tell|say|talk|di[stcg]|parl|fal|habl|sag|sprech|vertel|zeg|praat|mow|powiedz)")
AT_SHOP = re.compile(r"(?<![^\W_])chez $")
# "Achat 64,90EUR VELOSHOP.FR ... code 551204": where the code is for, no address to open.
PAID_AT = re.compile(
    r"\d ?(?:€|£|eur|euros?|gbp|usd|chf|zl|pln) (?:(?:chez|sur|at|on|bei|en|na|su|w|bij|op|em|presso) )?$"
)


@remembered
def _run_together(name: str) -> str:
    """'Luna Mode' -> 'lunamode'."""
    return "".join(filter(str.isalnum, fold(name)))


def head_of(text: Text) -> str:
    """What stands before the first colon, where whoever writes names himself."""
    head, colon, _ = text.folded[:60].partition(":")
    return head if colon and "http" not in head else ""


def is_of_nobody(folded: str, start: int) -> bool:
    """True for what is said to be done by nobody, or never."""
    reach = max(0, start - NOBODY_REACH)
    return NOBODY.search(folded, reach, start) is not None and not KEPT_SECRET.search(folded, reach, start)


def without_denied(text: Text, signs: Places, conditions: Places) -> Places:
    """The signs without the false adviser who, a bank says, never comes for one's card."""
    told = signs.get("fake_adviser", [])
    denied = [p for p in conditions.get("handover", ()) if is_of_nobody(text.folded, p[0])] if told else []
    if not denied:
        return signs
    kept = [(s, e) for s, e in told if not any(s < end and at < e for at, end in denied)]
    others = {code: places for code, places in signs.items() if code != "fake_adviser"}
    return {**others, "fake_adviser": kept} if kept else others


class Reading:
    """What is known of the message before anything is asked; `places` gathers the evidence of each answer."""

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
        if not ALARMS.isdisjoint(self.codes) and text.figures:  # a notice's "Tel. 247 82000" is only named
            self.numbers += tuple(local_numbers(text, country))
        ways = (opt_out, *opt_out.also) if opt_out else ()
        self.opt_out_urls = {o.url for o in ways if o.url}
        self.opt_out_numbers = {o.to for o in ways if o.to}
        self.opt_out_links = Via.LINK in [o.via for o in ways]
        self.places: dict[str, list[tuple[int, int]]] = {}
        name = sender.display if sender is not None and sender.kind is Kind.NAME else ""
        self.name = _run_together(name) if name else ""
        self.spoken = {_run_together(n.replace("&", " and ")) for n in (name, head_of(text)) if "&" in n}
        self.body = self._speaker(name)
        self.theme = None
        if not self.codes.isdisjoint(THEMES):
            self.theme = next(TOPIC_OF_THEME[theme] for theme in THEMES if theme in self.codes)
        elif "cut" in self.codes and self.asked("pay"):
            self.theme = "energy"  # "your power is cut today, pay": planned works ask for nothing
        elif "arrest_warrant" in self.codes:
            self.theme = "court"
        elif "aid" in self.codes:
            self.theme = "aid"
        elif "amount" in signs and self.questions():
            self.theme = "bank"
        self.speaks_for_a_body = self.body is not None or self.theme is not None
        self.own_words = self._own_words()
        self.links = [span for span in text.links if self._is_content(span)]
        self.hosts = [host_of(text.folded[start:end]) for start, end in self.links]
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
        return self.bodies.in_words(words, self.text.there)

    def _is_talk(self) -> bool:
        """True where it reads as written by a person, not in the name of a body or a firm."""
        talk = sum(self._says(sign) for sign in TALK & self.signs.keys())
        if (
            not talk
            or self.links
            or self.theme == "court"
            or (self.sender is not None and self.sender.kind in CODE_KINDS)
        ):
            return False
        named = self.name and (self.body is not None or self.own_words == self.name)  # "Hostplus: ..." from Hostplus
        # Among friends a present is no offer.
        firm = "opt_out" in self.signs or "percent" in self.signs
        firm = firm or ("offer" in self.signs and "very_chatty" not in self.signs)
        return not named and not firm and not self._introduces_itself() and (talk > 1 or "formal" not in self.signs)

    def _introduces_itself(self) -> bool:
        """ "This is the ATO, there is a warrant for ur arrest": in a body's name, however it spells."""
        places = self.at("introduces") if self.body is not None else []
        begins = [bisect_left(self.text.starts, end) for _, end in places]
        return any(self.bodies.begins_with_name(self.text.spelt[at : at + NAME_WORDS]) for at in begins)

    def _says(self, sign: str) -> bool:
        """True where it stands outside of what firms write as well: "if this was not you", "did you attempt"."""
        formulas = [p for code in FORMULAS for p in self.at(code)] if "code_digits" not in self.signs else []
        return not formulas or any(not any(s <= p[0] < e for s, e in formulas) for p in self.signs[sign])

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
        return [p for p in places if not NEGATION.search(self.text.folded, max(0, p[0] - NEGATION_REACH), p[0])]

    def questions(self) -> list[tuple[int, int]]:
        """Where a bank asks whether it was its customer: "se non ha effettuato lei il pagamento" asks nothing."""
        folded = self.text.folded
        asked = self.asked("bank_question")
        return [p for p in asked if not IF_BEFORE.search(folded, max(0, p[0] - IF_REACH), p[0])]

    def within(self, code: str, *formulas: str) -> list[tuple[int, int]]:
        """Those of its phrases that lie in a phrase of one of these conditions."""
        whole = [place for formula in formulas for place in self.at(formula)]
        return [p for p in self.at(code) if any(s <= p[0] and p[1] <= e for s, e in whole)] if whole else []

    def near(self, code: str, start: int, end: int, distance: int = NEAR, ends: re.Pattern[str] = SENTENCE_END) -> bool:
        """True where a phrase of the condition stands before that place in the same sentence, or right behind it."""
        folded = self.text.folded
        return any(
            (e <= start <= e + distance and not ends.search(folded, e, start))
            or (end <= s <= end + CLOSE and "." not in folded[end:s])
            or s <= start < e
            for s, e in self.asked(code)
        )

    def follows(self, sign: str, start: int, distance: int = 24) -> bool:
        """True where that place comes soon after the sign, in the same sentence."""
        folded = self.text.folded
        return any(
            e <= start <= e + distance and not SENTENCE_END.search(folded, e, start)
            for _, e in self.signs.get(sign, ())
        )

    def note(self, what: str, places: Iterable[tuple[int, int]]) -> bool:
        """Keep the evidence of a fact; True, so that a condition can end with it."""
        self.places.setdefault(what, []).extend(places)
        return True

    # --- addresses and numbers ------------------------------------------------------------------------------------

    def _own_words(self) -> str:
        """The words before the first colon, run together: "Studio Lina : ..." names its writer."""
        return "".join(filter(str.isalnum, head_of(self.text)))

    def opening(self) -> str:
        """The first words, run together."""
        return "".join(w for w, start, _ in self.text.prose if start < OPENING)

    def _is_content(self, span: tuple[int, int]) -> bool:
        """False for an address that is a way out, or a shop where somebody paid ("chez FNAC.COM")."""
        shop = AT_SHOP.search(self.text.folded, max(0, span[0] - 8), span[0])
        if shop is None and "code_digits" in self.signs and "/" not in self.text.folded[slice(*span)]:
            shop = PAID_AT.search(self.text.folded, max(0, span[0] - 20), span[0])
        return not shop and self.text.printed(*span) not in self.opt_out_urls

    def owns_host(self, host: str) -> bool:
        """True for an address of a known body or firm, and for one that bears the name of the firm that writes."""
        owner = self.bodies.owner_of_host(host)
        if owner is not None:
            return owner.topic not in OPEN_TO_ALL or owner is self.body
        if is_official(host) or is_of_the_state(host, self.country):
            return True
        label = registered(host)
        parts, glued = label.split("-"), label.replace("-", "")
        names = [n for n in (self.name, self.own_words, *self.spoken) if n]
        named = glued in names or any(len(glued) > SHORT_NAME and n.startswith(glued) for n in names)
        opening = self.opening()
        own = all(p in opening and p not in lexicon().known for p in parts)  # "Labo des Arceaux ... labo-arceaux"
        opens = len(glued) > SHORT_NAME and own
        return (named or opens) and self.body is None and not is_bait(host)

    def owns_phone(self, digits: str) -> bool:
        return self.bodies.owner_of_phone(digits) is not None
