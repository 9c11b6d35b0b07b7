"""The steps that rules give: what to do, to which number, with the link that does it and the claims behind it."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from ..country.schema import Country
from ..memory import remembered
from ..model import Step
from ..sender.classify import classify_printed
from .case import Case

LONGEST_REPORT = 1_000  # characters of a message that a report carries: a link has to stay one


def step(case: Case, action: str, situation: str = "", when: str | None = None, **details: str | None) -> Step:
    """A step with the claims that the country file gives for it."""
    if not details or not any(details.values()):
        return common_step(case.country, action, situation, when)
    claims = _claims_of(case.country, action, situation)
    return Step(action=action, situation=situation or None, claims=claims, when=when, **details)


def sms_step(case: Case, action: str, to: str, body: str, situation: str = "", when: str | None = None) -> Step:
    """A step that sends one word to one number, with its `sms:` link.

    The form `sms:36180?&body=STOP` is read by Android (after `?`) and by iOS (after `&`) alike.
    """
    return _sms_step(case.country, action, to, body, situation, when)


def report_steps(case: Case, when: str | None = None, situation: str = "", *, spam: bool = False) -> list[Step]:
    """Report to the country's route for fraud, by SMS where it takes one; nothing where there is none.

    `spam`: what is unwanted rather than a fraud, which some countries want to be told to another office.
    """
    rules = case.country.advice
    name = rules.fraud_route
    if spam and rules.spam_route:
        name, situation = rules.spam_route, situation or "spam"
    if not name:
        return []
    number = case.country.routes[name].sms
    text = (case.request.text or "") if case.message else ""
    uri = f"sms:{number}?&body={quote(text[:LONGEST_REPORT], errors='replace')}" if number else None
    return [step(case, "report", situation, route=name, to=number, uri=uri, when=when)]


def routed_steps(case: Case, action: str, situation: str, *routes: str | None) -> list[Step]:
    """A step for each route, with the route's claims; its own words tell what it is for."""
    known = [case.country.routes[r] for r in routes if r is not None]
    return [Step(action=action, situation=situation or None, route=r.id, claims=r.claims) for r in known]


def police_steps(case: Case) -> list[Step]:
    """The emergency lines, the one by SMS with its link; a sentence without a number where we read none."""
    steps = []
    for route in (case.country.routes[r] for r in case.country.advice.police_routes):
        by_sms = route.sms is not None
        uri = f"sms:{route.sms}" if by_sms else None
        situation = "by_sms" if by_sms else None
        steps.append(
            Step(action="police", situation=situation, route=route.id, claims=route.claims, to=route.sms, uri=uri)
        )
    return steps or [step(case, "police", "none")]


def _claims_of(country: Country, action: str, situation: str) -> tuple[str, ...]:
    """Those of the situation, none where the file lists none for it, else those of the action."""
    return country.steps.get(f"{action}.{situation}", country.steps.get(action, ()))


@lru_cache(maxsize=1000)  # of actions and situations, which are ours
def common_step(country: Country, action: str, situation: str = "", when: str | None = None) -> Step:
    """A step without a number or a word to send is the same in every answer: made once."""
    return Step(action=action, situation=situation or None, claims=_claims_of(country, action, situation), when=when)


@remembered
def _sms_step(country: Country, action: str, to: str, body: str, situation: str, when: str | None) -> Step:
    family = country.family(classify_printed(to, country).family)
    price = (family.price or "surcharged") if family.surcharged else None
    uri = f"sms:{to}?&body={quote(body)}"
    claims = _claims_of(country, action, situation)
    return Step(
        action=action, situation=situation or None, claims=claims, to=to, body=body, uri=uri, when=when, price=price
    )
