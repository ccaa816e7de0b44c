"""``columns_blank``: how many columns hold nothing (空白栏目)?

Params: ``limit``, the number that fails; ``warn_over``, more than so many are near (预警); ``first_level``, whether columns
of the first level (一级栏目) alone count.

Source: 国办发〔2015〕15号 评分表 单项否决“栏目不更新”, 国办秘函〔2019〕19号 检查指标, 国办发〔2017〕47号 (杜绝空白栏目). Every
column counts that the crawl read, whatever it is about: those of the main navigation, and those of the plan's
subjects. A column that could not be read is not blank, but keeps the portal from being acquitted; so does one that held
something in an earlier crawl, which a fault of one night may have emptied.
"""

from datetime import date
from typing import ClassVar

from audit_rules.duty import Duty
from audit_rules.families.tally import MESSAGES as TALLY_MESSAGES
from audit_rules.families.tally import Tally, TallyParams, below_first_level, judge_tally
from audit_rules.sightings.by_subject import blank
from audit_rules.timing.staleness import measured_on
from domain.columns import ColumnSeen, ColumnStatus
from domain.findings import Verdict
from domain.observations import PortalFacts
from domain.subjects import HOME, NAVIGATION, Grade

MESSAGES = TALLY_MESSAGES


class BlankParams(TallyParams):
    """The limit and the warning line."""

    reads: ClassVar[frozenset[str]] = frozenset({NAVIGATION})


PARAMS = BlankParams


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    columns = _columns(facts)
    if duty.check.params.get("first_level"):
        columns = tuple(each for each in columns if not below_first_level(each))
    unread = {ColumnStatus.FAILED, ColumnStatus.UNREADABLE}
    tally = Tally(
        seen=len(columns),
        wanted=BlankParams.reads,
        faulty=[(each, "") for each in blank(columns) if each.first_ok is None],
        doubtful=[
            *((each, "未能读取") for each in columns if each.status in unread),
            *((each, "此前巡查时曾有内容，本次为空") for each in blank(columns) if each.first_ok is not None),
        ],
    )
    on = measured_on(facts, as_of)
    return judge_tally(duty, facts, as_of, tally, what="为空白栏目", want="空白栏目数量", on=on)


def _columns(facts: PortalFacts) -> tuple[ColumnSeen, ...]:
    """Each column address once; blank only when it is so for every subject that it was read for."""
    found: dict[str, ColumnSeen] = {}
    for seen in facts.columns:
        if seen.subject == HOME or seen.grade is Grade.WEAK:
            continue
        known = found.get(seen.url)
        if known is None or known.status is ColumnStatus.BLANK:
            found[seen.url] = seen
    return tuple(found.values())
