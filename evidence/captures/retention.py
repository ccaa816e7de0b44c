"""Which sealed visits of a unit can go, so that every visit that stays can still be read?

A visit stays that something rests on, that is young, or that is the newest of the older ones: a crawl that runs now refers to
it. What one of these refers to stays, too, and what that refers to: also where only a pack is needed, its journal stays, so
that no visit is left which can't be read. Where one journal of a unit can't be read nobody knows what it needs: nothing goes.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.capture_ref import CaptureRef
from evidence.captures.errors import CaptureDamaged
from evidence.captures.places import is_visit_id, journal_path, moment_of, pack_path, unit_visits
from evidence.captures.store import CaptureStore


@dataclass(frozen=True, slots=True)
class UnitVisits:
    """The sealed visits of a unit by their names: the digest of each, and those that it refers to."""

    digests: Mapping[str, str]
    bases: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, store: CaptureStore, unit_id: str) -> "UnitVisits":
        """Read every journal of a unit.

        Raises:
            CaptureError: one can't be read, or refers to one that is not there.
        """
        visits = [store.visit(name) for name in unit_visits(store.root, unit_id)]
        names = {visit.name for visit in visits}
        for visit in visits:
            for base in visit.bases:
                if base not in names:
                    raise CaptureDamaged(visit.path, f"it refers to {base}, which is not there")
        return cls(
            {each.name: each.ref.digest for each in visits}, {each.name: each.bases for each in visits}
        )

    def can_go(self, refs: Iterable[CaptureRef], before: datetime) -> frozenset[str]:
        """Of visits that nothing rests on the names of those which can go; their journals may be gone already.

        Args:
            refs: the visits that nothing rests on.
            before: only visits that began before this moment go.
        """
        free = {
            ref.id
            for ref in refs
            if is_visit_id(ref.id)
            and moment_of(ref.id) < before
            and self.digests.get(ref.id, ref.digest) == ref.digest
        }
        older = [name for name in self.digests if moment_of(name) < before]
        stay = (set(self.digests) - free) | set(sorted(older)[-1:])
        return frozenset(free - self._with_bases(stay))

    def _with_bases(self, names: Collection[str]) -> set[str]:
        found: set[str] = set()
        todo = list(names)
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += self.bases[name]
        return found


def visit_files(root: Path, name: str) -> tuple[Path, ...]:
    """The files of a visit that are there, in the order in which they go: without its journal there is no visit."""
    if not is_visit_id(name):
        return ()
    return tuple(path for path in (journal_path(root, name), pack_path(root, name)) if path.exists())
