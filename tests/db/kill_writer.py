"""Stores batches without end, one posting title a batch and number, until it is killed. Run: kill_writer.py URL FIRST."""

import sys
from datetime import UTC, datetime, timedelta

from db.database import open_database
from domain.coverage import Coverage
from domain.crawl import PortalDone, PostingFound
from domain.pages import SiteNorms
from domain.reach import Reach, ReachStatus
from domain.units import Unit, UnitKind

BATCH = 1_000
UNITS = tuple(
    Unit(id=name, name=name, kind=UnitKind.OTHER, portal_url=f"http://{name}.example/")
    for name in ("a", "b", "c")
)


def main(url: str, first: int) -> None:
    """Say the number of each batch once it is stored; the batches end the portals a and b on their way."""
    now = datetime.now(UTC)
    with open_database(url) as database:
        run = database.begin_crawl(UNITS, scope_digest="kill", now=now)
        print(run.id, run.resumed, ",".join(run.todo), flush=True)  # noqa: T201 - the test reads it
        for batch in range(first, first + 10_000):
            unit = run.todo[min(batch - first, len(run.todo) - 1)]
            items: list[PostingFound | PortalDone] = [
                PostingFound(
                    unit_id=unit,
                    title=f"{batch}-{number}",
                    url=f"http://{unit}.example/{batch}/{number}",
                    seen_at=now,
                )
                for number in range(BATCH)
            ]
            if unit != "c":
                reach = Reach(id="", status=ReachStatus.OK)
                items.append(
                    PortalDone(
                        unit_id=unit,
                        reach=reach,
                        coverage=Coverage(),
                        norms=SiteNorms(),
                        finished_at=now + timedelta(seconds=1),
                    )
                )
            database.save_items(run.id, items)
            print(batch, flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
