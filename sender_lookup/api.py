"""What others call: the whole answer from typed arguments, and each part of the way alone.

    classify -> read -> advise -> compose_letter        lookup: all of it but the letter

`lookup` also understands what people paste and type in the wrong field; the parts take what they are given. All are
pure: no clock, so the day comes with the call; no network; nothing is kept between calls.

>>> from datetime import date
>>> result = lookup(sender="36180", country="FR", as_of=date(2026, 11, 24))
>>> result.advice.verdict.value, result.advice.steps[0].uri
('stop', 'sms:36180?&body=STOP')

The same for a message, part by part:

>>> sender = classify("MODALIA", country="FR")
>>> message = read("Soldes -40% chez Modalia. STOP au 36180", sender=sender, country="FR")
>>> advice = advise(sender, message, country="FR", as_of=date(2026, 11, 24))
>>> sender.kind.value, message.purpose.value, advice.steps[0].to
('name', 'marketing', '36180')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from . import pipeline
from .advice import rules
from .advice.case import Case
from .country.loader import load_country
from .country.schema import Country
from .errors import BadRequestError, NothingGivenError
from .intake.request import country_code, read_request
from .memory import forget
from .message.read import read_message
from .model import Advice, Message, Result, Sender
from .output.as_json import result_as_dict
from .sender import classify as senders

if TYPE_CHECKING:
    from .output.letters import Letter

NOTHING: Mapping[str, object] = MappingProxyType({})  # in the place of a mapping that was not given
BOTH = "lookup() takes a mapping or keywords, not both: put {} into the mapping, or call lookup({}=..., as_of=...)"


def lookup(
    given: Mapping[str, object] = NOTHING,
    *,
    as_of: date,
    folder: Path | None = None,
    sender: str | None = None,
    text: str | None = None,
    country: str | None = None,
    received: datetime | str | None = None,
    knows_sender: bool | None = None,
    stop_sent: date | str | None = None,
    letter_sent: date | str | None = None,
    happened: Iterable[str] | None = None,
    answers: Mapping[str, bool] | None = None,
    own_number: str | None = None,
    from_picture: bool | None = None,
    language: str | None = None,
) -> Result:
    """The whole answer to one request: who sent it, what it says, whether the hour was right, and what to do.

    Give `sender`, `text` or both; everything else is optional, and None is the same as not given.

    - `as_of`: the day whose rules hold. No clock is read here: for today's, pass the day of yours.
    - `sender`: what the phone shows as the origin, as it stands there: a number, a short code, a name, an e-mail.
    - `text`: the message, whole; what phones print around one that was copied is found and left out.
    - `country`: of the person's own phone line, ISO 3166-1 alpha-2 ("FR"; "UK" is read as "GB"). Without it, the
      country that is usual here (FR).
    - `received`: when it came by the clock of the phone; a string is ISO 8601 ("2026-11-22T21:00"). An offset is
      dropped.
    - `knows_sender`: whether the person knows who wrote; None where they did not say.
    - `stop_sent`, `letter_sent`: the day on which they sent STOP, or wrote to the company ("2026-11-24").
    - `happened`: what they did already: `clicked`, `answered`, `called`, `paid`, `gave_code`, `gave_data`,
      `installed`, `billed`.
    - `answers`: what they answered to an earlier `advice.question`: its id -> True for yes.
    - `own_number`: of their own line; a sender that shows it is forged.
    - `from_picture`: True where it was read from a picture, so that a letter may be another one.
    - `language`: of the person ("fr"): some help lines and letters depend on it.
    - `folder`: a data folder to use instead of the packaged one.

    The result is a record whose values are codes, never prose (`Sender`, `Message`, `Timing`, `Advice`);
    `as_dict(result)` is the same for JSON. A bad detail never costs the answer: it is left out and named in
    `result.warnings` (`bad_received`).

    The older call takes one mapping with the same names, as a JSON request has them:
    `lookup({"sender": "36180"}, as_of=...)`.

    Raises NothingGivenError without sender and text, BadRequestError where the mapping is none, RuleError where a
    data file is wrong, TypeError for an unknown name, a value of a wrong type, or a mapping and keywords together.

    >>> result = lookup(
    ...     sender="MODALIA", text="Soldes -40% chez Modalia. STOP au 36180", country="FR",
    ...     received=datetime(2026, 11, 22, 21, 0), as_of=date(2026, 11, 24),
    ... )
    >>> result.advice.verdict, result.advice.steps[0].uri
    (<Verdict.STOP: 'stop'>, 'sms:36180?&body=STOP')
    >>> result.timing.reasons, result.letters
    (('after_20', 'sunday'), ('company_objection',))
    >>> lookup(sender="36180", received="yesterday", as_of=date(2026, 11, 24)).warnings
    ('bad_received',)
    """
    as_of = _day(as_of)
    if folder is not None:
        _demand("folder", folder, Path, "a pathlib.Path")
    asked = _told(
        sender=sender, text=text, country=country, received=received, knows_sender=knows_sender, stop_sent=stop_sent,
        letter_sent=letter_sent, happened=happened, answers=answers, own_number=own_number, from_picture=from_picture,
        language=language,
    )  # fmt: skip
    if given is NOTHING:
        return pipeline.lookup(asked, as_of=as_of, folder=folder)
    if asked:
        raise TypeError(BOTH.format(", ".join(asked), next(iter(asked))))
    return pipeline.lookup(given, as_of=as_of, folder=folder)


def as_dict(result: Result) -> dict[str, Any]:
    """The result for JSON, as `--json` prints it: None for what was not given, codes as strings.

    `schema` in it is the version of this form, an integer. While it stays the same, fields and codes of open lists
    (actions, signals, notes, reasons, letters, warnings) may be added: pass by what you do not know. It grows when a
    field is renamed, removed or means something else, or when a closed list (kind, purpose, via, the verdicts)
    changes: refuse a number that you were not written for. `sender_lookup.schema.result_schema()` describes every
    field. `understood` is there for a paste alone, `notes` where there are some.

    >>> found = as_dict(lookup(sender="36180", country="FR", as_of=date(2026, 11, 24)))
    >>> found["schema"], found["sender"]["family"], found["message"]
    (1, '36xxx', None)
    """
    return result_as_dict(result)


def classify(sender: str, *, country: Country | str | None = None) -> Sender:
    """Who sent it: the kind of a sender, its family in that country, the number in E.164 form.

    `sender` is what the phone shows, as it stands there; `country` is that of the phone line (a code, or the
    `country` of a result). What cannot be read is an answer too:
    its kind is `unreadable`. Raises BadRequestError for what is no code of a country.

    >>> sender = classify("36 180", country="FR")
    >>> sender.kind, sender.family, sender.display, sender.replyable
    (<Kind.SHORT_CODE: 'short_code'>, '36xxx', '36180', True)
    >>> classify("+33 6 12 34 56 78", country="ES").kind
    <Kind.FOREIGN: 'foreign'>
    >>> classify("06 12 34", country="FR").notes
    ('too_short', 'miscounted')
    """
    _demand("sender", sender, str, "a str, as the phone shows it")
    try:
        return senders.classify(sender, _rules_of(country))
    finally:
        forget()


def read(
    text: str, *, sender: Sender | None = None, country: Country | str | None = None, from_picture: bool = False
) -> Message | None:
    """What a message says: its purpose, the way out printed in it, and the signs of both, with their places.

    `text` is the message alone; `sender` (from `classify`) is a sign as well; `country` as there; `from_picture` is
    True where a letter may be another one. None for a text of blanks alone. Raises BadRequestError for what is no code
    of a country.

    >>> message = read("Soldes -40% chez Modalia. STOP au 36180", country="FR")
    >>> message.purpose, message.opt_out
    (<Purpose.MARKETING: 'marketing'>, OptOut(via=<Via.SMS: 'sms'>, keyword='STOP', to='36180', url=None, also=()))
    >>> read("Votre code est 482913. Ne le communiquez à personne.", country="FR").purpose
    <Purpose.ONE_TIME_CODE: 'one_time_code'>
    """
    _demand("text", text, str, "a str")
    _demand("sender", sender, Sender | None, "what classify() returns")
    try:
        return read_message(text, sender, _rules_of(country), from_picture=from_picture)
    finally:
        forget()


def advise(
    sender: Sender | None,
    message: Message | None,
    *,
    as_of: date,
    country: Country | str | None = None,
    text: str | None = None,
    received: datetime | str | None = None,
    knows_sender: bool | None = None,
    stop_sent: date | str | None = None,
    letter_sent: date | str | None = None,
    happened: Iterable[str] | None = None,
    answers: Mapping[str, bool] | None = None,
    own_number: str | None = None,
    from_picture: bool | None = None,
    language: str | None = None,
) -> Advice:
    """What to do about a message: the verdict, the steps in order, and the question that would settle it, if any.

    `sender` comes from `classify`, `message` from `read`; either may be None. `text` is the message itself: a step
    that reports it holds a copy. The others are what `lookup` takes under the same names; here one that cannot be
    read is an error, as an `Advice` has no place for warnings.

    Raises NothingGivenError without sender and message, BadRequestError for a detail that cannot be read.

    >>> sender = classify("36180", country="FR")
    >>> advice = advise(sender, None, country="FR", as_of=date(2026, 11, 24))
    >>> advice.verdict, advice.rule, [step.action for step in advice.steps][:2]
    (<Verdict.STOP: 'stop'>, 'code_alone', ['reply_sms', 'wait'])
    >>> advise(sender, None, country="FR", happened=["clicked"], as_of=date(2026, 11, 24)).steps[0].action
    'secure_accounts'
    """
    as_of = _day(as_of)
    _demand("sender", sender, Sender | None, "what classify() returns")
    _demand("message", message, Message | None, "what read() returns")
    if sender is None and message is None:
        raise NothingGivenError("give a sender, a message, or both")
    rules_there = _rules_of(country)
    told = _told(
        received=received, knows_sender=knows_sender, stop_sent=stop_sent, letter_sent=letter_sent, happened=happened,
        answers=answers, own_number=own_number, from_picture=from_picture, language=language, country=rules_there.code,
    )  # fmt: skip
    raw = sender.raw if sender else None
    try:
        request = read_request({"sender": "given", **told}, as_of=as_of)._replace(sender=raw, text=text)
        request = pipeline.with_own_number(request, rules_there)
        if request.warnings:
            unread = ", ".join(warning.removeprefix("bad_") for warning in request.warnings)
            raise BadRequestError(f"cannot read {unread}: write it as lookup() takes it")
        sender = pipeline.marked(sender, request)
        return rules.advise(Case(request, sender, message, rules_there, channel=pipeline.channel_of(None, message)))
    finally:
        forget()


def compose_letter(
    letter_id: str, country: Country | str | None = None, facts: Mapping[str, str | None] = MappingProxyType({})
) -> Letter:
    """A letter to a company, an operator or an authority: information, not legal advice.

    `letter_id` is one of `result.letters`; `country` is that of the phone line (a code, or the `country` of a
    result). `facts` are what the person told, by name: `name, address, email, phone, company, company_address,
    sender, text, received, stop_sent, letter_sent, received_after, city, date`; one that is not told stands as a
    visible placeholder, and is named in `missing`. `language` among them is the one that the person would like, taken
    where the recipient must read it; `form` = "short" is for an e-mail, where the letter has such a text.

    Raises UnknownLetterError for a letter that the country does not have (its message lists those that there are),
    BadRequestError for what is no code of a country.

    >>> letter = compose_letter("company_objection", "FR", {"company": "Modalia", "date": "2026-11-24"})
    >>> letter.language, "Modalia" in letter.as_text(), letter.missing[:3]
    ('fr', True, ('name', 'address', 'email'))
    """
    _demand("facts", facts, Mapping, "a mapping of names to texts")
    from .output import letters  # with the engine of templates, which no answer needs

    return letters.compose_letter(letter_id, _rules_of(country), facts)


def _day(as_of: object) -> date:
    """The day of a moment, which is a date to type checkers; other values would end in an error far from here."""
    _demand("as_of", as_of, date, "a datetime.date, as date(2026, 11, 24)")
    return as_of.date() if isinstance(as_of, datetime) else cast("date", as_of)


def _demand(name: str, value: object, kind: Any, wanted: str) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{name}: give {wanted}, not {type(value).__name__}")


def _told(**details: object) -> dict[str, object]:
    """What was told, as a JSON request has it."""
    return {name: _plain(name, value) for name, value in details.items() if value is not None}


def _plain(name: str, value: object) -> object:
    if isinstance(value, bytes):
        raise TypeError(f"{name}: give a str, not bytes: decode it first")
    if isinstance(value, datetime):
        return value.isoformat()
    if name == "happened" and isinstance(value, Iterable) and not isinstance(value, str):
        return list(value)
    return value


def _rules_of(country: Country | str | None) -> Country:
    if isinstance(country, Country):
        return country
    try:
        code = country_code(country)
    except ValueError:
        raise BadRequestError(f"{country!r} is no country: write two letters, as FR") from None
    return load_country(code)
