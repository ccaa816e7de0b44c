"""``fresh``: is the newest posting of the subject's columns recent enough, as of the day of judgement?

Params: ``max_age_days``, how old the newest posting may be; without it, the bound that the deadline phrase gives
(实时更新: ``DeadlineReading.fresh_within``).

Any posting in any column of the subject that is dated within the span will do; where it stands in the list does
not matter (pinned items are old). Stale is a failure only when every column of the subject was read back over
the whole span, and no posting without a reliable date could be newer. An undated posting that a crawl saw before
the span began is old. One that was taken away again, or that bore an older date before, does not show by itself that
the column is kept current, nor that it is not (``audit_rules.suspicion.doubts``). Staleness is measured on the day of the crawl,
which may lie at most a week before the day of judgement.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from pydantic import Field

from audit_rules.absence.gap import Gap
from audit_rules.absence.missing import COLUMN_MESSAGES, cant_tell, missing, named, no_column, not_due
from audit_rules.absence.proof import find_gap
from audit_rules.duty import Duty
from audit_rules.params import Params
from audit_rules.sightings.by_subject import (
    cites,
    columns_of,
    complete_from,
    crawled_on,
    postings_in,
    readable,
    sure_date,
)
from audit_rules.suspicion.doubts import WITHDRAWN_MESSAGES, against, doubt_of, is_withdrawn, withdrawn
from audit_rules.suspicion.history import date_before
from audit_rules.timing.staleness import may_be_newer
from audit_rules.timing.timeliness import is_open
from audit_rules.wording import day, quotable
from domain.columns import ColumnSeen
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen, Suspicion

MESSAGES = {
    **COLUMN_MESSAGES,
    **WITHDRAWN_MESSAGES,
    "fresh": "{unit}门户网站“{title}”栏目（{address}）最新一条信息“{posting}”发布于{on}，距{as_of}{age}天，"
    "在本次核查采用的{limit}天以内，判为更新及时。",
    "stale": "{unit}门户网站“{title}”栏目（{address}）最新一条信息“{posting}”发布于{on}，至{measured}已{age}天"
    "未更新，超过本次核查采用的{limit}天，判为更新不及时{conflict}。",
    "redated": "{unit}门户网站“{title}”栏目（{address}）最新一条信息“{posting}”标注{on}发布，{doubt}，近{limit}天内是否更新"
    "无法判断，建议打开信息正文核对日期。",
    "undated": "{unit}门户网站“{title}”栏目（{address}）有{count}条信息没有可靠的发布日期，近{limit}天内是否更新"
    "无法判断，建议打开信息正文核对日期。",
    "list_unread": "{unit}门户网站“{title}”栏目（{address}）的信息列表未能读全，近{limit}天内是否更新无法判断，"
    "建议人工翻阅该栏目核对。",
}


class FreshParams(Params):
    """How old the newest posting may be, in days; left out, the deadline phrase must bound it (实时更新)."""

    needs_subject = True

    max_age_days: int | None = Field(default=None, ge=1)


PARAMS = FreshParams

_CRAWL_MAY_LAG = timedelta(days=7)


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    limit = timedelta(days=_limit(duty))
    want = f"“{duty.subject_name}”栏目近{limit.days}天内是否更新"
    columns = readable(columns_of(facts, {duty.subject}))
    postings = postings_in(facts, columns, as_of)
    suspect = [each for each in postings if each.suspected and _is_suspect(each, as_of - limit)]
    newest = _newest([each for each in postings if each not in suspect])
    if newest is not None and newest.published_on is not None and newest.published_on >= as_of - limit:
        return _fresh(duty, columns, newest, newest.published_on, as_of)
    verdict = no_column(duty, facts, as_of, want)
    if verdict is not None:
        return verdict
    if is_open(duty.due, as_of):
        return not_due(duty, want, as_of)
    shown = _newest([each for each in suspect if (each.published_on or date.min) >= as_of - limit])
    if shown is not None:
        return _unsettled(duty, facts, as_of, columns, shown, want)
    gap = find_gap(duty, facts, {duty.subject}, duty.due) or _lag(facts, as_of)
    if gap is not None:
        return gap.verdict(duty, want)
    return _not_fresh(duty, facts, as_of, columns)


def _limit(duty: Duty) -> int:
    """How many days old the newest posting may be."""
    days = duty.check.params.get("max_age_days") or duty.reading.fresh_within
    if days is None:
        raise ValueError("fresh needs max_age_days, or a deadline that bounds freshness (实时更新)")
    return int(days)


def _is_suspect(posting: PostingSeen, start: date) -> bool:
    """Whether it was taken away, or was dated before the span when a crawl saw it first."""
    before = date_before(posting) if Suspicion.REDATED in posting.suspected else None
    return is_withdrawn(posting) or (before is not None and before.on < start)


def _unsettled(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    columns: tuple[ColumnSeen, ...],
    posting: PostingSeen,
    want: str,
) -> Verdict:
    if is_withdrawn(posting):
        return withdrawn(duty, posting, want, due=duty.due_dates)
    doubt, on = doubt_of(posting), posting.published_on
    values = {
        "posting": quotable(posting.title),
        "on": day(on) if on else "",
        "doubt": doubt.words if doubt else "",
        "limit": str(_limit(duty)),
    }
    column = _home(columns, posting)
    verdict = cant_tell(
        duty, facts, as_of, want=want, code="redated", column=column, values=values, seen=(posting,)
    )
    return replace(verdict, cites=(*verdict.cites, *against(posting)))


def _newest(postings: Sequence[PostingSeen]) -> PostingSeen | None:
    dated = [each for each in postings if each.published_on is not None]
    return max(dated, key=lambda each: (each.published_on or date.min, each.id), default=None)


def _home(columns: tuple[ColumnSeen, ...], posting: PostingSeen) -> ColumnSeen:
    return next((each for each in columns if each.id in posting.columns), columns[0])


def _fresh(
    duty: Duty, columns: tuple[ColumnSeen, ...], newest: PostingSeen, on: date, as_of: date
) -> Verdict:
    column = _home(columns, newest)
    values = {
        **named(duty, column),
        "posting": quotable(newest.title),
        "on": day(on),
        "as_of": day(as_of),
        "age": str((as_of - on).days),
        "limit": str(_limit(duty)),
    }
    return Verdict(
        outcome=Outcome.PASSED,
        code="fresh",
        timeliness=Timeliness.ON_TIME,
        values=values,
        due=duty.due_dates,
        done_on=on,
        cites=cites(column, newest),
    )


def _lag(facts: PortalFacts, as_of: date) -> Gap | None:
    crawled = crawled_on(facts)
    if crawled is None or crawled >= as_of - _CRAWL_MAY_LAG:
        return None
    values = {"crawled": day(crawled), "due": day(as_of)}
    return Gap(code="crawl_too_early", values=values, cites=cites(facts.reach))


def _not_fresh(duty: Duty, facts: PortalFacts, as_of: date, columns: tuple[ColumnSeen, ...]) -> Verdict:
    limit = _limit(duty)
    measured = min(as_of, crawled_on(facts) or as_of)
    start = measured - timedelta(days=limit)
    want = f"“{duty.subject_name}”栏目近{limit}天内是否更新"
    postings = postings_in(facts, columns, as_of)
    doubtful = [each for each in postings if may_be_newer(each, start)]
    unread = [each for each in columns if not complete_from(each, start)]
    newest = max(
        (each for each in postings if sure_date(each)),
        key=lambda each: (sure_date(each) or date.min, each.id),
        default=None,
    )
    on = sure_date(newest) if newest else None
    if doubtful:
        return cant_tell(
            duty,
            facts,
            as_of,
            want=want,
            code="undated",
            column=_home(columns, doubtful[0]),
            values={"count": str(len(doubtful)), "limit": str(limit)},
            seen=doubtful[:5],
        )
    if unread or newest is None or on is None or on >= start:
        column = unread[0] if unread else columns[0]
        return cant_tell(
            duty, facts, as_of, want=want, code="list_unread", column=column, values={"limit": str(limit)}
        )
    column = _home(columns, newest)
    verdict = missing(
        duty,
        facts,
        as_of,
        subjects={duty.subject},
        want=want,
        code="stale",
        values={
            **named(duty, column),
            "posting": quotable(newest.title),
            "on": day(on),
            "measured": day(measured),
            "age": str((measured - on).days),
            "limit": str(limit),
            "conflict": _conflict(newest, start),
        },
    )
    return replace(verdict, done_on=on, cites=cites(column, newest, *columns, facts.reach))


def _conflict(newest: PostingSeen, start: date) -> str:
    other = newest.published.conflict if newest.published else None
    if other is None or other < start:
        return ""
    return f"（该信息另有日期记载为{day(other)}，与页面显示不一致，以显示日期为准）"
