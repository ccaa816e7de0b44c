"""Which score, place and grade may a document show? None that a review has overtaken.

A score is stored and sealed as it was judged. Once a person has cleared or reopened a finding that it counts, the score, the
place and the grade that follow from it would go on accusing the unit of what is no longer said of it.
"""

from domain.findings import Outcome
from evidence.office.audit_report import Reported, UnitFindings
from evidence.office.statuses import changed_by_review

UNDER_REVIEW = "复核中"
"""What stands where a score, a place or a grade would be."""

SCORES_STAND = (
    f"得分为核查时所得；复核改变了结论的单位，得分、等次和名次为“{UNDER_REVIEW}”，待重新计算后另行公布，"
    "其他单位的名次暂未计入上述单位，届时可能随之变化。"
)
"""What a document says of scores and reviews."""


def overtaken(reported: Reported) -> bool:
    """Whether a review changed a finding that a score or the result of an inspection counts (a veto takes off no points)."""
    finding = reported.finding
    failed = finding.outcome is Outcome.FAILED and not finding.advice
    return bool(failed or finding.points.possible or finding.points.unmeasured) and changed_by_review(
        reported
    )


def overtaken_count(found: UnitFindings) -> int:
    """How many findings that the unit's score counts a review has changed."""
    return sum(overtaken(reported) for reported in found.findings)


def overtaken_note(count: int) -> str:
    """Why a unit has no score in a document."""
    return f"复核改变了该单位{count}条结论，得分、等次和名次待重新计算后另行公布。"
