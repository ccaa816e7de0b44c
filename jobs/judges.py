"""How do several processes judge side by side, with the results in order and no more of them in memory than are at work?

Processes are begun anew and not forked: a fork would carry along open connections and other threads' locks. Each has a
connection of its own. Their number changes nothing but the time it takes.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from db.database import Database, open_database
from jobs.errors import WorkError
from jobs.unit_judge import Order, UnitJudge

A = TypeVar("A")
R = TypeVar("R")
FEW_UNITS = 100
"""So few are judged sooner than a second process has begun."""

Work = Callable[[UnitJudge, A], R]


class Judges:
    """One judge in this process, or several in processes of their own."""

    def __init__(self, judge: UnitJudge | None, pool: ProcessPoolExecutor | None, ahead: int) -> None:
        self._judge = judge
        self._pool = pool
        self._ahead = ahead

    def each(self, work: Work[A, R], parts: Iterable[A]) -> Iterator[R]:
        """What ``work`` (a function of a module) makes of each part, in the order of the parts.

        Raises:
            WorkError: a process ended without a word.
        """
        if self._judge is not None:
            for part in parts:
                yield work(self._judge, part)
            return
        assert self._pool is not None
        waiting: deque[Future[R]] = deque()
        try:
            for part in parts:
                waiting.append(self._pool.submit(_do, work, part))
                if len(waiting) >= self._ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise WorkError(
                "a process that was judging ended without a word (killed, or out of memory); "
                "give it more memory, or set MINGCHA_JUDGE_PROCESSES=1"
            ) from None
        finally:
            for future in waiting:
                future.cancel()


def processes_for(units: int, wanted: int) -> int:
    """How many processes judge so many units; ``wanted`` 0: as many as there are cores, one alone for a few units."""
    if wanted:
        return wanted
    return 1 if units < FEW_UNITS else len(os.sched_getaffinity(0))


@contextmanager
def judges(order: Order, database: Database, processes: int) -> Iterator[Judges]:
    """Judges for the order, with connections of their own; ``processes`` 1: the one in this process, on ``database``."""
    if processes == 1 or database.is_in_memory:
        yield Judges(UnitJudge(order, database), None, 1)
        return
    url = database.url.render_as_string(hide_password=False)
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(order, url)
    )
    try:
        yield Judges(None, pool, processes + 1)
    finally:
        pool.shutdown(cancel_futures=True)


_mine: list[UnitJudge] = []
"""The judge of this process, if it is one that judges."""


def _begin(order: Order, url: str) -> None:
    # Whoever presses Ctrl-C means the command: it ends its judges itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _mine.append(UnitJudge(order, open_database(url, create=False)))
    # Facts and findings live as long as their part, in thousands, and hold no cycles: looking for some took a third of the time.
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(work: Work[A, R], part: A) -> R:
    return work(_mine[0], part)
