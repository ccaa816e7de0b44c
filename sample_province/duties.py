"""Which duties do the province's units owe, and by when? The plan's checks, one by one, with their due dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from audit_rules.deadlines import read_deadline
from domain.deadlines import DeadlineKind, Due
from domain.plans import EVERY_UNIT, Check, Plan, Shared, SourceStatus, Task
from sample_province.register import EVENTS

AS_OF = date(2017, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One check that one unit owes; ``check`` is None for a task that only people can judge.

    ``dues`` are those that count: after the plan's issue, their time over on ``AS_OF``. ``open`` are those whose time
    still runs then, ``past`` those from before the plan's issue. ``shared``: one of several units is enough.
    """

    unit_id: str
    task: int | str
    index: int
    check: Check | None
    kind: DeadlineKind | None
    dues: tuple[Due, ...] = ()
    open: tuple[Due, ...] = ()
    past: tuple[Due, ...] = ()
    shared: bool = False

    @property
    def first_due(self) -> Due | None:
        """The first due date that counts or still runs; None for a standing duty."""
        return next(iter((*self.dues, *self.open)), None)

    @property
    def rule(self) -> str:
        """The rule's id, ``manual`` where people judge."""
        return self.check.rule if self.check else "manual"

    @property
    def subject(self) -> str | None:
        """The subject of the check."""
        return self.check.subject if self.check else None

    @property
    def titles(self) -> dict[str, list[list[str]]]:
        """The keywords of the check: each entry a list of alternatives."""
        params = self.check.params if self.check else {}
        read = {}
        for name in ("title_any", "title_all", "title_not"):
            read[name] = [
                [entry] if isinstance(entry, str) else list(entry) for entry in params.get(name, ())
            ]
        return read


def task_duties(plan: Plan, task: Task, unit_id: str) -> Iterable[Duty]:
    """The duties of one unit in one task."""
    if not task.checks or task.source is SourceStatus.MISSING:
        if {unit_id, EVERY_UNIT} & set(task.units):
            yield Duty(unit_id=unit_id, task=task.number, index=0, check=None, kind=None)
        return
    for index, check in enumerate(task.checks):
        if not {unit_id, EVERY_UNIT} & set(check.units or task.units):
            continue
        phrase = check.deadline or task.deadline
        kind: DeadlineKind | None = None
        dues: tuple[Due, ...] = ()
        if phrase:
            reading = read_deadline(
                phrase,
                year=plan.year,
                issued=plan.issued_on,
                published=plan.published_on,
                event=EVENTS.get(str(check.params.get("event"))),
            )
            kind, dues = reading.kind, reading.dues
        yield Duty(
            unit_id=unit_id,
            task=task.number,
            index=index,
            check=check,
            kind=kind,
            dues=tuple(due for due in dues if plan.known_from < due.on and due.late_after < AS_OF),
            open=tuple(due for due in dues if due.late_after >= AS_OF),
            past=tuple(due for due in dues if due.on <= plan.known_from),
            shared=task.shared is Shared.ANY,
        )


def owed(plan: Plan, unit_ids: Iterable[str]) -> dict[str, list[Duty]]:
    """All duties by unit id, in the plan's order."""
    return {
        unit_id: [duty for task in plan.tasks for duty in task_duties(plan, task, unit_id)]
        for unit_id in unit_ids
    }


def plain(text: str) -> str:
    """A text without spaces, punctuation and letter case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def fits(title: str, keywords: dict[str, list[list[str]]]) -> bool:
    """Whether a posting's title has the keywords that a check wants."""
    wanted, text = keywords["title_any"], plain(title)
    return (
        (not wanted or any(plain(word) in text for entry in wanted for word in entry))
        and all(any(plain(word) in text for word in entry) for entry in keywords["title_all"])
        and not any(plain(word) in text for entry in keywords["title_not"] for word in entry)
    )
