"""STOP SMS: from the sender and the text of an unwanted SMS to the one right thing to do.

    intake -> sender -> message -> advice -> output        (draft: a message that somebody wants to send)

The package is pure: no clock, no network, no environment; files are read by `resources` alone. The same bytes run in
the browser (Pyodide), at build time and in a terminal.

>>> from datetime import date
>>> result = lookup({"sender": "36180", "country": "FR"}, as_of=date(2026, 11, 24))
>>> result.advice.verdict.value, result.advice.steps[0].uri
('stop', 'sms:36180?&body=STOP')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .codes import Kind, Purpose, Strength, TimingVerdict, Verdict, Via
from .errors import (
    BadRequestError,
    MissingRegionsError,
    NothingGivenError,
    RuleError,
    SenderLookupError,
    UnknownLetterError,
)
from .model import Advice, Message, OptOut, Question, Request, Result, Sender, Signal, Step, Timing
from .pipeline import lookup

if TYPE_CHECKING:
    from .draft.check import Draft, check_draft
    from .output.letters import Letter, compose_letter

__version__ = "0.1.0"
__all__ = [
    "Advice", "BadRequestError", "Draft", "Kind", "Letter", "Message", "MissingRegionsError", "NothingGivenError",
    "OptOut", "Purpose", "Question", "Request", "Result", "RuleError", "Sender", "SenderLookupError", "Signal", "Step",
    "Strength", "Timing", "TimingVerdict", "UnknownLetterError", "Verdict", "Via", "__version__", "check_draft",
    "compose_letter", "lookup",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Drafts and letters are read when they are first asked for: most visitors of the page never do."""
    if name in ("Draft", "check_draft"):
        from .draft import check

        return getattr(check, name)
    if name in ("Letter", "compose_letter"):
        from .output import letters

        return getattr(letters, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
