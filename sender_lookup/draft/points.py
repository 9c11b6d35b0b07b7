"""The points of a draft, one check each: what is found in the text, the sender and the time.

A check only finds; what a finding comes to is a row of `data/<cc>.draft.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ..advice.hours import breaks
from ..codes import DraftState, Kind, Purpose, TimingVerdict, Via
from ..country.loader import load_holidays
from ..country.schema import BannedSector, Country, HoursRule
from ..country.validity import in_force
from ..message.opt_out.patterns import KEYWORD, places_of, vocabulary
from ..model import Message, OptOut, Sender
from ..sender.classify import NAME_LENGTH, classify_printed, takes_paid_words
from ..sender.notation import plain_digits
from ..text.normalize import clean, fold
from ..text.tokens import prepare
from .rules import FITS, DraftRule, Point

LONG = {Kind.MOBILE, Kind.VOIP, Kind.PLATFORM_NUMBER, Kind.FOREIGN}
NO_SENDER = {Kind.UNREADABLE, Kind.EMAIL}
SERVICE = {Purpose.TRANSACTIONAL, Purpose.ONE_TIME_CODE, Purpose.PERSONAL}
ABOUT_TIME = ("time", "day", "holiday")


def claims_of(rules: Iterable[DraftRule | HoursRule | BannedSector]) -> tuple[str, ...]:
    """The claims of several rules, each once."""
    return tuple(dict.fromkeys(c for r in rules for c in r.claims))


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A draft with what was read in it, and the rules in force on its day."""

    sender: Sender | None
    message: Message | None
    text: str
    send_at: datetime | None
    country: Country
    day: date
    rules: tuple[DraftRule, ...]

    def of(self, point: str) -> list[DraftRule]:
        """The rules for a point."""
        return [r for r in self.rules if r.point == point]

    def judge(self, point: str, finding: str = "", **values: str) -> Point:
        """What the country's rules say of a finding."""
        rows = self.of(point)
        own = [r for r in rows if r.finding == finding]
        if own:
            state = own[0].verdict or DraftState.NO_RULE
        elif finding == FITS and rows:
            state, own = DraftState.FITS, rows
        else:
            state = DraftState.NO_RULE
        return Point(point=point, state=state, finding=finding, claims=claims_of(own), values=values)


def points_of(case: DraftCase) -> Iterator[Point]:
    if case.message is not None:
        yield from _on_reading(case, case.message)
    for point in ("consent", "objections", "lists"):
        yield from _asked(case, point)
    if case.message is None:
        yield Point(point="opt_out", state=DraftState.UNCHECKED, finding="no_text")
    else:
        yield from _on_opt_out(case, case.message)
    yield from _on_sender(case)
    if case.message is not None and any(s.code == "short_link" for s in case.message.signals):
        yield case.judge("links", "short")
    yield from _asked(case, "contact")
    yield from _on_time(case)


def _asked(case: DraftCase, point: str) -> Iterator[Point]:
    if case.of(point):
        yield case.judge(point)


def _on_reading(case: DraftCase, message: Message) -> Iterator[Point]:
    """What it reads like: our own reading, which no rule stands behind; and sectors where advertising is banned."""
    if message.purpose is Purpose.SCAM:
        yield Point(point="reading", state=DraftState.NOT_SO, finding="scam")
    elif message.unsure:
        yield Point(point="reading", state=DraftState.BETTER_NOT, finding="unsure")
    elif case.of("reading") and (message.purpose in SERVICE or message.purpose is Purpose.PREMIUM_TRAP):
        yield case.judge("reading", "service" if message.purpose in SERVICE else "premium")
    in_force_then = [b for b in case.country.banned_sectors if in_force(case.day, b.valid_from, b.valid_to)]
    shown = {s.code for s in message.signals}
    for sector in (b for b in in_force_then if b.signal in shown):
        yield Point(point="sector", state=DraftState.NOT_SO, finding=sector.signal, claims=sector.claims)
    if not shown & {b.signal for b in in_force_then}:
        state = DraftState.FITS if in_force_then else DraftState.NO_RULE
        yield Point(point="sector", state=state, finding=FITS, claims=claims_of(in_force_then))


def _on_opt_out(case: DraftCase, message: Message) -> Iterator[Point]:
    """Whether a way to stop is printed, where it leads, and by which word. Several: the one that fits best."""
    if message.opt_out is None:
        yield case.judge("opt_out", "unreadable" if _says_stop(case.text) else "missing")
        return
    yield case.judge("opt_out", FITS)
    found = [(o, _target(o, case)) for o in (message.opt_out, *message.opt_out.also)]
    opt_out, target = next(((o, t) for o, t in found if t == FITS), found[0])
    values = {"to": opt_out.to or "", "keyword": opt_out.keyword or ""}
    if target:
        yield case.judge("opt_out_target", target, **values)
    else:
        yield Point(point="opt_out_target", state=DraftState.UNCHECKED, finding="no_sender", values=values)
    if opt_out.keyword is not None:
        usual = case.country.advice.default_keyword
        same = usual is not None and opt_out.keyword.upper() == usual
        yield case.judge("keyword", FITS if same else "other_word", usual=usual or "", **values)


def _says_stop(raw: str) -> bool:
    text = prepare(raw)
    places = [start for start, kinds in places_of(text) if kinds & KEYWORD]
    return any(vocabulary().keyword.match(text.folded, start) for start in places)


def _target(opt_out: OptOut, case: DraftCase) -> str:
    """The finding on where an opt-out leads; "" where that depends on a sender that was not given."""
    if opt_out.via is Via.REPLY:
        return "" if case.sender is None else FITS if case.sender.replyable else "no_reply"
    if opt_out.via is Via.LINK or opt_out.via is Via.POST:
        return str(opt_out.via)
    to = classify_printed(opt_out.to or "", case.country)
    if opt_out.via is Via.CALL:
        surcharged = to.kind in (Kind.PREMIUM_NUMBER, Kind.FOREIGN)
        return "free_call" if to.kind is Kind.TOLL_FREE else "paid_call" if surcharged else "ordinary_call"
    if any(r.finding == to.family for r in case.of("opt_out_target")):
        return to.family
    if to.kind is Kind.SHORT_CODE:
        return FITS
    return "premium_code" if takes_paid_words(to) else "long_number" if to.kind in LONG else "no_sms"


def _on_sender(case: DraftCase) -> Iterator[Point]:
    sender = case.sender
    if sender is None:
        yield Point(point="sender_number", state=DraftState.UNCHECKED, finding="no_sender")
        return
    if sender.kind is Kind.NAME:
        yield from _on_name(sender, case)
    elif "letters_read_as_digits" in sender.notes or (sender.kind in NO_SENDER and plain_digits(clean(sender.raw))):
        yield case.judge("name_number", "like_number", sender=sender.display)
    elif sender.kind in NO_SENDER:
        yield Point(point="sender_number", state=DraftState.UNCHECKED, finding="unreadable")
        return
    else:
        known = {r.finding for r in case.of("sender_number")}
        finding = next((f for f in (sender.family, sender.kind.value) if f in known), "other")
        yield case.judge("sender_number", finding, sender=sender.display)
        yield from _asked(case, "number_held")
    if case.message is not None:
        yield case.judge("sender_in_text", _place(sender, case.text), sender=sender.display)


def _on_name(sender: Sender, case: DraftCase) -> Iterator[Point]:
    name = sender.display
    values = {"sender": name, "length": str(len(name)), "most": str(NAME_LENGTH)}
    more = "".join(r.characters for r in case.of("name_characters"))
    plain = all(c in more or (c.isascii() and c.isalnum()) for c in name) and "invisible_characters" not in sender.notes
    generic = {fold(w) for r in case.of("name_generic") for w in r.words}
    yield case.judge("name_length", FITS if len(name) <= NAME_LENGTH else "too_long", **values)
    yield case.judge("name_characters", FITS if plain else "not_plain", **values)
    yield case.judge("name_number", FITS, **values)
    yield case.judge("name_generic", "generic" if fold(name) in generic else FITS, **values)
    yield from _asked(case, "name_registered")


def _place(sender: Sender, text: str) -> str:
    """Where the name stands in the text, blanks and punctuation aside."""
    if sender.kind is not Kind.NAME:
        return "number"
    name, body = ("".join(filter(str.isalnum, fold(t))) for t in (sender.display, text))
    return FITS if body.startswith(name) else "not_first" if name in body else "absent"


def _on_time(case: DraftCase) -> Iterator[Point]:
    """The country's hours, apart for the clock, the day of the week and holidays."""
    rules = [r for r in case.country.hours if in_force(case.day, r.valid_from, r.valid_to)]
    for point in ABOUT_TIME:
        own = [r for r in rules if point_of(r) == point]
        beside = claims_of(r for r in case.of(point) if not r.finding)
        if not own:
            yield Point(point=point, state=DraftState.NO_RULE, beside=beside)
            continue
        if case.send_at is None:
            finding = "no_time"
        elif point == "holiday" and not _is_known(case.send_at, case.country):
            finding = "unknown"
        else:
            yield _timed(point, own, case.send_at, case, beside)
            continue
        yield Point(point=point, state=DraftState.UNCHECKED, finding=finding, claims=claims_of(own), beside=beside)


def point_of(rule: HoursRule) -> str:
    """The point that a rule on hours belongs to."""
    return "day" if rule.weekday is not None else "holiday" if rule.holiday else "time"


def _is_known(moment: datetime, country: Country) -> bool:
    """Whether the table of holidays reaches that year."""
    return any(d.year == moment.year for d in load_holidays(country.holidays or ""))


def _timed(point: str, rules: list[HoursRule], moment: datetime, case: DraftCase, beside: tuple[str, ...]) -> Point:
    """A row for a reason names who stands behind that reason alone, where the rule on hours names more."""
    broken = [r for r in rules if breaks(r, moment, case.country)]
    if not broken:
        return Point(point=point, state=DraftState.FITS, finding=FITS, claims=claims_of(rules), beside=beside)
    worst = DraftState.NOT_SO if any(r.verdict is TimingVerdict.OUTSIDE for r in broken) else DraftState.BETTER_NOT
    reasons = list(dict.fromkeys(r.reason for r in broken))
    claims = claims_of(r for r in case.of(point) if r.finding in reasons) or claims_of(broken)
    values = {"reasons": " ".join(reasons)}
    return Point(point=point, state=worst, finding="breaks", claims=claims, beside=beside, values=values)
