"""Chunks answered in this process, or by those of `concurrent.futures`, in the order in which they came."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process

from .answers import Cells, Settings, answer_all
from .columns import Chosen
from .errors import TableError
from .table import Chunk

AHEAD = 3  # chunks for each process that are read before they are wanted: no process waits, and memory stays flat
Answered = tuple[Chunk, list[Cells]]


def answered(chunks: Iterable[Chunk], chosen: Chosen, settings: Settings, workers: int) -> Generator[Answered]:
    """Each chunk with its answers. Raises TableError where a process was killed."""
    if workers == 1:
        return ((chunk, answer_all(chunk.asked(chosen), settings)) for chunk in chunks)
    return _by_processes(chunks, chosen, settings, workers)


def _by_processes(chunks: Iterable[Chunk], chosen: Chosen, settings: Settings, workers: int) -> Generator[Answered]:
    with _deaf():  # its locks start a process too, which then makes this one hear Ctrl-C: hence not with the others
        pool = ProcessPoolExecutor(workers, get_context("spawn"), _leave_with_parent)
    waiting: deque[tuple[Chunk, Future[list[Cells]]]] = deque()
    try:
        _start(pool, workers)
        for chunk in chunks:
            waiting.append((chunk, pool.submit(answer_all, chunk.asked(chosen), settings)))
            if len(waiting) > AHEAD * workers:
                yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())
    except BrokenProcessPool:
        what = "a process was killed, perhaps for want of memory"
        raise TableError("workers", what, "try again with fewer --workers") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _done(chunk: Chunk, future: Future[list[Cells]]) -> Answered:
    return chunk, future.result()


def _start(pool: ProcessPoolExecutor, workers: int) -> None:
    """Start the processes deaf to Ctrl-C and to a terminal that closes, which all of them are told: this one says when
    to stop."""
    with _deaf():
        for _ in range(workers):
            pool.submit(os.getpid)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that start meanwhile never hear either; this one hears them afterwards (on Windows not at all)."""
    if hasattr(signal, "pthread_sigmask"):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    elif threading.current_thread() is threading.main_thread():  # pragma: no cover  # Windows
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, handler)
    else:  # pragma: no cover  # Windows
        yield


def _leave_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
