"""The answers of family pages, made by the package itself from example senders and messages.

The last digits of numbers in examples are masked and the links that would open an SMS are taken off: a reader must use
the number of their own message, never the example's.

>>> masked("36180"), masked("06 12 34 56 78"), masked("(202) 555-0142"), masked("1004"), masked("3D Secure")
('36•••', '06 12 34 •• ••', '(202) 555-••••', '1004', '3D Secure')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sender_lookup.codes import CODE_KINDS, Kind
from sender_lookup.country.number_blocks import UNALLOCATED
from sender_lookup.country.schema import Country, Family
from sender_lookup.model import OptOut, Result, Step
from sender_lookup.output.answer import as_html
from sender_lookup.sender.classify import classify_printed

from .situations import answer_to, example_of

FEWEST = 5  # digits of a number that is masked
FEWEST_OF_CODE = 4  # of a code for texts, which no example may show whole
HIDDEN = "•"  # in the place of a digit, as on the receipts of card payments


def masked(number: str, fewest: int = FEWEST) -> str:
    """Its last three digits masked, of a long one the last four; what anybody may dial (1004) and names stay."""
    length = len(re.findall(r"\d", number))
    if length < fewest or not re.fullmatch(r"\+?[\d(][\d .()-]*", number):
        return number
    hidden = 3 if length < 8 else 4
    return re.sub(rf"\d(?=(?:\D*\d){{0,{hidden - 1}}}\D*$)", HIDDEN, number)


def fewest_of(kind: Kind) -> int:
    """From how many digits on a number of that kind is masked."""
    return FEWEST_OF_CODE if kind in CODE_KINDS else FEWEST


def mask_to(number: str | None, country: Country) -> str | None:
    """A number to write to or to call, as a phone of that country shows it, masked; a code of four digits as well."""
    if not number:
        return None
    printed = classify_printed(number, country)
    return masked(printed.display or number, fewest_of(printed.kind))


def _mask_step(step: Step, country: Country) -> Step:
    return step._replace(to=mask_to(step.to, country), uri=None)


def _mask_opt_out(opt_out: OptOut, country: Country) -> OptOut:
    return opt_out._replace(to=mask_to(opt_out.to, country))


def of_any_number(result: Result) -> Result:
    """The result without what is true of the example's number alone: what the numbering table says, and the country of
    a foreign one. Pages speak of a whole family."""
    if result.sender is None:
        return result
    notes = tuple(n for n in result.sender.notes if n != UNALLOCATED)
    region = None if result.sender.kind is Kind.FOREIGN else result.sender.region
    sender = result.sender._replace(allocation=None, operator=None, notes=notes, region=region)
    return replace(result, sender=sender)


def _mask_text(text: str, result: Result) -> str:
    """The text with the numbers of its opt-outs masked; a code to sign in has as many digits, and stays."""
    for number in _numbers(result):
        as_printed = "[ .-]?".join(map(re.escape, number))
        fewest = fewest_of(classify_printed(number, result.country).kind)
        for found in set(re.findall(as_printed, text)):
            text = text.replace(found, masked(found, fewest))
    return text


def _numbers(result: Result) -> set[str]:
    """What somebody could write to: the numbers of the opt-outs, and those to which the message invites."""
    if result.message is None:
        return set()
    printed = result.message.opt_out
    ways = {o.to for o in (printed, *printed.also) if o.to} if printed else set()
    paid = (e.text for s in result.message.signals if s.code == INVITES for e in s.evidence)
    return ways | {re.sub(r"\D", "", text) for text in paid}


INVITES = "invites_to_paid_code"


def masked_result(result: Result) -> Result:
    """The result of an example, with nothing in it that could be sent by mistake."""
    message, request = result.message, result.request
    if message is not None and message.opt_out is not None:
        message = message._replace(opt_out=_mask_opt_out(message.opt_out, result.country))
    if request is not None and request.text:
        # The same length, so that the evidence still points to the right characters.
        request = request._replace(text=_mask_text(request.text, result))
    steps = tuple(_mask_step(s, result.country) for s in result.advice.steps)
    sender = result.sender
    if sender is not None and sender.kind is not Kind.SERVICE_NUMBER:  # a public one may be seen, and dialled
        sender = sender._replace(display=masked(sender.display, fewest_of(sender.kind)))
    return replace(result, sender=sender, message=message, request=request, advice=result.advice._replace(steps=steps))


def example_answer(
    family: Family, text: str | None, country: Country, language: str, as_of: date, letter_links: Mapping[str, str]
) -> tuple[Result, str]:
    """The masked result for an example of the family, with its answer as HTML."""
    result = answer_to(example_of(family, country.code), text or "", country.code, as_of)
    result = masked_result(of_any_number(result))
    return result, as_html(result, language, letter_links)
