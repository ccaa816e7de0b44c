"""How does the province stand? The newest audit's health, the scores, who is first and last, what is due and what is overdue."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from db import duty_reading, unit_reading
from domain.standings import AuditTotal
from web.charts.distribution import distribution
from web.charts.drawing import Chart
from web.charts.status_bar import status_bar
from web.charts.trend import Line, trend
from web.reading.scope import scope_of
from web.reading.statuses import WORD, counted
from web.rendering import page
from web.security.permissions import signed_in
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
_ROWS = 8


@router.get("/")
def overview(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, signed_in()],
    plan: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The first page: of a unit's contact the own unit, of everybody else the whole."""
    if visitor.own_unit is not None:
        return RedirectResponse("/my", 303)
    scope = scope_of(database, visitor, plan)
    if scope is None:
        return page(request, "nothing.html")
    totals = unit_reading.load_totals(database, scope.plan_id)
    now, before = totals[0], totals[1] if len(totals) > 1 else None
    ranking = unit_reading.load_ranking(database, scope.plan_id, limit=_ROWS)
    ranked = unit_reading.count_ranked(database, scope.plan_id)
    last = unit_reading.load_ranking(
        database, scope.plan_id, offset=max(ranked - _ROWS, 0), limit=min(_ROWS, ranked)
    )
    values = {
        "scope": scope,
        "now": now,
        "before": before,
        "first": [unit for unit in ranking.units if unit.place is not None],
        "last": [unit for unit in reversed(last.units) if unit.place is not None],
        "coming": duty_reading.load_coming(database, scope.plan_id, scope.as_of, limit=_ROWS),
        "overdue": duty_reading.load_overdue(database, scope.plan_id, limit=_ROWS),
        "WORD": WORD,
        "spread": spread(now),
        "standing": status_bar(
            "standing", counted(now.counts), title="全部事项的核查结果（核查时）", width=700
        ),
        "trends": trends(tuple(reversed(totals))),
    }
    return page(request, "overview.html", values)


def spread(total: AuditTotal) -> Chart:
    """How the percents of an audit are spread; units without a place stand apart."""
    return distribution(
        "spread",
        total.histogram,
        unranked=total.units - total.ranked,
        without=None,
        mean=total.mean_percent,
    )


def trends(totals: tuple[AuditTotal, ...]) -> tuple[Chart, Chart]:
    """Percent and coverage, and what could be reached, from audit to audit, oldest first."""
    days = [total.as_of for total in totals]
    scores = trend(
        "trend-scores",
        days,
        [
            Line(
                word="平均得分率",
                values=tuple(
                    None if each.mean_percent is None else round(each.mean_percent, 1) for each in totals
                ),
                unit="%",
            ),
            Line(
                word="平均覆盖率",
                values=tuple(
                    None if each.mean_coverage is None else round(100 * each.mean_coverage, 1)
                    for each in totals
                ),
                unit="%",
            ),
        ],
        title="得分率与覆盖率",
        most=100,
    )
    health = trend(
        "trend-health",
        days,
        [
            Line(word="读取正常", values=tuple(float(each.reached) for each in totals), unit="个"),
            Line(
                word="读取不全或失败",
                values=tuple(float(each.units - each.reached) for each in totals),
                unit="个",
            ),
        ],
        title="门户网站读取情况",
    )
    return scores, health
