"""What may stand in the files of a plan folder? The shapes of ``plan.yaml`` and ``tasks/*.yaml``."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from audit_rules.plans.plan_bounds import (
    LONGEST_DEADLINE,
    LONGEST_NAME,
    MOST_GRADES,
    MOST_GROUPS,
    MOST_LATE_STEPS,
    MOST_NUMBERED,
    MOST_SECTIONS,
    MOST_TASKS,
)
from domain.plans import Provenance, Scoring, Shared, SourceStatus

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Deadline = Annotated[Text, StringConstraints(max_length=LONGEST_DEADLINE)]
Name = Annotated[str, StringConstraints(max_length=LONGEST_NAME)]
Token = Annotated[str, StringConstraints(pattern=r"^@?[a-z0-9][a-z0-9_-]*$", max_length=LONGEST_NAME)]
Share = Annotated[float, Field(ge=0, le=1)]
Number = (
    Annotated[int, Field(ge=1)]
    | Annotated[str, StringConstraints(pattern=r"^(L\d+|\d+[a-z])$", max_length=LONGEST_NAME)]
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CheckEntry(_Strict):
    """One check of a task; see ``domain.plans.Check``. ``units`` may name groups (``@departments``)."""

    rule: Text
    subject: Text | None = None
    params: dict[str, Any] = Field(default_factory=dict)
    units: list[Token] = Field(default_factory=list)
    deadline: Deadline | None = None
    points: float = Field(default=0.0, ge=0)
    advice: bool = False
    veto: bool = False
    each: bool = False


class SuggestedEntry(CheckEntry):
    """A check that a draft suggests: it counts for nothing until a person moves it to ``checks``.

    ``because`` quotes the words it rests on.
    """

    because: Text


class TaskEntry(_Strict):
    """One task; see ``domain.plans.Task``.

    ``leads``, ``units`` and ``supports`` may name groups. Everyone who owes the task is ``leads`` and ``units`` together.
    ``deadline`` is left out where the verbatim cell ``deadline_text`` is the phrase to read.
    """

    number: Number
    group: Text
    text: Text | None
    lead_text: Text | None = None
    leads: list[Token] = Field(default_factory=list)
    units: list[Token] = Field(default_factory=list)
    supports: list[Token] = Field(default_factory=list)
    deadline_text: Deadline | None = None
    deadline: Deadline | None = None
    deadline_note: Text | None = None
    shared: Shared = Shared.EACH
    source: SourceStatus = SourceStatus.INTACT
    source_note: Text | None = None
    weight: float = Field(default=0.0, ge=0)
    checks: list[CheckEntry] = Field(default_factory=list)
    suggested: list[SuggestedEntry] = Field(default_factory=list)
    manual_reason: Text | None = None
    look_for: Text | None = None
    provenance: Provenance = Provenance.SOURCED
    points_provenance: Provenance = Provenance.SOURCED
    source_url: Text | None = None
    bonus: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.source is SourceStatus.MISSING and (self.text is not None or self.checks):
            raise ValueError("a task whose text the source lost (missing) has no text and no checks")
        if self.source is not SourceStatus.MISSING and self.text is None:
            raise ValueError("a task without text must be marked 'source: missing'")
        if self.source is not SourceStatus.INTACT and self.source_note is None:
            raise ValueError("a shifted or missing row needs a source_note that says what happened to it")
        if not self.checks and not self.suggested and self.manual_reason is None:
            raise ValueError("a task needs checks, or a manual_reason that says why no page can show it")
        differs = self.deadline is not None and self.deadline != self.deadline_text
        if differs and self.deadline_note is None:
            raise ValueError("a deadline that differs from the verbatim cell needs a deadline_note")
        return self


class TasksFile(_Strict):
    """One file under ``tasks/``: the tasks of one section, in the order of the document."""

    section: Text
    tasks: list[TaskEntry] = Field(min_length=1, max_length=MOST_TASKS)


class SectionEntry(_Strict):
    """One section: its name in the document, its weight, and its tasks or their file (``tasks/<file>.yaml``)."""

    name: Text
    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")] | None = None
    weight: float = Field(ge=0)
    tasks: list[TaskEntry] = Field(default_factory=list, max_length=MOST_TASKS)

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if (self.file is None) == (not self.tasks):
            raise ValueError(
                "a section names a file with its tasks, or holds the tasks itself: one of the two"
            )
        return self


class UnreadEntry(_Strict):
    """One thing that a draft could not read of its document; see ``drafting.remarks.Unread``."""

    place: Text
    reason: Text
    task: Number | None = None


class PlanFile(_Strict):
    """``plan.yaml``, or any one file that holds a whole plan: its head, its sections, and the groups of units it speaks of.

    A ``draft`` can be checked, but nobody can be judged by it; ``unread`` is what it could not read of its document.
    ``numbered`` is how many numbered tasks the document has: 1 … numbered must all be there. ``late_steps`` maps days
    late to the share of the points kept, ``late_share`` is what later ones keep; ``grades`` maps words to least percents.
    ``numbered`` is how many numbered tasks the document has: 1 … numbered must all be there. ``quoted`` is false where
    the texts tell the document's in other words, and are not held against ``source.txt``.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Text
    document_number: Text
    year: int = Field(ge=2004, le=2100)
    issued_on: date
    published_on: date
    doubt_days: int = Field(default=7, ge=2)
    numbered: int = Field(ge=1, le=MOST_NUMBERED)
    late_share: Share = 0.5
    late_steps: dict[Annotated[int, Field(ge=1)], Share] = Field(
        default_factory=dict, max_length=MOST_LATE_STEPS
    )
    grades: dict[Text, Annotated[float, Field(ge=0, le=100)]] = Field(
        default_factory=dict, max_length=MOST_GRADES
    )
    min_coverage: Share = 0.0
    sections: list[SectionEntry] = Field(min_length=1, max_length=MOST_SECTIONS)
    groups: dict[Name, list[Token]] = Field(default_factory=dict, max_length=MOST_GROUPS)
    draft: bool = False
    unread: list[UnreadEntry] = Field(default_factory=list)
    scoring: Scoring = Scoring.WEIGHTED
    quoted: bool = True
    in_force_until: date | None = None
    without_services: list[Token] = Field(default_factory=list)
    services_section: Text | None = None

    @model_validator(mode="after")
    def _falling(self) -> Self:
        days, shares = list(self.late_steps), [*self.late_steps.values(), self.late_share]
        if days != sorted(days) or shares != sorted(shares, reverse=True):
            raise ValueError("late_steps must have growing days and falling shares, none below late_share")
        least = list(self.grades.values())
        if least != sorted(set(least), reverse=True) or (least and least[-1] != 0):
            raise ValueError("grades must go from the highest percent to 0, each named once")
        return self

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.published_on < self.issued_on:
            raise ValueError("published_on lies before issued_on")
        if self.in_force_until is not None and self.in_force_until < self.issued_on:
            raise ValueError("in_force_until lies before issued_on")
        if self.services_section is not None and self.services_section not in {s.name for s in self.sections}:
            raise ValueError("services_section names none of the sections")
        return self
