"""On which days are a plan's tasks due, and how many duties are? Counted with the tasks: no page counts 1.8 million duties."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from db.store import Store
from db.tables.standings import TaskDayRow
from domain.duty_standing import DutyStatus
from domain.standings import TaskDay


@dataclass(frozen=True, slots=True)
class DayCounts:
    """How many duties of a task are to come on a day, or were due on it and have a problem."""

    coming: Counter[date] = field(default_factory=Counter)
    failed: Counter[date] = field(default_factory=Counter)
    late: Counter[date] = field(default_factory=Counter)

    def add(self, status: DutyStatus, last: date | None, following: date | None, duties: int) -> None:
        """Count so many duties that stand alike."""
        if following is not None:
            self.coming[following] += duties
        if last is not None and status is DutyStatus.FAILED:
            self.failed[last] += duties
        if last is not None and status is DutyStatus.LATE:
            self.late[last] += duties


def save_days(connection: Connection, plan_id: str, task: str, days: DayCounts) -> None:
    """Put the days of one task in the place of those kept."""
    there = TaskDayRow
    connection.execute(delete(there).where(there.plan_id == plan_id, there.task == task))
    rows = [
        {
            "plan_id": plan_id,
            "task": task,
            "day": day,
            "coming": days.coming[day],
            "failed": days.failed[day],
            "late": days.late[day],
        }
        for day in {*days.coming, *days.failed, *days.late}
    ]
    if rows:
        connection.execute(insert(there), rows)


def load_task_days(store: Store, plan_id: str) -> tuple[TaskDay, ...]:
    """All due days of a plan's tasks, the earliest first: some hundred rows.

    Raises:
        StoreError: the database can't be used.
    """
    there = TaskDayRow
    query = (
        select(there.task, there.day, there.coming, there.failed, there.late)
        .where(there.plan_id == plan_id)
        .order_by(there.day, there.task)
    )
    with store.read() as connection:
        return tuple(
            TaskDay(task=row.task, day=row.day, coming=row.coming, failed=row.failed, late=row.late)
            for row in connection.execute(query)
        )
