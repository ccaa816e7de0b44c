"""What an operator registers besides what portals show: notices filed (备案、报送回执), and the days of events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledNotice:
    """A unit filed or reported that it did a task, on a day. ``subject`` None: for every check of the task.

    ``task`` is the task's number as text (``16``, ``L2``); ``note`` says what was filed, as an inspector wrote it.
    """

    unit_id: str
    task: str
    done_on: date
    note: str = ""
    subject: str | None = None

    @property
    def id(self) -> str:
        """By which a finding cites it."""
        parts = (self.unit_id, self.task, self.subject, self.done_on.isoformat())
        return "filed:" + "/".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDay:
    """The day of an event that a deadline runs from (国家指导意见印发), by the name that the plan gives it."""

    name: str
    on: date
    note: str = ""

    @property
    def id(self) -> str:
        """By which a finding cites it."""
        return f"filed:event/{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All that was registered; events by name."""

    notices: tuple[FiledNotice, ...] = ()
    events: Mapping[str, EventDay] = field(default_factory=dict)
