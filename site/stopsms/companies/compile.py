"""The lists of firms for letters (`site/static/js/lookup/companies.js` shows them), compiled from a file of rows.

Source: the company database of datenanfragen.de e. V. (CC0), one firm a line as JSON, its day in the file's name. A
country's list has the firms of that country and those of all countries. The same file gives the same bytes.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sender_lookup.message.links import SECOND_LEVEL, links_table

from ..errors import BuildError, Problem

MOST = 10  # problems shown of one file: a wrong file has one in every line
EVERYWHERE = "all"  # among a row's countries
SOURCE = "https://www.datenanfragen.de/"
CAREFUL = Path(__file__).with_name("careful.toml")
WRONG_FILE = "pass the company database of datenanfragen.de, one JSON object a line"
E_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")  # goes into a mailto address as it is
HOST = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/\S*)?", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
REPOSITORY = "github.com"  # where the database's own discussions lie: no page of a firm


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A firm as the database has it. `page`: where the address can be checked, if anywhere; `domains`: its own ones,
    that of its site first; `others`: further names; `quality`: empty where the database calls the row verified."""

    slug: str
    name: str
    others: tuple[str, ...]
    domains: tuple[str, ...]
    address: str
    email: str
    page: str
    quality: str
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The file of each country by its code, and lines that say what was kept and what was dropped."""

    files: Mapping[str, bytes]
    report: tuple[str, ...]


def compile_companies(path: Path, countries: Iterable[str]) -> Compiled:
    """The lists for these countries, but for those of which the file has no firm: what firms of the whole world give
    for people in Europe is no address to write to from elsewhere. Raises BuildError for a file that is not what it
    should be.
    """
    day = day_of(path)
    firms = read_firms(path)
    files, report = {}, []
    for code in countries:
        of_country = [f for f in firms if f.countries & {code.lower(), EVERYWHERE}]
        kept, dropped = _sift(of_country)
        own = sum(code.lower() in f.countries for f in kept)
        if not own:
            report.append(f"{code}: no list, for no firm is of the country")
            continue
        files[code] = _as_json(kept, day)
        report.append(f"{code}: {len(kept)} firms kept, {own} of the country; {len(dropped)} dropped")
        report += [f"{code}: {slug} dropped: {why}" for slug, why in dropped]
    return Compiled(files, tuple(report))


def day_of(path: Path) -> date:
    """The date in the file's name. Raises BuildError."""
    found = re.search(r"\d{4}-\d\d-\d\d", path.name)
    try:
        return date.fromisoformat(found[0] if found else "")
    except ValueError:
        raise BuildError(Problem(str(path), 0, "says no date", "name the file as companies-2026-07-21.jsonl")) from None


def domain_of(host: str) -> str:
    """What somebody registered; `company_match.js` has the same.

    >>> domain_of("www.soldes.vestia.example"), domain_of("x.royalmail.co.uk")
    ('vestia.example', 'royalmail.co.uk')
    """
    parts = host.lower().split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and parts[-2] in SECOND_LEVEL else parts[-2:])


def folded(text: str) -> str:
    """Names that only differ in case, accents and signs are equal.

    >>> folded("Grandvisión, S.A.U.")
    'grandvision s a u'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain))


# --- reading ---------------------------------------------------------------------------------------------------------


def read_firms(path: Path) -> list[Firm]:
    """The firms of a file. Raises BuildError with up to ten lines."""
    firms: dict[str, Firm] = {}
    problems = []
    for number, line in enumerate(_lines(path), 1):
        try:
            firm = _firm(json.loads(line))
            if firm.slug in firms:
                raise ValueError(f"slug {firm.slug!r} stands in an earlier line as well")
            firms[firm.slug] = firm
        except json.JSONDecodeError as error:
            problems.append(Problem(str(path), number, f"is no JSON ({error.msg})", WRONG_FILE))
        except (ValueError, TypeError) as error:
            problems.append(Problem(str(path), number, str(error), "fix the line or fetch the file again"))
    if problems:
        raise BuildError(*problems[:MOST])
    if not firms:
        raise BuildError(Problem(str(path), 0, "has no firm", WRONG_FILE))
    return list(firms.values())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BuildError(Problem(str(path), 0, f"cannot be read ({error})", WRONG_FILE)) from None


def _firm(row: Any) -> Firm:
    """Raises ValueError for a row that is not of the database's kind."""
    if not isinstance(row, dict):
        raise ValueError(f"is {row!r}: not a row of names and values")
    name, slug = (_text(row, key, needed=True) for key in ("name", "slug"))
    runs, sources, countries = (_texts(row, key) for key in ("runs", "sources", "countries"))
    if not countries:
        raise ValueError("countries is empty: the codes of countries, or 'all'")
    email, web = _text(row, "email"), _text(row, "web")
    domains = _domains(name, email, web, sources, runs)
    quality = _text(row, "quality")
    return Firm(
        slug=slug, name=" ".join(name.split()), others=tuple(_names_among(runs, name)), domains=domains,
        address="\n".join(filter(None, map(str.strip, _text(row, "address").split("\n")))),
        email=email if E_MAIL.fullmatch(email) else "", page=_page(web, sources, domains),
        quality="" if quality == "verified" else quality, countries=frozenset(countries),
    )  # fmt: skip


def _text(row: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
    value = row.get(key, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise ValueError(f"{key} is {value!r}: a text{' that is not empty' if needed else ''}")
    return value.strip()


def _texts(row: Mapping[str, Any], key: str) -> list[str]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{key} is {value!r}: a list of texts")
    return value


def _host(url: str) -> str:
    """The host of a web address; empty for anything else."""
    parts = urlsplit(url)
    return (parts.hostname or "") if parts.scheme in ("http", "https") and not re.search(r"\s", url) else ""


def _domains(name: str, email: str, web: str, sources: Iterable[str], runs: Iterable[str]) -> tuple[str, ...]:
    """The firm's own domains, that of its site first. A source is the firm's own page only where its domain is that of
    the e-mail address, or begins the name: others are registers, encyclopedias, partners."""
    of_mail, plain = domain_of(email.rpartition("@")[2]), folded(name).replace(" ", "")
    domains = [domain_of(h) for h in (_host(web), *_hosts_among(runs)) if h]
    of_sources = [domain_of(h) for h in map(_host, sources) if h]
    own = [d for d in of_sources if d == of_mail or plain.startswith(d.partition(".")[0].replace("-", ""))]
    return tuple(dict.fromkeys(d for d in (*domains, *own) if d != REPOSITORY or _host(web)))


def _page(web: str, sources: Iterable[str], domains: tuple[str, ...]) -> str:
    """Where a person checks the address: a source on the firm's own site, a page before a document to be downloaded,
    else that site; none where there is none."""
    own = [s for s in sources if _host(s) and domain_of(_host(s)) in domains]
    own.sort(key=lambda source: ".pdf" in source.lower())
    sites = [web] if _host(web) else [f"https://{d}/" for d in domains]
    return next(iter([*own, *sites]), "")


def _hosts_among(runs: Iterable[str]) -> Iterator[str]:
    """Addresses among the further names: 'amazon.fr', 'Behance (www.behance.net)'."""
    for run in runs:
        for part in (run, *IN_BRACKETS.findall(run)):
            if found := HOST.fullmatch(part.strip()):
                yield found[1]


def _names_among(runs: Iterable[str], name: str) -> Iterator[str]:
    """Further names without what stands in brackets; not those that begin as the name does, nor addresses."""
    known = {folded(name)}
    for run in runs:
        plain = " ".join(IN_BRACKETS.sub("", run).split())
        key = folded(plain)
        if key and key not in known and not HOST.fullmatch(plain):
            known.add(key)
            yield plain


# --- writing ---------------------------------------------------------------------------------------------------------


def _sift(firms: Iterable[Firm]) -> tuple[list[Firm], list[tuple[str, str]]]:
    """Those that are kept, by name, and those that are dropped, each with the reason."""
    kept: dict[tuple[str, str, str], Firm] = {}
    dropped = []
    for firm in sorted(firms, key=lambda f: (folded(f.name), f.slug)):
        same = (folded(firm.name), firm.address, firm.email)
        if not firm.address and not firm.email:
            dropped.append((firm.slug, "neither address nor e-mail"))
        elif not firm.page:
            dropped.append((firm.slug, "no site of its own is known, on which its address can be checked"))
        elif same in kept:
            dropped.append((firm.slug, f"the same as {kept[same].slug}"))
        else:
            kept[same] = firm
    return list(kept.values()), dropped


def _as_json(firms: Iterable[Firm], day: date) -> bytes:
    """A list as it is served: one firm a line, so that a new database shows as few changed lines."""
    rows = list(map(_row, firms))
    domains = {row["host"] for row in rows} | {d for row in rows for d in row.get("more", ())}
    head = {
        "source": SOURCE,
        "date": day.isoformat(),
        "open": sorted(open_sites() & domains | links_table().shorteners | links_table().opt_out_hosts),
        "plain": sorted(plain_words()),
    }
    begun = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f'{begun},"firms":[\n{lines}\n]}}\n'.encode()


def _row(firm: Firm) -> dict[str, Any]:
    host, *more = firm.domains
    row = {
        "name": firm.name, "also": firm.others, "host": host, "more": more, "address": firm.address,
        "email": firm.email, "page": firm.page, "quality": firm.quality,
    }  # fmt: skip
    return {key: value for key, value in row.items() if value}


@cache
def open_sites() -> frozenset[str]:
    """Domains under which anybody writes."""
    return frozenset(tomllib.loads(CAREFUL.read_text("utf-8"))["open_sites"])


@cache
def plain_words() -> frozenset[str]:
    """Names of firms that are everyday words as well."""
    return frozenset(tomllib.loads(CAREFUL.read_text("utf-8"))["plain_words"])
