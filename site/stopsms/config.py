"""What the pages need to know: guides, countries, dates, publisher, and where Python for the browser lies."""

from __future__ import annotations

import hashlib
import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from sender_lookup.country.loader import load_country, load_index
from sender_lookup.country.schema import Country, Family, Index

from .companies.lists import days_of_lists
from .content.figures import Figures, read_figures
from .content.guides import Guide, equal_slugs, read_guides
from .country_pages.templates import make_guides
from .docs.pages import DocPage, read_docs
from .errors import BuildError, Problem
from .examples.situations import example_of
from .numbering.sources import numbering_date

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
DOCS = ROOT / "docs"  # for developers
FIGURES = CONTENT / "how-good.jsonl"  # what tools/how_good.py measured
CONFIG = ROOT / "site" / "config.toml"
PUBLISHER_REQUIRED = ("name", "address", "email", "host")
LOOKS = ("digits", "name", "mobile", "other")  # senders as a person sees them, in the order in which they are offered
LETTERS_PAGE, SENDERS_PAGE, SOURCES_PAGE = "letters", "senders", "sources"  # pages that every country with advice has
CASES_PAGE = "my-cases"
# Where a country has not each guide, the one that has what somebody looks for there.
NEAREST = {
    "i-clicked": "charged",
    "unasked-code": "scam-or-advert",
    "who-is-behind": "complain",
    "stop-did-not-work": "complain",
    "stop-does-not-send": "step-by-step",
    "blocked-but-arriving": "step-by-step",
    "name-or-mobile-sender": "step-by-step",
    "not-for-me": "complain",
}
NPM_MODULES = {"idb": "idb/build/index.js"}  # what pages import of npm packages: our name -> its file
LANGUAGE_NAMES = {
    "fr": "Français", "gl": "Galego", "es": "Castellano", "en": "English",
    "de": "Deutsch", "it": "Italiano", "pt": "Português", "nl": "Nederlands",
}  # fmt: skip


@dataclass(frozen=True)
class Site:
    """One state of content, rules and configuration."""

    base_url: str
    as_of: date
    guides: Mapping[tuple[str, str], Guide]
    publisher: Mapping[str, str]
    revision: str
    runtime: str = ""
    pictures: str = ""
    numbering_date: date | None = None
    figures: Figures | None = None
    companies: Mapping[str, date] = field(default_factory=dict)  # country with a list of firms -> its day
    docs: tuple[DocPage, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def index(self) -> Index:
        """Languages, countries, default country."""
        return load_index()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, in the order in which they are offered."""
        return self.index.languages

    @property
    def countries(self) -> tuple[Country, ...]:
        """The countries with advice, which have pages of their own."""
        return tuple(c for c in (load_country(code) for code in self.index.countries) if c.letters)

    def countries_in(self, language: str) -> tuple[Country, ...]:
        """Those of them that are published in a language."""
        return tuple(c for c in self.countries if language in c.languages)

    def families(self, country: Country) -> dict[str, tuple[Family, ...]]:
        """The families of a country that have a page, by how their senders look: those with an example."""
        shown = [f for f in country.families if example_of(f, country.code)]
        return {look: tuple(f for f in shown if f.look == look) for look in LOOKS}

    def start_country(self, language: str) -> Country:
        """The country that a language's home page begins with, where it has advice; else the default."""
        wanted = self.index.start_countries.get(language, "")
        return next((c for c in self.countries if c.code == wanted), load_country(self.index.default_country))

    def page_id(self, country: Country, name: str) -> str:
        """The id of a page that every country has: `senders` for the default country, `es/senders` for another."""
        return name if country.code == self.index.default_country else f"{country.code.lower()}/{name}"

    def guide(self, language: str, page_id: str) -> Guide | None:
        """The guide of that id in that language, or None."""
        return self.guides.get((language, page_id))

    def guide_for(self, language: str, country: Country, name: str) -> Guide | None:
        """The guide of that name for people in a country: about it, else the nearest that it has, else about none."""
        for wanted in (name, NEAREST.get(name, name)):
            if own := self.guide(language, self.page_id(country, wanted)):
                return own
        general = self.guide(language, name)
        return general if general and not general.country else None

    def with_runtime(self, runtime: str) -> Site:
        """The same site with the folder of its Python (relative to the base address)."""
        return replace(self, runtime=runtime)

    def with_pictures(self, pictures: str) -> Site:
        """The same site with the folder of the list of files that read pictures (relative to the base address)."""
        return replace(self, pictures=pictures)

    @property
    def is_public(self) -> bool:
        """True where the base address is not one of this machine."""
        return urlsplit(self.base_url).hostname not in ("localhost", "127.0.0.1", None)


def npm_module(name: str) -> bytes:
    """A module of an npm package that pages import; raises BuildError where the package is not there."""
    path = ROOT / "site" / "node_modules" / NPM_MODULES[name]
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problem = Problem(path.relative_to(ROOT).as_posix(), 0, "is not there", "run `npm ci` in site/")
        raise BuildError(problem) from None


def assets_version(folder: Path = ROOT / "site" / "static") -> str:
    """A hash of the scripts, styles and images: part of their addresses."""
    found = hashlib.sha256()
    for name in NPM_MODULES:
        found.update(npm_module(name))
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:10]


def revision_of(root: Path = ROOT) -> str:
    """The short commit of the working tree, or "unknown" outside git."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def every_guide(content: Path, as_of: date) -> tuple[dict[tuple[str, str], Guide], list[Problem]]:
    """The guides that are written, and those that are made for countries that have none."""
    index = load_index()
    countries = [c for c in map(load_country, index.countries) if c.letters]
    written, problems = read_guides(
        content, index.languages, {c.code: c.guide_languages or c.languages for c in countries}
    )
    made, broken = make_guides(content, written, countries, index.default_country, as_of)
    return (guides := written | made), [*problems, *broken, *equal_slugs(guides)]


def load_site(
    base_url: str,
    as_of: date,
    *,
    content: Path = CONTENT,
    config: Path = CONFIG,
    figures: Path = FIGURES,
    docs: Path = DOCS,
    runtime: str = "",
    revision: str | None = None,
) -> Site:
    """Read everything once. Problems in content are kept in `Site.problems`, for the checks to report."""
    guides, problems = every_guide(content, as_of)
    measured, broken = read_figures(figures, f"{figures.parent.name}/{figures.name}")
    documentation, wrong = read_docs(docs)
    publisher = tomllib.loads(config.read_text("utf-8")).get("publisher", {})
    return Site(
        base_url=base_url if base_url.endswith("/") else base_url + "/",
        as_of=as_of, guides=guides, publisher=publisher, runtime=runtime,
        revision=revision_of() if revision is None else revision,
        numbering_date=numbering_date(), figures=measured, companies=days_of_lists(), docs=documentation,
        problems=(*problems, *broken, *wrong),
    )  # fmt: skip
