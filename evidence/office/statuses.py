"""How is a finding called in an office document? The one place where an outcome becomes a word that offices read.

Who words a finding elsewhere would soon accuse where another excuses. An inspector's decision (复核) comes before what was
judged. It may accuse where the audit did not: only after a second person's approval, and marked as what people established
(人工核定).
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from domain.beijing import beijing_day
from domain.findings import Finding, Outcome, Timeliness
from domain.reviews import ESTABLISHED, Decision, Review
from evidence.office.audit_report import Reported
from evidence.office.plain_text import day_word, plain_line


class Status(StrEnum):
    """How a duty stands, in the words of office documents (核查结果)."""

    FAILED = "未落实"
    LATE = "逾期公开"
    DONE = "已落实"
    OPEN = "待核实"
    MANUAL = "人工核查"
    NOT_DUE = "未到期"
    NOT_APPLICABLE = "不适用"
    ADVICE = "建议改进"
    CLEARED = "复核排除"


PROBLEMS = frozenset({Status.FAILED, Status.LATE})
"""The only statuses that a document may call a problem (问题) or order to be mended."""

MEANINGS: Mapping[Status, str] = MappingProxyType(
    {
        Status.FAILED: "已查实应公开而未公开、缺项、中断或逾期未更新，查找范围足以证明；属于问题。",
        Status.LATE: "已公开，但可采信的公开日期晚于时限；属于问题，得分按方案的逾期公开折算。",
        Status.DONE: "已公开。公开日期无法确认的，及时性一栏为“不作认定”，不影响落实结论。",
        Status.OPEN: "网站未能读取（如无法访问、被防护拦截）、读取不全、所见不足以下结论，或复核认为需补充核查；"
        "不是问题，不扣分，只降低覆盖率，须人工核实。",
        Status.MANUAL: "不能由网页核实（如内部会议、报送），须人工检查；不是问题，不计分。",
        Status.NOT_DUE: "截至核查日时限尚未届满；不是问题，不计分。",
        Status.NOT_APPLICABLE: "没有应核查的对象，或尚无可比对的记录；不是问题，不计分。",
        Status.ADVICE: "参考性检查发现可改进之处；不是问题，不计分。",
        Status.CLEARED: "核查时判为未落实、逾期公开或建议改进，经人工复核认定不属实；不是问题。",
    }
)
"""What each status means, and whether it is a problem; the legend of the ledger."""


def status_of(reported: Reported) -> Status:
    """The status of a finding: as it was reviewed, else as it was judged.

    Only a proved failure of a duty, or a proved lateness, is a problem; what could not be told never is.
    """
    return reviewed_status(
        _judged(reported.finding),
        reported.review.decision if reported.review else None,
        advice=reported.finding.advice,
    )


def reviewed_status(judged: Status, decision: Decision | None, *, advice: bool) -> Status:
    """The status after a decision of what was judged so; None: nobody decided. Advice is never a problem, whoever gives it."""
    if decision is None or decision is Decision.CONFIRMED:
        return judged
    if decision is Decision.DISMISSED:
        # A duty said to be done that a person doubts is not thereby broken.
        return Status.CLEARED if judged in (*PROBLEMS, Status.ADVICE) else Status.OPEN
    return (_ADVISED if advice else _DECIDED)[decision]


def changed_by_review(reported: Reported) -> bool:
    """Whether a review made another status of a finding than was judged: cleared, called inapplicable or reopened."""
    return reported.review is not None and status_of(reported) is not _judged(reported.finding)


def _judged(finding: Finding) -> Status:
    return judged_status(finding.outcome, finding.timeliness, finding.code, advice=finding.advice)


def judged_status(outcome: Outcome, timeliness: Timeliness, code: str, *, advice: bool) -> Status:
    """The status of what was judged so, before any review: also the league table counts by it."""
    match outcome:
        case Outcome.PASSED:
            return Status.LATE if timeliness is Timeliness.LATE and not advice else Status.DONE
        case Outcome.FAILED:
            return Status.ADVICE if advice else Status.FAILED
        case Outcome.MANUAL:
            return Status.MANUAL
        case Outcome.NOT_APPLICABLE:
            return Status.NOT_DUE if code == "not_due" else Status.NOT_APPLICABLE
        case Outcome.CANT_TELL | Outcome.ERROR:
            return Status.OPEN


_DECIDED: Mapping[Decision, Status] = MappingProxyType(
    {
        Decision.NOT_APPLICABLE: Status.NOT_APPLICABLE,
        Decision.NEEDS_MORE: Status.OPEN,
        Decision.DONE: Status.DONE,
        Decision.LATE: Status.LATE,
        Decision.NOT_DONE: Status.FAILED,
    }
)
_ADVISED: Mapping[Decision, Status] = MappingProxyType(
    {**_DECIDED, Decision.LATE: Status.DONE, Decision.NOT_DONE: Status.ADVICE}
)


DECISION_WORDS: Mapping[Decision, str] = MappingProxyType(
    {
        Decision.CONFIRMED: "属实",
        Decision.DISMISSED: "不属实",
        Decision.NOT_APPLICABLE: "不适用",
        Decision.NEEDS_MORE: "需补充核查",
        Decision.DONE: "核定已落实",
        Decision.LATE: "核定逾期公开",
        Decision.NOT_DONE: "核定未落实",
    }
)
"""What each decision is called."""

_TIMELINESS: Mapping[Timeliness, str] = MappingProxyType(
    {
        Timeliness.NOT_DUE: "未到期",
        Timeliness.ON_TIME: "按时",
        Timeliness.LATE: str(Status.LATE),
        Timeliness.OVERDUE: "逾期未落实",
        Timeliness.UNKNOWN: "不作认定",
    }
)


def timeliness_word(reported: Reported) -> str:
    """The timeliness in Chinese; empty where there is nothing to be in time with, or no longer said to be."""
    status = status_of(reported)
    if status in (Status.MANUAL, Status.NOT_APPLICABLE, Status.ADVICE, Status.CLEARED):
        return ""
    if status is Status.OPEN:
        return _TIMELINESS[Timeliness.UNKNOWN]
    match reported.review.decision if reported.review else None:
        case Decision.DONE:
            return _TIMELINESS[Timeliness.UNKNOWN]
        case Decision.LATE:
            return _TIMELINESS[Timeliness.LATE]
        case Decision.NOT_DONE:
            # What people look at by themselves may have no day by which it was due.
            return _TIMELINESS[Timeliness.OVERDUE] if reported.finding.due else ""
        case _:
            return _TIMELINESS[reported.finding.timeliness]


def remark_of(reported: Reported) -> str:
    """What has to be said beside a status: that it is a warning (预警), or advice; who reviewed it, and why."""
    words = notes_of(reported.finding)
    if reported.review:
        words.append(review_words(reported.review))
    return "；".join(words)


def notes_of(finding: Finding) -> list[str]:
    """What has to be said beside the status of a finding, reviewed or not."""
    words = []
    if finding.warning:
        words.append("预警：接近限值，尚未违反")
    if finding.advice:
        words.append("参考项，不计分")
    if finding.outcome is Outcome.ERROR:
        words.append("程序判定时出错，未作结论")
    return words


def account_of(reported: Reported, explanation: str) -> str:
    """What was found, as its explanation tells it.

    Where a review changed the status, the review comes first, and the explanation is marked as what was judged before (原判):
    it may end in words that accuse the unit of what is no longer said of it.
    """
    if reported.review is None or not changed_by_review(reported):
        return explanation
    return f"{review_words(reported.review)}。原判：{explanation}"


def told_finding(reported: Reported) -> Finding:
    """The finding as it stands, told as it is to be told (``account_of``): what people established is not told as judged."""
    told = account_of(reported, reported.finding.explanation)
    return replace(reported.stands, explanation=told)


def remark_beside_account(reported: Reported) -> str:
    """The remark that stands beside an account (``account_of``), without the review where the account begins with it."""
    return "；".join(notes_of(reported.finding)) if changed_by_review(reported) else remark_of(reported)


def review_words(review: Review) -> str:
    """What a review decided, on which day in China, who says so and why, and who approved it."""
    told = plain_line(f"{review.author}：{review.reason}", 500)
    agreed = f"；{plain_line(review.approved_by, 80)}批准" if review.approved_by else ""
    on = beijing_day(review.at) or review.at.date()
    word = DECISION_WORDS[review.decision]
    # 人工核定 is what tells it from what was judged by rules.
    decided = f"人工{word}" if review.decision in ESTABLISHED else f"复核{word}"
    published = f"，公开日期{day_word(review.done_on)}" if review.done_on else ""
    return f"{day_word(on)}{decided}{published}（{told}{agreed}）"
