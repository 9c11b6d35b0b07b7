"""What a web address in a message tells by its host: a known body's own site, a look-alike, a shortener, an IP.

Nothing is fetched. The lists are in `data/links.toml` and, by country, in `data/official/`; `.example` is treated like
any ordinary ending.

>>> sorted(signs_of_host("ameli-assure-sante.com", ""))
['link', 'lookalike_link']
>>> sorted(signs_of_host("suivi.laposte.fr", ""))
['link', 'official_link']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..country.loader import load_index
from ..country.schema import Country
from ..resources import read_table

SCHEME = re.compile(r"(?:https?|hxxps?) ?:?[/l]{1,2} ?")
SECOND_LEVEL = frozenset({"co", "com", "org", "gov", "gob", "gouv", "ac", "net", "edu"})  # "royalmail.co.uk"
IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[\d. ]+")
RANDOM = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|^[bcdfghjklmnpqrstvwxz]{4,}$|[a-z]\d[a-z]|^\d[a-z]+\d?$")
# An address that the reader is to put together: "k7-suivi (.) com".
SPACED_HOST = re.compile(
    r"(?<![\w\-])[\w\-]{3,40} ?(?:\(\.\)|\[\.\]| \. ) ?"
    r"(?:[\w\-]{2,40} ?(?:\(\.\)|\[\.\]| \. ) ?)?(?:com|fr|info|net|org|top|xyz|eu|online|es)\b"
)
LETTERS_FOR_DIGITS = str.maketrans("01345", "oieas")
SHORT = 4  # labels up to this length ("caf", "sfr", "dhl") must be a whole part of the host to make a look-alike


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Links:
    """What is known about hosts, from data/links.toml and data/official/."""

    shorteners: frozenset[str]
    opt_out_hosts: frozenset[str]
    odd_tlds: frozenset[str]
    official: frozenset[str]
    brands: re.Pattern[str]
    short_brands: frozenset[str]
    bait: re.Pattern[str]


@cache
def links_table() -> Links:
    """The link tables, compiled."""
    table = read_table("links") or {}
    long = [b.replace("-", "") for b in table["brand_labels"] if len(b) > SHORT]
    return Links(
        frozenset(table["shorteners"]),
        frozenset(table["opt_out_hosts"]),
        frozenset(table["odd_tlds"]),
        _official_domains(),
        re.compile("|".join(sorted(map(re.escape, long), key=len, reverse=True))),
        frozenset(b for b in table["brand_labels"] if len(b) <= SHORT),
        re.compile("|".join(sorted(map(re.escape, table["bait_labels"]), key=len, reverse=True))),
    )


def _official_domains() -> frozenset[str]:
    """The domains of known bodies and firms, those of each country that has a file of them and those without one."""
    tables = (read_table(f"official/{name}") or {} for name in load_index().official)
    rows = (row for table in tables for key in ("bodies", "groups") for row in table.get(key, ()))
    return frozenset(d for row in rows for d in row.get("domains", ()))


def is_bait(host: str) -> bool:
    """True for a host that borrows a known name, or is put together from words that scams repeat."""
    table, labels = links_table(), host.rpartition(".")[0]
    return _names_a_brand(labels, table) or table.bait.search(labels) is not None


def host_of(address: str) -> str:
    """'https://ameli.fr.example/x' -> 'ameli.fr.example' (lower case, without port and www)."""
    rest = SCHEME.sub("", address, count=1) if address.startswith(("http", "hxxp")) else address
    return re.split(r"[/?#:]", rest, maxsplit=1)[0].removeprefix("www.")


def is_official(host: str) -> bool:
    """True for a host of a body or firm that some country's list has: the end of a host tells whose it is."""
    official, parts = links_table().official, host.split(".")
    return any(".".join(parts[n:]) in official for n in range(len(parts)))


def is_of_the_state(host: str, country: Country) -> bool:
    """True for an ending that is open to the State alone (`gouv.fr`), as the country file names it."""
    return any(host == ending or host.endswith(f".{ending}") for ending in country.advice.state_domains)


def registered(host: str) -> str:
    """The label that somebody registered: 'soldes.vestia.example' -> 'vestia', 'x.royalmail.co.uk' -> 'royalmail'."""
    parts = host.split(".")
    if len(parts) > 2 and parts[-2] in SECOND_LEVEL:
        return parts[-3]
    return parts[-2] if len(parts) > 1 else host


def _names_a_brand(labels: str, table: Links) -> bool:
    plain = labels.translate(LETTERS_FOR_DIGITS)
    parts = set(re.split(r"[.\-_]", plain))
    return bool(parts & table.short_brands or table.brands.search(plain.replace("-", "")))


def _is_own(label: str, prose: str, table: Links) -> bool:
    """True where the host is the name of the firm ("vestia.example" in a message of Vestia); a name with hyphens must
    be free of bait, since scams repeat their words in the host ("prime-carburant" for a "prime carburant")."""
    plain = label.replace("-", "")
    return len(plain) > SHORT and plain in prose and (plain == label or not table.bait.search(label))


def signs_of_host(host: str, prose: str) -> set[str]:
    """The codes that one host earns; `prose` is the sender and the words of the message, run together."""
    table = links_table()
    if is_official(host):
        return {"link", "official_link"}
    if host in table.shorteners:
        return {"link", "short_link"}
    if IP.fullmatch(host):
        return {"link", "ip_link"}
    found = {"link"}
    labels, _, tld = host.rpartition(".")
    if "xn--" in host or not host.isascii():
        found.add("punycode_link")
    if tld in table.odd_tlds:
        found.add("odd_tld")
    if _names_a_brand(labels, table):
        found.add("lookalike_link")
    elif _is_own(own := registered(host), prose, table):
        found.add("own_link")
    elif table.bait.search(labels):
        found.add("bait_link")
    elif RANDOM.search(own) and "punycode_link" not in found:
        found.add("random_link")
    return found
