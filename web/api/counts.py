"""How many duties have each status?"""

from collections.abc import Mapping

from pydantic import BaseModel, Field

from domain.duty_standing import DutyStatus


class ShownCounts(BaseModel):
    """Duties by status. Only ``failed`` and ``late`` are problems."""

    failed: int = Field(title="未落实")
    late: int = Field(title="逾期公开")
    done: int = Field(title="已落实")
    open: int = Field(title="待核实")
    manual: int = Field(title="人工核查")
    not_due: int = Field(title="未到期")
    not_applicable: int = Field(title="不适用")
    advice: int = Field(title="建议改进")
    cleared: int = Field(title="复核排除")


def shown_counts(counts: Mapping[DutyStatus, int]) -> ShownCounts:
    """What is sent of counts."""
    return ShownCounts(**{status.value: counts.get(status, 0) for status in DutyStatus})
