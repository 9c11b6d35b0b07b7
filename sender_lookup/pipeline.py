"""From a request to the whole answer: read it, classify the sender, read the message, check the hour, advise.

>>> from datetime import date
>>> result = lookup({"sender": "36180", "country": "FR"}, as_of=date(2026, 11, 24))
>>> result.advice.verdict.value, result.advice.steps[0].uri
('stop', 'sms:36180?&body=STOP')
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from .advice.case import LABEL, OWN_NUMBER, Case
from .advice.follow_up import letters_for
from .advice.hours import check
from .advice.rules import advise
from .codes import HAPPENED, Kind, Purpose
from .country.loader import load_country
from .country.schema import Country
from .intake.paste import unpack
from .intake.request import read_request
from .memory import forget
from .message.bodies import bodies_of
from .message.read import read_message, shifted
from .model import Message, Request, Result, Sender, Understood
from .sender.classify import classify, no_sender
from .sender.sentence import SENTENCE, Sentence, read_sentence

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = 100  # characters of a message that may as well be a question to this site
ONES_OWN = frozenset({"clicked", "gave_code", "gave_data"})  # what nobody writes to somebody else in a text
UNCLEAR = (Purpose.PERSONAL, Purpose.UNKNOWN)


def lookup(given: Mapping[str, object], *, as_of: date, folder: Path | None = None) -> Result:
    """The whole answer to one request.

    `given` has the fields sender, text, country, received, knows_sender, stop_sent, letter_sent, happened, answers,
    own_number, from_picture, as_of and language, all optional but one of sender and text. `folder` is a data folder to
    use instead of the packaged one.

    Raises NothingGivenError and BadRequestError (see `request`), RuleError where a data file is wrong.
    """
    try:
        return _answered(*unpack(_with_what_is_told(read_request(given, as_of=as_of))), folder)
    finally:
        forget()


def _with_what_is_told(request: Request) -> Request:
    """ "I clicked on a link" or "I gave my card number", typed in the place of the message, tells what has happened.
    "I paid" may be a text to a friend: it is asked."""
    text = request.text or ""
    if request.sender is not None or not text or len(text) > QUESTION or "http" in text or "www." in text:
        return request
    sentence = read_sentence(text, request.language)
    if sentence is None or not ONES_OWN & set(sentence.happened):
        return request
    return request._replace(happened=_all_that_happened(request, sentence))


def _all_that_happened(request: Request, sentence: Sentence) -> tuple[str, ...]:
    return tuple(h for h in HAPPENED if h in (*request.happened, *sentence.happened))


def _answered(request: Request, understood: Understood | None, folder: Path | None) -> Result:
    country = load_country(request.country, folder)
    request = with_own_number(request, country)
    sender = marked(_sender(request, understood, country), request)
    sentence = _sentence(sender, country, request.language)
    if sender is not None and sentence is not None and LABEL not in sender.notes:
        sender = no_sender(sender, country, SENTENCE)
        request = request._replace(happened=_all_that_happened(request, sentence))
    message = _message(request, understood, sender, country)
    timing = check(request.received, message.purpose if message else None, country)
    guide = sentence.guide if sentence else _guide_for(request, message)
    case = Case(request, sender, message, country, guide, channel_of(understood, message))
    advice = advise(case)
    return Result(
        sender=sender, message=message, timing=timing, advice=advice,
        letters=letters_for(case, advice), warnings=request.warnings, understood=understood, guide=case.guide,
        notes=("from_picture",) if request.from_picture else (),
        request=request, country=country,
    )  # fmt: skip


def with_own_number(request: Request, country: Country) -> Request:
    """The own number in E.164 form; one that the line's plan does not have is left out and named in the warnings."""
    if request.own_number is None:
        return request
    own = classify(request.own_number, country).e164
    warnings = request.warnings if own else (*request.warnings, "bad_own_number")
    return request._replace(own_number=own, warnings=warnings)


def _sender(request: Request, understood: Understood | None, country: Country) -> Sender | None:
    """The sender given, or the one that stands in a paste; `raw` is what was given in either case."""
    if request.sender is None:
        return None
    if understood is None or understood.field == "text":
        return classify(request.sender, country)
    if understood.sender:
        return classify(understood.sender, country)._replace(raw=request.sender)
    return classify("", country)._replace(raw=request.sender, notes=("paste",))


def _sentence(sender: Sender | None, country: Country, language: str) -> Sentence | None:
    """What was typed as a sender and is none, but a question or what happened; a name that a body bears is one."""
    if sender is None or sender.kind is not Kind.NAME:
        return None
    sentence = read_sentence(sender.display, language)
    if sentence is None:
        return None
    return sentence if sentence.guide or not bodies_of(country.code).named(sender.display) else None


def _guide_for(request: Request, message: Message | None) -> str | None:
    """A question typed where the message belongs is one all the same: its guide is offered beside the answer."""
    text = request.text or ""
    if message is None or request.sender is not None or len(text) > QUESTION:
        return None
    if message.purpose not in UNCLEAR and "clicked" not in request.happened:
        return None
    sentence = read_sentence(text, request.language)
    return sentence.guide if sentence else None


def channel_of(understood: Understood | None, message: Message | None) -> str | None:
    """How it came where that was no SMS: what the phone's own lines say, or a button in the conversation (RCS)."""
    if understood is not None and understood.channel:
        return understood.channel
    return "rcs" if message is not None and "rcs_button" in [s.code for s in message.signals] else None


def marked(sender: Sender | None, request: Request) -> Sender | None:
    """With a note where it is the person's own number: then it was forged."""
    if sender is None or request.own_number is None or sender.e164 != request.own_number:
        return sender
    return sender._replace(notes=(*sender.notes, OWN_NUMBER))


def _message(
    request: Request, understood: Understood | None, sender: Sender | None, country: Country
) -> Message | None:
    """The reading of the message without a phone's own lines above it; evidence keeps its place in the whole text."""
    if request.text is None:
        return None
    start = understood.start if understood else 0
    message = read_message(request.text[start:], sender, country, from_picture=request.from_picture)
    return shifted(message, start) if message and start else message
