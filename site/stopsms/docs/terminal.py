"""The commands of the terminal, from their own parsers: what each is for, its arguments, the examples of its help."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sender_lookup.bulk.command import parser as table_parser
from sender_lookup.cli import arguments
from sender_lookup.cli.command import COMMANDS

from .markdown import code_block


@dataclass(frozen=True, slots=True)
class Command:
    """A command: how it is called (as HTML), its arguments (how each is written, what it is for), and what its help
    says beside (as HTML)."""

    name: str
    slug: str
    what: str
    usage: str
    arguments: tuple[tuple[str, str], ...]
    more: str


def commands() -> tuple[Command, ...]:
    """The call without a command, then every command, in the order in which the help names them."""
    return tuple(_command(parser()) for parser in _parsers())


def _parsers() -> Iterator[Callable[[], argparse.ArgumentParser]]:
    yield arguments.main_parser
    for name in COMMANDS:
        yield getattr(arguments, f"{name}_parser", table_parser)


def _command(parser: argparse.ArgumentParser) -> Command:
    parser.color = False  # type: ignore[attr-defined]  # from Python 3.14 on, a build in a terminal would have colours
    parser.formatter_class = lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=80)
    listed = [a for a in parser._actions if a.help != argparse.SUPPRESS]
    return Command(
        name=parser.prog,
        slug=parser.prog.replace(" ", "-"),
        what=(parser.description or "").strip(),
        usage=code_block(parser.format_usage().removeprefix("usage: "), "sh"),
        arguments=tuple((_written(a), _said(a.help or "", parser.prog)) for a in listed),
        more=code_block(_said(parser.epilog or "", parser.prog), "sh"),
    )


def _said(text: str, prog: str) -> str:
    """What a parser says, with the name of the program; a percent sign may stand there, as argparse lets it."""
    return text.replace("%(prog)s", prog)


def _written(action: argparse.Action) -> str:
    """How an argument is written.

    >>> p = argparse.ArgumentParser()
    >>> _written(p.add_argument("-o", "--output", metavar="FILE"))
    '-o FILE, --output FILE'
    >>> _written(p.add_argument("--json", action="store_true"))
    '--json'
    >>> _written(p.add_argument("--knows-sender", choices=("yes", "no")))
    '--knows-sender {yes,no}'
    """
    if action.choices:
        value = "{" + ",".join(map(str, action.choices)) + "}"
    else:
        value = str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return value
    return ", ".join(o if action.nargs == 0 else f"{o} {value}" for o in action.option_strings)
