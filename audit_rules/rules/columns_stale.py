"""``columns_stale``: how many columns were not updated within the span of their kind?

Params: ``kinds``, the days within which a column of each subject must be updated (动态、要闻类两周，通知公告、政策文件类
六个月，人事、规划计划类一年); ``limit``, the number that fails; ``warn_over``, more than so many are near (预警);
``first_level``, whether columns of the first level (一级栏目) alone count.

Source: 国办发〔2015〕15号 评分表 单项否决“栏目不更新”, 国办秘函〔2019〕19号 检查指标. A column counts only when the whole
span was read and everything in it bears a reliable date: “未注明发布时间的视为不更新” is the norm's wording, but nobody is
accused on a missing date alone. One that could not be read, or whose dates are in doubt, may still be at fault, and
keeps the portal from being acquitted. A list that stands whole in another column counts once; a column that holds
nothing is blank, not stale. A column of several kinds has the longest of their spans.
"""

from datetime import date
from typing import ClassVar

from pydantic import Field

from audit_rules.duty import Duty
from audit_rules.families.tally import MESSAGES as TALLY_MESSAGES
from audit_rules.families.tally import Tally, TallyParams, below_first_level, judge_tally
from audit_rules.params import Word
from audit_rules.sightings.by_subject import columns_of
from audit_rules.timing.staleness import ColumnAge, Freshness, age_of, apart, measured_on
from audit_rules.wording import day
from domain.columns import ColumnSeen, ColumnStatus
from domain.findings import Verdict
from domain.observations import PortalFacts
from domain.subjects import NAVIGATION

MESSAGES = TALLY_MESSAGES


class StaleParams(TallyParams):
    """Days by subject, the limit, the warning line."""

    reads: ClassVar[frozenset[str]] = frozenset({NAVIGATION})

    kinds: dict[Word, int] = Field(min_length=1)


PARAMS = StaleParams


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    kinds = {str(kind): int(limit) for kind, limit in dict(duty.check.params["kinds"]).items()}
    spans = _spans(facts, kinds)
    if duty.check.params.get("first_level"):
        spans = [(column, limit) for column, limit in spans if not below_first_level(column)]
    ages = apart([age_of(facts, column, limit, as_of) for column, limit in spans], facts)
    tally = Tally(
        seen=len(ages),
        wanted=StaleParams.reads | frozenset(kinds),
        faulty=[(age.column, _why(age)) for age in ages if age.freshness is Freshness.STALE],
        doubtful=[
            (age.column, _doubt(age))
            for age in ages
            if age.freshness is Freshness.UNKNOWN and age.column.status is not ColumnStatus.BLANK
        ],
    )
    names = "、".join(duty.name_of(kind) for kind in kinds)
    what, want = "超过规定期限未更新", f"{names}栏目是否按期更新"
    return judge_tally(duty, facts, as_of, tally, what=what, want=want, on=measured_on(facts, as_of))


def _spans(facts: PortalFacts, kinds: dict[str, int]) -> list[tuple[ColumnSeen, int]]:
    """Each column address once, with the longest span of its kinds."""
    found: dict[str, tuple[ColumnSeen, int]] = {}
    for seen in columns_of(facts, kinds):
        limit = kinds[seen.subject]
        known = found.get(seen.url)
        if known is None or limit > known[1]:
            found[seen.url] = (seen, limit)
    return list(found.values())


def _why(age: ColumnAge) -> str:
    on = age.newest_on
    return f"，最新信息{day(on)}，应在{age.limit}天内更新" if on else ""


def _doubt(age: ColumnAge) -> str:
    if age.column.status is not ColumnStatus.OK:
        return "未能读取"
    return "未能读全或信息日期不可靠"
