"""What does a file say otherwise than the registry? Told before anything is adopted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit_rules.inputs.addresses import address_key
from casework.registry.rows import COLUMNS, cells
from domain.units import Unit
from domain.versions import UnitVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One cell before and after; empty where there was, or is, nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChange:
    """What becomes of one unit: ``before`` is None for a new one, ``after`` for one that is taken off."""

    unit_id: str
    before: Unit | None
    after: Unit | None

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The cells that differ, in the order of the file's columns."""
        old, new = _cells(self.before), _cells(self.after)
        return tuple(
            FieldChange(field=name, before=old[name], after=new[name])
            for name in COLUMNS
            if old[name] != new[name]
        )

    @property
    def moves_portal(self) -> bool:
        """Whether the portal is another one since: what was seen of the old address is no history of the new one."""
        old = self.before.portal_url if self.before else None
        new = self.after.portal_url if self.after else None
        return bool(old) and (not new or address_key(str(old)) != address_key(new))


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryDiff:
    """All that a file changes, in its order; ``same`` counts the units that it leaves as they are.

    ``missing`` are the registry's units that the file does not name; they are taken off only where that was asked for.
    """

    changes: tuple[UnitChange, ...]
    missing: tuple[Unit, ...]
    same: int

    @property
    def added(self) -> tuple[UnitChange, ...]:
        """The new units."""
        return tuple(each for each in self.changes if each.before is None)

    @property
    def changed(self) -> tuple[UnitChange, ...]:
        """The units whose rows are others."""
        return tuple(each for each in self.changes if each.before and each.after)


def compare(current: Sequence[UnitVersion], units: Sequence[Unit]) -> RegistryDiff:
    """What the units of a file say otherwise than the registry."""
    known: Mapping[str, Unit] = {each.unit_id: each.unit for each in current if each.unit}
    named = {unit.id for unit in units}
    changes = tuple(
        UnitChange(unit_id=unit.id, before=known.get(unit.id), after=unit)
        for unit in units
        if known.get(unit.id) != unit
    )
    return RegistryDiff(
        changes=changes,
        missing=tuple(unit for unit_id, unit in known.items() if unit_id not in named),
        same=len(units) - len(changes),
    )


def _cells(unit: Unit | None) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") if unit is None else cells(unit)
