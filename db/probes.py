"""Was a portal there when it was probed?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from db.base import digest
from db.store import Store
from db.tables.watch import ProbeRow
from db.upserts import chunks, insert_new
from domain.reach import Probe

# 国办发〔2015〕15号: a site is watched for a week.
WINDOW = timedelta(days=7)


def save_probes(store: Store, probes: Iterable[tuple[str, Probe]]) -> None:
    """Store probes, each with the id of its unit; the store gives the ids of its own. Storing twice adds nothing.

    Raises:
        StoreError: the database can't be used.
    """
    rows = {
        digest(unit_id, probe.url, probe.purpose, probe.at.timestamp()): {
            "unit_id": unit_id,
            "url": probe.url,
            "purpose": probe.purpose,
            "at": probe.at,
            "ok": probe.ok,
            "http_status": probe.http_status,
            "failure": probe.failure,
            "seconds": probe.seconds,
            "final_url": probe.final_url,
        }
        for unit_id, probe in probes
    }
    if not rows:
        return
    with store.write() as connection:
        insert_new(
            connection, ProbeRow, [{"key": key, **rows[key]} for key in sorted(rows)], identity=("key",)
        )


def recent_probes(store: Store, unit_ids: Sequence[str], *, before: datetime) -> dict[str, tuple[Probe, ...]]:
    """The probes of each unit in the seven days that end with ``before``, oldest first; units without are left in."""
    spans = dict.fromkeys(unit_ids, (before - WINDOW, before))
    with store.read() as connection:
        found = probes_between(connection, spans)
    return {name: tuple(found.get(name, ())) for name in unit_ids}


def probes_between(
    connection: Connection, spans: Mapping[str, tuple[datetime, datetime]]
) -> dict[str, list[Probe]]:
    """Probes of each unit within its own span, both ends included, oldest first."""
    found: dict[str, list[Probe]] = defaultdict(list)
    for some in chunks(list(spans)):
        query = (
            select(ProbeRow.__table__)
            .where(
                ProbeRow.unit_id.in_(some),
                ProbeRow.at.between(
                    min(spans[name][0] for name in some), max(spans[name][1] for name in some)
                ),
            )
            .order_by(ProbeRow.at, ProbeRow.id)
        )
        for row in connection.execute(query).all():
            since, until = spans[row.unit_id]
            if since <= row.at <= until:
                found[row.unit_id].append(probe_of(row))
    return found


def probe_of(row: Row[Any]) -> Probe:
    """A probe from its row."""
    return Probe(
        id=f"obs:probe/{row.id}",
        url=row.url,
        at=row.at,
        ok=row.ok,
        http_status=row.http_status,
        failure=row.failure,
        seconds=row.seconds,
        final_url=row.final_url,
        purpose=row.purpose,
    )
