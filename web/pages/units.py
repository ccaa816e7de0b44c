"""How does each unit stand: the ranking, and one unit with all that was found of it?"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from db import duty_reading, unit_reading
from db.audit_reading import load_audit_unit
from db.database import Database
from db.filings import list_filings
from db.unit_reading import UnitFilter
from domain.accounts import Permission
from domain.beijing import beijing_day
from domain.duty_standing import DutyStatus
from domain.reach_words import reach_word
from domain.units import UnitKind
from web.charts.sections import section_bars
from web.charts.status_bar import status_bar
from web.charts.trend import Line, trend
from web.pages.paging import numbered
from web.reading.duty_accounts import accounts_of
from web.reading.filing_words import FILING_STATES
from web.reading.filings import FilingShown, shown_filings
from web.reading.scope import scope_of
from web.reading.sections import sections_of
from web.reading.statuses import WORD, counted, status_before
from web.rendering import page
from web.security.permissions import needs, needs_unit
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
KIND_WORDS = {
    UnitKind.PROVINCIAL_DEPT: "省级部门",
    UnitKind.PREFECTURE: "州市",
    UnitKind.COUNTY: "县区",
    UnitKind.CENTRAL_AGENCY: "中央驻滇单位",
    UnitKind.SOE: "国有企业",
    UnitKind.OTHER: "其他",
}
_ROWS = 50
_FILINGS = 3
Text = Annotated[str, Query(max_length=200)]


@router.get("/units")
def units(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL)],
    plan: Text = "",
    kind: Text = "",
    region: Text = "",
    q: Text = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """The ranking."""
    scope = scope_of(database, visitor, plan, leads_to="/units")
    if scope is None:
        return page(request, "nothing.html")
    known = UnitKind(kind) if kind in set(UnitKind) else None
    wanted = UnitFilter(kind=known, region=region or None, text=q.strip())
    found = unit_reading.load_ranking(
        database, scope.plan_id, wanted, offset=(number - 1) * _ROWS, limit=_ROWS
    )
    asked = {"plan": plan, "kind": known or "", "region": region, "q": q}
    values = {
        "scope": scope,
        "units": found.units,
        "total": found.total,
        "pages": numbered("/units", asked, page=number, rows=_ROWS, total=found.total),
        "kinds": [(each.value, word) for each, word in KIND_WORDS.items()],
        "KIND_WORDS": KIND_WORDS,
        "regions": unit_reading.load_regions(database, scope.plan_id),
        "asked": asked,
        "reach_word": reach_word,
        "WORD": WORD,
    }
    return page(request, "units.html", values)


@router.get("/units/{unit}")
def unit_page(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs_unit(Permission.SEE_ALL, Permission.SEE_OWN)],
    unit: str,
    plan: Text = "",
    status: Text = "",
) -> Response:
    """One unit."""
    scope = scope_of(database, visitor, plan, leads_to=f"/units/{unit}")
    standing = unit_reading.load_standing(database, scope.plan_id, unit) if scope else None
    if scope is None or standing is None:
        raise HTTPException(404)
    duties = unit_reading.load_duties(database, scope.plan_id, unit)
    chosen = DutyStatus(status) if status in set(DutyStatus) else None
    shown = [duty for duty in duties if chosen is None or duty.status is chosen]
    history = tuple(reversed(unit_reading.load_unit_history(database, scope.plan_id, unit)))
    sections = sections_of(duties, scope.words)
    kept = load_audit_unit(database, standing.audit_id, unit)
    values = {
        "scope": scope,
        "unit": standing,
        "kind_word": KIND_WORDS.get(standing.kind, "") if standing.kind else "",
        "reach": kept.reach if kept else None,
        "reach_word": reach_word,
        "filings": _filings(database, visitor, unit),
        "FILING_STATES": FILING_STATES,
        "portal": kept.registered.portal_url if kept and kept.registered else None,
        "duties": shown,
        "accounts": accounts_of(database, shown),
        "statuses": [(each, standing.counts[each]) for each in DutyStatus if standing.counts[each]],
        "chosen": chosen,
        "changes": duty_reading.load_changes(database, standing.audit_id, unit_id=unit),
        "status_before": status_before,
        "WORD": WORD,
        "bars": section_bars("sections", sections) if sections else None,
        "standing": status_bar("standing", counted(standing.counts), title="各事项的核查结果", width=560),
        "history": trend(
            "history",
            [mark.as_of for mark in history],
            [
                Line(word="得分率", values=tuple(mark.percent for mark in history), unit="%"),
                Line(
                    word="覆盖率", values=tuple(round(100 * mark.coverage, 1) for mark in history), unit="%"
                ),
            ],
            title="历次得分率与覆盖率（核查时）",
            most=100,
        ),
        "trail": (*((("单位", "/units"),) if visitor.own_unit is None else ()), (standing.name, None)),
    }
    return page(request, "unit.html", values)


def _filings(database: Database, visitor: Visitor, unit_id: str) -> tuple[FilingShown, ...]:
    now = datetime.now(UTC)
    with database.read() as connection:
        found = list_filings(connection, unit_id=unit_id, limit=_FILINGS)
        return shown_filings(connection, visitor.account, found, beijing_day(now) or now.date())
