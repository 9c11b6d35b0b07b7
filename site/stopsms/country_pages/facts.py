"""What a template of a page may ask for, for one country in one language. `names()` is the list.

Everything is asked of the package, as an answer to a message asks it: the same steps, claims and services, in the same
words. A page so says what the answers of its country say, and nothing of another country.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from sender_lookup.advice.steps import common_step
from sender_lookup.codes import MAY_COST
from sender_lookup.country.schema import Country, Family
from sender_lookup.model import Result, Step
from sender_lookup.output.answer import family_text, letter_words, step_view
from sender_lookup.output.catalogue import Catalogue, load_catalogue
from sender_lookup.output.claims import silent_reasons_of
from sender_lookup.output.message_in_words import signs_in_words

from ..examples.masked import masked, masked_result, of_any_number
from ..examples.phone_drawings import sample_of
from ..examples.situations import Situation, answer_to, example_of, examples_for
from ..i18n import own_words, site_words
from .said import MARKS, Claimed, Said, Service, Shown, Sort, marked, plain

LOOKS = ("digits", "name", "mobile", "other")
MOST = 6  # of claims in one list: the page of sources has them all
BROUGHT, SPAM = "report", "spam"  # the step that leads to the country's route for fraud, and its situation for spam


@dataclass(frozen=True)
class Facts:
    """A country in a language, for its pages. `page_id` gives the id of its page of a name, `has_page` says whether it
    has one."""

    country: Country
    language: str
    as_of: date
    page_id: Callable[[str], str]
    has_page: Callable[[str], bool]

    @cached_property
    def w(self) -> Catalogue:
        """The package's words."""
        return load_catalogue(self.language, self.country)

    @cached_property
    def t(self) -> Catalogue:
        """The pages' words."""
        return site_words(self.language, self.country)

    def names(self) -> Mapping[str, Any]:
        """What a template sees.

        `name` and `here` are the country's name and "in" it; `page(name)` and `has_page(name)` a page of the country;
        `own(key)` the country's own sentence `site.page.<key>`, or "". `step(name)` is a step of the advice ("wait",
        "do_not_reply.mobile"), `behind(name)` what it rests on, `example(name)` an example message with its answer,
        `silent` why a word fails. `sorts` are the families, `looks` the same by how they look, `claims(...)` claims by
        what they are about; `report`, `spam` (for adverts, where that is elsewhere), `authority`, `lists`, `help`,
        `disputes`, `police`, `support` the services that the advice knows, and `first_line` one to ring.
        """
        rules = self.country.advice
        return {
            "rules": rules, "name": self.name, "here": self.here, "word": rules.default_keyword or "",
            "page": self.page_id, "has_page": self.has_page, "own": self.own, "letters": self.letters(),
            "step": self.step, "behind": self.behind, "example": self.example, "silent": self.silent(),
            "looks": self.looks, "sorts": self.sorts, "claims": self.claims, "claim": self.claim,
            "conflicts": self.conflicts(), "report": self.one(rules.fraud_route),
            "spam": self.one(rules.spam_route), "authority": self.authority,
            "lists": self.services(rules.opt_out_lists), "help": self.services(rules.help_routes),
            "disputes": self.services(rules.dispute_routes), "police": self.services(rules.police_routes),
            "support": self.services(rules.support_routes), "first_line": self.first_line,
        }  # fmt: skip

    # --- the country -------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The country's name: "the United Kingdom"."""
        return self.t(f"country.{self.country.code}")

    @property
    def here(self) -> str:
        """Its name with "in": "in the United Kingdom"."""
        own = f"site.in.{self.country.code}"
        return self.t(own) if own in self.t else self.t("site.in", country=self.name)

    def own(self, key: str) -> str:
        """A sentence of the country's own for a page, as Markdown; "" where it has none."""
        own = f"site.page.{key}"
        return self.t(own) if own in self.t else ""

    # --- what is said ------------------------------------------------------------------------------------------------

    def claims(self, *about: str, without: Iterable[str] = (), most: int = MOST) -> list[Claimed]:
        """The first claims about these things, in the order of the country's file; `without` names some to be left out.

        What a claim is about is the second part of its id: `xx.stop.price` is about STOP.
        """
        left_out = {*without, *self._of_danger}
        own = f"{self.country.code.lower()}."
        ordered = sorted(self.country.claims, key=lambda c: not c.startswith(own))  # its own before those of several
        found = (c for c in ordered if c.split(".")[1] in about and c not in left_out)
        return [self.claim(c) for c in islice(found, most)]

    @cached_property
    def _of_danger(self) -> set[str]:
        """The claims of lines for danger and despair, which are named where these are spoken of."""
        rules = self.country.advice
        routes = (
            *rules.police_routes,
            *rules.crisis_routes,
            *(r for r in rules.support_routes if r not in rules.help_routes),
        )
        return {c for r in routes if r != rules.fraud_route for c in self.country.routes[r].claims}

    def behind(self, name: str) -> tuple[str, ...]:
        """The claims that a step rests on."""
        action, _, situation = name.partition(".")
        return common_step(self.country, action, situation).claims

    def claim(self, claim_id: str) -> Claimed:
        """One claim."""
        text = f"[{plain(self.w(f'claim.{claim_id}'))}](claim:{claim_id})"
        return Claimed(claim_id, text)

    def step(self, name: str) -> Said:
        """A step of the advice: `action`, or `action.situation`."""
        action, _, situation = name.partition(".")
        made = common_step(self.country, action, situation)
        rules = self.country.advice
        route = None
        if action == BROUGHT:
            route = (rules.spam_route if situation == SPAM else None) or rules.fraud_route
        return self.said(made._replace(route=route))

    def said(self, step: Step) -> Said:
        """A step in words, with its marks."""
        view = step_view(step, self.country, self.w)
        claims = tuple(c.id for c in view.claims)
        return Said(step.action, plain(view.title), marked(plain(view.text), claims), claims)

    def _steps(self, result: Result) -> list[Said]:
        """Each said once, as on the page of a family."""
        steps = masked_result(of_any_number(result)).advice.steps
        return list({s.title: s for s in map(self.said, steps)}.values())

    def example(self, name: str) -> Shown | None:
        """The example message of that id or that name (`advert`, `scam`, `code`), with what is found in it and done."""
        found = next((s for s in examples_for(self.country.code, self.language) if name in (s.example, s.id)), None)
        return self._shown(found) if found else None

    def _shown(self, situation: Situation) -> Shown:
        sender = situation.sender or example_of(self.country.family(situation.families[0]), self.country.code)
        result = answer_to(sender, situation.text, self.country.code, self.as_of)
        signs = signs_in_words(result, self.w) if result.message else ()
        shown = masked_result(result).request.text or situation.text
        return Shown(masked(sender), plain(shown), tuple(map(plain, signs)), tuple(self._steps(result)))

    def silent(self) -> list[str]:
        """Why STOP fails without a word, each with its marks."""
        return [
            marked(plain(words), [c.id for c in claims]) for words, claims in silent_reasons_of(self.country, self.w)
        ]

    def conflicts(self) -> list[tuple[str, list[Claimed]]]:
        """On what sources disagree, and what each says."""
        return [(plain(self.w(f"conflict.{c.id}")), [self.claim(i) for i in c.claims]) for c in self.country.conflicts]

    # --- senders -----------------------------------------------------------------------------------------------------

    @cached_property
    def sorts(self) -> list[Sort]:
        """The families that have a page."""
        return [self._sort(f) for f in self.country.families if example_of(f, self.country.code)]

    @cached_property
    def looks(self) -> list[tuple[str, list[Sort]]]:
        """The same by how their senders look: the words for that, the families."""
        by_look = {look: [s for s in self.sorts if self.country.family(s.id).look == look] for look in LOOKS}
        return [(self.t(f"site.senders.{look}"), sorts) for look, sorts in by_look.items() if sorts]

    def _sort(self, family: Family) -> Sort:
        code = self.country.code
        title = own_words(self.language, self.country, "family.title", family.id)
        alone = answer_to(example_of(family, code), "", code, self.as_of)
        first = masked_result(of_any_number(alone)).advice.steps[0]
        return Sort(
            id=family.id, seen=plain(sample_of(family, self.country, title)),
            words=plain(own_words(self.language, self.country, "family.words", family.id)),
            about=marked(plain(family_text(family.id, family.kind, self.w)), family.claims[:MARKS]),
            first=self.said(first), kind=family.kind, claims=family.claims,
            is_paid=family.surcharged or MAY_COST in family.notes,
        )  # fmt: skip

    # --- where to turn -----------------------------------------------------------------------------------------------

    def service(self, route_id: str) -> Service:
        """A service of the country."""
        route = self.country.routes[route_id]
        name, what = (self._route_words(route_id, part) for part in ("name", "what"))
        url = route.url_in(self.language)
        return Service(
            id=route_id, name=name, phone=route.phone or "", url=url or "", link=f"route:{route_id}" if url else "",
            sms=route.sms or "", what=marked(what, route.claims), claims=route.claims,
            colon=self.w("answer.colon"),
        )  # fmt: skip

    def _route_words(self, route_id: str, part: str) -> str:
        key = f"route.{route_id}.{part}"
        return plain(self.w(key) if key in self.w else self.country.routes[route_id].name)

    def services(self, routes: Iterable[str]) -> list[Service]:
        """Several."""
        return [self.service(r) for r in routes]

    def one(self, route_id: str | None) -> Service | None:
        """One, where there is one."""
        return self.service(route_id) if route_id else None

    @property
    def authority(self) -> Service | None:
        """Who hears complaints about advertising; it may have no route of its own."""
        name = self.country.advice.authority or ""
        if name in self.country.routes:
            return self.service(name)
        found = self.country.authorities.get(name)
        return Service(name, plain(found.name), url=found.url or "", link=found.url or "") if found else None

    @property
    def first_line(self) -> Service | None:
        """The first line that somebody who was cheated can ring."""
        rules = self.country.advice
        routes = (*rules.help_routes, *((rules.fraud_route,) if rules.fraud_route else ()))
        return next((s for s in self.services(routes) if s.call), None)

    def letters(self) -> dict[str, tuple[str, str]]:
        """Letter id -> its title and what it is for."""
        return {i: letter_words(i, self.w) for i in self.country.letters}
