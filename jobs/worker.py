"""Who does what was ordered? A worker takes orders and runs each as a process of its own: neither takes the other along.

What asks portals and what makes files of what is stored stand in two lanes: nobody waits for a document until a crawl has ended.
"""

import logging
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from db.database import Database, StoreError
from db.holders import this_process
from db.order_claims import claim, finish, hear, put_back, sweep
from domain.orders import CRAWLS, PAPERS, Order, OrderFault, OrderKind, OrderResult, OrderState
from jobs.order_child import OrderChild
from jobs.order_command import OrderRefusedError, command_of, environment_of
from jobs.order_files import begin_files, delete_old_files, exports_folder, files_of
from jobs.settings import Settings

LOG = logging.getLogger("mingcha.worker")
LANES: tuple[frozenset[OrderKind], ...] = (CRAWLS, PAPERS)
TURN_SECONDS = 0.25
LOOK_SECONDS = 1.0
SWEEP_SECONDS = 10.0
CLEAN_SECONDS = 3600.0


@dataclass(slots=True, kw_only=True)
class _Running:
    """An order that is being worked off, and the process that does it."""

    order: Order
    child: OrderChild
    scratch: Path
    files: Path
    heard: float = 0.0
    is_cancelled: bool = False
    is_lost: bool = False


class Worker:
    """Takes orders from one database until it is told to stop."""

    def __init__(self, database: Database, settings: Settings, stop: Event) -> None:
        self._database = database
        self._settings = settings
        self._stop = stop
        self._name = this_process()
        self._exports = exports_folder(settings, database)
        self._running: dict[int, _Running] = {}
        self._due = dict.fromkeys(("look", "sweep", "clean"), 0.0)

    def run(self, *, once: bool = False, told: Callable[[str], None] = lambda _: None) -> None:
        """Work until ``stop`` is set; ``once``: until nothing waits any more.

        Told to stop, it tells its children, waits until they have stored what they have, and puts their orders back.
        """
        try:
            while not self._stop.is_set():
                self._try(self._maintain)
                idle = self._try(self._take, told)
                self._try(self._attend, told)
                if once and idle and not self._running:
                    return
                self._stop.wait(TURN_SECONDS)
            self._drain(told)
        finally:
            for each in self._running.values():
                each.child.kill()

    def _try(self, step: Callable[..., bool | None], *arguments: object) -> bool:
        """A database that is away for a while ends no worker: it is asked again. True where the step says so."""
        try:
            return bool(step(*arguments))
        except StoreError as error:
            LOG.warning("%s", error)
            self._stop.wait(LOOK_SECONDS)
            return False

    def _maintain(self) -> None:
        now = datetime.now(UTC)
        if self._is_due("sweep", SWEEP_SECONDS):
            for order in sweep(self._database, now):
                LOG.warning("order %d: its worker is gone; it is %s", order.id, order.state)
        if self._is_due("clean", CLEAN_SECONDS):
            delete_old_files(self._database, self._exports, days=self._settings.export_days)

    def _is_due(self, what: str, every: float) -> bool:
        now = time.monotonic()
        if now < self._due[what]:
            return False
        self._due[what] = now + every
        return True

    def _take(self, told: Callable[[str], None]) -> bool:
        """Take what waits; True when nothing does that could be done now."""
        if not self._is_due("look", LOOK_SECONDS):
            return False
        idle = True
        for number, kinds in enumerate(LANES):
            if number in self._running:
                # What waits behind it was not looked for: once it has ended, something may be there.
                idle = False
                continue
            order = claim(self._database, worker=self._name, kinds=kinds, now=datetime.now(UTC))
            if order is not None:
                idle = False
                self._begin(number, order, told)
        return idle

    def _begin(self, lane: int, order: Order, told: Callable[[str], None]) -> None:
        scratch = Path(tempfile.mkdtemp(prefix="mingcha-order-"))
        try:
            files = scratch / "files" if order.ask.kind.crawls else begin_files(self._exports, order.id)
            arguments = command_of(order.ask, self._database, self._settings, scratch, files)
            url = self._database.url.render_as_string(hide_password=False)
            environment = environment_of(order.ask, self._database, scratch)
            child = OrderChild(arguments, url=url, folder=scratch, environment=environment)
        except OrderRefusedError as error:
            shutil.rmtree(scratch, ignore_errors=True)
            self._end(order, OrderState.FAILED, fault=error.fault, detail=str(error))
        except OSError as error:
            shutil.rmtree(scratch, ignore_errors=True)
            self._end(order, OrderState.FAILED, fault=OrderFault.NO_ROOM, detail=str(error))
        except ValueError as error:
            # No command line takes it (a NUL byte): one such order must not end the worker, and what else it runs.
            shutil.rmtree(scratch, ignore_errors=True)
            self._end(order, OrderState.FAILED, fault=OrderFault.UNUSABLE, detail=str(error))
        else:
            told(f"order {order.id} ({order.ask.kind}): begun as process {child.pid}")
            self._running[lane] = _Running(order=order, child=child, scratch=scratch, files=files)

    def _attend(self, told: Callable[[str], None]) -> None:
        """Look after what runs: hand on how far it is, stop what is called off, store what came of it."""
        for lane, each in list(self._running.items()):
            status = each.child.poll()
            if status is not None:
                self._ended(each, status)
                del self._running[lane]
                self._clear(each)
                told(f"order {each.order.id}: ended with status {status}")
            elif time.monotonic() - each.heard >= LOOK_SECONDS:
                each.heard = time.monotonic()
                self._hear(each)

    def _hear(self, each: _Running) -> None:
        stored = hear(self._database, each.order, now=datetime.now(UTC), progress=each.child.progress)
        if stored is None:
            LOG.warning("order %d was taken over by another worker; it is stopped here", each.order.id)
            each.is_lost = True
            each.child.kill()
        elif stored.cancel_asked_at is not None:
            each.is_cancelled = True
            each.child.stop()

    def _ended(self, each: _Running, status: int) -> None:
        if each.is_lost:
            return
        order, child = each.order, each.child
        if status == 0:
            files = () if order.ask.kind.crawls else files_of(each.files)
            self._end(order, OrderState.DONE, result=OrderResult(audit_id=child.audit_id, files=files))
        elif each.is_cancelled:
            self._end(order, OrderState.CANCELLED)
        elif child.was_stopped:
            put_back(self._database, order, now=datetime.now(UTC))
        else:
            fault = _fault_of(status)
            self._end(order, OrderState.FAILED, fault=fault, detail=f"exit status {status}: {child.said}")

    def _end(
        self,
        order: Order,
        state: OrderState,
        *,
        result: OrderResult | None = None,
        fault: OrderFault | None = None,
        detail: str | None = None,
    ) -> None:
        if fault is not None:
            LOG.warning("order %d failed (%s): %s", order.id, fault, detail)
        now = datetime.now(UTC)
        if not finish(self._database, order, now=now, state=state, result=result, fault=fault, detail=detail):
            LOG.warning(
                "order %d was taken over by another worker; what came of it here is dropped", order.id
            )

    def _drain(self, told: Callable[[str], None]) -> None:
        for each in self._running.values():
            told(f"order {each.order.id}: told to stop; it waits for the next worker")
            each.child.stop()
        while self._running:
            self._try(self._attend, told)
            time.sleep(TURN_SECONDS)

    @staticmethod
    def _clear(each: _Running) -> None:
        each.child.close()
        shutil.rmtree(each.scratch, ignore_errors=True)


def _fault_of(status: int) -> OrderFault:
    if status < 0:
        return OrderFault.CHILD_DIED
    return OrderFault.UNUSABLE if status == 2 else OrderFault.NOT_DONE
