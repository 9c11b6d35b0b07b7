"""`lookup`, and a call without a command: one answer, as text or JSON, or one for every line of standard input."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any, TextIO

from ..codes import Verdict
from ..errors import BadRequestError, NothingGivenError
from ..model import Result
from ..output.as_json import SCHEMA, result_as_dict
from ..pipeline import lookup
from .arguments import UsageError
from .terminal import BOLD, GREEN, RED, UNDERLINED, YELLOW, has_colours, styled, with_progress

FIELDS = (
    *("sender", "text", "country", "received", "knows_sender", "stop_sent", "letter_sent"),
    *("happened", "clicked", "own_number", "from_picture", "language"),
)
COLOUR_OF = {
    Verdict.STOP: GREEN,
    Verdict.NOTHING_TO_STOP: GREEN,
    Verdict.CHECK_FIRST: YELLOW,
    Verdict.PREMIUM: YELLOW,
    Verdict.DO_NOT_REPLY: RED,
}


def answer(options: argparse.Namespace) -> int:
    """Answer what the arguments ask; returns the exit code. Raises UsageError where they ask nothing."""
    as_of = options.as_of or date.today()
    if options.jsonl:
        return _lines(sys.stdin, sys.stdout, as_of)
    return _one(options, as_of)


def _one(options: argparse.Namespace, as_of: date) -> int:
    request = {name: value for name in FIELDS if (value := getattr(options, name)) is not None}
    try:
        result = lookup(request, as_of=as_of)
    except NothingGivenError as error:
        if options.json:
            print(json.dumps(_error(error.code, error)), flush=True)
        raise UsageError("give a sender, a --text, or both: sender-lookup 36180 --text '...'") from None
    if options.json:
        print(json.dumps(result_as_dict(result), ensure_ascii=False))
        return 0
    from ..output.answer import as_text

    text = as_text(result, result.request.language, explain=options.explain)
    print(coloured(text, result) if has_colours(sys.stdout) else text, end="")
    return 0


def coloured(text: str, result: Result) -> str:
    """The answer with its first line bold, the addresses to press underlined, and the verdict in its colour."""
    from ..output.catalogue import load_catalogue

    verdict = load_catalogue(result.request.language, result.country)(f"verdict.{result.advice.verdict}").upper()
    first, *lines = text.splitlines()
    for n, line in enumerate(lines):
        if line.startswith(verdict):
            lines[n] = styled(verdict, BOLD, COLOUR_OF[result.advice.verdict]) + line.removeprefix(verdict)
            break
        if (address := line.strip()).startswith(("sms:", "tel:", "https:")):
            lines[n] = line.replace(address, styled(address, UNDERLINED))
    return "\n".join([styled(first, BOLD), *lines, ""])


def _error(code: str, message: object) -> dict[str, Any]:
    """The result of what cannot be answered: of the same version as answers are, so that one look at a line tells."""
    return {"schema": SCHEMA, "error": {"code": code, "message": str(message)}}


def _answer_line(line: str, as_of: date) -> dict[str, Any]:
    """One result; a line that cannot be answered gives an error object, never an exception."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _error("bad_json", f"{error}: write one JSON object a line")
    try:
        return result_as_dict(lookup(request, as_of=as_of))
    except (NothingGivenError, BadRequestError) as error:
        return _error(error.code, error)


def _lines(source: TextIO, target: TextIO, as_of: date) -> int:
    """One result a line, for every line: also for a blank one, so that results and requests stay side by side."""
    for line in with_progress(source):
        target.write(json.dumps(_answer_line(line, as_of), ensure_ascii=False) + "\n")
    target.flush()
    return 0
