"""What was proposed about findings and waits for a second person, and what was attached? Triggers of the migration keep both."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.proposals import ProposalState
from domain.reviews import Decision


class ReviewProposalRow(Base):
    """One decision that needs a second person. It changes once: from ``pending`` to how it was settled.

    ``finding_id`` and ``basis`` are of the finding that it is about. ``review_id`` is the review that it became,
    ``after_review_id`` the newest one of the duty when it was made (0: none; NULL in proposals from before that was kept).
    """

    __tablename__ = "review_proposals"
    __table_args__ = (
        ForeignKeyConstraint(["audit_id", "unit_id"], ["audit_units.audit_id", "audit_units.unit_id"]),
        Index("ix_review_proposals_state_id", "state", "id"),
        Index("ix_review_proposals_plan_id_unit_id", "plan_id", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan_id: Mapped[str] = mapped_column(CleanText)
    audit_id: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[str] = mapped_column(CleanText)
    task: Mapped[str] = mapped_column(CleanText)
    check_id: Mapped[str] = mapped_column(CleanText)
    subject: Mapped[str | None] = mapped_column(CleanText)
    finding_id: Mapped[int] = mapped_column(Id)
    finding: Mapped[str] = mapped_column(String(128))
    basis: Mapped[str] = mapped_column(String(64))
    decision: Mapped[Decision] = mapped_column(Word(Decision))
    done_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(CleanText)
    attachments: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    author: Mapped[str] = mapped_column(CleanText)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[ProposalState] = mapped_column(Word(ProposalState))
    settled_by: Mapped[str | None] = mapped_column(CleanText)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_reason: Mapped[str | None] = mapped_column(CleanText)
    # No foreign key: reviews are never deleted, and truncating them is to be refused in the trigger's own words.
    review_id: Mapped[int | None] = mapped_column(Id)
    after_review_id: Mapped[int | None] = mapped_column(Id)


class AttachmentRow(Base):
    """A file that somebody laid before the office, once, whoever attaches it again. ``kind`` was told from its bytes."""

    __tablename__ = "attachments"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(CleanText)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    added_by: Mapped[str] = mapped_column(CleanText)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
