"""Does an audit stay what it was, to be exported and verified, after its plan or the vocabulary was edited?"""

import asyncio
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from audit_rules import bundled
from audit_rules.digests import reading_digest
from audit_rules.plans.source import plan_source
from audit_rules.subjects.versions import program_vocabulary
from casework.reports.kept_sources import keep_vocabulary
from casework.reports.report_source import report_of
from crawler.context import CrawlContext
from crawler.options import CrawlOptions
from crawler.outlet import Outlet
from crawler.wire import WireAnswer, WireRequest
from db.database import Database, SourceKind, StoreError, open_database
from domain.canonical_json import parse_canonical
from domain.captures import Body, ClockState, Exchange, Response, VisitBegun, VisitEnded
from domain.crawl import CrawlTarget
from domain.units import Unit, UnitKind
from evidence.captures.store import CaptureStore
from evidence.signing.keys import SigningKey, load_or_create_signing_key
from jobs.errors import UsageError, WorkError
from jobs.evidence_gathering import Wanted
from jobs.evidence_package import export_package
from jobs.inputs import load_stored
from jobs.judge import judge_into
from jobs.verify import Trust, Verified, verify
from spiders.portal.visiting import visit_portal

BUNDLED = bundled.SUBJECTS
BEGAN = datetime(2018, 1, 5, 1, tzinfo=UTC)
HOST = "http://czt.example.gov.cn"
UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=f"{HOST}/")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
NONE = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"
OPTIONS = CrawlOptions(render=False, host_concurrency=1, portal_searches=0)
PLAN = """
id: small
title: 某省2017年政务公开工作要点分工方案
document_number: 某政办发〔2017〕1号
year: 2017
issued_on: 2017-04-17
published_on: 2017-04-21
numbered: 1
sections:
- {name: 稳增长, file: growth, weight: 100}
"""
GROWTH = """
section: 稳增长
tasks:
- number: 1
  group: 加强预期引导
  text: 开设PPP专栏
  leads: [czt]
  deadline_text: 2017年7月底前
  weight: 100
  checks:
  - {rule: column, subject: ppp, points: 100}
"""
ADDED = ("    exact: [政府和社会资本合作, ", "    exact: [携手共建, 政府和社会资本合作, ")
REMOVED = ("PPP管理, PPP项目, ", "PPP管理, ")


def portal() -> dict[str, str]:
    menu = {"ppp": "PPP项目", "xw": "新闻动态", "xsgj": "携手共建"}
    links = "".join(f'<a href="/{name}/">{text}</a>' for name, text in menu.items())
    frame = f'<div class=nav><a href="/">首页</a>{links}</div>'
    rows = '<li><a href="/ppp/1.html">PPP项目库公示</a><span>2017-07-01</span></li>'
    news = '<li><a href="/xw/1.html">全省财政工作会议召开</a><span>2017-07-20</span></li>'
    shown = {
        "/": f"<title>省财政厅</title>{frame}<p>云南省财政厅门户网站欢迎您</p>",
        "/ppp/": f"<title>PPP项目-省财政厅</title>{frame}<h1>PPP项目</h1><ul class=list>{rows}</ul>",
        "/xw/": f"<title>新闻动态-省财政厅</title>{frame}<h1>新闻动态</h1><ul class=list>{news}</ul>",
    }
    return {path: f"<!doctype html><meta charset=utf-8>{text}" for path, text in shown.items()}


@dataclass
class PagesWire:
    """A portal of few pages, and what went over the wire to it."""

    pages: Mapping[str, str]
    at: datetime
    events: list[Exchange] = field(default_factory=list)

    async def exchange(self, request: WireRequest) -> WireAnswer:
        path = request.url.removeprefix(HOST)
        body, head = self.pages.get(path, "").encode(), HEAD if path in self.pages else NONE
        number, began = len(self.events), self.at
        self.at += timedelta(seconds=1)
        self.events.append(
            Exchange(
                began=2 * number,
                ended=2 * number + 1,
                method=request.method,
                url=request.url,
                at=began,
                seconds=1.0,
                request=f"GET {path} HTTP/1.1\r\n\r\n".encode(),
                response=Response(head=head, payload=Body.of(body)),
            )
        )
        found = path in self.pages
        return WireAnswer(
            url=request.url,
            status=200 if found else 404,
            headers={"content-type": "text/html; charset=utf-8" if found else "text/html"},
            body=body,
            at=self.at,
            seconds=1.0,
            size=len(body),
        )

    async def render(self, url: str) -> WireAnswer:
        raise AssertionError(f"{url} is asked of a browser, and rendering is switched off")

    def check_address(self, url: str) -> None:
        pass

    def ask_pause(self, host: str, seconds: float) -> None:
        pass

    def slow_down(self, _host: str, _retry_after: float | None) -> float:
        return 0.0

    async def pause(self, seconds: float) -> None:
        pass

    def now(self) -> datetime:
        return self.at

    def out_of_time(self) -> bool:
        return False

    async def close(self) -> None:
        pass


@dataclass(frozen=True)
class Office:
    """A database, an evidence folder, a plan and a vocabulary that somebody edits."""

    database: Database
    folder: Path
    key: SigningKey

    @property
    def plan(self) -> Path:
        return self.folder / "plan"

    def edit_plan(self, old: str, new: str) -> None:
        path = self.plan / "tasks/growth.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def edit_vocabulary(self, edit: tuple[str, str]) -> None:
        text = bundled.SUBJECTS.read_text(encoding="utf-8")
        assert edit[0] in text
        bundled.SUBJECTS.write_text(text.replace(*edit), encoding="utf-8")

    def crawl(self, pages: Mapping[str, str], began: datetime = BEGAN) -> None:
        """Visit the portal and keep it, as a crawl does."""
        words, database = program_vocabulary(), self.database
        keep_vocabulary(database, words)
        target = CrawlTarget(unit=UNIT, subjects=frozenset({"ppp", "news"}), since=date(2016, 1, 1))
        wire = PagesWire(pages, began)
        run = database.begin_crawl(
            [UNIT],
            scope_digest=str(began),
            now=began,
            vocabulary_digest=words.digest,
            reading_digest=reading_digest(),
        )
        outlet = Outlet(lambda items: database.save_items(run.id, items))
        context = CrawlContext(targets=[target], options=OPTIONS, outlet=outlet, on_progress=lambda _: None)
        visited = asyncio.run(visit_portal(target, wire=wire, context=context, vocabulary=words.compiled()))
        writer = CaptureStore(self.folder / "evidence").begin(
            VisitBegun(
                target=target,
                crawl_began=began,
                options=TypeAdapter(CrawlOptions).dump_python(OPTIONS, mode="json"),
                software="Mingcha/0.1",
                clock=ClockState(at=began),
            )
        )
        for event in wire.events:
            writer.exchanged(event)
        ref = writer.seal(VisitEnded(clock=ClockState(at=wire.at), other_hosts=visited.other_hosts))
        outlet.put([replace(visited.done, capture=ref)])
        outlet.flush()
        database.finish_crawl(run.id, "finished", wire.at)

    def judge(self) -> str:
        judge_into(
            load_stored(str(self.plan), self.database),
            self.database,
            as_of=date(2017, 12, 31),
            file=None,
            processes=1,
            key=self.key,
        )
        return self.database.load_audit_head().id

    def export(self, audit: str | None = None, **changes: Any) -> Path:
        output = self.folder / f"{audit}.wacz"
        wanted = Wanted(
            unit="czt", output=output, evidence=self.folder / "evidence", audit_id=audit, **changes
        )
        export_package(self.database, wanted, self.key, None)
        return output

    def verified(self, path: Path) -> Verified:
        return verify(path, Trust(keys={self.key.id}))

    def code(self, audit: str) -> str:
        (finding,) = self.database.load_findings(audit, ["czt"])["czt"]
        return f"{finding.outcome} {finding.code}"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    (tmp_path / "plan/tasks").mkdir(parents=True)
    (tmp_path / "plan/plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "plan/README.md").write_text("Rows in doubt.\n", encoding="utf-8")
    (tmp_path / "plan/tasks/growth.yaml").write_text(GROWTH, encoding="utf-8")
    (tmp_path / "subjects.yaml").write_bytes(BUNDLED.read_bytes())
    monkeypatch.setattr(bundled, "SUBJECTS", tmp_path / "subjects.yaml")
    with open_database(f"sqlite:///{tmp_path / 'mingcha.db'}") as database:
        database.migrate()
        yield Office(database, tmp_path, load_or_create_signing_key(tmp_path / "key.pem"))


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def assert_holds(found: Verified) -> None:
    assert found.holds, [each for each in found.checks if not each.holds]
    assert [each.name for each in found.checks if each.skipped] == ["timestamp"]


def test_documents_of_the_older_night_quote_the_older_plan(office: Office) -> None:
    office.crawl(portal())
    older = office.judge()
    office.edit_plan("开设PPP专栏", "开设政府和社会资本合作专栏")
    newer = office.judge()
    texts = {
        audit: report_of(office.database, audit_id=audit, plan=None).plan.tasks[0].text
        for audit in (older, newer)
    }
    assert texts == {older: "开设PPP专栏", newer: "开设政府和社会资本合作专栏"}
    # An edit that nobody judged by yet changes neither, and the folder only says which plan's audit is meant.
    office.edit_plan("开设政府和社会资本合作专栏", "别的")
    newest = report_of(office.database, audit_id=None, plan=str(office.plan))
    assert (newest.audit_id, newest.plan.tasks[0].text) == (newer, texts[newer])
    (office.plan / "plan.yaml").unlink()
    assert report_of(office.database, audit_id=None, plan="small").audit_id == newer
    with pytest.raises(UsageError, match="there is no plan here"):
        report_of(office.database, audit_id=None, plan="medium")


def test_a_package_is_the_same_whatever_was_edited_since(office: Office) -> None:
    office.crawl(portal())
    audit = office.judge()
    first = office.export(audit).read_bytes()
    (office.plan / "README.md").write_text("Another word.\n", encoding="utf-8")
    office.edit_plan("开设PPP专栏", "开设专栏")
    office.edit_vocabulary(ADDED)
    path = office.export(audit)
    assert path.read_bytes() == first
    assert "plan/README.md" not in members(path)
    found = office.verified(path)
    assert_holds(found)
    assert any("is not this program's" in note for each in found.checks for note in each.notes)


def test_an_edited_explanation_is_no_other_plan(office: Office) -> None:
    before = plan_source(office.plan).digest
    (office.plan / "README.md").write_text("Another word.\n", encoding="utf-8")
    assert plan_source(office.plan).digest == before


@pytest.mark.parametrize(("edit", "then"), [(ADDED, "passed found"), (REMOVED, "cant_tell")])
def test_judged_again_by_an_edited_vocabulary_it_holds(
    office: Office, edit: tuple[str, str], then: str
) -> None:
    """The portal was crawled by the one, judged by the other, crawled again since: links stand elsewhere now."""
    office.crawl(portal())
    first = office.judge()
    assert office.code(first) == "passed found"
    crawled = program_vocabulary()
    office.edit_vocabulary(edit)
    again = office.judge()
    assert office.code(again).startswith(then)
    entrance = '<a href="/xsgj/">携手共建</a>'
    moved = {name: text if name == "/xw/" else text.replace(entrance, "") for name, text in portal().items()}
    office.crawl(moved, BEGAN + timedelta(days=1))
    path = office.export(again)
    held = members(path)
    assert held["vocabulary/subjects.yaml"] == program_vocabulary().data
    assert held["vocabulary/subjects-of-the-visit.yaml"] == crawled.data
    facts = parse_canonical(held["facts/czt.json"])["facts"]
    if edit is ADDED:
        assert [each["text"] for each in facts["candidates"] if each["subject"] == "ppp"] == ["携手共建"]
    else:
        assert 1 in {each["grade"] for each in facts["columns"] if each["subject"] == "ppp"}
    found = office.verified(path)
    assert_holds(found)
    assert any("both are in the package" in note for each in found.checks for note in each.notes)
    path = office.export(first)
    assert "vocabulary/subjects-of-the-visit.yaml" not in members(path)
    assert_holds(office.verified(path))
    # The program that checks may have any vocabulary.
    office.edit_vocabulary(("name: 减税降费", "name: 减税"))
    for audit in (first, again):
        assert_holds(office.verified(office.folder / f"{audit}.wacz"))


def test_subjects_are_called_in_documents_as_they_were_when_it_was_judged(office: Office) -> None:
    office.crawl(portal())
    audit = office.judge()
    office.edit_vocabulary(("    name: 政府和社会资本合作\n", "    name: 社会资本\n"))
    assert report_of(office.database, audit_id=audit, plan=None).subjects["ppp"] == "政府和社会资本合作"


def test_what_was_kept_is_not_changed(office: Office) -> None:
    office.crawl(portal())
    office.judge()
    with pytest.raises(StoreError), office.database.write() as connection:
        connection.exec_driver_sql("UPDATE judged_by SET packed = x'00'")
    with pytest.raises(StoreError), office.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM judged_by")
    digest = plan_source(office.plan).digest
    with office.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER judged_by_kept_update")
        connection.exec_driver_sql("UPDATE judged_by SET packed = x'00'")
    with pytest.raises(StoreError, match="not the one that was kept"):
        office.database.load_judged_by(SourceKind.PLAN, digest)


def test_of_an_audit_from_before_they_were_kept_the_disk_is_asked(office: Office) -> None:
    office.crawl(portal())
    audit = office.judge()
    with office.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER judged_by_kept_delete")
        connection.exec_driver_sql("DELETE FROM judged_by")
    path = office.export(audit, plan=str(office.plan))
    assert_holds(office.verified(path))
    with pytest.raises(UsageError, match="there is no plan here"):
        office.export(audit)
    office.edit_vocabulary(ADDED)
    with pytest.raises(WorkError, match="another version of the subject vocabulary"):
        office.export(audit, plan=str(office.plan))
    office.edit_plan("开设PPP专栏", "开设专栏")
    with pytest.raises(WorkError, match="another version of the plan small"):
        office.export(audit, plan=str(office.plan))
