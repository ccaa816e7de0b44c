"""What does the portal of a body that took over (承继单位) say of the one that owed the duty?

What stands there is there now. What does not stand there may have stood on the old site: sites are moved, cleaned and merged
when bodies are, so its absence, and its dates, say nothing against the predecessor.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from audit_rules.wording import plain
from domain.beijing import beijing_day
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.plans import Plan
from domain.units import Unit

MESSAGES: Mapping[str, str] = {
    "no_portal_merged": "{unit}已由{successor}承继，名册中没有其自己的门户网站地址，{named}无法判断；"
    "{successor}的网站上有的可证明现在已公开，没有的不能证明当年没有公开，建议补录当年的网址或人工查看。",
    "succeeded": "{unit}已由{successor}承继，本次巡查的是承继单位现在的网站，未见{named}要求的内容；"
    "现在没有不能证明{unit}当年没有落实，不作认定，建议查阅当年的网页存档。",
    "succeeded_late": "{unit}已由{successor}承继，承继单位现在的网站有{named}要求的内容，但所见日期晚于时限；"
    "内容可能是网站迁移时重发的，是否按时不作认定。",
}
"""The sentences; each names both bodies."""

_YEAR = re.compile(r"（(\d{4})(?:-\d\d-\d\d)?(?:挂牌)?）")


def took_over(unit: Unit) -> int | None:
    """The year in which another body took over, as the registry's ``successor`` tells it: 云南省自然资源厅（2018）."""
    years = _YEAR.findall(unit.successor or "")
    return min(map(int, years)) if years else None


def named(unit: Unit) -> dict[str, object]:
    """The successor's name for a sentence."""
    return {"successor": plain(_YEAR.sub("", unit.successor or ""))}


def without_portal(unit: Unit) -> Verdict:
    """What is said of a unit without a portal of its own."""
    if took_over(unit) is None:
        return Verdict(outcome=Outcome.CANT_TELL, code="no_portal")
    return Verdict(outcome=Outcome.CANT_TELL, code="no_portal_merged", values=named(unit))


def of_the_successor(verdict: Verdict, unit: Unit, facts: PortalFacts, plan: Plan) -> Verdict | None:
    """The verdict when the portal that was read is the successor's, and the plan the predecessor's; else None."""
    year, crawled = took_over(unit), beijing_day(facts.reach.crawled_at)
    if year is None or plan.year > year or crawled is None or crawled.year < year:
        return None
    values = {**verdict.values, **named(unit)}
    if verdict.outcome is Outcome.FAILED:
        return replace(
            verdict,
            outcome=Outcome.CANT_TELL,
            code="succeeded",
            timeliness=Timeliness.UNKNOWN,
            values=values,
            late_by=(),
        )
    if verdict.timeliness is Timeliness.LATE:
        return replace(
            verdict, code="succeeded_late", timeliness=Timeliness.UNKNOWN, values=values, late_by=()
        )
    return None
