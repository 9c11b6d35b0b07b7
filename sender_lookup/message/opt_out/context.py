"""What stands around one keyword: a number, an address, a verb or a purpose makes it an opt-out, else it is a word.

>>> from ...country.loader import load_country
>>> from ...text.tokens import prepare
>>> from .reasons import Reasons
>>> text = prepare("Promo. STOP CLUB au 36 180")
>>> Place(text, load_country("FR"), 7, 11, Reasons([])).at_keyword()
OptOut(via=<Via.SMS: 'sms'>, keyword='STOP CLUB', to='36180', url=None, also=())
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from ...codes import CODE_KINDS, Kind, Via
from ...country.schema import Country
from ...model import OptOut
from ...sender.classify import classify_printed
from ...text.normalize import fold
from ...text.phrases import lexicon
from ...text.tokens import LIMIT, Text
from ..printed_numbers import digits_of
from .numbers import SHORTEST_PHONE, number_at
from .patterns import QUOTE, VERB, normal, vocabulary
from .reasons import Reason, Reasons

WINDOW = 60  # characters looked at before and after a keyword: an opt-out is printed in one breath
NOUN_REACH = 20  # of these, for "arret de bus "
ALONE_REACH = 16  # for ". SKYNEWSUK "
LAST_DIGIT = 22  # for the last digit of "36180 :   par ", "1515 escribiendo "
VERB_REACH = 40  # between a label and the word that a verb asks to send
WORD_REACH = 24  # between a label and a word without a verb
AFTER_REACH = 26  # between a keyword and what it is for
AT_THE_END = 25  # characters that may follow an opt-out that is the last thing said: a name, "18+"
LINK_REACH = 24
SHORTEST_CODE = 4  # digits of a number that needs no "to" before it
LONGEST_SERVICE = 4  # digits of "STOP CLUB 123"
UNKNOWN_CODE = range(4, 7)
VOICE_KINDS = {Kind.PREMIUM_NUMBER, Kind.TOLL_FREE, Kind.LANDLINE, Kind.SERVICE_NUMBER, Kind.VOIP}
ALONE = re.compile(r"(?:^|[.!?\n] ?)(?P<extra>[a-z0-9]{2,10} )$")
LABELLED = re.compile(r"[:?,>(\-] ?(?P<extra>[a-z0-9]{2,10} )$")
SECOND_WORD = re.compile(r" (?P<word>[a-z0-9+]{1,12})(?![^\W_])")
GLUED_PURPOSE = re.compile(r"2[a-z]{3,6}\b")
WORD_AND_CODE = re.compile(r" (?P<word>[a-z0-9+]{1,12})[ :]{1,3}(?P<number>\d)")
LETTER, DIGIT = re.compile(r"[a-z]"), re.compile(r"\d")
NEXT_SENTENCE = re.compile(r"[!?\n][^\W_]|\.[ \n](?!:)|[$€£]")
DIRECT = re.compile(r"(?:[ '][^\W_]+){0,3}[^\w.]{1,4}$")
# Right before a keyword that begins a clause all the same: "or", "else".
OR = re.compile(
    r"(?<![^\W_])(?:o|ou|or|oder|of|oppure|lub|albo|u|sinon|sonst|sino|senon|senao|altrimenti|anders|otherwise"
    r"|inaczej) $"
)
GENERAL_VERB = re.compile(r"(?<![^\W_])(?:sms|text|txt|msg)\W{1,3}$")  # a thing as well
ASIDE = re.compile(r"[^\W_].*[?!] ?[^\W_]")
LINK_WORDS = 2  # between a keyword that capitals do not set off and an address
AT_ONCE = re.compile(QUOTE)
BREAK = re.compile(r"[.,!?\n]|\d{3}")
AMOUNT = re.compile(r" ?(?:[€%$£]|eur\b|euros?\b)")


class Place:
    """One printing of a word that may be a keyword: where it stands, and what is around it.

    `reasons` are those of the message; `near` says which kinds of phrases begin not far before: only those are looked
    for.
    """

    def __init__(self, text: Text, country: Country, start: int, end: int, reasons: Reasons, near: int = VERB) -> None:
        self.text, self.country, self.start, self.end = text, country, start, end
        self.reasons, self.near = reasons, near
        self.folded = text.folded
        self.after = text.folded[end : end + WINDOW]
        letter, blank = text.folded[start - 2 : start - 1], text.folded[start - 1 : start]
        self.follows_word = blank == " " and (letter.isalnum() or letter in {"+", "_"})
        self.has_digit_after = DIGIT.search(self.after) is not None  # a number may follow
        self.printed = text.printed(start, end)
        # Capitals set the word off from the message.
        self.is_in_capitals = self.printed.isupper() and not text.raw[:LIMIT].isupper()

    # -- what is printed

    @cached_property
    def word(self) -> str:
        """The word in its plain form."""
        return normal(self.folded[self.start : self.end])

    @property
    def begins_clause(self) -> bool:
        """True where nothing but a sign, a line end or a web address stands right before."""
        before = self.folded[max(0, self.start - 2) : self.start]
        if not before.strip() or not before.rstrip(" ")[-1:].isalnum():
            return True
        last = self.start - (len(before) - len(before.rstrip(" "))) - 1
        return self.text.in_link(last) or OR.search(self.folded, max(0, self.start - 13), self.start) is not None

    @property
    def ends_message(self) -> bool:
        """True where only padding follows."""
        rest = len(self.folded) - self.end
        return rest < WINDOW and vocabulary().only_padding.match(self.after) is not None

    @cached_property
    def begin_and_verb(self) -> tuple[int, bool]:
        """Where the keyword really begins ("txt CLUB STOP", "! SKY OPT OUT"), and whether a verb stands before it."""
        p, folded, start, window = vocabulary(), self.folded, self.start, max(0, self.start - WINDOW)
        if self.near & VERB and (
            p.before_verb.search(folded, window, start)
            or (folded[start - 1 : start].isalpha() and p.glued_verb.search(folded, window, start))
        ):
            return start, True
        if not self.follows_word:
            return start, False
        if self.near & VERB:
            verb = p.before_verb_and_words.search(folded, window, start)
            if verb and self._belongs(verb.start("extra"), start):
                return verb.start("extra"), True
        alone = ALONE.search(folded, max(0, start - ALONE_REACH), start)
        labelled = alone or LABELLED.search(folded, max(0, start - ALONE_REACH), start)
        if (
            labelled
            and self._belongs(labelled.start("extra"), start)
            and (alone or self.reasons.before(labelled.start("extra"), WORD_REACH))
        ):
            return labelled.start("extra"), False
        return start, False

    def _belongs(self, start: int, end: int) -> bool:
        """Words before a keyword belong to it where they are printed as one with it, and say nothing else."""
        words = self.folded[start:end].split()
        known = vocabulary().labels_or_words
        return (
            is_printed_keyword(self.text, start, end)
            and words[-1] not in ("2", "to", "4", "o", "ou", "or", "oder", "ni")
            and normal(self.folded[start:end]) not in known
            and not any(w in known for w in words)
        )

    # -- what stands around

    @property
    def reason_before(self) -> Reason | None:
        """The label that the word answers."""
        return self.reasons.before(self.start, VERB_REACH)

    @property
    def follows_reason(self) -> bool:
        """True where a label stands right before, or a few words before a colon or a question mark."""
        r = self.reasons.before(self.start, WORD_REACH)
        return r is not None and DIRECT.match(self.folded, r.end, self.start) is not None

    @property
    def has_purpose(self) -> bool:
        """True where it says after the word what it is for."""
        if vocabulary().after_glued_purpose.match(self.after):
            return True
        r = self.reasons.after(self.end, AFTER_REACH)
        if r is None or normal(self.folded[r.start : r.end]) in vocabulary().alone:
            return False  # "cancelar el servicio: BAJA"
        return (self._is_at_once(r) and not r.label) or not BREAK.search(self.folded, self.end, r.start)

    def _is_at_once(self, reason: Reason) -> bool:
        return AT_ONCE.fullmatch(self.folded, self.end, reason.start) is not None

    def number(self) -> OptOut | None:
        """The opt-out by SMS, or by telephone, to the number printed after the word."""
        if not self.has_digit_after:
            return None
        p = vocabulary()
        begin, verb = self.begin_and_verb
        words = p.after_words_number.match(self.after)
        if (m := WORD_AND_CODE.match(self.after)) and self.is_in_capitals and self._is_second_word(m):
            found = self._to_number(begin, self.end + m.end("word"), m, direct=True)
            if found and is_code(found.to, self.country):
                return found  # "STOP CLUB 36180"
        if words and words["extra"].isdigit() and len(words["extra"]) <= LONGEST_SERVICE:
            return self._to_number(begin, self.end + words.end("extra"), words, direct=True)  # "STOP 123 au 36300"
        if m := p.after_number.match(self.after):
            return self._to_number(begin, self.end, m, direct=bool(m["to"]) or verb)
        if (
            words
            and not p.after_call.match(self.after)
            and not self.folded.startswith(self.folded[self.start : self.end], self.end + 1)
        ):
            stop = self.end + words.end("extra")
            single = " " not in words["extra"]
            belongs = is_printed_keyword(self.text, self.end + 1, stop) or (
                verb and single and not p.after_padding.match(self.after) and not p.no_more_of_it.match(self.after)
            )
            if belongs:
                return self._to_number(begin, stop, words, direct=True)
            if self.printed.isupper():  # "STOP tout simplement au 36180"
                return self._to_number(begin, self.end, words, direct=True)
        return None

    def _to_number(self, start: int, end: int, match: re.Match[str], *, direct: bool) -> OptOut | None:
        at = self.end + match.start("number")
        return to_number(self.text, self.country, self.text.printed(start, end), at, direct=direct)

    def number_before(self) -> str | None:
        """The digits of a code that stands right before the keyword ("36180 : STOP")."""
        if not DIGIT.search(self.folded, max(0, self.start - LAST_DIGIT), self.start):
            return None
        match = vocabulary().before_number.search(self.folded, max(0, self.start - WINDOW), self.start)
        digits = digits_of(match["number"]) if match else ""
        written_to = match is not None and match[0].rstrip()[-1:].isalpha()  # "1515 escribiendo BAJA"
        is_target = digits and (is_code(digits, self.country) or (written_to and len(digits) in UNKNOWN_CODE))
        return digits if is_target else None

    # -- what it comes to

    def at_keyword(self) -> OptOut | None:
        """The opt-out that a known keyword belongs to, or None where it is only a word."""
        p, folded = vocabulary(), self.folded
        if self.follows_word and p.before_noun.search(folded, max(0, self.start - NOUN_REACH), self.start):
            return None  # "rue du Stop, 38200 Vienne", "faire du stop": a thing, not an instruction
        if self._is_label_of_another():
            return None
        begin, verb = self.begin_and_verb
        if by_sms := self.number():
            return by_sms
        m = p.after_call.match(self.after) if self.has_digit_after else None
        if m and (called := number_at(folded, self.end + m.start("number"), self.country)):
            return OptOut(via=Via.CALL, to=called[0])
        answered = verb or p.in_reply.match(self.after)
        if not answered and (url := link_after(self.text, self.end, LINK_REACH)) and self._leads_to(url):
            return OptOut(via=Via.LINK, url=url)
        if before := self.number_before():
            return OptOut(via=Via.SMS, keyword=self.printed, to=before)
        if answered or self.follows_reason or self.has_purpose or self._says_enough():
            return OptOut(via=Via.REPLY, keyword=self.longer(begin))
        return self._with_second_word(begin)

    def _leads_to(self, url: str) -> bool:
        """True where no other sentence begins between the keyword and the address, and the keyword is no verb of one
        ("Stop by our shop on 12 May: ...")."""
        gap = self.after.partition(fold(url))[0]
        if ASIDE.search(gap):
            return False
        return self.is_in_capitals or (len(gap.split()) <= LINK_WORDS and not DIGIT.search(gap))

    def at_glued(self) -> OptOut | None:
        """The opt-out of a word that "stop" is part of ("Reply SHOPSTOP", "STOPSKY an 82111")."""
        _, verb = self.begin_and_verb
        to = vocabulary().after_number.match(self.after)
        if self.is_in_capitals and to and to["to"] and (by_sms := self.number()):
            return by_sms
        alone = self.is_in_capitals and self.begins_clause and self.word.startswith("stop")
        says_so = self.ends_message or self.has_purpose or vocabulary().after_sure_keyword.match(self.after)
        return OptOut(via=Via.REPLY, keyword=self.printed) if verb or (alone and says_so) else None

    def at_word(self) -> OptOut | None:
        """The opt-out that a word belongs to which is a keyword only beside something else that says so."""
        p, folded = vocabulary(), self.folded
        begin, verb = self.begin_and_verb
        own, off = self.word in p.own, self.word in p.off
        if self.word.isdigit():
            r = self.reasons.after(self.end, AFTER_REACH)
            asked = verb and r is not None and self._is_at_once(r)
            return OptOut(via=Via.REPLY, keyword=self.printed) if asked else None
        only_link = self.word in p.link_labels
        if (own or off or only_link) and self.begins_clause and (url := self._link_at_once()):
            return OptOut(via=Via.LINK, url=url)
        if only_link or self.folded[: self.start].rstrip()[-1:] == "=":
            return None  # "STOP = no más"
        in_reply = self.is_in_capitals or ((own or off) and self.begins_clause) or self._after_with()
        if verb and not self.is_in_capitals and GENERAL_VERB.search(folded, max(0, self.start - 8), self.start):
            verb = False  # "SMS abbestellen: ..."
        answered = verb or bool(in_reply and p.in_reply.match(self.after))
        number = self.number() if own or self.is_in_capitals or answered or self.follows_reason else None
        if number and number.via is Via.SMS:
            short = len((number.keyword or "").split()) <= len(self.word.split()) + 1  # no "OUT OF OFFICE"
            said = ((own or off) and short) or self.reason_before or self.reasons.after(self.end, VERB_REACH)
            if said and (self.is_in_capitals or is_code(number.to, self.country)):
                return number
        if self._is_explained(own, off, answered):
            return OptOut(via=Via.REPLY, keyword=self.longer(begin))
        return None

    def _is_explained(self, own: bool, off: bool, answered: bool) -> bool:
        """True where a reason stands beside the word, or the word is one itself."""
        asked = self.folded[self.start : self.end] + "?" in self.folded[max(0, self.start - 20) : self.start]
        equals = self.after.lstrip().startswith("=")
        if answered and (own or asked or self.reason_before or self.has_purpose):
            return True
        if off and vocabulary().after_glued_purpose.match(self.after):
            return True
        if self.follows_reason and self.ends_message:
            return True
        if not (self.is_in_capitals and self.begins_clause):
            return False
        return self.has_purpose or ((own or off) and equals)

    def _after_with(self) -> bool:
        """ "Mit Ende antworten"."""
        return vocabulary().before_with.search(self.folded, max(0, self.start - 12), self.start) is not None

    def _is_label_of_another(self) -> bool:
        """ "Opt out: text STOP", "Stop = STOP FIT au 8120": the keyword that follows is the one."""
        again = vocabulary().keyword_again.match(self.folded, self.end)
        if again is None:
            is_mail = (
                self.folded[self.end : self.end + 1] == "@" and not self.folded[self.end + 1 : self.end + 2].isdigit()
            )
            return is_mail or (not self.is_in_capitals and self.folded[: self.start].rstrip()[-1:] == "=")
        printed = self.text.printed(*again.span("k"))
        as_one = self.is_in_capitals and printed.isupper() and again.start("k") == self.end + 1
        if as_one and self.word != normal(again["k"]) and not self.word.startswith(("opt", "unsub")):
            return False  # "BAJA STOP al 217100"
        return printed.isupper() or not self.printed.isupper()

    def _says_enough(self) -> bool:
        """True for a keyword that can hardly mean anything else: at the end of the message, or with "= fini"."""
        if self.word not in vocabulary().alone:
            return False
        if self.ends_message:
            if self.is_in_capitals:
                return self.begins_clause or self.word.startswith("stop")
            return self.begins_clause and self.printed[:1].isupper() and "." not in self.after
        sign = vocabulary().after_sure_keyword.match(self.after)
        if sign is None:
            return self._is_last_thing()
        return self.begins_clause and (self.is_in_capitals or "=" in sign.group())

    def _is_last_thing(self) -> bool:
        """True for "... STOP. Linda"."""
        rest = self.folded[self.end :] if len(self.folded) - self.end <= AT_THE_END else "too long"
        if self.text.links and self.text.links[-1][0] > self.end:
            return False
        return self.is_in_capitals and self.begins_clause and rest[:1] in tuple(".)!|\n")

    def _with_second_word(self, begin: int) -> OptOut | None:
        """ "STOP CINE" at the end of a message, "STOP FIT pr arrêter"."""
        m = SECOND_WORD.match(self.after)
        if self.word not in vocabulary().alone or not self.is_in_capitals or not self.begins_clause or not m:
            return None
        end = self.end + m.end("word")
        if not self._is_second_word(m):
            return None
        whole = Place(self.text, self.country, self.start, end, self.reasons, self.near)
        after = vocabulary().after_sure_keyword.match(whole.after)
        if whole.ends_message or whole.has_purpose or after:
            return OptOut(via=Via.REPLY, keyword=self.text.printed(begin, end))
        return None

    def _is_second_word(self, m: re.Match[str]) -> bool:
        p = vocabulary()
        return (
            LETTER.search(m["word"]) is not None
            and is_printed_keyword(self.text, self.end + 1, self.end + m.end("word"))
            and not p.after_padding.match(self.after)
            and not p.no_more_of_it.match(self.after)
        )

    def longer(self, begin: int) -> str:
        """'END SPTV' and 'STOP LUNA': a second word in capitals belongs to the keyword, padding does not."""
        glued = GLUED_PURPOSE.match(self.after)
        end = self.end + glued.end() if glued else self.end
        is_whole = glued and self.text.printed(self.end, end).isupper() and self.reasons.after(end, 3)
        if is_whole and self.begin_and_verb[1]:
            return self.text.printed(begin, end)  # "Reply STOP2END to quit"
        m = SECOND_WORD.match(self.after)
        second = self.end + m.end("word") if m else self.end
        stands_out = self.is_in_capitals and m and self.text.printed(self.end + 1, second).isupper()
        if stands_out and m and self._is_second_word(m):
            rest = self.folded[second : second + WINDOW]
            third_in_capitals = SECOND_WORD.match(rest)
            if not (third_in_capitals and self.text.printed(second, second + third_in_capitals.end()).isupper()):
                return self.text.printed(begin, second)
        return self.text.printed(begin, self.end)

    def _link_at_once(self) -> str | None:
        """The address right after the word ("Ab: x.example/ab")."""
        for s, e in self.text.links[bisect_left(self.text.links, (self.end, 0)) :][:1]:
            if s <= self.end + 4 and self.folded[self.end : s].strip(" :>|=-") == "":
                return self.text.printed(s, e)
        return None


def is_printed_keyword(text: Text, start: int, end: int) -> bool:
    """Words beside a keyword belong to it where they are printed in capitals or in its quotes, and are not padding;
    a message without any capital cannot tell."""
    piece = text.printed(start, end).strip() if end > start else ""
    stands_out = (
        piece.upper() == piece or text.raw[:LIMIT].islower() or (start > 0 and text.folded[start - 1] in "\"'«“")
    )
    return stands_out and any(c.isalnum() for c in piece) and piece.lower() not in lexicon().opt_out["padding"]


def is_code(number: str | None, country: Country) -> bool:
    """True for a number of a few digits to which SMS are sent."""
    return classify_printed(number or "", country).kind in CODE_KINDS


def to_number(text: Text, country: Country, keyword: str, at: int, *, direct: bool) -> OptOut | None:
    """An SMS, or a call, to the number printed at that place; None where it can be no target. `direct`: a verb of
    sending or a "to" makes the number one to write to."""
    found = number_at(text.folded, at, country)
    if found is None or AMOUNT.match(text.folded, found[1]):
        return None
    number = found[0]
    kind = classify_printed(number, country).kind
    if kind in CODE_KINDS and (direct or len(number) >= SHORTEST_CODE):
        return OptOut(via=Via.SMS, keyword=keyword, to=number)
    if kind is Kind.UNREADABLE and direct and SHORTEST_CODE < len(number) < SHORTEST_PHONE:
        return OptOut(
            via=Via.SMS, keyword=keyword, to=number
        )  # a code of a form that the plan does not have, as printed
    if kind in (Kind.MOBILE, Kind.PLATFORM_NUMBER, Kind.FOREIGN) and len(number) > 8:
        return OptOut(via=Via.SMS, keyword=keyword, to=number)
    if kind in VOICE_KINDS and len(number) >= 8:
        by_sms = direct and (kind is not Kind.LANDLINE or country.advice.sms_opt_out_to_mobile)
        return OptOut(via=Via.SMS, keyword=keyword, to=number) if by_sms else OptOut(via=Via.CALL, to=number)
    if kind is Kind.SERVICE_NUMBER and direct:
        return OptOut(via=Via.SMS, keyword=keyword, to=number)
    if kind is Kind.UNREADABLE and direct and (len(number) in UNKNOWN_CODE or country.national is None):
        return OptOut(via=Via.SMS, keyword=keyword, to=number)  # that nobody has yet, or premium ones of odd lengths
    return None


def link_after(text: Text, end: int, window: int) -> str | None:
    """The web address that begins within `window` characters after `end`, in the same sentence."""
    for s, e in text.links[bisect_left(text.links, (end, 0)) :][:1]:
        if s <= end + window and not NEXT_SENTENCE.search(text.folded, end, s):
            return text.printed(s, e)
    return None
