"""`sender-lookup table`: every row of a CSV or Parquet file answered, in columns added to its own."""

from __future__ import annotations

import argparse
import codecs
import errno
import os
import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..country.loader import load_country, load_index
from ..errors import RuleError
from ..intake.request import country_code
from .answers import Settings
from .csv_file import is_separator
from .earlier import beside, day_before
from .errors import TableError
from .progress import Progress, Stop
from .run import Job, Outcome, run
from .summary import Counts, as_page, as_table
from .table import is_parquet

PROGRAM = "sender-lookup table"
BAD, STOPPED = 2, 130
DISK = {getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EIO")} - {None}  # not all systems have them all
DESCRIPTION = """\
Answer every row of a table of messages. The columns of the table are kept, and verdict, first_action, purpose, kind,
family, opt_out_keyword, opt_out_to, opt_out_via, timing and error are added. A row without an answer has its error.
"""
EXAMPLES = """\
examples:
  sender-lookup table reports.csv -o answers.csv
  sender-lookup table reports.csv -o answers.parquet --sender Origine --text "Contenu du SMS" --workers 4
  sender-lookup table reports.parquet -o answers.parquet --summary
  sender-lookup table reports.csv -o answers.csv --resume        (after Ctrl-C)

exit codes: 0 all rows are there, 2 unusable table or arguments, 130 stopped (go on with --resume)
"""


class Parser(argparse.ArgumentParser):
    """argparse, with one-line errors."""

    def error(self, message: str) -> Any:
        """Raise instead of printing the whole usage."""
        raise TableError(self.prog, message, f"see {self.prog} --help")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date, write it as 2026-11-24") from None


def _country(text: str) -> str:
    try:
        return country_code(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no country, write two letters, as FR") from None


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes, write 1 or more")
    return int(text)


def _encoding(text: str) -> str:
    try:
        found = codecs.lookup(text)
    except (LookupError, ValueError):
        found = None
    if found is None or not found._is_text_encoding:  # rot13, base64 and hex are codecs too
        raise argparse.ArgumentTypeError(f"{text!r} is no encoding, write utf-8, cp1252, utf-16 ...")
    return found.name


def _separator(text: str) -> str:
    separator = {"tab": "\t", r"\t": "\t"}.get(text, text)
    if not is_separator(separator):
        raise argparse.ArgumentTypeError(f"{text!r} is no separator, write one character, or tab")
    return separator


def parser() -> Parser:
    """The arguments of `sender-lookup table`."""
    p = Parser(
        prog=PROGRAM, description=DESCRIPTION, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("table", type=Path, help="a .csv or .parquet file whose first row names the columns")
    p.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=".csv or .parquet, to be written")
    for name, what in (("sender", "the sender"), ("text", "the message"), ("received", "when it came")):
        more = ": given twice, the day and the hour" if name == "received" else ""
        p.add_argument(f"--{name}", action="append", metavar="COLUMN", help=f"the column that holds {what}{more}")
    p.add_argument("--country", type=_country, help="of the phone lines, as FR or ES")
    p.add_argument("--as-of", type=_day, help="the day whose rules hold (default: today)")
    p.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes at work (default: 1)")
    p.add_argument("--encoding", type=_encoding, help="of a CSV file (default: UTF-8 and cp1252, as it comes)")
    p.add_argument("--separator", type=_separator, help="of a CSV file (default: found in its first rows)")
    p.add_argument("--resume", action="store_true", help="go on with a run that was stopped")
    p.add_argument(
        "--summary", action="store_true",
        help="print what the table comes to, and write it as a page beside the output, FILE.summary.html",
    )  # fmt: skip
    return p


def main(arguments: Sequence[str]) -> int:
    """Run `sender-lookup table` with the arguments that follow `table`; returns the exit code.

    Raises BrokenPipeError where nobody reads on.
    """
    try:
        options = parser().parse_args(arguments)
        return _run(_job(options), arguments)
    except TableError as error:
        print(error if error.where == PROGRAM else f"sender-lookup: {error}", file=sys.stderr)
    except RuleError as error:
        print(f"sender-lookup: {error}", file=sys.stderr)
    except BrokenPipeError:
        raise  # nobody reads what is printed: no disk is to blame
    except OSError as error:
        where, why = error.filename or "a file", error.strerror or error
        print(f"sender-lookup: {where}: {why}: {_mend(error)}", file=sys.stderr)
    return BAD


def _mend(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "give a file that exists, in a folder that exists"
    if isinstance(error, PermissionError):
        return "give a file that you may read, in a folder that you may write to"
    if error.errno in DISK:
        return "free the disk, then go on with --resume"
    return "mend that, then go on with --resume"


def _job(options: argparse.Namespace) -> Job:
    source, target = options.table, options.output
    for name in ("sender", "text"):
        if len(getattr(options, name) or ()) > 1:
            raise TableError(f"--{name}", "is given twice", "name the one column that holds it")
    if len(options.received or ()) > 2:
        raise TableError("--received", "is given more than twice", "name the day and the hour, or one column")
    if source.is_dir() or target.is_dir():
        raise TableError(source if source.is_dir() else target, "is a folder", "name a file")
    if not source.exists():
        raise TableError(source, "does not exist", "give a .csv or .parquet file that exists")
    if not source.is_file():
        raise TableError(source, "is no regular file, which is read from its beginning twice", "save it in a file")
    if not is_parquet(target) and target.suffix.lower() not in (".csv", ".tsv", ".txt"):
        raise TableError(target, "is no name of a table", "let it end in .csv or .parquet")
    if not target.parent.is_dir():
        raise TableError(target.parent, "is no folder", "make it, or write to another")
    if target.exists() and target.samefile(source):
        raise TableError(target, "is the table that is read", "give the output another name")
    for part in ("partial", "kept"):
        if (own := beside(target, part)).exists() and own.samefile(source):
            raise TableError(
                source, f"is where rows of {target.name} are kept meanwhile", "give the output another name"
            )
    as_of = options.as_of or (day_before(target) if options.resume else None) or date.today()
    country = options.country or load_index().default_country
    load_country(country)  # what is wrong with our own data is told before a table is read
    return Job(
        source=source, target=target, workers=options.workers, encoding=options.encoding,
        settings=Settings(as_of, country),
        named={name: getattr(options, name) or () for name in ("sender", "text", "received")},
        separator=options.separator, resume=options.resume, counts=Counts(as_of) if options.summary else None,
    )  # fmt: skip


def _run(job: Job, arguments: Sequence[str]) -> int:
    progress, outcome = Progress(), Outcome()
    try:
        with Stop() as stop:
            run(job, stop, progress, outcome)
    except KeyboardInterrupt:
        pass  # asked for twice
    except TableError as error:
        if not outcome.rows:
            raise
        progress.end(outcome.rows)
        fix = f"{error.fix}; {outcome.rows:,} rows are kept in {job.partial}, go on with --resume"
        raise TableError(error.where, error.what, fix) from None
    progress.end(outcome.rows)
    if not outcome.whole:
        print(_stopped(job, outcome, arguments), file=sys.stderr)
        return STOPPED
    if job.counts is not None:
        _summarise(job, job.counts)
    return 0


def _summarise(job: Job, counts: Counts) -> None:
    """Write the page and print the table. Raises TableError where one cannot be written, BrokenPipeError where nobody
    reads on; the other is written all the same."""
    page = job.target.with_suffix(".summary.html")
    made = page.with_suffix(".partial.html")
    failed = None
    try:
        made.write_text(as_page(counts, job.source.name), "utf-8")
        made.replace(page)
    except OSError as error:
        failed = page, error
        made.unlink(missing_ok=True)
    try:
        print(as_table(counts), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        failed = failed or (Path("standard output"), error)
    if failed:
        where, why = failed
        what = f"the table is whole in {job.target}; the summary could not be written: {why.strerror or why}"
        raise TableError(where, what, "mend that, and run again where the summary is wanted")


def _stopped(job: Job, outcome: Outcome, arguments: Sequence[str]) -> str:
    again = [a for a in arguments if a != "--resume"]
    if not any(a == "--as-of" or a.startswith("--as-of=") for a in arguments):
        again += ["--as-of", job.settings.as_of.isoformat()]
    command = shlex.join([*PROGRAM.split(), *map(os.fspath, again), "--resume"])
    kept = f"{outcome.rows:,} rows are kept in {job.partial}" if outcome.rows else "stopped"
    return f"sender-lookup: {kept}: go on with {command}"
