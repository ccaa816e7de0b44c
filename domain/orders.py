"""What may be ordered (委办) of the program by a person, how far is an order, and what came of it?

A button of the console writes an order; a worker takes it and does what a command line would.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class OrderKind(StrEnum):
    """What is to be done."""

    AUDIT = "audit"
    REAUDIT = "reaudit"
    EXPORT = "export"
    PICTURES = "pictures"

    @property
    def crawls(self) -> bool:
        """Whether portals are asked for it."""
        return self in {OrderKind.AUDIT, OrderKind.REAUDIT}


CRAWLS = frozenset(kind for kind in OrderKind if kind.crawls)
"""The kinds that ask portals."""

PAPERS = frozenset(OrderKind) - CRAWLS
"""The kinds that make files of what is stored."""


class OrderState(StrEnum):
    """Where an order stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self not in {OrderState.WAITING, OrderState.RUNNING}


class Product(StrEnum):
    """What an export makes."""

    EVIDENCE = "evidence"
    LEDGER = "ledger"
    CIRCULAR = "circular"
    NOTICE = "notice"
    REPORT = "report"
    TABLE = "table"
    OBJECT = "object"

    @property
    def needs_unit(self) -> bool:
        """Whether it is made for one unit, never for many at once."""
        return self is Product.EVIDENCE


class OrderFault(StrEnum):
    """Why an order failed; the words for people stand in ``domain.order_words``."""

    WORKER_DIED = "worker_died"
    CHILD_DIED = "child_died"
    NOT_DONE = "not_done"
    UNUSABLE = "unusable"
    NO_AUDIT = "no_audit"
    UNIT_GONE = "unit_gone"
    NO_CAPTURE = "no_capture"
    NO_ROOM = "no_room"
    TOO_LONG = "too_long"


class Priority(StrEnum):
    """Who is served first."""

    PERSON = "person"
    NIGHT = "night"

    @property
    def weight(self) -> int:
        """The higher comes first."""
        return 10 if self is Priority.PERSON else 0


MOST_ATTEMPTS = 3
"""An order that lost its worker so often is not begun again: it may be what killed them."""

SILENT_AFTER = timedelta(minutes=3)
"""A worker that said nothing of an order for so long has lost it; it tells every few seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for. ``plan_id`` says under which plan; without ``unit_id`` all units are meant.

    ``task`` and ``subject`` are the duty that a re-audit was asked for (the whole portal is read all the same), or the
    task that an evidence package is limited to. ``audit_id``: of which audit files are made (None: the newest).
    ``finding`` is the digest of the one finding that pictures or a package are of.
    """

    kind: OrderKind
    plan_id: str
    unit_id: str | None = None
    task: str | None = None
    subject: str | None = None
    product: Product | None = None
    audit_id: str | None = None
    finding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderProgress:
    """How far a running order is: ``units`` are the ids of the portals that are being read."""

    phase: str = ""
    portals: int = 0
    portals_done: int = 0
    pages: int = 0
    failed: int = 0
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFile:
    """A file that an order made; ``digest`` is ``sha256:…`` of its bytes."""

    name: str
    size: int
    digest: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderResult:
    """What came of an order: the audit that it stored, or the files that it made."""

    audit_id: str | None = None
    files: tuple[OrderFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order as it is stored.

    ``asked_by_id`` is the account (None: the program itself), ``asked_by`` its name then. ``attempts`` counts how often it was
    begun: a worker that holds an older number has lost it. ``fault`` and ``detail`` say why it failed, the first for
    people, the second for the operator. ``files_deleted_at``: its files are no longer kept.
    """

    id: int
    ask: Ask
    asked_by_id: int | None
    asked_by: str
    asked_at: datetime
    priority: Priority
    state: OrderState
    attempts: int = 0
    worker: str | None = None
    claimed_at: datetime | None = None
    heard_at: datetime | None = None
    finished_at: datetime | None = None
    progress: OrderProgress = OrderProgress()
    cancel_asked_at: datetime | None = None
    cancel_asked_by: str | None = None
    fault: OrderFault | None = None
    detail: str | None = None
    result: OrderResult = OrderResult()
    files_deleted_at: datetime | None = None

    @property
    def is_cancelling(self) -> bool:
        """Whether it runs, but somebody wants it to stop."""
        return self.state is OrderState.RUNNING and self.cancel_asked_at is not None
