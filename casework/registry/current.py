"""What does the registry say now, and who asked for a change looked at which state of it?"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from db.database import Database, StoreError
from db.registry import current_rows
from db.store import Connection
from domain.units import Unit
from domain.versions import Edit, UnitSource, UnitVersion

BEGINNING = "核查时的名录"
"""Why the first versions are there."""
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Of units that were crawled, but never judged."""


def current_registry(database: Database) -> tuple[Unit, ...]:
    """The units of coming audits, in the order of the registry; before anybody changed it, those of the newest audit.

    Raises:
        StoreError: the database can't be used.
    """
    return tuple(each.unit for each in current_versions(database) if each.unit)


def current_versions(database: Database) -> tuple[UnitVersion, ...]:
    """The newest version of each unit, those taken off among them; version 0 where nobody changed anything yet.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as connection:
        rows = current_rows(connection)
    return rows or audited_rows(database)


def audited_rows(database: Database) -> tuple[UnitVersion, ...]:
    """The rows that the newest audit judged by, then other units that the store knows, as versions 0: nothing is stored yet.

    Raises:
        StoreError: the database can't be used.
    """
    units: dict[str, Unit] = {}
    moment: datetime | None = None
    try:
        head = database.load_audit_head()
    except StoreError:
        pass  # nothing was audited yet; that the database can't be used is told by the next line
    else:
        moment = head.finished_at
        units = {each.unit_id: each.registered for each in head.units if each.registered}
    for unit in database.stored_units():
        units.setdefault(unit.id, unit)
    edit = Edit(author="", at=moment or _NEVER, reason=BEGINNING)
    return tuple(
        UnitVersion(unit_id=unit.id, version=0, unit=unit, position=place, source=UnitSource.AUDIT, edit=edit)
        for place, unit in enumerate(units.values())
    )


def state_of(versions: Sequence[UnitVersion]) -> str:
    """What stands for a state of the whole registry: another one as soon as any unit has another version."""
    told = "\n".join(sorted(f"{each.unit_id} {each.version}" for each in versions))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def newest_within(connection: Connection, unit_id: str) -> UnitVersion | None:
    """The newest version of a unit, as a transaction sees it."""
    return next(iter(current_rows(connection, unit_id)), None)
