"""Who owes publication: units (单位) and the portals (门户网站) they publish on."""

from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    """The kind of a unit, as the units CSV of the contract names it."""

    PROVINCIAL_DEPT = "provincial_dept"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    CENTRAL_AGENCY = "central_agency"
    SOE = "soe"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of the registry (one row of the units CSV).

    ``portal_url`` is None where no portal is known: such a unit is never crawled and never accused.
    ``filed_url`` is the address of the key-areas column (重点领域信息公开专栏) that the unit put on file (备案).
    """

    id: str
    name: str
    kind: UnitKind
    portal_url: str | None = None
    aliases: tuple[str, ...] = ()
    region: str | None = None
    parent: str | None = None
    filed_url: str | None = None
    successor: str | None = None
    note: str | None = None
