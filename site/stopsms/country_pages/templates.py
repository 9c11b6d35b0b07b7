"""Pages of a country without a file of its own: `content/<lang>/any/<id>.md` is rendered for it into a guide.

A template is a guide as any other (front matter, then Markdown), with Jinja's tags for what differs: `facts.py` lists
what it may ask for. It gives no `country`, and its `checked` is the day on which its own words were read last; the page
shows the earliest of that day and of those on which the claims that it names were looked at. A country gets a page in
all its languages or in none: a template that one of them lacks makes no page for it. Those with guides of their own
(`guide_languages`) and those without are two sets in this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from sender_lookup.country.schema import Country

from ..content.guides import FOR_ANY, Guide, guide_from
from ..errors import Problem
from .facts import Facts

Guides = Mapping[tuple[str, str], Guide]
GAPS = re.compile(r"\n{3,}")  # what the tags of a template leave behind


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the pages of countries that have no file for them. `default` is the country whose ids have no folder."""

    folder: Path
    guides: Guides
    default: str
    as_of: date

    def page_id(self, country: Country, name: str) -> str:
        """The id of a country's page of that name."""
        return name if country.code == self.default else f"{country.code.lower()}/{name}"

    def written(self, country: Country, name: str, language: str) -> bool:
        """Whether the country has a file of its own for it in a language."""
        return (language, self.page_id(country, name)) in self.guides

    def templates(self, language: str) -> set[str]:
        """The names of the templates of a language."""
        return {path.stem for path in (self.folder / language / FOR_ANY).glob("*.md")}

    def names_for(self, country: Country, language: str) -> list[str]:
        """The pages that are made for a country in a language: what all languages like it lack, and can have."""
        of_guides = language in country.guide_languages
        alike = [lang for lang in country.languages if (lang in country.guide_languages) == of_guides]
        common = set.intersection(*map(self.templates, alike))
        return sorted(name for name in common if not any(self.written(country, name, lang) for lang in alike))

    def has_page(self, country: Country, name: str, language: str) -> bool:
        """Whether a country has a page of that name in a language, written or made."""
        return self.written(country, name, language) or name in self.names_for(country, language)

    def pages(self, country: Country) -> Iterator[tuple[Guide | None, list[Problem]]]:
        """Every page of a country, or what is wrong with it."""
        for language in country.languages:
            facts = Facts(
                country,
                language,
                self.as_of,
                partial(self.page_id, country),
                partial(self.has_page, country, language=language),
            )
            for name in self.names_for(country, language):
                yield self.page(name, facts)

    def page(self, name: str, facts: Facts) -> tuple[Guide | None, list[Problem]]:
        """One page, or what is wrong with it."""
        country, language = facts.country, facts.language
        path = f"{language}/{FOR_ANY}/{name}.md"
        file = f"{self.folder.name}/{path}"
        try:
            text = country.spelled(language, environment(self.folder).get_template(path).render(facts.names()))
        except (TemplateError, KeyError) as error:
            what = f"for {country.code}: {type(error).__name__}: {error}"
            return None, [
                Problem(file, getattr(error, "lineno", 0) or 0, what, "mend the template or the country's words")
            ]
        guide, problems = guide_from(
            GAPS.sub("\n\n", text), language, self.page_id(country, name), f"{file} ({country.code})", country.code
        )
        return guide and replace(guide, checked=looked_at(guide, country)), problems


def looked_at(guide: Guide, country: Country) -> date:
    """When the page and all that it rests on had been looked at."""
    named = [target for kind, target, _ in guide.links if kind == "claim" and target in country.claims]
    days = [[s.checked for s in country.claims[c].sources if s.checked] for c in (*named, *guide.claims)]
    return min([guide.checked, *(max(found) for found in days if found)])


@cache
def environment(folder: Path) -> Environment:
    """Jinja for the templates of a content folder: Markdown needs no escaping, and what is not there is an error."""
    return Environment(
        loader=FileSystemLoader(folder), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, autoescape=False,
    )  # fmt: skip


def make_guides(
    folder: Path, guides: Guides, countries: Iterable[Country], default: str, as_of: date
) -> tuple[dict[tuple[str, str], Guide], list[Problem]]:
    """(language, page id) -> guide, for every page of these countries that has no file, and every problem."""
    maker = Maker(folder, guides, default, as_of)
    made: dict[tuple[str, str], Guide] = {}
    problems: list[Problem] = []
    for country in countries:
        for guide, found in maker.pages(country):
            problems += found
            if guide is not None:
                made[guide.language, guide.id] = guide
    return made, problems
