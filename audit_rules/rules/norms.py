"""``norms``: does the home page carry the meta tags and footer marks of 国办发〔2017〕47号 (政府网站发展指引)?

No params; advice only. The guideline was published on 2017-06-08: before that day the check does not apply.
Meta tags stand in the page itself, so one that is not there is lacking. Footers are often brought by a script or a
frame: a mark not seen in the static page is not called lacking.
"""

from datetime import date

from audit_rules.absence import missing
from audit_rules.absence.gap import Gap
from audit_rules.absence.missing import unless_open
from audit_rules.absence.proof import reach_gap, visited
from audit_rules.duty import Duty
from audit_rules.params import Params
from audit_rules.sightings.by_subject import cites
from audit_rules.wording import day, listed
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.pages import SiteNorms

MESSAGES = {
    **{
        code: missing.MESSAGES[code]
        for code in ("not_crawled", "unreachable", "blocked", "partial_reach", "places_unread", "not_due")
    },
    "not_in_force": "《政府网站发展指引》（国办发〔2017〕47号）于2017年6月8日公布，截至{as_of}尚不适用于{unit}门户网站。",
    "complete": "{unit}门户网站首页已按《政府网站发展指引》设置网站标签并列明底部要素（{present}）。",
    "meta_lacking": "{visited}，{unit}门户网站首页缺少《政府网站发展指引》要求的网站标签{lacking}，建议补充。",
    "footer_unseen": "{unit}门户网站首页的静态页面中未检测到底部要素{lacking}，可能由脚本或框架输出，"
    "建议人工查看页面底部。",
}

PARAMS = Params

_IN_FORCE = date(2017, 6, 8)
_WANT = "网站标签和底部要素是否齐全"


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    if as_of < _IN_FORCE:
        return Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            code="not_in_force",
            timeliness=Timeliness.NOT_DUE,
            values={"as_of": day(as_of)},
        )
    return unless_open(_judged(duty, facts), duty, _WANT, as_of)


def _judged(duty: Duty, facts: PortalFacts) -> Verdict:
    meta, footer = _meta(facts.norms), _footer(facts.norms)
    seen = cites(facts.reach)
    if all(meta.values()) and all(footer.values()):
        return Verdict(
            outcome=Outcome.PASSED,
            code="complete",
            timeliness=Timeliness.ON_TIME,
            values={"present": listed([*meta, *footer], 10)},
            cites=seen,
        )
    gap = reach_gap(facts, duty.unit.portal_url)
    if gap is None and not facts.coverage.home:
        gap = Gap(code="places_unread", values={"missing": "首页"}, cites=seen)
    if gap is not None:
        return gap.verdict(duty, _WANT)
    lacking = [name for name, value in meta.items() if not value]
    if lacking:
        return Verdict(
            outcome=Outcome.FAILED,
            code="meta_lacking",
            timeliness=Timeliness.UNKNOWN,
            values={"lacking": "、".join(lacking), "visited": visited(facts)},
            cites=seen,
        )
    unseen = [name for name, value in footer.items() if not value]
    return Verdict(
        outcome=Outcome.CANT_TELL, code="footer_unseen", values={"lacking": "、".join(unseen)}, cites=seen
    )


def _meta(norms: SiteNorms) -> dict[str, object]:
    return {"SiteName": norms.site_name, "SiteDomain": norms.site_domain, "SiteIDCode": norms.site_id_code}


def _footer(norms: SiteNorms) -> dict[str, object]:
    return {
        "党政机关网站标识": norms.party_badge,
        "我为政府网站找错": norms.report_errors,
        "主办单位": norms.organiser,
        "联系方式": norms.contact,
        "ICP备案编号": norms.icp,
        "公安机关备案": norms.police,
        "站点地图": norms.sitemap,
    }
