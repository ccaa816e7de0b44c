"""How is the registry changed, so that nothing is lost and nobody overwrites what somebody else wrote meanwhile?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from audit_rules.inputs.csv_table import RowError
from casework.accounts.log import COMMAND_LINE, record
from casework.registry.changes import RegistryDiff, UnitChange, compare
from casework.registry.current import audited_rows, state_of
from casework.registry.rows import read_units, units_csv
from db.database import Database
from db.registry import add_versions, current_rows
from db.store import Connection
from domain.accounts import Account
from domain.units import Unit
from domain.versions import Edit, UnitSource, UnitVersion

LEAST, MOST = 2, 500
"""Characters of a reason."""


class RegistryRefusedError(Exception):
    """A change that can't be made. ``row`` says what of the unit's row can't be used, where it is that."""

    def __init__(self, reason: str, row: RowError | None = None) -> None:
        super().__init__(reason)
        self.row = row


class RegistryConflictError(Exception):
    """Somebody changed it meanwhile; ``newest`` is what the unit says now (None: the registry as a whole was meant)."""

    def __init__(self, newest: UnitVersion | None = None) -> None:
        super().__init__("the registry was changed meanwhile; look at it again")
        self.newest = newest


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who changes the registry, why and from where; ``actor`` is None on the command line."""

    actor: Account | None
    reason: str
    address: str | None = None
    now: datetime | None = None

    @property
    def edit(self) -> Edit:
        """As it is kept with the version.

        Raises:
            RegistryRefusedError: the reason is too short or too long.
        """
        reason = self.reason.strip()
        if not LEAST <= len(reason) <= MOST:
            raise RegistryRefusedError(f"say why, in {LEAST} to {MOST} characters")
        return Edit(
            author=self.actor.login if self.actor else COMMAND_LINE,
            at=self.now or datetime.now(UTC),
            reason=reason,
            account_id=self.actor.id if self.actor else None,
        )


def change_unit(database: Database, unit: Unit, *, seen: int, by: By) -> UnitVersion:
    """Give a unit another row, or add one that is new (``seen`` -1).

    Args:
        database: where the registry is.
        unit: the whole row that is wanted.
        seen: the version that was looked at.
        by: who, why, from where.

    Raises:
        RegistryRefusedError: the row can't be used, it says nothing new, or the reason is missing.
        RegistryConflictError: the unit has another version since.
        StoreError: the database can't be used.
    """
    return _one(database, unit.id, unit, seen=seen, by=by)


def remove_unit(database: Database, unit_id: str, *, seen: int, by: By) -> UnitVersion:
    """Take a unit off the registry: coming audits leave it out, its history stays.

    Raises:
        RegistryRefusedError, RegistryConflictError, StoreError: see ``change_unit``.
    """
    return _one(database, unit_id, None, seen=seen, by=by)


def import_units(
    database: Database, units: Sequence[Unit], *, seen: str, by: By, remove_missing: bool = False
) -> RegistryDiff:
    """Adopt the units of a file; those that it does not name stay, unless ``remove_missing``.

    ``seen`` is the state of the registry (``state_of``) that the differences were shown for.

    Raises:
        RegistryRefusedError: nothing would be changed, a row clashes with one that stays, or the reason is missing.
        RegistryConflictError: the registry was changed since.
        StoreError: the database can't be used.
    """
    edit = by.edit
    beginning = audited_rows(database)
    with database.write() as transaction:
        database.lock(transaction, "registry")
        rows = _begun(transaction, beginning)
        _same_state(rows, beginning, seen)
        diff = compare(rows, units)
        changes = list(diff.changes)
        if remove_missing:
            changes += [UnitChange(unit_id=unit.id, before=unit, after=None) for unit in diff.missing]
        if not changes:
            raise RegistryRefusedError("the file says nothing that the registry does not say")
        _check_whole(rows, changes)
        _store(transaction, rows, changes, edit, UnitSource.IMPORT)
        record(
            transaction,
            by.actor,
            "registry.import",
            "registry:",
            {
                "added": len(diff.added),
                "changed": len(diff.changed),
                "removed": len(diff.missing) if remove_missing else 0,
                "reason": edit.reason,
            },
            by.address,
            login=edit.author,
            now=edit.at,
        )
    return diff


def _one(database: Database, unit_id: str, unit: Unit | None, *, seen: int, by: By) -> UnitVersion:
    edit = by.edit
    beginning = audited_rows(database)
    with database.write() as transaction:
        database.lock(transaction, "registry")
        rows = _begun(transaction, beginning)
        known = next((each for each in rows if each.unit_id == unit_id), None)
        newest = known.version if known else -1
        # The first change of all begins the versions: who looked at the newest audit's row saw version 1.
        if newest != (1 if seen == 0 else seen):
            raise RegistryConflictError(known)
        change = UnitChange(unit_id=unit_id, before=known.unit if known else None, after=unit)
        if change.before == unit:
            raise RegistryRefusedError("the row is the same as before")
        _check_whole(rows, [change])
        (stored,) = _store(transaction, rows, [change], edit, UnitSource.EDIT)
        record(
            transaction,
            by.actor,
            "registry.add" if change.before is None else "registry.change" if unit else "registry.remove",
            f"unit:{unit_id}",
            {
                "version": stored.version,
                "reason": edit.reason,
                "fields": {each.field: [each.before, each.after] for each in change.fields},
            },
            by.address,
            login=edit.author,
            now=edit.at,
        )
    return stored


def _begun(transaction: Connection, beginning: Sequence[UnitVersion]) -> tuple[UnitVersion, ...]:
    """The registry's rows; where there are none yet, those of the newest audit are stored as their versions 1."""
    rows = current_rows(transaction)
    if rows or not beginning:
        return rows
    begun = tuple(replace(each, version=1) for each in beginning)
    add_versions(transaction, begun)
    return begun


def _store(
    transaction: Connection,
    rows: Sequence[UnitVersion],
    changes: Sequence[UnitChange],
    edit: Edit,
    source: UnitSource,
) -> tuple[UnitVersion, ...]:
    known = {each.unit_id: each for each in rows}
    end = max((each.position for each in rows), default=-1) + 1
    versions = []
    for change in changes:
        old = known.get(change.unit_id)
        versions.append(
            UnitVersion(
                unit_id=change.unit_id,
                version=old.version + 1 if old else 1,
                unit=change.after,
                position=old.position if old else end,
                source=source,
                edit=edit,
            )
        )
        end += old is None
    add_versions(transaction, versions)
    return tuple(versions)


def _check_whole(rows: Sequence[UnitVersion], changes: Sequence[UnitChange]) -> None:
    """Hold the registry as it would be against the reader of units files: one id and one address belong to one unit.

    Raises:
        RegistryRefusedError: a row that is changed can't be used, or clashes with another.
    """
    changed = {change.unit_id: change.after for change in changes}
    stay = [each.unit for each in rows if each.unit and each.unit_id not in changed]
    # Whoever stays comes first, so that what is refused is what was changed; rows from before a rule was made stay.
    _, before = read_units(units_csv(stay), "registry")
    _, refused = read_units(units_csv([*stay, *(unit for unit in changed.values() if unit)]), "registry")
    for row in refused[len(before) :]:
        raise RegistryRefusedError(str(row), row)


def _same_state(rows: Sequence[UnitVersion], beginning: Sequence[UnitVersion], seen: str) -> None:
    """Whether what was looked at, before anything was stored, is what was stored first.

    Raises:
        RegistryConflictError: the registry was changed since.
    """
    first = all(each.version == 1 and each.source is UnitSource.AUDIT for each in rows)
    if seen != state_of(rows) and not (first and seen == state_of(beginning)):
        raise RegistryConflictError
