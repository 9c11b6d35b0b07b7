"""The rules of one country, as records: each dataclass is the schema of one table in `data/<cc>.toml`.

`country` loads and checks them; nothing here knows any country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING

from ..codes import Kind, Strength, TimingVerdict

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of sender as readers of one country meet it; one page per family.

    `pattern` is matched against the digits as dialled nationally; without one, the family is reached by its `kind`.
    `alone` is the action that fits such a sender when nothing is known of the message (`reply_sms`, `ask_identity`);
    `price` is a key of the catalogues; `examples` are senders that the tests classify and the pages show; `look` says
    under which of the four looks a person finds the family (digits, name, mobile, other). `labels` are words that
    networks show in the place of a sender's name, compared folded. `only_keyword` is the one word that is obeyed there,
    whatever a message prints. `country` is the neighbour whose number it is: a text from this country may not reach it.
    """

    id: str
    kind: Kind
    look: str = "other"
    pattern: re.Pattern[str] | None = None
    labels: tuple[str, ...] = ()
    grouping: tuple[int, ...] = ()
    replyable: bool = False
    surcharged: bool = False
    alone: str = ""
    country: str = ""
    only_keyword: str = ""
    price: str | None = None
    notes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """An overseas part of the country's plan. `area` is dialled at home but left out after the calling code."""

    region: str
    calling_code: str
    pattern: re.Pattern[str] | None
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim can be read, when we looked, and whether we read the page itself. `titles`: the name in a language,
    of a text that has one in each (a law of the EU).
    """

    title: str
    url: str
    titles: Mapping[str, str] = field(default_factory=dict)
    checked: date | None = None
    read: str = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement about law or practice; its words are in the catalogues under `claim.<id>`."""

    id: str
    strength: Strength
    valid_from: date | None = None
    valid_to: date | None = None
    cite: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    @property
    def was_read(self) -> bool:
        """True where at least one source was read by us; letters cite only such claims."""
        return any(s.read != "no" for s in self.sources)

    @property
    def is_only_quoted(self) -> bool:
        """True where we read it in a quotation or a summary, and at no official source."""
        return self.was_read and not any(s.read == "primary" for s in self.sources)

    @property
    def is_advice(self) -> bool:
        """True for what we advise ourselves, which no source says."""
        return self.strength is Strength.ADVICE

    @property
    def is_unread(self) -> bool:
        """True for what could be checked against its source, and was not yet."""
        return not self.was_read and not self.is_advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where to report or to get help; its words are in the catalogues under `route.<id>.what`.

    `urls`: the body's own page in a language, where `url` is in another.
    """

    id: str
    name: str
    url: str | None = None
    urls: Mapping[str, str] = field(default_factory=dict)
    phone: str | None = None
    sms: str | None = None
    language: str = ""
    situations: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    def url_in(self, language: str) -> str | None:
        """The body's page for readers of that language."""
        return self.urls.get(language, self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who receives a complaint, in which language, at which address."""

    id: str
    name: str
    address: tuple[str, ...] = ()
    complaint_language: str = ""
    url: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRule:
    """One line of the rules on hours: when it applies, what it comes to, who says so."""

    reason: str
    verdict: TimingVerdict
    before: time | None = None
    after: time | None = None
    up_to: time | None = None
    weekday: int | None = None
    holiday: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long a company has after STOP or after a letter, or an operator after a letter about its bill (`after`:
    `stop`, `letter`, `dispute`): one month to answer, so many days, or so many business days in which messages must
    end; `with_first` counts the day of the request too.
    """

    after: str
    days: int = 0
    business_days: int = 0
    with_first: bool = False
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BannedSector:
    """A sector in which marketing by SMS is banned, whatever the consent; `signal` is the sign in the message.

    `authority` hears complaints; `route` is its entry for this sector, where it has one, and `letter` a text for it.
    """

    signal: str
    claims: tuple[str, ...]
    authority: str
    route: str | None = None
    letter: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Sources that do not agree: the answer shows every side, with its strength and dates.

    It is shown where the answer rests on one of `claims`, or has one of `steps` (`action` or `action.situation`).
    """

    id: str
    claims: tuple[str, ...]
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentReason:
    """A reason why STOP fails without a word to the person who sent it (catalogue: `silent.<id>`)."""

    id: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRules:
    """What the advice needs to know about a country; an absent keyword or route means that there is none.

    `fraud_route` takes reports; `spam_route` those of adverts and misused numbers, where that is another office.
    `known_mobiles_only`: an advertisement from a mobile number is answered only by a person who knows its sender, hence
    both doors. `recipient_languages`: languages in which a company must read a letter; the reader's is
    taken if it is one of them, else that of the message, else `recipient_language`. `opt_out_lists` are routes; so are
    `help_routes` (for those who clicked or paid), `directory_route` (who is behind a premium number),
    `dispute_routes` (after a letter to the operator, in order), `police_routes` (emergency lines, the first to ring
    first), `crisis_routes` (for somebody who speaks of ending their life), `support_routes` (for the threatened) and
    `spoofing_route` (one's own number was forged). `complaint_needs_letter`: the authority wants to see that the firm
    was written to first. `sms_opt_out_to_mobile`: platforms there take STOP at ordinary mobile numbers.
    `payment_reference`: a pattern, searched in the folded text, of a payment that fraud asks for there.
    `state_domains`: endings that are open to the State alone. `help_lines`: short numbers of lines that help by text,
    which one may answer. `exempt`: marks of senders to whom the law on advertising does not apply there (`political`,
    `charity`): STOP is a courtesy, and no authority hears a complaint.
    """

    default_keyword: str | None = None
    identity_keyword: str | None = None
    premium_keyword: str | None = None
    known_mobiles_only: bool = False
    fraud_route: str | None = None
    spam_route: str | None = None
    authority: str | None = None
    recipient_language: str = ""
    recipient_languages: tuple[str, ...] = ()
    opt_out_lists: tuple[str, ...] = ()
    help_routes: tuple[str, ...] = ()
    police_routes: tuple[str, ...] = ()
    crisis_routes: tuple[str, ...] = ()
    support_routes: tuple[str, ...] = ()
    spoofing_route: str | None = None
    complaint_needs_letter: bool = True
    sms_opt_out_to_mobile: bool = False
    payment_reference: str | None = None
    state_domains: tuple[str, ...] = ()
    help_lines: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    directory_route: str | None = None
    dispute_routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # each is loaded once, so that identity will do
class Country:
    """All the rules of one country. `languages`: those in which it is published, the one of most of its people first;
    `guide_languages`: those of them that have all the guides written for it, where not all of them do.

    `spelling`: how the country writes a language otherwise than its catalogue does (`{"de": {"ß": "ss"}}`).
    `region_notes` gives the note that a foreign number of that region carries (territories with a plan of their own).
    `numbering` names the table of its number blocks, which lies in `folder` or, without one, in the package.
    """

    code: str
    languages: tuple[str, ...] = ()
    guide_languages: tuple[str, ...] = ()
    spelling: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    calling_codes: tuple[str, ...] = ()
    trunk: str = ""
    national: re.Pattern[str] | None = None
    grouping: tuple[int, ...] = ()
    short_numbers: str = "any"
    letters: tuple[str, ...] = ()
    holidays: str | None = None
    has_file: bool = True
    families: tuple[Family, ...] = ()
    territories: tuple[Territory, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    routes: Mapping[str, Route] = field(default_factory=dict)
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    hours: tuple[HoursRule, ...] = ()
    terms: tuple[Term, ...] = ()
    banned_sectors: tuple[BannedSector, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    silent_reasons: tuple[SilentReason, ...] = ()
    advice: AdviceRules = AdviceRules()
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    region_notes: Mapping[str, str] = field(default_factory=dict)
    numbering: str = ""
    folder: Path | None = None

    by_id: Mapping[str, Family] = field(init=False, default_factory=dict)
    by_kind: Mapping[Kind, Family] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """The two look-ups, made once."""
        backwards = [f for f in self.families[::-1] if not f.country]  # the first of the file wins; no neighbour's
        by_pattern = sorted(backwards, key=lambda f: f.pattern is None and not f.labels)  # before it what needs neither
        object.__setattr__(self, "by_id", {f.id: f for f in self.families[::-1]})
        object.__setattr__(self, "by_kind", {f.kind: f for f in by_pattern})

    def spelled(self, language: str, text: str) -> str:
        """A text of ours in that language, as this country writes it."""
        for usual, own in self.spelling.get(language, {}).items():
            text = text.replace(usual, own)
        return text

    def family(self, family_id: str) -> Family:
        """The family of that id; KeyError where there is none."""
        return self.by_id[family_id]

    def family_of_kind(self, kind: Kind) -> Family:
        """The first family of that kind that is reached without a pattern, else the first of that kind."""
        return self.by_kind[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What is known without a country: countries with a file, languages, and words that mean no sender.

    `more_countries` have a file too, but no line of the list. `official` names the lists of official domains and
    numbers (`data/official/`). `start_countries` names the country that a language's home page begins with, where
    that is not the default.
    """

    default_country: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    aliases: Mapping[str, str]
    hidden_senders: tuple[str, ...]
    no_senders: tuple[str, ...]
    sender_labels: tuple[str, ...]
    lexicons: tuple[str, ...]
    official: tuple[str, ...] = ()
    more_countries: tuple[str, ...] = ()
    start_countries: Mapping[str, str] = field(default_factory=dict)
    numbering_url: str = ""
    operators_url: str = ""
    numbering_page: str = ""
