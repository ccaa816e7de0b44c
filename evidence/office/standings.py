"""Which score, place and grade does a document show? Those after reviews, with a word on what was judged.

A score is stored and sealed as it was judged. Once people have decided about findings that it counts, it is worked out again: it
would go on accusing the unit of what is no longer said of it, or hide what was established.
"""

from domain.findings import Outcome
from domain.inspection_words import RESULT_WORDS
from domain.inspections import Inspection
from evidence.office.audit_report import Reported, ReportedUnit, UnitFindings
from evidence.office.statuses import changed_by_review

SCORES_STAND = "得分、等次和名次已计入人工复核；复核改变了结论的单位，另行注明改变的条数和核查时的得分。"
"""What a document says of scores and reviews."""


def rescored(reported: Reported) -> bool:
    """Whether a review changed a finding that a score or the result of an inspection counts (a veto takes off no points)."""
    counts = any(
        finding.points.possible
        or finding.points.unmeasured
        or (finding.outcome is Outcome.FAILED and not finding.advice)
        for finding in (reported.finding, reported.stands)
    )
    return bool(counts) and changed_by_review(reported)


def rescored_count(found: UnitFindings) -> int:
    """How many findings that the unit's score counts a review has changed."""
    return sum(rescored(reported) for reported in found.findings)


def rescored_note(unit: ReportedUnit, count: int, judged: Inspection | None = None) -> str:
    """What reviews changed of a unit, and what was judged of it; ``judged`` is the result under an inspection table."""
    return f"复核改变了该单位{count}条结论，已据此重新计算；核查时{before_words(unit, judged)}。"


def before_words(unit: ReportedUnit, judged: Inspection | None = None) -> str:
    """The score, or the result of an inspection, as it was judged, before reviews."""
    if judged is not None:
        return f"结论为“{RESULT_WORDS[judged.result]}”"
    percent = unit.judged_score.percent
    return "没有可测得分" if percent is None else f"得分率为{percent:.1f}%"
