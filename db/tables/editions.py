"""Which versions of plans and of the vocabulary are there, which are adopted, and which names were met that none has?"""

from datetime import datetime

from sqlalchemy import JSON, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.versions import AdoptedKind, CaseOrigin


class PlanVersionRow(Base):
    """One version of a plan; its files are those of ``judged_by`` with this digest. Never changed: triggers refuse it."""

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("plan_id", "version"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan_id: Mapped[str] = mapped_column(CleanText)
    version: Mapped[int]
    title: Mapped[str] = mapped_column(CleanText)
    digest: Mapped[str] = mapped_column(String(128))
    draft: Mapped[bool]
    unread: Mapped[list[str]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(CleanText)


class VocabularyVersionRow(Base):
    """One version of the vocabulary, kept in ``judged_by`` by its digest; ``additions`` are the operator's names by subject."""

    __tablename__ = "vocabulary_versions"
    __table_args__ = (UniqueConstraint("version"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(128))
    base: Mapped[str] = mapped_column(String(128))
    additions: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(CleanText)


class AdoptionRow(Base):
    """From then on audits go by this version; the newest of a kind and name counts. Never changed: triggers refuse it."""

    __tablename__ = "adoptions"
    __table_args__ = (
        Index("ix_adoptions_kind_name_id", "kind", "name", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[AdoptedKind] = mapped_column(Word(AdoptedKind))
    name: Mapped[str] = mapped_column(CleanText)
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(128))
    author: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(CleanText)


class NameCaseRow(Base):
    """A column that was there under a name that the vocabulary lacks. ``key`` digests subject, name, unit and address."""

    __tablename__ = "name_cases"
    __table_args__ = (UniqueConstraint("key"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    subject: Mapped[str] = mapped_column(CleanText)
    name: Mapped[str] = mapped_column(CleanText)
    unit_id: Mapped[str] = mapped_column(CleanText)
    url: Mapped[str] = mapped_column(CleanText)
    origin: Mapped[CaseOrigin] = mapped_column(Word(CaseOrigin))
    author: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    review_id: Mapped[int | None] = mapped_column(Id)


class NameDecisionRow(Base):
    """Whether a name is taken as one of a subject's; the newest counts. Never changed: triggers refuse it."""

    __tablename__ = "name_decisions"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject: Mapped[str] = mapped_column(CleanText)
    name: Mapped[str] = mapped_column(CleanText)
    accepted: Mapped[bool]
    author: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(CleanText)
