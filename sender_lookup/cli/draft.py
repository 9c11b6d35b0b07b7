"""`draft`: the check of an advertisement that somebody wants to send."""

from __future__ import annotations

import argparse
import json
from datetime import date

from ..draft import render
from ..draft.check import check_draft
from ..errors import NothingGivenError
from .arguments import UsageError

FIELDS = ("text", "sender", "send_at", "country", "language")


def check(options: argparse.Namespace) -> int:
    """Print what the rules say of the draft; returns the exit code. Raises UsageError where there is none."""
    request = {name: value for name in FIELDS if (value := getattr(options, name)) is not None}
    try:
        draft = check_draft(request, as_of=options.as_of or date.today())
    except NothingGivenError:
        raise UsageError("give a --text, a --sender, or both: sender-lookup draft --text '...'") from None
    if options.json:
        print(json.dumps(render.as_dict(draft), ensure_ascii=False))
    else:
        print(render.as_text(draft, draft.request.language), end="")
    return 0
