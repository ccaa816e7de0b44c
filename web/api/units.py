"""How do units stand: the ranking, one unit, and how it stood in earlier audits?"""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field

from db.database import Database
from db.unit_reading import RankingPage, UnitFilter, load_ranking, load_standing, load_unit_history
from domain.accounts import Permission
from domain.reach import FailureKind, ReachStatus
from domain.reach_words import REACH_WORDS, reach_word
from domain.standings import UnitMark, UnitStanding
from domain.units import UnitKind
from evidence.office.plain_text import plain_line
from web.api.answers import API_V1, refusals, with_table
from web.api.asked import ListedUnderPlan, Name, PathName, Text, UnderPlan
from web.api.counts import ShownCounts, shown_counts
from web.api.listing import Listing, Page, answer, by_offset
from web.api.scope import scope_of
from web.security.permissions import needs, needs_unit
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["units"])
OneUnit = Annotated[Visitor, needs_unit(Permission.SEE_ALL, Permission.SEE_OWN)]


class UnitsAsked(ListedUnderPlan):
    """Which units are asked for."""

    kind: UnitKind | None = Field(None, description="Of one kind only.")
    region: Name | None = Field(None, description="Of one region only.")
    q: Text = Field("", description="A part of the name, or the id.")


class ShownScore(BaseModel):
    """A score after reviews; it never stands without its coverage."""

    earned: float = Field(title="得分")
    possible: float = Field(title="可测分值")
    unmeasured: float = Field(title="未测分值")
    percent: float | None = Field(title="得分率", description="null: nothing could be measured.")
    coverage: float = Field(title="覆盖率", description="The measured share of all points, 0 to 1.")


class ShownJudgedScore(BaseModel):
    """The score as it was judged, before reviews."""

    judged_percent: float | None = Field(title="核查时得分率")
    judged_coverage: float = Field(title="核查时覆盖率")


class ShownReach(BaseModel):
    """Whether the portal could be read."""

    status: ReachStatus = Field(title="可达代码")
    failure: FailureKind | None = Field(title="失败原因代码")
    word: str = Field(title="网站情况")
    pages: int = Field(title="读取页数")


class ShownUnit(BaseModel):
    """A unit by its newest audit, after reviews."""

    unit_id: str = Field(title="单位编号")
    name: str = Field(title="单位")
    kind: UnitKind | None = Field(title="类别")
    region: str | None = Field(title="地区")
    parent: str | None = Field(title="上级单位编号")
    audit_id: str = Field(title="核查编号")
    as_of: date = Field(title="核查日")
    listed: bool = Field(title="在册", description="Whether it is in the newest audit of the registry.")
    place: int | None = Field(title="名次", description="null: not ranked.")
    tied: int | None = Field(title="并列数")
    grade: str | None = Field(title="等次")
    score: ShownScore
    judged: ShownJudgedScore
    place_before: int | None = Field(title="上次核查时名次", description="As it was judged.")
    percent_before: float | None = Field(
        title="上次核查时得分率", description="As it was judged, to be held against `judged_percent`."
    )
    changed: int = Field(title="结论变化数")
    warnings: int = Field(title="预警数")
    reach: ShownReach
    counts: ShownCounts


class ShownMark(BaseModel):
    """A unit in one audit, as it was judged."""

    audit_id: str = Field(title="核查编号")
    as_of: date = Field(title="核查日")
    place: int | None = Field(title="名次", description="In audits of the whole registry only.")
    percent: float | None = Field(title="得分率")
    coverage: float = Field(title="覆盖率")
    changed: int = Field(title="结论变化数")
    warnings: int = Field(title="预警数")
    reach: ReachStatus = Field(title="可达代码")
    reach_word: str = Field(title="网站情况")
    counts: ShownCounts


@router.get("/units", response_model=Page[ShownUnit], responses=with_table())
def units(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)],
    asked: Annotated[UnitsAsked, Query()],
) -> Any:
    """The ranking: units by place, then those that are not ranked. Who sees one unit only gets that one."""
    scope = scope_of(database, asked.plan)
    wanted = UnitFilter(kind=asked.kind, region=asked.region, text=asked.q)
    own = visitor.own_unit

    def read(first: int, limit: int) -> list[UnitStanding]:
        if own is not None:
            found = _own(database, scope.plan_id, own, wanted)
            return found[first : first + limit]
        page: RankingPage = load_ranking(database, scope.plan_id, wanted, offset=first, limit=limit)
        return list(page.units)

    listing: Listing[tuple[int, UnitStanding], ShownUnit] = Listing(
        name="units",
        model=ShownUnit,
        places=(int,),
        read=by_offset(read),
        place=lambda row: (row[0],),
        shown=lambda rows: [shown_unit(row[1]) for row in rows],
    )
    return answer(request, asked, listing)


@router.get("/units/{unit}", response_model=ShownUnit, responses=refusals())
def unit(database: Db, unit: PathName, _visitor: OneUnit, asked: Annotated[UnderPlan, Query()]) -> Any:
    """One unit, also one that left the registry."""
    return shown_unit(_standing(database, asked.plan, unit))


@router.get("/units/{unit}/history", response_model=Page[ShownMark], responses=with_table())
def history(
    request: Request,
    database: Db,
    unit: PathName,
    _visitor: OneUnit,
    asked: Annotated[ListedUnderPlan, Query()],
) -> Any:
    """A unit in its audits, the newest first."""
    _standing(database, asked.plan, unit)
    plan_id = scope_of(database, asked.plan).plan_id

    def read(first: int, limit: int) -> tuple[UnitMark, ...]:
        return load_unit_history(database, plan_id, unit, limit=first + limit)[first:]

    listing: Listing[tuple[int, UnitMark], ShownMark] = Listing(
        name="history",
        model=ShownMark,
        places=(int,),
        read=by_offset(read),
        place=lambda row: (row[0],),
        shown=lambda rows: [_shown_mark(row[1]) for row in rows],
    )
    return answer(request, asked, listing)


def shown_unit(standing: UnitStanding) -> ShownUnit:
    """What is sent of a unit."""
    return ShownUnit(
        unit_id=standing.unit_id,
        name=plain_line(standing.name),
        kind=standing.kind,
        region=standing.region,
        parent=standing.parent,
        audit_id=standing.audit_id,
        as_of=standing.as_of,
        listed=standing.listed,
        place=standing.place,
        tied=standing.tied,
        grade=standing.grade,
        score=ShownScore(
            earned=standing.earned,
            possible=standing.possible,
            unmeasured=standing.unmeasured,
            percent=standing.percent,
            coverage=standing.coverage,
        ),
        judged=ShownJudgedScore(
            judged_percent=standing.judged_percent, judged_coverage=standing.judged_coverage
        ),
        place_before=standing.place_before,
        percent_before=standing.percent_before,
        changed=standing.changed,
        warnings=standing.warnings,
        reach=ShownReach(
            status=standing.reach_status,
            failure=standing.reach_failure,
            word=reach_word(standing.reach_status, None, standing.reach_failure),
            pages=standing.pages,
        ),
        counts=shown_counts(standing.counts),
    )


def _shown_mark(mark: UnitMark) -> ShownMark:
    return ShownMark(
        audit_id=mark.audit_id,
        as_of=mark.as_of,
        place=mark.place,
        percent=mark.percent,
        coverage=mark.coverage,
        changed=mark.changed,
        warnings=mark.warnings,
        reach=mark.reach_status,
        reach_word=REACH_WORDS[mark.reach_status],
        counts=shown_counts(mark.counts),
    )


def _standing(database: Database, plan_id: str | None, unit_id: str) -> UnitStanding:
    standing = load_standing(database, scope_of(database, plan_id).plan_id, unit_id)
    if standing is None:
        raise HTTPException(404)
    return standing


def _own(database: Database, plan_id: str, unit_id: str, wanted: UnitFilter) -> list[UnitStanding]:
    """The one unit of who sees no other, where the filter lets it through."""
    own = load_standing(database, plan_id, unit_id)
    if own is None or not own.listed:
        return []
    fits = (
        wanted.kind in (None, own.kind)
        and wanted.region in (None, own.region)
        and (wanted.text in own.name or wanted.text == own.unit_id)
    )
    return [own] if fits else []
