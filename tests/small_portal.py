"""A small portal for tests: what a crawl finds there, a visit of it that was kept, a finding about it.

Each gives the plainest value of its kind; a test says what of it matters to it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from domain.captures import Body, ClockState, Exchange, Response, VisitBegun
from domain.columns import ColumnStatus
from domain.coverage import Coverage
from domain.crawl import ColumnFound, CrawlTarget, PortalDone
from domain.findings import Finding, Outcome, Timeliness
from domain.pages import SiteNorms
from domain.reach import Reach, ReachStatus
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

HOME = "http://www.czt.example/"
UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=HOME)
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def column_found(at: datetime, unit: Unit = UNIT, **changes: Any) -> ColumnFound:
    """Its column PPP项目, linked from the home page and read."""
    home = unit.portal_url or HOME
    found = ColumnFound(
        unit_id=unit.id,
        subject="ppp",
        url=f"{home}ppp/",
        title="PPP项目",
        grade=Grade.EXACT,
        surface=Surface.TEXT,
        found_on=home,
        status=ColumnStatus.OK,
        seen_at=at,
    )
    return replace(found, **changes)


def portal_done(at: datetime, unit: Unit = UNIT, **changes: Any) -> PortalDone:
    """The end of a crawl that reached it."""
    done = PortalDone(
        unit_id=unit.id,
        reach=Reach(id="", status=ReachStatus.OK, pages=9, home_url=unit.portal_url, crawled_at=at),
        coverage=Coverage(home=True),
        norms=SiteNorms(),
        finished_at=at,
    )
    return replace(done, **changes)


def visit_begun(at: datetime, unit: Unit = UNIT, **changes: Any) -> VisitBegun:
    """The beginning of a visit that is kept."""
    begun = VisitBegun(
        target=CrawlTarget(unit=unit, subjects=frozenset({"ppp"}), since=date(2016, 1, 1)),
        crawl_began=at,
        options={},
        software="Mingcha/0.1",
        clock=ClockState(at=at),
    )
    return replace(begun, **changes)


def answered(number: int, path: str, body: bytes, at: datetime, *, head: bytes = HTML) -> Exchange:
    """The exchange that is the visit's ``number``-th, answered with a body."""
    return Exchange(
        began=2 * number,
        ended=2 * number + 1,
        method="GET",
        url=f"{HOME}{path}",
        at=at,
        seconds=0.2,
        request=f"GET /{path} HTTP/1.1\r\n\r\n".encode(),
        response=Response(head=head, payload=Body.of(body)),
    )


def finding(cites: Sequence[str] = (), **changes: Any) -> Finding:
    """That its column of budgets has gone stale."""
    stale = Finding(
        unit_id="czt",
        task=12,
        check="fresh",
        subject="budget",
        outcome=Outcome.FAILED,
        timeliness=Timeliness.OVERDUE,
        code="stale",
        explanation="省财政厅门户网站“预算公开”栏目最新信息为2017年3月1日，已153天未更新。",
        cites=tuple(cites),
    )
    return replace(stale, **changes)
