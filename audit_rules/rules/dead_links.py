"""``dead_links``: do links on the home page lead to pages that do not exist?

No params. Source: 国办发〔2015〕15号 评分表 链接可用性, 国办秘函〔2019〕19号 检查指标 (首页错链、死链), 国办发〔2017〕47号
(错链、断链要及时清除). Only an address that the server itself calls non-existent (404, 410) is dead for sure. Any other
failure (a timeout, a server error, a refusal) is doubtful (疑似): it may be the way there, or of the moment. The crawl
follows links to columns of the portal alone; what it did not open is not spoken of.
"""

from datetime import date

from audit_rules.absence import missing
from audit_rules.absence.missing import unless_open
from audit_rules.absence.proof import reach_gap
from audit_rules.duty import Duty
from audit_rules.params import Params
from audit_rules.sightings.by_subject import cites
from audit_rules.wording import listed, place
from domain.failure_words import FAILURES
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.reach import FailedLink, FailureKind

MESSAGES = {
    **{
        code: missing.MESSAGES[code]
        for code in ("not_crawled", "unreachable", "blocked", "partial_reach", "not_due")
    },
    "none": "{unit}门户网站首页上巡查打开过的栏目链接均可访问，未发现错链、死链。",
    "dead": "{unit}门户网站首页有{count}个链接指向不存在的页面（{links}），判为死链{doubted}。",
    "doubtful": "{unit}门户网站首页有{count}个链接未能打开（{links}），但不能确定是死链，列为疑似，建议换时段人工打开核对。",
}

PARAMS = Params

_SHOWN = 5


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    return unless_open(_judged(duty, facts), duty, "首页链接可用性", as_of)


def _judged(duty: Duty, facts: PortalFacts) -> Verdict:
    gap = reach_gap(facts, duty.unit.portal_url)
    if gap is not None:
        return gap.verdict(duty, "首页链接是否可用")
    links = sorted(facts.failed_links, key=lambda link: link.url)
    dead = [link for link in links if link.failure is FailureKind.NOT_FOUND]
    doubtful = [link for link in links if link.failure is not FailureKind.NOT_FOUND]
    shown = dead or doubtful
    values = {
        "count": str(len(shown)),
        "links": listed((_named(duty, link) for link in shown), _SHOWN),
        "doubted": f"，另有{len(doubtful)}个链接未能打开，列为疑似" if doubtful else "",
    }
    seen = cites(facts.reach)
    if not shown:
        return Verdict(
            outcome=Outcome.PASSED, code="none", timeliness=Timeliness.ON_TIME, values=values, cites=seen
        )
    if not dead:
        return Verdict(outcome=Outcome.CANT_TELL, code="doubtful", values=values, cites=seen)
    return Verdict(outcome=Outcome.FAILED, code="dead", values=values, cites=seen)


def _named(duty: Duty, link: FailedLink) -> str:
    where = place(link.url, duty.unit.portal_url)
    return where if link.failure is FailureKind.NOT_FOUND else f"{where}，{FAILURES[link.failure]}"
