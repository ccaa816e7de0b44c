"""``home_stale``: did the home page show anything new within two weeks?

Params: ``days`` (14), within which something new must appear; ``warn_days``, from which on it is near (预警).

Source: 国办发〔2015〕15号 评分表 单项否决 “监测2周，首页栏目无信息更新的；如首页仅为网站栏目导航入口，则检查所有二级页面栏目
信息的更新情况。未注明发布时间的视为不更新”; 国办秘函〔2019〕19号 检查指标. What acquits: any posting on the home page that is
dated within the span. What convicts: at least three postings on the home page, all with reliable dates before the span
(and none that bore a later one), and no column of the portal that holds anything newer or was left unread. The norm counts
what bears no date as not new; nobody is accused on that alone. Where the home page shows no postings, the pages behind it
are looked at: something new there acquits, and nothing new there is for an inspector to confirm.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import ClassVar

from pydantic import Field

from audit_rules.absence import missing
from audit_rules.absence.gap import Gap
from audit_rules.absence.missing import not_due
from audit_rules.absence.proof import reach_gap, reading_gap
from audit_rules.absence.sought import not_sought_gap
from audit_rules.duty import Duty
from audit_rules.params import Params
from audit_rules.sightings.by_subject import cites, cites_home, sure_date, until
from audit_rules.timing.staleness import lags, may_be_newer, measured_on
from audit_rules.timing.timeliness import is_open, timeliness_of_state
from audit_rules.wording import day, quotable
from domain.findings import Outcome, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen
from domain.subjects import HOME

MESSAGES = {
    **{
        code: missing.MESSAGES[code]
        for code in (
            *("not_crawled", "unreachable", "blocked", "partial_reach", "crawl_too_early", "not_due"),
            *("not_sought", "column_unread", "budget_exhausted", "pages_unread"),
        )
    },
    "updated": "{unit}门户网站首页最新一条信息“{posting}”发布于{on}，距{measured}{age}天，在{limit}天以内，判为更新及时。",
    "near": "{unit}门户网站首页最新一条信息“{posting}”发布于{on}，距{measured}已{age}天，尚在{limit}天以内，但已达到{warn}天的"
    "预警线，接近限值，请关注。",
    "pages_updated": "{unit}门户网站首页未列出信息，所链接的栏目中最新一条“{posting}”发布于{on}，距{measured}{age}天，"
    "在{limit}天以内，判为更新及时。",
    "stale": "{unit}门户网站首页列出的{count}条信息中最新一条“{posting}”发布于{on}，至{measured}已{age}天，各栏目亦未见更新的"
    "信息，超过{limit}天的限值，判为首页不更新。",
    "only_elsewhere": "{unit}门户网站首页最新一条有可靠日期的信息发布于{on}，而站内栏目在{newer}仍有更新（“{posting}”），"
    "首页是否超过{limit}天未更新无法判断，建议人工打开首页核对。",
    "undated": "{unit}门户网站首页有{count}条信息未注明可靠的发布日期，近{limit}天内首页是否更新无法判断，建议打开信息正文"
    "核对日期。",
    "only_later": "{unit}门户网站首页现有信息晚于{measured}，此前{limit}天内首页是否更新已无从查看，建议以当日存档核对。",
    "nothing_shown": "{unit}门户网站首页未读到信息列表，所链接的栏目中也未读到近{limit}天内的信息，是否更新无法判断，"
    "建议人工打开首页及二级页面核对。",
}


class HomeParams(Params):
    """The span in days, and the age from which to warn."""

    reads: ClassVar[frozenset[str]] = frozenset({HOME})

    days: int = Field(default=14, ge=1)
    warn_days: int | None = Field(default=None, ge=1)


PARAMS = HomeParams

_LEAST = 3
"""Fewer postings than these are no list of a home page that could prove anything."""


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    limit = int(duty.check.params.get("days", 14))
    measured = measured_on(facts, as_of)
    start = measured - timedelta(days=limit)
    known = until(facts, as_of)
    shown = _on_home(facts, known)
    newest = _newest(shown)
    if newest is not None and newest.published_on is not None and newest.published_on >= start:
        return _updated(duty, facts, newest, newest.published_on, measured)
    elsewhere = _newest(known)
    newer = elsewhere is not None and (elsewhere.published_on or date.min) >= start
    asked = facts.coverage.looked_for(HOME)
    if asked and not shown and newer and elsewhere is not None and elsewhere.published_on is not None:
        values = _words(elsewhere, elsewhere.published_on, measured, limit)
        return _verdict(Outcome.PASSED, "pages_updated", values, cites_home(facts, elsewhere))
    if is_open(duty.due, as_of):
        return not_due(duty, "首页更新", as_of)
    gap = reach_gap(facts, duty.unit.portal_url) or not_sought_gap(duty, facts, {HOME}) or _lag(facts, as_of)
    if gap is not None:
        return gap.verdict(duty, f"近{limit}天内首页是否更新")
    return _not_updated(duty, facts, as_of, shown=shown, elsewhere=elsewhere if newer else None)


def _updated(duty: Duty, facts: PortalFacts, newest: PostingSeen, on: date, measured: date) -> Verdict:
    params = duty.check.params
    limit, warn = int(params.get("days", 14)), params.get("warn_days")
    near = warn is not None and (measured - on).days >= int(warn)
    values = {**_words(newest, on, measured, limit), "warn": str(warn)}
    return _verdict(
        Outcome.PASSED, "near" if near else "updated", values, cites_home(facts, newest), on=on, warning=near
    )


def _not_updated(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    *,
    shown: Collection[PostingSeen],
    elsewhere: PostingSeen | None,
) -> Verdict:
    limit = int(duty.check.params.get("days", 14))
    measured = measured_on(facts, as_of)
    values: dict[str, object] = {"limit": str(limit), "measured": day(measured), "count": str(len(shown))}
    sure = [each for each in shown if sure_date(each) is not None]
    newest = _newest(sure)
    on = newest.published_on if newest else None
    if any(on > as_of for on in _days_on_home(facts)):
        return _verdict(Outcome.CANT_TELL, "only_later", values, cites(facts.reach))
    start = measured - timedelta(days=limit)
    doubtful = [each for each in shown if sure_date(each) is None or may_be_newer(each, start)]
    if doubtful:
        values["count"] = str(len(doubtful))
        return _verdict(Outcome.CANT_TELL, "undated", values, cites_home(facts, *doubtful[:5]))
    if newest is None or on is None or len(shown) < _LEAST:
        return _verdict(Outcome.CANT_TELL, "nothing_shown", values, cites_home(facts, *shown))
    if elsewhere is not None and elsewhere.published_on is not None:
        values |= {"on": day(on), "newer": day(elsewhere.published_on), "posting": quotable(elsewhere.title)}
        return _verdict(Outcome.CANT_TELL, "only_elsewhere", values, cites_home(facts, newest, elsewhere))
    gap = reading_gap(duty, facts)
    if gap is not None:
        return gap.verdict(duty, f"近{limit}天内首页是否更新")
    values |= _words(newest, on, measured, limit)
    return _verdict(Outcome.FAILED, "stale", values, cites_home(facts, newest, *shown), on=on)


def _on_home(facts: PortalFacts, known: Collection[PostingSeen]) -> tuple[PostingSeen, ...]:
    """What the home page showed in the last crawl, each address once, with the surest date that any list gave it."""
    homes = {seen.id for seen in facts.columns if seen.subject == HOME}
    addresses = {
        seen.url for seen in facts.postings if homes.intersection(seen.columns) and _last_seen(facts, seen)
    }
    best: dict[str, PostingSeen] = {}
    for seen in known:
        if seen.url in addresses and _rank(seen) > _rank(best.get(seen.url)):
            best[seen.url] = seen
    return tuple(best[url] for url in sorted(best))


def _last_seen(facts: PortalFacts, seen: PostingSeen) -> bool:
    """Whether the last crawl still saw it; history of older crawls says nothing of today's home page."""
    crawled, last = facts.reach.crawled_at, seen.last_seen
    return crawled is None or last is None or crawled - last < timedelta(days=1)


def _days_on_home(facts: PortalFacts) -> list[date]:
    homes = {seen.id for seen in facts.columns if seen.subject == HOME}
    return [
        seen.published_on
        for seen in facts.postings
        if seen.published_on is not None and homes.intersection(seen.columns)
    ]


def _rank(seen: PostingSeen | None) -> int:
    if seen is None:
        return -1
    return int(seen.published.confidence) if seen.published else 0


def _newest(postings: Collection[PostingSeen]) -> PostingSeen | None:
    dated = [each for each in postings if each.published_on is not None]
    return max(dated, key=lambda each: (each.published_on or date.min, each.id), default=None)


def _lag(facts: PortalFacts, as_of: date) -> Gap | None:
    if not lags(facts, as_of):
        return None
    values = {"crawled": day(measured_on(facts, as_of)), "due": day(as_of)}
    return Gap(code="crawl_too_early", values=values, cites=cites(facts.reach))


def _words(newest: PostingSeen, on: date, measured: date, limit: int) -> dict[str, object]:
    return {
        "posting": quotable(newest.title),
        "on": day(on),
        "measured": day(measured),
        "age": str((measured - on).days),
        "limit": str(limit),
    }


def _verdict(
    outcome: Outcome,
    code: str,
    values: dict[str, object],
    seen: tuple[str, ...],
    *,
    on: date | None = None,
    warning: bool = False,
) -> Verdict:
    return Verdict(
        outcome=outcome,
        code=code,
        timeliness=timeliness_of_state(outcome),
        values=values,
        done_on=on,
        cites=seen,
        warning=warning,
    )
