"""``replies``: are the letters and messages of the public (政务咨询类信件、留言) answered within three months?

Params: ``months`` (3), within which an answer is due; ``warn_days``, the age in days of an open message from which it is
near (预警; left out: none). The subject is that of the column in which messages are shown.

Source: 国办发〔2015〕15号 评分表 单项否决 “监测时间点前1年内，对网民留言（政务咨询类，在线访谈、调查征集、举报投诉类除外）
存在超过3个月未回应有效信件、留言的现象”; 国办秘函〔2019〕19号 检查指标. A month is one of the calendar, counted
generously: from the day after the message to the end of that day three months on. What convicts is a message that the
portal itself marks as not answered (未回复、未答复、待回复). 处理中 and 办理中 say that somebody looks into it, and no state at
all says nothing: an inspector opens those. Reports, complaints, interviews and surveys are left out by their kind or
title, suggestions and thanks by their kind. What was answered late is answered.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import Field

from audit_rules.absence import missing
from audit_rules.absence.missing import unless_open
from audit_rules.absence.proof import reach_gap
from audit_rules.duty import Duty
from audit_rules.params import Params
from audit_rules.sightings.by_subject import cites, columns_of, complete_from, readable
from audit_rules.timing.staleness import measured_on
from audit_rules.timing.timeliness import timeliness_of_state
from audit_rules.wording import day, quotable
from domain.findings import AT_FAULT, Outcome, Verdict
from domain.observations import PortalFacts
from domain.pages import MessageState
from domain.postings import MessageSeen

MESSAGES = {
    **{
        code: missing.MESSAGES[code]
        for code in ("not_crawled", "unreachable", "blocked", "partial_reach", "not_due")
    },
    "answered": "{unit}门户网站近一年公开的{seen}件咨询类信件、留言未见超过{months}个月未回应的，判为符合。",
    "near": "{unit}门户网站有{count}件咨询类信件、留言尚未回应，最早一件“{title}”提交于{on}，已{age}天，虽未超过{months}个月，"
    "但已达到{warn}天的预警线，接近限值，请关注。",
    "unanswered": "{unit}门户网站有{count}件咨询类信件、留言自提交之日起超过{months}个月仍标明未回应，如“{title}”提交于{on}，"
    "至{measured}已{age}天，判为未按期回应。",
    "state_unknown": "{unit}门户网站近一年公开的咨询类信件、留言中有{count}件看不出是否已经回应（如“{title}”），是否存在超过"
    "{months}个月未回应的情形无法判断，建议人工打开核对。",
    "list_unread": "{unit}门户网站的信件、留言列表未能读全，是否存在超过{months}个月未回应的情形无法判断，建议人工翻阅该"
    "栏目核对。",
    "no_list": "{unit}门户网站未读到标明提交时间和办理状态的信件、留言列表，是否存在超过{months}个月未回应的情形无法判断，"
    "建议登录后台或人工抽查。",
}


class ReplyParams(Params):
    """The term in months, and the age in days from which to warn."""

    needs_subject = True

    months: int = Field(default=3, ge=1)
    warn_days: int | None = Field(default=None, ge=1)


PARAMS = ReplyParams

_OTHER_KINDS = re.compile(r"举报|投诉|信访|访谈|调查|征集")
_NO_QUESTION = re.compile(r"建议|意见|表扬|感谢|献策")
"""Categories of letters that ask nothing; a title may hold these words and ask all the same."""


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    return unless_open(_judged(duty, facts, as_of), duty, "信件、留言的回应", as_of)


def _judged(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    months = int(duty.check.params.get("months", 3))
    measured = measured_on(facts, as_of)
    start = back(measured, 12)
    asked = [each for each in facts.messages if _asks(each)]
    open_ = [each for each in asked if each.state is MessageState.OPEN]
    overdue = _by_age(each for each in open_ if _is_overdue(each, months, start, measured))
    gap = reach_gap(facts, duty.unit.portal_url)
    if gap is not None:
        return gap.verdict(duty, "信件、留言是否按期回应")
    values: dict[str, object] = {"months": str(months), "seen": str(len(asked)), "measured": day(measured)}
    if overdue:
        values |= {**_oldest(overdue, measured), AT_FAULT: cites(*overdue)}
        return _verdict(Outcome.FAILED, "unanswered", values, overdue, facts)
    return _not_overdue(duty, facts, values, asked, start=start, measured=measured)


def _not_overdue(
    duty: Duty,
    facts: PortalFacts,
    values: dict[str, object],
    asked: Sequence[MessageSeen],
    *,
    start: date,
    measured: date,
) -> Verdict:
    columns = readable(columns_of(facts, {duty.subject}))
    if not asked:
        return _verdict(Outcome.CANT_TELL, "no_list", values, (), facts)
    recent = [each for each in asked if each.submitted_on is None or each.submitted_on >= start]
    unknown = [
        each
        for each in recent
        if each.state is not MessageState.ANSWERED
        and (each.state is not MessageState.OPEN or each.submitted_on is None)
    ]
    if unknown:
        values |= {"count": str(len(unknown)), "title": quotable(unknown[0].title)}
        return _verdict(Outcome.CANT_TELL, "state_unknown", values, unknown[:5], facts)
    holding = {each.column for each in asked}
    if not all(complete_from(each, start) for each in columns if each.id in holding):
        return _verdict(Outcome.CANT_TELL, "list_unread", values, (), facts)
    warn = duty.check.params.get("warn_days")
    waiting = _by_age(
        each
        for each in recent
        if warn is not None
        and each.state is MessageState.OPEN
        and each.submitted_on is not None
        and (measured - each.submitted_on).days >= int(warn)
    )
    if waiting:
        values |= {**_oldest(waiting, measured), "warn": str(warn)}
        return _verdict(Outcome.PASSED, "near", values, waiting, facts, warning=True)
    return _verdict(Outcome.PASSED, "answered", values, (), facts)


def _asks(message: MessageSeen) -> bool:
    """Whether it may be a question (政务咨询类), by its kind and title."""
    kind = message.category or ""
    known = "咨询" in kind or not _NO_QUESTION.search(kind)
    return known and not _OTHER_KINDS.search(f"{kind}{message.title}")


def _is_overdue(message: MessageSeen, months: int, start: date, measured: date) -> bool:
    on = message.submitted_on
    return on is not None and start <= on <= measured and forward(on, months) < measured


def forward(on: date, months: int) -> date:
    """The same day so many months on; of a shorter month its last day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def back(on: date, months: int) -> date:
    """The same day so many months before."""
    return forward(on, -months)


def _by_age(messages: Iterable[MessageSeen]) -> list[MessageSeen]:
    return sorted(messages, key=lambda each: (each.submitted_on or date.max, each.id))


def _oldest(messages: Sequence[MessageSeen], measured: date) -> dict[str, object]:
    first = messages[0]
    on = first.submitted_on or measured
    count = str(len(messages))
    return {
        "count": count,
        "title": quotable(first.title, 40),
        "on": day(on),
        "age": str((measured - on).days),
    }


def _verdict(
    outcome: Outcome,
    code: str,
    values: dict[str, object],
    seen: Sequence[MessageSeen],
    facts: PortalFacts,
    *,
    warning: bool = False,
) -> Verdict:
    return Verdict(
        outcome=outcome,
        code=code,
        timeliness=timeliness_of_state(outcome),
        values=values,
        cites=cites(facts.reach, *seen),
        warning=warning,
    )
