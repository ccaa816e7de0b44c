"""Which audits were made, and how did each come out?"""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from db import duty_reading, unit_reading
from db.audit_reading import load_audit_record
from domain.accounts import Permission
from web.charts.status_bar import status_bar
from web.pages.overview import spread
from web.reading.plan_words import plan_words
from web.reading.scope import scope_of
from web.reading.statuses import counted, status_before
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
_ROWS = 50


@router.get("/audits")
def audits(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL)],
    plan: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The newest audits under a plan."""
    scope = scope_of(database, visitor, plan, leads_to="/audits")
    if scope is None:
        return page(request, "nothing.html")
    totals = unit_reading.load_totals(database, scope.plan_id, whole=False)
    return page(request, "audits.html", {"scope": scope, "totals": totals})


@router.get("/audits/{audit}")
def audit_page(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL)],
    audit: str,
    after: Annotated[int, Query(ge=0, lt=2**63)] = 0,
) -> Response:
    """One audit, and what it made another."""
    record = load_audit_record(database, audit)
    scope = scope_of(database, visitor, record.plan_id) if record else None
    totals = unit_reading.load_totals(database, record.plan_id, whole=False, limit=400) if record else ()
    total = next((each for each in totals if each.audit_id == audit), None)
    if record is None or scope is None or total is None:
        raise HTTPException(404)
    changes = duty_reading.load_changes(database, audit, after=after, limit=_ROWS + 1)
    values = {
        "scope": scope,
        "record": record,
        "words": plan_words(database, record),
        "total": total,
        "standing": status_bar("standing", counted(total.counts), title="核查结果", width=700),
        "spread": spread(total),
        "changes": changes[:_ROWS],
        "further": changes[_ROWS - 1].id if len(changes) > _ROWS else None,
        "status_before": status_before,
        "trail": (("核查", "/audits"), (audit, None)),
    }
    return page(request, "audit.html", values)
