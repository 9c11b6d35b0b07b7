"""What the message says: `read(text, sender, country)` -> purpose, printed opt-out, and signs with their evidence.

The same message in any case, with or without accents, emoji or line breaks reads the same; nothing is looked up
anywhere else; time grows with the length of the text only.

>>> from .country import load_country
>>> read("Votre code est 482913. Ne le communiquez à personne.", None, load_country("FR")).purpose.value
'one_time_code'
"""

from __future__ import annotations

from dataclasses import replace

from .country import Country
from .figures import Places
from .model import Evidence, Message, Purpose, Sender, Signal
from .opt_out import find_opt_out
from .purpose import decide, is_unsure, weights
from .signals import find_signs
from .text import Text, prepare


def read(raw: str, sender: Sender | None, country: Country) -> Message | None:
    """The reading of one message; None where there is no text at all. Never raises."""
    if not raw.strip():
        return None
    text = prepare(raw)
    opt_out = find_opt_out(text, country)
    signs = find_signs(text, sender, opt_out, country)
    purpose, scam_share = decide(signs)
    if _is_other_script(text) or not any(map(str.isalpha, text.folded)):
        purpose = Purpose.UNKNOWN  # we cannot read it, and a link or a few digits alone prove nothing
    unsure = is_unsure(purpose, scam_share, signs)
    signals = _signals(text, signs, Purpose.SCAM if unsure else purpose)
    return Message(purpose=purpose, opt_out=opt_out, signals=signals, unsure=unsure, has_link="link" in signs)


def _is_other_script(text: Text) -> bool:
    """True where most letters are of an alphabet that we do not read (look-alikes were turned into Latin before)."""
    if text.folded.isascii():
        return False
    words = [w for w, _, _ in text.prose if w.isalpha()]
    return sum(len(w) for w in words if not w.isascii()) * 2 > sum(map(len, words)) > 0


def _signals(text: Text, signs: Places, purpose: Purpose) -> tuple[Signal, ...]:
    shown = weights().shows[purpose]
    found = [
        Signal(code=code, evidence=text.spans(places) if places else ())
        for code, places in signs.items()
        if code in shown
    ]
    if text.truncated:
        found.append(Signal(code="text_cut"))
    return tuple(found)


def shifted(message: Message, by: int) -> Message:
    """The message with its evidence that many characters later: it was read as a part of a longer text."""

    def moved(e: Evidence) -> Evidence:
        return e._replace(start=e.start + by, end=e.end + by)

    signals = tuple(replace(s, evidence=tuple(map(moved, s.evidence))) for s in message.signals)
    return replace(message, signals=signals)
