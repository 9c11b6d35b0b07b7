"""Every combination that the rules of a country distinguish, and the shortest conditions that do it for their outcomes.

The combinations come from the country's own data: a sender of each family, or none; no message, or one of each purpose
with each printed way out; a sender that one knows or not. `advise` answers each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import combinations, product

from sender_lookup.advice.case import OWN_NUMBER, Case
from sender_lookup.advice.rules import RULES, advise
from sender_lookup.codes import MAY_COST, Kind, Purpose, Verdict, Via
from sender_lookup.country.schema import Country
from sender_lookup.message.bodies import bodies_of
from sender_lookup.model import Evidence, Message, OptOut, Request, Sender, Signal, Step
from sender_lookup.sender.classify import classify, classify_printed

from ..examples.situations import example_of

WRITTEN_TO = {
    Kind.LANDLINE: Via.CALL, Kind.SHORT_CODE: Via.SMS, Kind.PREMIUM_SHORT_CODE: Via.SMS, Kind.MOBILE: Via.SMS,
    Kind.SERVICE_NUMBER: Via.SMS,
}  # fmt: skip
MUCH = 6  # a condition of more facts than this is taken in two steps
Key = tuple[str, str]  # verdict and first step
Fact = tuple[str, str]  # what a combination has: ("sender", family), ("knows", ...), ("via", printed way out)
Facts = frozenset[Fact]
Condition = tuple[Facts, ...]  # any of these sets of facts; empty: what is left


@dataclass(frozen=True)
class Reached:
    """A combination with the rule that answered it, its verdict and its first step."""

    case: Case
    rule: str
    verdict: Verdict
    first: Step

    @property
    def key(self) -> Key:
        """What it comes to. What is said by topic, in many words, is one outcome."""
        return self.verdict.value, first_of(self.first)

    @property
    def via(self) -> str:
        """The printed way out, "none" where nothing is printed, "no_message" without a message."""
        opt_out = self.case.opt_out
        if opt_out is None:
            return "none" if self.case.message else "no_message"
        if opt_out.via is Via.SMS and opt_out.to and self.case.mobile_code:
            return "sms_mobile"
        if opt_out.to and self.case.is_neighbours(classify_printed(opt_out.to, self.case.country)):
            return "sms_neighbour"
        if opt_out.via is Via.SMS and opt_out.to and not (self.case.free_code or self.case.premium_code):
            return "sms_voice"
        if self.case.free_code and MAY_COST in classify_printed(self.case.free_code.to or "", self.case.country).notes:
            return "sms_may_cost"
        if self.case.premium_code and opt_out.to:
            answers = self.case.country.family(classify_printed(opt_out.to, self.case.country).family).replyable
            return "sms_premium" if answers else "sms_no_stop"
        return opt_out.via.value

    @cached_property
    def facts(self) -> Facts:
        """What tells this combination from the others."""
        family, knows = self.case.family, str(self.case.request.knows_sender)
        sender = {("sender", family.id), ("kind", family.kind)} if family else {("sender", "none")}
        return frozenset({*sender, ("knows", knows), ("via", self.via), ("says", self.says)})

    @property
    def says(self) -> str:
        """What a message says beside its purpose and its way out, where the rules ask about that."""
        m = self.case.message
        if m is None:
            return "nothing"
        if "rcs_button" in {s.code for s in m.signals}:
            return "button"
        if self.case.is_marketing:
            return "doubtful" if m.unsure else "advert"
        said = m.wants | m.marks
        return next((name for name, facts in SAID.items() if facts <= said), "plain")


def first_of(step: Step) -> str:
    """`action` or `action.situation`, as a line names its first step."""
    situation = None if step.action in BY_TOPIC else step.situation
    return ".".join(filter(None, (step.action, situation)))


def _opt_outs(country: Country, word: str) -> Iterator[OptOut | None]:
    """No way out, and one of each way; a word goes to a short code of every family of the country."""
    yield None
    yield OptOut(via=Via.REPLY, keyword=word)
    yield OptOut(via=Via.LINK)
    yield OptOut(via=Via.POST)
    for kind, via in WRITTEN_TO.items():
        for number in (example_of(f, country.code) for f in country.families if f.kind == kind):
            if number:
                yield OptOut(via=via, keyword=word if via is Via.SMS else None, to=re.sub(r"\D", "", number))


def _messages(country: Country, word: str) -> Iterator[Message | None]:
    yield None
    for purpose, opt_out in product((p for p in Purpose if p is not Purpose.SCAM), _opt_outs(country, word)):
        for unsure in (False, True) if purpose is Purpose.MARKETING else (False,):
            yield Message(purpose=purpose, opt_out=opt_out, unsure=unsure)
    yield Message(purpose=Purpose.TRANSACTIONAL, wants=frozenset({"tap", "foreign_tap"}), proven=False)
    yield from _dangers(country)


def _dangers(country: Country) -> Iterator[Message]:
    """One message for each thing that the rules on danger ask about."""
    for wants in (frozenset({"call", "foreign_call"}), frozenset({"tap", "foreign_tap"}), frozenset({"answer"})):
        yield Message(purpose=Purpose.SCAM, fraud="sure_reader", wants=wants)
    for wants, mark in product(
        (frozenset[str](), frozenset({"answer"})), ("new_number", "threat", "despair", "iban_new")
    ):
        yield Message(purpose=Purpose.PERSONAL, wants=wants, marks=frozenset({mark}))
    for body in (True, False):
        yield Message(
            purpose=Purpose.SCAM, unsure=True, speaks_for_a_body=body, marks=frozenset({"body"} if body else ())
        )
    yield Message(purpose=Purpose.TRANSACTIONAL, wants=frozenset({"call", "foreign_call"}))
    paid = next((example_of(f, country.code) for f in country.families if f.kind == Kind.PREMIUM_SHORT_CODE), "")
    if paid:
        invited = Signal(code=INVITES, evidence=(Evidence(0, len(paid), paid),))
        yield Message(purpose=Purpose.PREMIUM_TRAP, marks=frozenset({"invites"}), signals=(invited,))
    yield Message(purpose=Purpose.MARKETING, opt_out=OptOut(via=Via.REPLY), signals=(Signal(code="rcs_button"),))
    yield Message(purpose=Purpose.MARKETING, signals=(Signal(code="email_opt_out"),))


INVITES = "invites_to_paid_code"
BY_TOPIC = ("nothing", "verify_yourself")  # steps with words of their own for each topic
# What a message says -> what it wants and bears, the most telling first.
SAID: Mapping[str, frozenset[str]] = {
    "new_iban": frozenset({"iban_new"}), "asks": frozenset({"new_number", "answer"}), "call": frozenset({"call"}),
    "tap": frozenset({"tap"}), "answer": frozenset({"answer"}), "body": frozenset({"body"}),
}  # fmt: skip


def every_case(country: Country, word: str, as_of: date) -> Iterator[Case]:
    """Every request that the country's data distinguish; printed ways out that are written to name `word`."""
    senders = [
        None,
        *(classify(e, country) for f in country.families if (e := example_of(f, country.code))),
        *_forged(country),
    ]
    for sender, message, knows in product(senders, _messages(country, word), (None, True, False)):
        if sender is not None or message is not None:
            yield Case(Request(as_of=as_of, country=country.code, knows_sender=knows), sender, message, country)


def _forged(country: Country) -> Iterator[Sender]:
    """A name that fraud imitates, a line that helps by text, and the person's own number as the sender."""
    yield from (classify(number, country) for number in country.advice.help_lines[:1])
    name = next((n for b in bodies_of(country.code).all for n in b.names), "")
    if name:
        yield classify(name.upper(), country)
    for sender in (classify(example_of(f, country.code), country) for f in country.families if f.kind == Kind.MOBILE):
        yield sender._replace(notes=(*sender.notes, OWN_NUMBER))


@cache
def reached(country: Country, word: str, as_of: date) -> Mapping[str, tuple[Reached, ...]]:
    """Rule -> the combinations that it answers, in the order in which rules are tried."""
    found: dict[str, list[Reached]] = {name: [] for name, *_ in RULES}
    for case in every_case(country, word, as_of):
        advice = advise(case)
        found[advice.rule].append(Reached(case, advice.rule, advice.verdict, advice.steps[0]))
    return {rule: tuple(cases) for rule, cases in found.items() if cases}


def grouped(cases: Iterable[Reached]) -> dict[Key, list[Reached]]:
    """Verdict and first step -> the cases that come to them."""
    groups: dict[Key, list[Reached]] = {}
    for case in cases:
        groups.setdefault(case.key, []).append(case)
    return groups


# --- which outcome, when ----------------------------------------------------------------------------------------------


def distinguish(groups: Mapping[Key, list[Reached]]) -> list[tuple[Key, Condition]]:
    """The outcomes of a rule as a list to go down: each with its condition, the last with what is left.

    An outcome is listed twice where only a part of its cases can be distinguished at once.
    """
    left = {key: list(dict.fromkeys(c.facts for c in group)) for key, group in groups.items()}
    found: list[tuple[Key, Condition]] = []
    while len(left) > 1:
        known = {key: _telling(group, _rest(left, key)) for key, group in left.items()}
        ready = {key: condition for key, condition in known.items() if 0 < _cost(condition) <= MUCH}
        key = min(ready, key=lambda k: _cost(ready[k])) if ready else _part(left)
        condition = ready[key] if ready else _only(left[key], _rest(left, key))
        found.append((key, condition))
        left[key] = [facts for facts in left[key] if not fits(condition, facts)]
        if not left[key]:
            del left[key]
    return found + [(key, ()) for key in left]


def fits(condition: Condition, facts: Facts) -> bool:
    """Whether a case of these facts meets the condition."""
    return not condition or any(some <= facts for some in condition)


def _rest(groups: Mapping[Key, list[Facts]], key: Key) -> list[Facts]:
    return [facts for k, group in groups.items() if k != key for facts in group]


def _cost(condition: Condition) -> int:
    return sum(len(facts) for facts in condition)


def _part(groups: Mapping[Key, list[Facts]]) -> Key:
    """The outcome of which the most cases can be told from the rest by one fact each."""
    only = {key: _only(group, _rest(groups, key)) for key, group in groups.items()}
    return max(groups, key=lambda k: sum(any(some <= facts for some in only[k]) for facts in groups[k]))


def _only(group: list[Facts], rest: list[Facts]) -> Condition:
    """The single facts of some cases of the group that no other case has."""
    return tuple(frozenset({fact}) for fact in sorted(frozenset().union(*group) - frozenset().union(*rest)))


def _telling(group: list[Facts], rest: list[Facts]) -> Condition:
    """The fewest facts, or pairs of facts, that every case of the group has one of and no other case has."""
    for size in (1, 2):
        others = {some for facts in rest for some in _sets(facts, size)}
        sets = [[some for some in _sets(facts, size) if some not in others] for facts in group]
        if all(sets):
            return _cover(sets)
    return ()


@cache
def _sets(facts: Facts, size: int) -> list[Facts]:
    """Sets of at most so many facts, the smallest first."""
    return [frozenset(s) for n in range(1, size + 1) for s in combinations(sorted(facts), n)]


def _cover(sets: list[list[Facts]]) -> Condition:
    chosen: list[Facts] = []
    while sets:
        best, _ = Counter(s for row in sets for s in row).most_common(1)[0]
        chosen.append(best)
        sets = [row for row in sets if best not in row]
    return tuple(chosen)
