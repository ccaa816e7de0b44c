"""How many columns of a portal are at fault, held against a limit and a warning line?

What is proved counts; what could not be told (a column unread, pages unread) may still be at fault. Failed when the
proved ones alone reach the limit, passed when even with the others they could not, else an inspector looks at them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pydantic import Field

from audit_rules.absence import missing
from audit_rules.absence.gap import Gap
from audit_rules.absence.missing import unless_open
from audit_rules.absence.proof import reach_gap
from audit_rules.absence.sought import not_sought_gap
from audit_rules.duty import Duty
from audit_rules.params import Params
from audit_rules.sightings.by_subject import cites
from audit_rules.wording import day, listed, place, quotable
from domain.columns import ColumnSeen
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.reach import FailureKind

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        **{
            code: missing.MESSAGES[code]
            for code in (
                *("not_crawled", "unreachable", "blocked", "partial_reach"),
                *("budget_exhausted", "places_unread", "not_sought", "not_due"),
            )
        },
        "over": "截至{on}，{unit}门户网站有{count}个栏目{what}（{columns}），达到{limit}个的限值，判为不符合。",
        "near": "截至{on}，{unit}门户网站有{count}个栏目{what}（{columns}），尚未达到{limit}个的限值，但已超过{warn}个的"
        "预警线，接近限值，请关注。",
        "within": "截至{on}，查看{unit}门户网站相关栏目{seen}个，其中{count}个{what}{named}，未达到{limit}个的限值，判为符合。",
        "unsure": "截至{on}，{unit}门户网站已确认{count}个栏目{what}{named}，另有{doubtful}处未能判断（{doubts}），"
        "是否达到{limit}个的限值无法判断，建议人工逐一打开核对。",
        "no_columns": "{unit}门户网站未见需要核查更新的此类栏目，本项不作评判。",
    }
)
"""The sentences; ``what`` says what a column is at fault for."""

_SHOWN = 6


class TallyParams(Params):
    """``limit``: so many fail; ``warn_over``: more than so many are near; ``first_level``: 一级栏目 alone count."""

    limit: int = Field(ge=1)
    warn_over: int | None = Field(default=None, ge=0)
    first_level: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The columns looked at, those at fault and those open to doubt, each with a clause that says why.

    ``wanted`` is what a crawl must have been asked for, so that these are all columns of the kind.
    """

    seen: int
    wanted: frozenset[str]
    faulty: Sequence[tuple[ColumnSeen, str]]
    doubtful: Sequence[tuple[ColumnSeen, str]]


def judge_tally(
    duty: Duty, facts: PortalFacts, as_of: date, tally: Tally, *, what: str, want: str, on: date
) -> Verdict:
    """The verdict; ``on`` is the day on which was counted."""
    return unless_open(_judged(duty, facts, tally, what=what, want=want, on=on), duty, want, as_of)


def _judged(duty: Duty, facts: PortalFacts, tally: Tally, *, what: str, want: str, on: date) -> Verdict:
    gap = reach_gap(facts, duty.unit.portal_url)
    if gap is not None:
        return gap.verdict(duty, want)
    known = {column.url for column in facts.columns}
    unread = [
        url
        for url, failure in facts.coverage.unread
        if failure is not FailureKind.NOT_FOUND and url not in known
    ]
    params = duty.check.params
    if params.get("first_level"):
        tally = of_first_level(tally)
    limit, warn = int(params["limit"]), params.get("warn_over")
    count, open_ = len(tally.faulty), len(tally.doubtful) + len(unread)
    doubts = [
        *_named(duty, tally.doubtful),
        *(f"{place(url, duty.unit.portal_url)}未能读取" for url in unread),
    ]
    values: dict[str, object] = {
        "on": day(on),
        "count": str(count),
        "columns": listed(_named(duty, tally.faulty), _SHOWN),
        "named": f"（{listed(_named(duty, tally.faulty), _SHOWN)}）" if count else "",
        "what": what,
        "limit": str(limit),
        "warn": str(warn),
        "seen": str(tally.seen),
        "doubtful": str(open_),
        "doubts": listed(doubts, 3),
    }
    seen = cites(facts.reach, *(column for column, _ in tally.faulty))
    if count >= limit:
        return Verdict(
            outcome=Outcome.FAILED, code="over", timeliness=Timeliness.OVERDUE, values=values, cites=seen
        )
    gap = not_sought_gap(duty, facts, tally.wanted) or _coverage_gap(facts)
    if gap is not None:
        return gap.verdict(duty, want)
    if count + open_ >= limit:
        doubted = cites(facts.reach, *(column for column, _ in (*tally.faulty, *tally.doubtful)))
        return Verdict(outcome=Outcome.CANT_TELL, code="unsure", values=values, cites=doubted)
    return _below(tally, values, seen, near=warn is not None and count > int(warn))


def _below(tally: Tally, values: dict[str, object], seen: tuple[str, ...], *, near: bool) -> Verdict:
    """What is said when the limit was certainly not reached."""
    if not tally.seen:
        return Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            code="no_columns",
            timeliness=Timeliness.NOT_DUE,
            values=values,
            cites=seen,
        )
    return Verdict(
        outcome=Outcome.PASSED,
        code="near" if near else "within",
        timeliness=Timeliness.ON_TIME,
        values=values,
        cites=seen,
        warning=near,
    )


def below_first_level(column: ColumnSeen) -> bool:
    """Whether a column certainly stands below the first level (一级栏目)."""
    return column.level is not None and column.level > 1


def of_first_level(tally: Tally) -> Tally:
    """The tally of the first level (一级栏目) alone; a column at fault whose own page does not tell its level is doubtful."""
    faulty = [(column, why) for column, why in tally.faulty if column.level == 1]
    unsure = [(column, "未标明是否一级栏目") for column, _ in tally.faulty if column.level is None]
    doubtful = [(column, why) for column, why in tally.doubtful if not below_first_level(column)]
    return Tally(seen=tally.seen, wanted=tally.wanted, faulty=faulty, doubtful=[*doubtful, *unsure])


def _coverage_gap(facts: PortalFacts) -> Gap | None:
    coverage = facts.coverage
    if coverage.budget_exhausted:
        values = {"pages": str(coverage.pages_read or facts.reach.pages)}
        return Gap(code="budget_exhausted", values=values, cites=cites(facts.reach))
    lacking = [name for name, seen in (("首页", coverage.home), ("导航", coverage.navigation)) if not seen]
    if lacking:
        return Gap(code="places_unread", values={"missing": "、".join(lacking)}, cites=cites(facts.reach))
    return None


def _named(duty: Duty, columns: Sequence[tuple[ColumnSeen, str]]) -> list[str]:
    return [
        f"“{quotable(column.title, 20) or duty.name_of(column.subject)}”{place(column.url, duty.unit.portal_url)}{why}"
        for column, why in columns
    ]
