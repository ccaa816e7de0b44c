"""How is an audit of any size stored whole or not at all, while others read and write?

One transaction over millions of findings would keep every other writer of an SQLite file waiting. So an audit is begun,
grows in batches, and is finished and sealed by one last update: until then no reader sees it. What is not finished is taken
away again: at once where the writing failed, by the clean-up where its process was killed.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from secrets import token_hex

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from db import citations
from db.audited import AuditedUnit, record_of
from db.captured_visits import rest_on
from db.errors import StoreError
from db.finding_rows import COLUMNS, FindingRows
from db.holders import is_held, this_process
from db.json_values import reach_to_json, unit_to_json
from db.seals import Sealing, append_seal
from db.store import Store
from db.tables.audits import AuditRow, AuditUnitRow, FindingRow
from db.tables.columns import CandidateRow
from db.tables.crawls import PortalCrawlRow
from db.upserts import chunks
from domain.findings import Digests

_TRIM_EVERY = 100_000
"""Findings, some hundred megabytes of them, after which the journal is begun anew."""

_AT_ONCE = 20_000
"""Findings deleted in one transaction: others wait for no more than that."""


@contextmanager
def writing_audit(
    store: Store,
    *,
    plan_id: str,
    digests: Digests,
    as_of: date,
    now: datetime | None = None,
    sealing: Sealing | None = None,
) -> Iterator["AuditWriter"]:
    """Store an audit piece by piece. It is finished when the block ends; when it raises, nothing is left of it.

    With ``sealing`` its seal joins the chain in the transaction that finishes it: there is no audit without one.

    Raises:
        StoreError: the database can't be used.
    """
    began = now or datetime.now(UTC)
    writer = AuditWriter(store, f"{began.astimezone(UTC):%Y%m%d-%H%M%S%f}-{token_hex(4)}", sealing)
    with store.write() as connection:
        connection.execute(
            insert(AuditRow).values(
                id=writer.id,
                plan_id=plan_id,
                plan_digest=digests.plan,
                rules_digest=digests.rules,
                vocabulary_digest=digests.vocabulary,
                register_digest=digests.register,
                as_of=as_of,
                version=version("mingcha"),
                started_at=began,
                owner=this_process(),
            )
        )
    try:
        yield writer
        _finish(store, writer.id, now or datetime.now(UTC), sealing)
    except BaseException:
        _remove(store, writer.id)
        raise


class AuditWriter:
    """An audit that is being written; its ``id`` begins with the moment and sorts by it."""

    def __init__(self, store: Store, audit_id: str, sealing: Sealing | None = None) -> None:
        self.id = audit_id
        self._sealing = sealing
        self._store = store
        self._units = 0
        self._findings = 0

    def add(self, units: Sequence[AuditedUnit], findings: FindingRows) -> None:
        """Add units with their findings behind those before. Keeps what is cited from the clean-up.

        Raises:
            StoreError: the database can't be used, or a finding is of a unit that was not added.
        """
        if self._sealing is not None:
            for unit in units:
                self._sealing.add(unit)
        with self._store.write() as connection:
            if units:
                connection.execute(insert(AuditUnitRow), self._unit_rows(units))
            if findings.rows:
                connection.exec_driver_sql(
                    _insert(self._store),
                    [(self.id, place, *row) for place, row in enumerate(findings.rows, self._findings)],
                )
            _keep_cited(connection, findings.cites)
            rest_on(
                self._store,
                connection,
                [*(unit.reach.id for unit in units), *sorted(findings.cites)],
                [unit.reach.id for unit in units if unit.capture],
            )
        self._units += len(units)
        before, self._findings = self._findings, self._findings + len(findings.rows)
        if self._findings // _TRIM_EVERY > before // _TRIM_EVERY:
            self._store.trim()

    def rest_on(self, reaches: Iterable[str]) -> None:
        """Keep what was captured of portals that units are judged by without being of the audit, by their reaches.

        Raises:
            StoreError: the database can't be used.
        """
        with self._store.write() as connection:
            rest_on(self._store, connection, reaches, ())

    def keep_context(self, context: str) -> None:
        """Keep canonical JSON of what is known of other units while each is judged.

        Raises:
            StoreError: the database can't be used.
        """
        with self._store.write() as connection:
            connection.execute(update(AuditRow).where(AuditRow.id == self.id).values(context=context))

    def _unit_rows(self, units: Sequence[AuditedUnit]) -> list[dict[str, object]]:
        return [
            {
                "audit_id": self.id,
                "unit_id": unit.unit_id,
                "position": position,
                "name": unit.name,
                "registered": None if unit.registered is None else unit_to_json(unit.registered),
                "earned": unit.score.earned,
                "possible": unit.score.possible,
                "unmeasured": unit.score.unmeasured,
                "reach": reach_to_json(unit.reach),
                "capture": unit.capture,
                "leaves": unit.leaves or None,
            }
            for position, unit in enumerate(units, self._units)
        ]


def remove_unfinished(store: Store, now: datetime) -> int:
    """Take away audits whose process ended before they did; returns how many.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        unfinished = connection.execute(
            select(AuditRow.id, AuditRow.owner, AuditRow.started_at).where(AuditRow.finished_at.is_(None))
        ).all()
    given_up = [
        row.id
        for row in unfinished
        if row.owner is None or row.started_at is None or not is_held(row.owner, row.started_at, now)
    ]
    for audit_id in given_up:
        _remove(store, audit_id)
    return len(given_up)


def _finish(store: Store, audit_id: str, now: datetime, sealing: Sealing | None) -> None:
    with store.write() as connection:
        finished = connection.execute(update(AuditRow).where(AuditRow.id == audit_id).values(finished_at=now))
        if finished.rowcount != 1:
            raise StoreError(
                f"the audit {audit_id} was given up while it was being written",
                "a clean-up took it for abandoned after a day; run mingcha judge again",
            )
        if sealing is not None:
            row = connection.execute(select(AuditRow.__table__).where(AuditRow.id == audit_id)).one()
            append_seal(store, connection, partial(sealing.seal, record_of(row)))


def _remove(store: Store, audit_id: str) -> None:
    some = select(FindingRow.id).where(FindingRow.audit_id == audit_id).limit(_AT_ONCE)
    left = True
    while left:
        with store.write() as connection:
            left = connection.execute(delete(FindingRow).where(FindingRow.id.in_(some))).rowcount > 0
    with store.write() as connection:
        connection.execute(delete(AuditUnitRow).where(AuditUnitRow.audit_id == audit_id))
        connection.execute(delete(AuditRow).where(AuditRow.id == audit_id))


def _insert(store: Store) -> str:
    # Written out: the rows are ready for the driver, and SQLAlchemy would go over each of their values once more.
    names = ("audit_id", "position", *COLUMNS)
    marks = ", ".join(["?" if store.is_sqlite else "%s"] * len(names))
    return f"INSERT INTO findings ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of ours


def _keep_cited(connection: Connection, cites: frozenset[str]) -> None:
    parsed = [found for cite in sorted(cites) if (found := citations.parse(cite))]
    portals = {(number, unit) for kind, number, unit in parsed if kind == "reach"}
    candidates = [number for kind, number, _ in parsed if kind == "candidate"]
    for some in chunks(candidates):
        portals.update(
            (row.crawl_id, row.unit_id)
            for row in connection.execute(
                select(CandidateRow.crawl_id, CandidateRow.unit_id)
                .where(CandidateRow.id.in_(some))
                .distinct()
            )
        )
    if portals:
        connection.execute(
            update(PortalCrawlRow)
            .where(
                PortalCrawlRow.crawl_id == bindparam("of_crawl"),
                PortalCrawlRow.unit_id == bindparam("of_unit"),
            )
            .values(cited=True),
            [{"of_crawl": crawl, "of_unit": unit} for crawl, unit in sorted(portals, key=str)],
        )
