"""The program: which command is meant, and what its end is.

What a command alone needs is imported by it: a person who asks about a sender does not wait for letters.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence

from ..errors import RuleError, UnknownLetterError
from .arguments import UsageError, main_parser
from .terminal import marked_as_error, speak_utf8

STOPPED = 130  # what a shell says of a program that Ctrl-C ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the terminal program with these arguments, or with those of the process; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None and given[:1] != ["table"] and "--jsonl" not in given:
        gc.disable()  # the process ends with one answer: to look for unused memory takes a quarter of its time
    speak_utf8()
    try:
        command = COMMANDS.get(given[0]) if given else None
        return command(given[1:]) if command else _without_command(given)
    except (UsageError, UnknownLetterError, RuleError) as error:
        print(f"{marked_as_error('sender-lookup:', sys.stderr)} {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # nobody reads on: nothing is left to flush at exit
        return 0
    except KeyboardInterrupt:
        return STOPPED


def _without_command(given: list[str]) -> int:
    """The sender stands first, or an option does."""
    options = main_parser().parse_args(given)
    if options.print_completion:
        from .completion import script

        print(script(options.print_completion), end="")
        return 0
    from .lookup import answer

    return answer(options)


def _lookup(given: list[str]) -> int:
    from .arguments import lookup_parser
    from .lookup import answer

    return answer(lookup_parser().parse_args(given))


def _letter(given: list[str]) -> int:
    from .arguments import letter_parser
    from .letter import write

    return write(letter_parser().parse_args(given))


def _draft(given: list[str]) -> int:
    from .arguments import draft_parser
    from .draft import check

    return check(draft_parser().parse_args(given))


def _schema(given: list[str]) -> int:
    from .arguments import schema_parser
    from .schema import write

    return write(schema_parser().parse_args(given))


def _table(given: list[str]) -> int:
    from ..bulk.command import main as answer_table

    return answer_table(given)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "lookup": _lookup,
    "letter": _letter,
    "draft": _draft,
    "table": _table,
    "schema": _schema,
}
