"""Which units do coming audits look at?"""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from casework.registry.current import current_versions
from domain.accounts import Permission
from domain.units import UnitKind
from domain.versions import UnitVersion
from evidence.office.plain_text import plain_line
from web.api.answers import API_V1, with_table
from web.api.asked import Listed
from web.api.listing import Listing, Page, answer, by_offset
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["registry"])


class ShownUnitRow(BaseModel):
    """A unit's row of the registry, and its newest version (0: as it was judged, nobody changed it)."""

    unit_id: str = Field(title="单位编号")
    name: str = Field(title="单位")
    kind: UnitKind = Field(title="类别代码")
    region: str | None = Field(title="地区")
    parent: str | None = Field(title="上级单位编号")
    portal_url: str | None = Field(title="门户网站")
    version: int = Field(title="版本")


@router.get("/registry", response_model=Page[ShownUnitRow], responses=with_table())
def registry(
    request: Request,
    database: Db,
    _visitor: Annotated[Visitor, needs(Permission.SEE_ALL)],
    asked: Annotated[Listed, Query()],
) -> Any:
    """The registry in its order; units that were taken off are not in it."""

    @cache
    def rows() -> list[UnitVersion]:
        return [each for each in current_versions(database) if each.unit is not None]

    listing: Listing[tuple[int, UnitVersion], ShownUnitRow] = Listing(
        name="registry",
        model=ShownUnitRow,
        places=(int,),
        read=by_offset(lambda first, limit: rows()[first : first + limit]),
        place=lambda row: (row[0],),
        shown=lambda found: [_unit(row[1]) for row in found],
    )
    return answer(request, asked, listing)


def _unit(version: UnitVersion) -> ShownUnitRow:
    unit = version.unit
    assert unit is not None
    return ShownUnitRow(
        unit_id=unit.id,
        name=plain_line(unit.name),
        kind=unit.kind,
        region=plain_line(unit.region) if unit.region else None,
        parent=unit.parent,
        portal_url=unit.portal_url,
        version=version.version,
    )
