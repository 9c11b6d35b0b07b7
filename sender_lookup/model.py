"""The records that flow through the package: what goes in, what comes out.

Every value is a code, never prose; the words for people are in the gettext catalogues. The closed lists are in `codes`;
notes, signals, actions and reasons are open lists and may grow.

They are named tuples: dozens are made for every message, each in a third of the time that a frozen dataclass takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from .codes import Kind, Purpose, TimingVerdict, Verdict, Via

if TYPE_CHECKING:
    from .country.schema import Country


class Request(NamedTuple):
    """What a person typed, checked. `as_of` is never read from a clock in this package: callers pass it.

    `happened` is what the person did already (`HAPPENED`, the most urgent first), `answers` what they answered to
    our questions, by question id, `own_number` the number of their own line as they wrote it. `from_picture` is true
    where sender or text were read from a picture: a letter in them may be another.
    """

    as_of: date
    country: str
    sender: str | None = None
    text: str | None = None
    received: datetime | None = None
    knows_sender: bool | None = None
    stop_sent: date | None = None
    letter_sent: date | None = None
    happened: tuple[str, ...] = ()
    answers: Mapping[str, bool] = MappingProxyType({})
    own_number: str | None = None
    from_picture: bool = False
    language: str = "en"
    warnings: tuple[str, ...] = ()


class Sender(NamedTuple):
    """Who the phone shows as the origin.

    `raw` is what was given, exactly; `display` is written as a phone of that country writes it; `e164` is null for
    everything that is not a whole telephone number; `family` names the page and the rules of the country file.
    """

    raw: str
    display: str
    kind: Kind
    family: str
    e164: str | None = None
    region: str | None = None
    territory: str | None = None
    operator: str | None = None
    allocation: str | None = None
    replyable: bool = False
    notes: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """The characters of the message that triggered a signal: `text == message[start:end]`."""

    start: int
    end: int
    text: str


class Signal(NamedTuple):
    """One reason for the purpose found; `evidence` is empty where the sender alone triggered it."""

    code: str
    evidence: tuple[Evidence, ...] = ()


class OptOut(NamedTuple):
    """The opt-out as printed, whether it can work or not. `to` holds digits only, in the form printed."""

    via: Via
    keyword: str | None = None
    to: str | None = None
    url: str | None = None
    also: tuple[OptOut, ...] = ()


class Message(NamedTuple):
    """What the text says: its purpose, the opt-out printed in it, and why we think so.

    `unsure` is true for what could as well be a scam: the advice is then to find out first. `fraud` names the
    condition that makes it a scam (`fraud.CONDITIONS`). `wants` and `marks` are what it wants from its reader and
    with what it alarms (`demands`), `body` the id of the body that it names; `speaks_for_a_body` also where it is
    about what only a body writes. `topic` is what it is about, null where that is unknown; `proven` is true where
    every address and number that it prints is the body's or the sender's own, which a picture never shows.
    """

    purpose: Purpose
    opt_out: OptOut | None = None
    signals: tuple[Signal, ...] = ()
    unsure: bool = False
    fraud: str | None = None
    wants: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    body: str | None = None
    speaks_for_a_body: bool = False
    topic: str | None = None
    proven: bool = False


class Timing(NamedTuple):
    """The arrival time against the rules on hours in force on that day. `claims` are ids of the country file."""

    verdict: TimingVerdict
    reasons: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Step(NamedTuple):
    """One action of the advice.

    `situation` says for which case its words are chosen; `when` is `known` or `unknown` where two doors are shown side
    by side.

    `channel` is how the message came where that was no SMS: the gestures to block and to report are that app's.
    `guide` is the id of the guide that says more, where a sentence was typed as the sender.
    `uri` is an `sms:` link with the word already written; `price` is a code of the country file where the message
    is charged; `route` names an entry of the country's report routes.
    """

    action: str
    situation: str | None = None
    claims: tuple[str, ...] = ()
    to: str | None = None
    body: str | None = None
    uri: str | None = None
    when: str | None = None
    price: str | None = None
    route: str | None = None
    happened: str | None = None
    official: str | None = None
    guide: str | None = None
    channel: str | None = None


class Question(NamedTuple):
    """A question whose answer would change the advice: its id, and the verdict after yes and after no."""

    id: str
    yes: Verdict
    no: Verdict


class Advice(NamedTuple):
    """The one thing to do first, then the rest, in order. `rule` names the line of the verdict table that fitted."""

    verdict: Verdict
    steps: tuple[Step, ...]
    rule: str = ""
    question: Question | None = None


class Understood(NamedTuple):
    """What was found in a paste: in which `field` it stood (`sender` or `text`), the sender line, the moment.

    `start` is where the message begins in the text that was given, `channel` how it came where that was no SMS.
    """

    field: str
    sender: str | None = None
    received: datetime | None = None
    start: int = 0
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The whole answer to one request; `letters` are the ids of those that fit now.

    `guide` is the id of the guide that answers what was typed in the place of a sender; `notes` say under what
    reserve the whole holds (`from_picture`).

    `request` and `country` are what the answer was made from, for those who write it out.
    """

    sender: Sender | None
    message: Message | None
    timing: Timing | None
    advice: Advice
    letters: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    understood: Understood | None = None
    guide: str | None = None
    notes: tuple[str, ...] = ()
    request: Request = field(repr=False)
    country: Country = field(repr=False)
