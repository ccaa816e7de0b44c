"""How is the stored status of a duty said? By the words of office documents, and by nothing else."""

from collections.abc import Mapping

from domain.duty_standing import DutyStatus
from domain.findings import Outcome, Timeliness
from evidence.office.statuses import Status, judged_status

WORD: Mapping[DutyStatus, Status] = {status: Status[status.name] for status in DutyStatus}
"""The word (and by its name the shape) of a stored status."""


def counted(counts: Mapping[DutyStatus, int]) -> dict[Status, int]:
    """Counts by the words of office documents."""
    return {WORD[status]: count for status, count in counts.items()}


def status_before(
    outcome: Outcome | None, timeliness: Timeliness | None, code: str | None, *, advice: bool
) -> Status | None:
    """The status of a verdict as it was judged; None where the duty was not owed."""
    if outcome is None:
        return None
    return judged_status(outcome, timeliness or Timeliness.UNKNOWN, code or "", advice=advice)
