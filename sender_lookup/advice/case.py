"""Everything that is known about one request, with the questions that the rules of advice ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..codes import CODE_KINDS, MAY_COST, Kind, Purpose, Via
from ..country.schema import BannedSector, Country, Family
from ..country.validity import in_force
from ..message.bodies import Body, bodies_of
from ..message.printed_numbers import digits_of
from ..model import Message, OptOut, Request, Sender
from ..sender.classify import classify_printed, takes_paid_words
from ..sender.sentence import SENTENCE
from .deadline import deadline_of

# Senders that an ordinary reply reaches; a toll-free number only where the country file says so.
REPLY_KINDS = {Kind.SHORT_CODE, Kind.LANDLINE, Kind.VOIP, Kind.PLATFORM_NUMBER, Kind.TOLL_FREE, Kind.MOBILE}
CALL_KINDS = {Kind.TOLL_FREE, Kind.LANDLINE, Kind.VOIP, Kind.MOBILE}
ADVERTS = {Purpose.MARKETING, Purpose.PREMIUM_TRAP}
LABEL = "network_label"  # the note of what a network shows in the place of a name that nobody registered
OWN_NUMBER = "own_number"  # the note of a sender that is the person's own number: it was forged


@dataclass(frozen=True)
class Case:
    """One request with what was found so far."""

    request: Request
    sender: Sender | None
    message: Message | None
    country: Country
    guide: str | None = None
    channel: str | None = None

    @property
    def kind(self) -> Kind | None:
        """The kind of the sender; None where none was given."""
        return self.sender.kind if self.sender else None

    @property
    def family(self) -> Family | None:
        """The family of the sender in the country file; None where no sender was given."""
        return self.country.family(self.sender.family) if self.sender else None

    @property
    def opt_out(self) -> OptOut | None:
        """The opt-out printed in the message, if any."""
        return self.message.opt_out if self.message else None

    @cached_property
    def purpose(self) -> Purpose | None:
        """The purpose that counts for the advice.

        A person that one knows writes as one knows them (guard a). An unknown message with an opt-out is advised as
        marketing; without one, and where it wants nothing, as if there were no text. A premium trap is an advert.
        """
        if self.message is None:
            return None
        purpose = self.message.purpose
        if self.is_known_person:
            return Purpose.PERSONAL
        if purpose is Purpose.ONE_TIME_CODE and self.is_marked("pickup"):
            return Purpose.TRANSACTIONAL  # the code of a locker or a counter proves nobody's identity
        if purpose in ADVERTS:
            return Purpose.MARKETING
        signed = self.kind is Kind.NAME and self.wants("foreign_call", "foreign_tap")  # a firm's, however it talks
        if purpose is Purpose.PERSONAL and (self.kind in CODE_KINDS or signed):
            purpose = Purpose.UNKNOWN
        if purpose is not Purpose.UNKNOWN:
            return purpose
        if self.message.opt_out:
            return Purpose.MARKETING
        return Purpose.UNKNOWN if self.message.wants else None

    @property
    def is_known_person(self) -> bool:
        """Guard (a): somebody that one knows speaks as a person, and asks for nothing by which money changes hands."""
        if self.message is None or self.request.knows_sender is not True or self.is_marked("hard"):
            return False
        return self.is_marked("person") or self.message.purpose is Purpose.PERSONAL

    def is_marked(self, *marks: str) -> bool:
        """True where the message bears one of these marks (`demands`)."""
        return self.message is not None and not self.message.marks.isdisjoint(marks)

    def wants(self, *wants: str) -> bool:
        """True where the message wants one of these; without an argument, where it wants anything."""
        if self.message is None:
            return False
        return not self.message.wants.isdisjoint(wants) if wants else bool(self.message.wants)

    @property
    def is_own_number(self) -> bool:
        """True where the sender shown is the person's own number."""
        return self.sender is not None and OWN_NUMBER in self.sender.notes

    @property
    def is_label(self) -> bool:
        """True where the network shows a word of its own instead of the sender's name."""
        return self.sender is not None and LABEL in self.sender.notes

    @property
    def is_help_line(self) -> bool:
        """True for a line that helps people by text."""
        return self.sender is not None and digits_of(self.sender.display) in self.country.advice.help_lines

    @property
    def cause(self) -> str:
        """Whose advert it is where it is no firm's: a party's, a charity's; "" else."""
        return next((c for c in ("political", "charity") if self.is_marked(c)), "")

    @property
    def is_exempt(self) -> bool:
        """True for an advert of those to whom the country's law on advertising does not apply."""
        return self.is_marketing and self.cause in self.country.advice.exempt

    @property
    def is_named_chat(self) -> bool:
        """True where a name can be answered: countries without sender names show one in chats (RCS) alone."""
        return self.kind is Kind.NAME and self.sender is not None and self.sender.replyable

    @property
    def is_sentence(self) -> bool:
        """True where a sentence was typed for the sender, and there is no message: no number to write to."""
        return self.message is None and self.sender is not None and SENTENCE in self.sender.notes

    @property
    def topic(self) -> str:
        """What the message is about, as the situation of a step; "" where that is unknown."""
        return (self.message.topic or "") if self.message else ""

    @property
    def body(self) -> Body | None:
        """The body in whose name the message speaks, or that the sender's name stands for."""
        if self.message is not None:
            return bodies_of(self.country.code).by_id[self.message.body] if self.message.body else None
        named = self.sender is not None and self.kind is Kind.NAME
        return bodies_of(self.country.code).named(self.sender.display) if named and self.sender else None

    @property
    def is_marketing(self) -> bool:
        """True for an advertisement, or what is advised as one."""
        return self.purpose is Purpose.MARKETING

    @property
    def is_known_mobile_only(self) -> bool:
        """True for a mobile sender where the country file wants an answer only from those who know the sender."""
        return self.kind is Kind.MOBILE and self.country.advice.known_mobiles_only

    @property
    def is_paid_code(self) -> bool:
        """True where the sender costs: a range that always does, a code that runs a service, or offers one at an
        unknown price, or one that was on the bill; a name under which a service runs that ends by such a code."""
        always = self.sender is not None and takes_paid_words(self.sender)
        if always or ("billed" in self.request.happened and not self.is_sentence):
            return True
        runs = (
            self.is_marked("runs", "priced")
            and self.message is not None
            and self.message.purpose is Purpose.PREMIUM_TRAP
        )
        if self.kind is Kind.NAME and runs and self.free_code is not None:
            return MAY_COST in classify_printed(self.free_code.to or "", self.country).notes
        if self.kind is not Kind.SHORT_CODE or self.family is None:
            return False
        own = self.sender.display if self.sender else None
        return runs or (own is not None and own in self.invited)

    @property
    def is_premium_way_out(self) -> bool:
        """True where the printed way out costs, and no free one is printed."""
        return self.premium_code is not None and self.free_code is None

    @property
    def invited(self) -> tuple[str, ...]:
        """The numbers that cost, or may, to which the message wants a word sent."""
        if self.message is None or "invites" not in self.message.marks:
            return ()
        found = [e for s in self.message.signals if s.code == "invites_to_paid_code" for e in s.evidence]
        return tuple(digits_of(e.text) for e in found)

    def has_signal(self, code: str) -> bool:
        """True where the message shows that sign."""
        return self.message is not None and code in [s.code for s in self.message.signals]

    def printed(self, *vias: Via) -> OptOut | None:
        """The first printed opt-out of one of these ways."""
        if self.opt_out is None:
            return None
        return next((o for o in (self.opt_out, *self.opt_out.also) if o.via in vias), None)

    @property
    def free_code(self) -> OptOut | None:
        """A printed opt-out to a short code of the line's country that is not surcharged."""
        return self._by_sms.get(Kind.SHORT_CODE)

    @property
    def mobile_code(self) -> OptOut | None:
        """A printed opt-out to a mobile number of the line's country, or to a free one that takes texts there."""
        free = self._by_sms.get(Kind.TOLL_FREE)
        takes_texts = free is not None and classify_printed(free.to or "", self.country).replyable
        return self._by_sms.get(Kind.MOBILE) or (free if takes_texts else None)

    @property
    def premium_code(self) -> OptOut | None:
        """A printed opt-out to a surcharged short code, or to a long premium number that takes words."""
        long = self._by_sms.get(Kind.PREMIUM_NUMBER)
        takes_words = long is not None and takes_paid_words(classify_printed(long.to or "", self.country))
        return self._by_sms.get(Kind.PREMIUM_SHORT_CODE) or (long if takes_words else None)

    @cached_property
    def _by_sms(self) -> dict[Kind, OptOut]:
        """The first printed opt-out by SMS to each kind of number."""
        found: dict[Kind, OptOut] = {}
        for o in (self.opt_out, *self.opt_out.also) if self.opt_out else ():
            if o.via is Via.SMS and o.to:
                to = classify_printed(o.to, self.country)
                if not self.is_neighbours(to):
                    found.setdefault(to.kind, o)
        return found

    def is_neighbours(self, sender: Sender | None) -> bool:
        """True for a short number of a neighbouring country, which a text from this one may not reach."""
        return sender is not None and bool(self.country.family(sender.family).country)

    @property
    def can_reply(self) -> bool:
        """True where an answer to the sender itself reaches somebody without a surcharge."""
        return self.sender is not None and self.sender.replyable and self.sender.kind in REPLY_KINDS

    @cached_property
    def banned_sector(self) -> BannedSector | None:
        """The sector in which this advertisement is banned on its day, if it is in one."""
        day = self.request.received.date() if self.request.received else self.request.as_of
        for sector in self.country.banned_sectors:
            if self.has_signal(sector.signal) and in_force(day, sector.valid_from, sector.valid_to):
                return sector
        return None

    @property
    def days_since_stop(self) -> int | None:
        """Days since STOP was sent; None where it was not, or lies in the future."""
        if self.request.stop_sent is None:
            return None
        days = (self.request.as_of - self.request.stop_sent).days
        return days if days >= 0 else None

    @property
    def term_passed(self) -> bool:
        """True where the company's time, since the letter or else since STOP, is over."""
        return self._has_passed(disputed=False)

    @property
    def dispute_term_passed(self) -> bool:
        """The same of an operator's time, since the letter about its bill."""
        return self._has_passed(disputed=True)

    def _has_passed(self, *, disputed: bool) -> bool:
        deadline = deadline_of(self.request, self.country, disputed=disputed)
        return deadline is not None and deadline.has_passed(self.request.as_of)

    @property
    def wrote_letter(self) -> bool:
        """True where a letter to the company was sent, today or before."""
        return self.request.letter_sent is not None and self.request.letter_sent <= self.request.as_of
