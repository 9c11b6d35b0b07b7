"""The terminal: `python -m sender_lookup SENDER --text ...`, `--jsonl`, `letter ID` and `draft`.

The only module that reads the clock, the arguments and standard input.
"""

from __future__ import annotations

import argparse
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import TextIOWrapper
from typing import Any, TextIO

from .codes import HAPPENED
from .country.loader import load_country, load_index
from .draft import render as draft_answer
from .draft.check import check_draft
from .errors import BadRequestError, NothingGivenError, RuleError, UnknownLetterError
from .intake.request import country_code
from .output.answer import as_text
from .output.as_json import result_as_dict
from .output.letters import FACTS, compose_letter
from .pipeline import lookup

PROGRESS_EVERY = 200  # lines between two updates of the progress bar
BAR = 30  # its width in characters


class UsageError(Exception):
    """Unusable arguments: one line that says what and how to fix it (exit code 2)."""


class Parser(argparse.ArgumentParser):
    """argparse, with one-line errors."""

    def error(self, message: str) -> Any:
        """Raise instead of printing the whole usage."""
        raise UsageError(f"{message}: see {self.prog} --help")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: write it as 2026-11-24") from None


def _country(text: str) -> str:
    try:
        return country_code(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no country: write two letters, as FR") from None


def _parser() -> Parser:
    p = Parser(
        prog="sender-lookup",
        description="From the sender and the text of an unwanted SMS to the one right thing to do.",
        epilog="Also: sender-lookup letter LETTER_ID --country FR --facts facts.json; sender-lookup draft --text ...",
    )
    p.add_argument("sender", nargs="?", help="what the phone shows as the origin: number, short code, name")
    p.add_argument("--text", help="the message")
    p.add_argument("--country", help="of your own phone line, as FR or ES")
    p.add_argument("--received", help="when it came, as 2026-11-22T21:00")
    p.add_argument("--knows-sender", choices=("yes", "no"), help="whether you know the sender")
    p.add_argument("--stop-sent", help="the day on which you sent STOP")
    p.add_argument("--letter-sent", help="the day on which you wrote to the company")
    p.add_argument(
        "--happened",
        action="append",
        metavar="WHAT",
        help=f"what happened already, once for each: {', '.join(HAPPENED)}",
    )
    p.add_argument("--clicked", action="store_true", help="the same as --happened clicked")
    p.add_argument("--own-number", help="the number of your own line: a sender that shows it is forged")
    p.add_argument("--from-picture", action="store_true", help="it was read from a picture: letters may be wrong")
    p.add_argument("--language", help=f"of the answer: {', '.join(load_index().languages)}")
    p.add_argument("--as-of", type=_day, help="the day whose rules hold (default: today)")
    p.add_argument("--explain", action="store_true", help="print the reasons, the sources and all that follows as well")
    p.add_argument("--json", action="store_true", help="print one JSON object")
    p.add_argument("--jsonl", action="store_true", help="one request a line from standard input, one result a line")
    return p


def _letter_parser() -> Parser:
    p = Parser(
        prog="sender-lookup letter",
        description="Print a letter: information, not legal advice. What the facts file lacks stands as a placeholder.",
    )
    p.add_argument("letter_id")
    p.add_argument("--country", type=_country, default=load_index().default_country, help="of your own phone line")
    p.add_argument("--facts", help=f"a JSON file with {', '.join(FACTS)}; form = short for an e-mail")
    p.add_argument("--as-of", type=_day, help="the date of the letter (default: today)")
    return p


def _draft_parser() -> Parser:
    p = Parser(prog="sender-lookup draft", description="Check an advertisement that you want to send by SMS.")
    p.add_argument("--text", help="the draft")
    p.add_argument("--sender", help="the name or number that will show")
    p.add_argument("--send-at", help="when it will be sent, as 2026-11-29T10:00")
    p.add_argument("--country", type=_country, help="of the phone lines that will get it, as FR or ES")
    p.add_argument("--language", help=f"of the answer: {', '.join(load_index().languages)}")
    p.add_argument("--as-of", type=_day, help="the day whose rules hold, without --send-at (default: today)")
    p.add_argument("--json", action="store_true", help="print one JSON object")
    return p


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the terminal program; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        if given[:1] == ["letter"]:
            return _print_letter(_letter_parser().parse_args(given[1:]))
        if given[:1] == ["draft"]:
            return _print_draft(_draft_parser().parse_args(given[1:]))
        options = _parser().parse_args(given)
        as_of = options.as_of or date.today()
        return _lines(sys.stdin, sys.stdout, as_of) if options.jsonl else _one(options, as_of)
    except (UsageError, UnknownLetterError, RuleError) as error:
        print(f"sender-lookup: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # nobody reads on: nothing is left to flush at exit
        return 0


def _speak_utf8() -> None:
    """UTF-8 whatever the terminal's locale is; half characters in either direction never stop the program."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            encoding = "utf-8-sig" if stream is sys.stdin else "utf-8"
            stream.reconfigure(encoding=encoding, errors=errors, newline="\n")


def _request(options: argparse.Namespace) -> dict[str, Any]:
    names = (
        *("sender", "text", "country", "received", "knows_sender", "stop_sent", "letter_sent"),
        *("happened", "clicked", "own_number", "from_picture", "language"),
    )
    return {n: v for n in names if (v := getattr(options, n)) is not None}


def _one(options: argparse.Namespace, as_of: date) -> int:
    try:
        result = lookup(_request(options), as_of=as_of)
    except NothingGivenError as error:
        if options.json:
            print(json.dumps(_error(error)), flush=True)
        raise UsageError("give a sender, a --text, or both: sender-lookup 36180 --text '...'") from None
    if options.json:
        print(json.dumps(result_as_dict(result), ensure_ascii=False))
    else:
        print(as_text(result, result.request.language, explain=options.explain), end="")
    return 0


def _error(error: NothingGivenError | BadRequestError) -> dict[str, Any]:
    return {"error": {"code": error.code, "message": str(error)}}


def _answer_line(line: str, as_of: date) -> dict[str, Any]:
    """One result; a line that cannot be answered gives an error object, never an exception."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"error": {"code": "bad_json", "message": f"{error}: write one JSON object a line"}}
    try:
        return result_as_dict(lookup(request, as_of=as_of))
    except (NothingGivenError, BadRequestError) as error:
        return _error(error)


def _lines(source: TextIO, target: TextIO, as_of: date) -> int:
    """One result a line, for every line: also for a blank one, so that results and requests stay side by side."""
    for line in _with_progress(source):
        target.write(json.dumps(_answer_line(line, as_of), ensure_ascii=False) + "\n")
    target.flush()
    return 0


def _with_progress(source: TextIO) -> Iterator[str]:
    """The lines, with a bar on standard error where that is a terminal and the size is known; else a count."""
    if not sys.stderr.isatty():
        yield from source
        return
    total = _size(source)
    done = count = 0
    for count, line in enumerate(source, 1):
        yield line
        done += len(line.encode())
        if count % PROGRESS_EVERY == 0:
            full = BAR * done // total if total else 0
            bar = f"[{'#' * full}{'.' * (BAR - full)}] " if total else ""
            print(f"\r{bar}{count} lines", end="", file=sys.stderr, flush=True)
    print(f"\r{count} lines{' ' * (BAR + 4)}", file=sys.stderr)


def _size(source: TextIO) -> int:
    """The bytes of a regular file on standard input; 0 for a pipe."""
    try:
        status = os.fstat(source.fileno())
    except (OSError, ValueError):
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _facts(path: str | None) -> Mapping[str, str | None]:
    if path is None:
        return {}
    try:
        with open(path, encoding="utf-8") as file:
            facts = json.load(file)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}: give a JSON file that exists") from None
    except ValueError as error:
        raise UsageError(f"{path}: {error}: write one JSON object with {', '.join(FACTS)}") from None
    if not isinstance(facts, dict):
        raise UsageError(f"{path}: is no JSON object: write the facts as names and values")
    return facts


def _print_letter(options: argparse.Namespace) -> int:
    facts = {"date": (options.as_of or date.today()).isoformat(), **_facts(options.facts)}
    print(compose_letter(options.letter_id, load_country(options.country), facts).as_text(), end="")
    return 0


def _print_draft(options: argparse.Namespace) -> int:
    names = ("text", "sender", "send_at", "country", "language")
    request = {n: v for n in names if (v := getattr(options, n)) is not None}
    try:
        draft = check_draft(request, as_of=options.as_of or date.today())
    except NothingGivenError:
        raise UsageError("give a --text, a --sender, or both: sender-lookup draft --text '...'") from None
    if options.json:
        print(json.dumps(draft_answer.as_dict(draft), ensure_ascii=False))
    else:
        print(draft_answer.as_text(draft, draft.request.language), end="")
    return 0
