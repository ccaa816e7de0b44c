"""``home_marks``: does the home page bear the marks and functions that a norm asks for (标识码、备案、找错入口、站内搜索 …)?

Params: ``marks``, the names of what is looked for: ``search``, ``report_errors``, ``site_id_code``, ``organiser``,
``contact``, ``icp``, ``police``, ``party_badge``, ``sitemap``.

Source: 国办发〔2017〕47号 (页面底部功能区), 国办秘函〔2019〕19号 检查指标 (功能设计). Seen is passed. Footers and search boxes
are often brought by a script or a frame: what was not seen in the static page is for an inspector, never a failure.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from audit_rules.absence import missing
from audit_rules.absence.gap import Gap
from audit_rules.absence.missing import unless_open
from audit_rules.absence.proof import reach_gap
from audit_rules.duty import Duty
from audit_rules.params import Params
from audit_rules.sightings.by_subject import cites
from audit_rules.wording import listed
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts

MESSAGES = {
    **{
        code: missing.MESSAGES[code]
        for code in ("not_crawled", "unreachable", "blocked", "partial_reach", "places_unread", "not_due")
    },
    "present": "{unit}门户网站首页已设有{present}。",
    "unseen": "{unit}门户网站首页的静态页面中未检测到{lacking}，可能由脚本或框架输出，建议人工查看首页。",
}

Mark = Literal[
    "search",
    "report_errors",
    "site_id_code",
    "organiser",
    "contact",
    "icp",
    "police",
    "party_badge",
    "sitemap",
]

NAMES: dict[str, str] = {
    "search": "站内搜索",
    "report_errors": "“我为政府网站找错”入口",
    "site_id_code": "网站标识码",
    "organiser": "主办单位",
    "contact": "联系方式",
    "icp": "ICP备案编号",
    "police": "公安机关备案标识",
    "party_badge": "党政机关网站标识",
    "sitemap": "站点地图",
}


class MarkParams(Params):
    """The marks looked for."""

    marks: list[Mark] = Field(min_length=1)


PARAMS = MarkParams


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    wanted = [str(mark) for mark in duty.check.params["marks"]]
    lacking = [mark for mark in wanted if not getattr(facts.norms, mark)]
    seen = cites(facts.reach)
    if not lacking:
        values = {"present": listed((NAMES[mark] for mark in wanted), 10)}
        return Verdict(
            outcome=Outcome.PASSED, code="present", timeliness=Timeliness.ON_TIME, values=values, cites=seen
        )
    gap = reach_gap(facts, duty.unit.portal_url)
    if gap is None and not facts.coverage.home:
        gap = Gap(code="places_unread", values={"missing": "首页"}, cites=seen)
    names = listed((NAMES[mark] for mark in lacking), 10)
    want = f"首页是否设有{names}"
    untold = Verdict(outcome=Outcome.CANT_TELL, code="unseen", values={"lacking": names}, cites=seen)
    return unless_open(gap.verdict(duty, want) if gap is not None else untold, duty, want, as_of)
