"""STOP SMS: from the sender and the text of an unwanted SMS to the one right thing to do.

    intake -> sender -> message -> advice -> output        (draft: a message that somebody wants to send)

The package is pure: no clock, no network, no environment; files are read by `resources` alone. The same bytes run in
the browser (Pyodide), at build time and in a terminal. What others call is in `api`.

>>> from datetime import date
>>> from sender_lookup import lookup
>>> result = lookup(sender="36180", country="FR", as_of=date(2026, 11, 24))
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
from .model import (
    Advice,
    Evidence,
    Message,
    OptOut,
    Question,
    Request,
    Result,
    Sender,
    Signal,
    Step,
    Timing,
    Understood,
)

if TYPE_CHECKING:
    from .api import advise, as_dict, classify, compose_letter, lookup, read
    from .country.schema import Country
    from .draft.check import Draft, check_draft
    from .output.letters import Letter

__version__ = "0.1.0"
__all__ = [
    "Advice", "BadRequestError", "Country", "Draft", "Evidence", "Kind", "Letter", "Message", "MissingRegionsError",
    "NothingGivenError", "OptOut", "Purpose", "Question", "Request", "Result", "RuleError", "Sender",
    "SenderLookupError", "Signal", "Step", "Strength", "Timing", "TimingVerdict", "Understood", "UnknownLetterError",
    "Verdict", "Via", "__version__", "advise", "as_dict", "check_draft", "classify", "compose_letter", "lookup", "read",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """What is loaded when it is first asked for: the browser's worker asks the modules themselves."""
    module: Any
    if name in ("Draft", "check_draft"):
        from .draft import check as module
    elif name == "Letter":
        from .output import letters as module
    elif name in __all__:
        from . import api as module
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = getattr(module, name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
