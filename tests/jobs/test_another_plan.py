"""Judged by a plan that the crawl was not made for: is anything called missing that nobody looked for?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from audit_rules.plans.loading import load_plan
from db.database import Database, open_database
from domain.coverage import Coverage
from domain.crawl import CrawlTarget, PortalDone
from domain.pages import SiteNorms
from domain.reach import Reach, ReachStatus
from domain.units import Unit, UnitKind
from jobs.inputs import AuditInput
from jobs.judge import judge_stored
from jobs.targets import crawl_targets
from spiders.portal.reach import wanted_by

UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url="http://czt.example/")
CRAWLED = datetime(2019, 6, 30, 12, 0, tzinfo=UTC)
AS_OF = date(2019, 6, 30)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'm.db'}") as opened:
        opened.migrate()
        yield opened


def searched(target: CrawlTarget) -> Coverage:
    """The whole portal was read, and nothing that the target asks for was found."""
    return Coverage(
        home=True, navigation=True, sitemap=True, statutory=True, pages_read=60, wanted=wanted_by(target)
    )


def crawled_for(database: Database, plan: str) -> None:
    (target,) = crawl_targets(load_plan(plan), (UNIT,), AS_OF)
    run = database.begin_crawl([UNIT], scope_digest=plan, now=CRAWLED - timedelta(hours=1))
    done = PortalDone(
        unit_id="czt",
        reach=Reach(id="", status=ReachStatus.OK, pages=60, home_url=UNIT.portal_url, crawled_at=CRAWLED),
        coverage=searched(target),
        norms=SiteNorms(),
        finished_at=CRAWLED,
    )
    database.save_items(run.id, [done])
    database.finish_crawl(run.id, "finished", CRAWLED)


def judged(database: Database, plan: str) -> dict[str, Any]:
    result = judge_stored(AuditInput(plan=load_plan(plan), units=(UNIT,)), database, as_of=AS_OF)
    return dict(result["units"][0])


def channel(unit: dict[str, Any]) -> dict[str, Any]:
    """The finding on the channel for consultation (咨询建言渠道), a veto of the table of 2019."""
    return dict(
        next(
            each
            for each in unit["findings"]
            if each["check"] == "column" and each["subject"] == "consultation"
        )
    )


def test_what_the_crawl_looked_for_is_missing(database: Database) -> None:
    crawled_for(database, "national-2019")
    unit = judged(database, "national-2019")
    assert (channel(unit)["outcome"], channel(unit)["code"]) == ("failed", "missing")
    assert unit["inspection"]["result"] == "vetoed"


def test_what_no_crawl_looked_for_is_not_missing(database: Database) -> None:
    crawled_for(database, "yunnan-2017")
    unit = judged(database, "national-2019")
    found = channel(unit)
    assert (found["outcome"], found["code"]) == ("cant_tell", "not_sought")
    assert found["explanation"] == (
        "省财政厅门户网站最近一次巡查（2019年6月30日）所依据的方案没有要求查找“咨询建言”栏目，“咨询建言”栏目是否开设"
        "无法判断，建议按现行方案重新巡查。"
    )
    assert unit["inspection"]["vetoes"] == []
    assert "passed" not in {
        each["outcome"] for each in unit["findings"] if each["check"] in {"columns_stale", "columns_blank"}
    }


def test_a_table_s_crawl_convicts_nobody_of_what_the_work_plan_asks(database: Database) -> None:
    crawled_for(database, "national-2019")
    (target,) = crawl_targets(load_plan("national-2019"), (UNIT,), AS_OF)
    findings = judged(database, "yunnan-2017")["findings"]
    failed = {each["subject"] for each in findings if each["outcome"] == "failed" and each["subject"]}
    assert failed
    assert failed <= target.subjects
    told = {each["subject"] for each in findings if each["code"] == "not_sought"}
    assert "fiscal-report" in told
