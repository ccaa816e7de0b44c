"""What was judged: outcomes, timeliness, findings and scores, in the contract's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.dossier import Dossier

AT_FAULT = "at_fault"
"""The one of a verdict's ``values`` that no sentence shows: the ids of observations that are themselves the problem (a posting
that came late, a letter that nobody answered), and not just what speaks for it."""


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

    The words stand in the rule's ``MESSAGES`` under the code. ``late_by`` are the days by which each part (a
    document, a period) came after its last day, 0 for those in time; empty where nothing is called late. ``dossier``:
    what was searched, for a failure that rests on something not being there.
    A ``warning`` (预警) is no breach, but near one.
    """

    outcome: Outcome
    code: str
    timeliness: Timeliness = Timeliness.UNKNOWN
    values: Mapping[str, object] = field(default_factory=dict)
    due: tuple[date, ...] = ()
    done_on: date | None = None
    late_by: tuple[int, ...] = ()
    cites: tuple[str, ...] = ()
    dossier: Dossier | None = None
    warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points of one finding: ``possible`` is 0 when it could not be measured (then see ``unmeasured``)."""

    earned: float = 0.0
    possible: float = 0.0
    unmeasured: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One immutable judgement: a unit, a task, a check, and what was found.

    ``values`` and ``late_by`` are the verdict's: what the explanation's words were filled with, and how late it was.
    A ``warning`` (预警) is near a breach, but none: it is counted apart and costs no points.
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
    late_by: tuple[int, ...] = ()
    points: Points = field(default_factory=Points)
    advice: bool = False
    cites: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    dossier: Dossier | None = None
    warning: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskScore:
    """What one unit's findings of one task add up to."""

    task: int | str
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionScore:
    """What one unit's findings of one section add up to, and its tasks with points."""

    name: str
    score: Score
    tasks: tuple[TaskScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A unit's place (名次) among those of one audit.

    ``place`` is None for a unit that is not ranked: nothing was measured, or less than the plan's least coverage.
    Units of equal percent share a place (1, 1, 3); ``tied`` says how many do, itself included. ``grade`` is the
    plan's word for the percent (等次), None where there is none.
    """

    unit_id: str
    place: int | None
    tied: int
    grade: str | None
    percent: float | None
    coverage: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """By what an audit was judged: ``sha256:…`` of the plan's files, the judging code, the subject vocabulary.

    ``register`` is that of the operator's register, empty where nothing was registered.
    """

    plan: str
    rules: str
    vocabulary: str
    register: str = ""
