"""How are documents of one unit each made for many units, in several processes, each file whole or not at all?"""

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote

from evidence.office.audit_report import AuditReport, UnitFindings
from jobs.errors import WorkError
from jobs.whole_file import whole_bytes

FEW_UNITS = 20
"""So few are done sooner than other processes have begun."""

_NAME = 40

Make = Callable[[AuditReport, UnitFindings], bytes | None]
"""A function of a module: the bytes of a unit's document, None for a unit that gets none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    make: Make
    report: AuditReport
    folder: Path
    ending: str


def write_unit_documents(
    folder: Path,
    make: Make,
    report: AuditReport,
    found: Iterable[UnitFindings],
    *,
    ending: str,
    processes: int,
) -> int:
    """Write ``ID-NAME`` + ``ending`` for each unit into the folder; returns how many there are.

    The number of processes changes nothing but the time it takes.

    Raises:
        UsageError: a file can't be opened for writing.
        WorkError: a file can't be written to the end, or a process ended without a word.
    """
    order = _Order(make=make, report=report, folder=folder, ending=ending)
    if processes == 1 or len(report.units) < FEW_UNITS:
        return sum(_write(order, each) for each in found)
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(order,)
    )
    try:
        return sum(_each(pool, found, ahead=2 * processes + 1))
    except BrokenProcessPool:
        raise WorkError(
            "a process that was making documents ended without a word (killed, or out of memory); free memory and try again"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def file_name(unit_id: str, name: str, ending: str) -> str:
    """A file's name that every system takes: the id as it is where it can be, then the unit's name."""
    shown = "".join(char for char in name if char.isalnum())[:_NAME]
    return f"{quote(unit_id, safe='')[:120]}-{shown}{ending}"


def _each(pool: ProcessPoolExecutor, found: Iterable[UnitFindings], *, ahead: int) -> Iterator[int]:
    waiting: deque[Future[int]] = deque()
    for each in found:
        waiting.append(pool.submit(_do, each))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


_mine: list[_Order] = []
"""The order of this process, if it is one that makes documents."""


def _begin(order: _Order) -> None:
    # Whoever presses Ctrl-C means the command: it ends its processes itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _mine.append(order)
    # A document's thousands of boxes live until it is written: looking for cycles
    # among them all the time takes a third of it, never looking takes gigabytes.
    gc.freeze()
    gc.set_threshold(100_000, 5, 5)


def _do(found: UnitFindings) -> int:
    return _write(_mine[0], found)


def _write(order: _Order, found: UnitFindings) -> int:
    content = order.make(order.report, found)
    if content is None:
        return 0
    with whole_bytes(order.folder / file_name(found.unit.id, found.unit.name, order.ending)) as file:
        file.write(content)
    return 1
