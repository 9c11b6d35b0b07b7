"""The page "How good is it?": the measured figures in words, none of them written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.numbers import format_decimal, format_percent

from sender_lookup.codes import Purpose
from sender_lookup.output.catalogue import load_catalogue

from ..content.figures import ANSWERS, KINDS, SETS, Count, Figures, Measured, Miss, summed
from ..i18n import site_words
from .urls import current_site

FEW = 30  # messages; of fewer no percentage is shown, since it would say nothing
SMALL = ("scams_seen", "scams_waved", "honest_accused", "answers_right")  # what is shown of a country with few messages

Cell = tuple[str, str]  # a percentage, "" where there is none, and a count or what stands in its place


@dataclass(frozen=True, slots=True)
class Table:
    """The counts of a country in words: of each thing counted what it is, our share, that of the n-grams alone."""

    country: str
    caption: str
    rows: tuple[tuple[str, Cell, Cell], ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One set of messages. `small` has a row for each country with few messages: name, how many, then `SMALL`."""

    name: str
    whole: Table
    tables: tuple[Table, ...]
    small: tuple[tuple[str, ...], ...]
    misses: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def how_good(language: str) -> dict[str, Any]:
    """What the page's template needs."""
    figures = current_site().figures
    assert figures is not None  # the checks have refused a site without
    words = Words(language)
    return {
        "figures": figures,
        "lead": tuple(words.lead(summed(figures.measured))),
        "measured": words.number(sum(m.messages for m in figures.measured)),
        "few": words.number(FEW),
        "small_heads": tuple(words.t(f"site.good.row.{name}") for name in SMALL),
        "sections": [words.section(name, figures) for name in SETS if figures.of(name)],
    }


class Words:
    """Figures as a language writes them."""

    def __init__(self, language: str) -> None:
        self.language, self.t, self.w = language, site_words(language), load_catalogue(language)
        self.locale = self.t("site.locale")  # "pt" alone is Brazil's
        self.start = current_site().start_country(language).code

    def number(self, number: int) -> str:
        """1611 -> '1,611'."""
        return format_decimal(number, locale=self.locale)

    def percent(self, count: Count) -> str:
        """(17, 1125) -> '1.5%': one decimal near the ends, where it tells something."""
        share = count[0] / count[1]
        places = 3 if share < 0.1 or share > 0.9 else 2
        return format_percent(round(share, places), locale=self.locale, decimal_quantization=False)

    def share(self, count: Count) -> Cell:
        """The percentage of a count, where it is one of enough messages, and the count."""
        some, of = count
        if of == 0:
            return "", self.t("site.good.none")
        words = {"n": self.number(some), "of": self.number(of)}
        if of < FEW:
            return "", self.t("site.good.count", **words)
        return self.percent(count), self.t("site.good.share", **words)

    def per(self, whole: int, count: Count) -> str:
        """How many of a hundred, or of a thousand."""
        rounded = round(whole * count[0] / max(count[1], 1))
        return self.number(rounded) if rounded or not count[0] else self.t("site.good.less_than_one")

    def lead(self, all_: Measured) -> Iterator[str]:
        """The three sentences that most people need."""
        of = {name.partition("_")[2]: self.per(100, all_.answers[name]) for name in ANSWERS[:3]}
        yield self.t("site.good.lead.scams", **of)
        thousand = {what: self.per(1000, all_.answers[f"honest_{what}"]) for what in ("accused", "doubted")}
        yield self.t("site.good.lead.honest", whole=self.number(1000), **thousand)
        yield self.t("site.good.lead.right", right=self.per(100, all_.answers["answers_right"]))

    def country(self, code: str) -> str:
        """The name of a country as a heading, of those as well that the site has no words for."""
        key = f"country.{code}"
        name = self.t(key) if key in self.t else str(Locale.parse(self.locale).territories[code])
        return name[:1].upper() + name[1:]

    def section(self, name: str, figures: Figures) -> Section:
        """One set of messages in words."""
        measured = figures.of(name)
        enough = [m for m in measured if m.messages >= FEW]
        first = sorted(enough, key=lambda m: m.country != self.start)
        return Section(
            name=name,
            whole=self.table(summed(measured), self.t("site.good.all")),
            tables=tuple(self.table(m, self.country(m.country), m.country == self.start) for m in first),
            small=tuple(self.small(m) for m in measured if m.messages < FEW),
            misses=tuple((kind, tuple(self.misses(name, kind, figures))) for kind in KINDS),
        )

    def table(self, m: Measured, name: str, is_open: bool = False) -> Table:
        """The table of a country."""
        rows = ((self.t(f"site.good.row.{what}"), self.share(m.answers[what]), self.alone(m, what)) for what in ANSWERS)
        caption = self.t("site.good.caption", country=name, messages=self.number(m.messages))
        return Table(name, caption, tuple(rows), is_open)

    def alone(self, m: Measured, what: str) -> Cell:
        """The same of the n-grams alone, where they can say it."""
        return self.share(m.ngrams[what]) if what in m.ngrams else ("", self.t("site.good.no_advice"))

    def small(self, m: Measured) -> tuple[str, ...]:
        """The row of a country with few messages."""
        return (self.country(m.country), self.number(m.messages), *(self.share(m.answers[what])[1] for what in SMALL))

    def misses(self, name: str, kind: str, figures: Figures) -> Iterator[tuple[str, str]]:
        """How often, and which miss, the commonest first."""
        for miss in figures.misses:
            if (miss.set, miss.kind) == (name, kind):
                yield self.number(miss.times), self.miss(miss)

    def miss(self, miss: Miss) -> str:
        """A kind of miss as a sentence."""
        was = self.t(f"site.good.kind.{miss.was}")
        if miss.got == Purpose.UNKNOWN:
            return self.t("site.good.miss.unknown", was=was)
        got = self.t(f"site.good.kind.{miss.got}") if miss.kind == "misread" else self.w(f"verdict.{miss.got}")
        return self.t(f"site.good.miss.{miss.kind}", was=was, got=got)
