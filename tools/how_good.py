"""Measures how good the package is and writes `content/how-good.jsonl`, of which the page "How good is it?" is made.

    .venv/bin/python tools/how_good.py                      the whole measure, as of today
    .venv/bin/python tools/how_good.py --as-of 2026-12-01   the rules of another day
    .venv/bin/python tools/how_good.py --cases FILE ...     with further blind rounds than those of corpus/rounds

Two sets are measured, neither of which anything was learned from (corpus/README.md): `corpus/held_out`, whose rows say
what a message is, and the blind rounds in `corpus/rounds`, whose rows say which answers a careful expert accepts.
Beside the answers stands the plain model of n-grams alone (`message/ngrams`), which reads the text and nothing else.

The file names the revision that was measured. So what is measured has to be committed before; the file comes after.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from figures import NO_ALARM, by_words, show  # noqa: E402
from stopsms.config import FIGURES, revision_of  # noqa: E402
from stopsms.content.figures import Count, Figures, Measured, Miss  # noqa: E402

from sender_lookup import lookup  # noqa: E402
from sender_lookup.codes import Kind, Purpose, Verdict, Via  # noqa: E402
from sender_lookup.country.loader import load_country  # noqa: E402
from sender_lookup.intake.request import country_code  # noqa: E402
from sender_lookup.sender.classify import classify  # noqa: E402
from tests.lookup.corpus import FOLDER, held_out, read_file, read_folder  # noqa: E402

MEASURED = ("sender_lookup", "corpus", "tools")  # what has to be committed before its revision can be named
REQUEST = ("country", "sender", "text", "received")  # of a held-out row, what a person would type
WAVED = frozenset({Verdict.STOP, Verdict.NOTHING_TO_STOP})  # what a scam must never get
CALM = frozenset({Verdict.NOTHING_TO_STOP, Verdict.CHECK_FIRST})
# Verdicts that are right for what a message is, where that decides. Adverts and premium traps: `rights`.
RIGHT: Mapping[Purpose, frozenset[Verdict]] = {
    Purpose.SCAM: frozenset({Verdict.DO_NOT_REPLY, Verdict.CHECK_FIRST}),
    Purpose.TRANSACTIONAL: CALM, Purpose.ONE_TIME_CODE: CALM, Purpose.PERSONAL: CALM,
    Purpose.PREMIUM_TRAP: frozenset({Verdict.PREMIUM, Verdict.DO_NOT_REPLY, Verdict.CHECK_FIRST}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One message: what is asked, what it is (the first of the purposes that are accepted), and which verdicts are
    right."""

    request: Mapping[str, Any]
    purposes: tuple[Purpose, ...]
    right: frozenset[Verdict]

    @property
    def country(self) -> str:
        """The country of the line."""
        return country_code(self.request["country"])


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what it was read as and answered, and what the n-grams alone make of it."""

    case: Case
    read: Purpose
    verdict: Verdict
    by_words: Purpose

    @property
    def was(self) -> Purpose:
        """What it is."""
        return self.case.purposes[0]


def held_out_case(row: Mapping[str, Any]) -> Case:
    """A row of `corpus/held_out`."""
    purpose = Purpose(row["purpose"])
    return Case({name: row[name] for name in REQUEST if row.get(name)}, (purpose,), rights(row, purpose))


def blind_case(row: Mapping[str, Any]) -> Case:
    """A row of a blind round."""
    return Case(row["request"], tuple(map(Purpose, row["purpose"])), frozenset(map(Verdict, row["expect"])))


def rights(row: Mapping[str, Any], purpose: Purpose) -> frozenset[Verdict]:
    """The verdicts that are right for a held-out message: of its purpose, and for an advert of its way out.

    Where an advert prints a free code to send STOP to, STOP is the answer; an advert with another way out, or none, may
    need a look first. One from abroad is not answered, and one whose STOP costs is a matter of the price.
    """
    country = load_country(country_code(row["country"]))
    printed = row.get("opt_out") or {}
    way_out = classify(printed["to"], country).kind if printed.get("via") == Via.SMS else None
    sender = classify(row["sender"], country).kind if row.get("sender") else None
    if purpose is Purpose.MARKETING:
        return _rights_of_an_advert(way_out, sender)
    is_free = purpose is Purpose.PREMIUM_TRAP and way_out is Kind.SHORT_CODE
    return RIGHT[purpose] | {Verdict.STOP} if is_free else RIGHT[purpose]


def _rights_of_an_advert(way_out: Kind | None, sender: Kind | None) -> frozenset[Verdict]:
    if sender is Kind.FOREIGN:
        return frozenset({Verdict.DO_NOT_REPLY, Verdict.CHECK_FIRST})
    if way_out is Kind.PREMIUM_SHORT_CODE:
        return frozenset({Verdict.PREMIUM, Verdict.CHECK_FIRST})
    if way_out is Kind.SHORT_CODE and sender is not Kind.MOBILE:
        return frozenset({Verdict.STOP})
    return frozenset({Verdict.STOP, Verdict.CHECK_FIRST})


def judge(case: Case, as_of: date) -> Judged:
    """Ask the package, and the n-grams alone."""
    result = lookup(case.request, as_of=as_of)
    read = result.message.purpose if result.message else Purpose.UNKNOWN
    return Judged(case, read, result.advice.verdict, by_words(case.request["text"]))


def _share(rows: Iterable[bool]) -> Count:
    found = list(rows)
    return sum(found), len(found)


def measure(name: str, country: str, rows: list[Judged]) -> Measured:
    """The counts of a country."""
    scams = [r for r in rows if r.was is Purpose.SCAM]
    honest = [r for r in rows if r.was not in NO_ALARM and Verdict.DO_NOT_REPLY not in r.case.right]
    return Measured(
        set=name, country=country, messages=len(rows),
        answers={
            "scams_seen": _share(r.verdict is Verdict.DO_NOT_REPLY for r in scams),
            "scams_doubted": _share(r.verdict is Verdict.CHECK_FIRST for r in scams),
            "scams_waved": _share(r.verdict in WAVED for r in scams),
            "honest_accused": _share(r.verdict is Verdict.DO_NOT_REPLY for r in honest),
            "honest_doubted": _share(r.verdict is Verdict.CHECK_FIRST for r in honest),
            "answers_right": _share(r.verdict in r.case.right for r in rows),
            "kinds_right": _share(r.read in r.case.purposes for r in rows),
        },
        ngrams={
            "scams_seen": _share(r.by_words is Purpose.SCAM for r in scams),
            "scams_waved": _share(r.by_words not in NO_ALARM for r in scams),
            "honest_accused": _share(r.by_words is Purpose.SCAM for r in honest),
            "kinds_right": _share(r.by_words in r.case.purposes for r in rows),
        },
    )  # fmt: skip


def misses(name: str, rows: list[Judged]) -> list[Miss]:
    """Every kind of miss with how often it was made, the commonest first."""
    misread = Counter((r.was.value, r.read.value) for r in rows if r.read not in r.case.purposes)
    misadvised = Counter((r.was.value, r.verdict.value) for r in rows if r.verdict not in r.case.right)
    return [
        Miss(set=name, kind=kind, was=was, got=got, times=times)
        for kind, found in (("misread", misread), ("misadvised", misadvised))
        for (was, got), times in sorted(found.items(), key=lambda row: (-row[1], row[0]))
    ]


def figures_of(sets: Mapping[str, Iterable[Case]], as_of: date, revision: str) -> Figures:
    """Measure all sets; prints a line for each of them and each country, as the scripts that train the readers do."""
    measured: list[Measured] = []
    missed: list[Miss] = []
    for name, cases in sets.items():
        rows = [judge(case, as_of) for case in cases]
        for country in sorted({r.case.country for r in rows}):
            here = [r for r in rows if r.case.country == country]
            measured.append(measure(name, country, here))
            show(f"{name}, {country}", [(r.was, r.read) for r in here])
        missed += misses(name, rows)
        show(name, [(r.was, r.read) for r in rows])
        show(f"{name}, n-grams alone", [(r.was, r.by_words) for r in rows])
    return Figures(as_of=as_of, revision=revision, measured=tuple(measured), misses=tuple(missed))


def committed_revision(root: Path = ROOT) -> str:
    """The revision of what is measured. Ends the program where something of it is not committed."""
    status = ["git", "status", "--porcelain", "--untracked-files=all", "--", *MEASURED]
    changed = subprocess.run(status, cwd=root, capture_output=True, text=True, check=True).stdout
    if changed:
        sys.exit(f"not committed, so that no revision names it: commit this first, then measure:\n{changed.rstrip()}")
    return revision_of(root)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--as-of", type=date.fromisoformat, default=date.today(), metavar="DATE")
    parser.add_argument("--cases", nargs="*", type=Path, default=[], metavar="FILE", help="further blind rounds")
    args = parser.parse_args()
    revision = committed_revision()
    blind = [*read_folder(FOLDER / "rounds"), *(row for path in args.cases for row in read_file(path))]
    sets = {"held_out": map(held_out_case, held_out()), "rounds": map(blind_case, blind)}
    FIGURES.write_text(figures_of(sets, args.as_of, revision).as_lines(), "utf-8")
    print(f"written: {FIGURES.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
