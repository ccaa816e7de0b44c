"""``also_on``: does what the unit publishes stand on a second site as well (提供给“信用云南”网站同步发布)?

Params: ``site`` (the second site's unit id), ``site_name`` (its name for people), ``title_any``, ``title_all``, ``title_not``
(which postings of the subject's columns are meant; left out: all of them). Source: 云政办发〔2017〕41号 第38、47行.

Looked at are the unit's postings dated after the plan was published; one stands on the second site when a posting there has
the same title. The unit provides, the other site publishes, often in a register that answers queries only: so what is not seen
there accuses nobody. All seen on both is proof; the rest is listed for an inspector, with the share that was seen.
"""

from datetime import date, timedelta

from audit_rules.absence.missing import MESSAGES as MISSING_MESSAGES
from audit_rules.absence.proof import find_gap
from audit_rules.duty import Duty
from audit_rules.params import TitleParams, Word
from audit_rules.sightings.by_subject import cites, columns_of, postings_in, readable, until
from audit_rules.sightings.titles import title_key, title_test
from audit_rules.wording import listed, quotable
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.reach import ReachStatus

MESSAGES = {
    **{name: words for name, words in MISSING_MESSAGES.items() if name not in {"not_due", "crawl_too_early"}},
    "on_both": "{unit}门户网站“{subject}”栏目自方案公布以来公开的{count}条信息，在“{site}”网站均有同题信息，符合同步发布的要求。",
    "not_seen": "{unit}门户网站“{subject}”栏目自方案公布以来公开{count}条信息，在“{site}”网站见到同题的{seen}条，未见{lacking}；"
    "信息由该网站发布，未见不等于未提供，建议在该网站按企业名称查询。",
    "site_unknown": "{unit}的“{subject}”信息是否在“{site}”网站同步发布无法判断：名册中没有该网站的地址，或该网站未能读取，"
    "建议补录网址或人工查询。",
    "nothing_published": "{unit}门户网站自方案公布以来未见“{subject}”的信息，没有可与“{site}”网站对照的内容，不作评判。",
}


class AlsoOnParams(TitleParams):
    """The second site."""

    needs_subject = True

    site: Word
    site_name: Word


PARAMS = AlsoOnParams


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    subjects = {duty.subject}
    test = title_test(duty.check.params)
    since = duty.plan.known_from + timedelta(days=1)
    columns = readable(columns_of(facts, subjects))
    own = [
        each
        for each in postings_in(facts, columns, as_of)
        if test.passes(each.title) and each.published_on is not None and each.published_on >= since
    ]
    site = str(duty.check.params["site_name"])
    if not own:
        gap = find_gap(duty, facts, subjects, None)
        if gap is not None:
            return gap.verdict(duty, f"“{duty.subject_name}”信息是否在“{site}”网站同步发布")
        return Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            code="nothing_published",
            timeliness=Timeliness.NOT_DUE,
            values={"site": site},
            cites=cites(facts.reach, *columns),
        )
    other = duty.elsewhere.get(str(duty.check.params["site"]))
    if other is None or other.reach.status is not ReachStatus.OK:
        seen = cites(*(part for part in (other.reach if other else None, *own[:5]) if part is not None))
        return Verdict(outcome=Outcome.CANT_TELL, code="site_unknown", values={"site": site}, cites=seen)
    there = {title_key(each.title): each for each in until(other, as_of)}
    both = [each for each in own if title_key(each.title) in there]
    lacking = [each for each in own if title_key(each.title) not in there]
    values: dict[str, object] = {"site": site, "count": str(len(own)), "seen": str(len(both))}
    if lacking:
        values["lacking"] = listed((f"“{quotable(each.title, 40)}”" for each in lacking), 3)
        seen = cites(other.reach, *lacking[:5])
        return Verdict(outcome=Outcome.CANT_TELL, code="not_seen", values=values, cites=seen)
    pairs = (seen for each in both[:5] for seen in (each, there[title_key(each.title)]))
    return Verdict(
        outcome=Outcome.PASSED,
        code="on_both",
        timeliness=Timeliness.ON_TIME,
        values=values,
        done_on=max(each.published_on for each in both if each.published_on),
        cites=cites(*pairs),
    )
