"""A message made ready for reading: folded, cut into words, with its web addresses and telephone numbers found once.

Invisible characters are squeezed out first, so that "co​lis" reads as "colis"; `span` leads any place of the folded
text back to the raw message, and evidence is always quoted from there. A word spelt with dots ("A.M.E.L.I") is one
word, an @ inside a word is an a.

>>> t = prepare("Désabo: www.Boutique.example/d")
>>> t.spelt, [t.span(*l).text for l in t.links]
(['desabo'], ['www.Boutique.example/d'])
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from operator import itemgetter

from ..model import Evidence
from ..resources import read_table
from .normalize import NOT_ASCII, fold, has_invisible, is_invisible

LIMIT = 5_000  # characters read; about thirty SMS parts. What is beyond is left unread, with a note.
WORD = re.compile(r"([^\W_]+)")
PLAIN_WORD = re.compile(r"([a-z0-9]+)")  # where no other letters are left
DOTTED = re.compile(r"(?<![^\W_])[^\W_](?:\.[^\W_]){2,}(?![^\W_])")  # "A.M.E.L.I"
MAY_BE_DOTTED = re.compile(r"\.[^\W_]\.")
AT_IN_WORD = re.compile(r"(?<=[a-z])@(?=[a-z]+(?![\w.@\-]))")  # "c@rte", but no e-mail address
# Where a telephone number may stand: digits with separators. Tried there only, so that letters cost nothing.
DIGITS = re.compile(r"[0-9][0-9 .\-()/]{6,}")
# What follows an area code: "0171/3920012", "(030) 23125-099", "0664/12 34 567".
REST = r"(?:\d{5,8}(?:-\d{1,4})?|\d{2,4}(?:[ .\-]\d{2,4}){1,3})"
# A European or American telephone number as printed; short codes are looked for beside keywords only.
PHONE = re.compile(
    r"(?<![\w.,/])(?:"
    rf"(?:(?:(?:\+|00)[1-9]\d ?(?:\(0\) ?)?|0)\d{{2,5}} ?/ ?(?!(?:19|20)\d\d(?!\d))|\(0\d{{1,5}}\) ?){REST}"
    r"|0\d ?/ ?\d{3}[ .]?\d\d[ .]?\d\d"  # "02/201 25 52", in Belgium
    rf"|0(?:1[389]|[789]0|8[123])[07][ .\-/]\d[ .\-]{REST}"  # "0180 6 123456"
    r"|\(\+[1-9]\d{0,2}\) ?\d{1,4}(?:[ .\-]?\d{2,5}){1,3}(?: \d)?"  # "(+352) 247-82000"
    r"|\+[1-9]\d{0,2}(?: \d\d){3} \d(?! ?\d)"  # "+352 26 10 60 1"
    r"|(?:(?:\+|00)\d{1,3}[ .\-]?(?:\(0\)[ ]?)?|0)\d{1,4}[ .\-]\d{5,8}"  # "07700 900123", "+49 151 23456789"
    r"|(?:(?:\+|00)\d{1,3}[ .\-]?)?(?:\(0\)[ ]?)?(?:\(\d{3}\)[ ]?\d{3}-\d{4}|0 ?\d{3}(?:[ .\-]?\d{2,3}){2,3}"
    r"|\d{1,4}(?:[ .\-]\d{2,4}){2,5}|\d(?: \d){8,10}|\d{9,15}))(?![\w])"
)
FEWEST_DIGITS, MOST_DIGITS = 8, 15
# "0899XXXXXX", "06 12 ** ** **": a number whose last digits somebody covered before showing it.
MASKED = re.compile(r"(?<![\w.,/])\+?\d[\d .\-]{1,11}[x*•]{2,}(?:[ .\-]?[x*•\d]{1,3})*(?!\w)")
# Before digits that are no telephone number: "dossier n° 1234567890", "Ref: 200 665 612".
NUMBERED = re.compile(
    r"(?<![^\W_])(?:ref|reference|referencia|dossier|commande|colis|facture|contrat|compte|iban|suivi|client|entidade|ent|"
    r"tracking|order|parcel|account|invoice|pedido|envio|expediente|factura|cuenta|encomenda|fatura|conta|ordine|"
    r"spedizione|conto|rif|bestellung|bestellnummer|sendung|sendungsnummer|konto|rekening|bestelling|"
    r"rechnung|rechnungsnummer|kundennummer|auftrag|auftragsnummer|vertrag|vertragsnummer|aktenzeichen|az)"
    r"\.?,? ?(?:(?:n|no|nr|num|numero|number|id)(?![^\W_]))?[°º.:#]{0,2} ?$"
)
NUMBERED_REACH = 32
# "12.05.2026", "10.30-12.00"
NO_PHONE = re.compile(r"[0-3]?\d[.\- ][01]\d[.\- ](?:20)?\d\d|\d\d?[.]\d\d ?- ?\d\d?[.]\d\d")
DAY = re.compile(r"(?:[0-3]?\d[.\-][01]?\d[.\-]20\d\d|20\d\d-[01]\d-[0-3]\d)(?![\d.\-])")
IBAN = re.compile(r"(?<![^\W_])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,4})?(?![^\W_])")
BLANKS = re.compile("[ \u00a0]{2}")
DOT_IN_WORD = re.compile(r"\.\w")
LINK_BEGINS = ("htt", "hxxp", "www")
Span = tuple[int, int]
START = itemgetter(0)


@dataclass(slots=True, eq=False, repr=False)
class Text:
    """A message to be read.

    `spelt` are its folded words outside web addresses, `starts` and `ends` their places, `there` the same words for a
    quick "it is not there", `figures` which of them are not of letters alone; `size` is the number of all words.
    `links`, `phones`, `masked` (telephone numbers with covered digits) and `ibans` are (start, end) in the folded text.
    """

    raw: str
    folded: str
    index: tuple[int, ...] | None
    spelt: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    there: frozenset[str]
    figures: Sequence[int]
    size: int
    links: tuple[Span, ...]
    phones: tuple[Span, ...]
    truncated: bool
    dotted: tuple[Span, ...] = ()
    masked: tuple[Span, ...] = ()
    ibans: tuple[Span, ...] = ()

    @property
    def prose(self) -> Iterable[tuple[str, int, int]]:
        """Each word outside web addresses, with its place."""
        return zip(self.spelt, self.starts, self.ends, strict=True)

    def span(self, start: int, end: int) -> Evidence:
        """The piece of the raw message at folded[start:end]."""
        if self.index is not None:
            start, end = self.index[start], self.index[end - 1] + 1
        return Evidence(start, end, self.raw[start:end])

    def spans(self, places: Sequence[Span]) -> tuple[Evidence, ...]:
        """The pieces of the raw message at those places, each once."""
        once = dict.fromkeys(places) if len(places) > 1 else places
        if self.index is not None:
            return tuple([self.span(start, end) for start, end in once])
        raw = self.raw
        return tuple([Evidence(start, end, raw[start:end]) for start, end in once])

    def printed(self, start: int, end: int) -> str:
        """What stands there in the message, without invisible characters."""
        if self.index is None:
            return self.raw[start:end]
        return "".join(c for c in self.span(start, end).text if not is_invisible(c))

    def in_link(self, at: int) -> bool:
        """True where that place belongs to a web address."""
        return in_span(self.links, at)


def in_span(spans: tuple[Span, ...], at: int) -> bool:
    """True where one of the spans, which are in order and apart, covers that place."""
    found = bisect_right(spans, at, key=START) if spans else 0
    return found > 0 and at < spans[found - 1][1]


@cache
def link_pattern() -> re.Pattern[str]:
    """Web addresses: with a scheme, with www, or a bare host under a known top-level domain."""
    tables = read_table("links") or {}
    every = {*tables["tlds"], *tables["odd_tlds"]}
    tlds = "|".join(sorted(every, key=lambda tld: (-len(tld), tld)))  # the same in every Python: the build compiles it
    host = rf"(?<![\w@.\-])(?:[^\W_][\w\-]*\.)+(?:{tlds})(?![\w\-])(?::\d+)?(?:[/?#][^\s<>\"]*)?"
    words = "|".join(sorted(tables["word_tlds"]))
    wordy = (
        rf"(?<![\w@.\-])(?:(?:[^\W_][\w\-]*\.)+(?:{words})/[^\s<>\"]+|(?:[^\W_][\w\-]*\.){{2,}}(?:{words})(?![\w\-]))"
    )
    address = r"(?<![\w@.\-])(?:\d{1,3}\.){3}\d{1,3}/[^\s<>\"]*"
    return re.compile(rf"\b(?:https?|hxxps?) ?:?[/l]{{1,2}} ?[^\s<>\"]+|\bwww\.[^\s<>\"]+|{address}|{host}|{wordy}")


def prepare(raw: str) -> Text:
    """Fold, cut and find once what all readers of the message need. Linear in the length of `raw`."""
    read = raw[:LIMIT]
    index = None
    hidden = has_invisible(read)
    if hidden or "  " in read or ("\u00a0" in read and BLANKS.search(read)):
        shown = ((i, c) for i, c in enumerate(read) if not (hidden and is_invisible(c)))
        index, read = _squeezed(shown)
    folded = fold(read)
    if "@" in folded:
        folded = AT_IN_WORD.sub("a", folded)
    links = tuple(_links(folded))
    dotted = tuple(m.span() for m in DOTTED.finditer(folded)) if MAY_BE_DOTTED.search(folded) else ()
    spelt, starts, ends = _words(folded, dotted)
    size = len(spelt)
    for start, end in reversed(links):
        inside = slice(bisect_left(starts, start), bisect_left(starts, end))
        del spelt[inside], starts[inside], ends[inside]
    figures = [at for at, word in enumerate(spelt) if not word.isalpha()]
    masked = tuple(_masked(folded)) if "xx" in folded or "**" in folded or "••" in folded else ()
    ibans: tuple[Span, ...] = ()
    phones: tuple[Span, ...] = ()
    if runs := list(DIGITS.finditer(folded)):  # an IBAN has one as well
        if links or any(spelt[at][:2].isalpha() and spelt[at][2:4].isdigit() for at in figures):
            ibans = tuple(m.span() for m in IBAN.finditer(folded) if any(map(str.isdigit, m.group()[4:])))
        phones = tuple(_phones(folded, runs, (*links, *ibans)))
    there, truncated = frozenset(spelt), len(raw) > LIMIT
    return Text(
        raw, folded, index, spelt, starts, ends, there, figures, size, links, phones, truncated, dotted, masked, ibans
    )


def _squeezed(characters: Iterable[tuple[int, str]]) -> tuple[tuple[int, ...], str]:
    """The characters with one blank for a run of blanks, and where each stood."""
    kept: list[tuple[int, str]] = []
    for i, c in characters:
        if not (c in " \u00a0" and kept and kept[-1][1] in " \u00a0"):
            kept.append((i, c))
    return tuple(i for i, _ in kept), "".join(c for _, c in kept)


def _words(folded: str, dotted: tuple[Span, ...]) -> tuple[list[str], list[int], list[int]]:
    """The words, where each begins, and where it ends."""
    other_letters = not folded.isascii() and any(map(str.isalnum, NOT_ASCII.findall(folded)))
    pieces = (WORD if other_letters else PLAIN_WORD).split(folded)  # what stands between the words and they, by turns
    words, places = pieces[1::2], list(accumulate(map(len, pieces)))
    starts, ends = places[:-1:2], places[1::2]
    for start, end in dotted:  # few: the letters of each are taken out and one word is put in their place
        first = bisect_left(starts, start)
        letters = slice(first, first + (end - start) // 2 + 1)
        words[letters], starts[letters], ends[letters] = [folded[start:end].replace(".", "")], [start], [end]
    return words, starts, ends


def _links(folded: str) -> list[Span]:
    found: list[Span] = []
    for start, end in _may_be_links(folded):
        for match in link_pattern().finditer(folded, start, end):
            # A full stop or bracket that closes the sentence does not belong to the address.
            found.append((match.start(), match.start() + len(match.group().rstrip(".,;:!?)»]'"))))
    return found


def _may_be_links(folded: str) -> Iterator[Span]:
    """Where web addresses may stand: from a scheme to the end, since a blank may be in one; else between blanks."""
    places = [folded.find(begin) for begin in LINK_BEGINS if begin in folded]
    dot = DOT_IN_WORD.search(folded)
    if places:
        yield folded.rfind(" ", 0, min([*places, dot.start()] if dot else places)) + 1, len(folded)
        return
    while dot:
        end = folded.find(" ", dot.start())
        end = end if end >= 0 else len(folded)
        yield folded.rfind(" ", 0, dot.start()) + 1, end
        dot = DOT_IN_WORD.search(folded, end)


def _masked(folded: str) -> Iterable[Span]:
    for match in MASKED.finditer(folded):
        if FEWEST_DIGITS <= sum(c.isalnum() or c in "*•" for c in match.group()) <= MOST_DIGITS:
            yield match.span()


def _phones(folded: str, runs: Iterable[re.Match[str]], taken: tuple[Span, ...]) -> list[Span]:
    """Telephone numbers in the runs of digits, outside what is taken (web addresses, IBANs); references and dates are
    none."""
    found, taken = [], tuple(sorted(taken))
    for run in runs:
        if _digits_in(run) < FEWEST_DIGITS:
            continue
        start = run.start()
        for before in "+(":
            if start and folded[start - 1] == before:
                start -= 1
        while match := PHONE.search(folded, start, run.end()):
            if day := DAY.match(folded, match.start(), run.end()):  # what stands behind it is an hour, or a number
                start = day.end()
                continue
            start = match.end()
            is_number = FEWEST_DIGITS <= _digits_in(match) <= MOST_DIGITS and not in_span(taken, match.start())
            if is_number and not _is_reference(folded, match):
                found.append(match.span())
    return found


def _is_reference(folded: str, match: re.Match[str]) -> bool:
    """True for the number of an order or a file, and for a date."""
    start = match.start()
    if match.group()[0] == "+":
        return False
    return bool(NO_PHONE.fullmatch(match.group()) or NUMBERED.search(folded, max(0, start - NUMBERED_REACH), start))


def _digits_in(match: re.Match[str]) -> int:
    return sum(map(str.isdigit, match.group()))
