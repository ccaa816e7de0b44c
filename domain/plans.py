"""The work plan (政务公开工作要点分工方案): what is owed, by whom, until when, and how it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class SourceStatus(StrEnum):
    """How well the source document carries a task's row."""

    INTACT = "intact"
    SHIFTED = "shifted"  # the text is in the source, but beside another row's number, lead or deadline
    MISSING = "missing"  # the source lost the text: never invented, never scored


class Scoring(StrEnum):
    """How a plan's checks become a result."""

    WEIGHTED = "weighted"  # a work plan: every check earns its share of a whole
    DEDUCTIONS = (
        "deductions"  # an inspection table: vetoes (单项否决) first, then points are taken off the whole
    )


class Provenance(StrEnum):
    """How a figure of a norm is known. What is not ``SOURCED`` is shown as a reference value (参考值), never as fact."""

    SOURCED = "sourced"  # seen in a published text
    PARTIAL = "partial"  # seen in part
    MEMORY = "memory"  # general knowledge only


EVERY_UNIT = "@all"
"""Stands among the units of a task that every unit of the registry owes: a national norm names no units."""


class Shared(StrEnum):
    """How several units owe one task together."""

    EACH = "each"  # every unit named owes it by itself
    ANY = "any"  # one of them doing it is enough for all


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that a portal must show for a task.

    ``rule`` is a rule id (a file under ``audit_rules/rules``); ``subject`` an id of the subject vocabulary or
    None; ``params`` what the rule needs to know; ``units`` the unit ids that owe this check (empty = all units
    of the task); ``deadline`` a phrase that replaces the task's; ``points`` its share of the task's weight.
    An ``advice`` check gives a finding but no points.

    Under an inspection table a failed ``veto`` check fails the whole site; any other failed one takes off ``points``,
    ``each`` time that its finding counts (``count`` among the values of the verdict).
    """

    rule: str
    subject: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    deadline: str | None = None
    points: float = 0.0
    advice: bool = False
    veto: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One numbered task, unnumbered row (5a, 27a …) or covering-letter duty (L1 … L6).

    ``text`` is verbatim (None when the source lost it). ``lead_text`` and ``deadline_text`` are the verbatim
    cells; ``deadline`` is the phrase to read when it differs from the cell (a merged cell carried down, say),
    with the reason in ``deadline_note``. ``leads`` and ``units`` are unit ids after expansion of groups:
    ``units`` is everyone who owes the task, leads included (``EVERY_UNIT``: all of the registry). ``supports`` are
    those who only help (配合, 会同): named so that an inspector knows whom to ask, but owing nothing by themselves.

    Under an inspection table ``weight`` is the most that the task's checks may take off together; ``provenance``
    says how its thresholds are known, ``points_provenance`` its points, ``source_url`` where they were read. An item of
    ``bonus`` is never taken off.
    """

    number: int | str
    section: str
    group: str
    text: str | None
    lead_text: str | None
    leads: tuple[str, ...]
    units: tuple[str, ...]
    deadline_text: str | None
    deadline: str | None
    deadline_note: str | None = None
    supports: tuple[str, ...] = ()
    shared: Shared = Shared.EACH
    source: SourceStatus = SourceStatus.INTACT
    source_note: str | None = None
    weight: float = 0.0
    checks: tuple[Check, ...] = ()
    manual_reason: str | None = None
    look_for: str | None = None
    provenance: Provenance = Provenance.SOURCED
    points_provenance: Provenance = Provenance.SOURCED
    source_url: str | None = None
    bonus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCurve:
    """How much of its points a duty keeps that was done late.

    ``steps`` are (days, share) in order of days: what came at most so many days late keeps that share (0 … 1);
    ``rest`` is the share of what came later still.
    """

    steps: tuple[tuple[int, float], ...] = ()
    rest: float = 0.5

    def share(self, days: int) -> float:
        """The share for what came ``days`` after its last day; all of it for 0 and less."""
        if days <= 0:
            return 1.0
        return next((share for limit, share in self.steps if days <= limit), self.rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """What a percent is called (等次), and how much must be measured for a grade and a place.

    ``grades`` are (least percent, word), highest first; ``min_coverage`` is the least coverage, 0 … 1.
    """

    grades: tuple[tuple[float, str], ...] = ()
    min_coverage: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan for one year.

    ``issued_on`` is the day of issue (印发), ``published_on`` the day it stood on the web: deadlines counted
    from the plan run between the two. ``sections`` maps a section's name to the weight its tasks add up to.
    ``digest`` is ``sha256:…`` over the plan's files. ``doubt_days``: a posting is suspected of a false date when a list
    that was read so many days after it did not hold it.
    ``digest`` is ``sha256:…`` over the plan's files. ``in_force_until`` is the last day that a norm was in force, None
    for one that nothing replaced. ``without_services`` are the ids of bodies that offer the public no services:
    ``services_section`` is not asked of them, and what is left counts as the whole.
    """

    id: str
    title: str
    document_number: str
    year: int
    issued_on: date
    published_on: date
    sections: Mapping[str, float]
    tasks: tuple[Task, ...]
    digest: str
    late: LateCurve = field(default_factory=LateCurve)
    grading: Grading = field(default_factory=Grading)
    doubt_days: int = 7
    scoring: Scoring = Scoring.WEIGHTED
    in_force_until: date | None = None
    without_services: tuple[str, ...] = ()
    services_section: str | None = None

    @property
    def known_from(self) -> date:
        """The day from which its due dates are judged: before it stood on the web nobody could know of them."""
        return max(self.issued_on, self.published_on)

    def in_force(self, on: date) -> bool:
        """Whether a day may be judged by it; a work plan of one year is judged on any day."""
        if self.scoring is Scoring.WEIGHTED:
            return True
        return self.issued_on <= on and (self.in_force_until is None or on <= self.in_force_until)
