"""What is found out about a package, point by point?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: the member in which it shows (empty: the file as a whole), and what."""

    member: str
    reason: str

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.member}: {self.reason}" if self.member else self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One point: what was checked, what speaks against it, and (``notes``) what is to be known besides.

    ``skipped`` says why it could not be checked, where that is so: then it neither holds nor fails.
    """

    name: str
    told: str
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: str | None = None

    @property
    def holds(self) -> bool:
        """Whether it was checked, and nothing speaks against it."""
        return not self.faults and self.skipped is None


_MOST_TOLD = 20


def bounded(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The first of many faults, and how many more there are."""
    if len(faults) <= _MOST_TOLD:
        return tuple(faults)
    return (*faults[:_MOST_TOLD], Fault("", f"and {len(faults) - _MOST_TOLD} more"))


def faults_of(member: str, reasons: Iterable[str]) -> tuple[Fault, ...]:
    """What speaks against one member."""
    return tuple(Fault(member, reason) for reason in reasons)
