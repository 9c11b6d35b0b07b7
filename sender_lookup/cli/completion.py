"""The completion of a shell: a script that is written once, by `shtab` (extra `completion`), from the parsers.

A script costs nothing at a press of TAB; what asks the program itself would start Python at each.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ..bulk.command import parser as table_parser
from .arguments import (
    UsageError,
    add_options,
    add_own_options,
    draft_parser,
    letter_parser,
    lookup_parser,
    schema_parser,
)


def script(shell: str) -> str:
    """The script for one of `arguments.SHELLS`. Raises UsageError where `shtab` is not installed."""
    try:
        from shtab import FILE, complete
    except ImportError:
        raise UsageError("completions are written by shtab: pip install shtab") from None
    return str(complete(_all_commands(FILE), shell)) + "\n"


def _all_commands(file: object) -> argparse.ArgumentParser:
    """One parser for all that can be typed: the options of a call without a command, and the commands. `file` stands
    for the names of files where an argument is one."""
    p = argparse.ArgumentParser("sender-lookup")
    add_options(p)
    add_own_options(p)
    commands = p.add_subparsers()
    of_commands = {
        "lookup": lookup_parser(),
        "letter": letter_parser(),
        "draft": draft_parser(),
        "table": table_parser(),
        "schema": schema_parser(),
    }
    for name, parser in of_commands.items():
        for action in parser._actions:  # what shtab reads too
            if action.type is Path or action.dest == "facts":
                action.complete = file  # type: ignore[attr-defined]
        about = (parser.description or "").splitlines()[0]
        commands.add_parser(name, parents=[parser], add_help=False, help=about)
    return p
