"""What of an evidence folder may be deleted, and is? Nothing that a finding or a review rests on.

First the store forgets a visit, under the lock under which audits are stored; then its files go. Who is killed between leaves
files that the next clean-up takes: the store still knows that they were forgotten.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.database import Database
from domain.capture_ref import CaptureRef
from evidence.captures.errors import CaptureError
from evidence.captures.leftovers import leftovers
from evidence.captures.retention import UnitVisits, visit_files
from evidence.captures.store import CaptureStore
from jobs.errors import WorkError


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What went, or would go: visits, bytes, what killed crawls left; ``spared`` are units left alone, with the reason."""

    visits: int
    leftovers: int
    size: int
    spared: tuple[str, ...] = ()


def clean_evidence(
    database: Database, root: Path, *, before: datetime, now: datetime, dry_run: bool = False
) -> Cleaned:
    """Delete the visits begun before a moment that nothing rests on, and what killed crawls left.

    Args:
        database: the store of the crawls that were kept in the folder.
        root: the evidence folder.
        before: younger visits stay.
        now: the present.
        dry_run: only say what would go.

    Raises:
        WorkError: a file can't be deleted.
        StoreError: the database can't be used.
    """
    store = CaptureStore(root)
    gone: list[str] = []
    spared: list[str] = []
    size = 0
    for unit_id, refs in database.forgettable_captures(before).items():
        there = frozenset(ref for ref in refs if visit_files(root, ref.id))
        if not there:
            continue
        try:
            visits = UnitVisits.read(store, unit_id)
        except CaptureError as error:
            spared.append(f"{unit_id}: nothing of it is deleted: {error}")
            continue
        names = _chosen(database, unit_id, visits, there, before=before, now=now, dry_run=dry_run)
        gone += names
        size += sum(_delete(path, dry_run=dry_run) for name in names for path in visit_files(root, name))
    left = list(leftovers(root, now))
    size += sum(_delete(path, dry_run=dry_run) for path in left)
    return Cleaned(visits=len(gone), leftovers=len(left), size=size, spared=tuple(spared))


def _chosen(
    database: Database,
    unit_id: str,
    visits: UnitVisits,
    there: frozenset[CaptureRef],
    *,
    before: datetime,
    now: datetime,
    dry_run: bool,
) -> list[str]:
    """The newest first: who is killed between leaves none that refers to one which is gone."""
    if dry_run:
        return sorted(visits.can_go(there, before), reverse=True)

    def choose(free: frozenset[CaptureRef]) -> frozenset[str]:
        # An audit may have begun to rest on one since: those that are free now count.
        return visits.can_go(free & there, before)

    return sorted(database.forget_captures(unit_id, before, now, choose), reverse=True)


def _delete(path: Path, *, dry_run: bool) -> int:
    """Delete a file; returns its bytes."""
    try:
        size = path.stat().st_size
        if not dry_run:
            path.unlink()
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise WorkError(
            f"{path} can't be deleted: {error.strerror or error}; give this user the right to write there"
        ) from error
    return size
