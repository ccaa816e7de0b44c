"""What a crawl might put into a store, and how many rows a table of it has."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from db.database import Database
from domain.columns import ColumnStatus, Refusal
from domain.coverage import Coverage
from domain.crawl import CandidateFound, ColumnFound, LinkFound, PageVisit, PortalDone, PostingFound
from domain.pages import DateConfidence, DateSource, PageKind, ReadDate, SiteNorms
from domain.reach import Reach, ReachStatus
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

T0 = datetime(2017, 8, 1, 2, 0, tzinfo=UTC)


class Crawled:
    """Items of a crawl with all that a test doesn't care about filled in; ``at`` counts minutes from T0."""

    t0 = T0

    def unit(self, unit_id: str = "czt", **changes: Any) -> Unit:
        made = Unit(
            id=unit_id,
            name=f"省{unit_id}厅",
            kind=UnitKind.PROVINCIAL_DEPT,
            portal_url=f"http://{unit_id}.example/",
        )
        return replace(made, **changes)

    def at(self, minutes: float) -> datetime:
        return T0 + timedelta(minutes=minutes)

    def visit(self, unit_id: str = "czt", path: str = "", at: float = 1, **changes: Any) -> PageVisit:
        made = PageVisit(
            unit_id=unit_id,
            url=f"http://{unit_id}.example/{path}",
            fetched_at=self.at(at),
            kind=PageKind.HOME,
            http_status=200,
            size=4_000_000_000,
            seconds=0.25,
        )
        return replace(made, **changes)

    def link(
        self, unit_id: str = "czt", text: str = "政府信息公开", at: float = 1, **changes: Any
    ) -> LinkFound:
        made = LinkFound(
            unit_id=unit_id,
            url=f"http://{unit_id}.example/xxgk/",
            text=text,
            page_url=f"http://{unit_id}.example/",
            seen_at=self.at(at),
        )
        return replace(made, **changes)

    def column(
        self, unit_id: str = "czt", subject: str = "ppp", at: float = 1, **changes: Any
    ) -> ColumnFound:
        made = ColumnFound(
            unit_id=unit_id,
            subject=subject,
            url=f"http://{unit_id}.example/{subject}/",
            title="PPP项目",
            grade=Grade.EXACT,
            surface=Surface.TEXT,
            found_on=f"http://{unit_id}.example/",
            status=ColumnStatus.OK,
            seen_at=self.at(at),
            postings=3,
            pages_read=1,
            complete_since=date.min,
            elements=("项目库", "政策文件"),
            level=2,
        )
        return replace(made, **changes)

    def posting(
        self, unit_id: str = "czt", title: str = "公示", on: date | None = None, at: float = 1, **changes: Any
    ) -> PostingFound:
        made = PostingFound(
            unit_id=unit_id,
            title=title,
            url=f"http://{unit_id}.example/a/{title}.html",
            seen_at=self.at(at),
            published=self.date(on) if on else None,
        )
        return replace(made, **changes)

    def placed(self, unit_id: str = "czt", subject: str = "ppp", **changes: Any) -> PostingFound:
        place = {"subject": subject, "column_url": f"http://{unit_id}.example/{subject}/"}
        return self.posting(unit_id, **{**place, **changes})

    def date(self, on: date, confidence: DateConfidence = DateConfidence.HIGH, **changes: Any) -> ReadDate:
        return replace(ReadDate(on=on, source=DateSource.SHOWN, confidence=confidence), **changes)

    def candidate(
        self, unit_id: str = "czt", text: str = "PPP知识", at: float = 1, **changes: Any
    ) -> CandidateFound:
        made = CandidateFound(
            unit_id=unit_id,
            subject="ppp",
            url=f"http://{unit_id}.example/ppp.html",
            text=text,
            grade=Grade.WEAK,
            surface=Surface.TEXT,
            found_on=f"http://{unit_id}.example/",
            refusal=Refusal.ARTICLE,
            seen_at=self.at(at),
        )
        return replace(made, **changes)

    def done(self, unit_id: str = "czt", at: float = 10, **changes: Any) -> PortalDone:
        made = PortalDone(
            unit_id=unit_id,
            reach=Reach(id="", status=ReachStatus.OK, pages=12, home_url=f"http://{unit_id}.example/"),
            coverage=Coverage(home=True, navigation=True, pages_read=12),
            norms=SiteNorms(site_name="省财政厅"),
            finished_at=self.at(at),
        )
        return replace(made, **changes)

    def whole(self, database: Database, *items: Any, at: float = 0, unit_id: str = "czt") -> int:
        """Crawl one portal from beginning to end and return the crawl's id."""
        run = database.begin_crawl([self.unit(unit_id)], scope_digest="sha256:one", now=self.at(at))
        database.save_items(run.id, [*items, self.done(unit_id, at=at + 10)])
        database.finish_crawl(run.id, "finished", self.at(at + 11))
        return run.id


@pytest.fixture
def crawled() -> Crawled:
    """Items to store."""
    return Crawled()


def count_rows(database: Database, table: str) -> int:
    """How many rows a table has."""
    with database.read() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.fixture
def rows(database: Database) -> Any:
    """Counts the rows of a table by its name."""
    return lambda table: count_rows(database, table)
