"""How does a duty stand now, in words short enough to be stored and asked for, and why would a person have to look at it?"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class DutyStatus(StrEnum):
    """The statuses of ``evidence.office.statuses`` (核查结果) by ids: those words may change, what is stored does not."""

    FAILED = "failed"
    LATE = "late"
    DONE = "done"
    OPEN = "open"
    MANUAL = "manual"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    ADVICE = "advice"
    CLEARED = "cleared"


PROBLEM_STATUSES = frozenset({DutyStatus.FAILED, DutyStatus.LATE})
"""The only ones that may be called a problem (问题)."""


class QueueReason(StrEnum):
    """Why a duty waits for a person (待办原因), the strongest first."""

    DISPUTED = "disputed"  # the unit objects (申诉)
    RETURNED = "returned"  # the facts changed that a review rests on
    BACKDATING = "backdating"  # a posting is suspected of a date put back (疑似倒填)
    FIRST_FAILURE = "first_failure"  # a problem that the audit before did not have
    CANT_TELL = "cant_tell"
    MANUAL = "manual"


RANKS: Mapping[QueueReason, int] = MappingProxyType(
    {reason: rank for rank, reason in enumerate(reversed(QueueReason), 1)}
)
"""The reasons by strength: the greater comes first."""

RANK_STEP = 10_000_000
"""A duty's weight in the queue is the rank of its reason, so many times, and less than that beside."""
