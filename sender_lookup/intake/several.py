"""A paste or a file that holds several messages, split into them; one message is never split.

A split that is wrong is worse than none: the person would be told about pieces of a message. So the evidence must be
plain: a backup's or a table's own format, a head (a sender and a moment) before each message with one at the very
beginning, or lines of dashes between texts of which each may be a message. Blank lines, lists, dates and numbers are
no evidence: one SMS has them all. What the person wrote themselves is left out.

>>> chat = "[22/11/2026 21:04] MODALIA : Soldes -40% jusqu'a samedi\\n[23/11/2026 9:12] Moi : Qui etes-vous donc ?\\n"
>>> chat += "[24/11/2026 8:00] +33612345678 : Votre colis est bloque"
>>> [(part.sender, part.text) for part in split_several(chat, as_of=date(2026, 11, 24))]
[('MODALIA', "Soldes -40% jusqu'a samedi"), ('+33612345678', 'Votre colis est bloque')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from ..text.normalize import clean, fold
from .paste import LONGEST_HEADER, NUMBER_LINE, Found, split
from .timestamp import leading_moment, read_line, screen

GLANCE = 20_000  # characters: three times what is read of one message, and the head of a backup besides


class Part(NamedTuple):
    """One of several messages, and what its head says."""

    text: str
    sender: str | None = None
    received: datetime | None = None


def split_several(text: str, *, as_of: date) -> tuple[Part, ...]:
    """The messages of a paste or a file, in its order; none where it is one message."""
    begun = text.lstrip("\ufeff \t\r\n")
    if begun.startswith("<"):
        return _two_or_more(_backup(begun, as_of))
    if "\n" not in begun:
        return ()
    return _table(begun, as_of) or _headed(text, as_of) or _separated(text, as_of)


def is_several(text: str, *, as_of: date) -> bool:
    """Whether a text is a paste of several messages, told by its beginning: whoever has typed one waits for this."""
    return bool(split_several(text[:GLANCE], as_of=as_of))


def _two_or_more(parts: Iterator[Part] | list[Part]) -> tuple[Part, ...]:
    found = tuple(part for part in parts if part.text)
    return found if len(found) > 1 else ()


# --- A backup: the XML of "SMS Backup & Restore" ---

ATTRIBUTES = r"""(?:\s+[\w:\-]+\s*=\s*(?:"[^"]*"|'[^']*'))+"""
ELEMENT = re.compile(rf"<(?P<name>sms|mms|part)(?P<attributes>{ATTRIBUTES})\s*/?>")
ATTRIBUTE = re.compile(r"""([\w:\-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
ENTITY = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,6})|#(?P<code>\d{1,7})|(?P<name>amp|lt|gt|quot|apos));")
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
RECEIVED = "1"  # of `type` (SMS) and `msg_box` (MMS); 2 was sent, others are drafts or failed


def _backup(text: str, as_of: date) -> Iterator[Part]:
    """Each message received; the text of an MMS stands in a `part` after it."""
    mms: dict[str, str] = {}
    for element in ELEMENT.finditer(text):
        given = {name: _unescaped(one or other) for name, one, other in ATTRIBUTE.findall(element["attributes"])}
        if element["name"] == "sms" and given.get("type", RECEIVED) == RECEIVED:
            yield _of_backup(given, given.get("body", ""), as_of)
        elif element["name"] == "mms":
            mms = given if given.get("msg_box") == RECEIVED else {}
        elif mms and given.get("ct") == "text/plain":
            yield _of_backup(mms, given.get("text", ""), as_of)


def _of_backup(given: Mapping[str, str], body: str, as_of: date) -> Part:
    """The moment is read as the phone wrote it out: the number beside it counts in Greenwich's time."""
    arrival = read_line(clean(given.get("readable_date", "")), as_of)
    return Part(_text(body), _text(given.get("address", "")) or None, arrival.moment if arrival else None)


def _text(value: str) -> str:
    """ "null" is what this app writes for nothing."""
    return "" if value == "null" else value.strip()


def _unescaped(value: str) -> str:
    return ENTITY.sub(_character, value) if "&" in value else value


def _character(entity: re.Match[str]) -> str:
    if entity["name"]:
        return NAMED[entity["name"]]
    code = int(entity["hex"], 16) if entity["hex"] else int(entity["code"])
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


# --- A table: columns with a heading ---

DELIMITERS = ",;\t|"
MOST_COLUMNS = 30


def _table(text: str, as_of: date) -> tuple[Part, ...]:
    """The rows of a CSV file whose heading names the message and who sent it or when it came."""
    heading = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=heading.count)
    if not 1 <= heading.count(delimiter) < MOST_COLUMNS:
        return ()
    rows = _rows(text, delimiter)
    columns = [screen().columns.get(fold(clean(name)).replace("_", " ")) for name in next(rows, [])]
    if columns.count("text") != 1 or not {"sender", "received"} & set(columns):
        return ()
    return _two_or_more([part for row in rows if (part := _of_row(columns, row, as_of))])


def _of_row(columns: list[str | None], row: list[str], as_of: date) -> Part | None:
    """One row; None for what was sent. The moment may stand in two columns, the day and the hour."""
    cells: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=False):
        if column and cell.strip():
            cells[column] = f"{cells[column]} {cell}" if column == "received" and column in cells else cell.strip()
    if "text" not in cells or fold(cells.get("direction", "")) in screen().sent or _is_own(cells.get("sender", "")):
        return None
    arrival = read_line(clean(cells.get("received", "")), as_of)
    return Part(cells["text"], cells.get("sender"), arrival.moment if arrival else None)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a CSV text (RFC 4180): a cell in quotes may hold delimiters, line breaks and doubled quotes."""
    cell = re.compile(rf'(?:"((?:[^"]|"")*)"|([^{re.escape(delimiter)}\r\n]*))({re.escape(delimiter)}|\r?\n|\r|\Z)')
    at, row = 0, list[str]()
    while at < len(text) and (found := cell.match(text, at)):
        quoted, plain, end = found.groups()
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if end != delimiter:
            yield row
            row = []
    if row:
        yield row


# --- Heads: a sender and a moment before each message ---

LONGEST_NAME, MOST_WORDS = 30, 4  # of a sender's name; an SMS shows 11 characters, an address book more
PARTICLES = frozenset({
    "de", "la", "le", "du", "des", "del", "da", "do", "dos", "das", "di", "van", "von", "der", "den", "y", "e", "et",
})  # fmt: skip
NAMED_AT_START = re.compile(r"(?P<who>[^:|]{1,40}?) ?(?:[:|]| - )(?:\s|$)")
NUMBER_AT_START = re.compile(r"(?P<who>\+\d(?:[ .\-]?\d){6,14}|\d{3,14})(?=\s|$)")
NAME_THEN_MOMENT = re.compile(r"(?P<who>[^:\[(]{1,40}?) ?[\[(](?P<when>[^\])]{5,40})[\])] ?:?(?:\s|$)")
SEPARATED = re.compile(r" ?[,;:|\-–—]{0,2} ?")  # between a moment and a sender
HAS_CLOCK = re.compile(r"\d[:hH]\d\d|\d ?[hH] ?\d\d")
LABELLED = re.compile(r"[^:]{1,20} ?: ?\S.{0,24}")  # "A : Lyon"
MOST_HEADER_LINES = 4
REACH = 160  # characters of a line in which a head may stand
WORD = re.compile(r"[^\W\d_]{2,}")
SEPARATOR = re.compile(r"\s*([-–—_=*~#])(?:\s?\1){2,}\s*")
FEW_WORDS = 3  # of a message; "Votre code : 123456" has two and a number, in a backup it counts all the same


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: as it is and as it is seen, where it begins and ends; whether a gap is above it."""

    raw: str
    seen: str
    begin: int
    end: int
    after_gap: bool


@dataclass(frozen=True, slots=True)
class _Head:
    """A head: its lines [at, next), where its text begins, and what it says. `of_export` is one that stands on the line
    of the message itself; `bracketed` where its moment stands in brackets."""

    at: int
    next: int
    begin: int
    text_at: int
    sender: str | None
    received: datetime | None
    of_export: bool = False
    bracketed: bool = False


def _headed(text: str, as_of: date) -> tuple[Part, ...]:
    """The messages of a paste in which each has a head, the first one at the very beginning."""
    lines = list(_lines(text))
    if not lines or (first := _head(lines, 0, as_of)) is None:
        return ()
    heads, at = [first], first.next
    while at < len(lines):
        head = _head(lines, at, as_of)
        if head and head.of_export is first.of_export:  # a line with a moment under a phone's own lines is text
            heads.append(head)
            at = head.next
        else:
            at += 1
    latest = datetime.combine(as_of, datetime.min.time()) + timedelta(days=2)
    if len(heads) < 2 or any(h.received and h.received >= latest for h in heads):
        return ()  # appointments and trains: a message came before today is over
    ends = [*(h.begin for h in heads[1:]), len(text)]
    texts = [_without_separators(text[h.text_at : end]) for h, end in zip(heads, ends, strict=True)]
    return _of_export(heads, texts) if first.of_export else _of_screens(heads, texts)


def _of_export(heads: list[_Head], texts: list[str]) -> tuple[Part, ...]:
    """Where most lines name who wrote, the others are the app's own; where few do, a colon is the message's."""
    named = sum(h.sender is not None for h in heads) * 3 >= len(heads) * 2
    if not named and not all(h.bracketed for h in heads):
        return ()  # the operations of an account, each with its moment, are one message
    parts = [
        Part(text, h.sender, h.received)
        for h, text in zip(heads, texts, strict=True)
        if text and (h.sender is not None or not named) and not _is_own(h.sender or "")
    ]
    return _two_or_more(parts) if sum(_words(part.text) >= FEW_WORDS for part in parts) > 1 else ()


def _of_screens(heads: list[_Head], texts: list[str]) -> tuple[Part, ...]:
    parts = [Part(text, h.sender, h.received) for h, text in zip(heads, texts, strict=True)]
    if any(_words(part.text) < FEW_WORDS for part in parts):
        return ()
    return _two_or_more([part for part in parts if not _is_own(part.sender or "")])


def _lines(text: str) -> Iterator[_Line]:
    at, after_gap = 0, True
    for raw in text.splitlines(keepends=True):
        begin, at = at, at + len(raw)
        seen = _seen(raw)
        if not seen or SEPARATOR.fullmatch(seen):
            after_gap = True
            continue
        yield _Line(raw, seen, begin, at, after_gap)
        after_gap = False


def _seen(raw: str) -> str:
    """A line as it is seen, with its tabs as columns; beyond where a head can reach it stays as it is."""
    return _seen_head(raw) + raw[REACH:].rstrip()


def _seen_head(raw: str, start: int = 0) -> str:
    return clean(raw[start:REACH].replace("\t", " | "))


def _head(lines: list[_Line], at: int, as_of: date) -> _Head | None:
    """The head that begins with a line, if one does."""
    line = lines[at]
    if HAS_CLOCK.search(line.seen, 0, LONGEST_HEADER) and (found := _export_head(lines, at, as_of)):
        return found
    if len(line.seen) > LONGEST_HEADER:
        return None
    return _screen_head(lines, at, as_of) or _name_head(lines, at, as_of)


def _export_head(lines: list[_Line], at: int, as_of: date) -> _Head | None:
    """ "[22/11/2026 21:04] MODALIA : ...", "2026-11-22 21:04 +33612345678 ...", "MODALIA (22/11/2026 21:04) : ..." """
    line = lines[at]
    seen = line.seen
    bracketed = seen[0] in "[("
    if named := NAME_THEN_MOMENT.match(seen):
        arrival = read_line(named["when"], as_of)
        if arrival and arrival.moment and _is_sender(named["who"]):
            return _export(lines, at, named["who"], arrival.moment, seen[named.end() :], bracketed=True)
    if (found := leading_moment(seen, as_of)) is None:
        return None
    moment, end = found
    gap = SEPARATED.match(seen, end)
    rest = seen[gap.end() if gap else end :]
    who = NAMED_AT_START.match(rest)
    if who is None or not _is_sender(who["who"]):
        who = NUMBER_AT_START.match(rest)
    if who is not None:
        return _export(lines, at, who["who"], moment, rest[who.end() :], bracketed=bracketed)
    if rest and _is_sender(rest) and at + 1 < len(lines) and len(rest.split()) < FEW_WORDS:
        return _export(lines, at, rest, moment, "", bracketed=bracketed)
    return _export(lines, at, None, moment, rest, bracketed=bracketed) if rest else None


def _export(lines: list[_Line], at: int, who: str | None, moment: datetime, rest: str, *, bracketed: bool) -> _Head:
    """`rest` is how the line goes on, as it is seen; the message is what stands there, with all that nobody sees."""
    line = lines[at]
    seen = _seen_head(line.raw)[len(line.seen) - len(rest) :].strip()
    skipped = next((n for n in range(REACH, -1, -1) if _seen_head(line.raw, n) == seen), 0)
    text_at = min(line.begin + skipped, line.end)
    return _Head(at, at + 1, line.begin, text_at, who.strip() if who else None, moment, True, bracketed)


def _screen_head(lines: list[_Line], at: int, as_of: date) -> _Head | None:
    """The lines that a phone shows above a message: who, what kind, when."""
    found, end = Found(), at
    while end < len(lines) and end - at < MOST_HEADER_LINES and _is_taken(lines[end], found, as_of):
        end += 1
    if end == at or end == len(lines):
        return None  # the last line is text
    known = found.moment is not None and (found.sender is not None or found.header)
    labelled = (
        found.header and found.sender is not None and lines[at].after_gap and not LABELLED.fullmatch(lines[end].seen)
    )
    if not known and not labelled:
        return None
    return _Head(at, end, lines[at].begin, lines[end].begin, found.sender, found.moment)


def _is_taken(line: _Line, found: Found, as_of: date) -> bool:
    return len(line.seen) <= LONGEST_HEADER and found.take(line.seen, as_of)


def _name_head(lines: list[_Line], at: int, as_of: date) -> _Head | None:
    """A name alone in its line after a gap, with a line of day and hour below."""
    line = lines[at]
    if not line.after_gap or at + 2 >= len(lines) or not _is_sender(line.seen):
        return None
    arrival = read_line(lines[at + 1].seen, as_of)
    if arrival is None or arrival.moment is None:
        return None
    return _Head(at, at + 2, line.begin, lines[at + 2].begin, line.seen, arrival.moment)


def _is_sender(who: str) -> bool:
    """True for a number, a single word, or words of which each begins like a name: no piece of a sentence."""
    who = who.strip()
    words = who.split()
    if not words or len(who) > LONGEST_NAME or NUMBER_LINE.fullmatch(who):
        return bool(words) and len(who) <= LONGEST_NAME
    named = all(not word[0].isalpha() or word[0].isupper() or word.lower() in PARTICLES for word in words)
    return who[-1] not in ".!?," and len(words) <= MOST_WORDS and (len(words) == 1 or named)


def _is_own(who: str) -> bool:
    return fold(who.strip()) in screen().own


def _words(text: str) -> int:
    """How many words a text has, at most as many as anything here asks for."""
    return sum(1 for _, _ in zip(range(SHORTEST_WORDS), WORD.finditer(text), strict=False))


# --- Lines of dashes between messages ---

SHORTEST, SHORTEST_WORDS = (
    40,
    6,
)  # of a text that may be a message of its own: a signature or "STOP au 36180" is shorter
FIGURES = re.compile(r"\d+")
ADDRESS = re.compile(r"[^\W_][\w\-]*\.[^\W\d_]{2,}\S*")


def _separated(text: str, as_of: date) -> tuple[Part, ...]:
    """Texts between lines of dashes, of which each may be a message; a frame around a message is none."""
    pieces, lines = [""], text.strip().splitlines(keepends=True)
    for line in lines:
        if SEPARATOR.fullmatch(line):
            pieces.append("")
        else:
            pieces[-1] += line
    if len(pieces) < 2 or not pieces[0].strip():
        return ()
    if not pieces[-1].strip():
        pieces.pop()  # each message of a file may end with one
    if any(len(piece.strip()) < SHORTEST or _words(piece) < SHORTEST_WORDS for piece in pieces):
        return ()
    if any(_say_the_same(one, other) for one, other in pairwise(pieces)):
        return ()
    return _two_or_more([_of_piece(piece, as_of) for piece in pieces])


def _say_the_same(one: str, other: str) -> bool:
    """True for one message in two languages: an address in both, or all figures."""
    if set(ADDRESS.findall(one)) & set(ADDRESS.findall(other)):
        return True
    figures = set(FIGURES.findall(one))
    return bool(figures) and figures == set(FIGURES.findall(other))


def _of_piece(piece: str, as_of: date) -> Part:
    paste = split(piece, as_of=as_of)
    return Part(paste.text, paste.sender, paste.received) if paste.header else Part(piece.strip())


def _without_separators(text: str) -> str:
    """Without the lines of dashes at either end."""
    lines = text.strip().splitlines()
    while lines and (not lines[-1].strip() or SEPARATOR.fullmatch(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip()
