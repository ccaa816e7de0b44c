"""How is a doubt about the document told: in English to whoever runs the command, in Chinese to whoever keeps the plan?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One doubt: ``told`` in English, ``noted`` in Chinese."""

    told: str
    noted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """One thing that could not be read: where it stands in the document, what it is, and of which task."""

    place: str
    reason: str
    task: int | str | None = None

    def __str__(self) -> str:
        """One line for people."""
        task = "" if self.task is None else f", task {self.task}"
        return f"{self.place}{task}: {self.reason}"
