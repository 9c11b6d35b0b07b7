"""One run over a table: read, answer, write to a temporary name, rename; or go on where one was stopped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from .. import __version__
from . import csv_file, parquet_file
from .answers import Cells, Settings
from .columns import Chosen, choose, columns_of, said
from .earlier import Earlier, beside, settings_of
from .errors import TableError
from .progress import Progress, Stop
from .spread import answered
from .summary import Counts
from .table import Chunk, Source, Target, is_parquet

FOR_PARQUET = ";"  # between the cells of a CSV file that is made from Parquet: what French offices use


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be done. `named` are columns that the person named, by `sender`, `text`, `received`."""

    source: Path
    target: Path
    settings: Settings
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)
    workers: int = 1
    encoding: str | None = None
    separator: str | None = None
    resume: bool = False
    counts: Counts | None = None

    @property
    def partial(self) -> Path:
        """Where the rows are until all are there."""
        return beside(self.target, "partial")


@dataclass(slots=True)
class Outcome:
    """How far a run came: the rows in its file, and whether all are there."""

    rows: int = 0
    whole: bool = False


def run(job: Job, stop: Stop, progress: Progress, outcome: Outcome) -> None:
    """Do the job until all rows are there or a stop is asked; `outcome` tells how far it came, however it ends.

    Raises TableError for what is wrong with the table, OSError for what is wrong with a disk.
    """
    with closing(_source(job)) as source:
        chosen = choose(source.names, job.named, job.source)
        source.check_texts([at for places in chosen[:2] for at in places])
        settings = {
            **columns_of(source.names, chosen), "country": str(job.settings.country),
            "as_of": job.settings.as_of.isoformat(), "version": __version__,
        }  # fmt: skip
        earlier = Earlier(job.target, source.names, source.separator or FOR_PARQUET, settings, resume=job.resume)
        if columns := said(source.names, chosen, job.named):
            progress.say(columns)
        try:
            _write_rows(job, source, chosen, earlier, stop, progress, outcome)
        except UnicodeEncodeError as error:
            what = f"holds what no text holds ({error.reason})"
            raise TableError(job.source, what, "name its encoding with --encoding, or save it as CSV UTF-8") from None
        finally:
            if earlier.open:
                earlier.give_back()
                outcome.rows = 0
            elif not outcome.rows and not outcome.whole:
                job.partial.unlink(missing_ok=True)
                settings_of(job.target).unlink(missing_ok=True)
    if outcome.whole:
        job.partial.replace(job.target)
        settings_of(job.target).unlink(missing_ok=True)


def _write_rows(
    job: Job, source: Source, chosen: Chosen, earlier: Earlier, stop: Stop, progress: Progress, outcome: Outcome
) -> None:
    target = _target(job, source)
    try:
        _Run(job, source, target, chosen, earlier, progress, outcome).until(stop)
    finally:
        target.close()
        if not earlier.open:
            earlier.forget()


def _source(job: Job) -> Source:
    if is_parquet(job.source):
        return parquet_file.ParquetSource(job.source)
    return csv_file.CsvSource(job.source, job.encoding, job.separator)


def _target(job: Job, source: Source) -> Target:
    if is_parquet(job.partial):
        return parquet_file.ParquetTarget(job.partial, source.names, source.schema)
    return csv_file.CsvTarget(job.partial, source.names, source.separator or FOR_PARQUET)


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows from one table to another."""

    job: Job
    source: Source
    target: Target
    chosen: Chosen
    earlier: Earlier
    progress: Progress
    outcome: Outcome

    def until(self, stop: Stop) -> None:
        with closing(answered(self._unanswered(), self.chosen, self.job.settings, self.job.workers)) as done:
            for chunk, cells in done:
                self._write(chunk, cells)
                self.progress.show(self.outcome.rows, self.source.share())
                if stop.asked:
                    return
        self.outcome.whole = True

    def _unanswered(self) -> Iterator[Chunk]:
        """The chunks that no run has answered; what an earlier one has is written on the way."""
        chunks = self.source.chunks()
        if self.earlier.open:
            for chunk in chunks:
                cells = self.earlier.of(chunk, self.outcome.rows, self.job.source)
                self._write(chunk.first(len(cells)), cells)
                if not self.earlier.open:
                    self._taken_over()
                    yield chunk.after(len(cells))
                    break
            else:
                self.earlier.all_taken(self.job.source)
        yield from chunks

    def _taken_over(self) -> None:
        self.progress.skip(self.outcome.rows, self.source.share())
        if self.target.settle():
            self.earlier.forget()

    def _write(self, chunk: Chunk, cells: Sequence[Cells]) -> None:
        self.target.write(chunk, cells)
        self.outcome.rows += len(cells)
        if self.job.counts is not None:
            for asked, answer in zip(chunk.asked(self.chosen), cells, strict=True):
                self.job.counts.add(asked, answer)
