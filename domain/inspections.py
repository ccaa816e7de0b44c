"""What an inspection table (检查指标) makes of one site: vetoes, warnings, and points taken off a whole."""

from dataclasses import dataclass
from enum import StrEnum


class InspectionResult(StrEnum):
    """What can be said of a site. Nothing here says 合格: no crawl can see everything that a table asks."""

    VETOED = "vetoed"  # 单项否决: at least one veto is proved
    BELOW = "below"  # what is taken off for sure leaves less than the table's least points
    NOT_FOUND = "not_found"  # no veto found among those that could be judged
    CANT_TELL = "cant_tell"  # no veto could be judged
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """Points that one finding takes off; ``reference`` when their figure is no fact but a reference value (参考值)."""

    points: float
    reference: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One site under an inspection table.

    ``vetoes`` are the tasks with a proved veto, ``reference_vetoes`` those whose threshold is itself no fact;
    ``vetoes_open`` counts vetoes that could not be told or are for people. ``taken`` are points taken off whose figures
    are sourced, ``taken_reference`` those that are reference values; both on the scale of 100. ``open`` counts
    deductions that could not be told or are for people.
    """

    result: InspectionResult
    vetoes: tuple[int | str, ...] = ()
    reference_vetoes: tuple[int | str, ...] = ()
    vetoes_open: int = 0
    warnings: int = 0
    breaches: int = 0
    taken: float = 0.0
    taken_reference: float = 0.0
    open: int = 0

    @property
    def points(self) -> float:
        """What is left of 100 when the sourced deductions are taken off."""
        return round(100 - self.taken, 2)

    @property
    def points_reference(self) -> float:
        """What would be left when the reference values were right, too."""
        return round(max(0.0, 100 - self.taken - self.taken_reference), 2)
