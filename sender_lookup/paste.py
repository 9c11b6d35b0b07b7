"""A paste of the whole screen, split into sender line, time and message.

People copy what they see: a header ("De : MODALIA", "+33 6 ...", "Message texte", "Aujourd'hui 21:04"), then the text.
Only a line that is clearly a sender (a label with something after it, or a number alone) is taken for one.

>>> split("De : MODALIA\\nMessage texte\\nSoldes ! STOP au 36180")
Paste(sender='MODALIA', received=None, text='Soldes ! STOP au 36180')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .characters import clean, fold
from .country import load_index
from .lexicon import alternation

NUMBER_LINE = re.compile(r"\+?[\d ().\-/]{3,24}")
STAMP = re.compile(r"(?:20\d\d-\d\d-\d\d[T ])?\d{1,2}[:h]\d{2}")
CLOCK = r"\d{1,2}[:h]\d{2}"
DAY = r"\d{1,2}[ /.\-][\w.]{1,9}(?:[ /.\-]\d{2,4})?[ ,a]*"
WEEKDAY = (
    r"(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo)[a-z]*\.?"
)
KIND_OF_MESSAGE = (
    r"message texte|text message|imessage|sms|mms|rcs|sms/mms|message sms|mensaje de texto|mensaxe de texto"
    r"|aujourd'?hui|today|hoy|hoxe|hier|yesterday|ayer|onte"
)
# A line of the screen that belongs to neither: what kind of message, which day, what time.
NOISE = re.compile(
    rf"(?:{KIND_OF_MESSAGE}|{WEEKDAY})[ ,a]*(?:{DAY})?(?:{CLOCK})?(?: ?[ap]m)?|{DAY}(?:{CLOCK})?|{CLOCK}"
)


@dataclass(frozen=True, slots=True)
class Paste:
    """The parts of a paste; what was not found is None, and the text is never lost."""

    sender: str | None
    received: str | None
    text: str


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"{alternation(load_index().sender_labels)} ?: ?(?P<rest>.+)")


def split(paste: str) -> Paste:
    """The sender line, the time stamp and the rest. Lines are looked at from the top until one is plainly text."""
    lines = [line for line in (clean(x) for x in paste.strip().splitlines()) if line]
    sender = received = None
    while len(lines) > 1:
        line, folded = lines[0], fold(lines[0])
        if (m := _label().fullmatch(folded)) and sender is None:
            sender = line[m.start("rest") :].strip()
        elif sender is None and NUMBER_LINE.fullmatch(line) and not NOISE.fullmatch(folded):
            sender = line
        elif NOISE.fullmatch(folded):
            received = received or (m.group() if (m := STAMP.search(line)) else None)
        else:
            break
        lines.pop(0)
    return Paste(sender, received, "\n".join(lines))
