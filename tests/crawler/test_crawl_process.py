"""A crawl as its caller sees it: what stops it, what it raises, what it never opens."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.options import CrawlOptions
from crawler.outlet import BATCH_ITEMS, Outlet, SinkFailed
from crawler.process import run_crawl, scrapy_settings
from domain.coverage import Coverage
from domain.crawl import CrawlItem, LinkFound, PortalDone
from domain.pages import SiteNorms
from domain.reach import Reach, ReachStatus
from spiders.portal.portal_spider import PortalSpider

ROOT = Path(__file__).resolve().parents[2]
SEEN = datetime(2017, 7, 1, tzinfo=UTC)

FAILING_SINK = """
import sys
from datetime import date
from crawler.options import CrawlOptions
from crawler.process import run_crawl
from domain.crawl import CrawlTarget
from domain.units import Unit, UnitKind
from spiders.portal.portal_spider import PortalSpider

class StoreFull(Exception): pass

def sink(items):
    raise StoreFull("no space left")

units = [Unit(id=f"u{n}", name="x", kind=UnitKind.OTHER, portal_url=sys.argv[1]) for n in range(3)]
targets = [CrawlTarget(unit=unit, subjects=frozenset({"ppp"}), since=date(2017, 1, 1)) for unit in units]
try:
    run_crawl(targets, CrawlOptions(delay=0, allow_networks=("127.0.0.0/8",)), sink, lambda seen: None, PortalSpider)
except StoreFull as error:
    print("raised", error)
"""


def link(number: int) -> LinkFound:
    return LinkFound(unit_id="u", url=f"http://x/{number}", text="x", page_url="http://x/", seen_at=SEEN)


def test_a_store_that_refuses_a_batch_stops_the_crawl_and_is_told(site: Any) -> None:
    site.page("/", "<html><body><a href='/a/'>通知公告</a></body></html>")
    done = subprocess.run(
        [sys.executable, "-c", FAILING_SINK, site.url + "/"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "raised no space left"
    assert "Traceback" not in done.stderr


def test_nothing_to_crawl_is_a_finished_crawl() -> None:
    summary = run_crawl([], CrawlOptions(), lambda _: None, lambda _: None, PortalSpider)
    assert (summary.portals, summary.portals_done, summary.interrupted) == (0, 0, False)


def test_a_network_that_is_no_cidr_is_refused_before_anything_starts() -> None:
    with pytest.raises(ValueError, match="10/999"):
        run_crawl([], CrawlOptions(allow_networks=("10/999",)), lambda _: None, lambda _: None, PortalSpider)


def test_no_control_port_is_opened_and_only_what_earns_its_cost_is_loaded() -> None:
    settings = scrapy_settings(CrawlOptions(user_agent="Mingcha/0.1 (+https://example.org)"))
    assert settings["TELNETCONSOLE_ENABLED"] is False
    assert settings["REMOTE_CONTROL_ENABLED"] is False
    assert settings["CONCURRENT_ITEMS"] == 1
    assert settings["USER_AGENT"] == "Mingcha/0.1 (+https://example.org)"
    assert settings["DOWNLOADER_MIDDLEWARES_BASE"] == {}


def test_items_go_out_in_batches_in_order_and_a_portal_s_end_at_once() -> None:
    batches: list[list[CrawlItem]] = []
    outlet = Outlet(lambda items: batches.append(list(items)))
    outlet.put(link(number) for number in range(BATCH_ITEMS + 3))
    assert [len(batch) for batch in batches] == [BATCH_ITEMS]
    done = PortalDone(
        unit_id="u",
        reach=Reach(id="", status=ReachStatus.OK),
        coverage=Coverage(),
        norms=SiteNorms(),
        finished_at=SEEN,
    )
    outlet.put([done])
    assert [len(batch) for batch in batches] == [BATCH_ITEMS, 4]
    assert batches[-1][-1] is done
    outlet.flush()
    assert len(batches) == 2


def test_what_the_sink_raises_stays_behind_the_outlet_s_own_error() -> None:
    def full(_: object) -> None:
        raise OSError("disk full")

    outlet = Outlet(full)
    outlet.put([link(1)])
    with pytest.raises(SinkFailed, match="disk full"):
        outlet.flush()
