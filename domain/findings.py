"""What was judged: outcomes, timeliness, findings and scores, in the contract's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """The outcome of one check for one unit."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cant_tell"
    NOT_APPLICABLE = "not_applicable"
    MANUAL = "manual"
    ERROR = "error"


class Timeliness(StrEnum):
    """Whether it was in time."""

    NOT_DUE = "not_due"
    ON_TIME = "on_time"
    LATE = "late"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a rule says: a code, the values its words need, the dates, and the observations it rests on.

    The words stand in the rule's ``MESSAGES`` under the code.
    """

    outcome: Outcome
    code: str
    timeliness: Timeliness = Timeliness.UNKNOWN
    values: Mapping[str, object] = field(default_factory=dict)
    due: tuple[date, ...] = ()
    done_on: date | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points of one finding: ``possible`` is 0 when it could not be measured (then see ``unmeasured``)."""

    earned: float = 0.0
    possible: float = 0.0
    unmeasured: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One immutable judgement: a unit, a task, a check, and what was found.

    ``values`` are the verdict's: what the explanation's words were filled with.
    """

    unit_id: str
    task: int | str
    check: str
    subject: str | None
    outcome: Outcome
    timeliness: Timeliness
    code: str
    explanation: str
    due: tuple[date, ...] = ()
    done_on: date | None = None
    points: Points = field(default_factory=Points)
    advice: bool = False
    cites: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score is never a bare number: earned / possible, and what could not be measured."""

    earned: float
    possible: float
    unmeasured: float

    @property
    def percent(self) -> float | None:
        """``earned / possible`` in percent, one decimal; None when nothing was measured."""
        return round(100 * self.earned / self.possible, 1) if self.possible else None

    @property
    def coverage(self) -> float:
        """``possible / (possible + unmeasured)``, three decimals; 0 when there is nothing at all."""
        whole = self.possible + self.unmeasured
        return round(self.possible / whole, 3) if whole else 0.0
