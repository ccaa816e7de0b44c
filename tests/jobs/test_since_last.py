"""Does an audit say what changed since the last one, and whether it was the site, the day or the rules?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from audit_rules.plans.loading import load_plan
from audit_rules.subjects.versions import program_vocabulary
from db.database import Database, open_database
from domain.columns import ColumnStatus
from domain.coverage import Coverage
from domain.crawl import ColumnFound, LinkFound, PortalDone, PostingFound
from domain.pages import DateConfidence, DateSource, ReadDate, SiteNorms
from domain.plans import Check, Plan, Shared
from domain.reach import Reach, ReachStatus
from domain.register import FiledNotice, Register
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind
from jobs.inputs import AuditInput
from jobs.judge import judge_stored
from jobs.league import change_lines
from jobs.summary import summary_of

HOME = "http://czt.example/"
UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=HOME)
OTHER = Unit(id="dsj", name="省地税局", kind=UnitKind.PROVINCIAL_DEPT, portal_url="http://dsj.example/")
NIGHT = datetime(2017, 8, 10, 18, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'm.db'}") as opened:
        opened.migrate()
        yield opened


@pytest.fixture
def plan() -> Plan:
    whole = load_plan("yunnan-2017")
    task = next(task for task in whole.tasks if task.number == 7)
    check = Check(rule="column", subject="tax-cut", points=2.0)
    return replace(whole, tasks=(replace(task, leads=("czt",), units=("czt",), checks=(check,)),))


def crawl(database: Database, *items: Any, nights: int = 0, vocabulary: str = "", unit: Unit = UNIT) -> None:
    at = NIGHT + timedelta(days=nights)
    run = database.begin_crawl([unit], scope_digest="sha256:x", now=at, vocabulary_digest=vocabulary)
    done = PortalDone(
        unit_id=unit.id,
        reach=Reach(id="", status=ReachStatus.OK, pages=40, home_url=unit.portal_url, crawled_at=at),
        coverage=Coverage(home=True, navigation=True, sitemap=True, pages_read=40),
        norms=SiteNorms(),
        finished_at=at + timedelta(minutes=5),
    )
    database.save_items(run.id, [*(replace(item(at), unit_id=unit.id) for item in items), done])
    database.finish_crawl(run.id, "finished", at + timedelta(minutes=6))


def column(at: datetime) -> ColumnFound:
    return ColumnFound(
        unit_id="czt", subject="tax-cut", url=f"{HOME}jsjf/", title="减税降费", grade=Grade.EXACT,
        surface=Surface.TEXT, found_on=HOME, status=ColumnStatus.OK, seen_at=at, postings=1, pages_read=1,
        complete_since=date.min,
    )  # fmt: skip


def posting(at: datetime) -> PostingFound:
    published = ReadDate(on=date(2017, 6, 20), source=DateSource.LIST, confidence=DateConfidence.HIGH)
    return PostingFound(
        unit_id="czt", title="减税清单", url=f"{HOME}jsjf/1.html", seen_at=at, published=published,
        subject="tax-cut", column_url=f"{HOME}jsjf/",
    )  # fmt: skip


def judged(database: Database, plan: Plan, as_of: date, *notices: FiledNotice) -> dict[str, Any]:
    given = AuditInput(plan=plan, units=(UNIT,), register=Register(notices=notices))
    return judge_stored(given, database, as_of=as_of)


def causes(result: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    changes = result["units"][0]["since"]["changes"]
    return [(each["before"]["outcome"], each["after"]["outcome"], each["causes"]) for each in changes]


AUGUST, LATER = date(2017, 8, 10), date(2017, 8, 11)


def test_the_first_audit_compares_with_nothing(database: Database, plan: Plan) -> None:
    crawl(database)
    result = judged(database, plan, AUGUST)
    assert result["units"][0]["since"] is None
    assert change_lines(summary_of(result)) == []


def test_the_same_again_is_no_change(database: Database, plan: Plan) -> None:
    crawl(database, column, posting)
    first = judged(database, plan, AUGUST)
    again = judged(database, plan, AUGUST)
    since = again["units"][0]["since"]
    assert since == {"run_id": first["run_id"], "as_of": "2017-08-10", "changes": []}
    assert change_lines(summary_of(again)) == ["与上次核查（截至2017-08-10）相比，没有变化。"]


def test_a_column_that_appeared_is_the_site_s_doing(database: Database, plan: Plan) -> None:
    crawl(database)
    judged(database, plan, AUGUST)
    crawl(database, column, posting, nights=1)
    result = judged(database, plan, LATER)
    assert causes(result) == [("failed", "passed", ["site"])]
    assert change_lines(summary_of(result)) == [
        "与上次核查（截至2017-08-10）相比，1个单位有1项变化：门户网站所见内容或可读情况有变化1项。"
    ]


def test_a_due_date_that_passed_is_the_time_s(database: Database, plan: Plan) -> None:
    crawl(database)
    judged(database, plan, date(2017, 7, 31))
    assert causes(judged(database, plan, AUGUST)) == [("not_applicable", "failed", ["time"])]


def test_a_plan_that_was_changed_is_the_rules_doing(database: Database, plan: Plan) -> None:
    crawl(database, column, posting)
    judged(database, plan, AUGUST)
    check = replace(plan.tasks[0].checks[0], params={"min_postings": 5})
    stricter = replace(plan, tasks=(replace(plan.tasks[0], checks=(check,)),), digest="sha256:other")
    assert causes(judged(database, stricter, LATER)) == [("passed", "failed", ["rules"])]


def test_a_notice_that_was_registered_is_the_register_s_doing(database: Database, plan: Plan) -> None:
    crawl(database)
    judged(database, plan, AUGUST)
    notice = FiledNotice(unit_id="czt", task="7", done_on=date(2017, 6, 20))
    result = judged(database, plan, LATER, notice)
    assert causes(result) == [("failed", "cant_tell", ["register"])]
    assert result["register_digest"].startswith("sha256:")
    assert judged(database, plan, LATER, notice)["units"][0]["since"]["changes"] == []
    back = judged(database, plan, LATER)
    assert (back["register_digest"], causes(back)) == ("", [("cant_tell", "failed", ["register"])])


def test_a_duty_that_another_unit_did_is_the_others_doing(database: Database, plan: Plan) -> None:
    task = replace(plan.tasks[0], units=("czt", "dsj"), shared=Shared.ANY)
    given = AuditInput(plan=replace(plan, tasks=(task,)), units=(UNIT, OTHER))
    crawl(database)
    crawl(database, unit=OTHER)
    judge_stored(given, database, as_of=AUGUST)
    crawl(database, column, posting, nights=1, unit=OTHER)
    result = judge_stored(given, database, as_of=LATER)
    assert causes(result) == [("failed", "not_applicable", ["others"])]


def test_the_site_and_the_rules_may_both_have_turned_it(database: Database, plan: Plan) -> None:
    crawl(database)
    judged(database, plan, date(2017, 7, 31))
    crawl(database, column, posting, nights=1)
    result = judged(database, replace(plan, digest="sha256:other"), LATER)
    assert causes(result) == [("not_applicable", "passed", ["time", "site"])]


def test_a_changed_vocabulary_needs_no_crawl(database: Database, plan: Plan) -> None:
    def other_column(at: datetime) -> ColumnFound:
        return replace(column(at), subject="fee-list", title="收费目录清单")

    def other_posting(at: datetime) -> PostingFound:
        return replace(posting(at), subject="fee-list")

    def link(at: datetime) -> LinkFound:
        return LinkFound(unit_id="czt", url=f"{HOME}jsjf/", text="减税降费", page_url=HOME, seen_at=at)

    crawl(database, other_column, other_posting, link, vocabulary=program_vocabulary().digest)
    (finding,) = judged(database, plan, AUGUST)["units"][0]["findings"]
    assert (finding["outcome"], finding["code"]) == ("failed", "missing")
    crawl(database, other_column, other_posting, link, nights=1, vocabulary="sha256:older")
    (finding,) = judged(database, plan, AUGUST)["units"][0]["findings"]
    assert (finding["outcome"], finding["done_on"]) == ("passed", "2017-06-20")
