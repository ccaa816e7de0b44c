"""``backdated``: is a posting dated earlier than an earlier crawl allows (疑似倒填日期)?

Params: none of its own. With a subject only that subject's columns are looked at, without one the whole portal. The
tolerance is the plan's ``doubt_days``, since duties rest on the same suspicion.

Suspected is a posting whose shown date lies at least ``doubt_days`` before a reading of its list that went back past that
date and did not hold it. What is innocent is sorted out in ``audit_rules.suspicion.history``; many that turn up at once
are told as imported (``imported``), not as backdated. Never a failure: the date shown may be that of the document (成文日期), and
公开 may follow within 20 working days (政府信息公开条例, 国务院令第492号, 第十八条); an inspector asks for the records of the
site's publishing system.
"""

from datetime import date

from audit_rules.duty import Duty
from audit_rules.families.suspected import MESSAGES as SUSPECTED_MESSAGES
from audit_rules.families.suspected import judge_suspected
from audit_rules.params import Params
from audit_rules.wording import day, quotable
from domain.beijing import beijing_day
from domain.findings import Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen, Suspicion

MESSAGES = {
    **SUSPECTED_MESSAGES,
    "suspected": "{unit}门户网站有{count}条信息疑似倒填日期：{told}，所标日期也可能是成文日期，或因审核、移栏而晚于标注日上网，"
    "不作认定，建议调取网站后台发布记录核实。",
    "imported": "{unit}门户网站有{count}条信息的标注日期早于巡查首次见到之日，且同日集中出现：{told}，可能系改版迁移或集中"
    "补录，不作认定，建议向网站管理单位了解情况。",
}

PARAMS = Params


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    return judge_suspected(
        duty,
        facts,
        as_of,
        kinds={Suspicion.BACKDATED: "suspected", Suspicion.IMPORTED: "imported"},
        want="是否存在倒填日期",
        none="标注日期早于实际上网",
        tell=_told,
    )


def _told(posting: PostingSeen, address: str) -> str:
    reading, on, seen = posting.absent, posting.published_on, beijing_day(posting.first_seen)
    read = beijing_day(reading.at) if reading else None
    if reading is None or on is None or seen is None or read is None:
        raise ValueError(
            "a backdated posting has a date, a day of first sight and a reading that speaks against it"
        )
    return (
        f"“{quotable(posting.title)}”（{address}）标注{day(on)}，{day(read)}巡查“{quotable(reading.title, 30)}”栏目时尚无此条，"
        f"{day(seen)}首次见到"
    )
