"""Is an audit stored as it was, and can nothing change it?"""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Executable, delete, insert, text, update

from db.database import Database, StoreError
from db.tables.audits import AuditRow, AuditUnitRow, FindingRow
from domain.columns import ColumnStatus
from domain.coverage import Place, PlaceState
from domain.dossier import (
    CandidateConsidered,
    ColumnConsidered,
    Dossier,
    GradeWord,
    PlaceSearched,
    Question,
    SubjectSought,
)
from domain.findings import Digests, Finding, Outcome, Points, Score, Timeliness
from domain.reach import FailureKind
from domain.subjects import Surface

DAY = 24 * 60
FINDING = Finding(
    unit_id="czt",
    task=16,
    check="column",
    subject="ppp",
    outcome=Outcome.PASSED,
    timeliness=Timeliness.ON_TIME,
    code="found",
    explanation="省财政厅门户网站设有“PPP项目”栏目。",
    due=(date(2017, 7, 31), date(2017, 9, 30)),
    done_on=date(2017, 6, 20),
    late_by=(0, 12),
    points=Points(earned=71.1, possible=90.2, unmeasured=0.3),
    advice=True,
    warning=True,
    cites=("obs:column/1", "obs:posting/1"),
    values={"url": "http://czt.example/ppp/", "postings": 3, "days": [1.5, None]},
    dossier=Dossier(
        subjects=(SubjectSought(subject="ppp", name="政府和社会资本合作", names=12),),
        crawled_on=date(2018, 1, 5),
        pages_read=143,
        places=(
            PlaceSearched(
                place=Place.SITEMAP, name="网站地图", state=PlaceState.UNREAD, address="http://czt.example/map",
                failure=FailureKind.TIMEOUT, note="未能读取（访问超时）",
            ),
        ),
        columns=(
            ColumnConsidered(
                subject="ppp", title="PPP", address="http://czt.example/ppp/", grade=GradeWord.EXACT,
                status=ColumnStatus.FAILED, note="未能打开", read_back_to=date(2017, 1, 1), failure=FailureKind.DNS,
            ),
        ),
        candidates=(
            CandidateConsidered(
                subject="ppp", text="PPP知识", address="http://czt.example/1.html", found_on="http://czt.example/",
                grade=GradeWord.WEAK, surface=Surface.TEXT, refusal="指向单篇信息", failure=FailureKind.TLS,
            ),
        ),
        questions=(Question(subject="ppp", words="政府和社会资本合作", hits=3, whole=True),),
    ),
)  # fmt: skip


@pytest.fixture
def store_audit(database: Database, crawled: Any) -> Any:
    """Stores an audit of unit ``czt`` with the findings given."""

    def store(*findings: Finding, at: float = 20, plan_id: str = "yunnan-2017") -> str:
        return database.save_audit(
            plan_id=plan_id,
            digests=Digests(plan="sha256:abc", rules="r", vocabulary="v"),
            as_of=date(2017, 12, 31),
            scores={"czt": Score(earned=1.1, possible=3.3, unmeasured=0.1)},
            findings=findings,
            facts=database.load_facts(["czt"]),
            now=crawled.at(at),
        )

    return store


def test_an_audit_comes_out_as_it_went_in(database: Database, crawled: Any, store_audit: Any) -> None:
    crawled.whole(database)
    findings = (
        FINDING,
        replace(FINDING, task="5a", subject=None, due=(), done_on=None, cites=(), values={}, dossier=None),
    )
    audit = database.load_audit(store_audit(*findings))
    assert audit.findings == findings
    assert (audit.plan_id, audit.digests.plan, audit.as_of) == (
        "yunnan-2017",
        "sha256:abc",
        date(2017, 12, 31),
    )
    assert audit.finished_at == crawled.at(20)
    assert audit.version
    assert audit.id.startswith("20170801-022000000000-")
    unit = audit.units[0]
    assert (unit.unit_id, unit.name) == ("czt", "省czt厅")
    assert unit.score == Score(earned=1.1, possible=3.3, unmeasured=0.1)
    assert unit.reach == database.load_facts(["czt"])["czt"].reach


def test_no_field_of_a_finding_is_forgotten() -> None:
    # A field added to these is not stored by itself; FINDING must then give it a value of its own.
    plain = Finding(
        unit_id="", task=0, check="", subject=None, outcome=Outcome.ERROR, timeliness=Timeliness.UNKNOWN, code="",
        explanation="",
    )  # fmt: skip
    assert all(getattr(FINDING, one.name) != getattr(plain, one.name) for one in fields(Finding))
    assert len(fields(Points)) == 3
    assert len(fields(Score)) == 3


def test_units_and_findings_keep_their_order(database: Database, crawled: Any) -> None:
    ids = ["dsj", "czt", "aaa"]
    findings = [replace(FINDING, unit_id=name, task=task) for task in (9, 3, 27) for name in ids]
    audit_id = database.save_audit(
        plan_id="p",
        digests=Digests(plan="d", rules="r", vocabulary="v"),
        as_of=date(2017, 12, 31),
        scores=dict.fromkeys(ids, Score(earned=0, possible=0, unmeasured=1)),
        findings=findings,
        facts=database.load_facts(ids),
        names={"dsj": "省地税局"},
    )
    audit = database.load_audit(audit_id)
    assert [(unit.unit_id, unit.name) for unit in audit.units] == [
        ("dsj", "省地税局"),
        ("czt", "czt"),
        ("aaa", "aaa"),
    ]
    assert list(audit.findings) == findings


def test_the_newest_audit_is_found(database: Database, store_audit: Any) -> None:
    store_audit(at=20)
    other = store_audit(at=40, plan_id="other")
    newest = store_audit(at=30)
    assert database.load_audit().id == other
    assert database.load_audit(plan_id="yunnan-2017").id == newest


def test_an_audit_that_is_not_there_is_named(database: Database) -> None:
    with pytest.raises(StoreError, match="no audit is stored yet; run mingcha audit first"):
        database.load_audit()
    with pytest.raises(StoreError, match="no audit 2017 in the database"):
        database.load_audit("2017")


def test_a_finding_of_a_unit_without_score_is_refused_whole(
    database: Database, store_audit: Any, rows: Any
) -> None:
    with pytest.raises(KeyError, match="dsj"):
        store_audit(FINDING, replace(FINDING, unit_id="dsj"))
    assert rows("audits") == rows("findings") == 0


CHANGES: dict[str, Executable] = {
    "audit updated": update(AuditRow).values(as_of=date(2018, 1, 1)),
    "audit reopened": update(AuditRow).values(finished_at=None),
    "audit deleted": delete(AuditRow),
    "unit updated": update(AuditUnitRow).values(earned=100.0),
    "unit deleted": delete(AuditUnitRow),
    "finding updated": update(FindingRow).values(outcome=Outcome.PASSED),
    "finding deleted": delete(FindingRow),
}


def test_nothing_of_a_finished_audit_can_be_changed(database: Database, store_audit: Any) -> None:
    audit_id = store_audit(FINDING)
    before = database.load_audit(audit_id)
    # SQLite has no TRUNCATE.
    truncate = {} if database.is_sqlite else {"truncated": text("TRUNCATE audits CASCADE")}
    for name, change in {**CHANGES, **truncate}.items():
        with (
            pytest.raises(StoreError, match="a finished audit is never changed"),
            database.write() as connection,
        ):
            connection.execute(change)
        assert database.load_audit(audit_id) == before, name


def test_nothing_can_be_added_to_a_finished_audit(database: Database, store_audit: Any) -> None:
    audit_id = store_audit(FINDING)
    unit = {
        "audit_id": audit_id, "unit_id": "dsj", "position": 9, "name": "", "earned": 0.0, "possible": 0.0,
        "unmeasured": 0.0, "reach": {},
    }  # fmt: skip
    with pytest.raises(StoreError, match="a finished audit is never changed"), database.write() as connection:
        connection.execute(insert(AuditUnitRow).values(unit))
    copy = text(
        "INSERT INTO findings (audit_id, unit_id, position, task, check_id, outcome, timeliness, code, explanation,"
        " due, earned, possible, unmeasured, advice, cites, verdict_values) SELECT audit_id, unit_id, 99, task,"
        " check_id, outcome, timeliness, code, explanation, due, earned, possible, unmeasured, advice, cites,"
        " verdict_values FROM findings"
    )
    with pytest.raises(StoreError, match="a finished audit is never changed"), database.write() as connection:
        connection.execute(copy)


def test_cleaning_up_leaves_what_an_audit_cites_and_all_history(
    database: Database, crawled: Any, store_audit: Any, rows: Any
) -> None:
    for day in range(4):
        at = day * DAY
        crawled.whole(
            database,
            crawled.visit(at=at + 1),
            crawled.link(at=at + 1),
            crawled.column(at=at + 1),
            crawled.placed(at=at + 1, on=date(2017, 4, 14)),
            crawled.candidate(at=at + 1),
            at=at,
        )
        if day == 0:
            candidate = database.load_facts(["czt"])["czt"].candidates[0]
            store_audit(replace(FINDING, cites=(candidate.id, "obs:posting/1", "nonsense")))
        if day == 1:
            reach = database.load_facts(["czt"])["czt"].reach
            store_audit(replace(FINDING, cites=(reach.id,)))
    history = (
        "links",
        "columns",
        "column_sightings",
        "postings",
        "posting_dates",
        "posting_columns",
        "findings",
    )
    before = {table: rows(table) for table in history}
    removed = database.cleanup(crawled.at(3 * DAY))
    assert removed == {"page_visits": 1, "candidates": 1, "unfinished_audits": 0}
    assert rows("page_visits") == rows("candidates") == 3
    assert {table: rows(table) for table in history} == before
    assert database.load_citation(candidate.id) is not None
    assert database.cleanup(crawled.at(3 * DAY)) == {
        "page_visits": 0,
        "candidates": 0,
        "unfinished_audits": 0,
    }


def test_a_number_once_given_is_not_given_again(database: Database, crawled: Any) -> None:
    crawled.whole(database, crawled.candidate())
    first = database.load_facts(["czt"])["czt"].candidates[0]
    database.cleanup(crawled.at(DAY))
    crawled.whole(database, crawled.candidate(at=DAY), at=DAY)
    second = database.load_facts(["czt"])["czt"].candidates[0]
    assert second.id != first.id
    assert database.load_citation(first.id) is None
