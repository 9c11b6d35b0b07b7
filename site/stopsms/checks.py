"""What must be right before a build: content, links, rules, publisher. Each problem is one line with its fix."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sender_lookup.country.loader import load_country, load_holidays
from sender_lookup.country.schema import Country
from sender_lookup.draft.rules import load_draft_rules
from sender_lookup.errors import RuleError
from sender_lookup.message.bodies import bodies_of

from .config import CASES_PAGE, LETTERS_PAGE, PUBLISHER_REQUIRED, SENDERS_PAGE, SOURCES_PAGE, Site
from .content.guides import Guide
from .errors import Problem
from .views.slugs import taken_slugs

# What is named for a maintainer (docs/care.md): what nobody looked at or made anew for longer, and what ends sooner.
STALE = timedelta(days=365)  # a claim, or what is shown of a body
FIRMS_STALE = FIGURES_STALE = timedelta(days=182)
NUMBERING_STALE = timedelta(days=30)  # the regulator's table changes every week
ENDING = timedelta(days=60)  # a rule
HOLIDAYS_AHEAD = 2  # years that a table of holidays must still have
NEEDED = (
    LETTERS_PAGE,
    SENDERS_PAGE,
    SOURCES_PAGE,
    "privacy",
    "legal",
    "about",
    "accessibility",
    "step-by-step",
    "can-i-send",
    "how-good",
    CASES_PAGE,
)
NEEDED_GUIDES = ("stop-did-not-work", "what-senders-must-respect")  # of the default country, where it has its guides


def find_problems(site: Site) -> list[Problem]:
    """Everything that stops a build."""
    problems = list(site.problems)
    try:
        for code in site.index.countries:
            load_draft_rules(load_country(code))
    except RuleError as error:
        return [*problems, Problem(f"sender_lookup/data/{error.file}", 1, error.what, error.fix)]
    problems += _missing_pages(site)
    for guide in site.guides.values():
        problems += _link_problems(site, guide)
    problems += _publisher_problems(site)
    return problems


def _missing_pages(site: Site) -> Iterator[Problem]:
    needed = [(language, page_id) for page_id in NEEDED for language in site.languages]
    home = load_country(site.index.default_country)
    needed += [(language, page_id) for page_id in NEEDED_GUIDES for language in sorted(home.guide_languages)]
    for country in site.countries:
        own = [site.page_id(country, name) for name in (LETTERS_PAGE, SENDERS_PAGE, SOURCES_PAGE)]
        needed += [(language, page_id) for page_id in own for language in country.languages]
    for language, page_id in dict.fromkeys(needed):
        path = f"content/{language}/{page_id}.md"
        if site.guide(language, page_id) is None and not any(p.file == path for p in site.problems):
            yield Problem(path, 1, "is missing", "write it: the site links to it")


def _link_problems(site: Site, guide: Guide) -> Iterator[Problem]:
    if guide.country and guide.country not in {c.code for c in site.countries}:
        yield Problem(guide.file, 1, f"country {guide.country!r} has no advice", "use the code of one that has")
        return
    if guide.country and guide.language not in load_country(guide.country).languages:
        problem = f"{guide.country} is not published in {guide.language!r}"
        yield Problem(guide.file, 1, problem, "add it to the `languages` of the country file, or drop the guide")
        return
    country = load_country(guide.country or site.index.default_country)
    if guide.country and guide.slug in taken_slugs(site, guide.language, country):
        yield Problem(guide.file, 1, f"slug {guide.slug!r} is that of a family of senders", "choose another slug")
    for claim in guide.claims:
        if claim not in country.claims:
            yield Problem(guide.file, 1, f"claim {claim!r} does not exist", "fix its id in `claims`")
    if guide.next and site.guide(guide.language, guide.next) is None:
        yield Problem(guide.file, 1, f"next page {guide.next!r} does not exist", "fix `next`")
    for kind, target, line in guide.links:
        if not _exists(site, guide, country, kind, target):
            yield Problem(
                guide.file,
                line,
                f"link {kind}:{target} leads nowhere" if target else f"link {kind!r} leads nowhere",
                "use claim:, route:, tel:, page:, family:, home:, licences: or an https address",
            )


def _exists(site: Site, guide: Guide, country: Country, kind: str, target: str) -> bool:
    if kind == "claim":
        return target in country.claims
    if kind in ("route", "tel"):
        route = country.routes.get(target)
        return route is not None and bool(route.url if kind == "route" else route.phone)
    if kind == "page":
        return site.guide(guide.language, target) is not None
    if kind == "family":
        return target in _family_pages(site, country)
    return (kind in ("home", "licences") and not target) or (kind == "https" and target.startswith("//"))


def _family_pages(site: Site, country: Country) -> set[str]:
    return {family.id for group in site.families(country).values() for family in group}


def _publisher_problems(site: Site) -> Iterator[Problem]:
    if not site.is_public:
        return
    for key in PUBLISHER_REQUIRED:
        if not site.publisher.get(key):
            yield Problem(
                "site/config.toml",
                1,
                f"publisher.{key} is empty for the public address {site.base_url}",
                "say who publishes this site",
            )


def maintenance_notes(site: Site) -> list[str]:
    """What a maintainer should look at, without stopping the build."""
    found = []
    for country in site.countries:
        claims = country.claims.values()
        unread, advice = sum(c.is_unread for c in claims), sum(c.is_advice for c in claims)
        found.append(
            f"{country.code}: {unread} of {len(claims)} claims are not yet checked against their source; "
            f"{advice} are our advice"
        )
        found += _ageing(country, site.as_of)
        found += _bodies_ageing(country, site.as_of)
        found += _holidays_ending(country, site.as_of)
    found += _tables_ageing(site)
    return list(dict.fromkeys(found))  # countries share claims, bodies and tables


def _ageing(country: Country, today: date) -> Iterator[str]:
    for claim in country.claims.values():
        checked = [s.checked for s in claim.sources if s.checked]
        if checked and today - max(checked) > STALE:
            yield f"{claim.id}: last checked on {max(checked)}, more than 12 months ago"
        if claim.valid_to and today <= claim.valid_to <= today + ENDING:
            yield f"{claim.id}: ends on {claim.valid_to}"


def _bodies_ageing(country: Country, today: date) -> Iterator[str]:
    for body in bodies_of(country.code).all:
        checked = [s.checked for s in body.sources if s.checked]
        if checked and today - max(checked) > STALE:
            yield f"official body {body.id!r}: last checked on {max(checked)}, more than 12 months ago"


def _holidays_ending(country: Country, today: date) -> Iterator[str]:
    days = load_holidays(country.holidays) if country.holidays else ()
    if days and max(days).year < today.year + HOLIDAYS_AHEAD:
        yield f"{country.holidays}: the table of holidays ends with {max(days).year}"


def _tables_ageing(site: Site) -> Iterator[str]:
    """What tools and options of the build make: each with the day that it is of."""
    days = [(day, f"list of firms of {code}", FIRMS_STALE) for code, day in site.companies.items()]
    days += [(site.figures.as_of, "how-good figures", FIGURES_STALE)] if site.figures else []
    days += [(site.numbering_date, "table of number blocks", NUMBERING_STALE)] if site.numbering_date else []
    for day, what, limit in days:
        if site.as_of - day > limit:
            yield f"{what}: of {day}, more than {limit.days} days old"
