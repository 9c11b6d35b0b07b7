"""What can be asked for: the arguments of each command, and the help that teaches them.

A first word that is no command is a sender: `sender-lookup 36180` is `sender-lookup lookup 36180`.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from .. import __version__
from ..codes import HAPPENED
from ..country.loader import load_index
from ..intake.request import country_code

SHELLS = ("bash", "zsh", "fish", "powershell")  # for which `shtab` writes a completion

EXIT_CODES = """\
exit codes:
  0    answered, whatever the answer is; with --jsonl also where a line has an error for its result
  2    the arguments or a file cannot be used: one line on standard error says what, and how to mend it
  130  stopped with Ctrl-C
"""
COLOURS = """\
Colours are for terminals alone. NO_COLOR=1 takes them away, FORCE_COLOR=1 keeps them in a pipe; JSON has none.
"""
LOOKUP_EXAMPLES = """\
examples:
  sender-lookup 36180
      a sender alone: what can be said without its message
  sender-lookup MODALIA --text "Soldes -40% chez Modalia. STOP au 36180" --language en
      the message decides: always give it where you have it
  sender-lookup --text "Votre colis est bloque: https://colis-suivi.example" --happened clicked
      no sender, and something has happened already
  sender-lookup 36180 --country FR --json
      one JSON object, for programs: codes, no words
  sender-lookup --jsonl < requests.jsonl > results.jsonl
      one request a line, one result a line, in the same order; a bad line has an error for its result
"""
COMMANDS = """\
commands (a first word that is none of these is a sender):
  lookup  what to do about a message: the same as no command, also for a sender that is called like one
  letter  a letter to the company or an authority, where STOP does not help
  draft   check an advertisement that you want to send by SMS
  table   answer for every row of a CSV or Parquet file
  schema  the JSON Schema of a request or a result, for programs
Each has its own --help.
"""
LETTER_EXAMPLES = """\
examples:
  sender-lookup letter company_objection --country FR
      with a placeholder for each fact; `sender-lookup SENDER --explain` names the letters that fit
  sender-lookup letter company_objection --facts facts.json > letter.txt
      facts.json: {"name": "Ana Rey", "company": "Modalia", "received": "2026-11-22T21:00"}
"""
DRAFT_EXAMPLES = """\
examples:
  sender-lookup draft --sender MODALIA --text "Soldes -40% ! STOP au 36180" --send-at 2026-11-29T10:00
      what the law, the operators and good practice say of it
  sender-lookup draft --text "Sale, -40%" --country GB --json
      one JSON object, for programs
"""
SCHEMA_EXAMPLES = """\
examples:
  sender-lookup schema result > result.schema.json
      of what --json and --jsonl print, errors too
  sender-lookup schema request
      of what a line of --jsonl may have
"""
SENDER = "what the phone shows as the origin: number, short code, name"


class UsageError(Exception):
    """Unusable arguments: one line that says what and how to fix it (exit code 2)."""


class Parser(argparse.ArgumentParser):
    """argparse, with one-line errors and with examples that stay as they were written."""

    def __init__(self, *parts: str, **options: Any) -> None:
        """`parts` are what stands under the list of arguments."""
        layout = argparse.RawDescriptionHelpFormatter
        super().__init__(epilog="\n".join(parts), formatter_class=layout, **options)

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


def main_parser() -> Parser:
    """Of a call without a command: a lookup, and what the program says of itself."""
    p = Parser(
        COMMANDS, LOOKUP_EXAMPLES, EXIT_CODES, COLOURS,
        prog="sender-lookup",
        usage="%(prog)s [SENDER] [options]\n       %(prog)s {lookup,letter,draft,table,schema} ...",
        description="From the sender and the text of an unwanted SMS to the one right thing to do.",
    )  # fmt: skip
    p.add_argument("sender", nargs="?", help=SENDER)
    add_options(p)
    add_own_options(p)
    return p


def add_own_options(p: argparse.ArgumentParser) -> None:
    """What the program says of itself."""
    p.add_argument("--version", action="version", version=f"sender-lookup {__version__}")
    p.add_argument("--print-completion", choices=SHELLS, help="print the completion of commands and options")


def lookup_parser() -> Parser:
    """Of `lookup`."""
    p = Parser(
        LOOKUP_EXAMPLES.replace("sender-lookup", "sender-lookup lookup"), EXIT_CODES, COLOURS,
        prog="sender-lookup lookup",
        description="From the sender and the text of an unwanted SMS to the one right thing to do.",
    )  # fmt: skip
    p.add_argument("sender", nargs="?", help=SENDER)
    add_options(p)
    return p


def add_options(p: argparse.ArgumentParser) -> None:
    """The options of a lookup."""
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


def letter_parser() -> Parser:
    """Of `letter`."""
    from ..output.letters import FACTS

    p = Parser(
        LETTER_EXAMPLES, EXIT_CODES,
        prog="sender-lookup letter",
        description="Print a letter: information, not legal advice. What the facts file lacks stands as a placeholder.",
    )  # fmt: skip
    p.add_argument("letter_id")
    p.add_argument("--country", type=_country, default=load_index().default_country, help="of your own phone line")
    p.add_argument("--facts", help=f"a JSON file with {', '.join(FACTS)}; form = short for an e-mail")
    p.add_argument("--as-of", type=_day, help="the date of the letter (default: today)")
    return p


def draft_parser() -> Parser:
    """Of `draft`."""
    p = Parser(
        DRAFT_EXAMPLES, EXIT_CODES,
        prog="sender-lookup draft", description="Check an advertisement that you want to send by SMS.",
    )  # fmt: skip
    p.add_argument("--text", help="the draft")
    p.add_argument("--sender", help="the name or number that will show")
    p.add_argument("--send-at", help="when it will be sent, as 2026-11-29T10:00")
    p.add_argument("--country", type=_country, help="of the phone lines that will get it, as FR or ES")
    p.add_argument("--language", help=f"of the answer: {', '.join(load_index().languages)}")
    p.add_argument("--as-of", type=_day, help="the day whose rules hold, without --send-at (default: today)")
    p.add_argument("--json", action="store_true", help="print one JSON object")
    return p


def schema_parser() -> Parser:
    """Of `schema`."""
    p = Parser(
        SCHEMA_EXAMPLES, EXIT_CODES,
        prog="sender-lookup schema", description="Print the JSON Schema (2020-12) of a request or of a result.",
    )  # fmt: skip
    p.add_argument("of", choices=("request", "result"), help="which of the two")
    return p
