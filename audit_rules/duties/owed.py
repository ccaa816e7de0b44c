"""What does a unit owe under a plan: which tasks and checks, in the plan's order, and by when?

What is the same for every unit (the deadline's reading, the due dates judged) is worked out once a check.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from audit_rules.duties.deadlines import judged_dues, read_duty_deadline
from audit_rules.duties.events import Event, event_of
from domain.deadlines import DeadlineReading, Due
from domain.plans import EVERY_UNIT, Check, Plan, Shared, SourceStatus, Task
from domain.register import Register

_NOTHING = Register()

MANUAL = Check(rule="manual")
"""Stands for the check that a task without checks does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One check of a task, and the ids of the units that owe it.

    ``place`` is where it stands among all that the plan asks for. Of a task that no page can show, or whose text the
    source lost, ``check`` is ``MANUAL``; ``reading`` is None for it, and for a check whose deadline can't be read at all:
    then ``fault`` says why. ``event`` is what its deadline runs from, when that is known.
    """

    place: int
    task: Task
    check: Check
    units: frozenset[str]
    reading: DeadlineReading | None = None
    dues: tuple[Due, ...] = ()
    fault: Exception | None = None
    event: Event | None = None

    def owes(self, unit_id: str) -> bool:
        """Whether a unit owes it: it is named, or every unit is."""
        return unit_id in self.units or EVERY_UNIT in self.units

    @property
    def is_manual(self) -> bool:
        """Whether it is a human's to check."""
        return self.check is MANUAL

    @property
    def is_shared(self) -> bool:
        """Whether one of its units doing it is enough for all."""
        return self.task.shared is Shared.ANY and not self.is_manual


def all_owed(
    plan: Plan, register: Register = _NOTHING, found: Mapping[str, Event] = MappingProxyType({})
) -> tuple[Owed, ...]:
    """Everything that the plan asks of anyone, in the plan's order of tasks and checks.

    ``register`` and ``found`` know the days of events that deadlines run from (``audit_rules.duties.events``).
    """
    groups: dict[tuple[str, ...], frozenset[str]] = {}
    owed: list[Owed] = []
    for task, check in _checks(plan):
        ids = check.units or task.units
        # Hundreds of checks are owed by the same thousands of units: one set of them is kept.
        units = groups.setdefault(ids, frozenset(ids))
        event = event_of(check, register, found)
        owed.append(_owed(plan, len(owed), task, check, units, event))
    return tuple(owed)


def second_sites(plan: Plan) -> dict[str, frozenset[str]]:
    """The units on whose sites others must publish as well (同步发布), each with the subjects looked at there."""
    sites: dict[str, set[str]] = {}
    for task in plan.tasks:
        for check in task.checks:
            if check.rule == "also_on" and check.subject and "site" in check.params:
                sites.setdefault(str(check.params["site"]), set()).add(check.subject)
    return {site: frozenset(subjects) for site, subjects in sites.items()}


def _checks(plan: Plan) -> Iterator[tuple[Task, Check]]:
    for task in plan.tasks:
        if not task.checks or task.source is SourceStatus.MISSING:
            yield task, MANUAL
        else:
            yield from ((task, check) for check in task.checks)


def _owed(
    plan: Plan, place: int, task: Task, check: Check, units: frozenset[str], event: Event | None
) -> Owed:
    if check is MANUAL:
        return Owed(place=place, task=task, check=check, units=units)
    try:
        reading = read_duty_deadline(plan, task, check, event.on if event else None)
    except Exception as error:  # noqa: BLE001 - one check's fault must not take the others with it
        return Owed(place=place, task=task, check=check, units=units, fault=error)
    dues = judged_dues(plan, reading)
    return Owed(place=place, task=task, check=check, units=units, reading=reading, dues=dues, event=event)
