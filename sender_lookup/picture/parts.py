"""Which part of a screen is what: the sender, moments, messages, one's own; all else is the phone's.

What tells them apart, in this order: the bar at the top with the clock, the keyboard, words that phones print, the
place (a sender stands above all messages), the ground (a message stands in a bubble, a hint on the screen itself), the
side (one's own bubbles are on the right), and the looks (messages look like the longest of them). Of notifications
alone the words are asked, which of several is offered first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ..intake.paste import PhoneLine
from ..intake.timestamp import Arrival
from .blocks import NEXT_ROW, SAME_SIZE, SAME_SIZE_OF_ONE, Block, blocks_of, usual_pitch
from .page import Colour, Page, Word, apart, middle
from .phone import (
    before_age,
    begins_hint,
    has_moment,
    is_field,
    is_furniture,
    is_just_now,
    is_other_app,
    phone_line,
)
from .rows import ONE_BLANK, SAME_GROUND, Row, parts_of, rows_of
from .words import is_guess, legible, letters_in

STATUS = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)|\d{1,3} ?%|\b[345S][GC]\b|\bLTE\b|Wi-?Fi")
CLOCK_BESIDE_OPERATOR = re.compile(r"\d{1,2}[:.]\d\d \w{2,12}(?: \w{1,3})?|\w{2,12}(?: \w{1,3})? \d{1,2}[:.]\d\d")
STATUS_HEIGHT = 0.15  # of the narrow side of the picture, below the first row: what is lower is no bar
STATUS_LETTERS = 4  # beside clock, battery and net: what becomes of icons
SAME_AS_NEXT, SIZE_OF_NEXT = 3, 1.25  # rows of one bubble differ less
HIGHEST_FIELD = 0.35  # of the height, with a keyboard below: what heads a conversation is higher
HEADED = 3  # heights of a capital: from the kind of a message to its moment
KEYS = 5  # single letters in a row: a keyboard
ON_SCREEN = 5  # grounds that are nearer than this are one: the palest bubble of a forwarded picture is 7 apart
SAME_SCREEN = 8  # the bar of an iPhone and its screen are 7 apart, a bubble and the screen 9 and more
INTERNATIONAL = re.compile(r"\+\d[\d .\-]{7,}")
NUMBER_BEGINS = re.compile(r"\+\d")
LONGEST_SENDER = 40
HEAD_ROWS = 2
INITIALS = 2  # letters in the round picture of a contact
SURE = 80  # of icons that are read as letters, few are read with more
OWN_BEGINS = 0.18  # of the width of what is seen: received bubbles begin nearer to the left, beside a picture too
SAME_COLUMN = 2  # heights of a capital between left edges of bubbles: a photo may be turned a little
SAME_FONT = 1.25  # bubbles differ by a tenth, in a photo by a sixth; what stands below the title of a card is smaller
DOUBTFUL = 50  # of a head, the engine is surer than of textures
SAME_INK = 48  # what phones say themselves is grey or blue: 75 and more from the letters of messages
SMALLER = 0.92  # the name and age above a notification have 0.79 to 0.89 of the height of its text
TO_ASK_ABOUT = re.compile(r"\w\.[a-z]{2,}\b|\d(?:[ .]?\d){4}|[\d ][€£$]|\bEUR\b")  # an address, a number, an amount
IN_MIDDLE = 1  # heights of a capital from the middle of the picture
SIDE = 1.2  # in heights of a capital: how far a moment beside a bubble may stand above or below its last row
SENDER_ZONE = 0.42  # of the narrow side of the picture: a header is not higher


@dataclass(frozen=True)
class Bubble:
    """A message in the picture, and its own moment where the phone shows one."""

    block: Block
    received: datetime | None


@dataclass(frozen=True)
class Screen:
    """What was found. `bubbles` from the top; `pitch` is from one line to the next, in heights of a capital."""

    sender: Row | None
    bubbles: tuple[Bubble, ...]
    channel: str | None
    pitch: float


@dataclass(frozen=True)
class _Line:
    """A row of the phone's own that says something."""

    row: Row
    said: PhoneLine


@dataclass(frozen=True)
class _Card:
    """A notification."""

    name: Row | None
    text: Block
    is_likely_sms: bool
    is_of_other_app: bool


def screen_of(page: Page, as_of: date) -> Screen:
    """The parts of the page."""
    return _Reading(page, as_of).screen()


class _Reading:
    """One page while it is read."""

    def __init__(self, page: Page, as_of: date) -> None:
        self.as_of = as_of
        self.narrow = min(page.width, page.height)
        self.center = page.width / 2
        seen = legible(page.words)
        with_letters = [row for row in rows_of(seen) if letters_in(row.text)]
        bar = self._status_bar(with_letters)
        rows = [row for row in with_letters if row in bar or not is_guess(row.words)]
        self.rows = _above_field(rows, page.height, as_of)
        self.left = min((w.left for w in seen), default=0)
        self.width = max((w.right for w in seen), default=0) - self.left
        self.bar = [row for row in bar if row in self.rows]
        self.sure_bar = [row for row in self.bar if _is_bar(row, self.bar) and not self._has_day(row)]
        self.lines: list[_Line] = []
        self.blocks: list[Block] = []
        self.hints: list[Block] = []
        below = [row for row in self.rows if row not in self.bar]
        self.pitch = usual_pitch([row for row in below if not self._is_own(row)])
        apart_from_bubbles = [
            row for row in below if self._is_own(row) and (self._is_on_bar(row) or not _has_like(row, below))
        ]
        blocks = blocks_of([row for row in below if row not in apart_from_bubbles], self.pitch)
        blocks += [Block((row,)) for row in apart_from_bubbles]
        for block in sorted(blocks, key=lambda block: block.top):
            self._take(block)

    def _status_bar(self, rows: list[Row]) -> list[Row]:
        """The rows on the line of the clock at the very top. What icons there become, no engine is sure of."""
        sure_rows = [row for row in rows if not is_guess(row.words)]
        first = sure_rows[0].top if sure_rows else 0
        highest = [row for row in rows if row.top <= first + STATUS_HEIGHT * self.narrow]
        sure = [row for row in highest if _is_bar(row, highest) and not self._has_day(row)]
        return [row for row in highest if row in sure or any(_is_level(row, other) for other in sure)]

    def _has_day(self, row: Row) -> bool:
        said = phone_line(row.text, self.as_of)
        return said is not None and said.arrival is not None and said.arrival.day is not None

    def _take(self, block: Block) -> None:
        """Put the phone's own rows aside; what is left is content. A message may well have a row "à 10:30", so that
        rows of a bubble are left together."""
        if begins_hint(block.text):
            self.hints.append(block)
            return
        rows = list(_before_hint(block.rows))
        if all(map(self._is_own, rows)) or self._is_on_screen(block):
            if len(rows) > 1:
                rows = [row for row in rows if letters_in(row.text) > INITIALS or row.text.isdigit()]
            for row in [row for row in rows if self._is_own(row)]:
                rows.remove(row)
                if said := phone_line(row.text, self.as_of):
                    self.lines.append(_Line(row, said))
        if rows:
            self.blocks.append(Block(tuple(rows)))

    def _is_own(self, row: Row) -> bool:
        if phone_line(row.text, self.as_of):
            return True
        return all(is_furniture(part.text) or begins_hint(part.text) for part in parts_of(row))

    def screen(self) -> Screen:
        """The sender, then what stands below it."""
        if self._is_locked:
            return self._notifications()
        sender = self._sender()
        content = [block for block in self.blocks if sender is None or block.top > sender.bottom]
        bubbles = [block for block in content if not self._is_on_screen(block, sender)] or content
        others = [block for block in bubbles if not self._is_ones_own(block)]
        received = _like_the_longest([b for b in others if not _is_picture(b) and not _is_title(b, others)])
        received = sorted([*received, *self._said_in_bubbles(sender, received)], key=lambda block: block.top)
        channel = next((line.said.channel for line in self.lines if line.said.channel), None)
        head = sender.bottom if sender else self.narrow
        return Screen(sender, tuple(self._with_moments(received, head)), channel, self.pitch)

    def _said_in_bubbles(self, sender: Row | None, received: Sequence[Block]) -> list[Block]:
        """What begins as a hint does and is a message: a writer may use the same words. It stands in a bubble of its
        own and is written as the others are."""
        hints = [
            block
            for block in self.hints
            if (sender is None or block.top > sender.bottom)
            and not self._is_on_screen(block, sender)
            and not self._is_ones_own(block)
        ]
        longest = _longest(received)
        if longest is None:
            return hints
        return [b for b in hints if _is_like(b, longest) and apart(_ink(b), _ink(longest)) <= SAME_INK]

    # --- a locked screen ------------------------------------------------------------------------------------------

    @cached_property
    def _is_locked(self) -> bool:
        """True where notifications are shown: they say how old they are, "now" or "5 min ago"."""
        return any(map(self._is_age, self.rows))

    def _is_age(self, row: Row) -> bool:
        """True for the age of a notification, alone or behind a name, which is written smaller than the text below."""
        if is_just_now(row.text):
            return True
        if not before_age(row.text):
            return False
        below = [other for other in self.rows if 0 < other.base - row.base <= NEXT_ROW[1] * other.size]
        return any(
            abs(other.left - row.left) <= SAME_COLUMN * row.size and row.size < SMALLER * other.size for other in below
        )

    def _notifications(self) -> Screen:
        """Each card has the sender in its first row; who wrote the one that is offered first is the sender.

        That is the one that looks like an SMS one would ask about: its app is that for messages, or its text has an
        address, a number or an amount. The rest follow, the newest first. Cards of other apps count where there is
        nothing else.
        """
        first = min(row.top for row in self.rows if self._is_age(row))
        cards = [card for block in self.blocks if block.bottom > first and (card := self._card(block))]
        cards = [card for card in cards if not card.is_of_other_app] or cards
        cards.sort(key=lambda card: not card.is_likely_sms)  # each half stays as it stands: the newest is at the top
        bubbles = tuple(Bubble(card.text, None) for card in reversed(cards))
        return Screen(cards[0].name if cards else None, bubbles, None, self.pitch)

    def _card(self, block: Block) -> _Card | None:
        """A notification; None for anything else on a screen where some are."""
        rows = self._without_app(block.rows)
        if len(rows) < HEAD_ROWS:
            return None
        app = block.rows[0].text
        head = before_age(rows[0].text) if self._is_age(rows[0]) else rows[0].text
        words = rows[0].words[: len(head.split())]
        is_sms = is_furniture(before_age(app) or app) or bool(TO_ASK_ABOUT.search(" ".join(r.text for r in rows[1:])))
        return _Card(_name_in(Row(words)) if words else None, Block(rows[1:]), is_sms, is_other_app(head))

    def _without_app(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows of a card without the name of the app above and buttons below."""
        listed = list(rows)
        for at in (0, -1):
            while listed and (self._is_own(listed[at]) or is_just_now(listed[at].text)):
                listed.pop(at)
        return tuple(listed)

    # --- a conversation -------------------------------------------------------------------------------------------

    def _sender(self) -> Row | None:
        """The first row above all messages that may be a name or a number; two letters may be those of a picture."""
        found = [*self._header()]
        found.sort(
            key=lambda row: (
                max(w.confidence for w in row.words) < DOUBTFUL,
                not INTERNATIONAL.fullmatch(row.text),  # the head of another app around this screen names no number
                not self._is_on_bar(row),
            )
        )
        return next((row for row in found if letters_in(row.text) > INITIALS), found[0] if found else None)

    def _is_on_bar(self, row: Row) -> bool:
        return any(apart(row.ground, of_bar.ground) <= SAME_SCREEN for of_bar in self.sure_bar)

    def _header(self) -> Iterator[Row]:
        first_line = min((line.row for line in self.lines), key=lambda row: row.top, default=None)
        longest = _longest([block for block in self.blocks if not self._is_ones_own(block)])
        for block in self.blocks:
            row = block.rows[0]
            above = first_line is not None and row.bottom <= first_line.top
            if row.top > SENDER_ZONE * self.narrow and not above:
                return
            is_head = self.bar or (above and apart(row.ground, first_line.ground) <= SAME_SCREEN)  # type: ignore[union-attr]
            is_head = is_head or (len(row.words) == 1 and self._differs_from_next(block))
            if self._is_two_rows_of_a_head(block):
                row = _put_together(*block.rows)
            elif len(block.rows) > 1:
                if longest is None or _is_like(block, longest):
                    return
                continue  # the head of another app around this screen
            if is_head and (name := _name_in(row)) and len(name.text) <= LONGEST_SENDER:
                yield name

    def _is_two_rows_of_a_head(self, block: Block) -> bool:
        return len(block.rows) == HEAD_ROWS and bool(self.bar) and self._is_on_screen(block)

    def _differs_from_next(self, block: Block) -> bool:
        below = [b for b in self.blocks if b.top > block.bottom]
        return bool(below) and apart(below[0].ground, block.ground) > ON_SCREEN and not self._is_ones_own(block)

    def _is_on_screen(self, block: Block, sender: Row | None = None) -> bool:
        """True for what stands in no bubble."""
        seen = [*self.sure_bar, *([sender] if sender else [])]  # a battery has a ground of its own
        lines = [line.row for line in self.lines if any(apart(line.row.ground, s.ground) < SAME_SCREEN for s in seen)]
        return any(apart(row.ground, block.ground) <= ON_SCREEN for row in (*seen, *lines))

    def _is_ones_own(self, block: Block) -> bool:
        """True for a bubble on the right."""
        before, behind = block.left - self.left, self.left + self.width - block.right
        return before > OWN_BEGINS * self.width and behind < before / 2

    def _with_moments(self, blocks: Sequence[Block], head: int) -> Iterator[Bubble]:
        """Each with the day of the last line above it, and the clock time there or beside it."""
        beside = {id(block): [line for line in self.lines if _is_beside(line.row, block)] for block in blocks}
        taken = {id(line) for lines in beside.values() for line in lines}
        for block in blocks:
            above = [
                self._of_today(line, head) for line in self.lines if id(line) not in taken and line.row.base < block.top
            ]
            said = [line.said.arrival for line in beside[id(block)]] + above[::-1]
            day = next((a.day for a in said if a and a.day), None)
            clock = next((a.clock for a in said if a and a.clock), None)
            yield Bubble(block, Arrival(day, clock).moment)

    def _of_today(self, line: _Line, head: int) -> Arrival | None:
        """A clock time in the middle, below the sender, is one of today: any other has its day before it."""
        arrival = line.said.arrival
        is_in_middle = abs(line.row.middle - self.center) <= IN_MIDDLE * line.row.size
        if arrival and arrival.day is None and is_in_middle and line.row.top > head:
            return Arrival(self.as_of, arrival.clock)
        return arrival


def _is_bar(row: Row, rows: Sequence[Row]) -> bool:
    """True for a clock, a battery or a net, with icons; beside the name of an operator only where more stands level."""
    if not STATUS.search(row.text):
        return False
    is_with_operator = CLOCK_BESIDE_OPERATOR.fullmatch(row.text) is not None
    is_with_operator = is_with_operator and any(_is_level(other, row) for other in rows if other is not row)
    return is_with_operator or letters_in(STATUS.sub("", row.text)) <= STATUS_LETTERS


def _before_hint(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows up to a hint of the phone's that looks unlike them: another beginning, size or colour."""
    for n in range(1, len(rows)):
        looks_alike = (
            min(abs(rows[n].left - row.left) for row in rows[:n]) <= rows[n].size / 2
            and rows[n].size > SMALLER * rows[n - 1].size
            and apart(rows[n].words[0].ink, rows[n - 1].words[0].ink) <= SAME_INK
        )
        if not looks_alike and begins_hint(Block(tuple(rows[n:])).text):
            return rows[:n]
    return rows


def _is_level(row: Row, other: Row) -> bool:
    return other.top <= (row.top + row.bottom) / 2 <= other.bottom


def _is_beside(row: Row, block: Block) -> bool:
    last = block.rows[-1]
    is_level = abs(row.base - last.base) <= SIDE * max(last.size, row.size)
    return is_level and not block.left <= row.middle <= block.right


def _is_picture(block: Block) -> bool:
    """True for a letter or two of which the engine was not sure: the round picture of a contact, an icon."""
    return letters_in(block.text) <= INITIALS and max(w.confidence for w in block.rows[0].words) < SURE


def _is_title(block: Block, blocks: Sequence[Block]) -> bool:
    """True for a row right above rows of a smaller font on the same ground: that of a card below a message."""
    return len(block.rows) == 1 and any(
        0 < other.top - block.bottom <= block.size
        and block.size > SAME_FONT * other.size
        and abs(other.left - block.left) <= block.size
        and apart(other.ground, block.ground) <= SAME_AS_NEXT
        and len(other.text.split()) > 1
        for other in blocks
    )


def _longest(blocks: Sequence[Block]) -> Block | None:
    return max(blocks, key=lambda block: letters_in(block.text), default=None)


def _like_the_longest(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that look like the longest text: bubbles of one conversation have one ground, one left edge and one
    font. A field to write in, a hint, a card below a link or a button differs in one of these."""
    longest = _longest(blocks)
    return [
        block
        for block in blocks
        if longest is not None and (block is longest or (_is_like(block, longest) and not _has_small_print(block)))
    ]


def _ink(block: Block) -> Colour:
    return middle(word.ink for row in block.rows for word in row.words)


def _has_small_print(block: Block) -> bool:
    """True for a title with smaller and paler words below it: a card."""
    first = block.rows[0]
    return any(
        len(row.words) > 1
        and first.size > SAME_FONT * row.size
        and apart(row.words[0].ink, first.words[0].ink) > SAME_INK
        for row in block.rows[1:]
    )


def _is_like(block: Block, longest: Block) -> bool:
    sizes = sorted((block.size, longest.size))
    is_one_word = len(block.rows) == len(block.rows[0].letters) == 1
    beside = min(abs(row.left - other.left) for row in block.rows for other in longest.rows)
    return (
        apart(block.ground, longest.ground) <= SAME_GROUND
        and beside <= SAME_COLUMN * longest.size
        and sizes[1] <= (SAME_SIZE_OF_ONE if is_one_word else SAME_FONT) * sizes[0]
    )


def _has_like(row: Row, rows: Sequence[Row]) -> bool:
    """True where a row of the same ground and size stands next to it: it may belong to a message."""
    return any(
        other is not row
        and 0 < abs(other.base - row.base) <= NEXT_ROW[1] * row.size
        and apart(other.ground, row.ground) <= SAME_AS_NEXT
        and max(other.size, row.size) <= SIZE_OF_NEXT * min(other.size, row.size)
        for other in rows
    )


def _above_field(rows: list[Row], height: int, as_of: date) -> list[Row]:
    """The rows above the field in which one writes, and above a keyboard.

    A line "SMS" or "Message texte" may head a conversation as well; then a moment follows.
    """
    for n, row in enumerate(rows):
        single = [w for w in row.words if len(w.text) == 1 and w.text.isalpha()]
        if len(single) >= KEYS and len(single) * 2 > len(row.words):
            rows = rows[:n]
            break
    fields = [
        row
        for n, row in enumerate(rows)
        if not has_moment(row.text, as_of)
        and (is_field(row.text) or any(is_field(f"{row.text} {other.text}") for other in rows[n + 1 : n + 3]))
    ]
    if not fields or fields[-1].top < HIGHEST_FIELD * height or any(_heads(fields[-1], row, as_of) for row in rows):
        return rows
    last = fields[-1]
    top = min(f.top for f in fields if last.top - f.top <= HEADED * f.size)  # "SMS" on the button beside stands lower
    return [row for row in rows if row.base < top]  # icons beside it begin higher than its words


def _heads(line: Row, row: Row, as_of: date) -> bool:
    """True where a moment stands right below the line."""
    return 0 < row.base - line.base <= HEADED * line.size and has_moment(row.text, as_of)


def _put_together(first: Row, second: Row) -> Row:
    """A sender of two rows, as large letters make it; an e-mail address has no blank."""
    last, begin = first.words[-1], second.words[0]
    if "@" not in last.text:
        return Row((*first.words, *second.words))
    whole = last._replace(text=last.text + begin.text, bottom=begin.bottom)
    return Row((*first.words[:-1], whole, *second.words[1:]))


def _name_in(row: Row) -> Row | None:
    """The row without what stands beside a name: an arrow, a round picture with its first letters, other icons."""
    words = list(row.words)
    for at, beside in ((0, 1), (-1, -2)):
        while words and (_is_icon(words[at], row.size) or _stands_apart(words, at, beside, row.size)):
            if len(words) > 1 and words[at].text.isdigit() and words[beside].text[-1].isdigit():
                break  # two digits of a number
            words.pop(at)
    return Row(tuple(words)) if words else None


def _stands_apart(words: Sequence[Word], at: int, beside: int, size: float) -> bool:
    """True for a letter or two with more than a blank between them and the next word, however sure the engine was."""
    if len(words) == 1 or letters_in(words[at].text) > INITIALS or any(map(str.isdigit, words[at].text)):
        return False
    gap = words[at].left - words[beside].right if at else words[beside].left - words[at].right
    return gap > ONE_BLANK * size


def _is_icon(word: Word, size: float) -> bool:
    """True for signs, and for two letters of which the engine was not sure, or that are not as high as the others."""
    if (
        letters_in(word.text) > INITIALS
        or NUMBER_BEGINS.match(word.text)
        or (word.text.isdigit() and word.confidence >= SURE)
    ):
        return False
    return not letters_in(word.text) or word.confidence < SURE or not size / SAME_SIZE <= word.size <= size * SAME_SIZE
