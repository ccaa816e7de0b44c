"""What does one unit owe under one check of a task, and which of its due dates are judged?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.deadlines import DeadlineKind, DeadlineReading, Due
from domain.observations import PortalFacts
from domain.plans import Check, Plan, Task
from domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One (unit, task, check) owed: all that a rule knows besides the facts.

    ``reading`` is the deadline phrase as understood; ``dues`` those of its due dates that are judged (after the
    plan was published), in date order; ``standing`` the day from which a standing duty (全年工作) is judged;
    ``subject_names`` maps subject ids to their Chinese names, ``subject_terms`` to the number of names that the
    vocabulary knows for them; ``elsewhere`` the facts of second sites (信用云南) by unit id, as far as they are known.
    """

    unit: Unit
    task: Task
    check: Check
    plan: Plan
    reading: DeadlineReading
    dues: tuple[Due, ...]
    standing: Due
    subject_names: Mapping[str, str] = field(default_factory=dict)
    subject_terms: Mapping[str, int] = field(default_factory=dict)
    elsewhere: Mapping[str, PortalFacts] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """The subject of the check; empty when it has none."""
        return self.check.subject or ""

    @property
    def subject_name(self) -> str:
        """The Chinese name of the check's subject."""
        return self.name_of(self.subject)

    def name_of(self, subject: str) -> str:
        """The Chinese name of a subject, or its id when the vocabulary does not know it."""
        return self.subject_names.get(subject, subject)

    @property
    def is_standing(self) -> bool:
        """Whether a one-off rule (column, document …) judges this as a standing duty (常态工作).

        True for a continuous deadline, and for a recurring one: it says how often to publish, not by when the
        column must have been opened.
        """
        return self.reading.kind in {None, DeadlineKind.CONTINUOUS, DeadlineKind.RECURRING}

    @property
    def has_deadline(self) -> bool:
        """Whether the plan says by when, be it 全年工作; an inspection table asks for what is to be seen on any day."""
        return bool(self.check.deadline or self.task.deadline or self.task.deadline_text)

    @property
    def due(self) -> Due:
        """The one due date that a one-off rule judges by: the last one judged, or the standing one."""
        return self.standing if self.is_standing or not self.dues else self.dues[-1]

    @property
    def due_dates(self) -> tuple[date, ...]:
        """The due date as a finding shows it: none for a standing duty."""
        return () if self.is_standing else (self.due.on,)
