"""What does a unit say about a finding (申诉、说明), and what came of it?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ObjectionKind(StrEnum):
    """What the unit's contact wants."""

    OBJECTION = "objection"  # 申诉: the finding is said to be wrong
    COMMENT = "comment"  # 说明: something is told beside it, or a question is answered


class ObjectionState(StrEnum):
    """Where it stands. Only ``OPEN`` may become another."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NOTED = "noted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """An attachment as it was called in one message: the bytes are kept once, whoever else laid them before the office."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionMessage:
    """One message, never changed. ``by_unit``: the unit's contact wrote it, not the office. ``at`` is aware."""

    id: int
    objection_id: int
    by_unit: bool
    author: str
    author_id: int
    at: datetime
    text: str
    files: tuple[NamedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One objection or comment about one duty, by the finding that the contact looked at.

    ``finding`` is the finding's digest and ``basis`` what it rests on (``domain.basis``). ``proposal_id``: the office wants to
    accept it, and a second person has to agree first. ``review_id`` is the decision by which it was answered. The words of
    both sides are its messages, the first of which is what it says. Nothing of it changes a score: reviews do.
    """

    id: int
    kind: ObjectionKind
    plan_id: str
    audit_id: str
    unit_id: str
    task: str
    check: str
    subject: str | None
    finding_id: int
    finding: str
    basis: str
    author: str
    author_id: int
    at: datetime
    state: ObjectionState = ObjectionState.OPEN
    proposal_id: int | None = None
    review_id: int | None = None
    settled_by: str | None = None
    settled_by_id: int | None = None
    settled_at: datetime | None = None

    @property
    def disputes(self) -> bool:
        """Whether the duty is disputed by it now."""
        return self.kind is ObjectionKind.OBJECTION and self.state is ObjectionState.OPEN
