"""Which audits are there of a plan, in figures, and what did one make another?"""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field

from db.audit_order import finished_audit
from db.database import Database
from db.duty_reading import load_changes
from db.unit_reading import load_total, load_totals
from domain.accounts import Permission
from domain.beijing import BEIJING
from domain.findings import Outcome, Timeliness
from domain.standings import AuditTotal, DutyChange
from evidence.office.check_names import check_name
from evidence.office.plain_text import plain_line
from evidence.office.statuses import judged_status
from web.api.answers import API_V1, refusals, with_table
from web.api.asked import Listed, ListedUnderPlan, Name, Nothing, PathName
from web.api.counts import ShownCounts, shown_counts
from web.api.listing import Listing, Page, answer, by_offset
from web.api.scope import scope_of
from web.security.permissions import needs, only_own
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["audits"])
All = Annotated[Visitor, needs(Permission.SEE_ALL)]


class AuditsAsked(ListedUnderPlan):
    """Which audits are asked for."""

    whole: bool = Field(default=False, description="Only those of the whole registry.")


class ChangesAsked(Listed):
    """Which changes are asked for."""

    unit: Name | None = Field(None, description="Of one unit only.")


class ShownAudit(BaseModel):
    """One audit in figures, as it was judged."""

    audit_id: str = Field(title="核查编号")
    plan_id: str = Field(title="方案编号")
    as_of: date = Field(title="核查日")
    finished_at: datetime = Field(title="完成时间")
    whole: bool = Field(
        title="全部单位", description="It covers the registry, not just units looked at again."
    )
    ahead: bool = Field(title="预先核查", description="Of a day that had not come; it counts for nothing.")
    units: int = Field(title="单位数")
    reached: int = Field(title="网站正常")
    partial: int = Field(title="部分可读")
    blocked: int = Field(title="被拦截")
    unreachable: int = Field(title="无法访问")
    not_crawled: int = Field(title="未抓取")
    ranked: int = Field(title="参加排名")
    findings: int = Field(title="核查结果数")
    warnings: int = Field(title="预警数")
    changed: int = Field(title="结论变化数")
    mean_percent: float | None = Field(title="平均得分率")
    mean_coverage: float | None = Field(title="平均覆盖率")
    histogram: list[int] = Field(
        title="得分率分布", description="Ranked units by ten steps of percent, 100 in the last."
    )
    counts: ShownCounts


class ShownChange(BaseModel):
    """A verdict that the audit made another, as it was judged."""

    unit_id: str = Field(title="单位编号")
    unit_name: str = Field(title="单位")
    task: str = Field(title="任务")
    check: str = Field(title="核查项编号")
    check_name: str = Field(title="核查项")
    subject: str | None = Field(title="栏目主题编号")
    finding_id: int | None = Field(title="核查结果编号")
    outcome: Outcome | None = Field(title="原判结论代码", description="null: it is owed no more.")
    timeliness: Timeliness | None = Field(title="原判及时性代码")
    judged_word: str | None = Field(title="原判", description="The status without reviews.")
    before_finding_id: int | None = Field(title="上次核查结果编号")
    before_outcome: Outcome | None = Field(title="上次结论代码", description="null: it was not owed.")
    before_word: str | None = Field(title="上次原判")
    causes: list[str] = Field(title="变化原因", description="rules, register, others, time, site.")


@router.get("/audits", response_model=Page[ShownAudit], responses=with_table())
def audits(request: Request, database: Db, _visitor: All, asked: Annotated[AuditsAsked, Query()]) -> Any:
    """The audits of a plan, the newest first."""
    plan_id = scope_of(database, asked.plan).plan_id

    def read(first: int, limit: int) -> tuple[AuditTotal, ...]:
        return load_totals(database, plan_id, limit=first + limit, whole=asked.whole)[first:]

    listing: Listing[tuple[int, AuditTotal], ShownAudit] = Listing(
        name="audits",
        model=ShownAudit,
        places=(int,),
        read=by_offset(read),
        place=lambda row: (row[0],),
        shown=lambda rows: [shown_audit(row[1]) for row in rows],
    )
    return answer(request, asked, listing)


@router.get("/audits/{audit}", response_model=ShownAudit, responses=refusals())
def audit(database: Db, audit: PathName, _visitor: All, _asked: Annotated[Nothing, Query()]) -> Any:
    """One audit in figures."""
    found = load_total(database, audit)
    if found is None:
        raise HTTPException(404)
    return shown_audit(found)


@router.get("/audits/{audit}/changes", response_model=Page[ShownChange], responses=with_table())
def changes(
    request: Request,
    database: Db,
    audit: PathName,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)],
    asked: Annotated[ChangesAsked, Query()],
) -> Any:
    """The verdicts that an audit made others. Who sees one unit only gets its changes."""
    if asked.unit is not None:
        only_own(visitor, asked.unit)
    _check(database, audit)
    unit_id = asked.unit or visitor.own_unit
    listing: Listing[DutyChange, ShownChange] = Listing(
        name="changes",
        model=ShownChange,
        places=(int,),
        read=lambda after, limit: load_changes(
            database, audit, unit_id=unit_id, after=after[0] if after else 0, limit=limit
        ),
        place=lambda change: (change.id,),
        shown=lambda rows: [_shown_change(each) for each in rows],
    )
    return answer(request, asked, listing)


def shown_audit(total: AuditTotal) -> ShownAudit:
    """What is sent of an audit."""
    told = {
        name: getattr(total, name)
        for name in ShownAudit.model_fields
        if name not in {"finished_at", "histogram", "counts"}
    }
    return ShownAudit(
        **told,
        finished_at=total.finished_at.astimezone(BEIJING),
        histogram=list(total.histogram),
        counts=shown_counts(total.counts),
    )


def _check(database: Database, audit_id: str) -> None:
    with database.read() as connection:
        if finished_audit(connection, audit_id) is None:
            raise HTTPException(404)


def _shown_change(change: DutyChange) -> ShownChange:
    return ShownChange(
        unit_id=change.unit_id,
        unit_name=plain_line(change.unit_name),
        task=change.task,
        check=change.check_id,
        check_name=check_name(change.check_id),
        subject=change.subject,
        finding_id=change.finding_id,
        outcome=change.outcome,
        timeliness=change.timeliness,
        judged_word=_word(change.outcome, change.timeliness, change.code, advice=change.advice),
        before_finding_id=change.before_finding_id,
        before_outcome=change.before_outcome,
        before_word=_word(
            change.before_outcome, change.before_timeliness, change.before_code, advice=change.advice
        ),
        causes=list(change.causes),
    )


def _word(
    outcome: Outcome | None, timeliness: Timeliness | None, code: str | None, *, advice: bool
) -> str | None:
    if outcome is None or timeliness is None:
        return None
    return judged_status(outcome, timeliness, code or "", advice=advice).value
