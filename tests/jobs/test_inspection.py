"""Does what was seen reach the inspection's result: a week of probes, through the store, to a veto or a warning?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from audit_rules.plans.loading import load_plan
from db.database import Database, open_database
from domain.columns import ColumnStatus
from domain.coverage import Coverage
from domain.crawl import ColumnFound, PortalDone, PostingFound
from domain.pages import DateConfidence, DateSource, ReadDate, SiteNorms
from domain.reach import FailureKind, Probe, Reach, ReachStatus
from domain.subjects import HOME, Grade, Surface
from domain.units import Unit, UnitKind
from jobs.inputs import AuditInput
from jobs.judge import judge_stored
from jobs.league import print_league

URL = "http://czt.example/"
UNIT = Unit(id="czt", name="省财政厅[red]", kind=UnitKind.PROVINCIAL_DEPT, portal_url=URL)
AS_OF = date(2017, 12, 31)
NOW = datetime(2017, 12, 31, 12, 0, tzinfo=UTC)
MONDAY = datetime(2017, 12, 24, 16, 0, tzinfo=UTC)
"""The first moment of 25 December in China."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'm.db'}") as opened:
        opened.migrate()
        run = opened.begin_crawl([UNIT], scope_digest="a", now=NOW - timedelta(hours=1))
        shown = ReadDate(on=date(2017, 12, 28), source=DateSource.LIST, confidence=DateConfidence.HIGH)
        home = ColumnFound(
            unit_id="czt", subject=HOME, url=URL, title="首页", grade=Grade.EXACT, surface=Surface.CONTEXT,
            found_on=URL, status=ColumnStatus.OK, seen_at=NOW,
        )  # fmt: skip
        news = PostingFound(
            unit_id="czt",
            title="新闻",
            url=f"{URL}a.html",
            seen_at=NOW,
            published=shown,
            subject=HOME,
            column_url=URL,
        )
        done = PortalDone(
            unit_id="czt",
            reach=Reach(id="", status=ReachStatus.OK, pages=9, home_url=URL, crawled_at=NOW),
            coverage=Coverage(home=True, navigation=True, sitemap=True, pages_read=9),
            norms=SiteNorms(),
            finished_at=NOW,
        )
        opened.save_items(run.id, [home, news])
        opened.save_items(run.id, [done])
        opened.finish_crawl(run.id, "finished", NOW)
        yield opened


def week(*, failed: int, a_day: int = 20, days: int = 7) -> list[tuple[str, Probe]]:
    """So many probes a day, of which ``failed`` in all did not open within fifteen seconds."""
    moments = [
        MONDAY + timedelta(days=day, minutes=30 * place) for day in range(days) for place in range(a_day)
    ]
    return [
        (
            "czt",
            Probe(
                id="", url=URL, at=at, ok=place >= failed, seconds=1.0,
                failure=FailureKind.TIMEOUT if place < failed else None,
            ),
        )
        for place, at in enumerate(moments)
    ]  # fmt: skip


def judged(database: Database, plan: str = "national-2015") -> dict[str, Any]:
    result = judge_stored(AuditInput(plan=load_plan(plan), units=(UNIT,)), database, as_of=AS_OF)
    return dict(result["units"][0])


def first(unit: dict[str, Any]) -> dict[str, Any]:
    return dict(next(each for each in unit["findings"] if each["task"] == 1))


@pytest.mark.parametrize(
    ("probes", "outcome", "code", "warning", "result"),
    [
        (week(failed=7), "failed", "unstable", False, "vetoed"),  # 5.0% of 140
        (week(failed=6), "passed", "near", True, "not_found"),  # 4.3%
        (week(failed=4), "passed", "available", False, "not_found"),  # 2.9%
        (week(failed=0), "passed", "reachable", False, "not_found"),
        (week(failed=7, a_day=19), "cant_tell", "few_probes", False, "not_found"),
        (week(failed=7, days=6), "cant_tell", "few_probes", False, "not_found"),
    ],
)
def test_a_week_of_probes(
    database: Database, probes: list[Any], outcome: str, code: str, warning: bool, result: str
) -> None:
    database.save_probes(probes)
    unit = judged(database)
    found = first(unit)
    assert (found["outcome"], found["code"], found["warning"]) == (outcome, code, warning)
    assert unit["inspection"]["result"] == result
    assert unit["inspection"]["vetoes"] == ([1] if outcome == "failed" else [])
    assert unit["warnings"] == unit["inspection"]["warnings"] == int(warning)
    stored = database.load_audit()
    assert [each.warning for each in stored.findings if each.task == 1] == [warning]


def test_points_from_memory_are_references(database: Database) -> None:
    unit = judged(database)
    taken = [each["deduction"] for each in unit["findings"] if each["deduction"]]
    assert taken
    assert all(each["reference"] and each["provenance"] == "memory" for each in taken)
    assert unit["inspection"]["taken"] == 0
    assert unit["inspection"]["points"] == 100
    assert unit["inspection"]["points_reference"] < 100
    assert unit["score"]["percent"] is None


def test_a_table_that_was_not_in_force_says_so(database: Database) -> None:
    unit = judged(database, "national-2019")
    assert {each["code"] for each in unit["findings"]} == {"out_of_force"}
    assert unit["inspection"]["result"] == "not_in_force"


def test_the_league_names_vetoes_and_warnings_apart(database: Database) -> None:
    database.save_probes(week(failed=7))
    result = judge_stored(AuditInput(plan=load_plan("national-2015"), units=(UNIT,)), database, as_of=AS_OF)
    console = Console(width=160, record=True, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    print_league(result, console)
    text = console.export_text()
    assert "省财政厅[red]" in text
    assert "不合格（单项否决）1个" in text
    assert "预警" in text
    assert "未发现单项否决不等于合格" in text
