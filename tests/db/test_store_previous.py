"""Is each unit's last audit under a plan found again, with its day, digests and crawl?"""

from datetime import date
from typing import Any

from db.database import Database
from domain.findings import Digests, Finding, Outcome, Score, Timeliness


def finding(unit_id: str, outcome: Outcome) -> Finding:
    return Finding(
        unit_id=unit_id, task="5a", check="column", subject="ppp", outcome=outcome,
        timeliness=Timeliness.UNKNOWN, code="found", explanation="。", late_by=(3,), values={"on": "2017"},
    )  # fmt: skip


def store(database: Database, crawled: Any, at: float, *units: str, plan: str = "p", **given: Any) -> str:
    outcome = given.get("outcome", Outcome.PASSED)
    return database.save_audit(
        plan_id=plan,
        digests=Digests(plan=f"plan {at}", rules="r", vocabulary="v"),
        as_of=date(2017, 12, 31),
        scores={unit: Score(earned=1, possible=1, unmeasured=0) for unit in units},
        findings=[finding(unit, outcome) for unit in units],
        facts=database.load_facts(units),
        now=crawled.at(at),
    )


def test_each_unit_has_the_last_audit_that_judged_it(database: Database, crawled: Any) -> None:
    first = crawled.whole(database)
    crawled.whole(database, unit_id="dsj")
    both = store(database, crawled, 20, "czt", "dsj")
    second = crawled.whole(database, at=30)
    alone = store(database, crawled, 60, "czt", outcome=Outcome.FAILED)
    store(database, crawled, 90, "czt", plan="another")
    previous = database.previous_audits("p", ["dsj", "czt", "never"])
    assert list(previous) == ["dsj", "czt"]
    assert (previous["dsj"].audit_id, previous["czt"].audit_id) == (both, alone)
    assert previous["czt"].crawl_id == second != first
    assert previous["czt"].digests == Digests(plan="plan 60", rules="r", vocabulary="v")
    assert previous["czt"].as_of == date(2017, 12, 31)
    assert previous["czt"].findings == (finding("czt", Outcome.FAILED),)
    assert previous["dsj"].findings == (finding("dsj", Outcome.PASSED),)


def test_a_portal_never_crawled_has_no_crawl(database: Database, crawled: Any) -> None:
    crawled.whole(database)
    store(database, crawled, 20, "never")
    assert database.previous_audits("p", ["never"])["never"].crawl_id is None


def test_no_audit_no_previous_one(database: Database, crawled: Any) -> None:
    crawled.whole(database)
    assert database.previous_audits("p", ["czt"]) == {}
