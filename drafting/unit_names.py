"""Which unit of a registry does a name in a plan mean? Whole names only; a name of two units means neither."""

from collections.abc import Iterable, Iterator

from domain.units import Unit, UnitKind
from drafting.collectives import COUNTIES, DEPARTMENTS, PREFECTURES
from drafting.wording import bare

_LEVELS = ("自治区", "省", "市", "州", "县", "区")
_KINDS = {PREFECTURES: UnitKind.PREFECTURE, COUNTIES: UnitKind.COUNTY, DEPARTMENTS: UnitKind.PROVINCIAL_DEPT}


class UnitNames:
    """The names of a registry's units: their names and aliases, with and without the province."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = tuple(units)
        self._regions = sorted(
            {part for unit in self.units for part in (unit.region or "").split("/") if part},
            key=len,
            reverse=True,
        )
        self._ids: dict[str, set[str]] = {}
        for unit in self.units:
            for name in (unit.name, *unit.aliases):
                for form in self._forms(bare(name)):
                    self._ids.setdefault(form, set()).add(unit.id)

    def find(self, name: str) -> str | None:
        """The id of the one unit that goes by this name, or None; 县财政局 is never the province's 财政局."""
        squeezed = bare(name)
        for form in (squeezed, self._without_region(squeezed)):
            ids = self._ids.get(form, set())
            if ids:
                return next(iter(ids)) if len(ids) == 1 else None
        return None

    def members(self, group: str) -> tuple[str, ...]:
        """The ids of the units that a group means, by their kind in the registry."""
        kind = _KINDS[group]
        return tuple(unit.id for unit in self.units if unit.kind is kind)

    def regions(self) -> frozenset[str]:
        """The widest regions that the registry names (云南省)."""
        return frozenset((unit.region or "").split("/")[0] for unit in self.units if unit.region)

    def _forms(self, name: str) -> Iterator[str]:
        """What the registry's name may be shortened to: 云南省财政厅, 省财政厅, 财政厅."""
        yield name
        short = self._without_region(name)
        if short != name:
            yield short
            yield f"省{short}"
        for level in _LEVELS:
            if short.startswith(level) and len(short) > len(level) + 2:
                yield short[len(level) :]
                break

    def _without_region(self, name: str) -> str:
        for region in self._regions:
            if name.startswith(region) and len(name) > len(region) + 1:
                return name[len(region) :]
        return name
