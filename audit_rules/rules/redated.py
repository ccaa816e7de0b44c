"""``redated``: does a posting bear another date than an earlier crawl saw on it (改动日期)?

Params: none of its own. With a subject only that subject's columns are looked at, without one the whole portal.

Suspected is a posting for which the same source (the list, the article, its meta data) showed another date before, more
than a day away, and shows it no longer. A list that shows no year, two lists that differ, and another source's date are
no change. Never a failure: a date may be corrected, and a redesign may put new dates on everything; an inspector
asks why. Which of the two counts for a duty is left open where they differ about it (``audit_rules.suspicion.doubts``).
"""

from datetime import date

from audit_rules.duty import Duty
from audit_rules.families.suspected import MESSAGES as SUSPECTED_MESSAGES
from audit_rules.families.suspected import judge_suspected
from audit_rules.params import Params
from audit_rules.suspicion.history import date_before
from audit_rules.wording import day, quotable
from domain.beijing import beijing_day
from domain.findings import Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen, Suspicion

MESSAGES = {
    **SUSPECTED_MESSAGES,
    "suspected": "{unit}门户网站有{count}条信息的标注日期被改动：{told}，可能系更正或改版所致，不作认定，建议调取网站后台"
    "修改记录核实。",
}

PARAMS = Params


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    return judge_suspected(
        duty,
        facts,
        as_of,
        kinds={Suspicion.REDATED: "suspected"},
        want="标注日期是否被改动",
        none="改动标注日期",
        tell=_told,
    )


def _told(posting: PostingSeen, address: str) -> str:
    before, on = date_before(posting), posting.published_on
    if before is None or on is None:
        raise ValueError("a redated posting has a date now and one before")
    until = beijing_day(before.last_seen) or before.last_seen.date()
    return f"“{quotable(posting.title)}”（{address}）截至{day(until)}的巡查标注{day(before.on)}，此后标注{day(on)}"
