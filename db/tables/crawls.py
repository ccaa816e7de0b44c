"""Which units were visited in which crawl, and what was fetched?"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.pages import PageKind
from domain.reach import FailureKind, ReachStatus
from domain.units import UnitKind


class CrawlState(StrEnum):
    """Where a crawl stands. One that is not finished within a day is resumed, else left as it is."""

    RUNNING = "running"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


class UnitRow(Base):
    """A unit as the registry named it when it was last crawled."""

    __tablename__ = "units"

    id: Mapped[str] = mapped_column(CleanText, primary_key=True)
    name: Mapped[str] = mapped_column(CleanText)
    kind: Mapped[UnitKind] = mapped_column(Word(UnitKind))
    portal_url: Mapped[str | None] = mapped_column(CleanText)
    aliases: Mapped[list[str]] = mapped_column(JSON)
    region: Mapped[str | None] = mapped_column(CleanText)
    parent: Mapped[str | None] = mapped_column(CleanText)
    filed_url: Mapped[str | None] = mapped_column(CleanText)
    successor: Mapped[str | None] = mapped_column(CleanText)
    note: Mapped[str | None] = mapped_column(CleanText)


class CrawlRow(Base):
    """One crawl over many portals. ``scope_digest`` says what it was for: only the same scope resumes it.

    ``vocabulary_digest`` is that of the vocabulary by which it tells columns, ``reading_digest`` that of the code that reads.
    """

    __tablename__ = "crawls"
    __table_args__ = (
        Index("ix_crawls_scope_digest_id", "scope_digest", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    scope_digest: Mapped[str] = mapped_column(String(128))
    vocabulary_digest: Mapped[str] = mapped_column(String(128), server_default="")
    reading_digest: Mapped[str] = mapped_column(String(128), server_default="")
    state: Mapped[CrawlState] = mapped_column(Word(CrawlState))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    resumed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PortalCrawlRow(Base):
    """One portal in one crawl. ``finished_at`` is set by ``PortalDone``; only then do its facts count.

    ``filed`` is what the visit found at the unit's address on file.
    ``cited`` is set when an audit cites its reach or a candidate of it: then the clean-up leaves it whole.
    ``capture_id`` names the captured visit in the evidence folder, and ``capture_digest`` its journal's bytes. It stays for
    ever once ``rested_on`` is set: when an audit judges by it, or cites what it made of a column. One that nobody rests on
    is forgotten at ``capture_forgotten_at``: from then on its files may be gone.
    """

    __tablename__ = "portal_crawls"
    __table_args__ = (Index("ix_portal_crawls_unit_id_finished_at", "unit_id", "finished_at"),)

    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawls.id"), primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"), primary_key=True)
    portal_url: Mapped[str | None] = mapped_column(CleanText)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    status: Mapped[ReachStatus | None] = mapped_column(Word(ReachStatus))
    pages: Mapped[int] = mapped_column(default=0)
    rendered: Mapped[int] = mapped_column(default=0)
    failed_pages: Mapped[int] = mapped_column(default=0)
    blocked: Mapped[str | None] = mapped_column(CleanText)
    failure: Mapped[FailureKind | None] = mapped_column(Word(FailureKind))
    http_status: Mapped[int | None]
    home_url: Mapped[str | None] = mapped_column(CleanText)
    remedy: Mapped[str | None] = mapped_column(CleanText)
    crawled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    coverage: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    norms: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    filed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    cited: Mapped[bool] = mapped_column(default=False)
    capture_id: Mapped[str | None] = mapped_column(CleanText)
    capture_digest: Mapped[str | None] = mapped_column(String(128))
    rested_on: Mapped[bool] = mapped_column(default=False, server_default=false())
    capture_forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PageVisitRow(Base):
    """The last fetch of one address in one crawl. ``key`` digests unit and address."""

    __tablename__ = "page_visits"
    __table_args__ = (
        ForeignKeyConstraint(["crawl_id", "unit_id"], ["portal_crawls.crawl_id", "portal_crawls.unit_id"]),
        Index("ix_page_visits_crawl_id_unit_id", "crawl_id", "unit_id"),
    )

    crawl_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    unit_id: Mapped[str] = mapped_column(CleanText)
    url: Mapped[str] = mapped_column(CleanText)
    fetched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    final_url: Mapped[str | None] = mapped_column(CleanText)
    found_on: Mapped[str | None] = mapped_column(CleanText)
    depth: Mapped[int]
    kind: Mapped[PageKind | None] = mapped_column(Word(PageKind))
    family: Mapped[str | None] = mapped_column(CleanText)
    http_status: Mapped[int | None]
    failure: Mapped[FailureKind | None] = mapped_column(Word(FailureKind))
    rendered: Mapped[bool]
    content_hash: Mapped[str | None] = mapped_column(CleanText)
    size: Mapped[int] = mapped_column(BigInteger)
    seconds: Mapped[float] = mapped_column(Double)
