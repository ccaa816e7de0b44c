"""Does an accusation about an address on file have its proof in the package: what was asked, when, and what was answered?"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from selectolax.lexbor import LexborHTMLParser

from audit_rules.subjects.matcher import load_vocabulary
from crawler.context import CrawlContext
from crawler.options import CrawlOptions
from crawler.outlet import Outlet
from db.database import Database, open_database
from domain.captures import ClockState, VisitBegun, VisitEnded
from domain.crawl import CrawlTarget
from domain.reach import FailureKind, Probe
from domain.units import Unit
from evidence.captures.store import CaptureStore
from evidence.office.ledger_rows import addresses_of
from evidence.signing.keys import SigningKey, load_or_create_signing_key
from evidence.verify.package_file import PackageFile
from jobs.evidence_gathering import Wanted, gather
from jobs.evidence_package import export_package
from jobs.inputs import load_stored
from jobs.judge import judge_into
from jobs.verify import Trust, verify
from spiders.portal.visiting import visit_portal
from tests.jobs.test_reread import FIRST, HOST, UNIT, PagesWire, portal

pytestmark = pytest.mark.e2e
AT = datetime(2018, 1, 5, 2, tzinfo=UTC)
GONE = "/old/zdly.html"
FILED = f"{HOST}{GONE}"


@dataclass
class EndsEarly(PagesWire):
    """Its budget of time is spent after so many answers."""

    answers: int = 1000

    def out_of_time(self) -> bool:
        return len(self.events) >= self.answers


@dataclass(frozen=True)
class Audited:
    """A unit's portal visited, probed and judged; the finding on its address on file, and its package."""

    database: Database
    folder: Path
    key: SigningKey
    probes: tuple[Probe, ...] = ()
    unit: Unit = field(default_factory=lambda: replace(UNIT, filed_url=FILED))

    def visit(self, wire: PagesWire) -> None:
        target = CrawlTarget(unit=self.unit, subjects=frozenset({"ppp", "news"}), since=date(2016, 1, 1))
        options = CrawlOptions(render=False, host_concurrency=1, portal_searches=0)
        run = self.database.begin_crawl([self.unit], scope_digest="sha256:0", now=AT)
        outlet = Outlet(lambda items: self.database.save_items(run.id, items))
        context = CrawlContext(targets=[target], options=options, outlet=outlet, on_progress=lambda _: None)
        visited = asyncio.run(visit_portal(target, wire=wire, context=context, vocabulary=load_vocabulary()))
        writer = CaptureStore(self.folder / "evidence").begin(
            VisitBegun(
                target=target,
                crawl_began=AT,
                options=TypeAdapter(CrawlOptions).dump_python(options, mode="json"),
                software="Mingcha/0.1",
                clock=ClockState(at=AT),
            )
        )
        for event in wire.events:
            writer.exchanged(event)
        spent = 2 * wire.answers if isinstance(wire, EndsEarly) else None
        ref = writer.seal(VisitEnded(clock=ClockState(at=wire.at), out_of_time_at=spent))
        outlet.put([replace(visited.done, capture=ref)])
        self.database.save_probes(("czt", probe) for probe in self.probes)
        given = load_stored("yunnan-2017", self.database)
        judge_into(given, self.database, as_of=date(2018, 1, 5), file=None, processes=1, key=self.key)

    def finding(self) -> Any:
        (found,) = [each for each in self.gathered().found.findings if each.finding.check == "filed"]
        return found.finding

    def gathered(self) -> Any:
        wanted = Wanted(
            unit="czt", tasks=("L4",), output=self.folder / "czt.wacz", evidence=self.folder / "evidence"
        )
        return gather(self.database, wanted)

    def package(self) -> Mapping[str, bytes]:
        """Its members; the package holds."""
        wanted = self.gathered().wanted
        export_package(self.database, wanted, self.key, None)
        found = verify(wanted.output, Trust(keys={self.key.id}))
        assert found.holds, found
        with PackageFile(wanted.output) as package:
            return {path: package.data(path) for path in package.order}


@pytest.fixture
def audited(tmp_path: Path) -> Iterator[Callable[..., Audited]]:
    with open_database(f"sqlite:///{tmp_path / 'mingcha.db'}") as database:
        database.migrate()
        key = load_or_create_signing_key(tmp_path / "mingcha.db-signing-key.pem")

        def audit(wire: PagesWire, *probes: Probe) -> Audited:
            made = Audited(database, tmp_path, key, probes)
            made.visit(wire)
            return made

        yield audit


def probe(**changes: Any) -> Probe:
    made = Probe(
        id="",
        url=FILED,
        at=AT,
        ok=False,
        http_status=404,
        failure=FailureKind.NOT_FOUND,
        seconds=0.3,
        purpose="filed",
    )
    return replace(made, **changes)


def rows(members: Mapping[str, bytes]) -> list[list[str]]:
    """What the cover tells of what was seen."""
    page = LexborHTMLParser(members["cover/index.html"].decode())
    (table,) = [each for each in page.css("table") if "取得时间" in each.text()]
    return [[cell.text().strip() for cell in row.css("td")] for row in table.css("tr")[1:]]


def test_a_dead_address_is_proved_by_what_the_server_answered(audited: Callable[..., Audited]) -> None:
    made = audited(PagesWire(portal(*FIRST), {GONE: "<h1>404 找不到</h1>"}, at=AT), probe())
    finding = made.finding()
    assert (finding.outcome, finding.code) == ("failed", "dead")
    assert finding.cites[0] == "obs:filed/1/czt"
    addresses, _ = addresses_of(finding, made.gathered().found.pages)
    assert addresses[0] == FILED
    members = made.package()
    first, probed, _ = rows(members)
    assert first[0] == f"报备的专栏网址（抓取时访问）\n{FILED}"
    assert "2018-01-05 10:0" in first[1]
    assert first[1].endswith("服务器返回HTTP 404（页面不存在）")
    assert first[2].startswith("obs:filed/1/czt\nurn:uuid:")
    record = first[2].partition("\n")[2]
    assert any(
        record.encode() in line and FILED.encode() in line for line in members["trace/czt.jsonl"].splitlines()
    )
    assert probed[0] == f"报备的专栏网址（单独探测）\n{FILED}"
    assert probed[1:] == ["2018-01-05 10:00:00\n服务器返回HTTP 404（页面不存在），用时0.3秒", "obs:probe/1"]
    page = members["cover/index.html"].decode()
    assert "该页本次未打开" not in page
    assert "“探测”是抓取之外的单独访问" in page
    assert "服务器对报备的专栏网址返回的页面（pictures/page-" in page
    assert FILED.encode() in members["pages/pages.jsonl"]


def test_where_no_page_came_a_line_says_so(audited: Callable[..., Audited]) -> None:
    made = audited(PagesWire(portal(*FIRST), at=AT))
    assert made.finding().code == "dead"
    page = made.package()["cover/index.html"].decode()
    assert "无画面：服务器对报备的专栏网址返回的页面" in page
    assert "没有可显示的网页：抓取时访问报备的专栏网址，服务器返回HTTP 404（页面不存在）" in page


def test_without_time_to_ask_nobody_is_accused(audited: Callable[..., Audited]) -> None:
    made = audited(EndsEarly(portal(*FIRST), at=AT, answers=4), probe())
    finding = made.finding()
    assert (finding.outcome, finding.code) == ("cant_tell", "probe_failed")
    members = made.package()
    assert rows(members)[0][1].endswith("没有访问（巡查中断）")
    assert FILED.encode() not in members["trace/czt.jsonl"].replace(b'"filed_url":"' + FILED.encode(), b"")
