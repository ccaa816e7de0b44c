"""``alive``: can the portal be opened?

Params: ``warn_share``, the share of failed tries from which a portal is near the norm's limit (预警; left out: none).

The norm (国办发〔2015〕15号, 全国政府网站普查评分表): watched for a week, at least 20 times a day, a site
that fails to open within 15 seconds in 5% of the tries or more is not available.

Failed needs all of that: 20 probes on each of the 7 days up to the day of judgement, a twentieth of them failed, at
least one succeeded, and the crawl got through: the way to the portal was then open, and the failures are the
portal's. A probe that was refused (a challenge, robots.txt, a rate limit, any 4xx but 404), or made while we were offline
ourselves, is not counted. A portal
that the crawl reached, with no probe that says otherwise, is alive.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from pydantic import Field

from audit_rules.absence.missing import MESSAGES as MISSING_MESSAGES
from audit_rules.absence.missing import not_due
from audit_rules.absence.proof import MESSAGES as PROOF_MESSAGES
from audit_rules.absence.proof import reach_gap
from audit_rules.duty import Duty
from audit_rules.params import Params
from audit_rules.sightings.by_subject import cites_home
from audit_rules.timing.timeliness import is_open
from audit_rules.wording import day, place
from domain.beijing import beijing_day
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.reach import FailureKind, Probe, Reach, ReachStatus

MESSAGES = {
    **{code: PROOF_MESSAGES[code] for code in ("not_crawled", "unreachable", "blocked", "partial_reach")},
    "not_due": MISSING_MESSAGES["not_due"],
    "reachable": "{unit}门户网站（{host}）可正常访问，巡查读取了{pages}个页面，判为可用。",
    "available": "{unit}门户网站（{host}）在{start}至{end}的{count}次探测中有{failed}次未能在15秒内打开（占{share}），"
    "低于5%，判为可用。",
    "near": "{unit}门户网站（{host}）在{start}至{end}的{count}次探测中有{failed}次未能在15秒内打开（占{share}），尚未达到5%的"
    "限值，但已达到{warn}的预警线，接近限值，请关注。",
    "unstable": "{unit}门户网站（{host}）在{start}至{end}的{count}次探测中有{failed}次未能在15秒内打开（占{share}），"
    "达到5%的限值，判为不可用。",
    "never_opened": "{unit}门户网站（{host}）在{start}至{end}的{count}次探测均未打开，但巡查可以访问，"
    "可能是探测受限，是否可用无法判断，建议更换网络后重新探测。",
    "few_probes": "{unit}门户网站（{host}）在{start}至{end}有{failed}次探测未打开，但探测只有{count}次，不足7天且每天"
    "20次，是否可用无法判断，建议继续监测满一周。",
}


class AliveParams(Params):
    """The share of failed tries from which to warn, between 0 and the norm's twentieth."""

    warn_share: float | None = Field(default=None, gt=0, lt=0.05)


PARAMS = AliveParams

_DAYS = 7
_A_DAY = 20
_SECONDS = 15.0
_SHARE = 0.05
_REFUSED = frozenset(
    {
        FailureKind.BLOCKED,
        FailureKind.ROBOTS,
        FailureKind.RATE_LIMITED,
        FailureKind.HTTP_4XX,
        FailureKind.ADDRESS_REFUSED,
        FailureKind.INTERRUPTED,
        FailureKind.OFFLINE,
    }
)


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    start = as_of - timedelta(days=_DAYS - 1)
    probes = [each for each in facts.probes if _counts(each, start, as_of)]
    failed = [each for each in probes if not each.ok or each.seconds >= _SECONDS]
    reached = _reached(facts.reach)
    share = len(failed) / len(probes) if probes else 0.0
    values = {
        "host": place(facts.reach.home_url or duty.unit.portal_url or "").removesuffix("/"),
        "start": day(start),
        "end": day(as_of),
        "count": str(len(probes)),
        "failed": str(len(failed)),
        "share": f"{100 * share:.1f}%",
        "pages": str(facts.reach.pages),
    }
    if reached and not failed:
        return _passed("reachable", values, cites_home(facts, *probes[-1:]))
    if share < _SHARE and (_watched(probes) or (reached and probes)):
        warn = duty.check.params.get("warn_share") if _watched(probes) else None
        return _available(values, cites_home(facts, *failed), share, warn)
    if is_open(duty.due, as_of):
        return not_due(duty, "门户网站可用性", as_of)
    gap = None if reached else reach_gap(facts, duty.unit.portal_url)
    if gap is not None:
        return gap.verdict(duty, "门户网站是否可用")
    if not _watched(probes) or len(failed) == len(probes):
        code = "never_opened" if _watched(probes) else "few_probes"
        return Verdict(
            outcome=Outcome.CANT_TELL, code=code, values=values, cites=cites_home(facts, *failed[:5])
        )
    return Verdict(
        outcome=Outcome.FAILED,
        code="unstable",
        timeliness=Timeliness.OVERDUE,
        values=values,
        cites=cites_home(facts, *failed),
    )


def _available(values: dict[str, str], seen: tuple[str, ...], share: float, warn: float | None) -> Verdict:
    """Below the norm's limit, and near it when the plan draws a line there."""
    if warn is None or share < warn:
        return _passed("available", values, seen)
    return replace(_passed("near", {**values, "warn": f"{100 * warn:g}%"}, seen), warning=True)


def _reached(reach: Reach) -> bool:
    """Whether the crawl got the portal's home page, and it was a page."""
    partly = reach.status is ReachStatus.PARTIAL and reach.failure is not FailureKind.GARBAGE
    return partly or reach.status is ReachStatus.OK


def _counts(probe: Probe, start: date, as_of: date) -> bool:
    on = beijing_day(probe.at)
    return (
        probe.purpose == "home"
        and on is not None
        and start <= on <= as_of
        and (probe.ok or probe.failure not in _REFUSED)
    )


def _watched(probes: Sequence[Probe]) -> bool:
    """Whether the portal was watched as the norm asks: each of seven days, twenty times."""
    a_day = Counter(beijing_day(each.at) for each in probes)
    return len(a_day) >= _DAYS and min(a_day.values()) >= _A_DAY


def _passed(code: str, values: dict[str, str], seen: tuple[str, ...]) -> Verdict:
    return Verdict(
        outcome=Outcome.PASSED, code=code, timeliness=Timeliness.ON_TIME, values=values, cites=seen
    )
